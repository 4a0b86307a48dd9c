// Package corpus makes sites of any size to measure and to test on.
package corpus

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// Files returns a site of n roles as long as those that people write, by its
// files' names: front matter of some 2.4 kB with every field, and a body of
// some 10 kB in ten sections that link to other roles. Each role has five
// pages. The same n gives the same bytes.
func Files(n int) map[string]string { return maps.Collect(All(n)) }

// All yields the files of Files one by one.
func All(n int) iter.Seq2[string, string] {
	return func(yield func(name, text string) bool) {
		if !yield("content/site.yaml", "title: Corpus\nbase_url: https://corpus.example/\nlanguage: en-US\ndescription: Roles made to be measured.\n") ||
			!yield("content/sources.yaml", "survey-2024:\n  name: \"Survey of earnings, May 2024\"\n  url: https://survey.example/\n  publisher: The survey\n") {
			return
		}
		for i := range n {
			if !yield("content/roles/"+file(i, n), role(i, n)) {
				return
			}
		}
	}
}

// Write writes the files below a folder.
func Write(dir string, files iter.Seq2[string, string]) error {
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

const categories = 20

var (
	fields = []string{"Harbor", "Orchard", "Quarry", "Archive", "Foundry", "Glacier", "Airport", "Bakery", "Railway", "Clinic",
		"Vineyard", "Theater", "Forest", "Market", "Museum", "Studio", "Canal", "Library", "Stadium", "Observatory",
		"Tannery", "Brewery", "Nursery", "Parliament", "Workshop", "Lighthouse", "Embassy", "Hatchery", "Refinery", "Kitchen"}
	kinds = []string{"Safety", "Signal", "Water", "Record", "Energy", "Textile", "Pattern", "Weather", "Cargo", "Language",
		"Timber", "Budget", "Sound", "Light", "Soil", "Traffic", "Paper", "Metal", "Color", "Crowd"}
	jobs  = []string{"Analyst", "Technician", "Planner", "Inspector", "Surveyor", "Coordinator", "Engineer", "Clerk", "Trainer", "Manager"}
	words = strings.Fields(`ability account action advice agency answer apprentice archive audit average balance batch board
 boundary bridge budget building cabinet calendar careful carrier certain change channel chart checklist client clock code colleague
 column common company concern condition contract control copper corner counter course crew customer damage daylight deadline decision
 degree delivery demand department design detail device diagram direct district document doubt draft drawing duty early edge effort
 elevator employer engine entry error estimate evening event evidence example exchange experience express factor failure field figure
 filter finding floor forecast formal frame freight friction gauge general gradual ground guide habit handover harbor hazard heavy
 history honest hour incident index industry inspect instrument interval inventory invoice item journey judgment junction keeper label
 ladder lantern ledger lesson letter level license limit load local machine manual margin market material measure meeting member memory
 method minute mistake mixture model module monitor morning motion narrow neighbor network notice number object office often operate
 order origin outcome output owner package panel paper partial pattern payment permit person phase pipeline planning plate platform
 pressure price process product project proof public purpose quality quarter question quiet rail random rapid rating ratio reading
 reason record region regular release repair report request reserve result review risk rough route routine safety sample scale schedule
 screen season second section sensor service session shelter shift signal simple skill slope small source spare spring standard station
 steady stock storage strict structure study supply surface survey switch system table target task team tension test thorough ticket
 timber tolerance tool traffic training transfer travel trial unit update usual valve vendor version vessel visit voltage volume waiting
 warning waste weekly weight window winter witness worker workshop written yard yearly yield zone`)
)

func titleOf(i int) string {
	return fields[i%len(fields)] + " " + kinds[i/len(fields)%len(kinds)] + " " +
		jobs[(i/len(fields)/len(kinds)+i)%len(jobs)] + rank(i)
}

// rank keeps titles apart above the number of names that there are.
func rank(i int) string {
	if n := i / (len(fields) * len(kinds) * len(jobs)); n > 0 {
		return fmt.Sprintf(" %d", n+1)
	}
	return ""
}

func slug(i int) string {
	return strings.ReplaceAll(strings.ToLower(titleOf(i)), " ", "-")
}

// file is a role's file below content/roles.
func file(i, n int) string {
	i = (i%n + n) % n
	return fmt.Sprintf("category-%02d/%s.md", i%categories, slug(i))
}

// writer makes prose of one role.
type writer struct {
	*rand.Rand
	strings.Builder
}

func (w *writer) text(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = words[w.IntN(len(words))]
	}
	return strings.Join(list, " ")
}

func (w *writer) phrase(n int) string {
	s := w.text(n)
	return strings.ToUpper(s[:1]) + s[1:]
}

func (w *writer) sentence() string { return w.phrase(8+w.IntN(10)) + "." }

func (w *writer) paragraph(sentences int) string {
	list := make([]string, sentences)
	for i := range list {
		list[i] = w.sentence()
	}
	return strings.Join(list, " ") + "\n\n"
}

