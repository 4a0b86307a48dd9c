package onet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// header and the rows are as in national_M2024_dl.xlsx, without some columns.
var wageRows = [][]string{
	strings.Fields("AREA_TYPE I_GROUP OCC_CODE OCC_TITLE O_GROUP H_MEAN A_MEAN H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90 ANNUAL HOURLY"),
	row19("15-1253", "Software Quality Assurance Analysts and Testers", "detailed", "53.01 110260 29.18 38.23 49.33 63.4 80.27 60690 79520 102610 131870 166960", "", ""),
	row19("29-1141", "Registered Nurses", "detailed", "47.32 98430 31.76 37.75 45 53 65 66030 78610 93600 107960 135320", "", ""),
	row19("11-1011", "Chief Executives", "detailed", "126.41 262930 35.42 62.01 99.37 # # 73680 128970 206680 # #", "", ""),
	row19("27-2011", "Actors", "detailed", "44.400000000000006 * 15.06 17.97 23.33 46.29 97.19 * * * * *", "", "TRUE"),
	row19("13-1020", "Buyers and Purchasing Agents", "broad", "40 83560 22 29 36.5 47 61 46460 58970 75650 97820 127520", "", ""),
	row19("43-9199", "Office and Administrative Support Workers, All Other", "detailed", "* * * * * * * * * * * *", "", ""),
}

func row19(code, title, group, values, annual, hourly string) []string {
	return append(append([]string{"1", "cross-industry", code, title, group}, strings.Fields(values)...), annual, hourly)
}

// xlsx writes a workbook of rows; text is in the shared strings, as Excel does.
func xlsx(t testing.TB, rows [][]string, more map[string]string) []byte {
	t.Helper()
	var shared, sheet strings.Builder
	n := 0
	for i, row := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for j, cell := range row {
			if cell == "" {
				continue
			}
			if strings.Trim(cell, "0123456789.") == "" {
				fmt.Fprintf(&sheet, `<c r="%s%d"><v>%s</v></c>`, columnName(j), i+1, cell)
				continue
			}
			fmt.Fprintf(&shared, `<si><t>%s</t></si>`, cell)
			fmt.Fprintf(&sheet, `<c r="%s%d" t="s"><v>%d</v></c>`, columnName(j), i+1, n)
			n++
		}
		sheet.WriteString("</row>")
	}
	shared.WriteString(`<si><r><t xml:space="preserve">#  = indicates a wage equal to or greater than $115.00 per hour </t></r><r><t>or $239,200 per year </t></r></si>`)
	parts := map[string]string{
		"xl/workbook.xml":          `<workbook><sheets><sheet name="national_M2024_dl" sheetId="1"/></sheets></workbook>`,
		"xl/sharedStrings.xml":     "<sst>" + shared.String() + "</sst>",
		"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>About</t></is></c></row></sheetData></worksheet>",
		"xl/worksheets/sheet2.xml": "<worksheet><sheetData>" + sheet.String() + "</sheetData></worksheet>",
	}
	for name, text := range more {
		parts[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range sortedKeys(parts) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func survey(t testing.TB) *Survey {
	t.Helper()
	data := xlsx(t, wageRows, nil)
	s, found := LoadSurvey(bytes.NewReader(data), int64(len(data)), "wages.xlsx")
	if len(found) > 0 {
		t.Fatal(found)
	}
	return s
}

// TestWages wants each occupation's figures, and notes for those that are
// top-coded (#), missing (*) or a wider occupation's.
func TestWages(t *testing.T) {
	r, s := load(t, excerpt(t)), survey(t)
	if s.Key() != "bls-oews-2024" {
		t.Errorf("the key is %s", s.Key())
	}
	for code, want := range map[string]string{
		"15-1253.00": "currency=USD period=year mean=110260 p10=60690 p25=79520 median=102610 p75=131870 p90=166960 source=bls-oews-2024 as_of=2024-05",
		"11-1011.00": "currency=USD period=year mean=262930 p10=73680 p25=128970 median=206680 source=bls-oews-2024 as_of=2024-05 note=OEWS publishes no wage of $239,200 a year or more, as the 75th percentile and the 90th percentile are here.",
		"27-2011.00": "currency=USD period=hour mean=44.4 p10=15.06 p25=17.97 median=23.33 p75=46.29 p90=97.19 source=bls-oews-2024 as_of=2024-05",
		"29-1141.01": "currency=USD period=year mean=98430 p10=66030 p25=78610 median=93600 p75=107960 p90=135320 source=bls-oews-2024 as_of=2024-05 note=OEWS gives these figures for Registered Nurses.",
		"13-1021.00": "currency=USD period=year mean=83560 p10=46460 p25=58970 median=75650 p75=97820 p90=127520 source=bls-oews-2024 as_of=2024-05 note=OEWS gives these figures for Buyers and Purchasing Agents.",
		"43-9199.00": "", // no estimate at all
		"53-7121.00": "", // not in the survey
	} {
		var got []string
		for _, f := range salary(occupation(t, r, code), s).Items {
			got = append(got, f.Key+"="+f.Text)
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s: %s\nwant %s", code, text, want)
		}
	}
	w := &Wage{Title: "Actors", Period: "hour", Top: []string{"p90"}, Missing: []string{"mean", "p10", "p25"}}
	note := s.Note(occupation(t, r, "27-2011.00"), w)
	if note != "OEWS publishes no wage of $115.00 an hour or more, as the 90th percentile is here. OEWS has no estimate of the mean, the 10th percentile and the 25th percentile here." {
		t.Error(note)
	}
	for text, own := range map[string]bool{
		note: true, "OEWS gives these figures for Registered Nurses.": true, "OEWS gives these figures for nurses on my ward.": false, "": false,
		"OEWS gives these figures for Registered Nurses. I doubt it.": false, "Varies.": false, note + " Really.": false,
		"OEWS has no estimate of the mood here.": false, "OEWS publishes no wage in its highest class, as the median is here.": true,
	} {
		if s.wrote(text) != own {
			t.Errorf("%q: ours %v, want %v", text, !own, own)
		}
	}
}

// TestHostileWorkbook wants each workbook refused, with a message.
func TestHostileWorkbook(t *testing.T) {
	nested := strings.Repeat("<a>", maxNesting+1) + strings.Repeat("</a>", maxNesting+1)
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"text":       {[]byte("OCC_CODE\tA_MEAN\n"), "not a workbook (.xlsx)"},
		"empty":      {nil, "not a workbook (.xlsx)"},
		"no sheets":  {xlsx(t, nil, nil), "no national wages by occupation"},
		"headers":    {xlsx(t, wageRows[:1], nil), "no national wages by occupation"},
		"bomb":       {xlsx(t, wageRows, map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat(" ", maxPart) + "</sst>"}), errTooLarge.Error()},
		"nested":     {xlsx(t, wageRows, map[string]string{"xl/worksheets/sheet2.xml": nested}), errTooLarge.Error()},
		"not XML":    {xlsx(t, wageRows, map[string]string{"xl/worksheets/sheet2.xml": "<row><"}), "XML syntax error"},
		"far row":    {xlsx(t, wageRows, map[string]string{"xl/worksheets/sheet2.xml": `<row r="999999999"></row>`}), errTooLarge.Error()},
		"far column": {xlsx(t, wageRows, map[string]string{"xl/worksheets/sheet2.xml": `<row r="1"><c r="ZZZZ1"><v>1</v></c></row>`}), errTooLarge.Error()},
		"entities":   {xlsx(t, wageRows, map[string]string{"xl/worksheets/sheet2.xml": `<!DOCTYPE x [<!ENTITY a "b">]><row><c><v>&a;</v></c></row>`}), "XML syntax error"},
		"state rows": {xlsx(t, [][]string{wageRows[0], append([]string{"2"}, wageRows[1][1:]...)}, nil), "no national wages by occupation"},
	} {
		s, found := LoadSurvey(bytes.NewReader(tt.data), int64(len(tt.data)), "national_M2024_dl.xlsx")
		if text := texted(found); s != nil || !found.HasErrors() || !strings.Contains(text, tt.want) {
			t.Errorf("%s: %s, want %s", name, text, tt.want)
		}
	}
	data := xlsx(t, wageRows, map[string]string{"xl/workbook.xml": "<workbook/>"})
	if _, found := LoadSurvey(bytes.NewReader(data), int64(len(data)), "wages.xlsx"); !strings.Contains(texted(found), "says the survey's year") {
		t.Error("a workbook without a year is read:", found)
	}
}

