package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"

	"careerguide/internal/build"
	"careerguide/internal/config"
	"careerguide/internal/diag"
	"careerguide/internal/record"
	"careerguide/internal/source"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func buildCommand() *cobra.Command {
	var from, out, baseURL string
	var drafts, future, quiet, timings, minify, precompress, force, verify, explain bool
	var profile string
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the site to the output folder",
		Long: `Build reads the articles below content/ and writes the site that they make.

Mistakes are printed as file:line:column: message, and nothing is written: the
output stays as the last good build left it.

A second build renders only what has changed. What the last one read is kept in
.careerguide/ at the site's root, which may be deleted at any time.

Files that a host reads (redirects, headers) are written where site.yaml names
one: hosting: netlify. With --precompress each text is written as .br and .gz
too, where that is shorter; a build without it removes them.

Exit codes: 0 built; 1 not built, since the content has errors, the output
folder was refused, the machine failed (a full disk, say) or a signal came;
2 wrong command line.

Dates are those of the day in UTC, or of SOURCE_DATE_EPOCH where that is set.`,
		Example: `  careerguide build
  careerguide build --explain
  careerguide build --precompress
  careerguide build --source my-site --output /srv/www --base-url https://example.org/careers/`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			now, err := buildTime(os.Getenv("SOURCE_DATE_EPOCH"))
			if err != nil {
				return usageError{err}
			}
			if profile != "" {
				f, err := os.OpenFile(profile, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) // never over a file of the writer's
				if err != nil {
					return fmt.Errorf("write the profile: %w", err)
				}
				defer f.Close()
				if err := pprof.StartCPUProfile(f); err != nil {
					return fmt.Errorf("write the profile: %w", err)
				}
				defer pprof.StopCPUProfile()
			}
			if baseURL != "" {
				if err := new(config.BaseURL).UnmarshalText([]byte(baseURL)); err != nil {
					return usageError{fmt.Errorf("flag --base-url: %w", err)}
				}
			}
			files, err := source.OpenFolder(from)
			if err != nil {
				return usageError{fmt.Errorf("open the site's folder: %w", err)}
			}
			defer files.Close()
			if out == "" {
				out = filepath.Join(from, "public")
			}
			o := build.Options{
				Source: files, Output: out, BaseURL: baseURL, Drafts: drafts, Future: future, Minify: minify, Compress: precompress, Force: force, Now: now,
				Protected: protected(from), Root: from, Verify: verify,
			}
			if o.Program, err = record.Program(); err != nil {
				return fmt.Errorf("read the program's own file: %w", err)
			}
			bar := newProgress(cmd.ErrOrStderr(), quiet, "pages")
			o.Progress = bar.step
			bound := boundMemory()
			defer bound.lift()
			o.ToCome = bound.set
			start := time.Now()
			result, err := build.Run(cmd.Context(), o)
			bar.finish()
			if err := report(cmd.ErrOrStderr(), result.Findings, quiet); err != nil {
				return err
			}
			if err != nil {
				return err
			}
			if timings {
				result.Timings.Write(cmd.OutOrStdout())
			}
			if explain {
				explainTo(cmd.OutOrStdout(), result.Rewritten)
			}
			if !quiet {
				fmt.Fprintf(cmd.OutOrStdout(), "%d pages, %s in %s (%s)%s\n", result.Pages, size(result.Output.Bytes), time.Since(start).Round(time.Millisecond), out, changes(result))
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&from, "source", ".", "the site's folder, which holds content/")
	f.StringVar(&out, "output", "", "the folder to write (default SOURCE/public)")
	f.StringVar(&baseURL, "base-url", "", "the site's address, instead of site.yaml's base_url")
	f.BoolVar(&drafts, "drafts", false, "build drafts too")
	f.BoolVar(&future, "future", false, "build what is published in the future too")
	f.BoolVar(&quiet, "quiet", false, "print errors only: warnings and notices are hidden")
	f.BoolVar(&timings, "timings", false, "print the time of each stage and of the slowest layouts")
	f.BoolVar(&minify, "minify", true, "leave out white space that browsers drop")
	f.BoolVar(&precompress, "precompress", false, "write texts as .br and .gz too, where that is shorter, for servers that send these")
	f.BoolVar(&force, "force", false, "write into a folder that careerguide did not make")
	f.BoolVar(&verify, "verify", false, "read every file of the output again, instead of trusting its size and time")
	f.BoolVar(&explain, "explain", false, "print each file that is rewritten, and which sources changed")
	f.StringVar(&profile, "cpu-profile", "", "write a profile of the processor's time to a file, for go tool pprof")
	return cmd
}

// explainTo prints each file that was rewritten, and why.
func explainTo(w io.Writer, files []build.Rewritten) {
	const most = 3 // sources that are named
	for _, f := range files {
		why := "everything was built"
		if n := len(f.Because); n > 0 {
			why = strings.Join(f.Because[:min(n, most)], ", ")
			if n > most {
				why += fmt.Sprintf(" and %d more", n-most)
			}
		}
		fmt.Fprintf(w, "%s  ← %s\n", f.File, why)
	}
}

// changes says what a build that went on from the last one did.
func changes(r build.Result) string {
	switch o := r.Output; {
	case !r.Again:
		return ""
	case o.Written+o.Removed == 0:
		return ", nothing changed"
	case o.Written+o.Removed == 1:
		return ", 1 file changed"
	default:
		return fmt.Sprintf(", %d files changed", o.Written+o.Removed)
	}
}

// lastSecond is the last one of the year 9999, since 1970.
const lastSecond = 253402300799

// buildTime returns the time of the build, which SOURCE_DATE_EPOCH fixes.
func buildTime(epoch string) (time.Time, error) {
	if epoch == "" {
		return time.Now().UTC(), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is not a number of seconds: %q", epoch)
	}
	if seconds < 0 || seconds > lastSecond {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is not between 1970 and 9999: %q", epoch)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// protected are the folders that the output must not be, the site's root first.
func protected(source string) []string {
	list := []string{source}
	for _, name := range []string{"content", "layouts", "assets"} {
		list = append(list, filepath.Join(source, name))
	}
	return list
}

// report prints findings and returns errFindings if any is an error.
func report(w io.Writer, found diag.List, quiet bool) error {
	shown := found
	if quiet {
		shown = nil
		for _, f := range found {
			if f.Severity == diag.Error {
				shown = append(shown, f)
			}
		}
	}
	if err := shown.Write(w); err != nil {
		return fmt.Errorf("print findings: %w", err)
	}
	if !found.HasErrors() {
		return nil
	}
	n := found.Sorted().Count(diag.Error)
	noun := "errors"
	if n == 1 {
		noun = "error"
	}
	fmt.Fprintf(w, "%d %s; the site was not built\n", n, noun)
	return errFindings
}

// size writes a number of bytes for people.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// progress is a bar on a terminal, for builds that take a while.
type progress struct {
	w     io.Writer
	start time.Time
	bar   *progressbar.ProgressBar
}

// newProgress returns a bar of what is counted, "pages"; nil where the output
// is no terminal.
func newProgress(w io.Writer, quiet bool, what string) *progress {
	f, ok := w.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return &progress{w: w, start: time.Now(), bar: progressbar.NewOptions(1, progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(what), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(65*time.Millisecond))}
}

// step shows how far the build is, once it has lasted half a second.
func (p *progress) step(done, total int) {
	if p == nil || time.Since(p.start) < 500*time.Millisecond {
		return
	}
	p.bar.ChangeMax(total)
	_ = p.bar.Set(done)
}

func (p *progress) finish() {
	if p != nil {
		_ = p.bar.Clear()
	}
}
