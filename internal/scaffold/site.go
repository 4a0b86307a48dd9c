package scaffold

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/schema"
)

// NewSite is what a new site is made of.
type NewSite struct {
	Title   string
	BaseURL string    // "https://example.org/"
	Now     time.Time // the day that its articles are dated with, in UTC
}

//go:embed site
var site embed.FS

// dated is the date that the embedded articles bear.
const dated = "2000-01-01"

// WriteSite writes a new site into root, which may hold nothing but names that
// begin with a dot. Of these, none is written over: kept are the files that
// were there. Both lists are sorted and relative to root.
func WriteSite(root *os.Root, s NewSite) (written, kept []string, err error) {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, nil, fmt.Errorf("read the folder: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return nil, nil, fmt.Errorf("the folder is not empty: it has %q; nothing was written", e.Name())
		}
	}
	title := strings.Join(strings.Fields(s.Title), " ")
	if title == "" {
		return nil, nil, inputError("the title is empty")
	}
	if err := new(config.BaseURL).UnmarshalText([]byte(s.BaseURL)); err != nil {
		return nil, nil, inputError("%v", err)
	}
	s.Title = title
	files, err := s.files()
	if err != nil {
		return nil, nil, err
	}
	for _, f := range files {
		switch err := create(root, f.name, f.text); {
		case errors.Is(err, ErrExists):
			kept = append(kept, f.name)
		case err != nil:
			return written, kept, err
		default:
			written = append(written, f.name)
		}
	}
	return written, kept, nil
}

type file struct{ name, text string }

// files returns the files of a new site, sorted by name.
func (s NewSite) files() ([]file, error) {
	today := s.Now.UTC().Format(time.DateOnly)
	files := []file{
		{config.SiteFile, s.settings()},
		{config.SourcesFile, sources()},
	}
	err := fs.WalkDir(site, "site", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := site.ReadFile(name)
		name = strings.TrimPrefix(name, "site/")
		if name == "gitignore" { // go:embed leaves out names with a dot
			name = ".gitignore"
		}
		files = append(files, file{name, strings.ReplaceAll(string(data), dated, today)})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the new site's files: %w", err)
	}
	files = append(files, editor()...)
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return files, nil
}

// settings returns site.yaml. Its first line tells editors its schema.
func (s NewSite) settings() string {
	d, _ := schema.Find("site")
	return modeline("site") + "## The site's settings.\n" + howToRead + fields(d.Type, []value{
		{"title", scalar(s.Title)}, {"base_url", scalar(s.BaseURL)}, {"language", "en-US"},
	})
}

// sources returns sources.yaml with one entry, which the example article cites.
func sources() string {
	d, _ := schema.Find("sources")
	var b strings.Builder
	b.WriteString(modeline("sources") + "## The data sources that figures cite, by key: source: example-survey.\n" + howToRead + "\nexample-survey:\n")
	for line := range strings.Lines(fields(d.Type.Element, []value{{"name", "Example survey, to be replaced"}})) {
		if strings.TrimSpace(line) != "" {
			line = "  " + line
		}
		b.WriteString(line)
	}
	return b.String()
}

// modeline names a file's schema for editors that run the YAML language server.
func modeline(document string) string {
	return "# yaml-language-server: $schema=../" + path.Join(schemaFolder, document+".json") + "\n"
}
