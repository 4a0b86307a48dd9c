package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Store keeps what is costly to make, in a folder of its own below [Folder],
// by a sum of all that it is made of. It may be deleted at any time. A nil
// Store keeps nothing. Several goroutines may use one, and several programs
// its folder.
type Store struct {
	root, folder string
	mu           sync.Mutex
	used         map[string]bool // names of files
	ready        bool            // the folder is there
}

// OpenStore returns the store of a name, at the root of a site; nil for no
// root. Nothing is written yet.
func OpenStore(root, name string) *Store {
	if root == "" {
		return nil
	}
	return &Store{root: root, folder: filepath.Join(root, Folder, name), used: map[string]bool{}}
}

// storeHeader begins what is kept. A SHA-256 of the rest follows on the same
// line.
const storeHeader = "careerguide made 1 "

func storeLine(data []byte) string { return fmt.Sprintf("%s%x\n", storeHeader, sha256.Sum256(data)) }

// Get returns what was made of something, and whether it is there and whole.
func (s *Store) Get(of Sum) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	name := s.use(of)
	data, err := os.ReadFile(filepath.Join(s.folder, name))
	if err != nil {
		return nil, false
	}
	n := len(storeHeader) + 2*sha256.Size + 1
	if len(data) < n || string(data[:n]) != storeLine(data[n:]) {
		return nil, false
	}
	return data[n:], true
}

// Put keeps what was made of something, whole or not at all. That it cannot is
// no fault: it will be made again.
func (s *Store) Put(of Sum, data []byte) {
	if s == nil || !s.prepare() {
		return
	}
	name := s.use(of)
	_ = write(filepath.Join(s.folder, name), append([]byte(storeLine(data)), data...))
}

func (s *Store) use(of Sum) string {
	name := fmt.Sprintf("%x", string(of))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used[name] = true
	return name
}

// prepare makes the folder, and reports whether it is there.
func (s *Store) prepare() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ready {
		err := makeFolder(filepath.Join(s.root, Folder))
		if err == nil {
			err = makeFolder(s.folder)
		}
		s.ready = err == nil && write(filepath.Join(s.root, Folder, ".gitignore"), []byte("*\n")) == nil
	}
	return s.ready
}

// isOurs reports whether a file in a store's folder has a name that a store
// gives: a sum, or that of one that was not finished.
func isOurs(name string) bool {
	_, err := hex.DecodeString(name)
	return err == nil && len(name) == 2*sha256.Size || strings.HasPrefix(name, ".new-")
}

// Sweep removes what nobody has asked for, or put in, since the store was
// opened.
func (s *Store) Sweep() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, folder := range []string{filepath.Join(s.root, Folder), s.folder} {
		if info, err := os.Lstat(folder); err != nil || !info.IsDir() {
			return // a link would lead to what is somebody's
		}
	}
	entries, err := os.ReadDir(s.folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !s.used[e.Name()] && e.Type().IsRegular() && isOurs(e.Name()) {
			_ = os.Remove(filepath.Join(s.folder, e.Name()))
		}
	}
	if os.Remove(s.folder) == nil { // it was empty
		s.ready = false
	}
}