func role(i, n int) string {
	w := &writer{Rand: rand.New(rand.NewPCG(uint64(i), 20260615))}
	title := titleOf(i)
	link := func(step int) string {
		return fmt.Sprintf("[%s](../%s)", titleOf(((i+step)%n+n)%n), file(i+step, n))
	}
	line := func(format string, a ...any) { fmt.Fprintf(w, format+"\n", a...) }
	base := 40000 + w.IntN(60000)

	line("---\ntitle: %s\nsummary: %s", title, "What a "+title+" does with "+w.text(9)+".")
	line("category: category-%02d", i%categories)
	line("alternate_titles: [%s, %s]\nhidden_titles: [%s]", title+" Specialist", "Senior "+title, w.text(2))
	line("codes: {onet_soc: %02d-%04d.%02d, isco08: \"%d\"}", 11+i%40, 1000+i%9000, i%100, 1000+i%9000)
	line("authors: [%s Example]", fields[w.IntN(len(fields))])
	line("published: 2024-%02d-%02d\nupdated: 2026-%02d-%02d\nreview_by: 2027-%02d-01", 1+i%12, 1+i%28, 1+i%5, 1+i%28, 1+i%12)
	line("salary:\n  currency: USD\n  period: year")
	line("  mean: %d\n  median: %d\n  p10: %d\n  p25: %d\n  p75: %d\n  p90: %d", base+1510, base, base*6/10, base*8/10, base*13/10, base*17/10)
	line("  source: survey-2024\n  as_of: 2024-05\n  note: %s", w.sentence())
	line("  regions:\n    - {region: US-CA, name: California, mean: %d}\n    - {region: US-NY, name: New York, median: %d}", base*12/10, base*11/10)
	line("experience:")
	for t, tier := range []string{"Entry level", "Mid level", "Senior level"} {
		years := []string{"{min: 1, max: 2}", "{min: 2, max: 5}", "{min: 5}"}[t]
		line("  - tier: %s\n    years: %s\n    salary: {min: %d, max: %d}\n    expects: [%s, %s]", tier, years, base*(7+3*t)/10, base*(9+3*t)/10, w.phrase(3), w.phrase(3))
	}
	line("education:\n  - {level: bachelor, requirement: typical, fields: [%s], share: %d}\n  - {level: associate, requirement: helpful, share: %d}", w.phrase(2), 40+i%20, 10+i%20)
	line("certifications:\n  - {name: %s certificate, issuer: %s board, url: \"https://board.example/%d\", tier: Senior level, requirement: helpful}", w.phrase(2), w.phrase(1), i)
	line("working_hours: {min: %d, max: 42, pattern: %s}\nskills:", 34+i%5, w.phrase(4))
	for range 3 {
		line("  - {name: %s, kind: skill, importance: %d, why: %s}", w.phrase(2), 50+w.IntN(50), w.phrase(5))
	}
	line("outlook: {growth_percent: %d, annual_openings: %d, base_year: 2023, projected_year: 2033, source: survey-2024}", w.IntN(20)-4, 1000+i)
	if n > 10 {
		line("progression: {from: [%s], to: [%s, {title: %s director}]}", slug((i+1)%n), slug((i+2)%n), w.phrase(1))
		line("related: [%s, %s]", slug((i+3)%n), slug((i+4)%n))
	}
	line("links: [{title: %s, url: \"https://reading.example/%d\"}]", w.phrase(4), i)
	line("posting:\n  pay: {min: %d, max: %d}\n  employment_type: full-time\n  workplace: hybrid\n  location: \"[City, State]\"", base*9/10, base*13/10)
	line("  travel: %s\n  reports_to: [%s manager]\n  benefits: [%s, %s, %s]\n  apply: %s", w.phrase(3), w.phrase(1), w.phrase(2), w.phrase(1), w.phrase(2), w.phrase(5))
	line("  equal_opportunity: %s\n---", w.phrase(6))

	list := func(items int) {
		for range items {
			line("- %s", w.phrase(6+w.IntN(4)))
		}
		line("")
	}
	w.WriteString(w.paragraph(4))
	line("## %s Duties and Responsibilities\n", title)
	list(10)
	line("## What Does a %s Do?\n", title)
	w.WriteString(w.paragraph(7) + "It is close to the work of the " + link(5) + ". " + w.paragraph(9))
	line("## %s Job Description Template\n\n### Job brief\n", title)
	w.WriteString(w.paragraph(3))
	line("### Responsibilities\n")
	list(7)
	line("### Qualifications\n")
	list(5)
	line("## Qualifications and Skills\n")
	w.WriteString(w.paragraph(9))
	line("## Experience Requirements\n")
	w.WriteString(w.paragraph(7) + "Many were a " + link(6) + " before. " + w.paragraph(2))
	line("## Education and Training Requirements\n")
	w.WriteString(w.paragraph(4))
	line("| %s | %s |\n|---|---:|\n| %s | %d |\n| *%s* | %d |\n", w.phrase(1), w.phrase(1), w.phrase(2), w.IntN(100), w.phrase(2), w.IntN(100))
	line("## Salary Expectations\n")
	w.WriteString(w.paragraph(7) + "The **" + w.text(2) + "** and `" + w.text(1) + "` matter. " + w.paragraph(2))
	line("## Job Outlook\n")
	w.WriteString(w.paragraph(4))
	line("## Frequently Asked Questions\n")
	for range 5 {
		line("### How does a %s?\n", w.text(5))
		w.WriteString(w.paragraph(4))
	}
	line("## Conclusion\n")
	w.WriteString(w.paragraph(3))
	return w.String()
}
