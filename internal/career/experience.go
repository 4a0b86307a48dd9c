package career

// Range is two bounds, either of which may be missing: no Max means "and more".
type Range struct {
	Min Number `json:"min,omitzero"`
	Max Number `json:"max,omitzero"`
}

// Known reports whether either bound is.
func (r Range) Known() bool { return r.Min.Known() || r.Max.Known() }

// Tier is a step of experience in a role, such as "Entry level".
type Tier struct {
	Tier    string     `json:"tier" decode:"required"`
	Years   Range      `json:"years,omitzero"` // of experience in the role
	Salary  TierSalary `json:"salary,omitzero"`
	Expects []string   `json:"expects,omitempty"`
}

// TierSalary is what a tier pays, in the salary's currency and period unless
// it names its own.
type TierSalary struct {
	Min      Number   `json:"min,omitzero"`
	Max      Number   `json:"max,omitzero"`
	Mean     Number   `json:"mean,omitzero"`
	Median   Number   `json:"median,omitzero"`
	Currency Currency `json:"currency,omitempty"`
	Period   Period   `json:"period,omitempty"`
}

// Any reports whether any figure is known.
func (s TierSalary) Any() bool {
	return s.Min.Known() || s.Max.Known() || s.Mean.Known() || s.Median.Known()
}
