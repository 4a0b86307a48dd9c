package publish

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

const testPassword = "correct horse battery staple"

// remoteHost is an SFTP server in this process that goes wrong when it is told
// to, and looks after each answer whether all is well.
type remoteHost struct {
	t        testing.TB
	dir      string // the folder of the site
	listener net.Listener
	key      ssh.Signer // the server's
	user     ssh.Signer // who may come in, beside the password
	config   *ssh.ServerConfig

	mu     sync.Mutex
	n      int // reads and writes of the protocol so far
	fault  func(n int, writing bool) fault
	refuse bool // new connections
	after  func()
	conns  []net.Conn
}

func newKey(t testing.TB) ssh.Signer {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

func newRemoteHost(t testing.TB) *remoteHost {
	h := &remoteHost{t: t, dir: filepath.Join(t.TempDir(), "www"), key: newKey(t), user: newKey(t)}
	h.config = &ssh.ServerConfig{
		PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			if bytes.Equal(key.Marshal(), h.user.PublicKey().Marshal()) {
				return nil, nil
			}
			return nil, errors.New("no")
		},
		PasswordCallback: func(_ ssh.ConnMetadata, password []byte) (*ssh.Permissions, error) {
			if string(password) == testPassword {
				return nil, nil
			}
			return nil, errors.New("no")
		},
	}
	h.config.AddHostKey(h.key)
	var err error
	if h.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			conn, err := h.listener.Accept()
			if err != nil {
				return
			}
			h.mu.Lock()
			h.conns = append(h.conns, conn)
			refuse := h.refuse
			h.mu.Unlock()
			if refuse {
				conn.Close()
				continue
			}
			go h.serve(conn)
		}
	}()
	t.Cleanup(func() {
		h.breaks(nil, nil, true)
		h.listener.Close()
		h.mu.Lock()
		defer h.mu.Unlock()
		for _, c := range h.conns {
			c.Close()
		}
	})
	return h
}

func (h *remoteHost) serve(conn net.Conn) {
	defer conn.Close()
	made, channels, requests, err := ssh.NewServerConn(conn, h.config)
	if err != nil {
		return
	}
	defer made.Close()
	go ssh.DiscardRequests(requests)
	for c := range channels {
		channel, requests, err := c.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				r.Reply(r.Type == "subsystem", nil)
			}
		}()
		server, err := sftp.NewServer(&faulty{h, channel, conn})
		if err != nil {
			return
		}
		server.Serve()
		channel.Close()
	}
}

// faulty is a channel of a host that goes wrong.
type faulty struct {
	host    *remoteHost
	channel ssh.Channel
	conn    net.Conn
}

func (f *faulty) goes(writing bool) bool {
	h := f.host
	h.mu.Lock()
	h.n++
	kind := none
	if h.fault != nil {
		kind = h.fault(h.n, writing)
	}
	if writing && h.after != nil {
		h.after()
	}
	h.mu.Unlock()
	switch kind {
	case cutBefore:
		f.conn.Close()
		return false
	case hang:
		io.Copy(io.Discard, f.channel) // until the other side gives up
		return false
	}
	return true
}

func (f *faulty) Read(p []byte) (int, error) {
	if !f.goes(false) {
		return 0, io.ErrUnexpectedEOF
	}
	return f.channel.Read(p)
}

func (f *faulty) Write(p []byte) (int, error) {
	if !f.goes(true) {
		return 0, io.ErrClosedPipe
	}
	return f.channel.Write(p)
}

func (f *faulty) Close() error { return f.channel.Close() }

func (h *remoteHost) breaks(fault func(n int, writing bool) fault, after func(), refuse bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.n, h.fault, h.after, h.refuse = 0, fault, after, refuse
}

// env is the environment of somebody who may come in.
func (h *remoteHost) env(t testing.TB) map[string]string {
	known := filepath.Join(t.TempDir(), "known_hosts")
	put(t, known, knownhosts.Line([]string{knownhosts.Normalize(h.listener.Addr().String())}, h.key.PublicKey())+"\n")
	return map[string]string{"CAREERGUIDE_KNOWN_HOSTS": known, "CAREERGUIDE_SFTP_PASSWORD": testPassword}
}

func (h *remoteHost) options(t testing.TB, env map[string]string) Options {
	o := Options{Output: filepath.Join(t.TempDir(), "public"), Target: target(t, "sftp://editor@"+h.listener.Addr().String()+h.dir), MaxDeletes: -1, attempt: 5 * time.Second}
	o.Clock.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	o.Env = func(name string) string { return env[name] }
	return o
}

// beside lists what stands beside the folder.
func (h *remoteHost) beside() (names []string) {
	entries, _ := os.ReadDir(filepath.Dir(h.dir))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

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

func TestServerLock(t *testing.T) {
	h := newRemoteHost(t)
	o := h.options(t, h.env(t))
	send(t, o, site("one"))
	s, err := openServer(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Run(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "another deploy to ") || !strings.Contains(err.Error(), fmt.Sprintf("process %d, since ", os.Getpid())) {
		t.Errorf("got %v", err)
	}
	s.close()
	send(t, o, site("two"))
	// One that was killed is got over, once nobody has been heard of for long.
	put(t, h.dir+lockSuffix, "elsewhere, process 1, since long ago, X\n")
	if _, err := Run(t.Context(), o); err == nil || !strings.HasSuffix(err.Error(), "is under way: elsewhere, process 1, since long ago") {
		t.Errorf("got %v", err)
	}
	then := time.Now().Add(-2 * stale)
	if err := os.Chtimes(h.dir+lockSuffix, then, then); err != nil {
		t.Fatal(err)
	}
	send(t, o, site("three"))
	if got := fmt.Sprint(h.beside()); got != "[www www.careerguide-files]" {
		t.Errorf("beside: %s", got)
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
