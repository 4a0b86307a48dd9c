package config

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// Target is a place that the site is sent to:
//
//	deploy: /srv/www/careers
//
//	deploy:
//	  - name: live
//	    to: s3://careers
//	    region: eu-central-1
//	  - name: staging
//	    to: sftp://editor@example.org/var/www/staging
//
// The first is the one that is meant where none is named.
type Target struct {
	Name       string        `json:"name,omitempty"` // default: that of its kind
	To         Destination   `json:"to" decode:"required,short"`
	Keep       career.Number `json:"keep,omitzero"`        // releases of a folder; default: 5
	Region     string        `json:"region,omitempty"`     // of object storage; default: us-east-1
	Endpoint   Endpoint      `json:"endpoint,omitempty"`   // of object storage that is not Amazon's
	PathStyle  *bool         `json:"path_style,omitempty"` // the bucket in the path; default: where there is an endpoint
	HostKey    string        `json:"host_key,omitempty"`   // of an SFTP server: "ssh-ed25519 AAAA…"; default: known_hosts
	MaxDeletes career.Number `json:"max_deletes,omitzero"` // default: the larger of 256 and a twentieth of what is there
	ReviewPay  career.Number `json:"review_pay,omitzero"`  // by how many percent pay may move without consent; default: 25
}

// Kinds of targets.
const (
	Folder  = "folder"
	Storage = "s3"
	SFTP    = "sftp"
)

// Label returns the name by which a target is called: its own, or its kind.
func (t Target) Label() string {
	if t.Name != "" {
		return t.Name
	}
	return t.To.Kind
}

// The releases of a folder that are kept.
const (
	defaultKeep = 5
	minKeep     = 2 // the one that is live, and the one that readers may still be on
	maxKeep     = 100
)

// Kept returns how many releases of a folder are kept.
func (t Target) Kept() int { return int(t.Keep.Or(career.Int(defaultKeep)).Float()) }

// Destination is where a target is: a folder, "s3://bucket/prefix" or
// "sftp://user@host:22/folder".
type Destination struct {
	Kind string // Folder, Storage or SFTP
	Path string // of a folder; the prefix in a bucket, without slashes around it; the folder on a server
	Host string // the bucket, or the server
	Port string // of the server; "" for 22
	User string // at the server; "" for that of the environment
}

