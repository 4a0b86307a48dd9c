package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// measureHugo builds the same articles with Hugo and a plain theme of a page
// each for a role's sections, where a hugo is on PATH.
func measureHugo(ctx context.Context, hugo, work, site string, roles int) error {
	dir := filepath.Join(work, "hugo")
	defer os.RemoveAll(dir)
	files := map[string]string{
		"hugo.toml": "baseURL = 'https://corpus.example/'\ntitle = 'Corpus'\ndisableKinds = ['taxonomy', 'term', 'RSS']\n[outputFormats.part]\nmediaType = 'text/html'\n",
		"layouts/_default/baseof.html": "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ .Title }}</title><meta name=description content=\"{{ .Params.summary }}\"></head>" +
			"<body><main>{{ block \"main\" . }}{{ end }}</main></body></html>",
		"layouts/_default/list.html":   "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}",
		"layouts/_default/single.html": "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ with .Params.salary }}<p>{{ .median }} {{ .currency }}</p>{{ end }}{{ .TableOfContents }}{{ .Content }}{{ end }}",
	}
	roots, err := filepath.Glob(filepath.Join(site, "content", "roles", "*", "*.md"))
	if err != nil {
		return err
	}
	for _, file := range roots {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		slug := strings.TrimSuffix(filepath.Base(file), ".md")
		front, body, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		front = strings.ReplaceAll(front, "\naliases:", "\nold:") + "\n"
		files["content/roles/"+slug+"/_index.md"] = "---\n" + front + "---\n" + body
		for _, page := range []string{"job-description", "what-they-do", "faq", "related"} {
			files["content/roles/"+slug+"/"+page+".md"] = "---\n" + front + "---\n" + part(body, page)
		}
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	out := filepath.Join(dir, "public")
	u, err := measure(exec.CommandContext(ctx, hugo, "--quiet", "--minify", "--source", dir, "--destination", out))
	if err != nil {
		return err
	}
	written, err := sizesOf(out)
	if err != nil {
		return err
	}
	version, _ := exec.CommandContext(ctx, hugo, "version").Output()
	name, _, _ := strings.Cut(strings.TrimPrefix(string(version), "hugo "), " ")
	row(roles, fmt.Sprintf("Hugo %s, a plain theme", name), len(written), u)
	return nil
}

// part is the share of a body that one page shows.
func part(body, page string) string {
	sections := strings.Split(body, "\n## ")
	at := map[string]int{"job-description": 1, "what-they-do": 3, "faq": 8, "related": 0}[page]
	if at == 0 || at >= len(sections) {
		return ""
	}
	return "## " + sections[at]
}
