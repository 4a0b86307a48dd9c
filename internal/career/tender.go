package career

import (
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
)

// CurrencyOf returns the currency that a region's country pays in (Unicode
// CLDR), or "" if none is known.
func CurrencyOf(r RegionCode) Currency {
	country, _, _ := strings.Cut(string(r), "-")
	region, err := language.ParseRegion(country)
	if err != nil {
		return ""
	}
	unit, ok := currency.FromRegion(region)
	if !ok {
		return ""
	}
	return Currency(unit.String())
}
