package output

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestRecordIsDeterministic(t *testing.T) {
	var got [2]string
	for i := range got {
		dir := filepath.Join(t.TempDir(), "public")
		if i == 1 { // by way of another site
			build(t, dir, pages{"old": "1", "index.html": "2"})
		}
		build(t, dir, small)
		data, err := os.ReadFile(filepath.Join(dir, RecordName))
		if err != nil {
			t.Fatal(err)
		}
		got[i] = string(data)
	}
	if got[0] != got[1] || !strings.HasPrefix(got[0], version+"\n") {
		t.Errorf("records differ:\n%s\n%s", got[0], got[1])
	}
}

func TestRecordRoundTrip(t *testing.T) {
	want := record{files: map[string]file{"a b/ä.html": sum("1"), "quote\".txt": sum(""), "\u2028": sum("3")}, pending: true}
	got, err := decodeRecord(want.encode())
	if err != nil || !got.pending || !maps.Equal(got.files, want.files) {
		t.Errorf("got %v, %v", got, err)
	}
}

// A record that leads out of the output is not believed.
func TestRecordDamaged(t *testing.T) {
	good := string(record{files: map[string]file{"a": sum("1")}}.encode())
	for _, bad := range []string{
		"", "careerguide files 2\n", strings.TrimSuffix(good, "\n"), strings.Replace(good, `"a"`, `"../a"`, 1),
		strings.Replace(good, `"a"`, `"/a"`, 1), strings.Replace(good, `"a"`, "a", 1), good + "\n", good + "zz 1 \"b\"\n",
		strings.Replace(good, " 1 \"", " -1 \"", 1),
	} {
		dir := filepath.Join(t.TempDir(), "public")
		put(t, filepath.Join(dir, RecordName), bad)
		put(t, filepath.Join(dir, "a"), "1")
		put(t, filepath.Join(dir, "../a"), "1")
		before := contents(t, filepath.Dir(dir), true)
		if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), RecordName) {
			t.Errorf("%q: %v", bad, err)
		}
		if !maps.Equal(contents(t, filepath.Dir(dir), true), before) {
			t.Errorf("%q: something was touched", bad)
		}
	}
}

// The names that were read are used where they are the files' own, in their
// order; the lines are the same either way.
func TestLinesInOrder(t *testing.T) {
	files := map[string]file{"a": sum("1"), "b": sum("2"), "c": sum("3")}
	want := string(record{files: files}.lines())
	for _, names := range [][]string{nil, {"a", "b", "c"}, {"c", "b", "a"}, {"a", "c", "b"}, {"a", "b", "d"}, {"a", "b"}, {"a", "b", "b"}, {"a", "a", "b"}, {"a", "b", "c", "d"}} {
		if got := string(record{files: files, names: names}.lines()); got != want {
			t.Errorf("names %q: the lines are\n%swant\n%s", names, got, want)
		}
	}
}

// Whatever an older list looked like, the next one has every file of the site
// in its order.
func TestListAfterList(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, pages{"a": "1", "b": "2", "c": "3"})
	list := func() []string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, RecordName))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	}
	lines := list()
	if err := os.WriteFile(filepath.Join(dir, RecordName), []byte(strings.Join([]string{lines[0], lines[3], lines[1], lines[2]}, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, site := range []pages{{"a": "1", "b": "two", "c": "3"}, {"a": "1", "b": "2", "d": "4"}, {"a": "1", "b": "2", "d": "four"}, {"d": "4"}, {}, {"x": "1"}} {
		build(t, dir, site)
		site.in(t, dir)
		var names []string
		for _, line := range list()[1:] {
			names = append(names, line[strings.LastIndexByte(line, ' ')+1:])
		}
		var want []string
		for _, name := range slices.Sorted(maps.Keys(site)) {
			want = append(want, strconv.Quote(name))
		}
		if !slices.Equal(names, want) {
			t.Errorf("the list has %q, want %q", names, want)
		}
	}
}
