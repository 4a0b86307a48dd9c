package decode

import "testing"

func TestDecimal(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0", "-5": "-5", "+5": "5", "1_000": "1000", "0x1f": "31", "0o17": "15", "0b11": "3", "1e3": "1000", "-7.9e4": "-79000",
		"48.25": "48.25", ".5": "0.5", "5.": "5", "1e-3": "0.001", "80.000": "80.000",
		"": "", "-": "", "x": "", "1__0": "", "_1": "", "012": "", "1.2.3": "", "0x": "", "--1": "", "1e400": "", "NaN": "", ".inf": "", "2024-05": "",
	} {
		if got, problem := decimal(in); got != want || (problem == fine) != (want != "") {
			t.Errorf("decimal(%q) = %q, %d", in, got, problem)
		}
	}
}

func TestFigure(t *testing.T) {
	for in, want := range map[string]string{
		"80,000": "80000", "$80,000": "80000", "80 000 €": "80000", "80k": "80000", "3,5": "3.5", "62%": "62", "1,234,567.89": "1234567.89", "lots": "", "1,2,3": "",
	} {
		if got, _ := figure(in); got != want {
			t.Errorf("figure(%q) = %q", in, got)
		}
	}
}

// A short field that is a list takes a list, and with "list" a single value.
func TestShortList(t *testing.T) {
	type pages struct {
		Overview []slug `json:"overview" decode:"short,list"`
		FAQ      []slug `json:"faq" decode:"list"`
	}
	for data, want := range map[string]pages{
		"a: [x, y]":                {Overview: []slug{"x", "y"}},
		"a: x":                     {Overview: []slug{"x"}},
		"a: {overview: x, faq: y}": {Overview: []slug{"x"}, FAQ: []slug{"y"}},
	} {
		var got struct {
			A pages `json:"a"`
		}
		_, list := Unmarshal(Source{Data: []byte(data)}, &got, Options{})
		wantFindings(t, list, []string{}...)
		if len(got.A.Overview) != len(want.Overview) || got.A.Overview[0] != "x" || len(got.A.FAQ) != len(want.FAQ) {
			t.Errorf("%s: %+v", data, got)
		}
	}
}

// Where the first dash of a YAML list is missing, its items are one text.
func TestDashMissing(t *testing.T) {
	for data, want := range map[string][]string{
		"a:\n  x\n  - y\n":   {`2:3 wrong-type: a must be a list, a dash before each item, not the text "x - y"`},
		"a: x - y\n":         nil,
		"a:\n  x\n":          nil,
		"a:\n  'x - y'\n":    nil,
		"a:\n  - x\n  - y\n": nil,
	} {
		var got struct {
			A []string `json:"a" decode:"list"`
		}
		_, list := Unmarshal(Source{Data: []byte(data)}, &got, Options{})
		wantFindings(t, list, want...)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"mean", "median", "upper-secondary", "full-time", "contractor"}
	meanings := map[string]string{"average": "mean", "freelance": "contractor", "high-school": "upper-secondary", "a": "gone"}
	for in, want := range map[string]string{
		"average": "mean", "Freelance": "contractor", "High School": "upper-secondary", "high_school": "upper-secondary",
		"Full time": "full-time", "FULL_TIME": "full-time", "medain": "median", "contracter": "contractor", "a": "", "zzz": "", "": "",
	} {
		if got, ok := Nearest(in, known, meanings); got != want || ok != (want != "") {
			t.Errorf("Nearest(%q) = %q, %v", in, got, ok)
		}
	}
}
