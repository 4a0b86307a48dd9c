// Package markdown turns an article's body into sections of safe HTML.
//
// A body is split at its second-level headings: the text before the first is
// the introduction, and each "## Heading" opens a section. Third-level
// headings split a section into parts (a question of the FAQ, a part of the
// template). HTML is finished but for its links and images, which only the
// site as a whole can resolve; see Fragment.
package markdown

import "careerguide/internal/diag"

// Options are what a body needs to know of its article and its site.
type Options struct {
	File      string                      // for findings, slash-separated, relative to the site's root
	FirstLine int                         // the line of the file on which the body starts, from 1
	RawHTML   bool                        // pass HTML through; otherwise it stands on the page as text
	Section   func(heading string) string // names a section by its heading's text: "duties"; "" for a free section; may be nil
	Known     func(id string) bool        // whether a heading's {#id} names a section; it wins over Section; may be nil
	BackLabel string                      // names a footnote's link back, with {number} for the mark's; "": English
	Reserved  map[string]bool             // ids that the page uses itself; a heading's gets a suffix
}

// Document is a parsed body.
type Document struct {
	Intro        Fragment
	IntroAnchors []string // the ids of headings and footnotes in the introduction
	Sections     []Section
	Words        int // of prose, headings included, code left out
}

// Section is what stands below one second-level heading.
type Section struct {
	Key           string     // the known section's key, else ""
	ID            string     // unique in the article; equals Key where there is one
	Heading       string     // plain text
	HeadingHTML   string     // safe inline HTML of the heading, links dropped
	diag.Position            // of the heading
	Body          Fragment   // all below the heading up to the first part
	Items         []Fragment // the items of Body's top-level lists, if it has any
	Parts         []Part     // the third-level headings, in order
	Anchors       []string   // the ids of every heading and footnote inside, without ID itself
}

// Empty reports whether nothing stands below the heading.
func (s *Section) Empty() bool { return s.Body.HTML == "" && len(s.Parts) == 0 }

// Part is what stands below one third-level heading.
type Part struct {
	ID          string
	Heading     string
	HeadingHTML string
	diag.Position
	Body  Fragment
	Items []Fragment // the items of Body's top-level lists, without footnote marks
}

// Fragment is safe, compact HTML in which the targets of links and images are
// still to be filled in.
type Fragment struct {
	HTML  string // with nothing at the places of Slots
	Slots []Slot // by rising Offset
	Text  string // the same as plain text: paragraphs and list items on lines of their own ("- item"), for templates and JSON-LD
}

// SlotKind says what is missing at a slot.
type SlotKind uint8

const (
	LinkStart SlotKind = iota // the opening tag of a link
	LinkEnd                   // its closing tag
	Image                     // a whole img element
)

// Slot is a place in a fragment's HTML where a tag is to be written.
type Slot struct {
	Kind      SlotKind
	Offset    int
	Reference Reference // of LinkStart and Image
}

// Reference is what a writer typed as the target of a link or an image.
type Reference struct {
	Destination string // as typed, entities and escapes resolved
	Title       string
	Alt         string // of an image
	diag.Position
}

// Target is what a reference leads to on the page that is written.
type Target struct {
	URL           string // for href or src; "" drops the link and keeps its text
	Rel           string // rel attribute, if any
	Width, Height int    // of an image, in CSS pixels; 0 if unknown
	Sources              // of an image
}

// Sources are further forms of an image, for a browser to choose from, as the
// attributes of img and source have them.
type Sources struct {
	Srcset string // of the image's own format; "" for none
	WebP   string // likewise, of WebP
	Sizes  string // how wide the image is shown; of both
}
