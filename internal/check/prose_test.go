package check

import "testing"

// salaryText replaces the salary section's text.
func salaryText(text string) []string {
	return []string{"The median is $80,000 a year and the mean $84,000. => " + text}
}

const meantMedian = ", and salary.median is 80000 a year"

var proseCases = []ruleCase{
	{"pay-prose", salaryText("The median is §$97,000 a year."), []string{"warning: the text gives a median of $97,000 a year" + meantMedian}},
	{"pay-prose", salaryText("The median is §$97,000\na year."), []string{"warning: the text gives a median of $97,000 a year" + meantMedian}},
	{"pay-prose", salaryText("The median, as of May 2024,\nis §$97,000 a year."), []string{"warning: the text gives a median of $97,000 a year" + meantMedian}},
	{"pay-prose", salaryText("The median was $80,000 a year in May 2024, and the mean §$74,000."), []string{"warning: the text gives a mean of $74,000 a year, and salary.mean is 84000 a year"}},
	{"pay-prose", salaryText("Testers earned §$94,000 on average, and §$90,000 at the median."),
		[]string{"warning: the text gives a mean of $94,000 a year, and salary.mean is 84000 a year", "warning: the text gives a median of $90,000 a year" + meantMedian}},
	{"pay-prose", salaryText("Testers earned $84,000 on average, and $80,000 at the median. Half of testers earned more than $80,000."), nil},
	{"pay-prose", salaryText("Half of testers earned more than §$90,000."), []string{"warning: the text gives a median of $90,000 a year" + meantMedian}},
	{"pay-prose", salaryText("The average salary is around §USD 72k per year."), []string{"warning: the text gives a mean of USD 72k a year, and salary.mean is 84000 a year"}},
	{"pay-prose", salaryText("The median is about §$49 an hour."), []string{"warning: the text gives a median of $49 an hour" + meantMedian}},
	{"pay-prose", salaryText("The median is about $38 an hour, and on a 35-hour week the median comes to $44 an hour."), nil},
	{"pay-prose", salaryText("The median is §€80,000."), []string{"warning: the text gives a median of €80,000, and the salary is in USD"}},
	{"pay-prose", append(salaryText("The median is €70,000."), "as_of: 2024-05 => as_of: 2024-05\n  regions: [{region: DE, currency: EUR, median: 70000}]"), nil},
	{"pay-prose", salaryText("About $80k is the median; the mean is some $84,000."), nil},
	// Nobody's contradiction: others, places, ranges, bounds, other years.
	{"pay-prose", salaryText("In 2019 the median was $61,000. In Texas the median is $71,000. Entry level testers have a median of $55,000. The median for senior staff is $110,000. Few jobs pay a median of more than $60,000. Averages lie between $70,000 and $99,000. The gap of $4,000 to the mean comes from the top."), nil},
	{"pay-prose", []string{"About $80,000 a year at the median. => About §$88,000 a year at the median."}, []string{"warning: the text gives a median of $88,000 a year" + meantMedian}},
	{"pay-prose", []string{"Testers find => At a median of §$60,000, testers find"}, []string{"warning: the text gives a median of $60,000 a year" + meantMedian}},
	{"pay-prose", []string{"People begin => The median is $97,000. People begin"}, nil}, // another section speaks of tiers
	// One digit off.
	{"pay-prose", append(salaryText("A tenth earned §$52,350 or less."), "p10: 50000 => p10: 52340"), []string{"warning: the text says $52,350, one digit off salary.p10: 52340"}},
	{"pay-prose", append(salaryText("A tenth earned §$53,240 or less."), "p10: 50000 => p10: 52340"), []string{"warning: the text says $53,240, one digit off salary.p10: 52340"}},
	{"pay-prose", append(salaryText("A tenth earned §$5,234 or less."), "p10: 50000 => p10: 52340"), []string{"warning: the text says $5,234, one digit off salary.p10: 52340"}},
	{"pay-prose", append(salaryText("A tenth earned $52,340 or less, some $52,000; a used car costs $61,340."), "p10: 50000 => p10: 52340"), nil},
	{"pay-prose", append(salaryText("A tenth earned §$120,300 or more."), "p90: 130000 => p90: 120400"), []string{"warning: the text says $120,300, one digit off salary.p90: 120400"}},

	{"outlook-prose", []string{"grow 17 percent => grow §7 percent"}, []string{"warning: the text gives a growth of 7%, and outlook.growth_percent is 17"}},
	{"outlook-prose", []string{"grow 17 percent => grow 17.4%"}, nil},
	{"outlook-prose", []string{"projected to grow 17 percent => projected to decline §17 percent"}, []string{"warning: the text gives a growth of -17%, and outlook.growth_percent is 17"}},
	{"outlook-prose", []string{"growth_percent: 17 => growth_percent: -17", "projected to grow 17 percent => projected to decline 17 percent"}, nil},
	{"outlook-prose", []string{"grow 17 percent => grow 17 percent, faster than the average for all occupations,"}, nil},
	{"outlook-prose", []string{"Employment is projected => All occupations grow 4 percent. A fifth, 20 percent, work at night. Employment is projected"}, nil},
	{"outlook-prose", []string{"about 140,100 openings => about §140,200 openings"}, []string{"warning: the text speaks of 140,200 openings, and outlook.annual_openings is 140100"}},
	{"outlook-prose", []string{"about 140,100 openings => about 140,000 openings"}, nil},
	{"outlook-prose", []string{"about 140,100 openings => about 141,000 openings", "annual_openings: 140100 => annual_openings: 141900"}, nil}, // cut off
	{"outlook-prose", []string{"about 140,100 openings => about §141,000 openings", "annual_openings: 140100 => annual_openings: 140400"}, []string{"warning: the text speaks of 141,000 openings, and outlook.annual_openings is 140400"}},
	{"outlook-prose", []string{"from 2023 to 2033 => from §203 to 2033"}, []string{"warning: the text says 203, and outlook.base_year is 2023"}},
	{"outlook-prose", []string{"from 2023 to 2033, with => by shifts that went from 400 to 600, with"}, nil},
	{"outlook-prose", []string{"from 2023 to 2033 => from §2022 to §2032"}, []string{"warning: the text says 2022, and outlook.base_year is 2023", "warning: the text says 2032, and outlook.projected_year is 2033"}},
	{"outlook-prose", []string{"outlook: {growth_percent: 17, annual_openings: 140100, base_year: 2023, projected_year: 2033, source: survey}\n => ", "grow 17 => grow 99"}, nil},
}

func TestProse(t *testing.T) {
	for _, c := range proseCases {
		c.run(t)
	}
}
