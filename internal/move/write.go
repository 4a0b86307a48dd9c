package move

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// Write makes the move. Files that stay are replaced whole, one after another;
// the article itself gets its new name last, so that a move that is cut short
// leaves a site that builds or one that tells what is missing, and can be made
// again.
func (p *Plan) Write(root *os.Root) error {
	replaced := slices.DeleteFunc(slices.Sorted(maps.Keys(p.Files)), func(name string) bool { return name == p.To && p.From != p.To })
	var temporary []string
	defer func() {
		for _, name := range temporary {
			_ = root.Remove(name) // what is in place is there no more
		}
	}()
	write := func(name string, mode fs.FileMode) (string, error) {
		staged := path.Join(path.Dir(name), "."+path.Base(name)+".moving")
		f, err := root.OpenFile(staged, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if errors.Is(err, fs.ErrExist) {
			err = fmt.Errorf("%s is there, perhaps of a move that was stopped; delete it and move again", staged)
		}
		if err != nil {
			return "", err
		}
		temporary = append(temporary, staged)
		_, err = f.Write(p.Files[name])
		return staged, errors.Join(err, f.Chmod(mode), f.Close()) // whatever the umask
	}
	staged := map[string]string{}
	for _, name := range replaced {
		info, err := root.Stat(name)
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if staged[name], err = write(name, info.Mode().Perm()); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	if p.From != p.To {
		info, err := root.Stat(p.From)
		if err == nil {
			err = root.MkdirAll(path.Dir(p.To), 0o755)
		}
		if err == nil {
			staged[p.To], err = write(p.To, info.Mode().Perm())
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", p.To, err)
		}
		for _, name := range append(slices.Sorted(maps.Values(p.Moved)), p.To) {
			if _, err := root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s is there now; nothing was written", name)
			}
		}
	}
	for i, name := range replaced {
		if err := root.Rename(staged[name], name); err != nil {
			err = fmt.Errorf("write %s: %w", name, err)
			if i > 0 {
				err = fmt.Errorf("%w\nnames it anew already: %s", err, strings.Join(replaced[:i], ", "))
			}
			return err
		}
	}
	if p.From == p.To {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(p.Moved)) {
		if name == p.From {
			continue
		}
		to := p.Moved[name]
		err := root.MkdirAll(path.Dir(to), 0o755)
		if err == nil {
			err = root.Rename(name, to)
		}
		if err != nil {
			return fmt.Errorf("move %s: %w", name, err)
		}
	}
	err := root.Rename(staged[p.To], p.To)
	if err == nil {
		err = root.Remove(p.From)
	}
	if err != nil {
		return fmt.Errorf("move %s: %w", p.From, err)
	}
	p.sweep(root)
	return nil
}

// sweep removes the folders that the move has emptied.
func (p *Plan) sweep(root *os.Root) {
	left := map[string]bool{path.Dir(p.From): true}
	for name := range p.Moved {
		left[path.Dir(name)] = true
	}
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(left))) { // what is inside comes first
		for path.Dir(path.Dir(dir)) != "." && root.Remove(dir) == nil {
			dir = path.Dir(dir)
		}
	}
}
