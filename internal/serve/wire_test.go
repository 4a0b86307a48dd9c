package serve

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// running is a server on a port.
type running struct {
	*testSite
	address string // host and port
	end     func() error
	lines   chan Line
}

// start runs a server until the test ends.
func (s *testSite) start(o Options) *running {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	r := &running{testSite: s, lines: make(chan Line, 10_000)}
	o.Ready = func(url string) { ready <- url }
	o.Log = func(l Line) {
		select {
		case r.lines <- l:
		default:
		}
	}
	go func() { ended <- Run(ctx, o) }()
	var err error
	over := false
	r.end = func() error {
		if !over {
			cancel()
			err, over = <-ended, true
		}
		return err
	}
	s.t.Cleanup(func() { r.end() })
	select {
	case url := <-ready:
		r.address, _, _ = strings.Cut(strings.TrimPrefix(url, "http://"), "/")
	case err := <-ended:
		s.t.Fatalf("the server ended: %v", err)
	case <-time.After(slower * 20 * time.Second):
		s.t.Fatal("the server is not ready")
	}
	return r
}

// raw sends bytes and returns the answer; status 0 for none. Of a stream the
// body is not read.
func (r *running) raw(request string) (status int, header http.Header, body string) {
	r.t.Helper()
	conn, err := net.Dial("tcp", r.address)
	if err != nil {
		r.t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(slower * 20 * time.Second))
	if _, err := io.WriteString(conn, request); err != nil {
		return 0, nil, ""
	}
	method, _, _ := strings.Cut(request, " ")
	response, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		return 0, nil, ""
	}
	if response.Header.Get("Content-Type") != "text/event-stream" {
		data, _ := io.ReadAll(response.Body)
		body = string(data)
	}
	return response.StatusCode, response.Header, body
}

// ask sends a request for a target with headers, each on its line.
func (r *running) ask(method, target string, headers ...string) (status int, header http.Header, body string) {
	r.t.Helper()
	return r.raw(method + " " + target + " HTTP/1.1\r\n" + strings.Join(append(headers, "Connection: close"), "\r\n") + "\r\n\r\n")
}

// stream is an open event stream.
type stream struct {
	conn   net.Conn
	events chan event
}

type event struct {
	name, data string
	at         time.Time
}

// listen opens an event stream.
func (r *running) listen(query string) *stream {
	r.t.Helper()
	s, err := listenAt(r.address, query)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { s.conn.Close() })
	return s
}

func listenAt(address, query string) (*stream, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(conn, "GET /.careerguide/events"+query+" HTTP/1.1\r\nHost: "+address+"\r\n\r\n"); err != nil {
		return nil, err
	}
	reader := bufio.NewReader(conn)
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		return nil, err
	}
	s := &stream{conn: conn, events: make(chan event, 1000)}
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() { // retry: the listener is known from here on
		return nil, io.ErrUnexpectedEOF
	}
	go func() {
		defer close(s.events)
		e := event{}
		for lines.Scan() {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				e.name = name
			} else if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				e.data, e.at = data, time.Now()
				s.events <- e
			}
		}
	}()
	return s, nil
}

// next waits for an event of a name.
func (s *stream) next(t testing.TB, name string) event {
	t.Helper()
	late := time.After(slower * 20 * time.Second)
	for {
		select {
		case e, ok := <-s.events:
			if !ok {
				t.Fatalf("the stream ended before %q", name)
			}
			if e.name == name {
				return e
			}
		case <-late:
			t.Fatalf("no event %q", name)
		}
	}
}
