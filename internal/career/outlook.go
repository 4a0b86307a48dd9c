package career

// Outlook is how employment in the role is projected to change.
type Outlook struct {
	GrowthPercent  Number `json:"growth_percent,omitzero"` // over the whole projection
	AnnualOpenings Number `json:"annual_openings,omitzero"`
	BaseYear       Number `json:"base_year,omitzero"`
	ProjectedYear  Number `json:"projected_year,omitzero"`
	Source         Source `json:"source,omitzero"`
	Note           string `json:"note,omitempty"`
}

// Known reports whether there is a figure.
func (o Outlook) Known() bool { return o.GrowthPercent.Known() || o.AnnualOpenings.Known() }

// Hours are the hours of a working week.
type Hours struct {
	Min     Number `json:"min,omitzero"`
	Max     Number `json:"max,omitzero"`
	Pattern string `json:"pattern,omitempty"`
}

// Known reports whether anything is said of the hours.
func (h Hours) Known() bool { return h.Min.Known() || h.Max.Known() || h.Pattern != "" }

// Step is a role before or after this one: a role of the site by its slug, or
// the title of one not written yet.
type Step struct {
	Slug  Slug   `json:"slug,omitempty" decode:"short"`
	Title string `json:"title,omitempty"`
}

// Progression is the way to a role and on from it.
type Progression struct {
	From []Step `json:"from,omitempty"`
	To   []Step `json:"to,omitempty"`
}
