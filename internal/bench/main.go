// Command bench measures the program on sites of any size, as anyone can
// repeat it:
//
//	go run ./internal/bench -roles 1000,10000
//
// It writes a corpus to a folder (a tmpfs, if there is one: disks differ too
// much), builds it, edits it under the dev server, and prints one table, with
// the time that a plain loop needs to write as many files of the same sizes.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"careerguide/internal/corpus"
)

func main() {
	sizes := flag.String("roles", "1000,10000", "numbers of roles, with commas between")
	dir := flag.String("dir", "", "folder to work in (default: /dev/shm, or the system's folder for temporary files)")
	runs := flag.Int("runs", 3, "cold builds of each size; the best counts")
	edits := flag.Int("edits", 200, "articles saved under the dev server; 0 for no server")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *sizes, *dir, *runs, *edits); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, sizes, dir string, runs, edits int) error {
	if dir == "" {
		dir = os.TempDir()
		if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
			dir = "/dev/shm"
		}
	}
	work, err := os.MkdirTemp(dir, "careerguide-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	program := filepath.Join(work, "careerguide")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/careerguide").CombinedOutput(); err != nil {
		return fmt.Errorf("build the program: %w\n%s", err, out)
	}
	fmt.Printf("%s, %s/%s, %d processors, in %s\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), dir)
	fmt.Println("| roles | what | files | wall | CPU | peak memory |")
	fmt.Println("|---|---|---|---|---|---|")
	for size := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(size))
		if err != nil || n < 1 {
			return fmt.Errorf("-roles: %q is no number of roles", size)
		}
		site := filepath.Join(work, "site-"+size)
		if err := corpus.Write(site, corpus.All(n)); err != nil {
			return err
		}
		out := filepath.Join(work, "public")
		var best used
		for i := range runs {
			if err := os.RemoveAll(out); err != nil {
				return err
			}
			u, err := measure(exec.CommandContext(ctx, program, "build", "--quiet", "--source", site, "--output", out))
			if err != nil {
				return err
			}
			if i == 0 || u.cpu < best.cpu {
				best = u
			}
		}
		written, err := sizesOf(out)
		if err != nil {
			return err
		}
		row(n, "cold build", len(written), best)
		again, err := measure(exec.CommandContext(ctx, program, "build", "--quiet", "--source", site, "--output", out))
		if err != nil {
			return err
		}
		row(n, "build again, nothing changed", 0, again)
		if err := editText(site); err != nil {
			return err
		}
		if again, err = measure(exec.CommandContext(ctx, program, "build", "--quiet", "--source", site, "--output", out)); err != nil {
			return err
		}
		row(n, "build again, one text changed", 0, again)
		if err := os.RemoveAll(out); err != nil {
			return err
		}
		plain, err := plainLoop(filepath.Join(work, "plain"), written)
		if err != nil {
			return err
		}
		row(n, "plain loop that writes as much", len(written), plain)
		if hugo, err := exec.LookPath("hugo"); err == nil {
			if err := measureHugo(ctx, hugo, work, site, n); err != nil {
				return err
			}
		}
		if edits > 0 {
			if err := measureServer(ctx, program, site, n, edits); err != nil {
				return err
			}
		}
		if err := os.RemoveAll(site); err != nil {
			return err
		}
	}
	return nil
}

// editText adds a line to an article of a site.
func editText(site string) error {
	files, err := filepath.Glob(filepath.Join(site, "content/roles/*/*.md"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("the site has no roles: %w", err)
	}
	f, err := os.OpenFile(files[len(files)/2], os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString("\nOne more line.\n")
	return errors.Join(err, f.Close())
}

func row(roles int, what string, files int, u used) {
	count := "–"
	if files > 0 {
		count = strconv.Itoa(files)
	}
	memory := "–"
	if u.memory > 0 {
		memory = fmt.Sprintf("%d MiB", u.memory>>20)
	}
	fmt.Printf("| %d | %s | %s | %.2f s | %.2f s | %s |\n", roles, what, count, u.wall.Seconds(), u.cpu.Seconds(), memory)
}

// used is what a process took.
type used struct {
	wall, cpu time.Duration
	memory    int64 // bytes at its peak; 0 if unknown
}

func measure(cmd *exec.Cmd) (used, error) {
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return used{}, fmt.Errorf("%s: %w", filepath.Base(cmd.Path), err)
	}
	return used{time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak(cmd.ProcessState)}, nil
}

// sizesOf returns the sizes of all files below a folder, by name.
func sizesOf(dir string) (map[string]int64, error) {
	sizes := map[string]int64{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			name, err = filepath.Rel(dir, name)
			sizes[name] = info.Size()
		}
		return err
	})
	return sizes, err
}

// plainLoop writes files of the same sizes and does nothing else: what no
// build can be faster than.
func plainLoop(dir string, sizes map[string]int64) (used, error) {
	defer os.RemoveAll(dir)
	names := make([]string, 0, len(sizes))
	largest := int64(0)
	for name, size := range sizes {
		names = append(names, name)
		largest = max(largest, size)
	}
	slices.Sort(names)
	data := make([]byte, largest)
	start, before := time.Now(), processorTime()
	for _, name := range names {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return used{}, err
		}
		if err := os.WriteFile(file, data[:sizes[name]], 0o644); err != nil {
			return used{}, err
		}
	}
	return used{wall: time.Since(start), cpu: processorTime() - before}, nil
}
