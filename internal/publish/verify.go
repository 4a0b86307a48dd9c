package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"careerguide/internal/hosting"
	"careerguide/internal/output"
)

// VerifyOptions say what is fetched, and where from.
type VerifyOptions struct {
	URL    string // the address of the site's home
	Files  []File
	Clock  Clock
	Client *http.Client // nil for one of its own
}

const (
	mostChanged = 50 // changed files that are fetched
	sampled     = 20 // others
	fetches     = 8  // at once
	patience    = 30 * time.Second
)

// Verify fetches changed files and a sample of the others, as a browser would,
// and compares what comes with what was built. It returns how many were
// compared. An answer that differs is asked for again for a while: caches on
// the way may need their time.
func Verify(ctx context.Context, o VerifyOptions) (int, error) {
	base, err := url.Parse(o.URL)
	if err != nil {
		return 0, errors.New("the address of the site is none")
	}
	client := o.Client
	if client == nil {
		client = &http.Client{}
	}
	files := chosenFor(o.Files)
	err = each(ctx, fetches, files, func(ctx context.Context, f File) error {
		at := base.JoinPath(address(f.Name)).String()
		return o.Clock.retry(ctx, func(ctx context.Context) error { return compare(ctx, client, at, f) })
	})
	return len(files), err
}

// chosenFor returns the files to fetch: changed ones, pages before others, and
// others in a spread that is not the same for every deploy.
func chosenFor(files []File) []File {
	var changed, rest []File
	all := sha256.New()
	known := make(map[string]bool, len(files))
	for _, f := range files {
		known[f.Name] = true
	}
	for _, f := range files {
		plain, coding := hosting.Encoding(f.Name)
		switch {
		case f.Leads || path.Base(f.Name) == "404.html" || hosting.IsOwn(f.Name) || coding != "" && known[plain]:
			continue // hosts keep these to themselves, give them another address, or answer for them
		case f.Changed:
			changed = append(changed, f)
		default:
			rest = append(rest, f)
		}
		all.Write(f.Plain[:])
	}
	slices.SortStableFunc(changed, func(a, b File) int {
		order := func(f File) int {
			if rankOf(f.Name) == output.Page {
				return 0
			}
			return 1
		}
		return order(a) - order(b)
	})
	seed := all.Sum(nil)
	key := func(f File) []byte {
		sum := sha256.Sum256(append(append([]byte{}, seed...), f.Name...))
		return sum[:]
	}
	slices.SortFunc(rest, func(a, b File) int { return bytes.Compare(key(a), key(b)) })
	return append(changed[:min(len(changed), mostChanged)], rest[:min(len(rest), sampled)]...)
}

// address returns the address of a file below the home: a folder's for its
// index.html.
func address(name string) string {
	if name == "index.html" {
		return "/"
	}
	if dir, ok := strings.CutSuffix(name, "/index.html"); ok {
		return dir + "/"
	}
	return name
}

// compare fetches a file, unpacked, and compares it.
func compare(ctx context.Context, client *http.Client, at string, f File) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Cache-Control", "no-cache")
	resp, err := client.Do(req)
	if err != nil {
		return passing{error: fmt.Errorf("verify: %w", err)}
	}
	defer resp.Body.Close()
	h := sha256.New()
	if resp.StatusCode != http.StatusOK {
		return passing{error: fmt.Errorf("verify: %s answers %s", at, resp.Status)}
	}
	if _, err := io.Copy(h, resp.Body); err != nil {
		return passing{error: fmt.Errorf("verify: read %s: %w", at, err)}
	}
	if encoding := resp.Header.Get("Content-Encoding"); encoding != "" {
		return fmt.Errorf("verify: %s comes in the encoding %s, which was not asked for", at, encoding)
	}
	if !bytes.Equal(h.Sum(nil), f.Plain[:]) {
		return passing{error: fmt.Errorf("verify: %s is not %s as it was built", at, f.Name)}
	}
	return nil
}
