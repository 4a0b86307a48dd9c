package onet

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/diag"
)

// Survey is the national wages of an OEWS workbook.
type Survey struct {
	Year     string // "2024", of May
	TopYear  string // figures of this and above are not published: "$239,200"; "" if the workbook does not say
	TopHour  string // "$115.00"
	detailed map[string]*Wage
	broad    map[string]*Wage
	titles   map[string]bool // of all occupations
}

// Key returns the survey's key in sources.yaml: "bls-oews-2024".
func (s *Survey) Key() string { return oewsPrefix + s.Year }

// oewsPrefix begins the key of every year's survey.
const oewsPrefix = "bls-oews-"

// Wage is what the survey says of an occupation.
type Wage struct {
	Title   string
	Period  career.Period     // year, or hour where the survey gives no annual figures
	Figures map[string]string // by the name of the field: "median": "98430"
	Top     []string          // fields that are top-coded (#)
	Missing []string          // fields without an estimate (* or **)
}

// figures are the fields with their columns, without "A_" or "H_"; the
// percentiles rise.
var figures = []struct{ field, column, words string }{
	{"mean", "MEAN", "mean"}, {"p10", "PCT10", "10th percentile"}, {"p25", "PCT25", "25th percentile"}, {"median", "MEDIAN", "median"},
	{"p75", "PCT75", "75th percentile"}, {"p90", "PCT90", "90th percentile"},
}

var (
	yearText = regexp.MustCompile(`(?i)M(20[0-9]{2})`)
	topText  = regexp.MustCompile(`equal to or greater than (\$[0-9.,]+[0-9]) per hour or (\$[0-9.,]+[0-9]) per year`)
)

// LoadSurvey reads a national OEWS workbook, called file. Its year is taken
// from the file's name or the sheet's: national_M2024_dl.
func LoadSurvey(r io.ReaderAt, size int64, file string) (*Survey, diag.List) {
	var found diag.List
	fail := func(rule, message, hint string) (*Survey, diag.List) {
		return nil, append(found, diag.Finding{File: file, Severity: diag.Error, Rule: rule, Message: message, Hint: hint})
	}
	w, err := openWorkbook(r, size)
	if err != nil {
		return fail("workbook", "the workbook cannot be read: "+err.Error(), "the survey's national file is called national_M2024_dl.xlsx, after its year")
	}
	s := &Survey{detailed: map[string]*Wage{}, broad: map[string]*Wage{}, titles: map[string]bool{}, Year: w.year(path.Base(file))}
	if s.Year == "" {
		return fail("workbook", "neither the file's name nor its sheet's says the survey's year", "name it as it is published: national_M2024_dl.xlsx")
	}
	for _, text := range w.strings {
		if m := topText.FindStringSubmatch(text); m != nil {
			s.TopHour, s.TopYear = m[1], m[2]
		}
	}
	for _, sheet := range w.sheets() {
		var columns map[string]int
		err := w.rows(sheet, func(number int, cells []string) error {
			if columns == nil {
				columns = headers(cells)
				if columns == nil {
					return errStop
				}
				return nil
			}
			found = append(found, s.row(file, number, columns, cells)...)
			return nil
		})
		if err != nil {
			return fail("workbook", "the workbook cannot be read: "+err.Error(), "")
		}
		if columns != nil {
			break
		}
	}
	if len(s.detailed) == 0 {
		return fail("workbook", "the workbook has no national wages by occupation", "take the survey's national file, with the columns OCC_CODE, A_MEAN and so on")
	}
	if len(found) > maxTold {
		found = append(found[:maxTold], diag.Finding{File: file, Severity: diag.Warning, Rule: "row", Message: fmt.Sprintf("%d more figures are malformed and left out", len(found)-maxTold)})
	}
	return s, found
}

func (w *workbook) year(name string) string {
	if m := yearText.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	year := ""
	_ = w.read("xl/workbook.xml", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "sheet" && year == "" {
			if m := yearText.FindStringSubmatch(attribute(e, "name")); m != nil {
				year = m[1]
			}
		}
		return nil
	})
	return year
}

// headers returns the columns of a sheet of wages by name; nil if it is none.
func headers(cells []string) map[string]int {
	columns := map[string]int{}
	for i, c := range cells {
		columns[strings.ToUpper(c)] = i
	}
	for _, name := range []string{"OCC_CODE", "OCC_TITLE", "A_MEAN", "H_MEAN"} {
		if _, ok := columns[name]; !ok {
			return nil
		}
	}
	if _, older := columns["O_GROUP"]; !older {
		if i, ok := columns["OCC_GROUP"]; ok { // until May 2018
			columns["O_GROUP"] = i
		}
	}
	return columns
}

