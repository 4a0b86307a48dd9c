package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"careerguide/internal/check"
	"careerguide/internal/diag"
)

// formats are the forms that findings are printed in.
var formats = map[string]func(io.Writer, diag.List) error{
	"text": func(w io.Writer, found diag.List) error { return found.Write(w) }, "json": writeJSON, "sarif": writeSARIF, "github": writeGitHub,
}

// writeJSON writes an array of objects, one a finding.
func writeJSON(w io.Writer, found diag.List) error {
	type object struct {
		Rule     string `json:"rule"`
		File     string `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		Hint     string `json:"hint"`
	}
	list := make([]object, len(found))
	for i, f := range found {
		list[i] = object{f.Rule, f.File, max(f.Line, 1), max(f.Column, 1), f.Severity.String(), f.Message, f.Hint}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(list)
}

// writeSARIF writes a log of the Static Analysis Results Interchange Format,
// 2.1.0 (OASIS).
func writeSARIF(w io.Writer, found diag.List) error {
	type text struct {
		Text string `json:"text"`
	}
	type level struct {
		Level string `json:"level"`
	}
	type rule struct {
		ID       string `json:"id"`
		Short    text   `json:"shortDescription"`
		Defaults level  `json:"defaultConfiguration"`
	}
	type artifact struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId"`
	}
	type region struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn"`
	}
	type physical struct {
		Artifact artifact `json:"artifactLocation"`
		Region   region   `json:"region"`
	}
	type location struct {
		Physical physical `json:"physicalLocation"`
	}
	type result struct {
		Rule      string     `json:"ruleId"`
		Level     string     `json:"level"`
		Message   text       `json:"message"`
		Locations []location `json:"locations"`
	}
	levels := map[diag.Severity]string{diag.Notice: "note", diag.Warning: "warning", diag.Error: "error"}
	rules := []rule{}
	known := map[string]bool{}
	for _, r := range check.Rules() {
		rules = append(rules, rule{r.Name, text{r.About}, level{levels[r.Severity]}})
		known[r.Name] = true
	}
	results := []result{}
	for _, f := range found {
		if !known[f.Rule] { // of the build
			known[f.Rule] = true
			rules = append(rules, rule{f.Rule, text{"Found by the build."}, level{levels[f.Severity]}})
		}
		message := f.Message
		if f.Hint != "" {
			message += " (" + f.Hint + ")"
		}
		results = append(results, result{f.Rule, levels[f.Severity], text{message}, []location{{physical{artifact{(&url.URL{Path: f.File}).EscapedPath(), "SRCROOT"}, region{max(f.Line, 1), max(f.Column, 1)}}}}})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(map[string]any{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
		"runs": []any{map[string]any{
			"tool":       map[string]any{"driver": map[string]any{"name": "careerguide", "rules": rules}},
			"columnKind": "unicodeCodePoints",
			"results":    results,
		}},
	})
}

// writeGitHub writes workflow commands, which GitHub shows beside the lines.
func writeGitHub(w io.Writer, found diag.List) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, f := range found {
		message := f.Message
		if f.Hint != "" {
			message += "\n" + f.Hint
		}
		if _, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", f.Severity, property.Replace(f.File), max(f.Line, 1), max(f.Column, 1), property.Replace(f.Rule), data.Replace(message)); err != nil {
			return err
		}
	}
	return nil
}
