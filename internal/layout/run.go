package layout

import (
	"context"
	"io"
	"reflect"
)

// run is the writing of a page.
type run struct {
	guard
	out   []byte          // what is written, after full
	full  [][]byte        // of a long page
	sized int             // bytes in full
	vars  []reflect.Value // those of the templates at work, the innermost last
	base  int             // where the variables of the innermost begin
	top   int             // and end
	texts []string        // arguments of the calls of t at work
	share int             // shared layouts at work
}

// stop is what a run panics with to end itself.
type stop struct{ err error }

// fault ends the run where html/template would report an error.
func fault() { panic(stop{errFault}) }

// page writes a page to x.out.
func (x *run) page(ctx context.Context, limits Limits, entry *unit, data reflect.Value) (err error) {
	x.guard = newGuard(ctx, limits)
	defer func() {
		if r := recover(); r != nil {
			// Whatever else went wrong is for html/template to report.
			err = errFault
			if s, ok := r.(stop); ok {
				err = s.err
			}
		}
	}()
	entry.call(x, data)
	if n := x.sized + len(x.out); n > limits.Bytes {
		return x.check(n)
	}
	return nil
}

// WriteTo writes the page.
func (x *run) WriteTo(w io.Writer) (int64, error) {
	written := 0
	for _, part := range append(x.full, x.out) {
		n, err := w.Write(part)
		if written += n; err != nil {
			return int64(written), err
		}
	}
	return int64(written), nil
}

// kept is the size of a page, in bytes, up to which it stays in one piece, and
// its buffer is kept for the next.
const kept = 1 << 20

// reset forgets a page but keeps the memory.
func (x *run) reset() {
	if cap(x.out) > 2*kept {
		x.out = nil
	}
	clear(x.vars[:cap(x.vars)])
	clear(x.texts[:cap(x.texts)])
	*x = run{out: x.out[:0], vars: x.vars[:0], texts: x.texts[:0]}
}

func (x *run) mark(m *mark) {
	if err := x.pass(m, x.sized+len(x.out)); err != nil {
		panic(stop{err})
	}
	if len(x.out) > kept && x.share == 0 { // what is shared is cut out of the end
		x.full = append(x.full, x.out)
		x.sized += len(x.out)
		x.out = make([]byte, 0, kept+kept/4)
	}
}

// signal says how a node ended.
type signal int

const (
	next signal = iota
	broke
	continued
)

// node writes a part of a page.
type node func(x *run, dot reflect.Value) signal

// unit is a template compiled for one type of dot.
type unit struct {
	body  node
	slots int // its variables; the first is $
}

// call writes the template. It inherits no variables.
func (u *unit) call(x *run, dot reflect.Value) {
	base, top := x.base, x.top
	x.base, x.top = top, top+u.slots
	for len(x.vars) < x.top {
		x.vars = append(x.vars, reflect.Value{})
	}
	x.vars[x.base] = dot
	u.body(x, dot)
	x.base, x.top = base, top
}
