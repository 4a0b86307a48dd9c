package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"careerguide/internal/scaffold"

	"github.com/spf13/cobra"
)

func newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Begin a site, an article or a pipeline",
		Long: `New writes the files that a writer begins with: a whole site, an article whose front
matter explains every field, or a pipeline that builds and deploys the site. It
never writes over a file.`,
		Example: `  careerguide new site my-site
  careerguide new role "Backend QA Engineer" --category quality-assurance
  careerguide new ci github`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSiteCommand(),
		newArticleCommand("role", "an article on an occupation", `  careerguide new role "Backend QA Engineer" --category quality-assurance
  careerguide new role Nurse --source my-site`),
		newArticleCommand("guide", "a free article", `  careerguide new guide "How to Read a Salary Figure"`),
		newArticleCommand("page", "a standalone page", `  careerguide new page Privacy
  careerguide new page "Über uns" --slug about`),
		newCICommand())
	return cmd
}

func newSiteCommand() *cobra.Command {
	s := scaffold.NewSite{}
	cmd := &cobra.Command{
		Use:   "site DIR",
		Short: "Begin a site in an empty folder",
		Long: `Site writes a small site that builds at once: its settings, one role to copy, a
page, and the settings of Visual Studio Code that complete and check them. The
folder is made if need be; it may hold nothing but names that begin with a dot,
such as .git, and files among these are kept.`,
		Example: `  careerguide new site my-site
  careerguide new site . --title "Careers in Care" --base-url https://example.org/careers/`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			dir := args[0]
			if s.Now, err = buildTime(os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
				return usageError{err}
			}
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return fmt.Errorf("make the site's folder: %w", err)
			}
			root, err := os.OpenRoot(dir)
			if err != nil {
				return fmt.Errorf("open the site's folder: %w", err)
			}
			defer root.Close()
			written, kept, err := scaffold.WriteSite(root, s)
			if err != nil {
				return wrongInput(err)
			}
			for _, name := range written {
				fmt.Fprintln(cmd.OutOrStdout(), "wrote "+filepath.Join(dir, name))
			}
			for _, name := range kept {
				fmt.Fprintln(cmd.OutOrStdout(), "kept "+filepath.Join(dir, name)+", which was there")
			}
			fmt.Fprintln(cmd.OutOrStdout(), "next: careerguide build"+sourceFlag(dir))
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&s.Title, "title", "Careers", "the site's name")
	f.StringVar(&s.BaseURL, "base-url", "https://example.org/", "the address that the site will have")
	return cmd
}

func newArticleCommand(kind, what, example string) *cobra.Command {
	a := scaffold.Article{Kind: kind}
	var source string
	cmd := &cobra.Command{
		Use:   kind + " TITLE",
		Short: "Begin " + what,
		Long: fmt.Sprintf(`%s writes %s with every field of its front matter explained, the optional
ones commented out. It is a draft dated today; SOURCE_DATE_EPOCH fixes the day.
The file's name is made of the title, or is --slug.`, strings.ToUpper(kind[:1])+kind[1:], what),
		Example: example,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if a.Now, err = buildTime(os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
				return usageError{err}
			}
			a.Title = strings.Join(args, " ")
			root, err := os.OpenRoot(source)
			if err != nil {
				return usageError{fmt.Errorf("open the site's folder: %w", err)}
			}
			defer root.Close()
			name, err := scaffold.Write(root, a)
			if err != nil {
				return wrongInput(err)
			}
			out := cmd.OutOrStdout()
			fmt.Fprintln(out, "wrote "+filepath.Join(source, name))
			if kind == "role" && a.Category == "" {
				fmt.Fprintf(out, "its category is %q until you name another in it\n", scaffold.General)
			}
			fmt.Fprintf(out, "next: fill it in and look at it with \"careerguide build --drafts%s\"; without its line \"draft: true\" it is published\n", sourceFlag(source))
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&source, "source", ".", "the site's folder, which holds content/")
	f.StringVar(&a.Slug, "slug", "", "the last part of the address (default made of the title)")
	if kind == "role" {
		f.StringVar(&a.Category, "category", "", "the role's category, as in quality-assurance (default "+scaffold.General+")")
	}
	return cmd
}

// wrongInput makes a usage error of what is wrong with the arguments.
func wrongInput(err error) error {
	if _, ok := errors.AsType[*scaffold.InputError](err); ok {
		return usageError{err}
	}
	return err
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9/_.+][A-Za-z0-9/_.+-]*$`)

// sourceFlag returns the flag that names a site's folder, for a shell.
func sourceFlag(dir string) string {
	switch {
	case filepath.Clean(dir) == ".":
		return ""
	case plainWord.MatchString(dir):
		return " --source " + dir
	}
	return " --source '" + strings.ReplaceAll(dir, "'", `'\''`) + "'"
}
