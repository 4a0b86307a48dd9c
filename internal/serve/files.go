package serve

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// maxServed bounds the bytes of a file that is served.
const maxServed = 256 << 20

var errLink = errors.New("a link, or a file that was changed into one")

// readPlain reads a regular file below the root that is reached without any
// link. A link that is put in its place while it is read is noticed too: what
// was opened must be what the folder names, before and after.
func readPlain(root *os.Root, name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	before, err := lstat(root, name)
	if err != nil {
		return nil, err
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	after, err := lstat(root, name)
	switch {
	case err != nil:
		return nil, err
	case !os.SameFile(before, info) || !os.SameFile(after, info):
		return nil, errLink
	case info.Size() > maxServed:
		return nil, errors.New("too large")
	}
	return io.ReadAll(io.LimitReader(f, maxServed))
}

// lstat describes a regular file, none of whose folders is a link.
func lstat(root *os.Root, name string) (fs.FileInfo, error) {
	for i, c := range name {
		if c == '/' {
			if info, err := root.Lstat(name[:i]); err != nil {
				return nil, err
			} else if !info.IsDir() {
				return nil, errLink
			}
		}
	}
	info, err := root.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = errLink
	}
	return info, err
}

// contentTypes are those of the files that sites have, by extension, whatever
// the machine's own table says.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
	".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
	".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf", ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg",
	".wasm": "application/wasm", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// contentType returns a file's media type by its name.
func contentType(name string) string {
	if name == "/feed.xml" {
		return "application/atom+xml; charset=utf-8"
	}
	if t := contentTypes[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	return "application/octet-stream"
}
