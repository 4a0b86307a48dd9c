package markdown

import (
	"iter"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"careerguide/internal/diag"
)

// Resolve returns the fragment's HTML with its links and images written as
// target says. A target without a URL leaves a link's text and an image's
// alternative text.
func (f Fragment) Resolve(target func(Reference, SlotKind) Target) string {
	if len(f.Slots) == 0 {
		return f.HTML
	}
	b := make([]byte, 0, len(f.HTML)+len(f.Slots)*64)
	from, open := 0, false
	for _, slot := range f.Slots {
		b = append(b, f.HTML[from:slot.Offset]...)
		from = slot.Offset
		switch slot.Kind {
		case LinkStart:
			t := target(slot.Reference, LinkStart)
			if open = t.URL != ""; open {
				b = appendLink(b, slot.Reference, t)
			}
		case LinkEnd:
			if open {
				b = append(b, "</a>"...)
			}
		case Image:
			b = appendImage(b, slot.Reference, target(slot.Reference, Image))
		}
	}
	return string(append(b, f.HTML[from:]...))
}

func appendLink(b []byte, ref Reference, t Target) []byte {
	b = appendAttribute(append(b, "<a"...), "href", escapeURL(t.URL))
	if ref.Title != "" {
		b = appendAttribute(b, "title", ref.Title)
	}
	if t.Rel != "" {
		b = appendAttribute(b, "rel", t.Rel)
	}
	return append(b, '>')
}

func appendImage(b []byte, ref Reference, t Target) []byte {
	if t.URL == "" {
		return appendEscaped(b, ref.Alt)
	}
	if t.WebP != "" {
		b = append(b, "<picture><source type=image/webp"...)
		b = appendAttribute(b, "srcset", t.WebP)
		b = append(appendAttribute(b, "sizes", t.Sizes), '>')
	}
	b = appendAttribute(append(b, "<img"...), "src", escapeURL(t.URL))
	if t.Srcset != "" {
		b = appendAttribute(b, "srcset", t.Srcset)
		b = appendAttribute(b, "sizes", t.Sizes)
	}
	b = appendAttribute(b, "alt", ref.Alt)
	if ref.Title != "" {
		b = appendAttribute(b, "title", ref.Title)
	}
	if t.Width > 0 && t.Height > 0 {
		b = appendAttribute(b, "width", strconv.Itoa(t.Width))
		b = appendAttribute(b, "height", strconv.Itoa(t.Height))
	}
	b = append(b, " loading=lazy>"...)
	if t.WebP != "" {
		b = append(b, "</picture>"...)
	}
	return b
}

func appendAttribute(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	return append(appendEscaped(b, value), '"')
}

// escapeURL encodes the characters that an address may not have.
func escapeURL(url string) string {
	const unsafe = " \"<>\\^`{|}"
	if !strings.ContainsAny(url, unsafe) && strings.IndexFunc(url, isControl) < 0 {
		return url
	}
	var b strings.Builder
	for i := range len(url) {
		if c := url[i]; c < ' ' || c == 0x7f || strings.IndexByte(unsafe, c) >= 0 {
			b.WriteString("%" + string("0123456789ABCDEF"[c>>4]) + string("0123456789ABCDEF"[c&15]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// References yields every link and image of the document, in the order of its
// fragments, each with LinkStart or Image. What stands in a list's item comes
// once, with the fragment that the list is in.
func (d *Document) References() iter.Seq2[Reference, SlotKind] {
	return func(yield func(Reference, SlotKind) bool) {
		each := func(f *Fragment) bool {
			for i := range f.Slots {
				if s := &f.Slots[i]; s.Kind != LinkEnd && !yield(s.Reference, s.Kind) {
					return false
				}
			}
			return true
		}
		if !each(&d.Intro) {
			return
		}
		for i := range d.Sections {
			s := &d.Sections[i]
			if !each(&s.Body) {
				return
			}
			for j := range s.Parts {
				if !each(&s.Parts[j].Body) {
					return
				}
			}
		}
	}
}

// scheme returns the scheme of an address as a browser reads it, in lower
// case, or "". Browsers leave out control characters, and spaces around.
func scheme(address string) string {
	address = strings.TrimLeftFunc(address, func(r rune) bool { return r <= ' ' || r == '\u00a0' || r == '\ufeff' })
	var b strings.Builder
	for _, r := range address {
		switch {
		case isControl(r):
		case r == ':':
			return strings.ToLower(b.String())
		case r|0x20 >= 'a' && r|0x20 <= 'z', b.Len() > 0 && (r >= '0' && r <= '9' || r == '+' || r == '-' || r == '.'):
			b.WriteRune(r)
		default:
			return ""
		}
	}
	return ""
}

// allowed reports whether an address may stand on a page.
func allowed(address string, kind SlotKind) bool {
	switch scheme(address) {
	case "", "http", "https":
		return true
	case "mailto", "tel":
		return kind == LinkStart
	}
	return false
}

// reference reads the target of a link or an image, or reports that it must
// be left out.
func (r *renderer) reference(kind SlotKind, offset int, destination, title []byte) (Reference, bool) {
	if len(destination) > maxLinkSize {
		stop(offset, "a link's address of more than %d KiB", maxLinkSize>>10)
	}
	if r.targets += len(destination) + len(title); r.targets > maxTargets {
		stop(offset, "links' addresses of more than %d MiB", maxTargets>>20)
	}
	ref := Reference{Destination: strings.Map(dropControl, strings.TrimSpace(unescape(destination)))}
	if !allowed(ref.Destination, kind) {
		what := "link"
		if kind == Image {
			what = "image"
		}
		r.find(diag.Notice, "link-scheme", offset, what+" with the scheme "+strconv.Quote(scheme(ref.Destination))+" became plain text",
			"links lead to http, https, mailto or tel addresses, images to http or https, or to this site")
		return ref, false
	}
	ref.Destination = strings.Clone(ref.Destination)
	ref.Title = strings.Clone(unescape(title))
	ref.Position = r.position(offset)
	return ref, true
}

func dropControl(r rune) rune {
	if isControl(r) {
		return -1
	}
	return r
}

// link writes a link's text between its slots.
func (r *renderer) link(offset int, destination, title []byte, text func()) {
	if r.inLink > 0 || r.plain > 0 {
		text()
		return
	}
	ref, ok := r.reference(LinkStart, offset, destination, title)
	if !ok {
		text()
		return
	}
	r.slots = append(r.slots, Slot{Kind: LinkStart, Offset: len(r.html), Reference: ref})
	r.inLink++
	text()
	r.inLink--
	r.slots = append(r.slots, Slot{Kind: LinkEnd, Offset: len(r.html)})
}

// image leaves a slot for an image, or writes its alternative text.
func (r *renderer) image(n *ast.Image) {
	alt := string(r.appendPlain(nil, n, 0))
	if r.plain == 0 {
		if ref, ok := r.reference(Image, n.Pos(), n.Destination, n.Title); ok {
			ref.Alt = alt
			r.slots = append(r.slots, Slot{Kind: Image, Offset: len(r.html), Reference: ref})
			r.say(alt)
			return
		}
	}
	r.print(alt)
}
