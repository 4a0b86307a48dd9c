package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"careerguide/internal/diag"
	"careerguide/internal/frontmatter"
	"careerguide/internal/schema"
	"careerguide/internal/source"

	"github.com/spf13/cobra"
)

func fmtCommand() *cobra.Command {
	var from string
	var check bool
	cmd := &cobra.Command{
		Use:   "fmt [PATH…]",
		Short: "Put the fields of front matter into their usual order",
		Long: `Fmt puts the fields of articles' front matter into the order of the
documentation. A field takes the comments above it along; values, quotes and the
body stay as they are, byte for byte. Without PATHs all articles of the site are
looked at. Only YAML is put in order; the names of changed files are printed.

With --check nothing is written, and the exit code is 1 if anything would be.`,
		Example: `  careerguide fmt
  careerguide fmt content/roles/nurse.md
  careerguide fmt --check`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			root, err := os.OpenRoot(from)
			if err != nil {
				return usageError{fmt.Errorf("open the site's folder: %w", err)}
			}
			defer root.Close()
			wanted, err := within(from, paths)
			if err != nil {
				return usageError{err}
			}
			var found diag.List
			changed := 0
			for _, kind := range []struct{ folder, document string }{{"roles", "role"}, {"categories", "category"}, {"guides", "guide"}, {"pages", "page"}, {"rankings", "ranking"}} {
				document, _ := schema.Find(kind.document)
				err := fs.WalkDir(root.FS(), "content/"+kind.folder, func(name string, d fs.DirEntry, err error) error {
					switch {
					case os.IsNotExist(err):
						return nil
					case err != nil:
						return err
					case !d.Type().IsRegular() || !strings.HasSuffix(name, ".md") || strings.HasPrefix(d.Name(), ".") || !wanted(name):
						return nil
					}
					data, err := source.Read(root.FS(), name, 16<<20)
					if err != nil {
						found = append(found, source.Unreadable(name, err))
						return nil
					}
					ordered, finding := frontmatter.Order(name, data, document.Order)
					if finding != nil {
						found = append(found, *finding)
						return nil
					}
					if string(ordered) == string(data) {
						return nil
					}
					changed++
					fmt.Fprintln(cmd.OutOrStdout(), name)
					if check {
						return nil
					}
					return replace(root, name, ordered)
				})
				if err != nil {
					return err
				}
			}
			if err := found.Write(cmd.ErrOrStderr()); err != nil {
				return err
			}
			if found.HasErrors() || check && changed > 0 {
				return errFindings
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&from, "source", ".", "the site's folder, which holds content/")
	f.BoolVar(&check, "check", false, "write nothing; exit with 1 if a file is not in order")
	return cmd
}

// replace puts new content in a file's place, whole or not at all.
func replace(root *os.Root, name string, data []byte) error {
	info, err := root.Stat(name)
	if err != nil {
		return err
	}
	temporary := filepath.ToSlash(filepath.Dir(name)) + "/." + filepath.Base(name) + ".tmp"
	f, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = root.Rename(temporary, name)
	}
	if err != nil {
		_ = root.Remove(temporary)
	}
	return err
}