// row reads a row of wages: of the nation and all industries, for a detailed
// or a broad occupation.
func (s *Survey) row(file string, number int, columns map[string]int, cells []string) (found diag.List) {
	get := func(name string) string {
		if i, ok := columns[name]; ok && i < len(cells) {
			return cells[i]
		}
		return ""
	}
	if area := get("AREA_TYPE"); area != "" && area != "1" {
		return nil
	}
	if group := get("I_GROUP"); group != "" && group != "cross-industry" {
		return nil
	}
	byCode := s.detailed
	switch strings.ToLower(get("O_GROUP")) {
	case "detailed":
	case "broad":
		byCode = s.broad
	default:
		return nil
	}
	code := get("OCC_CODE")
	if byCode[code] != nil {
		return nil
	}
	wage := &Wage{Title: oneLine(get("OCC_TITLE")), Period: career.Year, Figures: map[string]string{}}
	prefix := "A_"
	if strings.EqualFold(get("HOURLY"), "TRUE") {
		wage.Period, prefix = career.Hour, "H_"
	}
	last := 0.0
	for _, f := range figures {
		text := get(prefix + f.column)
		switch text {
		case "#":
			wage.Top = append(wage.Top, f.field)
			continue
		case "*", "**", "":
			wage.Missing = append(wage.Missing, f.field)
			continue
		}
		v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
		message := ""
		switch {
		case err != nil || !(v >= 0 && v < 1e8):
			message = fmt.Sprintf("%s%s of %s, %q, is not an amount; it is left out", prefix, f.column, code, text)
		case f.field != "mean" && v < last:
			message = fmt.Sprintf("%s%s of %s, %s, is below the percentile before it; it is left out", prefix, f.column, code, text)
		}
		if message != "" {
			found = append(found, diag.Finding{File: file, Position: diag.Position{Line: number, Column: columns[prefix+f.column] + 1}, Severity: diag.Warning, Rule: "row",
				Message: message, Hint: fmt.Sprintf("the cell %s%d", columnName(columns[prefix+f.column]), number)})
			wage.Missing = append(wage.Missing, f.field)
			continue
		}
		if f.field != "mean" {
			last = v
		}
		wage.Figures[f.field] = strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
	}
	byCode[code] = wage
	s.titles[wage.Title] = true
	return found
}

// Of returns the wages of an occupation: its own, or those of the broad
// occupation that it is part of; nil if there are none.
func (s *Survey) Of(o *Occupation) *Wage {
	soc := o.SOC()
	if w := s.detailed[soc]; w != nil {
		return w
	}
	broad := soc[:6] + "0"
	if w := s.detailed[broad]; w != nil {
		return w
	}
	return s.broad[broad]
}

// Note says what figures leave open: that they are those of a wider
// occupation, and which are top-coded or missing. "" if they leave nothing.
func (s *Survey) Note(o *Occupation, w *Wage) string {
	var sentences []string
	if Slug(w.Title) != Slug(o.Title) {
		sentences = append(sentences, "OEWS gives these figures for "+w.Title+".")
	}
	if len(w.Top) > 0 {
		limit := "of " + s.TopYear + " a year or more"
		if w.Period == career.Hour {
			limit = "of " + s.TopHour + " an hour or more"
		}
		if s.TopYear == "" {
			limit = "in its highest class"
		}
		sentences = append(sentences, fmt.Sprintf("OEWS publishes no wage %s, as %s here.", limit, are(w.Top)))
	}
	if len(w.Missing) > 0 {
		sentences = append(sentences, fmt.Sprintf("OEWS has no estimate of %s here.", list(w.Missing)))
	}
	return strings.Join(sentences, " ")
}

// ownNote matches the form of the notes that Note writes.
var ownNote = regexp.MustCompile(`^(?:OEWS gives these figures for ([^.]+)\.)?` +
	`(?: ?OEWS publishes no wage (?:of \$[0-9.,]+ an? (?:year|hour) or more|in its highest class), as ` + measures + ` (?:is|are) here\.)?` +
	`(?: ?OEWS has no estimate of ` + measures + ` here\.)?$`)

const measures = `the (?:mean|median|[0-9]{2}th percentile)(?:(?:, | and )the (?:mean|median|[0-9]{2}th percentile))*`

// wrote reports whether a note is one that Note wrote, so that it may be
// replaced. One about an occupation that the survey does not have is not.
func (s *Survey) wrote(note string) bool {
	m := ownNote.FindStringSubmatch(note)
	return note != "" && m != nil && (m[1] == "" || s.titles[m[1]])
}

func are(fields []string) string {
	if len(fields) == 1 {
		return list(fields) + " is"
	}
	return list(fields) + " are"
}

func list(fields []string) string {
	var names []string
	for _, f := range figures {
		if slices.Contains(fields, f.field) {
			names = append(names, "the "+f.words)
		}
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
