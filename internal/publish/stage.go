package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
)

// writeFile replaces a file as a whole. Each attempt has a name of its own in
// the stage: a server may still do what was asked on a connection that was
// given up, and rename what another attempt has half written.
func (s *server) writeFile(ctx context.Context, place string, data []byte) error {
	return s.op(ctx, int64(len(data)), func(c *connection) error {
		temp := path.Join(s.folder+stageSuffix, fmt.Sprint(s.temps.Add(1)))
		f, err := c.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
		if err != nil {
			return err
		}
		_, err = f.ReadFrom(bytes.NewReader(data))
		if e := f.Close(); err == nil {
			err = e
		}
		if err == nil {
			err = c.PosixRename(temp, place)
		}
		return err
	})
}

// makeDirs makes a folder of the site and those above it.
func (s *server) makeDirs(ctx context.Context, dir string) error {
	s.mu.Lock()
	done := s.dirs[dir]
	s.mu.Unlock()
	if done {
		return nil
	}
	if err := s.op(ctx, 0, func(c *connection) error { return c.MkdirAll(s.at(dir)) }); err != nil {
		return fmt.Errorf("make folder %s: %w", dir, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for ; dir != "."; dir = path.Dir(dir) {
		s.dirs[dir] = true
	}
	s.dirs["."] = true
	return nil
}

// tidy removes folders that deletions have left empty. One that stays does no
// harm.
func (s *server) tidy(ctx context.Context, p *Plan) {
	dirs := map[string]bool{}
	for _, w := range p.Waves {
		for _, name := range w.Deletes {
			for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
				dirs[dir] = true
			}
		}
	}
	for _, dir := range slices.Backward(sortedNames(dirs)) { // what a folder holds before the folder
		_ = s.op(ctx, 0, func(c *connection) error { return c.RemoveDirectory(s.at(dir)) })
	}
}

// clearStage removes what waits in the stage, of a deploy that was stopped, and
// makes it anew if there is to be one.
func (s *server) clearStage(ctx context.Context, anew bool) error {
	stage := s.folder + stageSuffix
	err := s.op(ctx, 0, func(c *connection) error {
		entries, err := c.ReadDir(stage)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		for _, e := range entries {
			if err := c.Remove(path.Join(stage, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		if err == nil && !anew {
			err = c.RemoveDirectory(stage)
		}
		return err
	})
	if err == nil && anew {
		err = s.op(ctx, 0, func(c *connection) error { return c.MkdirAll(stage) })
	}
	if err != nil {
		return fmt.Errorf("clear %s: %w", stage, err)
	}
	return nil
}
