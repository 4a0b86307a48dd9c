package record

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLatest(t *testing.T) {
	root := t.TempDir()
	if _, err := Latest(root); !errors.Is(err, ErrNone) {
		t.Errorf("of none: %v", err)
	}
	for i, output := range []string{"/a", "/b", "/c"} {
		r := sample()
		r.Pages = i
		if err := r.Save(root, output); err != nil {
			t.Fatal(err)
		}
		at := []time.Time{date(2), date(3), date(1)}[i]
		if err := os.Chtimes(place(root, output), at, at); err != nil {
			t.Fatal(err)
		}
	}
	if latest, err := Latest(root); err != nil || latest.Pages != 1 {
		t.Errorf("%+v, %v", latest, err)
	}
}

// A list of departures in short: "gone addresses < new files".
func short(list []Departure) string {
	var parts []string
	for _, d := range list {
		var gone []string
		for _, f := range d.Gone {
			gone = append(gone, f.URL)
		}
		parts = append(parts, strings.Join(gone, " ")+" < "+strings.Join(d.New, " "))
	}
	return strings.Join(parts, "; ")
}

func TestDeparted(t *testing.T) {
	at := func(files ...string) map[string]Article {
		m := map[string]Article{}
		for _, f := range files {
			file, url, _ := strings.Cut(f, "=")
			m[file] = Article{URL: url}
		}
		return m
	}
	served := func(urls ...string) func(string) bool {
		return func(url string) bool { return slices.Contains(urls, url) }
	}
	first := &Record{Articles: at("a=/a/", "b=/b/", "draft=", "c=/c/", "d=/d/")}
	for _, tt := range []struct {
		name, want string
		before     *Record
		now        map[string]Article
		served     func(string) bool
	}{
		{"no record", "", nil, at("a=/a/"), served()},
		{"nothing changed", "", first, first.Articles, served("/a/", "/b/", "/c/", "/d/")},
		{"renamed, deleted and another slug", "/a/ /b/ /c/ < e f", first, at("e=/e/", "f=/f/", "c=/c2/", "draft=/draft/", "d=/d/"), served("/d/")},
		{"with a redirect", "/b/ < e", first, at("e=/e/", "c=/c/", "d=/d/"), served("/a/", "/c/", "/d/", "/e/")},
		{"made a draft", "", first, at("a=", "b=/b/", "c=/c/", "d=/d/"), served("/b/", "/c/", "/d/")},
		{"a draft deleted", "", first, at("a=/a/", "b=/b/", "c=/c/", "d=/d/"), served("/a/", "/b/", "/c/", "/d/")},
	} {
		if got := short(Departed(tt.before, tt.now, tt.served)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	// It is remembered over further builds, until something stands there.
	r := &Record{Articles: at("e=/e/"), Departed: Departed(first, at("e=/e/"), served("/e/"))}
	r = &Record{Articles: at("g=/g/"), Departed: Departed(r, at("g=/g/"), served("/g/"))}
	if got, want := short(r.Departed), "/e/ < g; /a/ /b/ /c/ /d/ < e"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := short(Departed(r, at("g=/g/"), served("/g/", "/e/", "/a/"))), "/b/ /c/ /d/ < e"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := short(r.Departed), "/e/ < g; /a/ /b/ /c/ /d/ < e"; got != want {
		t.Errorf("the record itself became %q", got)
	}
	many := &Record{Articles: map[string]Article{}}
	for i := range 3 * maxDeparted {
		many.Articles[fmt.Sprintf("f%05d", i)] = Article{URL: fmt.Sprintf("/%05d/", i)}
	}
	if list := Departed(many, nil, served()); len(list) != 1 || len(list[0].Gone) != maxDeparted {
		t.Errorf("%d departures are remembered", len(list[0].Gone))
	}
}
