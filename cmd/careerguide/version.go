package main

import (
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

// version is what the compiler wrote into the program:
// "careerguide v1.2.0 (commit 0123456789ab, 2026-06-15) go1.26.0 linux/amd64".
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return describeBuild(info, runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
}

func describeBuild(info *debug.BuildInfo, compiler, platform string) string {
	number := info.Main.Version
	if number == "" || number == "(devel)" {
		number = "(no release)"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	commit := ""
	if revision := settings["vcs.revision"]; revision != "" {
		commit = "commit " + revision[:min(12, len(revision))]
		if day, _, _ := strings.Cut(settings["vcs.time"], "T"); day != "" {
			commit += ", " + day
		}
		if settings["vcs.modified"] == "true" {
			commit += ", changed since"
		}
		commit = " (" + commit + ")"
	}
	return "careerguide " + number + commit + " " + compiler + " " + platform
}
