package review

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Refusal is a change that needs somebody's consent.
type Refusal struct {
	Rule    string `json:"rule"`   // "lost-address" or "pay-moved"
	Accept  string `json:"accept"` // the name that consents: an address, or a role's slug
	Message string `json:"message"`
}

// DefaultReviewPay is by how many percent pay may move without consent.
const DefaultReviewPay = 25

// Refusals returns the changes that must not go live until they are accepted by
// name: addresses lost without a redirect, and pay that moved by more than some
// percent, or to another currency. A name is a role's slug, which stands for its
// pay, for all addresses below its own and for its comparisons; or an address;
// or the beginning of addresses with a * behind it.
func Refusals(c *Changes, accept []string, reviewPay float64) []Refusal {
	list := []Refusal{}
	byName := map[string][]string{}
	var names []string
	for _, address := range c.Lost {
		if slices.ContainsFunc(accept, func(name string) bool { return accepts(name, address) }) {
			continue
		}
		name := c.consent(address)
		if byName[name] == nil {
			names = append(names, name)
		}
		byName[name] = append(byName[name], address)
	}
	for _, name := range names {
		addresses := byName[name]
		message := addresses[0] + " is lost without a redirect"
		if n := len(addresses); n > 1 {
			message = fmt.Sprintf("%d addresses are lost without a redirect, %s among them", n, addresses[n-1])
			if i := slices.Index(addresses, "/roles/"+name+"/"); i >= 0 {
				message = fmt.Sprintf("%s and %s are lost without a redirect", addresses[i], some(n-1, "other address"))
			}
		}
		list = append(list, Refusal{"lost-address", name, message})
	}
	for i := range c.Pay {
		p := &c.Pay[i]
		if slices.ContainsFunc(accept, func(name string) bool { return name == p.Role.Slug || accepts(name, p.Role.Address) }) {
			continue
		}
		switch {
		case p.CurrencyChanged():
			list = append(list, Refusal{"pay-moved", p.Role.Slug, fmt.Sprintf("%s: pay is in %s, and was in %s", p.Label, p.Currency, p.OldCurrency)})
		case p.Most != nil && math.Abs(*p.Most) > reviewPay:
			what := "pay moved by "
			if p.PeriodChanged() {
				what = fmt.Sprintf("pay is by the %s, was by the %s, and moved for a full-time year by ", p.Period, p.OldPeriod)
			}
			list = append(list, Refusal{"pay-moved", p.Role.Slug, p.Label + ": " + what + signed(*p.Most)})
		}
	}
	return list
}

// consent returns the shortest name that accepts the loss of an address: the
// slug of a role that is gone, or the address.
func (c *Changes) consent(address string) string {
	for _, r := range c.Roles.Removed {
		if accepts(r.Slug, address) {
			return r.Slug
		}
	}
	return address
}

// accepts reports whether a name stands for an address.
func accepts(name, address string) bool {
	if begin, ok := strings.CutSuffix(name, "*"); ok && strings.HasPrefix(begin, "/") {
		return strings.HasPrefix(address, begin)
	}
	if strings.HasPrefix(name, "/") {
		return nameOf(name) == nameOf(address)
	}
	pair, isPair := strings.CutPrefix(address, "/compare/")
	return name != "" && (strings.HasPrefix(address, "/roles/"+name+"/") ||
		isPair && (strings.HasPrefix(pair, name+"-vs-") || strings.HasSuffix(pair, "-vs-"+name+"/")))
}

// Quoted returns a name as a shell takes it for one word, with nothing in it
// that the shell would follow.
func Quoted(name string) string {
	if name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%") == "" {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}
