package scaffold

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/decode"
)

const checksum = "6A09e667f3bcc908b2fb1366ea957d3e3adec17512775099da2f590b0667322a"

func repository(t *testing.T, site string) (string, *os.Root) {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, site, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, site, "content", "site.yaml"), []byte("title: T\nbase_url: https://example.org/\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root
}

func pipeline(t *testing.T, p Pipeline) (text string, tree *decode.Node) {
	t.Helper()
	dir, root := repository(t, p.Source)
	name, err := WritePipeline(root, p)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]decode.Node{}
	parsed, found := decode.Unmarshal(decode.Source{File: name, Format: decode.YAML, Data: data, FirstLine: 1}, &fields, decode.Options{})
	if found.HasErrors() {
		t.Fatalf("%v\n%s", found, data)
	}
	if regexp.MustCompile(`(^|[^$])\{\{`).Match(data) {
		t.Errorf("%s has a mark that was not filled in", name)
	}
	return string(data), parsed.Root()
}

// at walks down a tree.
func at(t *testing.T, n *decode.Node, path ...string) *decode.Node {
	t.Helper()
	for _, key := range path {
		if n = n.Get(key); n == nil {
			t.Fatalf("there is no %s of %v", key, path)
		}
	}
	return n
}

// steps returns the steps of the GitHub workflow by what they are called or use.
func steps(t *testing.T, root *decode.Node) (names []string, by map[string]*decode.Node) {
	t.Helper()
	list := at(t, root, "jobs", "site", "steps")
	by = map[string]*decode.Node{}
	for i := range list.Items {
		n := &list.Items[i]
		name := n.Get("name")
		if name == nil {
			name = at(t, n, "uses")
		}
		names = append(names, name.Text)
		by[name.Text] = n
	}
	return names, by
}

func TestGitHub(t *testing.T) {
	_, root := pipeline(t, Pipeline{Host: "github", Branch: "1.0", Source: "my/site", Version: "v1.2.0", URL: "https://example.org/careerguide-linux-amd64", Checksum: checksum})
	names, by := steps(t, root)
	want := []string{"actions/checkout@v4", "Get careerguide", "actions/cache@v4", "Check", "Build", "Tell what changes", "Comment", "Deploy"}
	if !slices.Equal(names, want) {
		t.Errorf("steps %q", names)
	}
	env := at(t, root, "env")
	for key, value := range map[string]string{"CAREERGUIDE_VERSION": "v1.2.0", "CAREERGUIDE_URL": "https://example.org/careerguide-linux-amd64", "CAREERGUIDE_SHA256": strings.ToLower(checksum)} {
		if got := at(t, env, key).Text; got != value {
			t.Errorf("%s is %q", key, got)
		}
	}
	if branches := at(t, root, "on", "push", "branches"); len(branches.Items) != 1 || branches.Items[0].Kind != decode.Text || branches.Items[0].Text != "1.0" {
		t.Errorf("branches %+v", branches)
	}
	for name, want := range map[string]string{"Check": "careerguide check --format github --source my/site", "Build": "careerguide build --source my/site"} {
		if got := at(t, by[name], "run").Text; got != want {
			t.Errorf("%s runs %q", name, got)
		}
	}
	if got := at(t, by["actions/cache@v4"], "with", "path").Text; strings.TrimSpace(got) != "my/site/.careerguide\nmy/site/public" {
		t.Errorf("kept: %q", got)
	}
	if got := at(t, by["Deploy"], "if").Text; got != "github.event_name != 'pull_request' && github.ref == 'refs/heads/1.0'" {
		t.Errorf("deployed if %s", got)
	}
	// Nothing that others write may become a command: values reach scripts as
	// variables alone.
	for name, step := range by {
		if run := step.Get("run"); run != nil && strings.Contains(run.Text, "${{") {
			t.Errorf("%s: a script with an expression", name)
		}
		if uses := step.Get("uses"); uses != nil && !regexp.MustCompile(`@v[0-9]+$`).MatchString(uses.Text) {
			t.Errorf("%s is not pinned to a major version", uses.Text)
		}
	}
}

func TestGitLab(t *testing.T) {
	_, root := pipeline(t, Pipeline{Host: "gitlab", Branch: "main", Version: "v1.2.0", URL: "https://example.org/x", Checksum: checksum})
	script := at(t, root, "build", "script")
	var lines []string
	for _, n := range script.Items {
		lines = append(lines, strings.TrimSpace(n.Text))
	}
	if len(lines) != 4 || lines[0] != "careerguide check" || lines[1] != "careerguide build" {
		t.Errorf("script %q", lines)
	}
	if paths := at(t, root, "build", "cache", "paths"); len(paths.Items) != 2 || paths.Items[0].Text != ".careerguide/" || paths.Items[1].Text != "public/" {
		t.Errorf("kept: %+v", paths)
	}
	if rules := at(t, root, "deploy", "rules"); rules.Items[0].Get("if").Text != `$CI_COMMIT_BRANCH == "main"` {
		t.Errorf("rules %+v", rules)
	}
}

