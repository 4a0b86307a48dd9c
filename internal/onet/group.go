package onet

// majorGroup is a major group of the Standard Occupational Classification,
// which becomes a category.
type majorGroup struct{ slug, title string }

// majorGroups are the groups of SOC 2018 by their first two digits. Their
// titles are the official ones without the word "Occupations".
var majorGroups = map[string]majorGroup{
	"11": {"management", "Management"},
	"13": {"business-and-financial-operations", "Business and Financial Operations"},
	"15": {"computer-and-mathematical", "Computer and Mathematical"},
	"17": {"architecture-and-engineering", "Architecture and Engineering"},
	"19": {"life-physical-and-social-science", "Life, Physical, and Social Science"},
	"21": {"community-and-social-service", "Community and Social Service"},
	"23": {"legal", "Legal"},
	"25": {"educational-instruction-and-library", "Educational Instruction and Library"},
	"27": {"arts-design-entertainment-sports-and-media", "Arts, Design, Entertainment, Sports, and Media"},
	"29": {"healthcare-practitioners-and-technical", "Healthcare Practitioners and Technical"},
	"31": {"healthcare-support", "Healthcare Support"},
	"33": {"protective-service", "Protective Service"},
	"35": {"food-preparation-and-serving", "Food Preparation and Serving"},
	"37": {"building-and-grounds-cleaning-and-maintenance", "Building and Grounds Cleaning and Maintenance"},
	"39": {"personal-care-and-service", "Personal Care and Service"},
	"41": {"sales", "Sales and Related"},
	"43": {"office-and-administrative-support", "Office and Administrative Support"},
	"45": {"farming-fishing-and-forestry", "Farming, Fishing, and Forestry"},
	"47": {"construction-and-extraction", "Construction and Extraction"},
	"49": {"installation-maintenance-and-repair", "Installation, Maintenance, and Repair"},
	"51": {"production", "Production"},
	"53": {"transportation-and-material-moving", "Transportation and Material Moving"},
	"55": {"military", "Military Specific"},
}
