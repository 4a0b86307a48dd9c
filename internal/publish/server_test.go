package publish

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

func TestServer(t *testing.T) {
	h := newRemoteHost(t)
	o := h.options(t, h.env(t))
	put(t, filepath.Join(h.dir, "stats/index.html"), "mine")
	one := site("one")
	if r := send(t, o, one); r.Plan.Uploads != len(one) || r.Plan.Foreign != 1 {
		t.Errorf("%+v", r.Plan)
	}
	one.with("stats/index.html", "mine").want(t, below(t, h.dir))
	if got := fmt.Sprint(h.beside()); got != "[www www.careerguide-files]" {
		t.Errorf("beside: %s", got)
	}
	if r := send(t, o, one); r.Plan.Uploads != 0 || r.Plan.Unchanged != len(one) {
		t.Errorf("a deploy of the same: %+v", r.Plan)
	}
	two := site("two").without("roles/nurse/index.html")
	if r := send(t, o, two); r.Plan.Deletes != 2 || r.Plan.Uploads != 4 {
		t.Errorf("%+v", r.Plan)
	}
	two.with("stats/index.html", "mine").want(t, below(t, h.dir))
	if _, err := os.Stat(filepath.Join(h.dir, "roles/nurse")); err == nil {
		t.Error("an empty folder stays")
	}
	// A file that somebody changed is sent again, where its size tells it.
	put(t, filepath.Join(h.dir, "feed.xml"), "changed by hand")
	if r := send(t, o, two); r.Plan.Uploads != 1 {
		t.Errorf("%+v", r.Plan)
	}
	two.with("stats/index.html", "mine").want(t, below(t, h.dir))
	if data, err := (old{mustOpen(t, o), map[string]bool{"feed.xml": true}}).ReadFile(t.Context(), "feed.xml"); err != nil || string(data) != "<feed/>" {
		t.Errorf("%q, %v", data, err)
	}
}

func mustOpen(t testing.TB, o Options) host {
	t.Helper()
	o.DryRun = true
	s, err := openServer(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.close() })
	return s
}

