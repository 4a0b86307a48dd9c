package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"careerguide/internal/config"
	"careerguide/internal/output"
)

// Rollback switches a folder back to the release that was live before, after
// it has read every file of it: none may be other than it was deployed. It
// returns the names of the release that is live now and of the one that was.
func Rollback(ctx context.Context, o Options) (now, was string, err error) {
	if o.Target.To.Kind != config.Folder {
		return "", "", fmt.Errorf("target %s keeps no releases to go back to; build the earlier state of the site and deploy it", o.Target.Label())
	}
	r, err := openReleases(o)
	if err != nil {
		return "", "", err
	}
	defer r.close()
	if r.live == "" {
		return "", "", fmt.Errorf("nothing was deployed to %s yet", r.dir)
	}
	_, before, _, err := r.readList(r.live)
	if err != nil {
		return "", r.live, err
	}
	if _, err := os.Stat(r.path("releases", before)); before == "" || !releaseName.MatchString(before) || err != nil {
		return "", r.live, fmt.Errorf("there is no earlier release than %s in %s", r.live, r.dir)
	}
	files, _, _, err := r.readList(before)
	if err != nil {
		return "", r.live, err
	}
	err = each(ctx, 2*runtime.GOMAXPROCS(0), sortedNames(files), func(_ context.Context, name string) error {
		place := r.path("releases", before, filepath.FromSlash(name))
		info, err := os.Lstat(place)
		if err != nil {
			return fmt.Errorf("release %s: read %s: %w", before, name, output.Cause(err))
		}
		data, err := os.ReadFile(place)
		if s := (sum{sha256.Sum256(data), int64(len(data))}); err != nil || !info.Mode().IsRegular() || s != files[name] {
			return errors.Join(fmt.Errorf("release %s is not as it was deployed: %s is another file", before, name), err)
		}
		return nil
	})
	if err != nil {
		return "", r.live, err
	}
	if o.DryRun {
		return before, r.live, nil
	}
	names, err := r.all()
	if err != nil {
		return "", r.live, err
	}
	was = r.live
	if err := r.lend(before, before, files, names); err != nil {
		return "", was, err
	}
	return before, was, r.link(before)
}
