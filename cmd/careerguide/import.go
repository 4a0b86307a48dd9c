package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"

	"careerguide/internal/diag"
	"careerguide/internal/onet"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func importCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Make articles of public data",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(importONetCommand())
	return cmd
}

func importONetCommand() *cobra.Command {
	var source, wages string
	var only []string
	var limit int
	var update, dryRun, quiet bool
	cmd := &cobra.Command{
		Use:   "onet DIR",
		Short: "Make role articles of a release of the O*NET database",
		Long: `Onet reads the tab-separated tables of a release of the O*NET database from
DIR, and wages from a national OEWS workbook, and writes an article for each
occupation below content/roles/, by the SOC's major groups.

An article that exists is left as it is. With --update, those that an earlier
import made are refreshed: the fields that a comment in their front matter
names. Lists grow and figures change; nothing else does. Take a field out of
that comment to keep it as it is, or the comment out to keep the article.

Exit codes: 0 imported, 1 the data has errors and nothing was written, 2 wrong usage.`,
		Example: `  careerguide import onet db_29_3_text --wages national_M2024_dl.xlsx
  careerguide import onet db_30_0_text --only '15-*,29-1141.*' --update --dry-run`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("name one folder: the release's, with its tables as text")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 0 {
				return usageError{fmt.Errorf("flag --limit: %d is below 0", limit)}
			}
			for _, pattern := range only {
				if _, err := path.Match(pattern, ""); err != nil {
					return usageError{fmt.Errorf("flag --only: %q is not a pattern such as 15-*", pattern)}
				}
			}
			root, err := os.OpenRoot(source)
			if err != nil {
				return usageError{fmt.Errorf("open the site's folder: %w", err)}
			}
			defer root.Close()
			data, err := os.OpenRoot(args[0])
			if err != nil {
				return usageError{fmt.Errorf("open the release's folder: %w", err)}
			}
			defer data.Close()
			start := time.Now()
			release, found := onet.Load(data.FS(), filepath.ToSlash(args[0]))
			var survey *onet.Survey
			if wages != "" {
				var more diag.List
				if survey, more, err = readSurvey(wages); err != nil {
					return usageError{err}
				}
				found = append(found, more...)
			}
			if found.HasErrors() {
				return reportImport(cmd.ErrOrStderr(), found, quiet)
			}
			bar := newImportProgress(cmd.ErrOrStderr(), quiet)
			plan, more, err := onet.Make(cmd.Context(), root.FS(), release, survey, onet.Options{Only: only, Limit: limit, Update: update, Progress: bar.step})
			bar.finish()
			if err != nil {
				return importError(err)
			}
			if err := reportImport(cmd.ErrOrStderr(), append(found, more...), quiet); err != nil {
				return err
			}
			written := "written"
			if dryRun {
				written = "to write"
				if _, err := io.WriteString(cmd.OutOrStdout(), plan.Diff()); err != nil {
					return fmt.Errorf("print the changes: %w", err)
				}
			} else if err := plan.Write(cmd.Context(), root); err != nil {
				return importError(err)
			}
			if !quiet {
				line := fmt.Sprintf("%s %s, %d refreshed, %d unchanged in %s", count(plan.Created, "new article"), written, plan.Refreshed, plan.Same, time.Since(start).Round(time.Millisecond))
				if plan.Kept > 0 {
					line += fmt.Sprintf("; %d exist already (--update refreshes them)", plan.Kept)
				}
				w := cmd.OutOrStdout()
				if dryRun {
					w = cmd.ErrOrStderr() // keeps the diff clean
				}
				if _, err := fmt.Fprintln(w, line); err != nil {
					return fmt.Errorf("print the result: %w", err)
				}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&wages, "wages", "", "the survey's national workbook, national_M2024_dl.xlsx")
	f.StringVar(&source, "source", ".", "the site's folder, which holds content/")
	f.StringSliceVar(&only, "only", nil, "import occupations whose codes match these patterns: 15-*")
	f.IntVar(&limit, "limit", 0, "import at most as many occupations (0: all)")
	f.BoolVar(&update, "update", false, "refresh the articles that an earlier import made")
	f.BoolVar(&dryRun, "dry-run", false, "print what would change, as a diff, and write nothing")
	f.BoolVar(&quiet, "quiet", false, "print errors only")
	return cmd
}

// readSurvey reads a workbook of wages.
func readSurvey(name string) (*onet.Survey, diag.List, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open the workbook: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("open the workbook: %s is not a regular file", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open the workbook: %w", err)
	}
	defer f.Close()
	survey, found := onet.LoadSurvey(f, info.Size(), filepath.ToSlash(name))
	return survey, found, nil
}

// importError says what an interrupted import leaves.
func importError(err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("interrupted; the articles that were written so far stay")
	}
	return err
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// reportImport prints findings and returns errFindings if any is an error.
func reportImport(w io.Writer, found diag.List, quiet bool) error {
	shown := diag.List{}
	for _, f := range found {
		if !quiet || f.Severity == diag.Error {
			shown = append(shown, f)
		}
	}
	if err := shown.Write(w); err != nil {
		return fmt.Errorf("print findings: %w", err)
	}
	if !found.HasErrors() {
		return nil
	}
	fmt.Fprintf(w, "%s; nothing was imported\n", count(found.Sorted().Count(diag.Error), "error"))
	return errFindings
}

// newImportProgress returns a bar of the articles; nil where the output is no
// terminal.
func newImportProgress(w io.Writer, quiet bool) *progress {
	f, ok := w.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return &progress{w: w, start: time.Now(), bar: progressbar.NewOptions(1, progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription("articles"), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(65*time.Millisecond))}
}
