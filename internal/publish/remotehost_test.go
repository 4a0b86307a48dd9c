package publish

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
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
