package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"careerguide/internal/schema"

	"github.com/spf13/cobra"
)

func schemaCommand() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:   "schema [" + strings.Join(schema.Names(), "|") + "]",
		Short: "Print the JSON Schema of front matter or of the settings",
		Long: `Schema prints what may stand in a file as JSON Schema (2020-12), for editors and
for other tools: each field with its meaning, unit, allowed values and an
example. It is made from the same types that build reads. Without a name it
lists the schemas that there are.`,
		Example: `  careerguide schema role > role.schema.json
  careerguide schema --output .vscode/schema`,
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: schema.Names(),
		RunE: func(cmd *cobra.Command, args []string) error {
			out := cmd.OutOrStdout()
			switch {
			case folder != "" && len(args) > 0:
				return usageError{errors.New("--output writes every schema; leave out " + args[0])}
			case folder != "":
				for _, d := range schema.Documents() {
					name := filepath.Join(folder, d.Name+".json")
					if err := writeSchema(name, d.JSON()); err != nil {
						return err
					}
					fmt.Fprintln(out, "wrote "+name)
				}
			case len(args) > 0:
				d, _ := schema.Find(args[0])
				if _, err := out.Write(d.JSON()); err != nil {
					return fmt.Errorf("print the schema: %w", err)
				}
			default:
				for _, d := range schema.Documents() {
					fmt.Fprintf(out, "%-9s %s (%s)\n", d.Name, d.What, d.Files)
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&folder, "output", "", "write every schema into this folder, as NAME.json")
	return cmd
}

// writeSchema writes a schema, over an older one of its kind but over nothing
// else.
func writeSchema(name string, data []byte) error {
	old, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("write the schema: %w", err)
	case !bytes.Contains(old, []byte(`"title": "careerguide: `)):
		return fmt.Errorf("%s is no schema of careerguide's; it was not written over", name)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("write the schema: %w", err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return fmt.Errorf("write the schema: %w", err)
	}
	return nil
}
