package figure

import (
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden drawing")

func m(v float64, label string) Mark {
	return Mark{Value: v, Label: label, Text: fmt.Sprintf("$%.0f", v)}
}

var usual = Distribution{
	P10: Mark{Value: 52000, Label: "10th percentile", Text: "$52,000"}, P25: Mark{Value: 64000, Label: "25th percentile", Text: "$64,000"},
	Median: Mark{Value: 79000, Label: "Median", Text: "$79,000"}, Mean: Mark{Value: 80000, Label: "Average (mean)", Text: "$80,000"},
	P75: Mark{Value: 98000, Label: "75th percentile", Text: "$98,000"}, P90: Mark{Value: 120000, Label: "90th percentile", Text: "$120,000"},
	PostingMin: Mark{Value: 85000, Label: "Minimum", Text: "$85,000"}, PostingMax: Mark{Value: 135000, Label: "Maximum", Text: "$135,000"},
	PostingLabel: "Offered by employers",
}

// wellFormed fails if the drawing is no XML, has a number that is none, or
// breaks the rules of the package.
func wellFormed(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well formed: %v\n%s", err, svg)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range e.Attr {
			if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") || strings.Contains(a.Value, "e+") {
				t.Errorf("%s %s=%q", e.Name.Local, a.Name.Local, a.Value)
			}
			if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
				t.Errorf("attribute %s", a.Name.Local)
			}
		}
	}
	if strings.Contains(svg, "\n") {
		t.Error("white space in the drawing")
	}
	if regexp.MustCompile(`[0-9]\.[0-9]{2}[^<]*"`).MatchString(svg) {
		t.Errorf("more than one decimal:\n%s", svg)
	}
	if svg != "" && !strings.Contains(svg, `aria-hidden="true" focusable="false"`) {
		t.Error("not hidden from assistive technology")
	}
}

func TestGolden(t *testing.T) {
	got := usual.SVG()
	const name = "testdata/usual.svg"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the drawing has changed (run with -update):\n%s", got)
	}
}

func TestDistribution(t *testing.T) {
	hostile := `<script>alert(1)</script>"'&` + strings.Repeat("Ünïcödé ", 60)
	nan, inf := math.NaN(), math.Inf(1)
	for name, d := range map[string]Distribution{
		"usual":    usual,
		"hostile":  {Median: Mark{Value: 1, Label: hostile, Text: hostile, Unit: hostile}, Mean: Mark{Value: 2, Label: hostile, Text: hostile, Unit: hostile}, P10: Mark{Value: 0, Label: hostile, Text: hostile, Unit: hostile}, P90: Mark{Value: 3, Label: hostile, Text: hostile, Unit: hostile}, PostingMin: Mark{Value: 1, Label: hostile, Text: hostile, Unit: hostile}, PostingMax: Mark{Value: 2, Label: hostile, Text: hostile, Unit: hostile}, PostingLabel: hostile},
		"equal":    {P10: m(5, "p10"), P25: m(5, "p25"), Median: m(5, "median"), Mean: m(5, "mean"), P75: m(5, "p75"), P90: m(5, "p90"), Min: m(5, "min"), Max: m(5, "max")},
		"reversed": {P10: m(9, "p10"), P25: m(7, "p25"), Median: m(5, "median"), P75: m(3, "p75"), P90: m(1, "p90"), PostingMin: m(8, "min"), PostingMax: m(2, "max")},
		"huge":     {P10: m(1e12, "p10"), Median: m(1e12+1, "median"), P90: m(9e12, "p90")},
		"widest":   {P10: m(-math.MaxFloat64, "p10"), Median: m(0, "median"), P90: m(math.MaxFloat64, "p90"), PostingMin: m(-math.MaxFloat64, ""), PostingMax: m(math.MaxFloat64, "")},
		"nan":      {P10: m(nan, "p10"), P25: m(inf, "p25"), Median: m(1, "median"), Mean: m(2, "mean"), P75: m(-inf, "p75"), P90: m(nan, "p90")},
		"negative": {Min: m(-20, "min"), Max: m(20, "max")},
		"close":    {P10: m(50, "10th percentile"), P25: m(50.1, "25th percentile"), Median: m(50.2, "Median"), Mean: m(50.3, "Average (mean)"), P75: m(50.4, "75th percentile"), P90: m(9000, "90th percentile")},
		"range":    {Min: m(60000, "Minimum"), Max: m(110000, "Maximum")},
		"no names": {P10: m(1, ""), P90: m(2, "")},
		"wide":     {P10: Mark{Value: 1, Label: "最低賃金の十分位数", Text: "¥12,345,678,901"}, P25: Mark{Value: 2, Label: "第一四分位数の賃金", Text: "¥12,345,678,902"}, P75: Mark{Value: 3, Label: "第三四分位数の賃金", Text: "¥12,345,678,903"}, P90: Mark{Value: 4, Label: "最高賃金の十分位数", Text: "¥12,345,678,904"}},
	} {
		t.Run(name, func(t *testing.T) {
			svg := d.SVG()
			wellFormed(t, svg)
			if svg == "" || strings.Contains(svg, "<script") {
				t.Errorf("drawn badly: %q", svg)
			}
			if svg != d.SVG() {
				t.Error("drawn in two ways")
			}
		})
	}
	for name, d := range map[string]Distribution{
		"nothing": {}, "one": {Median: m(1, "median")}, "one of two is no number": {Median: m(1, "median"), Mean: m(nan, "mean")},
		"a posting without its end": {Median: m(1, "median"), PostingMin: m(1, "min")},
	} {
		if svg := d.SVG(); svg != "" {
			t.Errorf("%s is drawn: %s", name, svg)
		}
	}
}

