package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"careerguide/internal/build"
	"careerguide/internal/check"
	"careerguide/internal/config"
	"careerguide/internal/diag"
	"careerguide/internal/output"
	"careerguide/internal/publish"
	"careerguide/internal/record"
	"careerguide/internal/review"

	"github.com/spf13/cobra"
)

// deployment is what the command line of deploy says.
type deployment struct {
	source, output, verify, baseURL         string
	dryRun, skipCheck, rollback, all, quiet bool
	maxDeletes                              int
	accept                                  []string
}

func deployCommand() *cobra.Command {
	var d deployment
	cmd := &cobra.Command{
		Use:   "deploy [TARGET]",
		Short: "Send the built site to where readers find it",
		Long: `Deploy sends the site in the output folder, as the last build wrote it, to a
target that site.yaml names:

  deploy: /srv/www/careers                  a folder, for a web server on this machine
  deploy: {to: s3://careers, region: auto,  object storage: Amazon S3, Cloudflare R2,
    endpoint: https://s3.example.org}       Backblaze B2, MinIO and the like
  deploy: sftp://editor@example.org/www     a folder on a server

A list of targets, each with a name:, may stand there too; the first is meant
where none is named. Deploy does not build: it refuses a site whose sources have
changed since, or that was built for another address than site.yaml's, where the
build left a record of them.

Only what differs is sent: assets first, then pages, then feeds and the sitemap,
deletions last, so that no page refers to what is not there. A deploy that was
stopped is gone on with by the next one. What no deploy put there is left alone.

Nothing is sent if addresses would be lost without a redirect, or if a role's pay
moved by more than review_pay (25 percent unless the target says otherwise), until
--accept names them; careerguide diff shows all that changes.

Secrets come from the environment, never from site.yaml: AWS_ACCESS_KEY_ID and
AWS_SECRET_ACCESS_KEY (or AWS_PROFILE and ~/.aws/credentials); for SFTP the
agent of SSH_AUTH_SOCK, the key file that CAREERGUIDE_SFTP_KEY names (or one of
~/.ssh), or CAREERGUIDE_SFTP_PASSWORD.

Exit codes: 0 deployed; 1 not deployed, or not wholly, since the content has
errors, the target refused or a signal came; 2 wrong command line.`,
		Example: `  careerguide deploy --dry-run
  careerguide deploy
  careerguide deploy staging --verify https://staging.example.org/
  careerguide deploy --accept nurse --accept /guides/old/
  careerguide deploy live --rollback`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			err := d.run(cmd, args)
			if errors.Is(err, context.Canceled) {
				return errors.New("interrupted; what was sent is whole, and the next deploy goes on from there")
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&d.source, "source", ".", "the site's folder, which holds content/")
	f.StringVar(&d.output, "output", "", "the folder of the built site (default SOURCE/public)")
	f.BoolVar(&d.dryRun, "dry-run", false, "list what would be done, and do nothing")
	f.BoolVar(&d.skipCheck, "skip-check", false, "deploy though the content has errors, or was changed since the build")
	f.BoolVar(&d.rollback, "rollback", false, "go back to the release of a folder that was live before")
	f.StringVar(&d.verify, "verify", "", "afterwards fetch changed pages and a sample below this `URL`, and compare them")
	f.BoolVar(&d.all, "all", false, "send files again that are there already: to change their headers, say")
	f.IntVar(&d.maxDeletes, "max-deletes", -1, "refuse to delete more files than this (default the target's max_deletes)")
	f.StringArrayVar(&d.accept, "accept", nil, "consent to a lost address or to pay that moved: a role's slug, an address, or its beginning with a *; may be repeated")
	f.StringVar(&d.baseURL, "base-url", "", "the address that the site was built for, where it is not site.yaml's base_url")
	f.BoolVar(&d.quiet, "quiet", false, "print errors only")
	return cmd
}

func (d *deployment) run(cmd *cobra.Command, args []string) error {
	if d.verify != "" {
		if u, err := url.Parse(d.verify); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return usageError{errors.New("flag --verify: not an http or https address")}
		}
	}
	if d.baseURL != "" {
		if err := new(config.BaseURL).UnmarshalText([]byte(d.baseURL)); err != nil {
			return usageError{fmt.Errorf("flag --base-url: %w", err)}
		}
	}
	if cmd.Flags().Changed("max-deletes") && d.maxDeletes < 0 {
		return usageError{errors.New("flag --max-deletes is below zero")}
	}
	now, err := buildTime(os.Getenv("SOURCE_DATE_EPOCH"))
	if err != nil {
		return usageError{err}
	}
	root, err := os.OpenRoot(d.source)
	if err != nil {
		return usageError{fmt.Errorf("open the site's folder: %w", err)}
	}
	defer root.Close()
	if d.output == "" {
		d.output = filepath.Join(d.source, "public")
	}
	cfg, found := config.Load(root.FS())
	if found.HasErrors() {
		return refuse(cmd.ErrOrStderr(), found)
	}
	target, err := findTarget(cfg.Deploy, args)
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir() // without one, its files are not looked for
	o := publish.Options{
		Output: d.output, Target: target, Root: d.source, DryRun: d.dryRun, All: d.all, MaxDeletes: d.maxDeletes, Env: os.Getenv, Home: home,
		Clock:  publish.Clock{Now: func() time.Time { return now }},
		Review: consent(d.output, target, d.accept),
	}
	if os.Getenv("SOURCE_DATE_EPOCH") == "" {
		o.Clock.Now = nil
	}
	out := cmd.OutOrStdout()
	if d.quiet {
		out = io.Discard
	}
	if d.rollback {
		live, was, err := publish.Rollback(cmd.Context(), o)
		if err == nil && d.dryRun {
			fmt.Fprintf(out, "%s: would go back from %s to %s\n", target.Label(), was, live)
		} else if err == nil {
			fmt.Fprintf(out, "%s: went back from %s to %s\n", target.Label(), was, live)
		}
		return err
	}
	if err := d.judge(cmd, root, cfg, now); err != nil {
		return err
	}
	return d.send(cmd, o, out)
}

