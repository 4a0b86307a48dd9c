package check

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
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
	Client *http.Client  // nil: one with a time limit of 10 seconds
	Pause  time.Duration // between two questions to a host; 0: half a second
}

const (
	externalRule = "external-link"
	hostsAtOnce  = 8
	perHost      = 100 // questions in one run
	redirects    = 10
	askLimit     = 10 * time.Second
)

// errRedirects ends a chain of redirects.
var errRedirects = errors.New("too many redirects")

// External asks whether the outside links of a site are alive: each address
// once, one question at a time to a host, with pauses. Only an address that is
// surely gone is found dead: one that is not found, that redirects without
// end, or whose host there is not. Of one that did not answer a notice tells.
// Once ctx is done no further question is asked.
func External(ctx context.Context, s *site.Site, o ExternalOptions) diag.List {
	places := outsideLinks(s)
	answers := readCache(o.Cache, o.Now)
	byHost := map[string][]string{}
	for _, address := range slices.Sorted(maps.Keys(places)) {
		if _, known := answers[address]; known {
			continue
		}
		if u, err := url.Parse(address); err == nil { // the build refuses others
			host := strings.ToLower(u.Host)
			byHost[host] = append(byHost[host], address)
		}
	}
	asker := newAsker(o)
	hosts := make(chan string)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range hostsAtOnce {
		wg.Go(func() {
			for host := range hosts {
				asker.askAll(ctx, byHost[host], func(address string, a answered) {
					a.When = o.Now
					mu.Lock()
					answers[address] = a
					mu.Unlock()
				})
			}
		})
	}
	for _, host := range slices.Sorted(maps.Keys(byHost)) {
		hosts <- host
	}
	close(hosts)
	wg.Wait()
	writeCache(o.Cache, answers)
	var found diag.List
	for address, at := range places {
		a := answers[address]
		for _, f := range at {
			switch {
			case a.Dead != "":
				f.Severity, f.Message, f.Hint = diag.Warning, fmt.Sprintf("link %q is dead: %s", address, a.Dead), "look for where it went, or take it out"
			case a.unsure != "":
				f.Severity, f.Message, f.Hint = diag.Notice, fmt.Sprintf("link %q could not be asked for: %s", address, a.unsure), "look at it yourself, or ask again later"
			default:
				continue
			}
			found = append(found, f)
		}
	}
	return levelled(s, found).Sorted()
}

// outsideLinks returns the places of every http and https address, without
// its fragment.
func outsideLinks(s *site.Site) map[string][]diag.Finding {
	places := map[string][]diag.Finding{}
	add := func(address, file string, at func() diag.Position) {
		if lower := strings.ToLower(address); strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
			address, _, _ = strings.Cut(address, "#")
			places[address] = append(places[address], diag.Finding{File: file, Position: at(), Rule: externalRule})
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

// asker asks hosts for addresses.
type asker struct {
	client http.Client
	pause  time.Duration
}

func newAsker(o ExternalOptions) *asker {
	a := &asker{http.Client{Timeout: askLimit}, cmp.Or(o.Pause, 500*time.Millisecond)}
	if o.Client != nil {
		a.client = *o.Client
	}
	a.client.CheckRedirect = func(_ *http.Request, via []*http.Request) error {
		if len(via) > redirects {
			return errRedirects
		}
		return nil
	}
	return a
}

// askAll asks for the addresses of one host, one after the other.
func (a *asker) askAll(ctx context.Context, addresses []string, tell func(address string, a answered)) {
	asked := 0
	for _, address := range addresses {
		if asked == perHost {
			tell(address, answered{unsure: fmt.Sprintf("a host is asked for at most %d addresses at a time", perHost)})
			continue
		}
		for _, method := range []string{http.MethodHead, http.MethodGet} {
			if asked++; asked > 1 {
				select {
				case <-time.After(a.pause):
				case <-ctx.Done():
				}
			}
			if ctx.Err() != nil {
				return
			}
			answer, final := a.ask(ctx, method, address)
			if final && ctx.Err() == nil {
				tell(address, answer)
			}
			if final {
				break
			}
		}
	}
}

// ask asks once. The answer to a HEAD is not final where it is no good one:
// some hosts answer GET alone.
func (a *asker) ask(ctx context.Context, method, address string) (answer answered, final bool) {
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return answered{Dead: "it is no address"}, true
	}
	request.Header.Set("User-Agent", "careerguide-check")
	response, err := a.client.Do(request)
	if err != nil {
		var dns *net.DNSError
		var timeout net.Error
		switch {
		case errors.Is(err, errRedirects):
			return answered{Dead: fmt.Sprintf("it redirects more than %d times", redirects)}, true
		case errors.As(err, &dns) && dns.IsNotFound:
			return answered{Dead: "there is no such host"}, true
		case errors.As(err, &timeout) && timeout.Timeout():
			return answered{unsure: "the host does not answer in time"}, true
		}
		return answered{unsure: "the host cannot be reached"}, true
	}
	_, _ = io.CopyN(io.Discard, response.Body, 1<<10) // the rest is not worth the wait
	response.Body.Close()
	switch code := response.StatusCode; {
	case code < 400:
		return answered{}, true
	case method == http.MethodHead:
		return answered{}, false
	case code == http.StatusNotFound || code == http.StatusGone:
		return answered{Dead: fmt.Sprintf("the host says %d %s", code, http.StatusText(code))}, true
	default:
		return answered{unsure: fmt.Sprintf("the host says %d %s", code, http.StatusText(code))}, true
	}
}
