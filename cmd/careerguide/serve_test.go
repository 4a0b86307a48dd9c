package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"careerguide/internal/serve"

	"github.com/rogpeppe/go-internal/testscript"
)

// served is the server that a script started.
type served struct {
	cmd    *exec.Cmd
	lines  chan string
	stderr bytes.Buffer
}

// servedKey finds it among a script's values.
type servedKey struct{}

// startServe runs a server of a site on any port until the script ends.
func startServe(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: serve DIR")
	}
	program, err := exec.LookPath("careerguide")
	ts.Check(err)
	s := &served{cmd: exec.Command(program, "serve", "--port", "0", "--source", ts.MkAbs(args[0])), lines: make(chan string, 1000)}
	s.cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1767225600")
	s.cmd.Stderr = &s.stderr
	out, err := s.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(s.cmd.Start())
	ts.Defer(func() { _ = s.cmd.Process.Kill() })
	go func() {
		defer close(s.lines)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			s.lines <- lines.Text()
		}
	}()
	ts.Value(servedKey{}).(map[string]*served)["serve"] = s
}

// waitServe waits for a line that the server prints.
func waitServe(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: serves REGEXP")
	}
	s := ts.Value(servedKey{}).(map[string]*served)["serve"]
	want := regexp.MustCompile(args[0])
	late := time.After(time.Minute)
	for {
		select {
		case line, ok := <-s.lines:
			if !ok {
				ts.Fatalf("the server ended before %s: %s", want, s.stderr.String())
			}
			ts.Logf("[serve] %s", line)
			if strings.Contains(line, "\x1b") {
				ts.Fatalf("colours: %q", line)
			}
			if want.MatchString(line) {
				return
			}
		case <-late:
			ts.Fatalf("no line %s", want)
		}
	}
}

// endServe interrupts the server, which ends well.
func endServe(ts *testscript.TestScript, neg bool, _ []string) {
	s := ts.Value(servedKey{}).(map[string]*served)["serve"]
	ts.Check(s.cmd.Process.Signal(os.Interrupt))
	for range s.lines {
	}
	ts.Check(s.cmd.Wait())
	if s.stderr.Len() > 0 {
		ts.Fatalf("on standard error: %s", s.stderr.String())
	}
}

// edit adds a paragraph to a file.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: edit FILE TEXT")
	}
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = io.WriteString(f, "\n"+args[1]+"\n")
	ts.Check(err)
	ts.Check(f.Close())
}

// What a console prints, with colours and without.
func TestConsole(t *testing.T) {
	for colored, want := range map[bool]string{
		false: "http://127.0.0.1:1313/ (Ctrl-C ends it)\n12 ms  content/roles/nurse.md → 5 pages\na\uFFFDb\n",
		true:  "\x1b[1mhttp://127.0.0.1:1313/\x1b[0m (Ctrl-C ends it)\n\x1b[2m12 ms\x1b[0m  content/roles/nurse.md → 5 pages\na\uFFFDb\n",
	} {
		var b bytes.Buffer
		c := &console{w: &b, colors: colored}
		c.ready("http://127.0.0.1:1313/")
		c.line(serve.Line{Took: 12 * time.Millisecond, Text: "content/roles/nurse.md → 5 pages"})
		c.line(serve.Line{Text: "a\x1bb"})
		if b.String() != want {
			t.Errorf("colours %v:\n%q, want\n%q", colored, b.String(), want)
		}
	}
	terminal, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0)
	if err != nil {
		terminal = nil
	}
	t.Setenv("NO_COLOR", "1")
	if terminal != nil && colors(terminal) || colors(&bytes.Buffer{}) {
		t.Error("colours in spite of NO_COLOR, or for no terminal")
	}
}
