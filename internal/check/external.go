package check

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

// ExternalOptions are what asking the web takes from the world.
type ExternalOptions struct {
	Cache  string        // file that keeps answers; "" for none
	Now    time.Time     // that their age is counted to
	Client *http.Client  // nil: one with a time limit
	Pause  time.Duration // between two questions to a host; 0: half a second
}

const (
	externalRule = "external-link"
	fresh        = 7 * 24 * time.Hour // how long an answer holds
	hostsAtOnce  = 8
	askLimit     = 10 * time.Second
)

// answered is what the web said of an address.
type answered struct {
	Dead string    `json:"dead,omitempty"` // why it leads nowhere
	When time.Time `json:"when"`
}

// External asks whether the outside links of a site are alive: each address
// once, one question at a time to a host. Only an address that is surely gone
// is found dead: one that is not found, or whose host there is not.
func External(ctx context.Context, s *site.Site, o ExternalOptions) diag.List {
	places := outsideLinks(s)
	known := readCache(o.Cache)
	byHost := map[string][]string{}
	for _, address := range slices.Sorted(maps.Keys(places)) {
		if a, ok := known[address]; ok && o.Now.Sub(a.When) < fresh && o.Now.Sub(a.When) >= 0 {
			continue
		}
		if u, err := url.Parse(address); err == nil {
			byHost[u.Host] = append(byHost[u.Host], address)
		}
	}
	client := o.Client
	if client == nil {
		client = &http.Client{Timeout: askLimit}
	}
	hosts := make(chan string)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range hostsAtOnce {
		wg.Go(func() {
			for host := range hosts {
				for i, address := range byHost[host] {
					if i > 0 {
						select {
						case <-time.After(cmp.Or(o.Pause, 500*time.Millisecond)):
						case <-ctx.Done():
						}
					}
					if ctx.Err() != nil {
						break
					}
					if dead, sure := ask(ctx, client, address); sure {
						mu.Lock()
						known[address] = answered{dead, o.Now}
						mu.Unlock()
					}
				}
			}
		})
	}
	for _, host := range slices.Sorted(maps.Keys(byHost)) {
		hosts <- host
	}
	close(hosts)
	wg.Wait()
	writeCache(o.Cache, known)
	var found diag.List
	for address, at := range places {
		if a := known[address]; a.Dead != "" {
			for _, f := range at {
				f.Severity, f.Rule = diag.Warning, externalRule
				f.Message, f.Hint = fmt.Sprintf("link %q is dead: %s", address, a.Dead), "look for where it went, or take it out"
				found = append(found, f)
			}
		}
	}
	return apply(s, found)
}

// outsideLinks returns the places of every http and https address.
func outsideLinks(s *site.Site) map[string][]diag.Finding {
	places := map[string][]diag.Finding{}
	add := func(address, file string, at func() diag.Position) {
		if lower := strings.ToLower(address); strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
			address, _, _ = strings.Cut(address, "#")
			places[address] = append(places[address], diag.Finding{File: file, Position: at()})
		}
	}
	for _, a := range s.Published() {
		body, _ := a.ReadBody()
		for ref := range body.References() {
			add(ref.Destination, a.File, func() diag.Position { return ref.Position })
		}
		if a.Role == nil {
			continue
		}
		field := func(path string, u career.URL) {
			add(string(u), a.File, func() diag.Position { return a.Position(path) })
		}
		field("salary.source.url", a.Role.Salary.Source.URL)
		field("outlook.source.url", a.Role.Outlook.Source.URL)
		for i, l := range a.Role.Links {
			field(fmt.Sprintf("links[%d].url", i), l.URL)
		}
		for i, c := range a.Role.Certifications {
			field(fmt.Sprintf("certifications[%d].url", i), c.URL)
		}
		for i, r := range a.Role.Salary.Regions {
			field(fmt.Sprintf("salary.regions[%d].source.url", i), r.Source.URL)
		}
	}
	for key, source := range s.Config.Sources {
		add(string(source.URL), config.SourcesFile, func() diag.Position { return s.Config.SourcePosition(key + ".url") })
	}
	return places
}

// ask asks for an address, by its head if the host allows. It is sure where
// the answer says that the address is alive or gone.
func ask(ctx context.Context, client *http.Client, address string) (dead string, sure bool) {
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		request, err := http.NewRequestWithContext(ctx, method, address, nil)
		if err != nil {
			return "it is no address", true
		}
		request.Header.Set("User-Agent", "careerguide-check")
		response, err := client.Do(request)
		if err != nil {
			var dns *net.DNSError
			return "there is no such host", errors.As(err, &dns) && dns.IsNotFound
		}
		_, _ = io.CopyN(io.Discard, response.Body, 1<<10)
		response.Body.Close()
		switch code := response.StatusCode; {
		case method == http.MethodHead && code >= 400: // some hosts answer GET alone
		case code == http.StatusNotFound || code == http.StatusGone:
			return fmt.Sprintf("the host says %d %s", code, http.StatusText(code)), true
		default:
			return "", code < 400
		}
	}
	return "", false
}

func readCache(name string) map[string]answered {
	known := map[string]answered{}
	if data, err := os.ReadFile(name); name != "" && err == nil {
		_ = json.Unmarshal(data, &known) // a damaged cache is no cache
	}
	return known
}

// writeCache keeps answers; where that fails they are asked for again.
func writeCache(name string, known map[string]answered) {
	if name == "" {
		return
	}
	data, err := json.Marshal(known)
	if err != nil || os.MkdirAll(filepath.Dir(name), 0o755) != nil {
		return
	}
	temporary := name + ".tmp"
	if os.WriteFile(temporary, data, 0o644) == nil {
		_ = os.Rename(temporary, name)
	}
}
