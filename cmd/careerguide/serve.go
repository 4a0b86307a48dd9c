package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"careerguide/internal/diag"
	"careerguide/internal/serve"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func serveCommand() *cobra.Command {
	var source, host, editor string
	var allow []string
	var port int
	var open, drafts, future, minify bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while you write, and each edit at once",
		Long: `Serve shows the site from memory at http://127.0.0.1:1313/ and keeps every open
browser up to date: a saved text is patched into the page, a stylesheet is
swapped in place, anything else reloads it. Of more than four open tabs the
others follow within a second. Mistakes appear over the page, with their line,
and go away when they are mended. Nothing is written.

Every page has a button at the lower right for the writer: findings, source
file, words, what the article lacks, and previews of its search result and card.

Programs can listen to every change at /.careerguide/events (server-sent events).

Only this machine can connect, and only by the names localhost, 127.0.0.1 and
[::1], unless --host and --allow-host say otherwise.`,
		Example: `  careerguide serve
  careerguide serve --source my-site --open --editor vscode`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if editor != "" && !slices.Contains(serve.Editors(), editor) {
				return usageError{fmt.Errorf("flag --editor: unknown editor %q; known are %s", editor, strings.Join(serve.Editors(), ", "))}
			}
			if port < 0 || port > 65535 {
				return usageError{fmt.Errorf("flag --port: %d is no port", port)}
			}
			root, err := os.OpenRoot(source)
			if err != nil {
				return usageError{fmt.Errorf("open the site's folder: %w", err)}
			}
			defer root.Close()
			now, err := serveTime(os.Getenv("SOURCE_DATE_EPOCH"))
			if err != nil {
				return usageError{err}
			}
			defer debug.SetGCPercent(debug.SetGCPercent(serveGCPercent))
			out := &console{w: cmd.OutOrStdout(), colors: colors(cmd.OutOrStdout())}
			return serve.Run(cmd.Context(), serve.Options{
				Root: root, Source: source, Host: host, Port: port, AllowHosts: allow, Drafts: drafts, Future: future, Minify: minify,
				Editor: editor, Now: now, Log: out.line,
				Ready: func(url string) {
					out.ready(url)
					if open {
						openBrowser(url)
					}
				},
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&source, "source", ".", "the site's folder, which holds content/")
	f.IntVar(&port, "port", 1313, "the port; if it is taken, the next free one; 0 for any")
	f.StringVar(&host, "host", "127.0.0.1", "the address to listen at")
	f.StringSliceVar(&allow, "allow-host", nil, "a further `name` that requests may be for")
	f.BoolVar(&open, "open", false, "open the site in the browser")
	f.BoolVar(&drafts, "drafts", true, "show drafts, with a mark")
	f.BoolVar(&future, "future", false, "show what is published in the future too")
	f.BoolVar(&minify, "minify", false, "leave out white space that browsers drop, as a build does")
	f.StringVar(&editor, "editor", "", "the editor that links in the browser open: "+strings.Join(serve.Editors(), ", "))
	return cmd
}

// serveGCPercent lets a server of ten thousand roles grow to a third of the 600
// MiB that it may hold, so that an edit seldom waits for a collection.
const serveGCPercent = 200

// serveTime returns the clock, which SOURCE_DATE_EPOCH stops.
func serveTime(epoch string) (func() time.Time, error) {
	fixed, err := buildTime(epoch)
	if err != nil {
		return nil, err
	}
	if epoch != "" {
		return func() time.Time { return fixed }, nil
	}
	return func() time.Time { return time.Now().UTC() }, nil
}

// colors reports whether a terminal reads the output and wants colours
// (no-color.org).
func colors(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// console prints what the server tells, from any goroutine.
type console struct {
	mu     sync.Mutex
	w      io.Writer
	colors bool
	shown  string // the findings that were printed last
}

// ready prints the address.
func (c *console) ready(url string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Fprintf(c.w, "%s (Ctrl-C ends it)\n", c.paint("1", url))
}

// line prints a line, and the findings if they are others than before.
func (c *console) line(l serve.Line) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l.Text != "" {
		took := ""
		if l.Took > 0 {
			took = c.paint("2", fmt.Sprintf("%d ms", l.Took.Milliseconds())) + "  "
		}
		fmt.Fprintf(c.w, "%s%s\n", took, oneLine(l.Text))
	}
	if !l.Judged {
		return
	}
	var b strings.Builder
	_ = l.Findings.Write(&b)
	if b.String() == c.shown {
		return
	}
	mended := c.shown != "" && b.Len() == 0
	c.shown = b.String()
	if mended {
		fmt.Fprintln(c.w, c.paint("32", "no findings any more"))
		return
	}
	for finding := range strings.Lines(c.shown) {
		color := "31"
		if strings.Contains(finding, ": warning: ") || strings.Contains(finding, ": notice: ") {
			color = "33"
		} else if strings.HasPrefix(finding, "  hint: ") {
			color = "2"
		}
		fmt.Fprintln(c.w, c.paint(color, strings.TrimSuffix(finding, "\n")))
	}
	if n := l.Findings.Sorted().Count(diag.Error); n > 0 {
		fmt.Fprintln(c.w, c.paint("31", fmt.Sprintf("a build would stop here (errors: %d)", n)))
	}
}

// paint puts text in a colour or weight, by its number (ECMA-48, SGR).
func (c *console) paint(sgr, text string) string {
	if !c.colors {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

// oneLine shows control characters of file names instead of obeying them.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '\ufffd'
		}
		return r
	}, s)
}

// openBrowser opens an address the way the system does; a system without a
// browser is no failure.
func openBrowser(url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if cmd := exec.Command(name, args...); cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
