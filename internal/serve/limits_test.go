package serve

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Headers have a limit.
func TestHeaderLimit(t *testing.T) {
	s := newSite(t, smallSite())
	r := s.start(s.options())
	for _, request := range []string{
		"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n",
		"GET /" + strings.Repeat("x", 1<<20) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("X: x\r\n", 100_000) + "\r\n",
	} {
		if status, _, _ := r.raw(request); status == http.StatusOK {
			t.Errorf("%.40q…: status 200", request)
		}
	}
	if status, _, _ := r.ask("GET", "/", "Host: localhost", "Cookie: "+strings.Repeat("x", 8000)); status != http.StatusOK {
		t.Errorf("a header of 8 kB: status %d", status)
	}
}

// A client that is slow to ask, or that asks nothing more, is cut off. The
// connection is in memory and so is the time.
func TestSlowClients(t *testing.T) {
	for name, tt := range map[string]struct {
		send  string
		after time.Duration // at most
	}{
		"nothing":                    {"", 6 * time.Second},
		"half a header":              {"GET / HTTP/1.1\r\nHost: local", 6 * time.Second},
		"half a body":                {"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nxx", 16 * time.Second},
		"an answer, and no more":     {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 62 * time.Second},
		"many, and no more":          {strings.Repeat("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", 3), 62 * time.Second},
		"a refusal, and nothing":     {"GET / HTTP/1.1\r\nHost: evil.com\r\n\r\n", 62 * time.Second},
		"a refused method with body": {"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nxx", 62 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, end := net.Pipe()
				listener := &pipeListener{conns: make(chan net.Conn, 1), done: make(chan struct{})}
				listener.conns <- end
				server := httpServer(t.Context(), newGuard(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "page") })))
				go server.Serve(listener)
				go io.WriteString(client, tt.send)
				start := time.Now()
				_, _ = io.Copy(io.Discard, client) // until the server ends it
				if took := time.Since(start); took > tt.after {
					t.Errorf("cut off after %s", took)
				}
				client.Close()
				server.Close()
			})
		})
	}
}

// pipeListener accepts connections in memory.
type pipeListener struct {
	conns chan net.Conn
	done  chan struct{}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error {
	close(l.done)
	return nil
}

func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{} }
