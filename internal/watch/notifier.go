package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// notifier is the system's file events.
type notifier struct {
	events <-chan fsnotify.Event
	// failed has room for one error: events were lost, usually by overflow of
	// the system's queue (fsnotify.ErrEventOverflow).
	failed <-chan error
	add    func(folder string) error
	remove func(folder string) error
	// close returns when the descriptor and the goroutines are gone.
	close func()
}

// open must leave fsnotify's events unbuffered. Its reader is then never more
// than one event ahead, so that a renamed folder is taken out of the watch under its
// old name before fsnotify reaches the kernel's word that the folder itself
// moved. Otherwise that word would end the watch under the new name.
func open() (*notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	failed := make(chan error, 1)
	drained := make(chan struct{})
	// Errors are received at once: fsnotify may hold, while it sends one, the
	// lock that add and close wait for.
	go func() {
		defer close(drained)
		for err := range w.Errors {
			// A folder was moved and deleted before fsnotify could end its
			// watch: it has ended by itself.
			if runtime.GOOS == "linux" && errors.Is(err, syscall.EINVAL) {
				continue
			}
			select {
			case failed <- err:
			default:
			}
		}
	}()
	return &notifier{
		events: w.Events,
		failed: failed,
		add:    w.Add,
		remove: w.Remove,
		close: func() {
			_ = w.Close()
			<-drained
		},
	}, nil
}

// isGone reports whether a folder could not be watched because it is not there,
// is no folder any more or may not be read: nothing that polling could better.
func isGone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) ||
		errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ELOOP)
}

// explain says why folders are polled and what can be done about it.
func explain(err error) string {
	switch {
	case errors.Is(err, errRootGone):
		return "the site's folder was moved or deleted: its files are polled from now on"
	case errors.Is(err, syscall.ENOSPC) && runtime.GOOS == "linux":
		return "the system's limit of watched folders is reached: files are polled instead, " +
			"which is slower. To raise it: sudo sysctl fs.inotify.max_user_watches=524288"
	case errors.Is(err, syscall.EMFILE) && runtime.GOOS == "linux":
		return "the system's limit of watching programs or of open files is reached: files are polled instead, " +
			"which is slower. To raise it: sudo sysctl fs.inotify.max_user_instances=1024, or ulimit -n 65536"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "the limit of open files is reached: files are polled instead, " +
			"which is slower. To raise it: ulimit -n 65536"
	}
	return fmt.Sprintf("folders cannot be watched (%v): files are polled instead, which is slower", err)
}
