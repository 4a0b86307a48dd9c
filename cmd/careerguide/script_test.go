package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"flag"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the program prints into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"careerguide": main})
}

// TestScripts runs testdata/script/*.txtar: every command with its exact
// messages. Each script has a folder of its own that holds the script's files.
// Beside testscript's own commands there are
//
//	exits N command …     runs a command and wants its exit code
//	same DIR DIR          compares two trees, byte for byte
//	base64 FILE TEXT      writes a file of any bytes
//	png FILE WIDTH HEIGHT writes a picture
//	edit FILE TEXT        adds a paragraph to a file
//	serve DIR             runs careerguide serve until the script ends
//	serves REGEXP         waits for a line that it prints
//	ends                  interrupts it
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	if testing.Short() { // those that run what runs at once
		scripts = slices.DeleteFunc(scripts, func(name string) bool {
			return !slices.Contains([]string{"again.txtar", "build.txtar", "check.txtar", "serve.txtar"}, filepath.Base(name))
		})
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1767225600") // 2026-01-01
			env.Values[servedKey{}] = map[string]*served{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "same": same, "base64": writeBase64, "png": writePNG,
			"edit": edit, "serve": startServe, "serves": waitServe, "ends": endServe,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N command …")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same DIR DIR")
	}
	a, b := tree(ts, args[0]), tree(ts, args[1])
	if equal := maps.Equal(a, b); equal != neg {
		return
	}
	if neg {
		ts.Fatalf("%s and %s are the same", args[0], args[1])
	}
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if other, ok := b[name]; !ok || other != a[name] {
			ts.Logf("%s differs or is missing in %s", name, args[1])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[name]; !ok {
			ts.Logf("%s is missing in %s", name, args[0])
		}
	}
	ts.Fatalf("%s and %s differ", args[0], args[1])
}

// tree reads every file below a folder; an empty folder is a file too.
func tree(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			files[rel+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(name)
		files[rel] = string(data)
		return err
	}))
	return files
}

func writeBase64(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: base64 FILE TEXT")
	}
	data, err := base64.StdEncoding.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

func writePNG(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: png FILE WIDTH HEIGHT")
	}
	width, err := strconv.Atoi(args[1])
	ts.Check(err)
	height, err := strconv.Atoi(args[2])
	ts.Check(err)
	var b bytes.Buffer
	ts.Check(png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))))
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}
