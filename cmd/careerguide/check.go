package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"careerguide/internal/build"
	"careerguide/internal/check"
	"careerguide/internal/diag"
	"careerguide/internal/record"
	"careerguide/internal/site"
	"careerguide/internal/source"

	"github.com/spf13/cobra"
)

func checkCommand() *cobra.Command {
	var from, format, severity string
	var drafts, future, strict, list, external bool
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Judge the content: what is wrong, out of date, or said twice",
		Long: `Check reads the site as build does and judges what build renders as written:
pay that lies outside of the posting's range, tiers that leave a gap, figures
that are out of date, a median in the text that is not the field's, the same
item in two lists, wording that keeps people out.

With PATHs only what is found in these files or folders is shown. A rule is set
for a site in site.yaml (check: {pay-stale: off}) or for an article in its front
matter, to off, notice, warning or error. Exit codes: 0 nothing that matters,
1 errors (with --strict warnings too), 2 wrong usage.`,
		Example: `  careerguide check
  careerguide check content/roles/nurse.md --strict
  careerguide check --format sarif > findings.sarif
  careerguide check --list`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			out := cmd.OutOrStdout()
			if list {
				return listRules(out)
			}
			least, err := severityOf(severity)
			if err != nil {
				return usageError{fmt.Errorf("flag --severity: %w", err)}
			}
			write, ok := formats[format]
			if !ok {
				return usageError{fmt.Errorf("flag --format: unknown format %q; known are text, json, sarif, github", format)}
			}
			now, err := buildTime(os.Getenv("SOURCE_DATE_EPOCH"))
			if err != nil {
				return usageError{err}
			}
			files, err := source.OpenFolder(from)
			if err != nil {
				return usageError{fmt.Errorf("open the site's folder: %w", err)}
			}
			defer files.Close()
			shown, err := within(from, paths)
			if err != nil {
				return usageError{err}
			}
			found, s := build.Check(cmd.Context(), build.Options{Source: files, Drafts: drafts, Future: future, Minify: true, Now: now})
			if s != nil {
				o := check.Options{Now: now}
				found = append(found, check.Run(s, o)...)
				found = append(found, moved(from, s)...)
				if external {
					found = append(found, check.External(cmd.Context(), s, check.ExternalOptions{Cache: filepath.Join(from, ".careerguide", "links.json"), Now: now})...)
				}
			}
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			kept := slices.DeleteFunc(found.Sorted(), func(f diag.Finding) bool { return f.Severity < least || !shown(f.File) })
			if err := write(out, kept); err != nil {
				return fmt.Errorf("print findings: %w", err)
			}
			if kept.HasErrors() || strict && kept.Count(diag.Warning) > 0 {
				return errFindings
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&from, "source", ".", "the site's folder, which holds content/")
	f.StringVar(&format, "format", "text", "text, json, sarif (2.1.0) or github (workflow commands)")
	f.StringVar(&severity, "severity", "warning", "show findings of at least this severity: notice, warning, error")
	f.BoolVar(&strict, "strict", false, "exit with 1 on warnings too")
	f.BoolVar(&list, "list", false, "list every rule with an example")
	f.BoolVar(&external, "external", false, "ask the web whether outside links are alive (results are kept for a week)")
	f.BoolVar(&drafts, "drafts", true, "judge drafts too")
	f.BoolVar(&future, "future", true, "judge what is published in the future too")
	return cmd
}

// moved finds articles that are not where the last build had them. Without a
// record of it there is nothing to find.
func moved(source string, s *site.Site) diag.List {
	r, err := record.Latest(source)
	if err != nil {
		return nil
	}
	former := func(file string, a record.Article) check.Former {
		return check.Former{File: file, URL: a.URL, Title: a.Title, Prints: a.Prints}
	}
	last := []check.Former{}
	for _, file := range slices.Sorted(maps.Keys(r.Articles)) {
		last = append(last, former(file, r.Articles[file]))
	}
	var earlier []check.Departure
	for _, d := range r.Departed {
		then := check.Departure{New: d.New}
		for _, f := range d.Gone {
			then.Gone = append(then.Gone, former(f.File, f.Article))
		}
		earlier = append(earlier, then)
	}
	return check.Moved(s, last, earlier)
}

func severityOf(name string) (diag.Severity, error) {
	for _, s := range []diag.Severity{diag.Notice, diag.Warning, diag.Error} {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q; known are notice, warning, error", name)
}

// within returns whether a file of the site is one of paths or below one;
// without paths all are. A path is looked for from the working folder, then
// from the site's.
func within(source string, paths []string) (func(file string) bool, error) {
	if len(paths) == 0 {
		return func(string) bool { return true }, nil
	}
	root, err := filepath.Abs(source)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, p := range paths {
		name := ""
		for _, from := range []string{"", root} {
			full := p
			if from != "" {
				full = filepath.Join(from, p)
			}
			if full, err = filepath.Abs(full); err != nil {
				return nil, err
			}
			if _, err := os.Stat(full); err != nil {
				continue
			}
			if rel, err := filepath.Rel(root, full); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
				name = filepath.ToSlash(rel)
				break
			}
		}
		if name == "" {
			return nil, fmt.Errorf("%s: no such file or folder of the site", p)
		}
		names = append(names, name)
	}
	return func(file string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return n == "." || file == n || strings.HasPrefix(file, n+"/") })
	}, nil
}

// listRules prints every rule.
func listRules(w io.Writer) error {
	for _, r := range check.Rules() {
		if _, err := fmt.Fprintf(w, "%s (%s)\n  %s\n", r.Name, r.Severity, r.About); err != nil {
			return err
		}
		for line := range strings.Lines(r.Example) {
			if _, err := fmt.Fprintf(w, "    %s\n", strings.TrimSuffix(line, "\n")); err != nil {
				return err
			}
		}
	}
	return nil
}
