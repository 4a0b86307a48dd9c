package review

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	htmlrenderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

// hostile are texts that try to be more than text.
var hostile = []string{
	"a | b", `a \| b`, `a \\| b`, "@octocat", "#1", "GH-1", "`code`", "``a``|", "</code> @octocat", "<img src=x onerror=alert(1)>", "[x](https://e.example)", "![x](y)",
	"https://e.example/", "www.e.example", "me@e.example", "a\nb", "a\r\n\r\n| b |", "\u202eevil", "\x1b[31m", "&lt;b&gt;", "**b** _i_ ~~s~~", ":smile:", "$x$", "!1 ~label %milestone", "---", "<!-- x", "\\", "&#64;octocat",
}

func TestMarkdownIsInert(t *testing.T) {
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(htmlrenderer.WithUnsafe()))
	for _, text := range hostile {
		c := &Changes{Old: text, New: text, Notes: []string{text}, Roles: RoleChanges{Added: []Role{{"x", text, "/" + text}}, Moved: []RoleMove{{Role{"x", text, text}, Role{"x", text, text}}}},
			Pay: []PayChange{{Role: Role{Slug: "x"}, Label: text, Figures: []FigureChange{{Name: "mean"}}}}, Lost: []string{"/" + text}, Moved: []Move{{text, text}},
			Pages: []PageChange{{Address: "/" + text, Title: &TextChange{text, text}, Hidden: true}}}
		var b, page bytes.Buffer
		if err := c.WriteMarkdown(&b, []Refusal{{"r", text, text}}); err != nil {
			t.Fatal(err)
		}
		if err := parser.Convert(b.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Join(strings.Fields(line(text)), " ")
		texts, cells, rows, tables := 0, 0, 0, 0
		for n := range doc.Descendants() {
			switch {
			case n.Type == html.TextNode && n.Parent.Data == "code":
				if !strings.Contains(n.Data, want) && !strings.HasPrefix(n.Data, "mean ") {
					t.Errorf("%q became %q", text, n.Data)
				}
				texts++
			case n.Type == html.TextNode && strings.ContainsAny(n.Data, "@#!$`<\\"):
				t.Errorf("%q outside of code: %q", text, n.Data)
			case n.Type == html.ElementNode:
				switch n.Data {
				case "a", "img", "del", "em", "script", "hr":
					t.Errorf("%q made <%s>", text, n.Data)
				case "td", "th":
					cells++
				case "tr":
					rows++
				case "table":
					tables++
				}
			case n.Type == html.CommentNode:
				t.Errorf("%q made a comment", text)
			}
		}
		if texts != 18 || tables != 6 || rows != 14 || cells != 35 {
			t.Errorf("%q: %d texts, %d cells, %d rows, %d tables\n%s", text, texts, cells, rows, tables, b.String())
		}
	}
}

// A comment has room for 65,536 characters.
func TestMarkdownIsShort(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	c := &Changes{Old: "o"}
	long := strings.Repeat("|", 1000)
	var refused []Refusal
	for i := range 3000 {
		c.Lost = append(c.Lost, fmt.Sprintf("/%d/%s/", i, long))
		c.Pages = append(c.Pages, PageChange{Address: "/" + long, Title: &TextChange{long, long + "x"}})
		c.Pay = append(c.Pay, PayChange{Label: long, Figures: []FigureChange{{Name: "mean"}}})
		c.Moved = append(c.Moved, Move{long, long})
		c.Roles.Removed = append(c.Roles.Removed, Role{"x", long, long})
		refused = append(refused, Refusal{"r", long, long})
	}
	var b bytes.Buffer
	if err := c.WriteMarkdown(&b, refused); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 65_536 || strings.Count(b.String(), "\nand 29") != 6 {
		t.Errorf("%d bytes, cut %d times", b.Len(), strings.Count(b.String(), "\nand "))
	}
}

func TestTextKeepsItsLines(t *testing.T) {
	for _, text := range hostile {
		c := &Changes{Old: "old", New: "new", Roles: RoleChanges{Added: []Role{{"x", text, "/x/"}}}}
		var b bytes.Buffer
		if err := c.WriteText(&b, nil); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), "\n"); n != 6 || strings.ContainsAny(b.String(), "\r\x1b\u202e") {
			t.Errorf("%q: %d lines\n%q", text, n, b.String())
		}
	}
}

// The keys of JSON are a contract with those who read it.
func TestJSON(t *testing.T) {
	c := compare(t, memory("old", map[string]string{"roles.json": rolesJSON(`{"slug":"a","title":"A","salary":{"currency":"USD","period":"year","median":100,"mean":7}}`)}),
		memory("new", map[string]string{"roles.json": rolesJSON(`{"slug":"a","title":"A","salary":{"currency":"USD","period":"year","median":150}}`), "x/index.html": "x"}))
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"old":"old","new":"new","notes":[],"roles":{"added":[],"removed":[],"moved":[]},"pay":[{"role":{"slug":"a","title":"A","address":"/roles/a/"},"kind":"salary","label":"A",` +
		`"currency":"USD","period":"year","old_currency":"USD","old_period":"year","figures":[{"name":"median","old":100,"new":150,"percent":50},{"name":"mean","old":7,"new":null,"percent":null}],"most":50}],` +
		`"lost":[],"moved":[],"pages":[],"unread":0,"counts":{"pages":{"old":0,"new":1},"files":{"old":1,"new":2,"added":1,"removed":0,"changed":1},"bytes":{"old":102,"new":94}}}`
	if string(data) != want {
		t.Errorf("%s\nwant\n%s", data, want)
	}
}
