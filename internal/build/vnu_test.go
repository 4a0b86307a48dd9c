package build_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"careerguide/internal/build"
)

// TestNu has the Nu HTML checker judge every page and redirect, as a build
// writes them and folded into one page a role.
func TestNu(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	java, err := exec.LookPath("java")
	jar := os.Getenv("VNU_JAR")
	if err != nil || jar == "" {
		const missing = "the Nu HTML checker needs java, and VNU_JAR with the path of vnu.jar (npm install vnu-jar)"
		if os.Getenv("CI") != "" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	sites := map[string]build.Options{
		"sample": {Source: sample(), Minify: true},
		"folded": {Source: folded(), Minify: false},
		"edge":   {Source: edgeSite(), Minify: true},
	}
	args := []string{"-jar", jar, "--format", "json", "--skip-non-html"}
	files := 0
	for _, o := range sites {
		site := mustBuild(t, o)
		files += len(site.html())
		args = append(args, site.dir)
	}
	var out, messages bytes.Buffer
	cmd := exec.Command(java, args...)
	cmd.Stdout, cmd.Stderr = &out, &messages
	runErr := cmd.Run() // the exit code says no more than the messages
	var report struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	if err := json.Unmarshal(messages.Bytes(), &report); err != nil {
		t.Fatalf("the checker's report: %v (%v)\n%s%s", err, runErr, &messages, &out)
	}
	for _, m := range report.Messages {
		if m.Type == "info" && m.SubType != "warning" {
			continue
		}
		t.Errorf("%s:%d: %s %s: %s\n\t%s", m.URL, m.LastLine, m.Type, m.SubType, m.Message, m.Extract)
	}
	t.Logf("%d pages", files)
}
