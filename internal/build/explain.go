package build

import (
	"slices"

	"careerguide/internal/hosting"
)

// Rewritten is a file of the output that is new or changed.
type Rewritten struct {
	File    string   // "roles/nurse/index.html"
	Because []string // sources that changed, of which it may show something; nil where everything was built
}

// explain says of which changed sources each file is made: the article's own
// for an article's page, if it has changed, and otherwise all of them.
func (m *memory) explain(l *linked, files []string) []Rewritten {
	slices.Sort(m.changed)
	sources := map[string]string{}
	if m.last != nil {
		for _, a := range l.articles {
			if _, changed := slices.BinarySearch(m.changed, a.File); !changed || a.Hidden {
				continue
			}
			for _, url := range l.pages.Of(a) {
				if p, ok := l.pages.At(url); ok {
					sources[p.File()] = a.File
				}
			}
		}
	}
	list := make([]Rewritten, len(files))
	for i, name := range files {
		list[i] = Rewritten{name, m.changed}
		plain, _ := hosting.Encoding(name)
		if own := sources[plain]; own != "" {
			list[i].Because = []string{own}
		}
	}
	return list
}
