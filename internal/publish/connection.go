package publish

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/output"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// connection is a connection to an SFTP server.
type connection struct {
	*sftp.Client
	raw    net.Conn
	broken atomic.Bool // it was given up, or is lost
}

// end gives a connection up: whoever waits for an answer gets an error.
func (c *connection) end() {
	c.broken.Store(true)
	_ = c.raw.Close()
}

// dial connects to a server: its key is checked before anything is said.
func dial(ctx context.Context, address string, c *ssh.ClientConfig, within time.Duration) (*connection, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	raw, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, passing{error: fmt.Errorf("connect to %s: %w", address, err)}
	}
	defer context.AfterFunc(ctx, func() { raw.Close() })()
	made, channels, requests, err := ssh.NewClientConn(raw, address, c)
	if err == nil {
		var client *sftp.Client
		if client, err = sftp.NewClient(ssh.NewClient(made, channels, requests)); err == nil {
			return &connection{Client: client, raw: raw}, nil
		}
	}
	raw.Close()
	var key *hostKeyError
	switch {
	case errors.As(err, &key):
		return nil, key
	case ctx.Err() != nil:
		return nil, passing{error: fmt.Errorf("connect to %s: it does not answer", address)}
	case strings.Contains(err.Error(), "unable to authenticate"):
		return nil, fmt.Errorf("%s does not let %q in: neither a key of the agent (SSH_AUTH_SOCK), nor CAREERGUIDE_SFTP_KEY or a key of ~/.ssh, nor CAREERGUIDE_SFTP_PASSWORD is accepted", address, c.User)
	}
	return nil, passing{error: fmt.Errorf("connect to %s: %w", address, err)}
}

// hostKeyError says that a server is not known to be the one that is meant.
type hostKeyError struct{ message string }

func (e *hostKeyError) Error() string { return e.message }

// clientConfig says who connects, and which servers are trusted.
func clientConfig(o Options) (*ssh.ClientConfig, error) {
	env := o.Env
	if env == nil {
		env = func(string) string { return "" }
	}
	c := &ssh.ClientConfig{User: o.Target.To.User}
	for _, name := range []string{"USER", "LOGNAME", "USERNAME"} {
		if c.User == "" {
			c.User = env(name)
		}
	}
	if c.User == "" {
		return nil, errors.New("no user is named; write sftp://user@host/folder")
	}
	var err error
	if c.Auth, err = authMethods(env, o.Home); err != nil {
		return nil, err
	}
	if o.Target.HostKey != "" {
		err = trustKey(c, o.Target.HostKey)
	} else {
		err = trustKnown(c, serverAddress(o.Target.To), env("CAREERGUIDE_KNOWN_HOSTS"), o.Home)
	}
	return c, err
}

// authMethods returns the ways to prove who we are: the key that is named, or
// those of the agent and the usual files; then a password.
func authMethods(env func(string) string, home string) ([]ssh.AuthMethod, error) {
	var signers []ssh.Signer
	if named := env("CAREERGUIDE_SFTP_KEY"); named != "" {
		data := []byte(named) // the key itself, as pipelines keep it
		if !strings.HasPrefix(named, "-----BEGIN ") {
			var err error
			if data, err = os.ReadFile(named); err != nil {
				return nil, fmt.Errorf("read the key file that CAREERGUIDE_SFTP_KEY names: %w", output.Cause(err))
			}
		}
		signer, err := parseKey(data, env("CAREERGUIDE_SFTP_PASSPHRASE"))
		if err != nil {
			return nil, fmt.Errorf("the key of CAREERGUIDE_SFTP_KEY %w", err)
		}
		signers = []ssh.Signer{signer}
	} else {
		if socket := env("SSH_AUTH_SOCK"); socket != "" {
			if conn, err := net.Dial("unix", socket); err == nil {
				if of, err := agent.NewClient(conn).Signers(); err == nil {
					signers = append(signers, of...)
				}
			}
		}
		for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
			if data, err := os.ReadFile(filepath.Join(home, ".ssh", name)); err == nil && home != "" {
				if signer, err := parseKey(data, env("CAREERGUIDE_SFTP_PASSPHRASE")); err == nil {
					signers = append(signers, signer)
				}
			}
		}
	}
	methods := []ssh.AuthMethod{ssh.PublicKeys(signers...)}
	if password := env("CAREERGUIDE_SFTP_PASSWORD"); password != "" {
		methods = append(methods, ssh.Password(password), ssh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
			return slices.Repeat([]string{password}, len(questions)), nil
		}))
	}
	return methods, nil
}

