package serve

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"careerguide/internal/corpus"
)

// BenchmarkTake measures what one save costs, without the watch.
func BenchmarkTake(b *testing.B) {
	roles := 1000
	if n, err := strconv.Atoi(os.Getenv("SERVE_ROLES")); err == nil {
		roles = n
	}
	files := corpus.Files(roles)
	r := newRig(b, files)
	names := rolesOf(files)
	for kind, edit := range map[string]func(text string, i int) string{
		"text":  func(text string, i int) string { return text + fmt.Sprintf("\nOne more line, %d.\n", i) },
		"title": func(text string, i int) string { return strings.Replace(text, "\nsummary: ", " Two\nsummary: ", 1) },
	} {
		b.Run(kind, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				name := names[i*7%len(names)]
				r.write(name, edit(files[name], i))
				r.worker.take(b.Context(), batchOf(name))
			}
		})
	}
}
