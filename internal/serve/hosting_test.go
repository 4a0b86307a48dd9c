package serve

import (
	"net/http"
	"strings"
	"testing"
)

// Files for the host are there; the policy that pages state for GitHub Pages
// is not, since the dev server's own elements would break it.
func TestHosted(t *testing.T) {
	files := smallSite()
	files["content/site.yaml"] += "\nhosting: github-pages\nsecurity: {contact: a@example.org, expires: 2099-01-01}\n"
	r := newRig(t, files)
	if w := r.asked("GET", "/"); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "Content-Security-Policy") {
		t.Errorf("the home page: status %d, %s", w.Code, w.Body)
	}
	if w := r.asked("GET", "/.well-known/security.txt"); w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "Contact: mailto:a@example.org\n") {
		t.Errorf("security.txt: status %d, %s", w.Code, w.Body)
	}
}
