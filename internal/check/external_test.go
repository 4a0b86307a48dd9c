package check

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"careerguide/internal/diag"
)

// web answers for hosts: the status of GET by address, of HEAD where it has an
// answer of its own ("HEAD https://…"), and what else can happen.
type web struct {
	mu     sync.Mutex
	status map[string]int
	errs   map[string]error
	next   map[string]string // redirects
	asked  []string
	at     map[string]int // questions that a host is answering
}

func (w *web) RoundTrip(r *http.Request) (*http.Response, error) {
	address, host := r.URL.String(), r.URL.Host
	w.mu.Lock()
	if w.at == nil {
		w.at = map[string]int{}
	}
	w.at[host]++
	busy := w.at[host]
	w.asked = append(w.asked, r.Method+" "+address)
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.at[host]--
		w.mu.Unlock()
	}()
	if busy > 1 {
		return nil, fmt.Errorf("%s is asked twice at a time", host)
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if err := w.errs[address]; err != nil {
		return nil, err
	}
	code, ok := w.status[r.Method+" "+address]
	if !ok {
		code, ok = w.status[address]
	}
	header := http.Header{}
	if to := w.next[address]; to != "" {
		code, ok = http.StatusFound, true
		header.Set("Location", to)
	}
	if !ok {
		code = http.StatusOK
	}
	return &http.Response{StatusCode: code, Header: header, Body: http.NoBody, Request: r}, nil
}

func (w *web) options() ExternalOptions {
	return ExternalOptions{Now: today, Client: &http.Client{Transport: w}, Pause: time.Nanosecond}
}

// chain makes an address redirect n times.
func (w *web) chain(address string, n int) {
	if w.next == nil {
		w.next = map[string]string{}
	}
	for i := range n {
		from := address
		if i > 0 {
			from = fmt.Sprintf("%s/%d", address, i)
		}
		w.next[from] = fmt.Sprintf("%s/%d", address, i+1)
	}
}

const aFile = "content/roles/a.md"

// asking returns what is found of a role with a text, by a web.
func asking(t *testing.T, w *web, fields, body string) diag.List {
	t.Helper()
	s, _ := load(t, map[string]string{aFile: short("Aa", fields, body), "content/sources.yaml": "x:\n  name: X\n"})
	return External(context.Background(), s, w.options())
}

type slow struct{}

func (slow) Error() string   { return "slow" }
func (slow) Timeout() bool   { return true }
func (slow) Temporary() bool { return true }

// An address is dead only where it is surely gone.
func TestExternal(t *testing.T) {
	const address = "https://h.example/p"
	for _, tt := range []struct {
		name string
		web  *web
		want string // of the finding; "" for none
	}{
		{"there", &web{}, ""},
		{"not found", &web{status: map[string]int{address: 404}}, `warning: link "https://h.example/p" is dead: the host says 404 Not Found`},
		{"gone", &web{status: map[string]int{address: 410}}, `warning: link "https://h.example/p" is dead: the host says 410 Gone`},
		{"not found by HEAD alone", &web{status: map[string]int{"HEAD " + address: 404}}, ""},
		{"HEAD not allowed, and gone", &web{status: map[string]int{"HEAD " + address: 405, address: 404}}, `warning: link "https://h.example/p" is dead: the host says 404 Not Found`},
		{"forbidden", &web{status: map[string]int{address: 403}}, `notice: link "https://h.example/p" could not be asked for: the host says 403 Forbidden`},
		{"broken", &web{status: map[string]int{address: 503}}, `notice: link "https://h.example/p" could not be asked for: the host says 503 Service Unavailable`},
		{"no such host", &web{errs: map[string]error{address: &net.DNSError{IsNotFound: true}}}, `warning: link "https://h.example/p" is dead: there is no such host`},
		{"names out of reach", &web{errs: map[string]error{address: &net.DNSError{IsTemporary: true}}}, `notice: link "https://h.example/p" could not be asked for: the host cannot be reached`},
		{"slow", &web{errs: map[string]error{address: slow{}}}, `notice: link "https://h.example/p" could not be asked for: the host does not answer in time`},
	} {
		want := ""
		if tt.want != "" {
			want = aFile + ":6:5: " + tt.want
		}
		got := ""
		for _, f := range asking(t, tt.web, "", "See [p]("+address+").\n") {
			got += f.String()
			if f.Rule != externalRule || f.Hint == "" {
				t.Errorf("%s: %+v", tt.name, f)
			}
		}
		if got != want {
			t.Errorf("%s: found %q, want %q", tt.name, got, want)
		}
	}
	for n, want := range map[int]int{redirects: 0, redirects + 1: 1} {
		w := &web{}
		w.chain(address, n)
		if found := asking(t, w, "", "See [p]("+address+").\n"); len(found) != want {
			t.Errorf("%d redirects: %v", n, found)
		}
	}
}

