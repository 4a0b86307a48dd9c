package build_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"careerguide/internal/build"
)

// BenchmarkBuild1000 builds 1,000 roles into an empty folder, in memory where
// the machine has /dev/shm. One iteration a process tells the peak of memory:
//
//	go test ./internal/build -run '^$' -bench Build1000 -benchtime 1x
func BenchmarkBuild1000(b *testing.B) {
	source := corpusOf(1000)
	scratch := b.TempDir()
	if dir, err := os.MkdirTemp("/dev/shm", "careerguide-bench"); err == nil {
		scratch = dir
		defer os.RemoveAll(dir)
	}
	b.ReportAllocs()
	before := usage(b)
	pages := 0
	for b.Loop() {
		dir := filepath.Join(scratch, "public")
		result, err := build.Run(context.Background(), build.Options{Source: source, Output: dir, Minify: true, Now: buildDay})
		if err != nil || result.Findings.HasErrors() {
			b.Fatal(err, list(result.Findings))
		}
		pages = result.Pages
		b.StopTimer()
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	after := usage(b)
	cpu := seconds(after.Utime) + seconds(after.Stime) - seconds(before.Utime) - seconds(before.Stime)
	b.ReportMetric(cpu/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(after.Maxrss)/1024, "peak-MB") // kilobytes on Linux
	b.ReportMetric(float64(pages), "pages")
}

func usage(b *testing.B) syscall.Rusage {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u
}

func seconds(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