// TestLabelsApart places labels of all lengths at all distances and looks for
// texts and leads that meet.
func TestLabelsApart(t *testing.T) {
	place := func(v float64) float64 { return v }
	for _, name := range []string{"p", "10th percentile", strings.Repeat("long label ", 20)} {
		for _, values := range [][]float64{
			{4, 60, 250, 316}, {4, 4, 4, 4, 4, 4}, {316, 316, 316}, {160, 161, 162}, {4, 5, 300, 301, 316, 316}, {150, 155}, {316}, {},
		} {
			marks := make([]Mark, len(values))
			for i, v := range values {
				marks[i] = Mark{Value: v, Label: name, Text: "$1,234,567"}
			}
			labels, rows := arrange(place, marks...)
			for i, l := range labels {
				if l.row >= rows || l.x-l.width/2 < -0.01 || l.x+l.width/2 > wide+0.01 {
					t.Errorf("%q %v: label %d lies outside: %+v", name, values, i, l)
				}
				for _, o := range labels[i+1:] {
					if l.row == o.row && l.x+l.width/2+gap > o.x-o.width/2+0.01 {
						t.Errorf("%q %v: texts meet: %+v %+v", name, values, l, o)
					}
					for row := range min(len(l.lead), len(o.lead)) {
						if l.lead[row] > o.lead[row] {
							t.Errorf("%q %v: leads cross: %+v %+v", name, values, l, o)
						}
					}
					if o.row > l.row && o.lead[l.row] < l.x+l.width/2 || l.row > o.row && l.lead[o.row] > o.x-o.width/2 {
						t.Errorf("%q %v: a lead crosses a text: %+v %+v", name, values, l, o)
					}
				}
			}
		}
	}
}

