package check

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// How long an answer holds.
const (
	freshAlive = 7 * 24 * time.Hour
	freshDead  = 24 * time.Hour // a host may have been mended
)

// answered is what the web said of an address; the zero value is that it is
// alive.
type answered struct {
	Dead string    `json:"dead,omitempty"` // why it leads nowhere
	When time.Time `json:"when"`

	unsure string // why nothing is known; not kept
}

// readCache returns the answers that still hold. A damaged cache is no cache.
func readCache(name string, now time.Time) map[string]answered {
	answers := map[string]answered{}
	if data, err := os.ReadFile(name); name != "" && err == nil && json.Unmarshal(data, &answers) != nil {
		return map[string]answered{}
	}
	maps.DeleteFunc(answers, func(_ string, a answered) bool {
		age := now.Sub(a.When)
		return age < 0 || age >= freshAlive || a.Dead != "" && age >= freshDead
	})
	return answers
}

// writeCache keeps answers, in a folder that version control is told to leave
// out; where that fails they are asked for again.
func writeCache(name string, answers map[string]answered) {
	if name == "" {
		return
	}
	known := maps.Clone(answers)
	maps.DeleteFunc(known, func(_ string, a answered) bool { return a.unsure != "" })
	data, err := json.Marshal(known)
	dir := filepath.Dir(name)
	if err != nil || os.MkdirAll(dir, 0o755) != nil {
		return
	}
	ignore := filepath.Join(dir, ".gitignore")
	if _, err := os.Lstat(ignore); err != nil {
		_ = os.WriteFile(ignore, []byte("*\n"), 0o644)
	}
	temporary := name + ".tmp"
	if os.WriteFile(temporary, data, 0o644) == nil {
		_ = os.Rename(temporary, name)
	}
}
