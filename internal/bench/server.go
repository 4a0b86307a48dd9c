package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// measureServer starts the dev server, saves articles one after the other,
// and tells how long each took to be an event, and the server's memory.
func measureServer(ctx context.Context, program, site string, roles, edits int) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "serve", "--source", site, "--port", "0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	}()
	lines := bufio.NewScanner(out)
	url := ""
	for url == "" && lines.Scan() {
		if word, _, _ := strings.Cut(lines.Text(), " "); strings.HasPrefix(word, "http://") {
			url = word
		}
	}
	if url == "" {
		return fmt.Errorf("the server names no address")
	}
	go io.Copy(io.Discard, out)
	page, err := firstRole(site)
	if err != nil {
		return err
	}
	if err := get(ctx, url+"roles/"+page+"/"); err != nil {
		return err
	}
	first := time.Since(start)
	files, err := filepath.Glob(filepath.Join(site, "content", "roles", "*", "*.md"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	events, err := listen(ctx, url)
	if err != nil {
		return err
	}
	time.Sleep(2 * time.Second) // the stream is open, and the start is over
	for _, kind := range []struct {
		name string
		edit func(text string, i int) string
	}{
		{"text", func(text string, i int) string { return text + "\nOne more line, " + strconv.Itoa(i) + ".\n" }},
		{"salary", func(text string, i int) string {
			return strings.Replace(text, "  note: ", "  note: Figure "+strconv.Itoa(i)+". ", 1)
		}},
		{"title", func(text string, i int) string {
			return strings.Replace(text, "title: ", "title: New "+strconv.Itoa(i)+" ", 1)
		}},
	} {
		var took []time.Duration
		for i := range edits {
			file := files[(i*37)%len(files)]
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			saved := time.Now()
			if err := os.WriteFile(file, []byte(kind.edit(string(data), i)), 0o644); err != nil {
				return err
			}
			select {
			case <-events:
				took = append(took, time.Since(saved))
			case <-time.After(10 * time.Second):
				return fmt.Errorf("a save was not told")
			}
			time.Sleep(30 * time.Millisecond)
		}
		slices.Sort(took)
		fmt.Printf("| %d | server: %s saved, %d times | – | median %.1f ms, p99 %.1f ms | – | – |\n", roles, kind.name, edits,
			ms(took[len(took)/2]), ms(took[len(took)*99/100]))
	}
	fmt.Printf("| %d | server: first page | – | %.2f s | – | %s resident |\n", roles, first.Seconds(), resident(cmd.Process.Pid))
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// firstRole returns the slug of one role.
func firstRole(site string) (string, error) {
	slug := ""
	err := filepath.WalkDir(filepath.Join(site, "content", "roles"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") {
			slug = strings.TrimSuffix(d.Name(), ".md")
			return fs.SkipAll
		}
		return err
	})
	return slug, err
}

func get(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, response.Status)
	}
	_, err = io.Copy(io.Discard, response.Body)
	return err
}

// listen tells of each change that the server does.
func listen(ctx context.Context, url string) (<-chan struct{}, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+".careerguide/events", nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	events := make(chan struct{}, 16)
	go func() {
		defer response.Body.Close()
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if lines.Text() == "event: change" {
				events <- struct{}{}
			}
		}
	}()
	return events, nil
}

// resident is the memory that a process holds now, where the system tells.
func resident(pid int) string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			if kib, err := strconv.Atoi(strings.Fields(value)[0]); err == nil {
				return fmt.Sprintf("%d MiB", kib>>10)
			}
		}
	}
	return "unknown"
}
