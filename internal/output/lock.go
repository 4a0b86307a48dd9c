package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// lock makes sure that one build at a time writes an output. The lock file
// stands in the system's folder for temporary files; the system itself lets
// go of it when a process ends.
func lock(dir string) (*os.File, error) {
	sum := sha256.Sum256([]byte(resolve(dir)))
	name := filepath.Join(os.TempDir(), fmt.Sprintf("careerguide-%d-%s.lock", os.Getuid(), hex.EncodeToString(sum[:8])))
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the output: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err != nil {
		defer f.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock the output: %w", err)
		}
		buffer := make([]byte, 20)
		n, _ := f.ReadAt(buffer, 0)
		return nil, fmt.Errorf("output %s is being written by another build (process %s)", dir, strings.TrimSpace(string(buffer[:n])))
	}
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt([]byte(fmt.Sprintf("%d\n", os.Getpid())), 0)
	}
	return f, nil
}

func unlock(f *os.File) {
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
	_ = f.Close()
}
