package content

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"careerguide/internal/config"
	"careerguide/internal/diag"
)

// paid is a site of one role with a table of pay.
func paid(front, table string) fs.FS {
	return mapFS(map[string]string{
		"content/site.yaml":    "title: T\nbase_url: https://example.org/\n",
		"content/sources.yaml": "bls: {name: BLS}\nons: {name: ONS}\n",
		"content/pay.csv":      table,
		roleFile:               "---\n" + head + front + "---\nText.\n",
	})
}

func readPaid(t *testing.T, fsys fs.FS) (*Article, diag.List) {
	t.Helper()
	cfg, found := config.Load(fsys)
	articles, more := Load(fsys, cfg, Options{Now: day})
	if len(articles) != 1 {
		t.Fatalf("%d articles, %v %v", len(articles), found, more)
	}
	return articles[0], append(append(found, more...), articles[0].InTable()...)
}

// salaryOf writes a salary as one would compare it.
func salaryOf(a *Article) string {
	s := a.Role.Salary
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s mean=%s median=%s p10=%s p90=%s min=%s %q", s.Currency, s.Period, s.Source.Key+s.AsOf.String(), s.Mean, s.Median, s.P10, s.P90, s.Min, s.Note)
	for _, r := range s.Regions {
		fmt.Fprintf(&b, "\n%s %q %s %s %s mean=%s median=%s %q", r.Region, r.Name, r.Currency, r.Period, r.Source.Key+r.AsOf.String(), r.Mean, r.Median, r.Note)
	}
	return b.String()
}

// A table's figures are as good as an article's.
func TestPay(t *testing.T) {
	const whole = "USD year bls2024-05 mean=80000 median=79000.5 p10=52000 p90= min= \"\"\nUS-CA \"California\"    mean= median=96000 \"\"\nDE \"\" EUR month ons2024-01 mean= median=4400 \"Rough.\""
	for _, tt := range []struct{ name, front, table, want string }{
		{"the article alone", "salary: {currency: USD, period: year, mean: 80000, median: 79000.5, p10: 52000, source: bls, as_of: 2024-05, regions: [{region: US-CA, name: California, median: 96000}, {region: DE, currency: EUR, period: month, median: 4400, source: ons, as_of: 2024-01, note: Rough.}]}\n", "role\n", whole},
		{"the table alone", "", "role,region,name,currency,period,mean,median,p10,source,as_of,note\nother,,,USD,year,1,1,1,,,\nnurse,,,USD,year,80000,79000.5,52000,bls,2024-05,\nnurse,US-CA,California,,,,96000,,,,\nnurse,DE,,EUR,month,,4400,,ons,2024-01,Rough.\n", whole},
		{"both", "salary: {period: year, mean: 80000, p10: 52000, source: bls, regions: [{region: US-CA, name: California}, {region: DE, median: 4400, period: month, note: Rough.}]}\n",
			"role,region,currency,period,median,source,as_of\nnurse,DE,EUR,month,,ons,2024-01\nnurse,,USD,year,79000.5,bls,2024-05\nnurse,US-CA,,,96000,,\n", whole},
		{"region before role", "", "region,role,median,currency,period,name\nGB,nurse,5,,,\n,nurse,,GBP,hour,\n", "GBP hour  mean= median= p10= p90= min= \"\"\nGB \"\"    mean= median=5 \"\""},
		{"two of a code", "salary: {currency: USD, period: year, regions: [{region: US-CA, name: North, mean: 1}, {region: US-CA, name: South, mean: 2}]}\n",
			"role,region,name,median\nnurse,US-CA,South,5\n", "USD year  mean= median= p10= p90= min= \"\"\nUS-CA \"North\"    mean=1 median= \"\"\nUS-CA \"South\"    mean=2 median=5 \"\""},
		{"another slug", "slug: rn\n", "role,median\nnurse,5\n", "   mean= median= p10= p90= min= \"\""},
	} {
		a, found := readPaid(t, paid(tt.front, tt.table))
		if got := salaryOf(a); got != tt.want || len(found) > 0 {
			t.Errorf("%s:\n%s\nwant\n%s\n%v", tt.name, got, tt.want, found)
		}
	}
}

