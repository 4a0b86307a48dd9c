package career

import "golang.org/x/text/language"

// isCountry reports whether code is a country of ISO 3166-1, alpha-2.
func isCountry(code string) bool {
	if len(code) != 2 || code[0] < 'A' || code[0] > 'Z' {
		return false
	}
	region, err := language.ParseRegion(code)
	return err == nil && region.IsCountry() && region.Canonicalize().String() == code
}
