package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// server is a folder on a server that speaks SFTP. Three files stand beside
// the folder, out of a web server's reach:
//
//	/var/www/careers/                    what readers can ask for
//	/var/www/careers.careerguide-files   what deploys have put there; see remotelist.go
//	/var/www/careers.careerguide-lock    that a deploy is under way
//	/var/www/careers.careerguide-stage/  files on their way
//
// A file is sent to the stage and renamed over the one in the folder, so that
// readers never get a part of one. The protocol knows no sums: what a file
// holds is known from the list, if its size is the one that the list says.
type server struct {
	folder  string
	address string
	config  *ssh.ClientConfig
	clock   Clock
	attempt time.Duration
	tell    func(done, total int)

	mu   sync.Mutex
	conn *connection // nil where there is none
	over error       // why nothing more is to be done; nil while it is

	lock  *remoteLock // nil where nothing is to be written
	known *remoteList
	dirs  map[string]bool // folders that are there
	temps atomic.Int64
}

const (
	listSuffix  = ".careerguide-files"
	lockSuffix  = ".careerguide-lock"
	stageSuffix = ".careerguide-stage"
	streams     = 8  // files at once
	walkers     = 16 // folders that are listed at once
)

func openServer(ctx context.Context, o Options) (host, error) {
	config, err := clientConfig(o)
	if err != nil {
		return nil, fmt.Errorf("target %s: %w", o.Target.Label(), err)
	}
	s := &server{folder: path.Clean(o.Target.To.Path), address: serverAddress(o.Target.To), config: config, clock: o.Clock, attempt: o.attempt, tell: o.Progress, dirs: map[string]bool{}}
	if s.attempt == 0 {
		s.attempt = usualAttempt
	}
	if !o.DryRun {
		if s.lock, err = s.takeLock(ctx); err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

// op does something on the server until it goes well, with a new connection
// where one is lost. size is the bytes that are sent or read.
func (s *server) op(ctx context.Context, size int64, do func(c *connection) error) error {
	return s.clock.retry(ctx, func(ctx context.Context) error {
		c, err := s.connect(ctx)
		if err != nil {
			return err
		}
		late := time.AfterFunc(s.attempt+time.Duration(size)*time.Second/slowest, c.end)
		defer late.Stop()
		defer context.AfterFunc(ctx, c.end)()
		if err = do(c); err == nil {
			return nil
		}
		if c.broken.Load() || lost(err) {
			c.end()
			return passing{error: fmt.Errorf("the connection to %s was lost", s.address)}
		}
		if status, ok := errors.AsType[*sftp.StatusError](err); ok && status.FxCode() == sftp.ErrSSHFxOpUnsupported {
			return fmt.Errorf("the server cannot replace a file in one step (posix-rename@openssh.com): %w", err)
		}
		return err
	})
}

// end lets nothing more be done: what is under way is given up.
func (s *server) end(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = why
	if s.conn != nil {
		s.conn.end()
	}
}

// connect returns the connection, a new one if it is lost.
func (s *server) connect(ctx context.Context) (*connection, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over != nil {
		return nil, s.over
	}
	if s.conn != nil && !s.conn.broken.Load() {
		return s.conn, nil
	}
	c, err := dial(ctx, s.address, s.config, s.attempt)
	if err == nil {
		s.conn = c
	}
	return c, err
}

// close gives the lock back, though the deploy be interrupted.
func (s *server) close() error {
	if s.lock != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 3*s.attempt)
		defer cancel()
		s.lock.give(ctx)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != nil {
		s.conn.end()
	}
	return nil
}

// at returns where a file of the site is.
func (s *server) at(name string) string { return path.Join(s.folder, name) }

func (s *server) list(ctx context.Context) (map[string]remote, error) {
	known, err := s.readList(ctx)
	if err != nil {
		return nil, err
	}
	s.known = known
	sizes := map[string]int64{}
	var mu sync.Mutex
	for level := []string{"."}; len(level) > 0; {
		var next []string
		err := each(ctx, walkers, level, func(ctx context.Context, dir string) error {
			var entries []fs.FileInfo
			err := s.op(ctx, 0, func(c *connection) (err error) {
				entries, err = c.ReadDir(s.at(dir))
				return err
			})
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil {
				return fmt.Errorf("list %s: %w", s.at(dir), err)
			}
			mu.Lock()
			defer mu.Unlock()
			s.dirs[dir] = true
			for _, e := range entries {
				switch name := path.Join(dir, e.Name()); {
				case e.IsDir():
					next = append(next, name)
				case e.Mode().IsRegular():
					sizes[name] = e.Size()
				default:
					sizes[name] = -1
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		slices.Sort(next)
		level = next
	}
	there := make(map[string]remote, len(sizes))
	for name, size := range sizes {
		r := remote{size: size}
		if s, ok := known.files[name]; ok && s.size == size {
			r.tag = string(s.hash[:])
		}
		there[name] = r
	}
	return there, nil
}

func (s *server) same(_ context.Context, f *file, r remote) (bool, error) {
	return r.size == f.size && r.tag == string(f.sum[:]), nil
}

func (s *server) owns(_ context.Context, name string, r remote) (bool, error) {
	_, ok := s.known.files[name]
	return ok && r.size >= 0, nil
}

func (s *server) read(ctx context.Context, name string) ([]byte, error) {
	data, err := s.readFile(ctx, s.at(name))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}

func (s *server) readFile(ctx context.Context, place string) (data []byte, err error) {
	var size int64
	err = s.op(ctx, 0, func(c *connection) error {
		info, err := c.Stat(place)
		if err == nil {
			size = info.Size()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = s.op(ctx, size, func(c *connection) error {
		f, err := c.Open(place)
		if err != nil {
			return err
		}
		defer f.Close()
		data, err = io.ReadAll(f)
		return err
	})
	return data, err
}

func (s *server) apply(ctx context.Context, p *Plan, _ []*file, read func(*file) ([]byte, error)) error {
	if p.Uploads+p.Deletes == 0 {
		return s.clearStage(ctx, false)
	}
	if err := s.clearStage(ctx, true); err != nil {
		return err
	}
	if err := s.begin(ctx, p); err != nil {
		return err
	}
	put := func(ctx context.Context, f *file) error {
		data, err := read(f)
		if err != nil {
			return err
		}
		if err := s.makeDirs(ctx, path.Dir(f.name)); err != nil {
			return err
		}
		if err := s.writeFile(ctx, s.at(f.name), data); err != nil {
			return fmt.Errorf("send %s: %w", f.name, err)
		}
		return s.note(ctx, sum{f.sum, f.size}.line(f.name))
	}
	remove := func(ctx context.Context, name string) error {
		err := s.op(ctx, 0, func(c *connection) error { return c.Remove(s.at(name)) })
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("delete %s: %w", name, err)
		}
		return s.note(ctx, goneLine(name))
	}
	if err := p.run(ctx, streams, s.tell, put, remove); err != nil {
		return err
	}
	s.tidy(ctx, p)
	if err := s.endList(ctx, p); err != nil {
		return err
	}
	return s.clearStage(ctx, false)
}