// Mistakes are told where they stand, and name the other place.
func TestPayFindings(t *testing.T) {
	const table = "role,region,median,p90,currency,period,source,as_of,name,note\n"
	for _, tt := range []struct{ front, rows, want string }{
		{"salary: {currency: USD, period: year, median: 79000}\n", "nurse,,79000,90000,,,,,,\n", "content/pay.csv:2:8: the median stands here and at content/roles/nurse.md:5:47"},
		{"salary:\n  currency: USD\n  period: year\n  regions:\n    - region: DE\n      median: 5\n    - {region: FR, p90: 1}\n", "nurse,FR,1,2,,,,,,\nnurse,DE,5,,,,,,,\n",
			"content/pay.csv:2:12: the p90 of FR stands here and at content/roles/nurse.md:11:25\ncontent/pay.csv:3:10: the median of DE stands here and at content/roles/nurse.md:10:15"},
		{"salary: {currency: USD, period: year, source: bls, as_of: 2024, note: A., regions: [{region: DE, name: Germany}]}\n", "nurse,,5,,EUR,month,ons,2024-05,,B.\nnurse,DE,5,,,,,,Deutschland,\n",
			"content/pay.csv:2:11: the currency is not the one at content/roles/nurse.md:5:20\ncontent/pay.csv:2:15: the period is not the one at content/roles/nurse.md:5:33\n" +
				"content/pay.csv:2:21: the source is not the one at content/roles/nurse.md:5:47\ncontent/pay.csv:2:34: the note is not the one at content/roles/nurse.md:5:71\n" +
				"content/pay.csv:3:17: the name is not the one at content/roles/nurse.md:5:104\ncontent/roles/nurse.md:5:59: \"2024\" is not a date"},
		// A figure needs a currency and a period, wherever they stand.
		{"", "nurse,,5,,,,,,,\n", "content/pay.csv:2:1: missing field \"salary.currency\"\ncontent/pay.csv:2:1: missing field \"salary.period\""},
		{"salary: {currency: USD}\n", "nurse,,5,,,,,,,\n", "content/pay.csv:2:1: missing field \"salary.period\""},
		{"salary: {mean: 4}\n", "nurse,,5,,EUR,,,,,\n", "content/roles/nurse.md:5:9: missing field \"salary.period\""},
		{"", "nurse,DE,5,,EUR,,,,,\n", "content/pay.csv:2:1: missing field \"salary.period\""},
		{"experience: [{tier: A, salary: {min: 5}}]\n", "nurse,,,,EUR,year,,,,\n", ""},
		{"posting: {pay: {min: 5}}\n", "nurse,,,,EUR,year,,,,\n", ""},
		{"", "nurse,,5,,EURO,year,,,,\n", "content/pay.csv:2:11: \"EURO\" is not a currency"},
		// What is impossible of both together.
		{"salary: {currency: USD, period: year, p10: 10}\n", "nurse,,5,4,,,,,,\n", "content/pay.csv:2:8: median 5 is below p10 10\ncontent/pay.csv:2:10: p90 4 is below median 5"},
		{"salary: {currency: USD, period: year, p75: 3}\n", "nurse,,5,,,,,,,\n", "content/roles/nurse.md:5:44: p75 3 is below median 5"},
		{"salary: {currency: USD, period: year}\n", "nurse,DE,-5,,,,,,,\n", "content/pay.csv:2:10: median is negative: -5"},
		{"", "nurse,,5,,EUR,year,blz,,,\n", "content/pay.csv:2:20: unknown source \"blz\" (did you mean \"bls\"?)"},
		{"", "nurse,,5,,EUR,year,,,,\u200b\n", "content/pay.csv:2:23: note has only characters that cannot be seen"},
		{"salary: {median: x, currency: USD, period: year}\n", "nurse,,5,,,,,,,\n", "content/pay.csv:2:8: the median stands here and at content/roles/nurse.md:5:18\ncontent/roles/nurse.md:5:18: median must be a number, not the text \"x\""},
	} {
		_, found := readPaid(t, paid(tt.front, table+tt.rows))
		var got []string
		for _, f := range found.Sorted() {
			got = append(got, f.String())
		}
		if strings.Join(got, "\n") != tt.want {
			t.Errorf("%s%s:\n%s\nwant\n%s", tt.front, tt.rows, strings.Join(got, "\n"), tt.want)
		}
	}
}