// judge stops a deploy of content that has errors, and of an output that is
// not what the sources say now.
func (d *deployment) judge(cmd *cobra.Command, root *os.Root, cfg *config.Site, now time.Time) error {
	if !d.skipCheck {
		found, s := build.Check(cmd.Context(), build.Options{Source: root.FS(), Minify: true, Now: now})
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		if s != nil {
			found = append(found, check.Run(s, check.Options{Now: now})...)
		}
		if found.HasErrors() {
			return refuse(cmd.ErrOrStderr(), found)
		}
	}
	absolute, err := filepath.Abs(d.output)
	if err != nil {
		return err
	}
	built, err := output.OpenBuilt(d.output)
	if err != nil {
		return err
	}
	list := built.List()
	if err := built.Close(); err != nil {
		return err
	}
	if built.Preview {
		return fmt.Errorf("output %s was built with --drafts or --future, and such a site is not for readers; run careerguide build", d.output)
	}
	// Without a record no more can be said: the output may come from elsewhere.
	last, err := record.Load(d.source, absolute)
	if err != nil || string(last.Output) != string(list[:]) {
		return nil
	}
	if of, wanted := addressOf(last.BaseURL, cfg), addressOf(d.baseURL, cfg); of != wanted {
		return fmt.Errorf("output %s was built for %s, and not for %s; run careerguide build, or deploy with --base-url %s", d.output, of, wanted, review.Quoted(of))
	}
	if d.skipCheck {
		return nil
	}
	sources, err := record.Scan(cmd.Context(), root.FS())
	if err != nil {
		return err
	}
	if changed := last.Changed(sources); len(changed) > 0 {
		slices.Sort(changed)
		return fmt.Errorf("%s has changed since output %s was built; run careerguide build, or use --skip-check", changed[0], d.output)
	}
	return nil
}

// addressOf returns the address that a command line gives a site, which has
// site.yaml's without one.
func addressOf(flag string, cfg *config.Site) string {
	u := cfg.BaseURL
	if flag != "" {
		_ = u.UnmarshalText([]byte(flag)) // a flag that is no address was refused
	}
	return u.String()
}

func (d *deployment) send(cmd *cobra.Command, o publish.Options, out io.Writer) error {
	bar := newProgress(cmd.ErrOrStderr(), d.quiet, "files")
	o.Progress = bar.step
	start := time.Now()
	result, err := publish.Run(cmd.Context(), o)
	bar.finish()
	if d.dryRun && err == nil {
		listPlan(out, result.Plan)
	}
	if e := refuse(cmd.ErrOrStderr(), result.Findings); e != nil {
		return e
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(out, summary(o.Target.Label(), result, d.dryRun, time.Since(start)))
	if d.verify == "" || d.dryRun {
		return nil
	}
	n, err := publish.Verify(cmd.Context(), publish.VerifyOptions{URL: d.verify, Files: result.Files, Clock: o.Clock})
	if err == nil {
		fmt.Fprintf(out, "%s: %d files are served as they were built\n", d.verify, n)
	}
	return err
}

// refuse prints the errors of a list that has any, and returns errFindings.
func refuse(w io.Writer, found diag.List) error {
	wrong := slices.DeleteFunc(slices.Clone(found.Sorted()), func(f diag.Finding) bool { return f.Severity != diag.Error })
	if len(wrong) == 0 {
		return nil
	}
	if err := wrong.Write(w); err != nil {
		return fmt.Errorf("print findings: %w", err)
	}
	noun := "errors"
	if len(wrong) == 1 {
		noun = "error"
	}
	fmt.Fprintf(w, "%d %s; nothing was deployed\n", len(wrong), noun)
	return errFindings
}

// findTarget returns the target that is named, or the first.
func findTarget(targets []config.Target, args []string) (config.Target, error) {
	if len(targets) == 0 {
		return config.Target{}, errors.New("site.yaml names no target\nadd one, such as deploy: /srv/www/careers; careerguide deploy --help tells of others")
	}
	if len(args) == 0 {
		return targets[0], nil
	}
	var names []string
	for _, t := range targets {
		if t.Label() == args[0] {
			return t, nil
		}
		names = append(names, t.Label())
	}
	return config.Target{}, usageError{fmt.Errorf("no target %q in site.yaml; known are %s", args[0], strings.Join(names, ", "))}
}
