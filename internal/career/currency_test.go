package career

import "testing"

// Codes of ISO 4217 are currencies, but for those that nobody is paid in.
func TestCurrency(t *testing.T) {
	for code, want := range map[string]string{
		"USD": "", "EUR": "", "JPY": "", "CHF": "", "XAF": "", "XCD": "", "XOF": "", "XPF": "",
		"XXX": `"XXX" is not a currency that anybody is paid in`, "XTS": `"XTS" is not a currency that anybody is paid in`,
		"XAU": `"XAU" is not a currency that anybody is paid in`, "XDR": `"XDR" is not a currency that anybody is paid in`,
		"usd": `"usd" is not a currency`, "US$": `"US$" is not a currency`, "QQQ": `"QQQ" is not a currency`, "": `"" is not a currency`, "EURO": `"EURO" is not a currency`,
	} {
		var c Currency
		err := c.UnmarshalText([]byte(code))
		switch {
		case want == "" && (err != nil || string(c) != code):
			t.Errorf("%s: %v, %q", code, err, c)
		case want != "" && (err == nil || err.Error() != want || c != ""):
			t.Errorf("%s: %v, %q; want %s", code, err, c, want)
		}
	}
}
