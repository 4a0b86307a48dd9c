package onet

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestSingular has titles of the O*NET 29.3 Database.
func TestSingular(t *testing.T) {
	for plural, want := range map[string]string{
		"Registered Nurses":                                                                            "Registered Nurse",
		"Chief Executives":                                                                             "Chief Executive",
		"General and Operations Managers":                                                              "General and Operations Manager",
		"Software Quality Assurance Analysts and Testers":                                              "Software Quality Assurance Analyst and Tester",
		"Police and Sheriff's Patrol Officers":                                                         "Police and Sheriff's Patrol Officer",
		"First-Line Supervisors of Retail Sales Workers":                                               "First-Line Supervisor of Retail Sales Workers",
		"First-Line Supervisors of Mechanics, Installers, and Repairers":                               "First-Line Supervisor of Mechanics, Installers, and Repairers",
		"Agents and Business Managers of Artists, Performers, and Athletes":                            "Agent and Business Manager of Artists, Performers, and Athletes",
		"Buyers and Purchasing Agents, Farm Products":                                                  "Buyer and Purchasing Agent, Farm Products",
		"Claims Adjusters, Examiners, and Investigators":                                               "Claims Adjuster, Examiner, and Investigator",
		"Farmers, Ranchers, and Other Agricultural Managers":                                           "Farmer, Rancher, and Other Agricultural Manager",
		"Education Administrators, Kindergarten through Secondary":                                     "Education Administrator, Kindergarten through Secondary",
		"Computer Systems Engineers/Architects":                                                        "Computer Systems Engineer/Architect",
		"Compensation, Benefits, and Job Analysis Specialists":                                         "Compensation, Benefits, and Job Analysis Specialist",
		"Human Resources Specialists":                                                                  "Human Resources Specialist",
		"Securities, Commodities, and Financial Services Sales Agents":                                 "Securities, Commodities, and Financial Services Sales Agent",
		"Sales Representatives, Wholesale and Manufacturing, Except Technical and Scientific Products": "Sales Representative, Wholesale and Manufacturing, Except Technical and Scientific Products",
		"Fine Artists, Including Painters, Sculptors, and Illustrators":                                "Fine Artist, Including Painters, Sculptors, and Illustrators",
		"Cutting, Punching, and Press Machine Setters, Operators, and Tenders, Metal and Plastic":      "Cutting, Punching, and Press Machine Setter, Operator, and Tender, Metal and Plastic",
		"Extruding and Forming Machine Setters, Operators, and Tenders, Synthetic and Glass Fibers":    "Extruding and Forming Machine Setter, Operator, and Tender, Synthetic and Glass Fibers",
		"Aircraft Structure, Surfaces, Rigging, and Systems Assemblers":                                "Aircraft Structure, Surfaces, Rigging, and Systems Assembler",
		"Tank Car, Truck, and Ship Loaders":                                                            "Tank Car, Truck, and Ship Loader",
		"Helpers--Carpenters":                                                                          "Helper--Carpenters",
		"Helpers--Pipelayers, Plumbers, Pipefitters, and Steamfitters":                                 "Helper--Pipelayers, Plumbers, Pipefitters, and Steamfitters",
		"Secretaries and Administrative Assistants, Except Legal, Medical, and Executive":              "Secretary and Administrative Assistant, Except Legal, Medical, and Executive",
		"Nurse Midwives":         "Nurse Midwife",
		"Actuaries":              "Actuary",
		"Orderlies":              "Orderly",
		"Nannies":                "Nanny",
		"Waiters and Waitresses": "Waiter and Waitress",
		"Hosts and Hostesses, Restaurant, Lounge, and Coffee Shop": "Host and Hostess, Restaurant, Lounge, and Coffee Shop",
		"Coaches and Scouts":                                                 "Coach and Scout",
		"Umpires, Referees, and Other Sports Officials":                      "Umpire, Referee, and Other Sports Official",
		"Athletes and Sports Competitors":                                    "Athlete and Sports Competitor",
		"Entertainers and Performers, Sports and Related Workers, All Other": "Entertainer and Performer, Sports and Related Worker, All Other",
		"Judges, Magistrate Judges, and Magistrates":                         "Judge, Magistrate Judge, and Magistrate",
		"Arbitrators, Mediators, and Conciliators":                           "Arbitrator, Mediator, and Conciliator",
		"Detectives and Criminal Investigators":                              "Detective and Criminal Investigator",
		"Fish and Game Wardens":                                              "Fish and Game Warden",
		"Captains, Mates, and Pilots of Water Vessels":                       "Captain, Mate, and Pilot of Water Vessels",
		"Airline Pilots, Copilots, and Flight Engineers":                     "Airline Pilot, Copilot, and Flight Engineer",
		"Sailors and Marine Oilers":                                          "Sailor and Marine Oiler",
		"Roustabouts, Oil and Gas":                                           "Roustabout, Oil and Gas",
		"Meter Readers, Utilities":                                           "Meter Reader, Utilities",
		"Cooks, Short Order":                                                 "Cook, Short Order",
		"Chefs and Head Cooks":                                               "Chef and Head Cook",
		"Baristas":                                                           "Barista",
		"Models":                                                             "Model",
		"Disc Jockeys, Except Radio":                                         "Disc Jockey, Except Radio",
		"Poets, Lyricists and Creative Writers":                              "Poet, Lyricist and Creative Writer",
		"Home Health Aides":                                                  "Home Health Aide",
		"Physicians, All Other":                                              "Physician, All Other",
		"Dentists, All Other Specialists":                                    "Dentist, All Other Specialists",
		"Geoscientists, Except Hydrologists and Geographers":                 "Geoscientist, Except Hydrologists and Geographers",
		"Surgeons, All Other":                                                "Surgeon, All Other",
		"Nurse Anesthetists":                                                 "Nurse Anesthetist",
		"Emergency Medical Technicians":                                      "Emergency Medical Technician",
		"Paralegals and Legal Assistants":                                    "Paralegal and Legal Assistant",
		"Locksmiths and Safe Repairers":                                      "Locksmith and Safe Repairer",
		"Millwrights":                                                        "Millwright",
		"Cement Masons and Concrete Finishers":                               "Cement Mason and Concrete Finisher",
		"Door-to-Door Sales Workers, News and Street Vendors, and Related Workers": "Door-to-Door Sales Worker, News and Street Vendor, and Related Worker",
		"Maids and Housekeeping Cleaners":                                          "Maid and Housekeeping Cleaner",
		"Cleaners of Vehicles and Equipment":                                       "Cleaner of Vehicles and Equipment",
		"Directors, Religious Activities and Education":                            "Director, Religious Activities and Education",
		"Career/Technical Education Teachers, Postsecondary":                       "Career/Technical Education Teacher, Postsecondary",
		"Weapons Specialists/Crew Members":                                         "Weapons Specialist/Crew Member",
		"Fundraisers":                                                              "Fundraiser",
		"Public Safety Telecommunicators":                                          "Public Safety Telecommunicator",
		"Clergy":                                                                   "Clergy",
		"Infantry":                                                                 "Infantry",
		"Special Forces":                                                           "Special Forces",
		"Transit and Railroad Police":                                              "Transit and Railroad Police",
		"Mathematical Science Occupations, All Other":                              "Mathematical Science Occupations, All Other",
	} {
		if got := Singular(plural); got != want {
			t.Errorf("%s: %s, want %s", plural, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Police and Sheriff's Patrol Officer": "police-and-sheriffs-patrol-officer", "Helper--Carpenters": "helper-carpenters",
		"Computer Systems Engineer/Architect": "computer-systems-engineer-architect", "…": "", strings.Repeat("long ", 60): strings.TrimSuffix(strings.Repeat("long-", 30), "-"),
	} {
		if got := Slug(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestSummary(t *testing.T) {
	long := strings.Repeat("words ", 24) // 144 characters
	for in, want := range map[string]string{
		"Short one.":                                          "Short one.",
		"One.  Two\n three.":                                  "One. Two three.",
		"First sentence. " + long + "end of it.":              "First sentence.",
		long + "and of the machinery that they run and mend.": strings.TrimSpace(long) + "…",
		long + "such as e.g. Machines, presses and others.":   strings.TrimSpace(long) + " such as e.g…",
		strings.Repeat("b ", 100):                             strings.TrimSpace(strings.Repeat("b ", 80)) + "…",
		strings.Repeat("ü", 200):                              strings.Repeat("ü", 159) + "…",
	} {
		got := Summary(in)
		if got != want {
			t.Errorf("%q\ngot  %q\nwant %q", in, got, want)
		}
		if n := utf8.RuneCountInString(got); n > maxSummary {
			t.Errorf("%d characters: %q", n, got)
		}
	}
}

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"Use C# and *nix <b>":  `Use C# and \*nix \<b\>`,
		"# Not a heading":      `\# Not a heading`,
		"1. Not a list":        `1\. Not a list`,
		"Weigh 1. and 2.":      "Weigh 1. and 2.",
		"[link](x) & `code` _": "\\[link\\](x) \\& \\`code\\` \\_",
		"- dash":               `\- dash`,
	} {
		if got := markdown(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
