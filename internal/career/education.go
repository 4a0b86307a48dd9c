package career

// Level is a level of education.
type Level string

// The levels, from the lowest.
const (
	NoEducation    Level = "none"
	UpperSecondary Level = "upper-secondary"
	Apprenticeship Level = "apprenticeship"
	Certificate    Level = "certificate"
	SomeCollege    Level = "some-college"
	Associate      Level = "associate"
	Bachelor       Level = "bachelor"
	Master         Level = "master"
	Professional   Level = "professional"
	Doctorate      Level = "doctorate"
)

// Levels lists every level, from the lowest.
var Levels = []Level{NoEducation, UpperSecondary, Apprenticeship, Certificate, SomeCollege, Associate, Bachelor, Master, Professional, Doctorate}

// UnmarshalText refuses unknown levels.
func (l *Level) UnmarshalText(text []byte) (err error) {
	*l, err = oneOf("level", text, Levels)
	return err
}

// Credential returns the schema.org credentialCategory of the level, or "".
func (l Level) Credential() string {
	switch l {
	case UpperSecondary:
		return "high school"
	case Certificate, Apprenticeship:
		return "professional certificate"
	case Associate:
		return "associate degree"
	case Bachelor:
		return "bachelor degree"
	case Master, Professional, Doctorate:
		return "postgraduate degree"
	}
	return ""
}

// Requirement says how firmly something is asked for.
type Requirement string

// Requirements lists every requirement, the firmest first.
var Requirements = []Requirement{"required", "typical", "preferred", "helpful"}

// UnmarshalText refuses unknown requirements.
func (r *Requirement) UnmarshalText(text []byte) (err error) {
	*r, err = oneOf("requirement", text, Requirements)
	return err
}

// Education is one level that people in the role have. Several that are
// required mean one of these.
type Education struct {
	Level       Level       `json:"level" decode:"required"`
	Requirement Requirement `json:"requirement,omitempty"`
	Fields      []string    `json:"fields,omitempty"`
	Share       Number      `json:"share,omitzero"` // percent of people in the role
}

// CredentialKind is what a certification is: a certificate that one may
// have, or a licence that the law asks for.
type CredentialKind string

// CredentialKinds lists both.
var CredentialKinds = []CredentialKind{"certification", "license"}

// UnmarshalText refuses unknown kinds.
func (k *CredentialKind) UnmarshalText(text []byte) (err error) {
	*k, err = oneOf("kind", text, CredentialKinds)
	return err
}

// Certification is a certificate or a licence.
type Certification struct {
	Name        string         `json:"name" decode:"required,short"`
	Kind        CredentialKind `json:"kind,omitempty"` // default: certification
	Issuer      string         `json:"issuer,omitempty"`
	URL         URL            `json:"url,omitempty"`
	Tier        string         `json:"tier,omitempty"` // where it is asked for
	Requirement Requirement    `json:"requirement,omitempty"`
	Region      RegionCode     `json:"region,omitempty"`
}

// IsLicense reports whether the law asks for it.
func (c Certification) IsLicense() bool { return c.Kind == "license" }

// SkillKind is the O*NET domain of a skill.
type SkillKind string

// SkillKinds lists every kind.
var SkillKinds = []SkillKind{"skill", "knowledge", "ability", "technology", "language"}

// UnmarshalText refuses unknown kinds.
func (k *SkillKind) UnmarshalText(text []byte) (err error) {
	*k, err = oneOf("kind", text, SkillKinds)
	return err
}

// Skill is something that the role takes.
type Skill struct {
	Name       string    `json:"name" decode:"required,short"`
	Kind       SkillKind `json:"kind,omitempty"`
	Importance Number    `json:"importance,omitzero"` // 0 to 100, as O*NET standardises it
	Why        string    `json:"why,omitempty"`
}