func TestBar(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(-1)
	fill := func(svg string) string {
		_, after, _ := strings.Cut(svg, `class="fill" d="`)
		d, _, _ := strings.Cut(after, `"`)
		return d
	}
	for _, test := range []struct {
		svg, want string
	}{
		{Bar(60, 75, 50, 150), "M10 0H25V4H10z"},
		{Bar(75, 60, 150, 50), "M10 0H25V4H10z"},
		{Bar(100, 100, 50, 150), "M49.3 0H50.8V4H49.3z"},
		{Bar(50, 50, 50, 150), "M0 0H1.5V4H0z"},
		{Bar(150, 150, 50, 150), "M98.5 0H100V4H98.5z"},
		{Bar(-1e12, 1e12, 0, 100), "M0 0H100V4H0z"},
		{Bar(-math.MaxFloat64, math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64), "M0 0H100V4H0z"},
		{Share(62), "M0 0H62V4H0z"},
		{Share(33.333), "M0 0H33.3V4H0z"},
		{Share(0.2), "M0 0H1.5V4H0z"},
		{Share(0), ""},
		{Share(250), "M0 0H100V4H0z"},
		{Importance(80), "M0 0H80V4H0z"},
	} {
		wellFormed(t, test.svg)
		if got := fill(test.svg); got != test.want {
			t.Errorf("got %s, want %s in %s", got, test.want, test.svg)
		}
	}
	for _, svg := range []string{Bar(nan, 1, 0, 2), Bar(0, 1, 2, 2), Bar(0, 1, inf, 2), Share(nan), Importance(inf)} {
		if svg != "" {
			t.Errorf("drawn from no number: %s", svg)
		}
	}
}

// Amounts with a unit carry what a script converts; others, and those that are
// cut, do not.
func TestUnits(t *testing.T) {
	d := Distribution{
		P10: Mark{Value: 12.5, Label: "low", Text: "$12.50", Unit: "USD hour"}, P90: Mark{Value: 40, Label: "high", Text: "$40", Unit: `"<`},
		Median: Mark{Value: 20, Label: "middle", Text: strings.Repeat("$20 ", 40), Unit: "USD hour"}, Mean: Mark{Value: 21, Label: "mean", Text: "$21"},
		PostingMin: Mark{Value: 30, Text: "$30", Unit: "USD hour"}, PostingMax: Mark{Value: 15, Text: "$15", Unit: "USD hour"}, PostingLabel: "offer",
	}
	svg := d.SVG()
	wellFormed(t, svg)
	for _, want := range []string{
		` data-value="12.5" data-pay="USD hour">$12.50</tspan>`, ` data-value="40" data-pay="&#34;&lt;">$40</tspan>`,
		`<tspan data-value="15" data-pay="USD hour">$15</tspan>–<tspan data-value="30" data-pay="USD hour">$30</tspan></tspan>`,
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
	if n := strings.Count(svg, "data-value"); n != 4 {
		t.Errorf("%d amounts with a value, not 4:\n%s", n, svg)
	}
	sides := Sides{Rows: []SidesRow{{Title: "A", Median: 100, Min: math.NaN(), P10: math.NaN(), P25: math.NaN(), Mean: math.NaN(), P75: math.NaN(), P90: math.NaN(), Max: math.NaN()}},
		Text: func(v float64) string { return fmt.Sprint(v) }, Unit: "EUR month"}.SVG()
	wellFormed(t, sides)
	if !strings.Contains(sides, ` data-value="100" data-pay="EUR month">100</text>`) {
		t.Errorf("no amount of the axis with a value in\n%s", sides)
	}
}

// Four steps of an axis have a label at every second one, three at each.
func TestSidesLabels(t *testing.T) {
	for high, want := range map[float64]string{100: "0 50 100", 110: "0 50 100 150", 160: "0 100 200"} {
		var got []string
		nan := math.NaN()
		Sides{Rows: []SidesRow{{Median: high, Min: nan, P10: nan, P25: nan, Mean: nan, P75: nan, P90: nan, Max: nan}},
			Text: func(v float64) string { got = append(got, fmt.Sprint(v)); return "" }}.SVG()
		if strings.Join(got, " ") != want {
			t.Errorf("up to %v: %v, want %s", high, got, want)
		}
	}
}

func TestCoordinate(t *testing.T) {
	for v, want := range map[float64]string{1: "1", 1.25: "1.3", 0.04: "0", -0.04: "0", 1e6: "1000000", math.Inf(1): "0"} {
		var d drawing
		if got := string(*d.at(v)); got != want {
			t.Errorf("at(%s) = %s, want %s", strconv.FormatFloat(v, 'g', -1, 64), got, want)
		}
	}
}

func BenchmarkDistribution(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		usual.SVG()
	}
}