// TestMalformedWage wants a figure that is none told at its cell, and the
// others kept.
func TestMalformedWage(t *testing.T) {
	rows := [][]string{wageRows[0], row19("29-1141", "Registered Nurses", "detailed", "1 98430 1 1 1 1 1 66030 many 93600 50 -1", "", "")}
	data := xlsx(t, rows, nil)
	s, found := LoadSurvey(bytes.NewReader(data), int64(len(data)), "w.xlsx")
	want := `w.xlsx:2:14: warning: A_PCT25 of 29-1141, "many", is not an amount; it is left out
  hint: the cell N2
w.xlsx:2:16: warning: A_PCT75 of 29-1141, 50, is below the percentile before it; it is left out
  hint: the cell P2
w.xlsx:2:17: warning: A_PCT90 of 29-1141, "-1", is not an amount; it is left out
  hint: the cell Q2
`
	if got := texted(found); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if w := s.detailed["29-1141"]; len(w.Figures) != 3 || len(w.Missing) != 3 {
		t.Errorf("%+v", w)
	}
}

// FuzzWorkbook reads any sheet: no panic, no figure that the contract refuses.
func FuzzWorkbook(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)
	f.Add(`<row><c t="inlineStr"><is><t>OCC_CODE</t></is></c><c t="s"><v>-1</v></c></row><row r="x"><c r=""/></row>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		data := xlsx(t, wageRows, map[string]string{"xl/worksheets/sheet1.xml": sheet})
		s, found := LoadSurvey(bytes.NewReader(data), int64(len(data)), "national_M2024_dl.xlsx")
		if s == nil && !found.HasErrors() {
			t.Error("no survey, and nothing is told")
		}
	})
}
