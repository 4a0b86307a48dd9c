package schema

import (
	"reflect"
	"strings"
	"sync"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
)

// form is what the text of a type looks like.
type form struct {
	what    string   // reads after "is": "a day (2025-03-01) or a month (2024-05)"
	pattern string   // a regular expression for the whole text, without anchors; of both ECMA 262 and RE2
	words   []string // in place of a pattern: every text that is allowed
	longest int      // characters; 0 is any number
}

// forms are the forms of the types that read text. A pattern refuses nothing
// that its type accepts; what it cannot say, such as the length of February,
// is left to the type. The tests compare the two. They are found out once, for
// the codes take thousands of questions.
var forms = sync.OnceValue(func() map[reflect.Type]form {
	const inAddress = `[^\x00-\x20\x7f\\"<>]`
	const inPath = `[^\x00-\x20\x7f/?#\\%"'<>:*|]`
	return map[reflect.Type]form{
		reflect.TypeFor[career.Slug](): {what: "a slug (lower-case letters, digits and hyphens)", pattern: `[a-z0-9]+(-[a-z0-9]+)*`, longest: 200},
		reflect.TypeFor[career.URL](): {what: "https://…, mailto:… or an address of this site (/roles/nurse/)",
			pattern: `/|/[^\x00-\x20\x7f\\"<>/]` + inAddress + `*|[Hh][Tt][Tt][Pp][Ss]?://` + inAddress + `+|[Mm][Aa][Ii][Ll][Tt][Oo]:` + inAddress + `+`},
		reflect.TypeFor[career.Date]():       {what: "a day (2025-03-01) or a month (2024-05)", pattern: `[1-9][0-9]{3}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?`},
		reflect.TypeFor[career.Currency]():   {what: "an ISO 4217 code", words: currencies()},
		reflect.TypeFor[career.RegionCode](): {what: "an ISO 3166 country (DE) or subdivision (US-CA)", pattern: `(` + strings.Join(countries(), "|") + `)(-[A-Z0-9]{1,3})?`},
		reflect.TypeFor[career.ONetSOC]():    {what: "an O*NET-SOC or SOC code (15-1253.00)", pattern: `[1-9][0-9]-[0-9]{4}(\.[0-9]{2})?`},
		reflect.TypeFor[career.ISCO08]():     {what: `an ISCO-08 code in quotes ("2519")`, pattern: `[0-9]{1,4}`},
		reflect.TypeFor[career.ESCO]():       {what: "an ESCO occupation by its address or its code (2519.3)", pattern: `https?://data\.europa\.eu/esco/(occupation|isco)/[A-Za-z0-9.-]+|[0-9]{4}(\.[0-9]+)*`},
		reflect.TypeFor[config.BaseURL]():    {what: "an http or https address without query or fragment", pattern: `[Hh][Tt][Tt][Pp][Ss]?://[^\x00-\x20\x7f"'<>\\?#@/]+(/[^\x00-\x20\x7f"'<>\\?#]*)?`},
		reflect.TypeFor[config.CSSValue]():   {what: "a value of CSS", pattern: `[a-zA-Z0-9 #%.,()"'+*/_-]{1,200}`},
		reflect.TypeFor[config.Contact]():    {what: "mailto:…, https://… or tel:…", pattern: `(mailto:)?[^\x00-\x20\x7f"<>\\/:@]+@[^\x00-\x20\x7f"<>\\/:@?]+(\?[^\x00-\x20\x7f"<>\\]*)?|https://[^\x00-\x20\x7f"<>\\]+|tel:\+?[0-9().-]+`},
		reflect.TypeFor[config.Domain]():     {what: "the name of a domain", pattern: `[^\x00-\x20\x7f/:?#@]+\.[^\x00-\x20\x7f/:?#@]+`, longest: 300},
		reflect.TypeFor[config.PolicySource](): {what: "a source of a Content-Security-Policy",
			pattern: `'?(self|none|unsafe-inline|unsafe-eval|wasm-unsafe-eval|unsafe-hashes|strict-dynamic|report-sample|sha(256|384|512)-[A-Za-z0-9+/_-]{20,90}={0,2})'?|\*|[a-z][a-z0-9+.-]*:|([a-z]+://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:([0-9]+|\*))?(/[A-Za-z0-9._~/%-]*)?`},
		reflect.TypeFor[config.Destination](): {what: "a folder, s3://bucket/prefix or sftp://user@host/folder",
			pattern: `[^:\x00-\x1f\x7f]+|[^\x00-\x1f\x7f]:[\\/][^:\x00-\x1f\x7f]*|s3://[A-Za-z0-9._-]+(/[^\x00-\x20\x7f"<>\\?#%]*)?|sftp://([A-Za-z0-9._-]+@)?[^\x00-\x20\x7f"<>\\?#%@/]+/[^\x00-\x20\x7f"<>\\?#%]+`},
		reflect.TypeFor[config.Endpoint](): {what: "an address of scheme and host", pattern: `[Hh][Tt][Tt][Pp][Ss]?://[^\x00-\x20\x7f"<>\\?#%@/]+/?`},
		reflect.TypeFor[config.Language](): {what: "a BCP 47 tag (en-US)", pattern: `([A-Za-z]{2,8}|[IiXx]-[A-Za-z0-9]{1,8})(-[A-Za-z0-9]{1,8})*`},
		reflect.TypeFor[content.Alias]():   {what: "an address of this site (/old-path/)", pattern: `(/[^\x00-\x20\x7f/?#\\%"'<>:*|.]` + inPath + `{0,199})+/*`},
	}
})

// currencies asks the type for every code that it knows.
func currencies() []string {
	return codes(reflect.TypeFor[career.Currency](), 3)
}

// countries asks the type for every country that it knows.
func countries() []string {
	return codes(reflect.TypeFor[career.RegionCode](), 2)
}

// codes returns the codes of n capital letters that a type accepts, sorted.
func codes(t reflect.Type, n int) []string {
	var list []string
	code := make([]byte, n)
	var fill func(at int)
	fill = func(at int) {
		if at == n {
			if unmarshal(t, string(code)) == nil {
				list = append(list, string(code))
			}
			return
		}
		for c := byte('A'); c <= 'Z'; c++ {
			code[at] = c
			fill(at + 1)
		}
	}
	fill(0)
	return list
}
