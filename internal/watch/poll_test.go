package watch

import (
	"os"
	"testing"
	"testing/synctest"
	"time"
)

// TestPollingEditors proves that a save is one batch when polling, too.
func TestPollingEditors(t *testing.T) {
	for name, save := range saves {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newSite(t, nurse, "content/end.md").watch(Options{Poll: true})
				for _, text := range []string{"new", "newer"} {
					time.Sleep(700 * ms)
					save(w.site, text)
					w.names(nurse)
					w.quiet()
				}
			})
		})
	}
}

// TestPolling proves which changes polling finds, and when.
func TestPolling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, nurse, "site.yaml", "content/old/a.md", "content/old/deep/b.md", "public/index.html")
		away := newSite(t, "in/a.md")
		w := s.watch(Options{Poll: true, Files: []string{"site.yaml"}})
		w.write(nurse, "new")
		w.write("site.yaml", "new")
		w.write("public/index.html", "new")
		w.write(nurse+"~", "new")
		w.link(away.path("in"), "content/link")
		w.link(away.path("in"), "layouts")
		start := time.Now()
		w.names(nurse + " site.yaml")
		if d := time.Since(start); d != 540*ms {
			t.Errorf("told after %v, want a look after 500 ms and one hold of 40 ms", d)
		}
		w.rename("content/old", "content/new")
		w.names("content/new/a.md content/new/deep/b.md content/old/a.md content/old/deep/b.md")
		w.mkdir("assets/css")
		w.write("assets/css/site.css", "new")
		w.names("assets/css/site.css")
		w.remove("assets")
		w.names("assets/css/site.css")
		// The same size, and a time of its own.
		w.ok(os.Chtimes(w.path(nurse), time.Time{}, time.Unix(1_700_000_000, 0)))
		w.names(nurse)
		w.ok(os.Chmod(w.path(nurse), 0o600))
		w.mkdir("content/empty")
		time.Sleep(5 * time.Second)
		select {
		case b := <-w.batches:
			t.Errorf("a batch for nothing: %+v", b)
		default:
		}
	})
}

// TestPollMeetsHalfASave looks while an editor is in the middle of its save.
func TestPollMeetsHalfASave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newSite(t, nurse, "content/end.md").watch(Options{Poll: true})
		time.Sleep(495 * ms)
		w.remove(nurse)
		time.Sleep(10 * ms)
		w.write(nurse, "")
		time.Sleep(20 * ms)
		w.write(nurse, "new")
		w.names(nurse)
		if text := w.read()[nurse]; text != "new" {
			t.Errorf("told too early: %q", text)
		}
		w.quiet()
	})
}
