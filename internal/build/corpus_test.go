package build_test

import (
	"io/fs"
	"testing/fstest"
	"time"

	"careerguide/internal/corpus"
)

// buildDay is the day of every build in these tests.
var buildDay = time.Date(2026, time.June, 15, 12, 0, 0, 0, time.UTC)

// corpusOf returns a site of n roles.
func corpusOf(n int) fs.FS {
	files := fstest.MapFS{}
	for name, text := range corpus.Files(n) {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}
