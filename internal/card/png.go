package card

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image/color"
)

// level is that of the compression. Those above find little more in letters on
// plain paper, and take several times as long.
const level = 5

// pngWriter writes pictures of four bits a pixel. image/png does the same of
// an image.Paletted, but has three levels of compression to choose from, of
// which none fits.
type pngWriter struct {
	zlib          *zlib.Writer
	rows          []byte
	out, squeezed bytes.Buffer
}

// write returns a card's picture; pix has an index of the palette for each
// pixel.
func (w *pngWriter) write(pix []uint8, palette []color.RGBA) []byte {
	if w.zlib == nil {
		w.zlib, _ = zlib.NewWriterLevel(&w.squeezed, level) // fails for a level that does not exist
	}
	colours := make([]byte, 0, 3*len(palette))
	for _, c := range palette {
		colours = append(colours, c.R, c.G, c.B)
	}
	w.rows = w.rows[:0]
	for y := range Height {
		row := pix[y*Width:][:Width]
		w.rows = append(w.rows, 0) // no filter
		for x := 0; x < Width; x += 2 {
			w.rows = append(w.rows, row[x]<<4|row[x+1])
		}
	}
	w.squeezed.Reset()
	w.zlib.Reset(&w.squeezed)
	w.zlib.Write(w.rows) // to memory, where nothing fails
	w.zlib.Close()

	w.out.Reset()
	w.out.WriteString("\x89PNG\r\n\x1a\n")
	header := binary.BigEndian.AppendUint32(nil, Width)
	header = binary.BigEndian.AppendUint32(header, Height)
	w.chunk("IHDR", append(header, 4, 3, 0, 0, 0)) // four bits, of a palette, and the only ways there are
	w.chunk("PLTE", colours)
	w.chunk("IDAT", w.squeezed.Bytes())
	w.chunk("IEND", nil)
	return bytes.Clone(w.out.Bytes())
}

func (w *pngWriter) chunk(kind string, data []byte) {
	sum := crc32.NewIEEE()
	sum.Write([]byte(kind))
	sum.Write(data)
	w.out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data))))
	w.out.WriteString(kind)
	w.out.Write(data)
	w.out.Write(binary.BigEndian.AppendUint32(nil, sum.Sum32()))
}