// Every field and file that has an address is asked for, each address once,
// and told of at each of its places.
func TestExternalPlaces(t *testing.T) {
	fields := `salary:
  currency: USD
  period: year
  median: 5
  source: {name: S, url: https://a.example/1}
  regions:
    - {region: US, median: 5, source: {name: S, url: https://a.example/2}}
outlook: {growth_percent: 1, source: {name: S, url: https://a.example/3}}
certifications: [{name: C, url: https://a.example/4}]
links: [{title: L, url: https://a.example/5}, {title: M, url: /roles/a/}]
`
	body := "[a](https://a.example/6#x), [b](https://a.example/6#y), [c](mailto:a@b.example), ![d](https://a.example/7)\n"
	w := &web{status: map[string]int{"https://b.example/8": 404}}
	for i := range 9 {
		w.status[fmt.Sprintf("https://a.example/%d", i)] = 404
	}
	files := map[string]string{aFile: short("Aa", fields, body), "content/sources.yaml": "x:\n  name: X\n  url: https://b.example/8\n"}
	s, _ := load(t, files)
	found := External(context.Background(), s, w.options())
	var got []string
	for _, f := range found {
		_, address, _ := strings.Cut(f.Message, `"`)
		address, _, _ = strings.Cut(address, `"`)
		got = append(got, fmt.Sprintf("%s:%d:%d %s", f.File, f.Line, f.Column, strings.TrimPrefix(address, "https://")))
		if rows := strings.Split(files[f.File], "\n"); !strings.Contains(rows[f.Line-1], address) {
			t.Errorf("%v is not on its line", f)
		}
	}
	want := []string{
		aFile + ":9:26 a.example/1", aFile + ":11:54 a.example/2", aFile + ":12:53 a.example/3", aFile + ":13:33 a.example/4", aFile + ":14:25 a.example/5",
		aFile + ":16:1 a.example/6", aFile + ":16:29 a.example/6", aFile + ":16:82 a.example/7", "content/sources.yaml:3:8 b.example/8",
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	slices.Sort(w.asked)
	if len(slices.Compact(w.asked)) != 16 || len(w.asked) != 16 {
		t.Errorf("asked %d times: %v", len(w.asked), w.asked)
	}
}

// Answers are kept: a week where an address is alive, a day where it is dead,
// not at all where nothing is known.
func TestExternalCache(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "new", "links.json")
	const alive, dead, unsure = "https://h.example/alive", "https://h.example/dead", "https://h.example/unsure"
	s, _ := load(t, map[string]string{aFile: short("Aa", "", "[a]("+alive+") [b]("+dead+") [c]("+unsure+")\n")})
	ask := func(after time.Duration) []string {
		w := &web{status: map[string]int{dead: 404, unsure: 500}}
		o := w.options()
		o.Cache, o.Now = cache, today.Add(after)
		if found := External(context.Background(), s, o); found.Count(diag.Warning) != 1 || found.Count(diag.Notice) != 1 {
			t.Errorf("after %v: %v", after, found)
		}
		asked := map[string]bool{}
		for _, q := range w.asked {
			_, address, _ := strings.Cut(q, " ")
			asked[strings.TrimPrefix(address, "https://h.example/")] = true
		}
		return slices.DeleteFunc(slices.Sorted(maps.Keys(asked)), func(a string) bool { return strings.Contains(a, "survey") })
	}
	for _, tt := range []struct {
		after time.Duration
		want  []string
	}{
		{0, []string{"alive", "dead", "unsure"}},
		{24*time.Hour - 1, []string{"unsure"}},
		{24 * time.Hour, []string{"dead", "unsure"}},
		{7*24*time.Hour - 1, []string{"dead", "unsure"}},
		{7 * 24 * time.Hour, []string{"alive", "unsure"}}, // the dead one was asked for a moment ago
		{-time.Hour, []string{"alive", "dead", "unsure"}}, // of the future
	} {
		if got := ask(tt.after); !slices.Equal(got, tt.want) {
			t.Errorf("after %v asked for %v, want %v", tt.after, got, tt.want)
		}
	}
	if data, err := os.ReadFile(filepath.Join(filepath.Dir(cache), ".gitignore")); err != nil || string(data) != "*\n" {
		t.Errorf("the cache's .gitignore: %q, %v", data, err)
	}
	if err := os.WriteFile(cache, []byte(`{"https://h.example/dead": {"when"`), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := ask(0); len(got) != 3 {
		t.Errorf("with a damaged cache asked for %v", got)
	}
}

// A host is asked at most so often, and nobody once the run is interrupted.
func TestExternalLimits(t *testing.T) {
	var b strings.Builder
	for i := range perHost + 20 {
		fmt.Fprintf(&b, "[a](https://h.example/%03d)\n", i)
	}
	w := &web{}
	found := asking(t, w, "", b.String())
	if len(w.asked) != perHost || len(found) != 20 || found.Count(diag.Notice) != 20 {
		t.Errorf("asked %d times, %d findings", len(w.asked), len(found))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s, _ := load(t, map[string]string{aFile: short("Aa", "", b.String())})
	w = &web{}
	if found := External(ctx, s, w.options()); len(w.asked) > 0 || len(found) > 0 {
		t.Errorf("interrupted, it asked %d times and found %v", len(w.asked), found)
	}
}

// The rule has a level like every other.
func TestExternalLevel(t *testing.T) {
	for level, want := range map[string]string{"off": "", "error": "error", "notice": "notice", "warning": "warning"} {
		w := &web{status: map[string]int{"https://h.example/p": 404}}
		got := ""
		for _, f := range asking(t, w, "check: {external-link: "+level+"}\n", "See [p](https://h.example/p).\n") {
			got += f.Severity.String()
		}
		if got != want {
			t.Errorf("%s: %q", level, got)
		}
	}
}
