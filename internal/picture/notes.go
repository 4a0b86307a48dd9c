package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// notes are what a file says of its picture beside the pixels.
type notes struct {
	orientation int      // of Exif: 1 is upright; 5 to 8 lie on their side
	animated    bool     // a PNG with frames
	progressive bool     // a JPEG that is held in memory as coefficients, while scan after scan adds to it
	scans       int      // of a JPEG
	profile     [][]byte // segments or chunks of colour, as they stand in the file
	gamma, srgb bool     // of a PNG: it says what its values stand for
	icc         bool
}

// turned returns the size at which the picture is shown.
func (n notes) turned(width, height int) (int, int) {
	if n.orientation >= 5 {
		return height, width
	}
	return width, height
}

// plain reports whether the values of the colours mean what they mean in a
// file that says nothing.
func (n notes) plain() bool { return !n.icc && (!n.gamma || n.srgb) }

func readNotes(format string, data []byte) notes {
	n := notes{orientation: 1}
	switch format {
	case "jpeg":
		n.readJPEG(data)
	case "png":
		n.readPNG(data)
	}
	return n
}

var exif, iccProfile = []byte("Exif\x00\x00"), []byte("ICC_PROFILE\x00")

// readJPEG reads the segments before the picture itself.
func (n *notes) readJPEG(data []byte) {
	n.scans = bytes.Count(data, []byte{0xff, 0xda}) // never in the data of a scan
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		kind, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if kind == 0xff { // filling
			at++
			continue
		}
		if kind == 0xda || kind == 0xd9 || size < 2 || at+2+size > len(data) {
			return
		}
		segment := data[at : at+2+size]
		n.progressive = n.progressive || kind == 0xc2
		switch payload := segment[4:]; {
		case kind == 0xe1 && bytes.HasPrefix(payload, exif):
			n.orientation = orientation(payload[len(exif):])
		case kind == 0xe2 && bytes.HasPrefix(payload, iccProfile):
			n.profile, n.icc = append(n.profile, segment), true
		}
		at += len(segment)
	}
}

// orientation reads a TIFF's first directory; 1 if it does not say.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	count := int64(order.Uint16(tiff[at:]))
	for i := range count {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			break
		}
		if e := tiff[entry:]; order.Uint16(e) == 0x112 && order.Uint16(e[2:]) == 3 {
			if v := int(order.Uint16(e[8:])); v >= 1 && v <= 8 {
				return v
			}
		}
	}
	return 1
}

const pngHeader = 8

// readPNG reads the chunks before the picture itself.
func (n *notes) readPNG(data []byte) {
	for at := pngHeader; at+12 <= len(data); {
		size := int64(binary.BigEndian.Uint32(data[at:]))
		if size > int64(len(data)-at-12) {
			return
		}
		whole := data[at : at+12+int(size)]
		switch string(whole[4:8]) {
		case "IDAT":
			return
		case "acTL":
			n.animated = true
		case "iCCP":
			n.icc, n.profile = true, append(n.profile, whole)
		case "gAMA":
			n.gamma, n.profile = true, append(n.profile, whole)
		case "sRGB":
			n.srgb, n.profile = true, append(n.profile, whole)
		case "cHRM":
			n.profile = append(n.profile, whole)
		}
		at += len(whole)
	}
}

// insert puts the colour profile into an encoded picture. A chunk whose sum is
// wrong is left out, as a browser would.
func (n notes) insert(format string, data []byte) []byte {
	at := 2 // after a JPEG's first marker
	if format == "png" {
		at = pngHeader + 25 // after IHDR
	}
	out := append([]byte(nil), data[:at]...)
	for _, p := range n.profile {
		if format == "png" && crc32.ChecksumIEEE(p[4:len(p)-4]) != binary.BigEndian.Uint32(p[len(p)-4:]) {
			continue
		}
		out = append(out, p...)
	}
	return append(out, data[at:]...)
}
