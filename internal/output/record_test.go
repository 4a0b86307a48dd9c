package output

import (
	"maps"
	"os"
	"path/filepath"
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
