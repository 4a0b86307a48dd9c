package check

import "testing"

const mend30 = "warning: the figures of salary are 31 months old"

var payCases = []ruleCase{
	{"pay-source", []string{"\n  source: survey\n => \n", "salary:\n  currency => salary:\n  §currency"}, []string{"warning: the figures of salary name no source"}},
	{"pay-source", []string{"\n  source: survey\n => \n  source: {name: S}\n", "\n  as_of: 2024-05 => ", "salary:\n  currency => salary:\n  §currency"}, []string{"warning: the figures of salary have no date"}},
	{"pay-source", []string{"\n  source: survey\n => \n  source: {name: S, year: 2025}\n", "\n  as_of: 2024-05 => "}, nil},
	{"pay-source", []string{"\n  as_of: 2024-05 => "}, nil}, // the source has a date
	{"pay-source", []string{"\n  source: survey\n  as_of: 2024-05 => \n  regions:\n    - {region: US-CA, median: 90000, source: survey}", "salary:\n  currency => salary:\n  §§currency"},
		[]string{"warning: the figures of salary have no date", "warning: the figures of salary name no source"}},
	{"pay-source", []string{"  as_of: 2024-05 =>   as_of: 2024-05\n  regions:\n    - {region: US-CA, median: 90000}"}, nil}, // inherited
	{"pay-source", []string{"  mean: 84000\n  median: 80000\n  p10: 50000\n  p90: 130000\n  source: survey\n  as_of: 2024-05 =>   min: 60000\n  max: 90000"}, nil},

	{"pay-stale", []string{"as_of: 2024-05 => as_of: 2023-12"}, nil},
	{"pay-stale", []string{"as_of: 2024-05 => as_of: §2023-11"}, []string{mend30}},
	{"pay-stale", []string{"as_of: 2024-05 => as_of: 2023-12-01"}, nil},
	{"pay-stale", []string{"as_of: 2024-05 => as_of: §2023-11-30"}, []string{mend30}},
	{"pay-stale", []string{"source: survey\n  as_of: 2024-05 => source: {name: S, year: 2023}"}, nil},
	{"pay-stale", []string{"source: survey\n  as_of: 2024-05 => source: §{name: S, year: 2022}"}, []string{"warning: the figures of salary are 42 months old"}},
	{"pay-stale", []string{"source: survey\n  as_of: 2024-05 => source: §old"}, []string{mend30}},
	{"pay-stale", []string{"as_of: 2024-05 => as_of: §2023-11\n  regions:\n    - {region: US-CA, median: 90000}"}, []string{mend30}}, // once for both
	{"pay-stale", []string{"as_of: 2024-05 => as_of: 2024-05\n  regions:\n    - {region: US-CA, median: 90000, as_of: §2023-11}"}, []string{"warning: the figures of salary.regions[0] are 31 months old"}},
	{"pay-stale", []string{"as_of: 2024-05 => as_of: §2023-11\n  regions:\n    - {region: US-CA, median: 90000, as_of: 2023-12}"}, []string{mend30}},
	{"pay-stale", []string{"as_of: 2024-05 => as_of: §2023-11\n  regions:\n    - {region: US-CA, median: 90000, source: {name: S, year: 2025}}"}, []string{mend30}},

	{"pay-mean-alone", []string{"mean: 84000\n  median: 80000\n  p10: 50000\n  p90: 130000 => mean: §84000"}, []string{"warning: a mean alone, with neither median nor percentiles"}},
	{"pay-mean-alone", []string{"mean: 84000\n  median: 80000\n  p10: 50000\n  p90: 130000 => mean: 84000\n  p90: 130000"}, nil},
	{"pay-mean-alone", []string{"as_of: 2024-05 => as_of: 2024-05\n  regions: [{region: US-CA, mean: 90000}]"}, nil},
	{"pay-mean-alone", []string{"mean: 84000\n  median: 80000\n  p10: 50000\n  p90: 130000 => regions: [{region: US-CA, mean: §90000}]"}, []string{"warning: a mean alone, with neither median nor percentiles"}},

	{"pay-outside-posting", []string{"pay: {min: 75000, max: 95000} => pay: {min: 80000, max: 84000}"}, nil},
	{"pay-outside-posting", []string{"pay: {min: 75000, max: 95000} => pay: {min: 80001, max: 95000}", "median: 80000 => median: §80000"}, []string{"error: the median 80000 lies below the posting's pay of 80001 to 95000"}},
	{"pay-outside-posting", []string{"pay: {min: 75000, max: 95000} => pay: {min: 75000, max: 83999}", "mean: 84000 => mean: §84000"}, []string{"error: the mean 84000 lies above the posting's pay of 75000 to 83999"}},
	{"pay-outside-posting", []string{"pay: {min: 75000, max: 95000} => pay: {max: 79000}", "mean: 84000 => mean: §84000", "median: 80000 => median: §80000"},
		[]string{"error: the mean 84000 lies above the posting's pay of up to 79000", "error: the median 80000 lies above the posting's pay of up to 79000"}},
	{"pay-outside-posting", []string{"pay: {min: 75000, max: 95000} => pay: {min: 85000}", "mean: 84000 => mean: §84000", "median: 80000 => median: §80000"},
		[]string{"error: the mean 84000 lies below the posting's pay of from 85000", "error: the median 80000 lies below the posting's pay of from 85000"}},
	{"pay-outside-posting", []string{"pay: {min: 75000, max: 95000} => pay: {min: 90000, max: 95000, currency: CAD}"}, nil}, // pay-currency tells
	{"pay-outside-posting", []string{"pay: {min: 75000, max: 95000} => pay: {min: 60, max: 70, period: hour}"}, nil},        // pay-periods tells

	{"pay-range-open", []string{"pay: {min: 75000, max: 95000} => pay: {min: §75000}"}, []string{"warning: an open-ended range: pay has no max"}},
	{"pay-range-open", []string{"pay: {min: 75000, max: 95000} => pay: {max: §95000}"}, []string{"warning: an open-ended range: pay has no min"}},
	{"pay-range-open", []string{"pay: {min: 75000, max: 95000} => pay: {note: By experience.}"}, nil},

	{"pay-range-wide", []string{"pay: {min: 75000, max: 95000} => pay: {min: 70000, max: 105000}"}, nil}, // 50%
	{"pay-range-wide", []string{"pay: {min: 75000, max: 95000} => pay: §{min: 70000, max: 106000}"}, []string{"warning: the range of pay is 51% of its minimum wide"}},
	{"pay-range-wide", []string{"pay: {min: 75000, max: 95000} => pay: §{min: 70000, max: 140000}"}, []string{"warning: the range of pay is 100% of its minimum wide"}},
	{"pay-range-wide", []string{"pay: {min: 75000, max: 95000} => pay: §{min: 70000, max: 141000}"}, []string{"error: the range of pay is 101% of its minimum wide"}},
	{"pay-range-wide", []string{"pay: {min: 75000, max: 95000} => pay: {min: 0, max: 95000}"}, nil},

	// 80,000 a year is 38.46 an hour.
	{"pay-periods", []string{"pay: {min: 75000, max: 95000} => pay: {min: 40, max: 48, period: hour}"}, nil},
	{"pay-periods", []string{"pay: {min: 75000, max: 95000} => pay: §{min: 41, max: 48, period: hour}"}, []string{"warning: pay by the hour and salary by the year disagree: the range is 41 to 48 an hour, and the salary comes to 38.46"}},
	{"pay-periods", []string{"pay: {min: 75000, max: 95000} => pay: {min: 30, max: 36.7, period: hour}"}, nil},
	{"pay-periods", []string{"pay: {min: 75000, max: 95000} => pay: §{min: 30, max: 36.6, period: hour}"}, []string{"warning: pay by the hour and salary by the year disagree: the range is 30 to 36.6 an hour, and the salary comes to 38.46"}},
	{"pay-periods", []string{"pay: {min: 75000, max: 95000} => pay: {min: 6300, max: 9000, period: month}"}, nil},
	{"pay-periods", []string{"pay: {min: 75000, max: 95000} => pay: §{min: 8000, max: 9000, period: month}"}, []string{"warning: pay by the month and salary by the year disagree: the range is 8000 to 9000 a month, and the salary comes to 6666.67"}},

	{"pay-region-currency", []string{"as_of: 2024-05 => as_of: 2024-05\n  regions:\n    - §{region: DE, median: 60000}"}, []string{"warning: DE pays in EUR, but the figures are in USD"}},
	{"pay-region-currency", []string{"as_of: 2024-05 => as_of: 2024-05\n  regions: [{region: DE, currency: EUR, median: 60000}, {region: US-CA, median: 90000}]"}, nil},
	{"pay-region-currency", []string{"as_of: 2024-05 => as_of: 2024-05\n  regions: [{region: DE, note: No survey.}]"}, nil},

	{"pay-currency", []string{"pay: {min: 75000, max: 95000} => pay: {min: 75000, max: 95000, currency: §EUR}"}, []string{"warning: the posting pays in EUR, and the salary is in USD"}},
	{"pay-currency", []string{"salary: {min: 70000, max: 90000} => salary: {min: 70000, max: 90000, currency: §EUR}"}, []string{`warning: tier "Mid level" is paid in EUR, and the salary is in USD`}},
	{"pay-currency", []string{"pay: {min: 75000, max: 95000} => pay: {min: 75000, max: 95000, currency: USD}"}, nil},

	{"pay-magnitude", []string{"p90: 130000 => p90: 400000"}, nil}, // fivefold
	{"pay-magnitude", []string{"p90: 130000 => p90: §400001"}, []string{"warning: p90 400001 is far from median 80000"}},
	{"pay-magnitude", []string{"p10: 50000 => p10: §15999"}, []string{"warning: p10 15999 is far from median 80000"}},
	{"pay-magnitude", []string{"mean: 84000 => mean: §840000"}, []string{"warning: mean 840000 is above p90 130000"}},
	{"pay-magnitude", []string{"mean: 84000 => mean: §49999"}, []string{"warning: mean 49999 is below p10 50000"}},
	{"pay-magnitude", []string{"  p10: 50000\n  p90: 130000\n => ", "mean: 84000 => mean: §160001"}, []string{"warning: mean 160001 is far from median 80000"}},
	{"pay-magnitude", []string{"  p10: 50000\n  p90: 130000\n => ", "mean: 84000 => mean: 160000"}, nil},
	{"pay-magnitude", []string{"as_of: 2024-05 => as_of: 2024-05\n  regions: [{region: US-CA, median: 240000}]"}, nil},
	{"pay-magnitude", []string{"as_of: 2024-05 => as_of: 2024-05\n  regions: [{region: US-CA, median: §240001}]"}, []string{"warning: 240001 in US-CA is far from the salary's 80000"}},
	{"pay-magnitude", []string{"as_of: 2024-05 => as_of: 2024-05\n  regions: [{region: US-CA, mean: §20000}]"}, []string{"warning: 20000 in US-CA is far from the salary's 80000"}},
	{"pay-magnitude", []string{"salary: {min: 50000, max: 70000} => salary: §{min: 5000, max: 70000}"}, []string{`warning: tier "Entry level" is paid from 5000 to 70000: the two are far apart`}},
	{"pay-magnitude", []string{"salary: {min: 90000, max: 120000} => salary: §{mean: 320001}"}, []string{`warning: tier "Senior level" is paid far from the salary's 80000`}},
	{"pay-magnitude", []string{"salary: {min: 90000, max: 120000} => salary: {mean: 320000}"}, nil},
	{"pay-magnitude", []string{"pay: {min: 75000, max: 95000} => pay: {min: §75, max: 95000}"}, []string{"warning: 75 USD a year is less than anybody is paid: 75 a year"}},
	{"pay-magnitude", []string{"pay: {min: 75000, max: 95000} => pay: {min: 75000, max: §95000, period: month}"}, []string{"warning: 95000 USD a month is more than anybody is paid: 1140000 a year"}},
	{"pay-magnitude", []string{"median: 80000 => median: §49000", "mean: 84000 => mean: 61000", "p10: 50000 => p10: 40000", "salary: {min: 90000, max: 120000} => salary: {min: 90000, max: 110000}"},
		[]string{"warning: median 49000 lies outside of what the tiers pay, 50000 to 110000 a year"}},
	{"pay-magnitude", []string{"currency: USD => currency: INR", "median: 80000 => median: 1800000", "mean: 84000 => mean: 1900000", "p10: 50000 => p10: 900000", "p90: 130000 => p90: 3000000",
		"{min: 50000, max: 70000} => {min: 1000000, max: 1500000}", "{min: 70000, max: 90000} => {min: 1500000, max: 2000000}", "{min: 90000, max: 120000} => {min: 2000000, max: 3000000}"}, nil},
}

