package review

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

func roleOf(t *testing.T, text string) *role {
	t.Helper()
	r := new(role)
	if err := json.Unmarshal([]byte(text), r); err != nil {
		t.Fatal(err)
	}
	return r
}

// Each change of pay, in words, and what is refused of it at 25%.
func TestPay(t *testing.T) {
	const usd = `"currency":"USD","period":"year",`
	for _, tt := range []struct{ name, old, new, want, refused string }{
		{"issue", `"salary":{` + usd + `"median":93600}`, `"salary":{` + usd + `"median":129168}`, "Nurse: median +38% (93,600 → 129,168 USD a year)", "Nurse: pay moved by +38%"},
		{"same in other digits", `"salary":{` + usd + `"median":48.50}`, `"salary":{` + usd + `"median":48.5}`, "", ""},
		{"at the limit", `"salary":{` + usd + `"median":100}`, `"salary":{` + usd + `"median":125}`, "Nurse: median +25% (100 → 125 USD a year)", ""},
		{"just above", `"salary":{` + usd + `"median":10000}`, `"salary":{` + usd + `"median":12501}`, "Nurse: median +25% (10,000 → 12,501 USD a year)", "Nurse: pay moved by +25%"},
		{"down", `"salary":{` + usd + `"median":100}`, `"salary":{` + usd + `"median":70}`, "Nurse: median -30% (100 → 70 USD a year)", "Nurse: pay moved by -30%"},
		{"decimals", `"salary":{"currency":"EUR","period":"hour","mean":20.5}`, `"salary":{"currency":"EUR","period":"hour","mean":21}`, "Nurse: mean +2.4% (20.5 → 21 EUR an hour)", ""},
		{"all alike", `"salary":{` + usd + `"median":100,"p10":50,"p90":200}`, `"salary":{` + usd + `"median":103,"p10":51.5,"p90":206}`, "Nurse: all figures +3%, median 100 → 103 USD a year", ""},
		{"one percentile", `"salary":{` + usd + `"median":100,"p90":200}`, `"salary":{` + usd + `"median":100,"p90":300}`, "Nurse: p90 +50% (200 → 300 USD a year)", "Nurse: pay moved by +50%"},
		{"new and gone", `"salary":{` + usd + `"mean":100}`, `"salary":{` + usd + `"median":99}`, "Nurse: median is new, 99 USD a year; mean is gone, was 100", ""},
		{"all gone", `"salary":{` + usd + `"mean":100}`, `"plural":"Nurses"`, "Nurse: mean is gone, was 100 USD a year", ""},
		{"from nothing", `"plural":"Nurses"`, `"salary":{` + usd + `"mean":100}`, "Nurse: mean is new, 100 USD a year", ""},
		{"from zero", `"salary":{` + usd + `"min":0}`, `"salary":{` + usd + `"min":5}`, "Nurse: min 0 → 5 USD a year", ""},
		{"currency", `"salary":{` + usd + `"median":100}`, `"salary":{"currency":"EUR","period":"year","median":100}`, "Nurse: currency changed from USD to EUR: median 100 USD a year → 100 EUR a year", "Nurse: pay is in EUR, and was in USD"},
		{"period, the same money", `"salary":{` + usd + `"median":120000}`, `"salary":{"currency":"USD","period":"month","median":10000}`, "Nurse: period changed from year to month: median 120,000 USD a year → 10,000 USD a month", ""},
		{"period, the figure left", `"salary":{` + usd + `"median":120000}`, `"salary":{"currency":"USD","period":"month","median":120000}`, "Nurse: period changed from year to month: median 120,000 USD a year → 120,000 USD a month",
			"Nurse: pay is by the month, was by the year, and moved for a full-time year by +1100%"},
		{"region", `"salary":{` + usd + `"regions":[{"region":"US-CA","name":"California","median":100},{"region":"US-NY","median":7}]}`,
			`"salary":{` + usd + `"regions":[{"region":"US-NY","median":7},{"region":"US-CA","name":"California","median":200}]}`,
			"Nurse, California (US-CA): median +100% (100 → 200 USD a year)", "Nurse, California (US-CA): pay moved by +100%"},
		{"region gone", `"salary":{` + usd + `"median":5,"regions":[{"region":"DE","currency":"EUR","period":"month","median":100}]}`, `"salary":{` + usd + `"median":5}`, "Nurse, DE: median is gone, was 100 EUR a month", ""},
		{"tier", `"salary":{` + usd + `"median":5},"experience":[{"tier":"Senior","salary":{"min":100,"max":200}}]`, `"salary":{` + usd + `"median":5},"experience":[{"tier":"Senior","salary":{"min":100,"max":180}}]`,
			"Nurse, Senior: max -10% (200 → 180 USD a year)", ""},
		{"posting", `"posting":{"pay":{"currency":"USD","period":"hour","min":30}}`, `"posting":{"pay":{"currency":"USD","period":"hour","min":10}}`, "Nurse, posting: min -67% (30 → 10 USD an hour)", "Nurse, posting: pay moved by -67%"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			role := func(fields string) *role { return roleOf(t, `{"slug":"nurse","title":"Nurse",`+fields+`}`) }
			c := &Changes{Pay: comparePay(role(tt.old), role(tt.new))}
			var said []string
			for i := range c.Pay {
				said = append(said, c.Pay[i].Label+": "+c.Pay[i].what())
			}
			if got := strings.Join(said, "\n"); got != tt.want {
				t.Errorf("%q\nwant %q", got, tt.want)
			}
			refused := ""
			for _, r := range Refusals(c, nil, 25) {
				refused += r.Message
			}
			if refused != tt.refused {
				t.Errorf("refused %q\nwant %q", refused, tt.refused)
			}
			for _, name := range []string{"nurse", "/roles/nurse/", "/roles/nurse", "/roles/*"} {
				if got := Refusals(c, []string{name}, 25); len(got) > 0 {
					t.Errorf("accepted as %s: %v", name, got)
				}
			}
			if got := Refusals(c, []string{"nurs", "nurse-aide", "/roles/", "", "*"}, 25); (len(got) > 0) != (tt.refused != "") {
				t.Errorf("accepted by other names: %v", got)
			}
		})
	}
}

