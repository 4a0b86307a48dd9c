package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the program's version",
		Long: `Version prints the version, the commit and its day where they are known, and what
the program was compiled with.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), version())
			return err
		},
	}
}

// release and commit are set when a release is built (release/build), so that its
// bytes depend on nothing but its sources.
var release, commit string

// version is what the compiler wrote into the program:
// "careerguide v1.2.0 (commit 0123456789ab, 2026-06-15) go1.26.0 linux/amd64".
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return describeBuild(info, release, commit, runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
}

// describeBuild writes what is known of a program. What the release says of
// itself goes before what the compiler saw.
func describeBuild(info *debug.BuildInfo, release, commit, compiler, platform string) string {
	number := cmp.Or(release, info.Main.Version)
	if number == "" || number == "(devel)" {
		number = "(no release)"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	from := ""
	if revision := cmp.Or(commit, settings["vcs.revision"]); revision != "" {
		from = "commit " + revision[:min(12, len(revision))]
		if day, _, _ := strings.Cut(settings["vcs.time"], "T"); day != "" {
			from += ", " + day
		}
		if settings["vcs.modified"] == "true" {
			from += ", changed since"
		}
		from = " (" + from + ")"
	}
	return "careerguide " + number + from + " " + compiler + " " + platform
}
