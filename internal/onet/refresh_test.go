package onet

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

const nurseFile = "content/roles/healthcare-practitioners-and-technical/registered-nurse.md"

// newer returns a later release and survey: other figures, other shares, new
// titles, skills and technologies, some gone.
func newer(t testing.TB, random *rand.Rand) (*Release, *Survey) {
	fsys := excerpt(t)
	fsys["Read Me.txt"].Data = []byte("O*NET 30.1 Database\n")
	number := func(low, high int) string { return fmt.Sprint(low + random.IntN(high-low+1)) }
	for name, field := range map[string]int{"Skills.txt": 4, "Education, Training, and Experience.txt": 5} {
		var b strings.Builder
		for i, line := range strings.Split(strings.TrimSpace(string(fsys[name].Data)), "\n") {
			cells := strings.Split(line, "\t")
			if i > 0 && random.IntN(10) == 0 {
				continue
			}
			if i > 0 && random.IntN(3) == 0 {
				cells[field] = number(1, 5)
			}
			b.WriteString(strings.Join(cells, "\t") + "\n")
		}
		fsys[name].Data = []byte(b.String())
	}
	for name, row := range map[string]string{
		"Alternate Titles.txt": "29-1141.00\tNew Title %d\tn/a\t08,10\n", "Technology Skills.txt": "29-1141.00\tNew: Software %d\t1\tX\tY\tY\n",
	} {
		for range random.IntN(3) {
			fsys[name].Data = fmt.Appendf(fsys[name].Data, row, random.IntN(9))
		}
	}
	rows := [][]string{wageRows[0], row19("29-1141", "Registered Nurses", "detailed", "1 1 1 1 1 1 1 1 1 1 1 1", "", "")}
	last := 40000
	for i := range 12 {
		last += random.IntN(20000)
		rows[1][5+i] = fmt.Sprint(last)
		if random.IntN(5) == 0 {
			rows[1][5+i] = string("#*"[random.IntN(2)])
		}
	}
	r, found := Load(fsys, "db")
	if found.HasErrors() {
		t.Fatal(found)
	}
	data := xlsx(t, rows, nil)
	s, found := LoadSurvey(strings.NewReader(string(data)), int64(len(data)), "national_M2025_dl.xlsx")
	if found.HasErrors() {
		t.Fatal(found)
	}
	return r, s
}

// edited returns an article with what a writer has made of it. Every word of
// the writer's has a mark of its own, w1, w2 and so on.
func edited(text string, random *rand.Rand) (string, int) {
	_, rest, _ := strings.Cut(text, "---\n")
	front, body, _ := strings.Cut(rest, "---\n")
	marks := 0
	mark := func() string { marks++; return fmt.Sprintf("w%dw", marks) }
	var lines []string
	field := ""
	for line := range strings.Lines(front) {
		line = strings.TrimSuffix(line, "\n")
		if random.IntN(12) == 0 {
			lines = append(lines, "# "+mark())
		}
		if m := regexp.MustCompile(`^[a-z_]+`).FindString(line); m != "" {
			field = m
		}
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "title:"), strings.HasPrefix(line, "summary:"):
			line = line[:strings.IndexByte(line, ':')] + ": >-\n  Mine " + mark() + "\n\n  and " + mark()
		case strings.HasPrefix(line, "  - {name:") && random.IntN(4) == 0:
			line = strings.Replace(line, "}", `, why: "} `+mark()+`"}`, 1)
		case strings.HasPrefix(line, "  - {level:") && random.IntN(3) == 0:
			line = strings.Replace(line, "level:", "fields: ["+mark()+", 'it''s "+mark()+"'], level:", 1)
		case random.IntN(8) == 0:
			line += " # " + mark()
		}
		lines = append(lines, line)
		if random.IntN(10) == 0 && strings.HasPrefix(line, "  - ") {
			switch field {
			case "alternate_titles":
				lines = append(lines, "  - Title "+mark())
			case "skills":
				lines = append(lines, "  - name: "+mark()+"\n    why: |\n      # "+mark()+"\n\n      more "+mark()+"\n    importance: 3")
			case "education":
				lines = append(lines, "  - level: apprenticeship\n    fields: [\""+mark()+"\"]\n    requirement: helpful")
			}
		}
		if strings.HasPrefix(line, "  as_of:") && random.IntN(2) == 0 {
			lines = append(lines, "  note: "+mark()+" varies", "  regions:\n    - {region: DE, name: "+mark()+", currency: EUR, period: month, median: 4400}")
		}
	}
	if random.IntN(2) == 0 {
		lines = append(lines, "posting:\n  reports_to: ["+mark()+"]", "# "+mark())
	}
	return "---\n" + strings.Join(lines, "\n") + "\n---\n" + body + "\n" + mark() + "\n---\n", marks
}

