package serve

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"careerguide/internal/corpus"
)

// childSite names the site that a process of this test serves, as the program
// would.
const childSite = "CAREERGUIDE_TEST_SERVE"

func TestMain(m *testing.M) {
	dir := os.Getenv(childSite)
	if dir == "" {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	debug.SetGCPercent(200)
	root, err := os.OpenRoot(dir)
	if err == nil {
		err = Run(ctx, Options{Root: root, Source: dir, Host: "127.0.0.1", Drafts: true, Now: time.Now, Ready: func(url string) { fmt.Println(url) }})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// TestLatency saves 200 times, and measures from before the write to the
// event: body edits most, and titles and salaries. SERVE_ROLES sets the size.
func TestLatency(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a while")
	}
	roles := 1000
	if n, err := strconv.Atoi(os.Getenv("SERVE_ROLES")); err == nil {
		roles = n
	}
	dir := t.TempDir()
	files := corpus.Files(roles)
	if err := corpus.Write(dir, maps.All(files)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childSite+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSpace(string(line[:n]))
	address := strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/")
	names := rolesOf(files)
	first := "/roles/" + strings.TrimSuffix(filepath.Base(names[0]), ".md") + "/"
	response, err := http.Get("http://" + address + first)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	t.Logf("%d roles: first page after %s, status %d", roles, time.Since(start).Round(time.Millisecond), response.StatusCode)
	all, err := listenAt(address, "")
	if err != nil {
		t.Fatal(err)
	}
	browser, err := listenAt(address, "?page="+first+"&version=0")
	if err != nil {
		t.Fatal(err)
	}
	defer all.conn.Close()
	defer browser.conn.Close()
	browser.next(t, "page") // the version is not 0
	atStart := resident(cmd.Process.Pid)
	took := map[string][]time.Duration{}
	for i := range 200 {
		kind, name := "text", names[i*7%len(names)]
		file := filepath.Join(dir, name)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		switch {
		case i%10 == 3:
			kind = "title"
			text = strings.Replace(text, "\nsummary: ", fmt.Sprintf(" %d\nsummary: ", i), 1)
		case i%10 == 7:
			kind = "salary"
			text = strings.Replace(text, "  median: ", "  median: 1", 1)
			text = strings.Replace(text, "  p75: ", "  p75: 1", 1)
			text = strings.Replace(text, "  p90: ", "  p90: 1", 1)
			text = strings.Replace(text, "  mean: ", "  mean: 1", 1)
		default:
			text += fmt.Sprintf("\nOne more line, %d.\n", i)
			if i%5 == 0 {
				kind, name = "browser", names[0]
				file = filepath.Join(dir, name)
				data, _ = os.ReadFile(file)
				text = string(data) + fmt.Sprintf("\nOne more line, %d.\n", i)
			}
		}
		before := time.Now()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		for {
			e := all.next(t, "change")
			if strings.Contains(e.data, filepath.Base(name)) {
				took[kind] = append(took[kind], e.at.Sub(before))
				took["all"] = append(took["all"], e.at.Sub(before))
				break
			}
		}
		if kind == "browser" {
			at := browser.next(t, "page").at
			took["page event"] = append(took["page event"], at.Sub(before))
		}
		time.Sleep(20 * time.Millisecond)
	}
	for _, kind := range []string{"all", "text", "browser", "page event", "title", "salary"} {
		t.Logf("%d roles: %-10s %3d saves, median %5.1f ms, p99 %5.1f ms", roles, kind, len(took[kind]), ms(at(took[kind], 50)), ms(at(took[kind], 99)))
	}
	t.Logf("%d roles: resident %s at the start, %s after the saves", roles, atStart, resident(cmd.Process.Pid))
	if median := at(took["all"], 50); median > slower*10*50*time.Millisecond {
		t.Errorf("median of %s", median)
	}
}

// rolesOf returns the names of the roles' files, sorted.
func rolesOf(files map[string]string) []string {
	var names []string
	for name := range files {
		if strings.HasPrefix(name, "content/roles/") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// at returns a percentile of durations.
func at(list []time.Duration, percent int) time.Duration {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[min(len(list)-1, len(list)*percent/100)]
}

// resident returns the memory that a process holds, as Linux tells it.
func resident(pid int) string {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return fmt.Sprintf("%d MiB", kb/1024)
		}
	}
	return "?"
}
