package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"careerguide/internal/record"
	"careerguide/internal/scaffold"

	"github.com/spf13/cobra"
)

func newCICommand() *cobra.Command {
	p := scaffold.Pipeline{}
	cmd := &cobra.Command{
		Use:   "ci github|gitlab",
		Short: "Begin a pipeline that checks, builds and deploys the site",
		Long: `Ci writes a workflow for GitHub (.github/workflows/site.yml) or GitLab
(.gitlab-ci.yml) into the folder where it is run, the root of the site's
repository. It gets a release of careerguide, proven by its SHA-256; checks the
content; builds, with the output of the last build kept; comments on a pull request
what it changes; and deploys what comes to the main branch.

Version, address and checksum of the release are given by flags. A release fills in
its own version; on Linux and amd64 its own checksum, too. What is missing is
marked in the file, and the pipeline stops and says so.`,
		Example: `  careerguide new ci github
  careerguide new ci gitlab --branch production --source site
  careerguide new ci github --version v1.2.0 --url https://example.org/v1.2.0/careerguide-linux-amd64 --checksum 6a09…19`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			p.Host = args[0]
			if release != "" && p.Version == "" && p.Checksum == "" {
				p.Version = release
				if runtime.GOOS+"/"+runtime.GOARCH == "linux/amd64" {
					sum, err := record.Program()
					if err != nil {
						return fmt.Errorf("read the program's own file: %w", err)
					}
					p.Checksum = fmt.Sprintf("%x", string(sum))
				}
			}
			root, err := os.OpenRoot(".")
			if err != nil {
				return fmt.Errorf("open the repository's folder: %w", err)
			}
			defer root.Close()
			name, err := scaffold.WritePipeline(root, p)
			if err != nil {
				return wrongInput(err)
			}
			out := cmd.OutOrStdout()
			fmt.Fprintln(out, "wrote "+name)
			var missing []string
			for _, v := range []struct{ value, name string }{{p.Version, "CAREERGUIDE_VERSION"}, {p.URL, "CAREERGUIDE_URL"}, {p.Checksum, "CAREERGUIDE_SHA256"}} {
				if v.value == "" {
					missing = append(missing, v.name)
				}
			}
			if len(missing) > 0 {
				fmt.Fprintln(out, "next: fill in "+strings.Join(missing, ", ")+" at its top")
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&p.Source, "source", ".", "the site's folder in the repository")
	f.StringVar(&p.Branch, "branch", "main", "the branch that is deployed")
	f.StringVar(&p.Version, "version", "", "the release to use, as in v1.2.0 (default: this one's, if it is a release)")
	f.StringVar(&p.URL, "url", "", "the https address of the release's "+scaffold.Binary)
	f.StringVar(&p.Checksum, "checksum", "", "its SHA-256, as in the release's SHA256SUMS")
	return cmd
}