func TestPay(t *testing.T) {
	for _, c := range payCases {
		c.run(t)
	}
}

var tierCases = []ruleCase{
	{"tier-years", []string{"years: {min: 2, max: 5} => years: §{min: 3, max: 5}"}, []string{`warning: a gap between the tiers: "Entry level" ends at 2, "Mid level" begins at 3`}},
	{"tier-years", []string{"years: {min: 2, max: 5} => years: §{min: 1, max: 5}"}, []string{`warning: tier "Mid level" overlaps "Entry level": it begins at 1, before 2`}},
	{"tier-years", []string{"years: {min: 2, max: 5} => years: §{min: 0, max: 5}"}, []string{`warning: tier "Mid level" does not begin after "Entry level"`}},
	{"tier-years", []string{"years: {min: 0, max: 2} => years: {min: 2, max: 5}", "    years: {min: 2, max: 5}\n    salary: {min: 70000, max: 90000} =>     years: §{min: 0, max: 2}\n    salary: {min: 70000, max: 90000}", "years: {min: 5} => years: §{min: 5}"},
		[]string{`warning: tier "Mid level" does not begin after "Entry level"`, `warning: a gap between the tiers: "Mid level" ends at 2, "Senior level" begins at 5`}},
	{"tier-years", []string{"years: {min: 2, max: 5} => years: §{min: 2}"}, []string{`warning: tier "Mid level" is open-ended, but "Senior level" follows`}},
	{"tier-years", []string{"years: {min: 0, max: 2} => years: {max: 2}"}, nil},
	{"tier-years", []string{"    years: {min: 2, max: 5}\n => ", "years: {min: 5} => years: §{min: 5}"}, []string{`warning: a gap between the tiers: "Entry level" ends at 2, "Senior level" begins at 5`}},
	{"tier-years", []string{"    years: {min: 2, max: 5}\n => ", "    years: {min: 5}\n => "}, nil},

	{"tier-pay", []string{"salary: {min: 70000, max: 90000} => salary: §{min: 50000, max: 70000}"}, []string{`warning: tier "Mid level" is paid no more than "Entry level"`}},
	{"tier-pay", []string{"salary: {min: 70000, max: 90000} => salary: {min: 50000, max: 70001}"}, nil},
	{"tier-pay", []string{"salary: {min: 70000, max: 90000} => salary: §{mean: 60000}"}, []string{`warning: tier "Mid level" is paid no more than "Entry level"`}},
	{"tier-pay", []string{"salary: {min: 70000, max: 90000} => salary: {median: 29, period: hour}"}, nil}, // 60,320 a year
	{"tier-pay", []string{"salary: {min: 70000, max: 90000} => salary: {min: 50000, max: 60000, currency: CAD}"}, nil},
	{"tier-pay", []string{"    salary: {min: 70000, max: 90000}\n => ", "salary: {min: 90000, max: 120000} => salary: §{max: 60000}"}, []string{`warning: tier "Senior level" is paid no more than "Entry level"`}},

	{"tier-bound", []string{"After five years they lead. => Seniors have §over 5 years behind them."}, []string{"warning: the top tier excludes exactly 5 years"}},
	{"tier-bound", []string{"After five years they lead. => Seniors have over 6 years behind them."}, nil},
	{"tier-bound", []string{"After five years they lead. => Seniors have 5 years or more behind them."}, nil},
	{"tier-bound", []string{"years: {min: 2, max: 5} => years: {min: 2, max: 4}", "After five years they lead. => Seniors have §more\nthan 5 years behind them."}, []string{"warning: the top tier excludes exactly 5 years"}},
	{"tier-bound", []string{"- tier: Senior level => - tier: §Over 5 years"}, []string{"warning: the top tier excludes exactly 5 years"}},
	{"tier-bound", []string{"expects: [Strategy] => expects: [§More than 5 years in testing]"}, []string{"warning: the top tier excludes exactly 5 years"}},

	{"tier-unknown", []string{"{name: CTFL, tier: Entry level => {name: CTFL, tier: §Entry levle"}, []string{`warning: there is no tier "Entry levle"`}},
	{"tier-unknown", []string{"{name: CTFL, tier: Entry level => {name: CTFL, tier: entry-level"}, nil},

	{"education-shares", []string{"share: 40 => share: 41"}, nil},
	{"education-shares", []string{"share: 40 => share: 39"}, nil},
	{"education-shares", []string{"share: 40 => share: 42", "education:\n  - => education:\n  §-"}, []string{"warning: the shares of education add up to 102, not to 100"}},
	{"education-shares", []string{"share: 40 => share: 38", "education:\n  - => education:\n  §-"}, []string{"warning: the shares of education add up to 98, not to 100"}},
	{"education-shares", []string{", share: 40 => "}, nil}, // not all are given

	{"education-demand", []string{"requirement: typical, share: 60 => requirement: preferred, share: 60", "- A degree in => - A §degree in"}, []string{"warning: the template demands a degree, which education does not call required"}},
	{"education-demand", []string{"Yes. Nearly every employer asks for one. => Not always.", "- A degree in => - A §degree in"}, []string{"warning: the template demands a degree, which line 101 does not call required"}},
	{"education-demand", []string{"Yes. Nearly every employer asks for one. => Not always.", "- A degree in computing => - A degree in computing, or equal experience"}, nil},
	{"education-demand", []string{"Yes. Nearly every employer asks for one. => Not always.", "- A degree in computing => - A certificate or degree in computing"}, nil},
	{"education-demand", []string{"Yes. Nearly every employer asks for one. => Not always.", "- A degree in computing => - A high degree of patience, and 360 degrees of view"}, nil},
	{"education-demand", []string{"Most have studied computing. => No degree is required by most.", "- A degree in computing => - §Bachelor's degree in computing"}, []string{"warning: the template demands a degree, which line 87 does not call required"}},
	{"education-demand", []string{"Most have studied computing. => A master's degree is not always needed."}, nil},
	{"education-demand", []string{"Most have studied computing. => A master's degree is seldom asked for.", "- A degree in computing => - §Master's degree in computing"}, []string{"warning: the template demands a degree, which line 87 does not call required"}},
	{"education-demand", []string{"Yes. Nearly every employer asks for one. => Not always.", "- A degree in computing => - Patience\n\nA §degree is required."}, []string{"warning: the template demands a degree, which line 103 does not call required"}},
	{"education-demand", []string{"Yes. Nearly every employer asks for one. => Not always.", "- A degree in computing => - Patience\n\nA degree is preferred."}, nil},
}

func TestTiersAndEducation(t *testing.T) {
	for _, c := range tierCases {
		c.run(t)
	}
}
