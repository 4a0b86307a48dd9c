package build_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"careerguide/internal/build"
	"careerguide/internal/diag"
)

// sample is the site of this repository.
func sample() fs.FS { return os.DirFS("../..") }

// tree is a built site.
type tree struct {
	dir    string
	base   *url.URL              // of the home page
	files  map[string][]byte     // by path below the output, hidden files left out
	docs   map[string]*html.Node // of the HTML files, parsed
	ids    map[string]map[string]int
	result build.Result
}

// mustBuild builds a site and reads it back.
func mustBuild(t *testing.T, o build.Options) *tree {
	t.Helper()
	result := run(t, &o)
	if result.Findings.HasErrors() {
		t.Fatalf("the site was not built:\n%s", list(result.Findings))
	}
	site := read(t, o.Output)
	site.result = result
	return site
}

// run builds into a folder of the test's own, unless o names one, on the day
// of all builds.
func run(t *testing.T, o *build.Options) build.Result {
	t.Helper()
	if o.Output == "" {
		o.Output = filepath.Join(t.TempDir(), "public")
	}
	if o.Now.IsZero() {
		o.Now = buildDay
	}
	result, err := build.Run(context.Background(), *o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func list(found diag.List) string {
	var b strings.Builder
	found.Write(&b)
	return b.String()
}

// read parses the pages of a built site.
func read(t *testing.T, dir string) *tree {
	t.Helper()
	site := &tree{dir: dir, files: map[string][]byte{}, docs: map[string]*html.Node{}, ids: map[string]map[string]int{}}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil || strings.HasPrefix(rel, ".") {
			return err
		}
		rel = filepath.ToSlash(rel)
		if site.files[rel], err = os.ReadFile(name); err != nil || !strings.HasSuffix(rel, ".html") {
			return err
		}
		if site.docs[rel], err = html.Parse(bytes.NewReader(site.files[rel])); err != nil {
			return err
		}
		ids := map[string]int{}
		for n := range site.docs[rel].Descendants() {
			if id, ok := attr(n, "id"); ok {
				ids[id]++
			}
		}
		site.ids[rel] = ids
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	home := site.docs["index.html"]
	if home == nil {
		t.Fatal("the site has no home page")
	}
	if site.base, err = url.Parse(value(first(home, "link[rel=canonical]"), "href")); err != nil {
		t.Fatal(err)
	}
	return site
}

// pages lists the HTML files that are no redirects, in order.
func (s *tree) pages() []string {
	return slices.DeleteFunc(s.html(), func(name string) bool { return isRedirect(s.docs[name]) })
}

// html lists all HTML files.
func (s *tree) html() []string { return slices.Sorted(maps.Keys(s.docs)) }

func isRedirect(doc *html.Node) bool { return first(doc, "meta[http-equiv=refresh]") != nil }

// kind is the layout of a page, as its body's class tells it: "overview".
func kind(doc *html.Node) string {
	return strings.TrimPrefix(value(first(doc, "body"), "class"), "page-")
}

// page returns a page that must be there, by its path: "roles/nurse/".
func (s *tree) page(t *testing.T, path string) *html.Node {
	t.Helper()
	doc := s.docs[path+"index.html"]
	if doc == nil {
		t.Fatalf("there is no page /%s; there are %s", path, strings.Join(s.html(), " "))
	}
	return doc
}

// address returns the full address of a file.
func (s *tree) address(file string) *url.URL {
	return s.base.ResolveReference(&url.URL{Path: strings.TrimSuffix(file, "index.html")})
}

// target finds the file and the anchor that a reference on a page leads to;
// outside is true where it leaves the site.
func (s *tree) target(file, ref string) (to, anchor string, outside bool, err error) {
	u, err := url.Parse(ref)
	if err != nil {
		return "", "", false, err
	}
	u = s.address(file).ResolveReference(u)
	if u.Scheme != s.base.Scheme || u.Host != s.base.Host {
		return "", "", true, nil
	}
	below, ok := strings.CutPrefix(u.Path, s.base.Path)
	if !ok {
		return "", "", false, fmt.Errorf("%s is not below the site's address %s", u, s.base)
	}
	if below == "" || strings.HasSuffix(below, "/") {
		below += "index.html"
	}
	if _, ok := s.files[below]; !ok {
		return "", "", false, fmt.Errorf("the site has no file %s", below)
	}
	if doc := s.docs[below]; doc != nil && u.Fragment != "" && s.ids[below][u.Fragment] == 0 {
		return "", "", false, fmt.Errorf("the page %s has no id %q", below, u.Fragment)
	}
	return below, u.Fragment, false, nil
}

// sums are the hashes of every file below dir, hidden ones too; a missing dir
// has none.
func sums(t *testing.T, dir string) map[string]string {
	t.Helper()
	list := map[string]string{}
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		return list
	}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if d.IsDir() {
			list[rel+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(name)
		list[rel] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// differences names the files that differ between two trees.
func differences(a, b map[string]string) []string {
	var names []string
	for name, sum := range a {
		if other, ok := b[name]; !ok {
			names = append(names, name+" is missing")
		} else if other != sum {
			names = append(names, name+" differs")
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name+" is new")
		}
	}
	slices.Sort(names)
	return names
}

// attr returns an attribute of an element.
func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// value returns an attribute, "" where there is none or no element.
func value(n *html.Node, name string) string {
	if n == nil {
		return ""
	}
	v, _ := attr(n, name)
	return v
}

// all returns the elements below n that a selector names, in document order.
// Selectors are a small part of CSS: descendants and children (>) of
// tag#id.class[attribute=value], each part of it optional.
func all(n *html.Node, selector string) []*html.Node {
	var found []*html.Node
	if n == nil {
		return nil
	}
	steps := strings.Fields(selector)
	for d := range n.Descendants() {
		if matches(d, n, steps) {
			found = append(found, d)
		}
	}
	return found
}

func first(n *html.Node, selector string) *html.Node {
	if list := all(n, selector); len(list) > 0 {
		return list[0]
	}
	return nil
}

// matches reports whether n is the last step, and an ancestor below root the
// step before it, and so on.
func matches(n, root *html.Node, steps []string) bool {
	last := len(steps) - 1
	if !isA(n, steps[last]) {
		return false
	}
	if last == 0 {
		return true
	}
	child := steps[last-1] == ">"
	before := steps[:last]
	if child {
		before = before[:last-1]
	}
	for up := n.Parent; up != nil && up != root; up = up.Parent {
		if matches(up, root, before) {
			return true
		}
		if child {
			return false
		}
	}
	return false
}

func isA(n *html.Node, step string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	step, rest, _ := strings.Cut(step, "[")
	for rest != "" {
		var condition string
		condition, rest, _ = strings.Cut(rest, "]")
		name, want, hasValue := strings.Cut(strings.TrimPrefix(condition, "["), "=")
		if got, ok := attr(n, name); !ok || hasValue && got != want {
			return false
		}
	}
	step, class, _ := strings.Cut(step, ".")
	tag, id, _ := strings.Cut(step, "#")
	return (tag == "" || n.Data == tag) && (id == "" || value(n, "id") == id) &&
		(class == "" || slices.Contains(strings.Fields(value(n, "class")), class))
}

// inline are the elements that do not break a line of text.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "cite": true, "code": true, "del": true, "em": true, "i": true, "img": true,
	"ins": true, "kbd": true, "mark": true, "q": true, "s": true, "small": true, "span": true, "strong": true, "sub": true, "sup": true,
	"time": true, "u": true, "var": true, "wbr": true, "input": true, "button": true, "label": true, "bdi": true, "dfn": true, "samp": true}

// text is what a reader sees of an element, its white space collapsed.
func text(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "template"):
		default:
			if !inline[n.Data] {
				b.WriteByte(' ')
			}
			for c := range n.ChildNodes() {
				walk(c)
			}
			if !inline[n.Data] {
				b.WriteByte(' ')
			}
		}
	}
	walk(n)
	return squeeze(b.String())
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func texts(nodes []*html.Node) []string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = text(n)
	}
	return list
}

// object is front matter, or a thing of structured data.
type object = map[string]any

// file makes an article with JSON front matter, so that any text can stand in it.
func file(front object, body string) *fstest.MapFile {
	b, err := json.MarshalIndent(front, "", "  ")
	if err != nil {
		panic(err)
	}
	return &fstest.MapFile{Data: append(append(b, '\n'), body...)}
}

// settings makes a site.yaml. JSON is YAML too.
func settings(more object) *fstest.MapFile {
	all := object{"title": "Sample", "base_url": "https://site.example/", "language": "en-US"}
	maps.Copy(all, more)
	return file(all, "")
}

// role makes a role with no more than it needs.
func role(title, category string, more object, body string) *fstest.MapFile {
	front := object{"title": title, "summary": "What " + title + " is about.", "category": category}
	maps.Copy(front, more)
	return file(front, body)
}
