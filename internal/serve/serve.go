// Package serve is the dev server: it renders the page that is asked for from
// the site in memory, and tells open browsers what changed. It writes nothing.
//
//	watch ──► workspace ──► state ──► handler ──► browser
//	          reads again   linked    renders  ◄── events
//
// The pages are those of page.Pages, which a build writes too, so the two
// cannot differ. Front matter is read at the start; bodies are parsed when a
// page shows them, and read in the background for their findings.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	"careerguide/internal/watch"
)

// Options are what a server takes from the world.
type Options struct {
	Root       *os.Root // the site's root
	Source     string   // the same, as the operating system names it
	Host       string   // address to listen at
	Port       int      // the first to try; 0 is any
	AllowHosts []string // names that requests may have beside the loopback's
	Drafts     bool     // serve drafts
	Future     bool     // serve what is published later than now
	Minify     bool     // leave out what a browser drops, as a build does
	Editor     string   // a key of Editors; "" for no links to the editor
	Now        func() time.Time

	// Ready is told the server's address when it listens; may be nil.
	Ready func(url string)
	// Log receives what the server tells, a call each; may be nil.
	Log func(Line)
}

// triedPorts is how many ports are tried from the first.
const triedPorts = 100

// Run serves a site until ctx ends.
func Run(ctx context.Context, o Options) error {
	if o.Log == nil {
		o.Log = func(Line) {}
	}
	listener, err := listen(o.Host, o.Port)
	if err != nil {
		return err
	}
	if port := listener.Addr().(*net.TCPAddr).Port; o.Port != 0 && port != o.Port {
		o.Log(Line{Text: fmt.Sprintf("port %d is taken; using %d", o.Port, port)})
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := newServer(o)
	names := o.AllowHosts
	if ip := net.ParseIP(o.Host); ip == nil || !ip.IsUnspecified() {
		names = append(names[:len(names):len(names)], o.Host)
	}
	server := httpServer(ctx, newGuard(s, names...))
	batches, err := watch.Watch(ctx, o.Source, watch.Options{Notice: func(text string) { o.Log(Line{Text: text}) }})
	if err != nil {
		listener.Close()
		return err
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		s.work(ctx, batches, address(o.Host, listener))
	}()
	select {
	case <-ctx.Done():
		err = nil
	case err = <-served:
	}
	cancel()
	s.hub.close()
	ending, done := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer done()
	if server.Shutdown(ending) != nil {
		server.Close()
	}
	<-worked
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// httpServer serves a handler within limits of time and size, until ctx ends.
func httpServer(ctx context.Context, handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute,
		MaxHeaderBytes:               16 << 10,
		DisableGeneralOptionsHandler: true,                      // it would answer OPTIONS * past the guard
		ErrorLog:                     log.New(discard{}, "", 0), // what a client sends is no news
		BaseContext:                  func(net.Listener) context.Context { return ctx },
	}
}

// listen opens the first free port from the one that is asked for.
func listen(host string, port int) (net.Listener, error) {
	var listener net.Listener
	var err error
	for i := range triedPorts {
		if port+i > 65535 {
			break
		}
		listener, err = net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port+i)))
		if err == nil || port == 0 || !inUse(err) {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("listen at %s: %w", net.JoinHostPort(host, strconv.Itoa(port)), err)
	}
	return listener, nil
}

// address is where a browser finds the server.
func address(host string, l net.Listener) string {
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