var (
	bucketName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$`)
	userName   = regexp.MustCompile(`^[A-Za-z0-9._-]*$`)
)

// UnmarshalText reads a destination. What it says of a wrong one does not
// repeat it: a password may stand in it.
func (d *Destination) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	scheme, _, found := strings.Cut(s, "://")
	if !found {
		if drive := len(s) > 2 && s[1] == ':' && strings.ContainsAny(s[2:3], `/\`); strings.ContainsRune(s, ':') && !(drive && strings.Count(s, ":") == 1) || s == "" || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			return &formError{"the destination is not a folder, s3://… or sftp://…", "a server is written sftp://user@host/folder"}
		}
		*d = Destination{Kind: Folder, Path: s}
		return nil
	}
	u, err := url.Parse(s)
	switch {
	case scheme != "s3" && scheme != "sftp":
		return &formError{"the destination is not a folder, s3://… or sftp://…", "write s3://bucket, or sftp://user@host/folder"}
	case err != nil || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(s, "?#\\\" <>%"):
		return &formError{"the destination is no address", "write s3://bucket/prefix, or sftp://user@host/folder"}
	}
	if _, secret := u.User.Password(); secret || scheme == "s3" && u.User != nil {
		return &formError{"the destination holds a secret, which does not belong in site.yaml", secretHint}
	}
	for part := range strings.SplitSeq(strings.Trim(u.Path, "/"), "/") {
		if part == "." || part == ".." || part == "" && strings.Trim(u.Path, "/") != "" {
			return &formError{"the destination has a path with empty or dot parts", "write the folder's plain path"}
		}
	}
	if scheme == "s3" {
		if !bucketName.MatchString(u.Host) {
			return &formError{"the destination names no bucket", "write s3://bucket, or s3://bucket/prefix; an endpoint has a field of its own"}
		}
		*d = Destination{Kind: Storage, Host: u.Host, Path: strings.Trim(u.Path, "/")}
		return nil
	}
	host, ok := hostOf(u)
	if !ok || u.Hostname() == "" {
		return &formError{"the destination names no server", "write sftp://user@host/folder"}
	}
	port, ok := portOf(u)
	if folder := strings.Trim(u.Path, "/"); !ok || folder == "" || folder == "~" || !userName.MatchString(u.User.Username()) {
		return &formError{"the destination names no folder on the server", "write sftp://user@host/folder, or sftp://user@host/~/folder below the user's home"}
	}
	*d = Destination{Kind: SFTP, Host: strings.Trim(host, "[]"), Port: strings.TrimPrefix(port, ":"), User: u.User.Username(), Path: "/" + strings.Trim(u.Path, "/")}
	if below, ok := strings.CutPrefix(d.Path, "/~/"); ok {
		d.Path = below
	}
	return nil
}

// Endpoint is the address of a service that speaks Amazon's S3 protocol:
// "https://s3.eu-central-003.backblazeb2.com".
type Endpoint string

// UnmarshalText reads an address of a scheme and a host alone.
func (e *Endpoint) UnmarshalText(text []byte) error {
	s := strings.TrimSuffix(strings.TrimSpace(string(text)), "/")
	u, err := url.Parse(s)
	if err == nil && u.User != nil {
		return &formError{"the endpoint holds a secret, which does not belong in site.yaml", secretHint}
	}
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.Path != "" || strings.ContainsAny(s, "?#\\\" <>%@") {
		return &formError{"the endpoint is not an address of scheme and host", "write it as https://s3.example.org"}
	}
	if _, ok := portOf(u); !ok {
		return &formError{"the endpoint has no valid port", "a port is a number from 1 to 65535"}
	}
	*e = Endpoint(s)
	return nil
}

// secretHint says where secrets come from.
const secretHint = "take it out, give the service a new one, and set it in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for s3://, CAREERGUIDE_SFTP_PASSWORD or CAREERGUIDE_SFTP_KEY for sftp://"

var (
	secretKey   = regexp.MustCompile(`(?i)^(.*_)?(pass|passwd|password|passphrase|secret|token|credentials?|private_?key|api_?key|access_?key|access_?key_?id|secret_?(access_?)?key|key_?id|accesskey|secretkey)$`)
	secretValue = regexp.MustCompile(`(^|[^A-Z0-9])A[KS]IA[A-Z0-9]{16}($|[^A-Z0-9])|-----BEGIN [A-Z ]*PRIVATE KEY-----`)
)

// secretFindings tells of secrets: values that cannot be anything else wherever
// they stand, and all that is called one among the targets.
func (s *Site) secretFindings(found diag.List) diag.List {
	if s.tree == nil || s.tree.Root() == nil {
		return found
	}
	var secrets diag.List
	var look func(n *decode.Node, named bool)
	look = func(n *decode.Node, named bool) {
		leaf := n.Kind != decode.Map && n.Kind != decode.List
		switch {
		case named && n.Key != "" && secretKey.MatchString(n.Key):
			secrets = append(secrets, diag.Finding{File: SiteFile, Position: n.KeyPosition(), Severity: diag.Error, Rule: "secret",
				Message: fmt.Sprintf("%q is a secret, which does not belong in site.yaml", n.Key), Hint: secretHint})
			return
		case leaf && secretValue.MatchString(n.Text):
			secrets = append(secrets, diag.Finding{File: SiteFile, Position: n.Position(), Severity: diag.Error, Rule: "secret",
				Message: n.Label() + " is a secret, which does not belong in site.yaml", Hint: secretHint})
		}
		for i := range n.Items {
			look(&n.Items[i], named || n.Items[i].Key == "deploy")
		}
	}
	look(s.tree.Root(), false)
	// What the decoder says of the same place is less, and may repeat the text.
	found = slices.DeleteFunc(found, func(f diag.Finding) bool {
		return slices.ContainsFunc(secrets, func(s diag.Finding) bool { return s.File == f.File && s.Position == f.Position })
	})
	return append(found, secrets...)
}

// deployFindings judges the targets, beside what the decoder has found.
func (s *Site) deployFindings(found diag.List) diag.List {
	if s.tree == nil || s.tree.Root() == nil {
		return found
	}
	node := s.tree.Root().Get("deploy")
	if node == nil {
		return found
	}
	report := func(severity diag.Severity, path, rule, message, hint string) {
		found = append(found, diag.Finding{File: SiteFile, Position: s.Position(path), Severity: severity, Rule: rule, Message: message, Hint: hint})
	}
	names := map[string]bool{}
	for i, t := range s.Deploy {
		at := "deploy"
		if node.Kind == decode.List {
			at = fmt.Sprintf("deploy[%d]", i)
		}
		switch label := t.Label(); {
		case t.To.Kind == "":
			continue // told by the decoder
		case names[label]:
			report(diag.Warning, at, "value", fmt.Sprintf("two targets are called %q: the first is meant", label), "give each a name: of its own")
		default:
			names[label] = true
		}
		for _, f := range []struct {
			name   string
			figure career.Number
			low    float64
			high   float64
		}{{"keep", t.Keep, minKeep, maxKeep}, {"max_deletes", t.MaxDeletes, 0, 1e7}, {"review_pay", t.ReviewPay, 0, 1e4}} {
			if f.figure.Known() && (!f.figure.Whole() || f.figure.Float() < f.low || f.figure.Float() > f.high) {
				report(diag.Error, at+"."+f.name, "value", fmt.Sprintf("%s is not a whole number from %.0f to %.0f", f.name, f.low, f.high), "")
			}
		}
		for _, f := range []struct {
			name, kind string
			set        bool
		}{
			{"keep", Folder, t.Keep.Known()}, {"region", Storage, t.Region != ""}, {"endpoint", Storage, t.Endpoint != ""},
			{"path_style", Storage, t.PathStyle != nil}, {"host_key", SFTP, t.HostKey != ""},
		} {
			if f.set && f.kind != t.To.Kind {
				report(diag.Warning, at+"."+f.name, "value", fmt.Sprintf("%s is for a target of the kind %s, this one is of the kind %s", f.name, f.kind, t.To.Kind), "take it out")
			}
		}
	}
	return found
}
