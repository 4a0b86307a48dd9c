package scaffold

import (
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"

	"careerguide/internal/config"
)

// Pipeline is a workflow that checks, builds and deploys a site whenever its
// repository changes.
type Pipeline struct {
	Host     string // "github" or "gitlab"
	Source   string // the site's folder in the repository; "" or "." for its root
	Branch   string // what is deployed
	Version  string // of the release that it uses: "v1.2.0"
	URL      string // of the release's program for Linux on amd64; "" to be filled in
	Checksum string // SHA-256 of that program, in hexadecimal; "" to be filled in
}

// Binary is the release's file that pipelines run.
const Binary = "careerguide-linux-amd64"

// pipelines are the files of the hosts that are known.
var pipelines = map[string]string{"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml"}

//go:embed ci
var ci embed.FS

var (
	branchName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`)
	release    = regexp.MustCompile(`^v?[0-9]+(\.[0-9]+)*([-+.][0-9A-Za-z.+-]+)?$`)
	folderName = regexp.MustCompile(`^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$`)
)

// WritePipeline writes a pipeline into a repository and returns its file's
// name, relative to root. What is not given is left open, with a line in the
// pipeline that stops it and says what is missing.
func WritePipeline(root *os.Root, p Pipeline) (name string, err error) {
	name, ok := pipelines[p.Host]
	if !ok {
		return "", inputError("%q is no host that pipelines are known of; known are github, gitlab", p.Host)
	}
	text, err := p.text(root.FS())
	if err != nil {
		return "", err
	}
	return name, create(root, name, text)
}

// text returns the whole file.
func (p Pipeline) text(fsys fs.FS) (string, error) {
	p.Source = path.Clean(p.Source)
	switch {
	case p.Source != "." && (!folderName.MatchString(p.Source) || strings.HasPrefix(p.Source, "..")):
		return "", inputError("%q is no folder of the repository that a pipeline can name", p.Source)
	case !branchName.MatchString(p.Branch):
		return "", inputError("%q is no name of a branch", p.Branch)
	case p.Version != "" && !release.MatchString(p.Version):
		return "", inputError("%q is no version of a release; write it as in v1.2.0", p.Version)
	}
	if p.URL != "" {
		u, err := url.Parse(p.URL)
		if err != nil || u.Scheme != "https" && u.Hostname() != "127.0.0.1" || u.Host == "" || strings.ContainsAny(p.URL, " \"'\\$`") {
			return "", inputError("%q is no https address of a program", p.URL)
		}
	}
	if sum, err := hex.DecodeString(p.Checksum); p.Checksum != "" && (err != nil || len(sum) != 32) {
		return "", inputError("%q is no SHA-256: 64 hexadecimal digits", p.Checksum)
	}
	if _, err := fs.Stat(fsys, path.Join(p.Source, config.SiteFile)); errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no %s here; go to the root of the site's repository, and name the site's folder in it with --source", path.Join(p.Source, config.SiteFile))
	}
	data, err := ci.ReadFile("ci/" + p.Host + ".yml")
	if err != nil {
		return "", err // embedded: it is there
	}
	source, folder := "", ""
	if p.Source != "." {
		source, folder = " --source "+p.Source, p.Source+"/"
	}
	open := func(value, what string) string {
		if value == "" {
			return `"" # to be filled in: ` + what
		}
		return `"` + value + `"`
	}
	return strings.NewReplacer("{{branch}}", p.Branch, "{{source}}", source, "{{folder}}", folder, "{{binary}}", Binary,
		"{{version}}", open(p.Version, "the release's version"), "{{url}}", open(p.URL, "the https address of the release's "+Binary),
		"{{checksum}}", open(strings.ToLower(p.Checksum), "its SHA-256")).Replace(string(data)), nil
}
