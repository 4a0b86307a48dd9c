package serve

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"careerguide/internal/corpus"
)

// TestManyBrowsers saves 100 times while 1,000 streams are open, half of them
// of everything and half of one page, and one that never reads.
func TestManyBrowsers(t *testing.T) {
	clients, saves := 1000, 100
	if testing.Short() {
		clients, saves = 100, 20
	}
	files := corpus.Files(50)
	s := newSite(t, files)
	r := s.start(s.options())
	name := rolesOf(files)[0]
	page := "/roles/" + name[strings.LastIndexByte(name, '/')+1:len(name)-len(".md")] + "/"

	stalled, err := net.Dial("tcp", r.address)
	if err != nil {
		t.Fatal(err)
	}
	defer stalled.Close()
	_ = stalled.(*net.TCPConn).SetReadBuffer(1)
	if _, err := io.WriteString(stalled, "GET /.careerguide/events HTTP/1.1\r\nHost: "+r.address+"\r\n\r\n"); err != nil {
		t.Fatal(err)
	}

	var all, pages []*stream
	for i := range clients {
		query := ""
		if i%2 == 1 {
			query = "?page=" + page + "&version=0"
		}
		stream, err := listenAt(r.address, query)
		if err != nil {
			t.Fatalf("client %d: %v", i, err)
		}
		defer stream.conn.Close()
		if query == "" {
			all = append(all, stream)
		} else {
			stream.next(t, "page")
			pages = append(pages, stream)
		}
	}
	var mu sync.Mutex
	var took []time.Duration
	text := files[name]
	for i := range saves {
		before := time.Now()
		s.write(name, fmt.Sprintf("%s\nSaved %d times.\n", text, i+1))
		var wg sync.WaitGroup
		wait := func(stream *stream, what string) {
			wg.Go(func() {
				late := time.After(slower * 20 * time.Second)
				for {
					select {
					case e, ok := <-stream.events:
						if !ok {
							t.Errorf("save %d: a stream ended", i)
							return
						}
						if e.name == what {
							mu.Lock()
							took = append(took, e.at.Sub(before))
							mu.Unlock()
							return
						}
					case <-late:
						t.Errorf("save %d: not told", i)
						return
					}
				}
			})
		}
		for _, stream := range all {
			wait(stream, "change")
		}
		for _, stream := range pages {
			wait(stream, "page")
		}
		if wg.Wait(); t.Failed() {
			return
		}
	}
	t.Logf("%d clients, %d saves: median %.1f ms, p99 %.1f ms", clients, saves, ms(at(took, 50)), ms(at(took, 99)))
	if p99 := at(took, 99); p99 > slower*10*250*time.Millisecond { // 250 ms, on an idle machine
		t.Errorf("p99 of %s", p99)
	}
}

// A listener that takes nothing delays nobody, and is dropped.
func TestStalled(t *testing.T) {
	s := newSite(t, smallSite())
	r := s.rig(s.options())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	listener := &pipeListener{conns: make(chan net.Conn, 2), done: make(chan struct{})}
	server := httpServer(ctx, r.server)
	go server.Serve(listener)
	defer server.Close()
	open := func() net.Conn { // a connection without any buffer
		client, end := net.Pipe()
		listener.conns <- end
		go io.WriteString(client, "GET /.careerguide/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
		reader := bufio.NewReader(client)
		if _, err := http.ReadResponse(reader, nil); err != nil {
			t.Fatal(err)
		}
		return client
	}
	stalled, reads := open(), open()
	defer stalled.Close()
	defer reads.Close()
	got := make(chan struct{}, 1000)
	go func() {
		lines := bufio.NewScanner(reads)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data: ") {
				got <- struct{}{}
			}
		}
	}()
	for r.server.hub.count() != 2 {
		time.Sleep(time.Millisecond)
	}
	for i := range queued + 10 {
		start := time.Now()
		r.server.hub.everyone(encode("change", i))
		if took := time.Since(start); took > slower*5*time.Second {
			t.Fatalf("event %d waited %s for a stalled client", i, took)
		}
		select {
		case <-got:
		case <-time.After(slower * 20 * time.Second):
			t.Fatalf("event %d did not arrive", i)
		}
	}
	for deadline := time.Now().Add(slower * 20 * time.Second); r.server.hub.count() != 1; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the stalled client is not dropped")
		}
	}
}

var rebuilds = flag.Int("rebuilds", 300, "number of rebuilds that nothing grows by")

// TestGrowth rebuilds many times: no goroutine and no descriptor more, and no
// more than a twentieth of heap.
func TestGrowth(t *testing.T) {
	rebuilds := *rebuilds
	if testing.Short() {
		rebuilds = 40
	}
	files := corpus.Files(60)
	r := newRig(t, files)
	names := rolesOf(files)
	rebuild := func(i int) {
		name := names[i%len(names)]
		text := files[name]
		switch i % 5 {
		case 0:
			text = strings.Replace(text, "\nsummary: ", fmt.Sprintf(" %d\nsummary: ", i%7), 1)
		case 1:
			text += fmt.Sprintf("\n### Heading %d\n\nText.\n", i%7)
		case 2:
			text = strings.Replace(text, "title: ", "titel: ", 1)
		case 3:
			r.write("assets/css/main.css", fmt.Sprintf("p { top: %dpx }\n", i%7))
			r.worker.take(t.Context(), batchOf("assets/css/main.css"))
		}
		r.write(name, text)
		r.worker.take(t.Context(), batchOf(name))
		r.get("/roles/")
		r.get("/roles/" + name[strings.LastIndexByte(name, '/')+1:len(name)-len(".md")] + "/")
		r.write(name, files[name])
		r.worker.take(t.Context(), batchOf(name))
		r.wait()
	}
	measure := func() (goroutines, descriptors int, heap uint64) {
		time.Sleep(slower * 600 * time.Millisecond) // esbuild leaves one that ends a quarter of a second later
		for range 3 {
			runtime.GC()
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		entries, _ := os.ReadDir("/proc/self/fd")
		return runtime.NumGoroutine(), len(entries), m.HeapAlloc
	}
	for i := range 2 * len(names) {
		rebuild(i)
	}
	goroutines, descriptors, heap := measure()
	for i := range rebuilds / 2 { // each is two
		rebuild(i)
	}
	goroutinesNow, descriptorsNow, heapNow := measure()
	t.Logf("goroutines %d and %d, descriptors %d and %d, heap %d and %d kB", goroutines, goroutinesNow, descriptors, descriptorsNow, heap/1000, heapNow/1000)
	if goroutinesNow > goroutines || descriptorsNow > descriptors || heapNow > heap+heap/20 {
		stacks := make([]byte, 1<<20)
		t.Errorf("it grows\n%s", stacks[:runtime.Stack(stacks, true)])
	}
}
