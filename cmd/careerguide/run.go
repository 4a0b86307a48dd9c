package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // the content has errors, or the machine failed
	exitUsage  = 2 // the command line is wrong
)

// errFindings ends a command whose findings are printed already.
var errFindings = errors.New("the content has errors")

// usageError is a mistake on the command line.
type usageError struct{ error }

// run is the whole program, with the world passed in. It returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := &cobra.Command{
		Use:           "careerguide",
		Short:         "Build career-guide websites from Markdown articles",
		Long:          "careerguide turns Markdown articles about occupations into a static website.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	started := false
	root.PersistentPreRun = func(*cobra.Command, []string) { started = true }
	root.AddCommand(buildCommand(), serveCommand())
	root.AddCommand(schemaCommand())
	root.AddCommand(newCommand())
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "careerguide: interrupted; the site was not built")
		return exitFailed
	}
	fmt.Fprintln(stderr, "careerguide: "+err.Error())
	var usage usageError
	if !started || errors.As(err, &usage) {
		fmt.Fprintln(stderr, "Run 'careerguide --help' for usage.")
		return exitUsage
	}
	return exitFailed
}
