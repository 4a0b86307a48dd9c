package config

import (
	"io/fs"
	"path"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/paytable"
)

// misnamed warns of files that look like settings and are not read: of any
// YAML, TOML, JSON or CSV file in content/ itself, and of site.yaml beside
// content/ where it has none.
func misnamed(fsys fs.FS) diag.List {
	var found diag.List
	// A folder that cannot be listed is said by whoever reads what is in it.
	entries, _ := fs.ReadDir(fsys, path.Dir(SiteFile))
	there := map[string]bool{}
	for _, e := range entries {
		there[e.Name()] = true
	}
	for _, e := range entries {
		name := e.Name()
		stem, table, ok := settingsName(name)
		if !ok || e.IsDir() {
			continue
		}
		known, ext, others := []string{"site", "sources"}, path.Ext(SiteFile), "settings stand in site.yaml and sources.yaml"
		if table {
			known, ext, others = []string{"pay"}, path.Ext(paytable.File), "the one table is pay.csv"
		}
		meant, near := decode.Nearest(stem, known, tableMeanings)
		meant += ext
		if meant == name || strings.EqualFold(meant, name) && !there[meant] && exists(fsys, "content/"+meant) {
			continue // where case does not count, it is read
		}
		message, hint := "not read: is "+meant+" meant?", "rename it to "+meant
		switch {
		case !near:
			message, hint = "not read: "+others, "delete it, or move it out of content/"
		case there[meant]:
			hint = meant + " is there too: delete the one that you do not need"
		}
		found = append(found, unread("content/"+name, message, hint))
	}
	if there[path.Base(SiteFile)] {
		return found
	}
	entries, _ = fs.ReadDir(fsys, ".")
	for _, e := range entries {
		stem, table, ok := settingsName(e.Name())
		if stem = strings.ToLower(stem); ok && !table && !e.IsDir() && (stem == "site" || stem == "sources") {
			meant := "content/" + stem + path.Ext(SiteFile)
			found = append(found, unread(e.Name(), "not read: is "+meant+" meant?", "move it to "+meant))
		}
	}
	return found
}

// tableMeanings are names that writers give the table of pay.
var tableMeanings = map[string]string{"salary": "pay", "salaries": "pay", "wages": "pay", "wage": "pay", "payments": "pay"}

// settingsName returns what a file of settings is called without its
// extensions, "Site" of "Site.yml" and of "Site.yaml.txt", and whether it is a
// table.
func settingsName(name string) (stem string, table, ok bool) {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") {
		return "", false, false
	}
	plain := name
	if ext := path.Ext(plain); strings.EqualFold(ext, ".txt") {
		plain = strings.TrimSuffix(plain, ext)
	}
	ext := path.Ext(plain)
	switch strings.ToLower(ext) {
	case ".yaml", ".yml", ".toml", ".json":
		return strings.TrimSuffix(plain, ext), false, true
	case ".csv":
		return strings.TrimSuffix(plain, ext), true, true
	}
	return "", false, false
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

func unread(file, message, hint string) diag.Finding {
	return diag.Finding{File: file, Severity: diag.Warning, Rule: "misnamed-file", Message: message, Hint: hint}
}