// A figure's place is the file that it stands in.
func TestPlaces(t *testing.T) {
	a, found := readPaid(t, paid("salary:\n  period: year\n  note: N.\n  regions:\n    - {region: DE, mean: 5}\n", "role,region,median,currency,mean\nnurse,,5,USD,\nnurse,DE,5,EUR,\nnurse,FR,5,,\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	places := a.Places()
	for path, want := range map[string]string{
		"title":                      "content/roles/nurse.md:2:8",
		"salary":                     "content/pay.csv:2:1", // whose figures are the table's
		"salary.median":              "content/pay.csv:2:8",
		"salary.currency":            "content/pay.csv:2:10",
		"salary.mean":                "content/pay.csv:2:1", // nowhere
		"salary.period":              "content/roles/nurse.md:6:11",
		"salary.note":                "content/roles/nurse.md:7:9",
		"salary.regions[0]":          "content/roles/nurse.md:9:7",
		"salary.regions[0].mean":     "content/roles/nurse.md:9:26",
		"salary.regions[0].median":   "content/pay.csv:3:10",
		"salary.regions[0].as_of":    "content/roles/nurse.md:9:7",
		"salary.regions[1]":          "content/pay.csv:4:1",
		"salary.regions[1].median":   "content/pay.csv:4:10",
		"salary.regions[1].currency": "content/pay.csv:4:1",
		"salary.regions[7].median":   "content/roles/nurse.md:9:5",
		"posting.pay":                "content/roles/nurse.md:2:1",
	} {
		file, at := places(path)
		if got := fmt.Sprintf("%s:%d:%d", file, at.Line, at.Column); got != want {
			t.Errorf("%s is at %s, want %s", path, got, want)
		}
		if f := a.Finding(diag.Error, path, "r", "m", ""); f.String() != want+": m" {
			t.Errorf("%s: %s", path, f)
		}
	}
}

// A server reads one article again: its figures of the table stay, and an edit
// that mends or moves what is told of them is more than one of the body.
func TestPayRenew(t *testing.T) {
	const table = "role,median,currency,period\nnurse,5,USD,year\n"
	read := func(front string) (*Library, *Article) {
		fsys := paid(front, table)
		cfg, _ := config.Load(fsys)
		l := NewLibrary(fsys, cfg, Options{Now: day})
		f, _ := FileOf(roleFile)
		articles, _ := l.Read(context.Background(), []File{f})
		return l, articles[0]
	}
	l, a := read("")
	f, _ := FileOf(roleFile)
	again, _ := l.Read(context.Background(), []File{f})
	if again[0].Role.Salary.Median.String() != "5" || !a.Renew(again[0]) {
		t.Errorf("read again: %s", salaryOf(again[0]))
	}
	// The same site with other front matter, by the same settings.
	l.from.fsys = paid("salary: {median: 5}\n", table)
	clash, _ := l.Read(context.Background(), []File{f})
	if a.Renew(clash[0]) || clash[0].Renew(a) || len(clash[0].InTable()) != 1 {
		t.Error("a figure in both was taken for the same")
	}
	l.from.fsys = paid("# moved\nsalary: {median: 5}\n", table)
	moved, _ := l.Read(context.Background(), []File{f})
	if clash[0].Renew(moved[0]) {
		t.Error("a message that names another line was taken for the same")
	}
}

// A draft holds nothing up, whatever the table says of it.
func TestPayHidden(t *testing.T) {
	fsys := paid("draft: true\nsalary: {median: 5}\n", "role,median\nnurse,5\n")
	cfg, _ := config.Load(fsys)
	articles, found := Load(fsys, cfg, Options{Now: day})
	if len(found) > 0 || !articles[0].Hidden {
		t.Error(found)
	}
}