// The list stays in proportion to the site, however many deploys add to it.
func TestServerList(t *testing.T) {
	h := newRemoteHost(t)
	o := h.options(t, h.env(t))
	list := h.dir + listSuffix
	p := site("one")
	for i := range 300 {
		p[fmt.Sprintf("r/%d.html", i)] = "x"
	}
	send(t, o, p)
	for range 2 {
		o.All = true
		send(t, o, p)
	}
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(data, []byte("\n")); n > 2*len(p)+1000 {
		t.Errorf("%d lines for %d files", n, len(p))
	}
	// A line that a killed deploy did not end is left out.
	o.All = false
	put(t, list, string(data)+unknownLine("feed.xml")+`6a09 12 "ro`)
	if r := send(t, o, p); r.Plan.Uploads != 1 {
		t.Errorf("%+v", r.Plan)
	}
	l, err := parseRemoteList(string(must(os.ReadFile(list))))
	if err != nil || len(l.files) != len(p) {
		t.Errorf("%v", err)
	}
	put(t, list, "mine")
	if _, err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), "is not a list that this careerguide understands") {
		t.Errorf("got %v", err)
	}
	for _, damaged := range []string{remoteHead + "x\n", remoteHead + "? ../x\n", remoteHead + "- x\n", remoteHead + sum{}.line("../x")} {
		if _, err := parseRemoteList(damaged); err == nil {
			t.Errorf("%q is read", damaged)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// A connection that is cut, or that hangs, anywhere in a deploy: once, it is
// got over; for good, the next deploy completes what is left. At no answer of
// the server does a page refer to an asset that is not there.
func TestServerFaults(t *testing.T) {
	t.Parallel()
	step := 29
	if *nightly {
		step = 1
	}
	old := site("one").with("gone/index.html", site("one")["index.html"])
	next := site("two").with("new/index.html", site("two")["index.html"])
	out := map[string]string{}
	for state, p := range map[string]pages{"old": old, "next": next} {
		out[state] = filepath.Join(t.TempDir(), "public")
		p.built(t, out[state])
	}
	tried, stopped := 0, 0
	for _, kind := range []fault{cutBefore, hang} {
		for _, lasting := range []bool{false, true} {
			for at := 3; ; at += step {
				h := newRemoteHost(t)
				o := h.options(t, h.env(t))
				o.Output = out["old"]
				if _, err := Run(t.Context(), o); err != nil {
					t.Fatal(err)
				}
				what := fmt.Sprintf("fault %d at %d, lasting %v", kind, at, lasting)
				after := func() {
					if left := below(t, h.dir).absent(); left != nil {
						t.Errorf("%s: absent %q", what, left)
					}
				}
				var hit atomic.Bool
				h.breaks(func(n int, _ bool) fault {
					if n != at {
						return none
					}
					hit.Store(true)
					h.refuse = lasting
					return kind
				}, after, false)
				o.Output = out["next"]
				if kind == hang {
					o.attempt = 150 * time.Millisecond
				}
				_, err := Run(t.Context(), o)
				if !hit.Load() {
					if err != nil {
						t.Errorf("no fault: %v", err)
					}
					break
				}
				tried++
				if err != nil {
					stopped++
					if !lasting {
						t.Errorf("%s: %v", what, err)
					}
					if strings.Contains(err.Error(), testPassword) {
						t.Errorf("%s: the password is told: %v", what, err)
					}
				}
				h.breaks(nil, after, false)
				o.attempt = 5 * time.Second
				if lasting { // the lock of a deploy that could not give it back
					then := time.Now().Add(-2 * stale)
					os.Chtimes(h.dir+lockSuffix, then, then)
				}
				// On, or back to the old site, whose files have the same sizes.
				want := next
				if at%2 == 0 {
					o.Output, want = out["old"], old
				}
				if _, err := Run(t.Context(), o); err != nil {
					t.Fatalf("%s: resumed: %v", what, err)
				}
				want.want(t, below(t, h.dir))
				if got := fmt.Sprint(h.beside()); got != "[www www.careerguide-files]" {
					t.Errorf("%s: beside: %s", what, got)
				}
				if t.Failed() {
					return
				}
			}
		}
	}
	t.Logf("%d faults, %d of them stopped the deploy", tried, stopped)
	if tried < 20 || stopped < 10 {
		t.Errorf("%d faults, of which %d stopped the deploy, prove little", tried, stopped)
	}
}

// Who may come in, and which server is trusted.
func TestServerKeys(t *testing.T) {
	h := newRemoteHost(t)
	usual := h.env(t)
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if h.user, err = ssh.NewSignerFromKey(private); err != nil {
		t.Fatal(err)
	}
	plain, locked := must(ssh.MarshalPrivateKey(private, "")), must(ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte("opensesame")))
	keyFile, lockedFile := filepath.Join(t.TempDir(), "key"), filepath.Join(t.TempDir(), "locked")
	put(t, keyFile, string(pem.EncodeToMemory(plain)))
	put(t, lockedFile, string(pem.EncodeToMemory(locked)))
	home := t.TempDir()
	put(t, filepath.Join(home, ".ssh/id_ed25519"), string(pem.EncodeToMemory(plain)))
	other := filepath.Join(t.TempDir(), "other")
	put(t, other, knownhosts.Line([]string{knownhosts.Normalize(h.listener.Addr().String())}, newKey(t).PublicKey())+"\n")
	empty := filepath.Join(t.TempDir(), "empty")
	put(t, empty, "")
	hostKey := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(h.key.PublicKey())))
	for _, tt := range []struct {
		name, hostKey, home string
		env                 map[string]string
		want                string
	}{
		{name: "a password"},
		{name: "a key file", env: map[string]string{"CAREERGUIDE_SFTP_PASSWORD": "", "CAREERGUIDE_SFTP_KEY": keyFile}},
		{name: "a key itself", env: map[string]string{"CAREERGUIDE_SFTP_PASSWORD": "", "CAREERGUIDE_SFTP_KEY": string(pem.EncodeToMemory(plain))}},
		{name: "a key of the home", home: home, env: map[string]string{"CAREERGUIDE_SFTP_PASSWORD": ""}},
		{name: "a locked key", env: map[string]string{"CAREERGUIDE_SFTP_PASSWORD": "", "CAREERGUIDE_SFTP_KEY": lockedFile, "CAREERGUIDE_SFTP_PASSPHRASE": "opensesame"}},
		{name: "a locked key without its passphrase", env: map[string]string{"CAREERGUIDE_SFTP_KEY": lockedFile}, want: "needs a passphrase"},
		{name: "a wrong passphrase", env: map[string]string{"CAREERGUIDE_SFTP_KEY": lockedFile, "CAREERGUIDE_SFTP_PASSPHRASE": "hunter2"}, want: "is no private key, or its passphrase is another"},
		{name: "a wrong password", env: map[string]string{"CAREERGUIDE_SFTP_PASSWORD": "hunter2"}, want: "does not let \"editor\" in"},
		{name: "nothing", env: map[string]string{"CAREERGUIDE_SFTP_PASSWORD": ""}, want: "does not let \"editor\" in"},
		{name: "a host key", hostKey: hostKey, env: map[string]string{"CAREERGUIDE_KNOWN_HOSTS": empty}},
		{name: "another host key", hostKey: strings.TrimSpace(string(ssh.MarshalAuthorizedKey(newKey(t).PublicKey()))), want: "is not the host_key of site.yaml, but SHA256:"},
		{name: "a host key that is none", hostKey: "hunter2", want: "host_key is no public key"},
		{name: "an unknown server", env: map[string]string{"CAREERGUIDE_KNOWN_HOSTS": empty}, want: "is not known: connect to it once with ssh"},
		{name: "another server", env: map[string]string{"CAREERGUIDE_KNOWN_HOSTS": other}, want: "is not the one in known_hosts, but SHA256:"},
	} {
		env := maps.Clone(usual)
		maps.Copy(env, tt.env)
		o := h.options(t, env)
		o.Target.HostKey, o.Home = tt.hostKey, tt.home
		site("one").built(t, o.Output)
		_, err := Run(t.Context(), o)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), testPassword) || strings.Contains(err.Error(), "opensesame")) {
			t.Errorf("%s: a secret is told: %v", tt.name, err)
		}
	}
}