func TestLostNames(t *testing.T) {
	c := &Changes{Lost: []string{"/about/", "/compare/chef-vs-nurse/", "/compare/baker-vs-chef/", "/roles/chef/", "/roles/chef/faq/", "/roles/sous-chef/"}, Roles: RoleChanges{Removed: []Role{{Slug: "chef"}}}}
	for _, tt := range []struct{ accept, want string }{
		{"", "/about/ chef /roles/sous-chef/"},
		{"chef", "/about/ /roles/sous-chef/"},
		{"/about", "chef /roles/sous-chef/"},
		{"/roles/*", "/about/ chef"}, // the comparisons are left
		{"sous-chef", "/about/ chef"},
		{"/roles/chef/", "/about/ chef /roles/sous-chef/"},
	} {
		var names []string
		for _, r := range Refusals(c, []string{tt.accept}, 25) {
			names = append(names, r.Accept)
		}
		if got := strings.Join(names, " "); got != tt.want {
			t.Errorf("accept %q: %q, want %q", tt.accept, got, tt.want)
		}
	}
	if got, want := fmt.Sprint(Refusals(c, nil, 25)[1].Message), "/roles/chef/ and 3 other addresses are lost without a redirect"; got != want {
		t.Errorf("%q", got)
	}
}

func TestSigned(t *testing.T) {
	for p, want := range map[float64]string{38: "+38%", 37.96: "+38%", -0.04: "-0.04%", 2: "+2%", 9.94: "+9.9%", 9.97: "+10%", -99.5: "-100%", 0: "0%", 1100: "+1100%"} {
		if got := signed(p); got != want {
			t.Errorf("%v: %s, want %s", p, got, want)
		}
	}
}

// What a shell reads is one word, and the name.
func TestQuoted(t *testing.T) {
	for _, name := range []string{"nurse", "/roles/nurse/", "/old/it;s$(id)/", "it's", "a b", "", "`x`", "*", "$HOME", "-n", "\\", "\n", "ä"} {
		out, err := exec.Command("sh", "-c", "printf %s "+Quoted(name)).Output()
		if err != nil || string(out) != name {
			t.Errorf("%q is quoted %s, which is %q: %v", name, Quoted(name), out, err)
		}
	}
	if got := Quoted("/roles/nurse/"); got != "/roles/nurse/" {
		t.Errorf("a plain name is quoted: %s", got)
	}
}
