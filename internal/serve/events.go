package serve

import (
	"bytes"
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// The event stream, /.careerguide/events, is server-sent events (HTML
// Standard, 9.2). Without parameters it tells of every change:
//
//	event: change
//	data: {"files":["content/roles/nurse.md"],"pages":["/roles/nurse/",…],"all":false,"ms":4.2,"errors":0}
//
// With page=ADDRESS and version=ETAG it tells a browser what concerns the
// page that it shows: page (its new version), panel (what is known of it is
// new), style (the new stylesheet), reload, moved (the new address) and errors
// (what the overlay shows).

const (
	queued       = 32               // events that a slow listener may have waiting
	writeTimeout = 10 * time.Second // for a listener that takes nothing
	heartbeat    = 15 * time.Second
)

// listener is an open event stream.
type listener struct {
	page    string // address on the site; "" hears of every change
	version string // of the page that it shows; guarded by hub.mu
	events  chan []byte
	gone    chan struct{} // closed when the listener is dropped
	abort   func()        // ends a write that is under way
	once    sync.Once
}

// send queues an event. A listener that has too many waiting is dropped: it
// comes back, and is told then what it has missed.
func (l *listener) send(event []byte) {
	select {
	case l.events <- event:
	default:
		l.drop()
	}
}

func (l *listener) drop() {
	l.once.Do(func() {
		close(l.gone)
		l.abort()
	})
}

// hub is the open event streams.
type hub struct {
	mu        sync.Mutex
	listeners map[*listener]bool
	closed    bool
}

func (h *hub) add(l *listener) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	if h.listeners == nil {
		h.listeners = map[*listener]bool{}
	}
	h.listeners[l] = true
	return true
}

func (h *hub) remove(l *listener) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.listeners, l)
}

// count returns how many streams are open.
func (h *hub) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.listeners)
}

// close ends every stream, and refuses new ones.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for l := range h.listeners {
		l.drop()
	}
}

// everyone sends an event to those that hear of every change.
func (h *hub) everyone(event []byte) { h.to("", event) }

// to sends an event to those that show a page.
func (h *hub) to(page string, event []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		if l.page == page {
			l.send(event)
		}
	}
}

// browsers sends an event to all that show some page.
func (h *hub) browsers(event []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		if l.page != "" {
			l.send(event)
		}
	}
}

// update tells those that show a page of its version, if theirs is another.
func (h *hub) update(page, version string) {
	event := encode("page", map[string]string{"version": version})
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		if l.page == page && l.version != version {
			l.version = version
			l.send(event)
		}
	}
}

// pages returns the addresses that browsers show.
func (h *hub) pages() map[string]bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	set := map[string]bool{}
	for l := range h.listeners {
		if l.page != "" {
			set[l.page] = true
		}
	}
	return set
}

// encode writes an event of the stream.
func encode(name string, data any) []byte {
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // no value of ours fails
	}
	var b bytes.Buffer
	b.WriteString("event: " + name + "\ndata: ")
	b.Write(text)
	b.WriteString("\n\n")
	return b.Bytes()
}

// stream writes events to a listener until it or the server ends. The first
// ones are what it has to know at once.
func (h *hub) stream(w http.ResponseWriter, r *http.Request, l *listener, first func()) {
	control := http.NewResponseController(w)
	l.events, l.gone = make(chan []byte, queued), make(chan struct{})
	l.abort = func() { _ = control.SetWriteDeadline(time.Now()) }
	if !h.add(l) {
		http.Error(w, "the server is about to end", http.StatusServiceUnavailable)
		return
	}
	defer h.remove(l)
	header := w.Header()
	header.Set("Content-Type", "text/event-stream")
	header.Set("Cache-Control", "no-store")
	write := func(event []byte) bool {
		_ = control.SetWriteDeadline(time.Now().Add(writeTimeout))
		if _, err := w.Write(event); err != nil {
			return false
		}
		return control.Flush() == nil
	}
	_ = control.SetReadDeadline(time.Time{}) // the stream outlives the time for reading a request
	if r.Method == http.MethodHead || !write([]byte("retry: 300\n\n")) {
		return
	}
	first()
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case event := <-l.events:
			if !write(event) {
				return
			}
		case <-beat.C:
			if !write([]byte(": \n\n")) {
				return
			}
		case <-l.gone:
			return
		case <-r.Context().Done():
			return
		}
	}
}
