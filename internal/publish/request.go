package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/s3utils"
	"github.com/minio/minio-go/v7/pkg/signer"
)

// requests are the five requests that a deploy makes of object storage: list,
// head, get, put and delete an object, signed and tried again. A whole client
// of S3 would do more than that, and take longer to compile than the rest of
// the package; signing and finding credentials, which have their pitfalls, are
// left to one.
type requests struct {
	client  *http.Client
	bucket  *url.URL // its address, without a slash at the end
	region  string
	keys    *credentials.Credentials
	clock   Clock
	attempt time.Duration
	most    int64 // bytes of an answer
}

// request is one request; key is "" for the bucket itself.
type request struct {
	method string
	key    string
	query  url.Values
	header http.Header
	body   []byte
	sum    string // SHA-256 of the body, in hex; "" for it to be found out
	size   int64  // bytes of the answer, as far as is known
}

// answer is what came back, read whole.
type answer struct {
	header http.Header
	body   []byte
}

const (
	usualAttempt = 30 * time.Second // for one attempt at a request, beside the time for its bytes
	slowest      = 64 << 10         // bytes a second, below which a connection is given up
	longestBody  = 512 << 20        // bytes of an answer
)

func newRequests(o Options) (*requests, error) {
	bucket, err := endpoint(o.Target)
	if err != nil {
		return nil, err
	}
	r := &requests{bucket: bucket, region: regionOf(o.Target), clock: o.Clock, attempt: o.attempt, most: longestBody}
	if r.attempt == 0 {
		r.attempt = usualAttempt
	}
	if r.keys, err = findKeys(o.Env); err != nil {
		return nil, fmt.Errorf("target %s: %w", o.Target.Label(), err)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost, transport.DisableCompression = transfer, true
	r.client = &http.Client{
		Transport: transport,
		// A signature holds for one address: a redirect says what is set wrong.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return r, nil
}

// errNoKeys says where credentials are looked for.
var errNoKeys = errors.New("no credentials\nset AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile of ~/.aws/credentials")

// findKeys finds credentials in the environment or the usual files. What is
// wrong with a file is not told: the message may repeat a line of it.
func findKeys(env func(string) string) (*credentials.Credentials, error) {
	if env == nil {
		return nil, errNoKeys
	}
	var keys *credentials.Credentials
	if id, secret := env("AWS_ACCESS_KEY_ID"), env("AWS_SECRET_ACCESS_KEY"); id != "" && secret != "" {
		keys = credentials.NewStaticV4(id, secret, env("AWS_SESSION_TOKEN"))
	} else {
		keys = credentials.New(&credentials.FileAWSCredentials{Filename: env("AWS_SHARED_CREDENTIALS_FILE"), Profile: env("AWS_PROFILE")})
	}
	if v, err := valueOf(keys); err != nil || v.AccessKeyID == "" || v.SecretAccessKey == "" {
		return nil, errNoKeys
	}
	return keys, nil
}

// valueOf returns keys, fetched anew where they have expired.
func valueOf(keys *credentials.Credentials) (credentials.Value, error) {
	return keys.GetWithContext(&credentials.CredContext{Client: &http.Client{Timeout: usualAttempt}})
}

// do makes a request until it is answered for good. The error is fs.ErrNotExist
// where there is no such object.
func (r *requests) do(ctx context.Context, q request) (answer, error) {
	if q.sum == "" {
		sum := sha256.Sum256(q.body)
		q.sum = hex.EncodeToString(sum[:])
	}
	var a answer
	err := r.clock.retry(ctx, func(ctx context.Context) (err error) {
		a, err = r.try(ctx, q)
		return err
	})
	return a, err
}

// try makes a request once. It is given up after the time that a slow
// connection needs.
func (r *requests) try(ctx context.Context, q request) (answer, error) {
	inner, cancel := context.WithTimeout(ctx, r.attempt+time.Duration(int64(len(q.body))+min(q.size, r.most))*time.Second/slowest)
	defer cancel()
	keys, err := valueOf(r.keys)
	if err != nil {
		return answer{}, errNoKeys
	}
	at := *r.bucket
	at.Path += "/" + q.key
	if q.key == "" && r.bucket.Path != "" {
		at.Path = r.bucket.Path // some services tell the two apart
	}
	at.RawPath, at.RawQuery = s3utils.EncodePath(at.Path), q.query.Encode()
	req, err := http.NewRequestWithContext(inner, q.method, at.String(), bytes.NewReader(q.body))
	if err != nil {
		return answer{}, err
	}
	if len(q.body) == 0 {
		req.Body = http.NoBody
	}
	for name, values := range q.header {
		req.Header[name] = values
	}
	req.Header.Set("X-Amz-Content-Sha256", q.sum)
	req = signer.SignV4(*req, keys.AccessKeyID, keys.SecretAccessKey, keys.SessionToken, r.region)
	resp, err := r.client.Do(req)
	if err != nil {
		return answer{}, passing{error: r.broken(ctx, err)}
	}
	defer resp.Body.Close()
	body, err := whole(resp.Body, r.most)
	if errors.Is(err, errLarge) {
		return answer{}, err
	}
	if err != nil {
		return answer{}, passing{error: r.broken(ctx, err)}
	}
	if resp.StatusCode/100 == 2 {
		return answer{resp.Header, body}, nil
	}
	return answer{}, r.refused(resp, body, keys)
}

var errLarge = fmt.Errorf("the answer is larger than %d MB", longestBody>>20)

// whole reads all there is, and nothing of what is more than most bytes.
func whole(from io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, most+1))
	if err == nil && int64(len(data)) > most {
		return nil, errLarge
	}
	return data, err
}

