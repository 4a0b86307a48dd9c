// Package compress makes of a text the forms that browsers take in its place:
// Brotli and gzip, each as small as is worth the time, and the same bytes each
// time.
package compress

import (
	"bytes"
	"compress/gzip"
	"runtime"

	"github.com/andybalholm/brotli"
)

// level is that of both codings. Above it Brotli takes many times as long for
// a few hundredths less.
const level = 9

// Version names all that the bytes depend on beside the text: another one may
// make others of it. It is raised with the version of the library.
func Version() string { return "brotli 1.3.0 level 9, gzip of " + runtime.Version() + " level 9" }

// Compressor compresses texts, one after the other. It keeps its memory from
// one to the next.
type Compressor struct {
	out    bytes.Buffer
	brotli *brotli.Writer
	gzip   *gzip.Writer
}

// Brotli returns the text in Brotli; false if that is no shorter. The bytes
// hold until the next call.
func (c *Compressor) Brotli(text []byte) ([]byte, bool) {
	c.out.Reset()
	if c.brotli == nil {
		c.brotli = brotli.NewWriterOptions(&c.out, brotli.WriterOptions{Quality: level})
	} else {
		c.brotli.Reset(&c.out)
	}
	return c.finish(text, c.brotli)
}

// Gzip is the same in gzip, without a name and a time.
func (c *Compressor) Gzip(text []byte) ([]byte, bool) {
	c.out.Reset()
	if c.gzip == nil {
		c.gzip, _ = gzip.NewWriterLevel(&c.out, level) // the level is valid
	} else {
		c.gzip.Reset(&c.out)
	}
	return c.finish(text, c.gzip)
}

func (c *Compressor) finish(text []byte, w interface {
	Write([]byte) (int, error)
	Close() error
}) ([]byte, bool) {
	_, err := w.Write(text)
	if e := w.Close(); err != nil || e != nil {
		return nil, false // not to memory
	}
	return c.out.Bytes(), c.out.Len() < len(text)
}
