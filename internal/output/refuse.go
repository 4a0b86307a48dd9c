package output

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// refuse returns an error for an output that would put other files in danger.
func refuse(dir string, protected []string) error {
	real := resolve(dir)
	bad := func(why string) error {
		return fmt.Errorf("output %s %s: choose a folder of its own, such as public", dir, why)
	}
	if real == filepath.Dir(real) {
		return bad("is the root of the file system")
	}
	if home, err := os.UserHomeDir(); err == nil && holds(real, resolve(home)) {
		return bad("is the home folder or holds it")
	}
	for i, p := range protected {
		abs, err := filepath.Abs(p)
		if err != nil {
			return fmt.Errorf("output %s: %w", dir, err)
		}
		source := resolve(abs)
		switch {
		case holds(real, source):
			return bad("is or holds " + p)
		case i > 0 && holds(source, real):
			return bad("lies in " + p)
		}
	}
	return nil
}

// resolve follows the links of a path as far as it exists.
func resolve(p string) string {
	rest := ""
	for at := p; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		if at == filepath.Dir(at) {
			return p
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}

// holds reports whether inner is outer or lies in it.
func holds(outer, inner string) bool {
	rel, err := filepath.Rel(outer, inner)
	return err == nil && (rel == "." || rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)))
}
