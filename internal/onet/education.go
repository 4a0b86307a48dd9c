package onet

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/career"
)

// levelsByCategory are the levels of O*NET's categories of required education
// (scale RL), by number. They stand in where a release has no table of its
// categories.
var levelsByCategory = map[string]career.Level{
	"1": career.NoEducation, "2": career.UpperSecondary, "3": career.Certificate, "4": career.SomeCollege,
	"5": career.Associate, "6": career.Bachelor, "7": career.Bachelor, "8": career.Master, "9": career.Master,
	"10": career.Professional, "11": career.Doctorate, "12": career.Doctorate,
}

// levelsByDescription are the levels of the categories by how their
// descriptions begin. A certificate after a degree counts as that degree.
var levelsByDescription = []struct {
	begins string
	level  career.Level
}{
	{"less than a high school", career.NoEducation}, {"high school", career.UpperSecondary},
	{"post-secondary certificate", career.Certificate}, {"some college", career.SomeCollege}, {"associate", career.Associate},
	{"bachelor", career.Bachelor}, {"post-baccalaureate", career.Bachelor}, {"master", career.Master}, {"post-master", career.Master},
	{"first professional", career.Professional}, {"doctoral", career.Doctorate}, {"post-doctoral", career.Doctorate},
}

func (l *loader) education() {
	levels := map[string]career.Level{}
	found, ok := readTable(l.fsys, l.dir, "Education, Training, and Experience Categories.txt", false, []string{"Scale ID", "Category", "Category Description"}, func(r *row) {
		if r.get("Scale ID") != "RL" {
			return
		}
		description := strings.ToLower(r.get("Category Description"))
		for _, d := range levelsByDescription {
			if strings.HasPrefix(description, d.begins) {
				levels[r.get("Category")] = d.level
				return
			}
		}
		r.bad("Category Description", "%q is no level of education that is known", r.get("Category Description"))
	})
	if !ok {
		levels = levelsByCategory
		for i := range found {
			found[i].Message = strings.Replace(found[i].Message, "what it holds is left out", "the categories are read by their usual numbers", 1)
		}
	}
	l.found = append(l.found, found...)
	l.table("Education, Training, and Experience.txt", []string{"Scale ID", "Category", "Data Value"}, func(r *row, o *Occupation) {
		if r.get("Scale ID") != "RL" {
			return
		}
		o.Suppressed = o.Suppressed || r.get(suppress) == "Y"
		percent, ok := value(r, 0, 100)
		if !ok || percent == 0 {
			return
		}
		level, known := levels[r.get("Category")]
		if !known {
			r.bad("Category", "category %s is no level of education that is known", strconv.Quote(r.get("Category")))
			return
		}
		for i := range o.Education {
			if o.Education[i].Level == level {
				o.Education[i].Percent += percent
				return
			}
		}
		o.Education = append(o.Education, Share{level, percent})
	})
	for _, o := range l.byCode {
		o.Education = whole(o.Education)
	}
}

// whole rounds shares to whole percents whose sum is that of the shares,
// rounded, and never above 100; the largest remainders are rounded up. What is
// nothing then is left out. The levels come from the lowest.
func whole(shares []Share) []Share {
	sum := 0.0
	for _, s := range shares {
		sum += s.Percent
	}
	scale := 1.0
	if sum > 100 {
		scale = 100 / sum
	}
	left := int(math.Round(math.Min(sum, 100)))
	list := slices.Clone(shares)
	remainders := map[career.Level]float64{}
	for i := range list {
		exact := list[i].Percent * scale
		list[i].Percent = math.Floor(exact + 1e-9)
		remainders[list[i].Level] = exact - list[i].Percent
		left -= int(list[i].Percent)
	}
	rank := func(l career.Level) int { return slices.Index(career.Levels, l) }
	slices.SortFunc(list, func(a, b Share) int {
		return cmp.Or(cmp.Compare(remainders[b.Level], remainders[a.Level]), cmp.Compare(rank(a.Level), rank(b.Level)))
	})
	for i := 0; i < len(list) && left > 0; i++ {
		list[i].Percent++
		left--
	}
	list = slices.DeleteFunc(list, func(s Share) bool { return s.Percent == 0 })
	slices.SortFunc(list, func(a, b Share) int { return cmp.Compare(rank(a.Level), rank(b.Level)) })
	return list
}