// broken says why a connection came to nothing.
func (r *requests) broken(ctx context.Context, err error) error {
	if e := ctx.Err(); e != nil {
		return e
	}
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s does not answer", r.bucket.Host)
	}
	return err
}

// refused says what an answer other than success means. Of what the service
// says, the code is told and the rest left out: some of them repeat what was
// signed.
func (r *requests) refused(resp *http.Response, body []byte, keys credentials.Value) error {
	var said struct{ Code, Region string }
	_ = xml.Unmarshal(body, &said) // a proxy on the way may answer anything
	code := said.Code
	for _, secret := range []string{keys.SecretAccessKey, keys.SessionToken, keys.AccessKeyID} {
		if secret != "" && strings.Contains(code, secret) || len(code) > 100 {
			code = ""
		}
	}
	answered := "the service answers " + resp.Status
	if code != "" {
		answered += " (" + code + ")"
	}
	region := said.Region
	if region == "" {
		region = resp.Header.Get("X-Amz-Bucket-Region")
	}
	hint := map[string]string{
		"AccessDenied":          "the credentials do not allow it: they need to list the bucket, and to read, write and delete its objects",
		"NoSuchBucket":          "there is no such bucket",
		"InvalidAccessKeyId":    "the access key is not known there; is the endpoint right?",
		"SignatureDoesNotMatch": "the secret access key is not that of the access key, or the region is another",
		"RequestTimeTooSkewed":  "this machine's clock is wrong",
		"ExpiredToken":          "the credentials have expired",
	}[code]
	switch status := resp.StatusCode; {
	case status == http.StatusNotFound && code != "NoSuchBucket" && resp.Request.Method != http.MethodPut && resp.Request.URL.RawQuery == "":
		return fs.ErrNotExist
	case status/100 == 3 || code == "AuthorizationHeaderMalformed" && region != "":
		hint = "the bucket is elsewhere; set region: and endpoint: in site.yaml"
		if region != "" && len(region) < 40 {
			hint = fmt.Sprintf("the bucket is in the region %q; set region: in site.yaml", region)
		}
	case status/100 == 5 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout || code == "RequestTimeout" || code == "SlowDown":
		return passing{errors.New(answered), waitOf(resp.Header)}
	}
	if hint != "" {
		answered += ": " + hint
	}
	return errors.New(answered)
}
