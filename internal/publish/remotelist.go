package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"
)

// remoteList is what deploys have put into a folder on a server. It is added
// to as a deploy goes on, so that one that was stopped is gone on with, and
// the last line about a file counts:
//
//	careerguide published 1
//	6a09e667…19 5120 "roles/nurse/index.html"   it holds this
//	? "roles/nurse/index.html"                   it is ours, and what it holds is not known
//	- "roles/nurse/index.html"                   it is gone
type remoteList struct {
	files sums // a size of -1: not known
	lines int
	size  int64 // bytes of the list
	whole bool  // it can be added to

	mu      sync.Mutex
	waiting strings.Builder // lines that are to be added
	adding  bool
}

const (
	remoteHead  = "careerguide published 1\n"
	unknownMark = "? "
	goneMark    = "- "
)

func unknownLine(name string) string { return unknownMark + strconv.Quote(name) + "\n" }
func goneLine(name string) string    { return goneMark + strconv.Quote(name) + "\n" }

// parseRemoteList reads a list. A last line without an end is of a deploy that
// was killed, and left out.
func parseRemoteList(data string) (*remoteList, error) {
	l := &remoteList{files: sums{}, size: int64(len(data))}
	rest, ok := strings.CutPrefix(data, remoteHead)
	if !ok {
		return nil, errors.New("is not a list that this careerguide understands")
	}
	l.whole = strings.HasSuffix(data, "\n")
	for line := range strings.Lines(rest) {
		if !strings.HasSuffix(line, "\n") {
			break
		}
		l.lines++
		if quoted, ok := strings.CutPrefix(line, goneMark); ok {
			name, err := strconv.Unquote(strings.TrimSuffix(quoted, "\n"))
			if err != nil {
				return nil, fmt.Errorf("is damaged in line %d", l.lines+1)
			}
			delete(l.files, name)
			continue
		}
		of := line
		if quoted, ok := strings.CutPrefix(line, unknownMark); ok {
			of = sum{}.line("x")
			of = strings.TrimSuffix(of, "\"x\"\n") + quoted
		}
		name, s, ok := parseLine(of)
		if !ok {
			return nil, fmt.Errorf("is damaged in line %d", l.lines+1)
		}
		if of != line {
			s.size = -1
		}
		l.files[name] = s
	}
	return l, nil
}

// readList reads the list beside the folder.
func (s *server) readList(ctx context.Context) (*remoteList, error) {
	place := s.folder + listSuffix
	data, err := s.readFile(ctx, place)
	if errors.Is(err, fs.ErrNotExist) {
		return &remoteList{files: sums{}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", place, err)
	}
	l, err := parseRemoteList(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s %w\nmove it away on the server: all files are then sent again, and those that are no longer built stay", place, err)
	}
	return l, nil
}

// begin notes what is going to be sent, before any of it is.
func (s *server) begin(ctx context.Context, p *Plan) error {
	if !s.known.whole {
		if err := s.rewriteList(ctx); err != nil {
			return err
		}
	}
	var lines strings.Builder
	for _, w := range p.Waves {
		for _, u := range w.Uploads {
			lines.WriteString(unknownLine(u.Name))
		}
	}
	return s.note(ctx, lines.String())
}

// rewriteList replaces the list by one that says the same in the fewest lines.
func (s *server) rewriteList(ctx context.Context) error {
	var b strings.Builder
	b.WriteString(remoteHead)
	for _, name := range sortedNames(s.known.files) {
		if f := s.known.files[name]; f.size < 0 {
			b.WriteString(unknownLine(name))
		} else {
			b.WriteString(f.line(name))
		}
	}
	if err := s.writeFile(ctx, s.folder+listSuffix, []byte(b.String())); err != nil {
		return fmt.Errorf("write %s: %w", s.folder+listSuffix, err)
	}
	s.known.size, s.known.whole, s.known.lines = int64(b.Len()), true, len(s.known.files)
	return nil
}

// note adds lines to the list. Of several that come at once one adds them all,
// so that no file waits for the lines of those before it one by one.
func (s *server) note(ctx context.Context, lines string) error {
	l := s.known
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waiting.WriteString(lines)
	if l.adding {
		return nil
	}
	l.adding = true
	defer func() { l.adding = false }()
	for l.waiting.Len() > 0 {
		data := l.waiting.String()
		l.waiting.Reset()
		l.mu.Unlock()
		err := s.op(ctx, int64(len(data)), func(c *connection) error {
			f, err := c.OpenFile(s.folder+listSuffix, os.O_WRONLY)
			if err != nil {
				return err
			}
			_, err = f.WriteAt([]byte(data), l.size) // at its place, though it be tried twice
			return errors.Join(err, f.Close())
		})
		l.mu.Lock()
		if err != nil {
			return fmt.Errorf("write %s: %w", s.folder+listSuffix, err)
		}
		l.size += int64(len(data))
	}
	return nil
}

// endList makes the list short again where it has grown.
func (s *server) endList(ctx context.Context, p *Plan) error {
	const roomy = 1000 // lines that are no bother
	lines := s.known.lines + 2*p.Uploads + p.Deletes
	for _, w := range p.Waves {
		for _, u := range w.Uploads {
			s.known.files[u.Name] = sum{u.file.sum, u.file.size}
		}
		for _, name := range w.Deletes {
			delete(s.known.files, name)
		}
	}
	if lines < 2*len(s.known.files)+roomy {
		return nil
	}
	return s.rewriteList(ctx)
}