var (
	ownFigure = regexp.MustCompile(`(, )?\b(share|importance): [0-9.]+(, )?`)
	ownLine   = regexp.MustCompile(`(?m)^  (mean|median|p[0-9]{2}|source|as_of|period): ("[^"]*"|[^ ,}#\n]*)|^  note: "?OEWS[^#\n]*|^# Source: .*`)
)

// withoutFigures takes out of an article what an update may change.
func withoutFigures(text string) string {
	text = strings.ReplaceAll(text, "\r", "")
	return ownLine.ReplaceAllString(ownFigure.ReplaceAllString(text, ""), " ")
}

// TestWriterKeeps is a property: whatever a writer makes of an imported
// article, an update changes figures and adds to lists, and nothing else.
func TestWriterKeeps(t *testing.T) {
	first, firstSurvey := load(t, excerpt(t)), survey(t)
	_, files, _ := planned(t, nil, first, firstSurvey, Options{Only: []string{"29-*"}})
	runs := 300
	if testing.Short() {
		runs = 40
	}
	changed := 0
	for seed := range runs {
		random := rand.New(rand.NewPCG(uint64(seed), 1))
		text, marks := edited(files[nurseFile], random)
		files := map[string]string{nurseFile: text, "content/sources.yaml": files["content/sources.yaml"], "content/roles/acute.md": strings.Replace(files["content/roles/healthcare-practitioners-and-technical/acute-care-nurse.md"], "title:", "slug: acute-care-nurse\ntitle:", 1)}
		if random.IntN(3) == 0 {
			for name := range files {
				files[name] = strings.ReplaceAll(files[name], "\n", "\r\n")
			}
			text = files[nurseFile]
		}
		if _, found := built(t, map[string]string{"content/site.yaml": siteYAML, nurseFile: files[nurseFile], "content/sources.yaml": files["content/sources.yaml"], "content/roles/acute.md": files["content/roles/acute.md"]}); found.HasErrors() {
			t.Fatalf("seed %d: the writer's own article has errors: %s", seed, texted(found))
		}
		r, s := newer(t, random)
		_, after, told := planned(t, files, r, s, Options{Only: []string{"29-*"}, Update: true})
		got := after[nurseFile]
		if strings.Contains(told, "is not refreshed") {
			t.Fatalf("seed %d: %s\n%s", seed, told, text)
		}
		if got != text {
			changed++
		}
		for i := range marks {
			if m := fmt.Sprintf("w%dw", i+1); strings.Count(got, m) != strings.Count(text, m) {
				t.Errorf("seed %d: the writer's %s is lost\n%s", seed, m, got)
			}
		}
		_, body, _ := strings.Cut(text, "\n---")
		if !strings.HasSuffix(got, body) {
			t.Errorf("seed %d: the body is another one", seed)
		}
		// Every line stands in its order, but for what the import owns.
		rest := strings.Split(withoutFigures(got), "\n")
	lines:
		for line := range strings.SplitSeq(withoutFigures(text), "\n") {
			if strings.TrimSpace(line) == "" {
				continue
			}
			for i, other := range rest {
				if line == other {
					rest = rest[i+1:]
					continue lines
				}
			}
			t.Errorf("seed %d: the line %q is gone\n%s", seed, line, got)
		}
		if _, found := built(t, after); found.HasErrors() {
			t.Errorf("seed %d: the article has errors: %s\n%s", seed, texted(found), got)
		}
		if _, again, _ := planned(t, after, r, s, Options{Only: []string{"29-*"}, Update: true}); again[nurseFile] != got {
			t.Errorf("seed %d: a second update changes the article again", seed)
		}
		if t.Failed() {
			return
		}
	}
	if changed < runs*9/10 {
		t.Errorf("%d of %d articles were changed; the test tests nothing", changed, runs)
	}
}

