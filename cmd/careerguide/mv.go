package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"careerguide/internal/build"
	"careerguide/internal/diag"
	"careerguide/internal/move"
	"careerguide/internal/site"

	"github.com/spf13/cobra"
)

func mvCommand() *cobra.Command {
	var from string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "mv OLD NEW",
		Short: "Rename an article, with a redirect and every link to it",
		Long: `Mv gives an article another name: it renames the file, or the folder that the
article has of its own; adds the old address to its aliases, so that it redirects;
and rewrites what names it in all articles, in pay.csv, site.yaml and sources.yaml:
links in texts, related, progression, rankings, menu. No other byte is changed.

OLD and NEW are a file (content/roles/nurse.md), an address (/roles/nurse/) or the
last part of one (nurse). Nothing is written over. All edits are made in memory
and linked as a build would before the first is written.

Exit codes: 0 moved; 1 not moved, with the reason and its place; 2 wrong usage.`,
		Example: `  careerguide mv nurse registered-nurse
  careerguide mv content/guides/pay.md content/guides/salary.md --dry-run
  careerguide mv content/roles/nurse.md content/roles/healthcare/`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			now, err := buildTime(os.Getenv("SOURCE_DATE_EPOCH"))
			if err != nil {
				return usageError{err}
			}
			root, err := os.OpenRoot(from)
			if err != nil {
				return usageError{fmt.Errorf("open the site's folder: %w", err)}
			}
			defer root.Close()
			o := move.Options{Now: now, Link: func(fsys fs.FS) (diag.List, *site.Site) {
				return build.Check(cmd.Context(), build.Options{Source: fsys, Minify: true, Now: now})
			}}
			plan, found := move.Prepare(cmd.Context(), root.FS(), ofSite(from, args[0]), ofSite(from, args[1]), o)
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if plan == nil {
				if err := found.Write(cmd.ErrOrStderr()); err != nil {
					return fmt.Errorf("print findings: %w", err)
				}
				fmt.Fprintln(cmd.ErrOrStderr(), "nothing was moved")
				return errFindings
			}
			if err := plan.Notices.Write(cmd.ErrOrStderr()); err != nil {
				return fmt.Errorf("print findings: %w", err)
			}
			if !dryRun {
				if err := plan.Write(root); err != nil {
					return err
				}
			}
			return tellMove(cmd.OutOrStdout(), plan, dryRun)
		},
	}
	f := cmd.Flags()
	f.StringVar(&from, "source", ".", "the site's folder, which holds content/")
	f.BoolVar(&dryRun, "dry-run", false, "print each line that would change, and write nothing")
	return cmd
}

// ofSite returns a name that may be a path from the working folder as one from
// the site's.
func ofSite(source, name string) string {
	if strings.HasPrefix(name, "/") || strings.HasPrefix(filepath.ToSlash(name), "content/") || !strings.ContainsAny(name, `/\.`) {
		return filepath.ToSlash(name)
	}
	root, err := filepath.Abs(source)
	if err != nil {
		return filepath.ToSlash(name)
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return filepath.ToSlash(name)
	}
	rel, err := filepath.Rel(root, full)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(name)
	}
	if strings.HasSuffix(name, "/") {
		rel += "/"
	}
	return filepath.ToSlash(rel)
}

// tellMove prints what a move did, or would do.
func tellMove(w io.Writer, p *move.Plan, dryRun bool) error {
	var b strings.Builder
	file := ""
	files := 0
	for _, e := range p.Edits {
		if e.File != file {
			file = e.File
			files++
			if dryRun {
				b.WriteString(file + "\n")
			}
		}
		if !dryRun {
			continue
		}
		if e.Old != "" || e.New == "" {
			fmt.Fprintf(&b, "  %d - %s\n", e.Line, strings.TrimSuffix(e.Old, "\r"))
		}
		if e.New != "" || e.Old == "" {
			fmt.Fprintf(&b, "  %d + %s\n", e.Line, strings.TrimSuffix(e.New, "\r"))
		}
	}
	did := "moved"
	if dryRun {
		did = "would move"
	}
	fmt.Fprintf(&b, "%s %s to %s", did, p.From, p.To)
	if p.Redirects {
		fmt.Fprintf(&b, "; %s redirects to %s", p.FromURL, p.ToURL)
	}
	fmt.Fprintf(&b, "; lines changed: %d, in files: %d\n", len(p.Edits), files)
	_, err := io.WriteString(w, b.String())
	return err
}
