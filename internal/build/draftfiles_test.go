package build_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What the browser makes of an untouched template is what the build makes.
func TestDraftAgreesWithDocuments(t *testing.T) {
	url, dir := serveDraft(t)
	ctx := browser(t)
	for role, text := range map[string]string{"tuner": "Piano Tuner", "bare": "Bare Role"} {
		visit(t, ctx, url+"/roles/"+role+"/job-description/")
		for button, ext := range map[string]string{"txt": ".txt", "md": ".md"} {
			want, err := os.ReadFile(filepath.Join(dir, "roles", role, "job-description", role+"-job-description"+ext))
			if err != nil {
				t.Fatal(err)
			}
			if got := copied(t, ctx, button, "text/plain"); got != string(want) || !strings.Contains(got, text) {
				t.Errorf("%s%s:\n%s\nwant\n%s", role, ext, got, want)
			}
		}
		want, err := os.ReadFile(filepath.Join(dir, "roles", role, "job-description", role+"-job-description.docx"))
		if err != nil {
			t.Fatal(err)
		}
		got := download(t, ctx, "docx")
		a, b := zipParts(t, got), zipParts(t, want)
		for name, part := range b {
			if a[name] != part {
				t.Errorf("%s: %s:\n%s\nwant\n%s", role, name, a[name], part)
			}
		}
		if len(a) != len(b) {
			t.Errorf("%s: %d parts, want %d", role, len(a), len(b))
		}
	}
}

// download presses a button and returns the file that the browser saves.
func download(t *testing.T, ctx context.Context, ext string) []byte {
	t.Helper()
	dir := t.TempDir()
	if err := chromedp.Do(ctx, command("Browser.setDownloadBehavior", map[string]any{"behavior": "allow", "downloadPath": dir})); err != nil {
		t.Fatal(err)
	}
	act(t, ctx, `document.querySelector('.tools [data-act=save][value=`+ext+`]').click();`)
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		files, _ := filepath.Glob(filepath.Join(dir, "*-job-description."+ext))
		if len(files) == 1 {
			if data, err := os.ReadFile(files[0]); err == nil && len(data) > 0 {
				return data
			}
		}
	}
	t.Fatalf("no .%s came", ext)
	return nil
}

func zipParts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r) // fails where a sum is wrong
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if err := wellFormed(part); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		parts[f.Name] = string(part)
	}
	return parts
}