// TestRefresh wants exactly these lines changed.
func TestRefresh(t *testing.T) {
	r, s := load(t, excerpt(t)), survey(t)
	_, files, _ := planned(t, nil, r, s, Options{})
	plan, again, _ := planned(t, files, r, s, Options{Update: true})
	if plan.Same != 8 || plan.Refreshed+plan.Created+len(plan.Changes) != 0 || len(again) != len(files) {
		t.Errorf("an update with the same data changes something: %d changes, %d the same", len(plan.Changes), plan.Same)
	}
	if plan, _, _ := planned(t, files, r, s, Options{}); plan.Kept != 8 || len(plan.Changes) > 0 {
		t.Errorf("without Update: %d changes, %d kept", len(plan.Changes), plan.Kept)
	}
	moved := maps.Clone(files)
	delete(moved, nurseFile)
	moved["content/roles/care/nurse.md"] = files[nurseFile]
	if plan, _, told := planned(t, moved, r, s, Options{Only: []string{"29-1141.00"}, Update: true}); plan.Same != 1 || len(plan.Changes) > 0 || told != "" {
		t.Errorf("an article that has moved is imported again: %d changes; %s", len(plan.Changes), told)
	}
	old := files[nurseFile]
	for _, tt := range []struct{ name, from, to, want string }{
		{"a figure", "median: 93600", "median: 1 # mine", "median: 93600 # mine"},
		{"a figure that is gone", "  p90: 135320\n", "", "  p90: 135320\n"},
		{"a note of the writer's", "  as_of: 2024-05\n", "  as_of: 2024-05\n  note: Mine.\n", "  note: Mine.\n"},
		{"a note of the import's", "  as_of: 2024-05\n", "  as_of: 2024-05\n  note: OEWS has no estimate of the mean here.\n", "  as_of: 2024-05\nedu"},
		{"a salary of the writer's", "source: bls-oews-2024", "source: {name: Mine}", "source: {name: Mine}"},
		{"a field that is kept", "codes, salary, education", "codes, education", "# Refreshed by import onet --update: alternate_titles, hidden_titles, codes, education, skills, related\n"},
		{"a share that is gone", "{level: associate, share: 19}", "{level: doctorate, share: 19}", "{level: doctorate}"},
		{"an importance", "name: Active Listening, kind: skill, importance: 75", "name: Active Listening, kind: skill, importance: 1, why: Mine", "why: Mine"},
	} {
		text := strings.Replace(old, tt.from, tt.to, 1)
		files[nurseFile] = text
		_, after, told := planned(t, files, r, s, Options{Update: true})
		if !strings.Contains(after[nurseFile], tt.want) || strings.Contains(told, "not refreshed") {
			t.Errorf("%s: no %q; %s\n%s", tt.name, tt.want, told, after[nurseFile])
		}
	}
	files[nurseFile] = strings.Replace(old, ownsMark, "# ", 1)
	if _, after, told := planned(t, files, r, survey(t), Options{Update: true}); after[nurseFile] != files[nurseFile] || !strings.Contains(told, "was not made by an import") {
		t.Errorf("an article without the comment was changed; %s", told)
	}
	files[nurseFile] = strings.Replace(old, "  mean: ", "  mean: &mean ", 1)
	r, s = newer(t, rand.New(rand.NewPCG(7, 7)))
	if _, after, told := planned(t, files, r, s, Options{Update: true}); after[nurseFile] != files[nurseFile] || !strings.Contains(told, nurseFile+":1:1: warning: the article is not refreshed") {
		t.Errorf("an article with an anchor: %s", told)
	}
}
