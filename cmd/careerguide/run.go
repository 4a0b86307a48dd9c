package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // the content has errors, the machine failed, the output was refused, or a signal came
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
	out := &checkedWriter{w: stdout}
	root.SetOut(out)
	root.SetErr(stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	started := false
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		started = true
		return emptyPlace(cmd)
	}
	root.AddCommand(buildCommand(), serveCommand(), checkCommand())
	root.AddCommand(schemaCommand())
	root.AddCommand(newCommand())
	root.AddCommand(importCommand())
	root.AddCommand(fmtCommand())
	root.AddCommand(deployCommand())
	root.AddCommand(diffCommand(), mvCommand())
	root.AddCommand(versionCommand())
	root.Version = version()
	root.SetVersionTemplate("{{.Version}}\n")
	strictTopics(root)
	if serve, _, err := root.Find([]string{"serve"}); err == nil {
		serve.SetOut(stdout) // it runs on without anybody reading, and asks for a terminal
	}
	cmd, err := root.ExecuteContextC(ctx)
	if out.err != nil && (err == nil || errors.Is(err, out.err)) {
		err, started = fmt.Errorf("print: %w", out.err), true
	}
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
		fmt.Fprintf(stderr, "Run '%s --help' for usage.\n", cmd.CommandPath())
		return exitUsage
	}
	return exitFailed
}

// checkedWriter remembers why something could not be written.
type checkedWriter struct {
	w   io.Writer
	err error
}

func (c *checkedWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	if err != nil && c.err == nil {
		c.err = err
	}
	return n, err
}

// flagError says of a flag's wrong value which ones are right.
func flagError(err error) error {
	wrong, ok := errors.AsType[*pflag.InvalidValueError](err)
	if !ok {
		return err
	}
	flag := wrong.GetFlag()
	switch flag.Value.Type() {
	case "bool":
		return fmt.Errorf("flag --%s: %q is neither true nor false", flag.Name, wrong.GetValue())
	case "int", "uint", "int64":
		return fmt.Errorf("flag --%s: %q is not a whole number", flag.Name, wrong.GetValue())
	case "duration":
		return fmt.Errorf("flag --%s: %q is not a time such as 30s", flag.Name, wrong.GetValue())
	}
	return err
}

// emptyPlace refuses the name of a folder or a file that is given and empty:
// a variable of a script that was not set, as a rule.
func emptyPlace(cmd *cobra.Command) error {
	for _, name := range []string{"source", "output", "cpu-profile"} {
		if f := cmd.Flags().Lookup(name); f != nil && f.Changed && strings.TrimSpace(f.Value.String()) == "" {
			return usageError{fmt.Errorf("flag --%s is empty; name a place, or leave the flag out", name)}
		}
	}
	return nil
}

// strictTopics makes a mistake of what help and completion do not know.
func strictTopics(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Run = nil
			cmd.PersistentPreRun, cmd.PersistentPostRun = nil, nil
			cmd.RunE = func(_ *cobra.Command, args []string) error {
				topic, rest, err := root.Find(args)
				if err != nil || topic == nil || len(rest) > 0 {
					return usageError{fmt.Errorf("no command %q to help with", strings.Join(args, " "))}
				}
				topic.InitDefaultHelpFlag()
				topic.InitDefaultVersionFlag()
				return topic.Help()
			}
		case "completion":
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	}
}
