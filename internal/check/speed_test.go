package check

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/corpus"
	"careerguide/internal/site"
)

// spent is the CPU time of the process so far.
func spent(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Skip(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// linkedOf links the articles of files.
func linkedOf(t testing.TB, files map[string]string) *site.Site {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, found := loadFS(t, fsys)
	if found.HasErrors() {
		t.Fatal(found.Sorted()[0])
	}
	return s
}

// judging returns the CPU time of judging a site beyond reading its bodies.
func judging(t testing.TB, s *site.Site) (beyond, reading time.Duration, found int) {
	runtime.GC()
	start := spent(t)
	for _, a := range s.Published() {
		a.ReadBody()
	}
	read := spent(t)
	runtime.GC()
	again := spent(t)
	found = len(Run(s, Options{Now: today}))
	reading = read - start
	return spent(t) - again - reading, reading, found
}

// TestSpeed measures a site of 10,000 roles where CAREERGUIDE_SPEED is set,
// and that the work grows in step with the number of roles elsewhere.
func TestSpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	if os.Getenv("CAREERGUIDE_SPEED") != "" {
		s := linkedOf(t, corpus.Files(10_000))
		beyond, reading, found := judging(t, s)
		t.Logf("10,000 roles: %v of CPU beyond %v of reading bodies; %d findings", beyond, reading, found)
		if beyond > 5*time.Second {
			t.Errorf("judging took %v of CPU", beyond)
		}
	}
	few, _, _ := judging(t, linkedOf(t, corpus.Files(200)))
	many, reading, _ := judging(t, linkedOf(t, corpus.Files(1600)))
	if limit := max(40*few, 4*reading, 2*time.Second); many > limit { // eightfold, on a machine with other work
		t.Errorf("judging 200 roles took %v, and 1,600 took %v", few, many)
	}
}

// copied returns a site of n copies of one article.
func copied(n int) map[string]string {
	files := map[string]string{"content/site.yaml": settings, "content/sources.yaml": sources}
	one := strings.Replace(tester, "Testers find faults before customers do.", prose(1, 400), 1)
	one = strings.Replace(one, "Yes. Nearly every employer asks for one.", prose(2, 40), 1)
	for i := range n {
		files[fmt.Sprintf("content/roles/r%05d.md", i)] = one
	}
	return files
}

// The same article over and over is found each time, and is no more work than
// as many that differ.
func TestCopies(t *testing.T) {
	n := 2000
	if testing.Short() {
		n = 200
	} else if os.Getenv("CAREERGUIDE_SPEED") != "" {
		n = 10_000
	}
	s := linkedOf(t, copied(n))
	start := spent(t)
	duplicates := 0
	for _, f := range Run(s, Options{Now: today}) {
		if f.Rule == "near-duplicate" {
			duplicates++
		}
	}
	t.Logf("%d copies: %v of CPU", n, spent(t)-start)
	if duplicates != n-1 {
		t.Errorf("of %d copies %d are found", n, duplicates)
	}
}

// The search for pairs compares a text with few others, however many there
// are and however many share its least hashes.
func TestPairsAreFew(t *testing.T) {
	for _, tt := range []struct {
		name string
		text func(i int) string
		want int
	}{
		{"different", func(i int) string { return prose(i, 60) }, 0},
		{"same", func(int) string { return prose(1, 60) }, 4999},
		{"same beginning", func(i int) string { return prose(1, 20) + " " + prose(i, 60) }, 0},
		{"two by two", func(i int) string { return prose(i/2, 60) }, 2500},
	} {
		var sketches []sketch
		for i := range 5000 {
			sketches = append(sketches, sketchOf(appendHashes(nil, tt.text(i)), textRun, textSample))
		}
		compared, found := 0, 0
		pairs(sketches, func(i, j int) bool { compared++; return sketches[i].similar(sketches[j]) >= alikeRuns }, func(int, int) { found++ })
		if found != tt.want || compared > len(sketches)*entries*looks {
			t.Errorf("%s: %d pairs by %d comparisons, want %d", tt.name, found, compared, tt.want)
		}
	}
}

// Texts that are alike are found, and those that are not are not.
func TestRecall(t *testing.T) {
	missed, wrong := 0, 0
	for i := range 1000 {
		text := prose(i, 300)
		list := []sketch{}
		for _, s := range []string{text, swapped(text, 25), swapped(text, 6)} { // 80% and 33% of runs in common
			list = append(list, sketchOf(appendHashes(nil, s), textRun, textSample))
		}
		got := map[int]int{}
		pairs(list, func(i, j int) bool { return list[i].similar(list[j]) >= alikeRuns }, func(i, j int) { got[j] = i })
		if _, ok := got[1]; !ok {
			missed++
		}
		if _, ok := got[2]; ok {
			wrong++
		}
	}
	if missed > 20 || wrong > 0 {
		t.Errorf("of 1,000 copies %d are missed, and %d others taken for copies", missed, wrong)
	}
}

// Time grows in step with the text, whatever it is.
func TestHostileProse(t *testing.T) {
	few, many, runs := 10_000, 80_000, 3
	if testing.Short() {
		few, many, runs = 5_000, 40_000, 1
	}
	for name, unit := range map[string]string{
		"amounts": "$1,", "digits": "1", "he": "he ", "he, line by line": "he\n", "brackets": "[a", "closed": "[a] ", "over": "over 5 ", "degree": "degree ", "half of": "half of earn ",
		"dollars": "$80,000 median ", "updated": "updated ", "not always": "not always ", "hashes": "# \n", "items": "- a\n", "comments": "<!-- ", "fences": "```\n~~~\n", "percent": "17% grow ", "sentences": ". ",
		"questions": "### a?\n\nb\n\n", "sections": "## a\n\nb\n\n",
	} {
		cost := func(n int) time.Duration {
			body := "## Salary\n\n" + strings.Repeat(unit, n/len(unit)) + "\n\n## Job description template\n\n" + strings.Repeat(unit, n/len(unit)) + "\n\n## FAQ\n\n### degree?\n\n" + strings.Repeat(unit, n/len(unit))
			text := tester[:strings.Index(tester, "Testers find")] + body
			s, _ := load(t, map[string]string{testerFile: text})
			best := time.Hour
			for range runs {
				start := spent(t)
				for _, a := range s.Published() {
					a.ReadBody()
				}
				read := spent(t)
				Run(s, Options{Now: today})
				best = min(best, spent(t)-read-(read-start))
			}
			return best
		}
		small, large := cost(few), cost(many)
		if large > 40*max(small, 5*time.Millisecond) {
			t.Errorf("%s: %d bytes take %v, %d bytes %v", name, few, small, many, large)
		}
	}
}