// What is not given is left open, and never over a file.
func TestPipelineRefusals(t *testing.T) {
	good := Pipeline{Host: "github", Branch: "main"}
	text, root := pipeline(t, good)
	for _, key := range []string{"CAREERGUIDE_VERSION", "CAREERGUIDE_URL", "CAREERGUIDE_SHA256"} {
		if n := at(t, root, "env", key); n.Text != "" || !strings.Contains(text, key+": \"\" # to be filled in: ") {
			t.Errorf("%s is %q", key, n.Text)
		}
	}
	for name, change := range map[string]func(*Pipeline){
		`"travis" is no host`: func(p *Pipeline) { p.Host = "travis" }, `"a b" is no name of a branch`: func(p *Pipeline) { p.Branch = "a b" }, `"x\"]" is no name of a branch`: func(p *Pipeline) { p.Branch = `x"]` },
		`"latest" is no version`: func(p *Pipeline) { p.Version = "latest" }, `"http://example.org/x" is no https address`: func(p *Pipeline) { p.URL = "http://example.org/x" },
		`"https://example.org/$(id)" is no https address`: func(p *Pipeline) { p.URL = "https://example.org/$(id)" }, `"12" is no SHA-256`: func(p *Pipeline) { p.Checksum = "12" },
		`"../out" is no folder`: func(p *Pipeline) { p.Source = "../out" }, `"a;b" is no folder`: func(p *Pipeline) { p.Source = "a;b" },
	} {
		_, root := repository(t, "")
		p := good
		change(&p)
		_, err := WritePipeline(root, p)
		if _, wrong := errors.AsType[*InputError](err); !wrong || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir, repo := repository(t, "")
	if _, err := WritePipeline(repo, good); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".github/workflows/site.yml"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := WritePipeline(repo, good); !errors.Is(err, ErrExists) {
		t.Errorf("over a file: %v", err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, ".github/workflows/site.yml")); string(data) != "mine" {
		t.Errorf("the file became %q", data)
	}
	good.Source = "elsewhere"
	if _, err := WritePipeline(repo, good); err == nil || !strings.HasPrefix(err.Error(), "there is no elsewhere/content/site.yaml here") {
		t.Errorf("no site: %v", err)
	}
}

// The step that gets the program takes the one with the right checksum alone,
// and names of what is accepted reach deploy one by one, as they are.
func TestPipelineScripts(t *testing.T) {
	for _, tool := range []string{"bash", "curl", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
	}
	program := []byte("#!/bin/sh\necho \"ran: $*\"\nfor a; do echo \"<$a>\"; done\n")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write(program) }))
	defer server.Close()
	_, root := pipeline(t, Pipeline{Host: "github", Branch: "main"})
	_, by := steps(t, root)
	run := func(step string, env ...string) (string, error) {
		t.Helper()
		dir := t.TempDir()
		cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", at(t, by[step], "run").Text)
		cmd.Dir = dir
		cmd.Env = append([]string{"PATH=" + dir + ":" + os.Getenv("PATH"), "RUNNER_TEMP=" + dir, "GITHUB_PATH=" + dir + "/path", "GITHUB_STEP_SUMMARY=" + dir + "/summary"}, env...)
		for _, name := range []string{"careerguide", "roles"} { // roles: what a * must not become
			if err := os.WriteFile(filepath.Join(dir, name), program, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	sum := fmt.Sprintf("%x", sha256.Sum256(program))
	for _, tt := range []struct {
		url, sum, want string
		ok             bool
	}{
		{server.URL, sum, "ran: version", true}, {server.URL, strings.Repeat("0", 64), "computed checksum did NOT match", false},
		{"", sum, "::error::set CAREERGUIDE_URL and CAREERGUIDE_SHA256", false}, {server.URL, "", "::error::set CAREERGUIDE_URL and CAREERGUIDE_SHA256", false},
	} {
		out, err := run("Get careerguide", "CAREERGUIDE_URL="+tt.url, "CAREERGUIDE_SHA256="+tt.sum)
		if (err == nil) != tt.ok || !strings.Contains(out, tt.want) {
			t.Errorf("%q %q: %v\n%s", tt.url, tt.sum, err, out)
		}
	}
	out, err := run("Deploy", "ACCEPT=nurse * $(id) ;ls")
	if want := "ran: deploy --accept nurse --accept * --accept $(id) --accept ;ls\n"; err != nil || !strings.HasPrefix(out, want) {
		t.Errorf("%v %q", err, out)
	}
	if out, err := run("Deploy", "ACCEPT="); err != nil || out != "ran: deploy\n<deploy>\n" {
		t.Errorf("%v %q", err, out)
	}
}
