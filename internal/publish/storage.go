package publish

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"careerguide/internal/config"
)

// storage is a bucket of object storage that speaks the protocol of Amazon S3,
// or a part of one below a prefix.
//
// What is in the bucket is known from its listing: an entity tag that is the
// MD5 of a file is that file. Where it is none (a bucket that encrypts with a
// key of its own, say) the file's SHA-256 is compared, which each upload writes
// into the object's metadata. The metadata also says which site put an object
// there, so that foreign objects, and those of another site in the same
// bucket, are never deleted, and nothing but the site's own files need be
// stored.
type storage struct {
	*requests
	prefix string // "" or "careers/"
	tell   func(done, total int)
	sizes  map[string]int64 // of what is there, as it is stored
}

const (
	metaSum  = "X-Amz-Meta-Careerguide"      // SHA-256 of the object, in hex
	metaRoot = "X-Amz-Meta-Careerguide-Root" // the prefix of the site that it is of
	transfer = 16                            // requests at once
)

func openStorage(o Options) (host, error) {
	r, err := newRequests(o)
	if err != nil {
		return nil, err
	}
	s := &storage{requests: r, tell: o.Progress, sizes: map[string]int64{}}
	if p := o.Target.To.Path; p != "" {
		s.prefix = p + "/"
	}
	return s, nil
}

func (s *storage) close() error {
	s.client.CloseIdleConnections()
	return nil
}

// root returns the prefix as metadata holds it.
func (s *storage) root() string { return "/" + (&url.URL{Path: s.prefix}).EscapedPath() }

// listPage is a part of a listing (ListObjectsV2).
type listPage struct {
	Encoding string `xml:"EncodingType"`
	More     bool   `xml:"IsTruncated"`
	Next     string `xml:"NextContinuationToken"`
	Contents []struct {
		Key  string
		Size int64
		ETag string
	}
}

func (s *storage) list(ctx context.Context) (map[string]remote, error) {
	there := map[string]remote{}
	query := url.Values{"list-type": {"2"}, "encoding-type": {"url"}, "prefix": {s.prefix}}
	for {
		a, err := s.do(ctx, request{method: http.MethodGet, query: query})
		if err != nil {
			return nil, fmt.Errorf("list the bucket: %w", err)
		}
		var page listPage
		if err := xml.Unmarshal(a.body, &page); err != nil {
			return nil, errors.New("list the bucket: the answer is no listing; is the endpoint right?")
		}
		for _, c := range page.Contents {
			key := c.Key
			if page.Encoding == "url" {
				if key, err = url.QueryUnescape(key); err != nil {
					return nil, fmt.Errorf("list the bucket: a name is damaged: %q", c.Key)
				}
			}
			if name, ok := strings.CutPrefix(key, s.prefix); ok && name != "" {
				there[name] = remote{c.Size, strings.Trim(c.ETag, `"`)}
				s.sizes[name] = c.Size
			}
		}
		if !page.More {
			return there, nil
		}
		if page.Next == "" || page.Next == query.Get("continuation-token") {
			return nil, errors.New("list the bucket: the listing has no end")
		}
		query.Set("continuation-token", page.Next)
	}
}

func (s *storage) same(ctx context.Context, f *file, r remote) (bool, error) {
	if r.size != f.size {
		return false, nil
	}
	if r.tag == hex.EncodeToString(f.md5[:]) {
		return true, nil
	}
	header, err := s.head(ctx, f.name)
	return header.Get(metaSum) == hex.EncodeToString(f.sum[:]), err
}

func (s *storage) owns(ctx context.Context, name string, _ remote) (bool, error) {
	if !fs.ValidPath(name) {
		return false, nil // a folder's mark, or the like
	}
	header, err := s.head(ctx, name)
	return header.Get(metaSum) != "" && header.Get(metaRoot) == s.root(), err
}

// head asks for the headers of an object; there are none of one that is gone.
func (s *storage) head(ctx context.Context, name string) (http.Header, error) {
	a, err := s.do(ctx, request{method: http.MethodHead, key: s.prefix + name})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", name, err)
	}
	return a.header, nil
}

func (s *storage) read(ctx context.Context, name string) ([]byte, error) {
	a, err := s.do(ctx, request{method: http.MethodGet, key: s.prefix + name, size: s.sizes[name]})
	if err == nil && a.header.Get("Content-Encoding") == "gzip" {
		var r *gzip.Reader
		if r, err = gzip.NewReader(bytes.NewReader(a.body)); err == nil {
			a.body, err = whole(r, s.most)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return a.body, nil
}

func (s *storage) apply(ctx context.Context, p *Plan, _ []*file, read func(*file) ([]byte, error)) error {
	put := func(ctx context.Context, f *file) error {
		data, err := read(f)
		if err != nil {
			return err
		}
		header := http.Header{}
		for _, h := range f.headers {
			header.Set(h.Name, h.Value)
		}
		header.Set(metaSum, hex.EncodeToString(f.sum[:]))
		header.Set(metaRoot, s.root())
		if _, err := s.do(ctx, request{method: http.MethodPut, key: s.prefix + f.name, header: header, body: data, sum: hex.EncodeToString(f.sum[:])}); err != nil {
			return fmt.Errorf("send %s: %w", f.name, err)
		}
		return nil
	}
	remove := func(ctx context.Context, name string) error {
		_, err := s.do(ctx, request{method: http.MethodDelete, key: s.prefix + name})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("delete %s: %w", name, err)
		}
		return nil
	}
	return p.run(ctx, transfer, s.tell, put, remove)
}

// endpoint returns the address of a target's bucket, without a slash at its
// end.
func endpoint(t config.Target) (*url.URL, error) {
	bucket, region := t.To.Host, regionOf(t)
	if strings.Trim(region, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "" {
		return nil, fmt.Errorf("target %s: %q is no region", t.Label(), region)
	}
	at := string(t.Endpoint)
	if at == "" {
		at = "https://s3." + region + ".amazonaws.com"
		if strings.HasPrefix(region, "cn-") {
			at += ".cn"
		}
	}
	u, err := url.Parse(at)
	if err != nil {
		return nil, fmt.Errorf("target %s: the endpoint is no address", t.Label())
	}
	// A certificate for *.host does not fit a bucket with a dot in its name.
	inPath := t.Endpoint != "" || strings.Contains(bucket, ".")
	if t.PathStyle != nil {
		inPath = *t.PathStyle
	}
	if inPath {
		u.Path = "/" + bucket
	} else {
		u.Host = bucket + "." + u.Host
	}
	return u, nil
}

func regionOf(t config.Target) string {
	if t.Region == "" {
		return "us-east-1"
	}
	return t.Region
}

// waitOf reads how long an answer asks to wait.
func waitOf(header http.Header) time.Duration {
	seconds, err := strconv.Atoi(header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}
