package content

// meanings are words that writers use for a field or a value, and the known
// one that they mean.
var meanings = map[string]string{
	// fields
	"name": "title", "role": "title", "job_title": "title", "description": "summary", "excerpt": "summary", "abstract": "summary",
	"categories": "category", "author": "authors", "by": "authors", "date": "published", "created": "published", "lastmod": "updated",
	"modified": "updated", "last_updated": "updated", "redirects": "aliases", "redirect_from": "aliases", "synonyms": "alternate_titles",
	"also_called": "alternate_titles", "pay": "salary", "wage": "salary", "wages": "salary", "compensation": "salary",
	"average": "mean", "avg": "mean", "typical_pay": "median", "mid": "median", "minimum": "min", "maximum": "max", "low": "min", "high": "max",
	"from_pay": "min", "licence": "license", "licences": "certifications", "licenses": "certifications", "hours": "working_hours",
	"schedule": "pattern", "unit": "period", "per": "period", "frequency": "period", "see_also": "related", "similar": "related",
	"job_type": "employment_type", "type": "employment_type", "contract": "employment_type", "remote_work": "workplace", "work_location": "workplace",
	"manager": "reports_to", "perks": "benefits", "eeo": "equal_opportunity", "degree": "level", "degrees": "education",
	"growth": "growth_percent", "openings": "annual_openings", "dated": "as_of", "asof": "as_of", "link": "url", "href": "url",
	// values
	"freelance": "contractor", "freelancer": "contractor", "contract-work": "contractor", "self-employed": "contractor",
	"permanent": "full-time", "full time": "full-time", "fulltime": "full-time", "part time": "part-time", "internship": "intern",
	"temp": "temporary", "seasonal": "temporary", "zero-hours": "per-diem", "casual": "per-diem",
	"high-school": "upper-secondary", "high school": "upper-secondary", "secondary": "upper-secondary", "highschool": "upper-secondary", "ged": "upper-secondary",
	"a-levels": "upper-secondary", "abitur": "upper-secondary", "bachelors": "bachelor", "bachelor's": "bachelor", "bs": "bachelor", "ba": "bachelor", "undergraduate": "bachelor",
	"masters": "master", "master's": "master", "mba": "master", "postgraduate": "master", "phd": "doctorate", "doctoral": "doctorate", "associates": "associate",
	"associate's": "associate", "trade-school": "certificate", "vocational": "certificate", "diploma": "certificate", "no-degree": "none", "md": "professional", "jd": "professional",
	"mandatory": "required", "must": "required", "must-have": "required", "usual": "typical", "common": "typical", "desired": "preferred", "desirable": "preferred",
	"nice-to-have": "helpful", "optional": "helpful", "bonus": "helpful",
	"annual": "year", "yearly": "year", "annually": "year", "annum": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
	"onsite": "on-site", "office": "on-site", "in-office": "on-site", "in-person": "on-site", "home": "remote", "work-from-home": "remote", "wfh": "remote", "flexible": "hybrid",
	"tool": "technology", "software": "technology", "tools": "technology", "soft-skill": "skill", "talent": "ability",
}
