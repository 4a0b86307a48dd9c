package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"careerguide/internal/config"
	"careerguide/internal/review"

	"github.com/spf13/cobra"
)

func diffCommand() *cobra.Command {
	var source, out, against, format string
	var pages int
	var limit float64
	var accept []string
	var exitCode bool
	cmd := &cobra.Command{
		Use:   "diff",
		Short: "Tell what the built site changes: roles, pay, lost addresses, titles",
		Long: `Diff compares the site that was built last with the one that readers see, or with
another built folder, in the words of the field: roles added and removed, pay that
moved, addresses lost without a redirect, pages whose title or description
changed, and how many files and bytes.

Against "live" the site at base_url is asked for its list of roles, its sitemap
and some of its pages; nothing is sent but the requests for them. What deploy
would refuse until it is accepted by name stands at the end.

Exit codes: 0 compared, whatever the difference; 1 not compared, or, with
--exit-code, compared with something that deploy would refuse; 2 wrong usage.`,
		Example: `  careerguide build && careerguide diff
  careerguide diff --against /srv/www/current
  careerguide diff --format markdown > comment.md
  careerguide diff --exit-code --accept nurse --accept /roles/chef/`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "text" && format != "json" && format != "markdown" {
				return usageError{fmt.Errorf("flag --format: unknown format %q; known are text, json, markdown", format)}
			}
			if !(limit >= 0) {
				return usageError{errors.New("flag --review-pay: it is a percentage of 0 or more")}
			}
			if out == "" {
				out = filepath.Join(source, "public")
			}
			built, err := review.Dir(out)
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("there is no built site at %s; run careerguide build, or name its folder with --output", out)
			}
			if err != nil {
				return err
			}
			root, err := os.OpenRoot(source)
			if err != nil {
				return usageError{fmt.Errorf("open the site's folder: %w", err)}
			}
			defer root.Close()
			cfg, found := config.Load(root.FS())
			if len(cfg.Deploy) > 0 && !cmd.Flags().Changed("review-pay") {
				limit = reviewPay(cfg.Deploy[0])
			}
			var old review.Tree
			switch {
			case against != "live":
				old, err = review.Dir(against)
				if errors.Is(err, fs.ErrNotExist) {
					return usageError{fmt.Errorf("flag --against: %s is no folder; name a built site, or write live", against)}
				}
			case found.HasErrors():
				return report(cmd.ErrOrStderr(), found, true)
			default:
				old, err = review.Live(cmd.Context(), http.DefaultClient, cfg.BaseURL.String())
			}
			if err != nil {
				return err
			}
			changes, err := review.Compare(cmd.Context(), old, built, review.Options{Pages: pages})
			if err != nil {
				return err
			}
			refused := review.Refusals(changes, accept, limit)
			w := cmd.OutOrStdout()
			switch format {
			case "json":
				e := json.NewEncoder(w)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				err = e.Encode(struct {
					*review.Changes
					Refused []review.Refusal `json:"refused"`
				}{changes, refused})
			case "markdown":
				err = changes.WriteMarkdown(w, refused)
			default:
				err = changes.WriteText(w, refused)
			}
			if err != nil {
				return fmt.Errorf("print the changes: %w", err)
			}
			if exitCode && len(refused) > 0 {
				return errFindings
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&source, "source", ".", "the site's folder, which holds content/")
	f.StringVar(&out, "output", "", "the built site (default SOURCE/public)")
	f.StringVar(&against, "against", "live", "what it is compared with: live, the site at base_url; or a built folder")
	f.StringVar(&format, "format", "text", "text, json or markdown (for a pull request)")
	f.IntVar(&pages, "pages", 100, "the most pages of a live site that are read for their titles; -1 for all")
	f.Float64Var(&limit, "review-pay", review.DefaultReviewPay, "by how many percent pay may move without consent (default that of the first target of site.yaml)")
	f.StringArrayVar(&accept, "accept", nil, "consent to what deploy refuses: a role's slug, an address, or its beginning with a *; may be repeated")
	f.BoolVar(&exitCode, "exit-code", false, "exit with 1 if deploy would refuse a change")
	return cmd
}
