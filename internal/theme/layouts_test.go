package theme_test

import (
	"bytes"
	"html/template"
	"io"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/page"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// kinds is the data of each layout.
var kinds = map[string]reflect.Type{
	"home": reflect.TypeFor[page.Home](), "roles": reflect.TypeFor[page.Roles](), "overview": reflect.TypeFor[page.Overview](),
	"job-description": reflect.TypeFor[page.Overview](), "what-they-do": reflect.TypeFor[page.Overview](), "faq": reflect.TypeFor[page.Overview](),
	"related": reflect.TypeFor[page.Related](), "categories": reflect.TypeFor[page.Categories](), "category": reflect.TypeFor[page.Category](),
	"guides": reflect.TypeFor[page.Guides](), "guide": reflect.TypeFor[page.Article](), "page": reflect.TypeFor[page.Article](),
	"search": reflect.TypeFor[page.Search](), "404": reflect.TypeFor[page.NotFound](), "redirect": reflect.TypeFor[page.Redirect](),
	"rankings": reflect.TypeFor[page.Rankings](), "ranking": reflect.TypeFor[page.Ranking](), "skills": reflect.TypeFor[page.Skills](), "skill": reflect.TypeFor[page.SkillHub](),
	"compare": reflect.TypeFor[page.Compare](), "compare-pair": reflect.TypeFor[page.ComparePair](),
	"generator": reflect.TypeFor[page.Generator](),
}

var texts = []string{"", "", "plain", "a & b <i>\"'</i> + `=`\x00", "</script>", "javascript:alert(1)", "https://x.org/?a=b&c=d e#f", "/roles/nurse/",
	"\xff\xfe", "\u2028\ufdd0", " \t\n", "日本語", "{{.}}", "%zz", "overview", "article"}

// fill sets a value and all that is in it at random.
func fill(v reflect.Value, r *rand.Rand) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(texts[r.IntN(len(texts))])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int:
		v.SetInt(int64(r.IntN(5) - 1))
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*page.Site]() || r.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), r)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(4), 4))
		for i := range v.Len() {
			fill(v.Index(i), r)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), r)
		}
	default:
		panic(v.Type())
	}
}

// The default theme is compiled for every page, and writes the bytes that
// html/template does, minified and not.
func TestCompiledTheme(t *testing.T) {
	seeds := 40
	if testing.Short() {
		seeds = 4
	}
	for _, minify := range []bool{true, false} {
		th, found := theme.Load(fstest.MapFS{}, theme.Options{Minify: minify})
		if len(found) > 0 {
			t.Fatal(found)
		}
		for _, name := range theme.Names {
			set := th.Layouts.Set(name)
			if why := set.Unsure(reflect.Zero(kinds[name]).Interface()); why != "" {
				t.Errorf("%s is not compiled: %s", name, why)
			}
			for seed := range seeds {
				v := reflect.New(kinds[name]).Elem()
				fill(v, rand.New(rand.NewPCG(1, uint64(seed))))
				var want, got bytes.Buffer
				if err := set.Reflect(t.Context(), &want, v.Interface()); err != nil {
					t.Fatalf("%s, seed %d: %v", name, seed, err)
				}
				if f := th.Layouts.Execute(t.Context(), &got, name, "/", v.Interface()); f != nil {
					t.Fatalf("%s, seed %d: %v", name, seed, f)
				}
				if !bytes.Equal(want.Bytes(), got.Bytes()) {
					t.Fatalf("%s, seed %d\n     compiled: %q\nhtml/template: %q", name, seed, got.Bytes(), want.Bytes())
				}
			}
		}
	}
}

// A layout of the site's own that html/template alone understands is left to it.
func TestLeftToHTMLTemplate(t *testing.T) {
	fsys := fstest.MapFS{"layouts/overview.html": {Data: []byte(`{{define "main"}}<p>{{html .Title}}</p>{{end}}`)}}
	th, _ := theme.Load(fsys, theme.Options{Minify: true})
	d := page.Overview{Common: page.Common{Site: &page.Site{}, Title: "a<b"}}
	if why := th.Layouts.Set("overview").Unsure(d); !strings.Contains(why, "html") {
		t.Errorf("compiled unless %q", why)
	}
	var b bytes.Buffer
	if f := th.Layouts.Execute(t.Context(), &b, "overview", "/", d); f != nil || !strings.Contains(b.String(), "<p>a&lt;b</p>") {
		t.Errorf("%v, %s", f, b.String())
	}
}

// sampled returns the theme and an overview of the sample site.
func sampled(b *testing.B) (*theme.Theme, page.Overview) {
	fsys := os.DirFS("../..")
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	th, _ := theme.Load(fsys, theme.Options{Language: "en-US", Minify: true})
	cfg, _ := config.Load(fsys)
	articles, _ := content.Load(fsys, cfg, content.Options{Now: day})
	s, _ := site.Link(cfg, articles, th.Assets())
	for _, p := range page.Pages(s, page.Env{Words: th.Words.Get, Now: day, Stylesheet: th.Stylesheet, Script: th.Script}).All() {
		if p.Layout == "overview" {
			body, _ := p.Article.ReadBody()
			return th, p.Data(body).(page.Overview)
		}
	}
	b.Fatal("the sample site has no role")
	return nil, page.Overview{}
}

// BenchmarkExecute writes an overview of the sample site.
func BenchmarkExecute(b *testing.B) {
	th, data := sampled(b)
	set := th.Layouts.Set("overview")
	var buf bytes.Buffer
	b.Run("html/template", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			buf.Reset()
			if err := set.Reflect(b.Context(), &buf, data); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(buf.Len()))
	})
	b.Run("compiled", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			buf.Reset()
			if f := th.Layouts.Execute(b.Context(), &buf, "overview", "/", data); f != nil {
				b.Fatal(f)
			}
		}
		b.SetBytes(int64(buf.Len()))
	})
}

// BenchmarkExecuteDry is the same without what the role says at length: the
// layout's own part.
func BenchmarkExecuteDry(b *testing.B) {
	th, data := sampled(b)
	set := th.Layouts.Set("overview")
	data.Intro = template.HTML("")
	for i := range data.Sections {
		data.Sections[i].Body = ""
	}
	b.Run("html/template", func(b *testing.B) {
		for b.Loop() {
			if err := set.Reflect(b.Context(), io.Discard, data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("compiled", func(b *testing.B) {
		for b.Loop() {
			if err := set.Execute(b.Context(), io.Discard, data); err != nil {
				b.Fatal(err)
			}
		}
	})
}
