package career

import "regexp"

// EmploymentType is how a person is employed.
type EmploymentType string

// EmploymentTypes lists every type.
var EmploymentTypes = []EmploymentType{"full-time", "part-time", "contractor", "temporary", "intern", "volunteer", "per-diem", "other"}

// UnmarshalText refuses unknown types.
func (t *EmploymentType) UnmarshalText(text []byte) (err error) {
	*t, err = oneOf("employment type", text, EmploymentTypes)
	return err
}

// Workplace is where the work is done.
type Workplace string

// Workplaces lists every workplace.
var Workplaces = []Workplace{"on-site", "hybrid", "remote"}

// UnmarshalText refuses unknown workplaces.
func (w *Workplace) UnmarshalText(text []byte) (err error) {
	*w, err = oneOf("workplace", text, Workplaces)
	return err
}

// PostingPay is the range that an employer offers.
type PostingPay struct {
	Min      Number   `json:"min,omitzero"`
	Max      Number   `json:"max,omitzero"`
	Currency Currency `json:"currency,omitempty"` // default: the salary's
	Period   Period   `json:"period,omitempty"`   // default: the salary's
	Note     string   `json:"note,omitempty"`
}

// Posting is the facts of a job description template. Text in [square
// brackets] is a placeholder that the reader fills in.
type Posting struct {
	Pay                  PostingPay       `json:"pay,omitzero"`
	EmploymentType       []EmploymentType `json:"employment_type,omitempty" decode:"list"`
	Workplace            Workplace        `json:"workplace,omitempty"`
	Location             string           `json:"location,omitempty"`
	Travel               string           `json:"travel,omitempty"`
	PhysicalRequirements string           `json:"physical_requirements,omitempty"`
	ReportsTo            []string         `json:"reports_to,omitempty" decode:"list"`
	Benefits             []string         `json:"benefits,omitempty" decode:"list"`
	Apply                string           `json:"apply,omitempty"`
	EqualOpportunity     string           `json:"equal_opportunity,omitempty"`
	Placeholders         []string         `json:"placeholders,omitempty" decode:"list"` // that the template has, without brackets, in the order to ask for them
}

// Codes are the role's codes in the classifications of occupations.
type Codes struct {
	ONetSOC ONetSOC `json:"onet_soc,omitempty"`
	ISCO08  ISCO08  `json:"isco08,omitempty"`
	ESCO    ESCO    `json:"esco,omitempty"`
}

// ONetSOC is an O*NET-SOC code ("15-1253.00") or a SOC code ("15-1253").
type ONetSOC string

var onetSOC = regexp.MustCompile(`^[1-9][0-9]-[0-9]{4}(\.[0-9]{2})?$`)

// UnmarshalText checks the form.
func (c *ONetSOC) UnmarshalText(text []byte) error {
	if !onetSOC.Match(text) {
		return &hintError{quote(string(text)) + " is not an O*NET-SOC code", "write it as 15-1253.00"}
	}
	*c = ONetSOC(text)
	return nil
}

// ISCO08 is an ILO ISCO-08 code of one to four digits: "2519".
type ISCO08 string

var isco08 = regexp.MustCompile(`^[0-9]{1,4}$`)

// UnmarshalText checks the form.
func (c *ISCO08) UnmarshalText(text []byte) error {
	if !isco08.Match(text) {
		return &hintError{quote(string(text)) + " is not an ISCO-08 code", `write its digits in quotes: "2519"`}
	}
	*c = ISCO08(text)
	return nil
}

// ESCO is an ESCO occupation: its URI, or its code ("2519.3").
type ESCO string

var esco = regexp.MustCompile(`^(https?://data\.europa\.eu/esco/(occupation|isco)/[A-Za-z0-9.-]+|[0-9]{4}(\.[0-9]+)*)$`)

// UnmarshalText checks the form.
func (c *ESCO) UnmarshalText(text []byte) error {
	if !esco.Match(text) {
		return &hintError{quote(string(text)) + " is not an ESCO occupation", "write its address, http://data.europa.eu/esco/occupation/…, or its code, as in 2519.3"}
	}
	*c = ESCO(text)
	return nil
}
