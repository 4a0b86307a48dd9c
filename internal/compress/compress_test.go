package compress

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The bytes are those of a compressor that has done nothing before.
func TestSameBytes(t *testing.T) {
	texts := []string{"", "a", strings.Repeat("career guide ", 5000), strings.Repeat("<p>nurse</p>\n", 40), strings.Repeat("x", 1<<20)}
	var used Compressor
	for range 2 {
		for _, text := range texts {
			var fresh Compressor
			want, shorter := fresh.Brotli([]byte(text))
			if got, ok := used.Brotli([]byte(text)); !bytes.Equal(got, want) || ok != shorter || shorter != (len(text) > 100) {
				t.Errorf("%d bytes in Brotli: %d, %t and anew %d, %t", len(text), len(got), ok, len(want), shorter)
			}
			want, shorter = fresh.Gzip([]byte(text))
			if got, ok := used.Gzip([]byte(text)); !bytes.Equal(got, want) || ok != shorter || shorter != (len(text) > 100) {
				t.Errorf("%d bytes in gzip: %d, %t and anew %d, %t", len(text), len(got), ok, len(want), shorter)
			}
		}
	}
}

// The version that is told is the one that is used.
func TestVersion(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	name, rest, _ := strings.Cut(Version(), " ")
	number, _, _ := strings.Cut(rest, " ")
	if name != "brotli" || !strings.Contains(string(mod), "github.com/andybalholm/brotli v"+number+"\n") {
		t.Errorf("Version is %q, go.mod has another", Version())
	}
}
