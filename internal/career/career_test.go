package career

import (
	"errors"
	"testing"
	"time"

	"golang.org/x/text/language"
)

func TestMoney(t *testing.T) {
	for _, tt := range []struct{ lang, amount, currency, want string }{
		{"en-US", "80000", "USD", "$80,000"},
		{"en-US", "48.25", "USD", "$48.25"},
		{"en-US", "3150.5", "EUR", "€3,150.50"},
		{"en-US", "1234568", "JPY", "¥1,234,568"},
		{"de", "1234568", "EUR", "1.234.568\u00a0€"},
		{"de", "3150.5", "EUR", "3.150,50\u00a0€"},
		{"en-IN", "1234567", "INR", "₹12,34,567"},
		{"en", "12.125", "KWD", "KWD\u00a012.125"},
	} {
		var n Number
		if err := n.UnmarshalText([]byte(tt.amount)); err != nil {
			t.Fatal(err)
		}
		if got := NewLocale(language.MustParse(tt.lang)).Money(n, Currency(tt.currency)); got != tt.want {
			t.Errorf("%s: Money(%s %s) = %q, want %q", tt.lang, tt.amount, tt.currency, got, tt.want)
		}
	}
}

func TestNumberFormat(t *testing.T) {
	for lang, want := range map[string]string{"en-US": "140,100.5", "de": "140.100,5", "fr": "140\u00a0100,5"} {
		got := NewLocale(language.MustParse(lang)).Number(Float(140100.5))
		if lang == "fr" && got == "140\u202f100,5" {
			continue
		}
		if got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "48.25": "48.25", "-3.5": "-3.5", "1e3": "1000", "0.5": "0.5"} {
		var n Number
		if err := n.UnmarshalText([]byte(in)); err != nil || n.String() != want || !n.Known() {
			t.Errorf("%s: %q, %v", in, n, err)
		}
	}
	for _, in := range []string{"", "x", "NaN", "Inf", "1e400", "1e13", "1,000"} {
		var n Number
		if err := n.UnmarshalText([]byte(in)); err == nil {
			t.Errorf("%q: accepted as %s", in, n)
		}
	}
	if (Number{}).Known() || (Number{}).String() != "" {
		t.Error("the zero Number is known")
	}
}

func TestArticle(t *testing.T) {
	for title, want := range map[string]string{
		"Backend QA Engineer": "a", "Electrician": "an", "HR Manager": "an", "UX Designer": "a", "X-ray Technician": "an",
		"University Lecturer": "a", "Urban Planner": "an", "Usher": "an", "Urologist": "a", "Honorary Consul": "an",
		"Hourly Worker": "an", "One-Stop Adviser": "a", "Outreach Worker": "an", "European Sales Manager": "a",
		"MRI Technologist": "an", "NASA Engineer": "a", "SQL Developer": "an", "Umpire": "an", "Underwriter": "an", "Élagueur": "an",
		"Unix Administrator": "a", "Uninsured Claims Adjuster": "an", "IT Manager": "an", "": "a",
	} {
		if got := Article(title); got != want {
			t.Errorf("Article(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestPlural(t *testing.T) {
	for title, want := range map[string]string{
		"Backend QA Engineer": "Backend QA Engineers", "Nurse": "Nurses", "Chief of Staff": "Chiefs of Staff", "Secretary": "Secretaries",
		"Attorney": "Attorneys", "Waitress": "Waitresses", "Firewoman": "Firewomen", "CEO": "CEOs", "Chef": "Chefs", "Coach": "Coaches",
		"Human Resources Specialist": "Human Resources Specialists", "Chef and Head Cook": "Chef and Head Cooks", "Foreman": "Foremen", "": "",
		"Librarian": "Librarians", "Vice President of Sales": "Vice Presidents of Sales", "Nurse (Pediatric)": "Nurses (Pediatric)",
	} {
		if got := Plural(title); got != want {
			t.Errorf("Plural(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestForms(t *testing.T) {
	type textValue interface{ UnmarshalText([]byte) error }
	for _, tt := range []struct {
		in    string
		value textValue
		ok    bool
	}{
		{"USD", new(Currency), true}, {"usd", new(Currency), false}, {"US$", new(Currency), false}, {"XXZ", new(Currency), false},
		{"DE", new(RegionCode), true}, {"US-CA", new(RegionCode), true}, {"UK", new(RegionCode), false}, {"USA", new(RegionCode), false}, {"us-ca", new(RegionCode), false}, {"US-", new(RegionCode), false},
		{"15-1253.00", new(ONetSOC), true}, {"15-1253", new(ONetSOC), true}, {"151253", new(ONetSOC), false},
		{"2519", new(ISCO08), true}, {"25190", new(ISCO08), false},
		{"2519.3", new(ESCO), true}, {"http://data.europa.eu/esco/occupation/0a-1", new(ESCO), true}, {"esco", new(ESCO), false},
		{"2024-05", new(Date), true}, {"2025-03-01", new(Date), true}, {"2025-02-30", new(Date), false}, {"March 2025", new(Date), false}, {"0000-01-01", new(Date), false},
		{"nurse-2", new(Slug), true}, {"Nurse", new(Slug), false}, {"a--b", new(Slug), false}, {"-a", new(Slug), false}, {"ärztin", new(Slug), false},
		{"/roles/", new(URL), true}, {"https://x.org/", new(URL), true}, {"javascript:alert(1)", new(URL), false}, {"//evil.org", new(URL), false}, {"nurse.md", new(URL), false}, {"https://", new(URL), false},
		{"year", new(Period), true}, {"annual", new(Period), false},
		{"bachelor", new(Level), true}, {"contractor", new(EmploymentType), true}, {"freelance", new(EmploymentType), false},
	} {
		if err := tt.value.UnmarshalText([]byte(tt.in)); (err == nil) != tt.ok {
			t.Errorf("%T %q: %v, want ok=%v", tt.value, tt.in, err, tt.ok)
		}
	}
}

func TestDateAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC)
	for in, want := range map[string]bool{"2026-03-01": false, "2026-03-02": true, "2026-03": false, "2026-04": true} {
		var d Date
		if err := d.UnmarshalText([]byte(in)); err != nil {
			t.Fatal(err)
		}
		if d.After(now) != want {
			t.Errorf("%s after %s: %v", in, now, !want)
		}
	}
}

func TestNumberBinary(t *testing.T) {
	for _, n := range []Number{{}, Int(0), Int(-3), Float(48.25), Int(maxNumber)} {
		data, err := n.MarshalBinary()
		back := Int(7)
		if err = errors.Join(err, back.UnmarshalBinary(data)); err != nil || back != n {
			t.Errorf("%v: %v, %v", n, back, err)
		}
	}
	if err := new(Number).UnmarshalBinary([]byte{2, 2}); err == nil {
		t.Error("two numbers are taken for one")
	}
}
