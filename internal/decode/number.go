package decode

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// numberProblem says why text is no decimal figure.
type numberProblem uint8

const (
	fine numberProblem = iota
	notANumber
	notFinite
	tooLarge
	leadingZero
)

// decimal returns the plain decimal form of a number in the notation of YAML,
// TOML or JSON: "1_000" is "1000", "0x1f" is "31", "1e3" is "1000".
func decimal(s string) (string, numberProblem) {
	if plainDecimal(s) {
		return s, fine
	}
	sign, digits := "", s
	if digits != "" && (digits[0] == '+' || digits[0] == '-') {
		if digits[0] == '-' {
			sign = "-"
		}
		digits = digits[1:]
	}
	switch strings.ToLower(strings.TrimPrefix(digits, ".")) {
	case "inf", "nan", "infinity":
		return "", notFinite
	}
	if digits == "" || strings.HasPrefix(digits, "_") || strings.HasSuffix(digits, "_") || strings.Contains(digits, "__") {
		return "", notANumber
	}
	digits = strings.ReplaceAll(digits, "_", "")
	if len(digits) > 400 {
		if strings.Trim(digits, "0123456789.") == "" {
			return "", tooLarge
		}
		return "", notANumber
	}
	if len(digits) > 2 && digits[0] == '0' && strings.IndexByte("xXoObB", digits[1]) >= 0 {
		i, ok := new(big.Int).SetString(digits, 0)
		if !ok || digits[2] == '-' || digits[2] == '+' {
			return "", notANumber
		}
		return sign + i.String(), fine
	}
	if digits[0] != '.' && (digits[0] < '0' || digits[0] > '9') || strings.Trim(digits, "0123456789.eE+-") != "" {
		return "", notANumber
	}
	f, err := strconv.ParseFloat(digits, 64)
	switch {
	case math.IsInf(f, 0):
		return "", tooLarge
	case err != nil:
		return "", notANumber
	case len(digits) > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9':
		return "", leadingZero
	case strings.ContainsAny(digits, "eE"):
		return sign + strconv.FormatFloat(f, 'f', -1, 64), fine
	}
	if digits[0] == '.' {
		digits = "0" + digits
	}
	return sign + strings.TrimSuffix(digits, "."), fine
}

// plainDecimal reports whether s is in the form that decimal returns.
func plainDecimal(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, part, dot := strings.Cut(s, ".")
	if whole == "" || len(s) > 300 || whole[0] == '0' && len(whole) > 1 || dot && part == "" {
		return false
	}
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && s[i] != '.' {
			return false
		}
	}
	return strings.IndexByte(part, '.') < 0
}

// figure finds the number that was meant by text such as "$80,000", "80 000"
// or "80k", for a hint.
func figure(s string) (string, bool) {
	s = strings.TrimFunc(strings.TrimSpace(s), func(r rune) bool {
		return strings.ContainsRune("$€£¥%~ \u00a0", r)
	})
	if len(s) > 40 {
		return "", false
	}
	thousand := strings.HasSuffix(s, "k") || strings.HasSuffix(s, "K")
	if thousand {
		s = strings.TrimSpace(s[:len(s)-1])
	}
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "’", "", "_", "").Replace(s)
	if groups := strings.Split(s, ","); len(groups) > 1 {
		grouped := true
		for _, g := range groups[1:] {
			whole, _, _ := strings.Cut(g, ".")
			grouped = grouped && len(whole) == 3
		}
		switch {
		case grouped:
			s = strings.Join(groups, "")
		case len(groups) == 2 && !strings.Contains(s, "."):
			s = groups[0] + "." + groups[1]
		}
	}
	number, problem := decimal(s)
	if problem != fine {
		return "", false
	}
	if thousand {
		f, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return "", false
		}
		number = strconv.FormatFloat(f*1000, 'f', -1, 64)
	}
	return number, true
}