// parseKey reads a private key. Its errors go on after the key's name, and
// tell nothing of what is in it.
func parseKey(data []byte, passphrase string) (ssh.Signer, error) {
	signer, err := ssh.ParsePrivateKey(data)
	if _, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok && passphrase != "" {
		signer, err = ssh.ParsePrivateKeyWithPassphrase(data, []byte(passphrase))
	}
	if _, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok {
		return nil, errors.New("needs a passphrase: set CAREERGUIDE_SFTP_PASSPHRASE")
	}
	if err != nil {
		return nil, errors.New("is no private key, or its passphrase is another")
	}
	return signer, nil
}

// trustKey trusts the one key that site.yaml names.
func trustKey(c *ssh.ClientConfig, text string) error {
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(text))
	if err != nil {
		return errors.New(`host_key is no public key; write it as "ssh-ed25519 AAAA…"`)
	}
	c.HostKeyAlgorithms = algorithms(key.Type())
	c.HostKeyCallback = func(host string, _ net.Addr, got ssh.PublicKey) error {
		if !bytes.Equal(got.Marshal(), key.Marshal()) {
			return &hostKeyError{fmt.Sprintf("the key of %s is not the host_key of site.yaml, but %s: another server answers, or somebody is in between", host, ssh.FingerprintSHA256(got))}
		}
		return nil
	}
	return nil
}

// trustKnown trusts the keys of known_hosts.
func trustKnown(c *ssh.ClientConfig, address, named, home string) error {
	files := []string{named}
	if named == "" {
		files = nil
		for _, name := range []string{filepath.Join(home, ".ssh", "known_hosts"), "/etc/ssh/ssh_known_hosts"} {
			if _, err := os.Stat(name); err == nil {
				files = append(files, name)
			}
		}
	}
	unknown := func(host string) error {
		return fmt.Errorf("the server %s is not known: connect to it once with ssh, compare its key's fingerprint with what its owner says, or set host_key: in site.yaml", host)
	}
	if len(files) == 0 {
		return unknown(address)
	}
	check, err := knownhosts.New(files...)
	if err != nil {
		return fmt.Errorf("read known_hosts: %w", output.Cause(err))
	}
	// A server has keys of several kinds; it shall show one of those that are
	// known. Which they are is said in the refusal of another.
	other, err := ssh.NewPublicKey(ed25519.PublicKey(make([]byte, ed25519.PublicKeySize)))
	if err != nil {
		return err
	}
	refused, _ := errors.AsType[*knownhosts.KeyError](check(address, &net.TCPAddr{}, other))
	if refused != nil {
		for _, want := range refused.Want {
			c.HostKeyAlgorithms = append(c.HostKeyAlgorithms, algorithms(want.Key.Type())...)
		}
	}
	c.HostKeyCallback = func(host string, remote net.Addr, key ssh.PublicKey) error {
		err := check(host, remote, key)
		wrong, ok := errors.AsType[*knownhosts.KeyError](err)
		switch {
		case ok && len(wrong.Want) == 0:
			return &hostKeyError{unknown(host).Error() + "; it shows " + ssh.FingerprintSHA256(key)}
		case ok:
			return &hostKeyError{fmt.Sprintf("the key of %s is not the one in known_hosts, but %s: another server answers, or somebody is in between", host, ssh.FingerprintSHA256(key))}
		case err != nil:
			return &hostKeyError{err.Error()}
		}
		return nil
	}
	return nil
}

// algorithms returns the ways of signing with a kind of key.
func algorithms(kind string) []string {
	if kind == ssh.KeyAlgoRSA {
		return []string{ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256}
	}
	return []string{kind}
}

// serverAddress returns the host and port of a destination.
func serverAddress(d config.Destination) string {
	port := d.Port
	if port == "" {
		port = "22"
	}
	return net.JoinHostPort(d.Host, port)
}

// lost reports whether an error is of the connection, and not an answer.
func lost(err error) bool {
	var status *sftp.StatusError
	return err != nil && !errors.As(err, &status) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, fs.ErrExist)
}
