package content

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"careerguide/internal/diag"
	"careerguide/internal/markdown"
	"careerguide/internal/picture"
)

// Image is a picture beside an article.
type Image struct {
	File          string // "content/roles/health/ward.jpg"
	Name          string // below the article's address: "ward.jpg"
	Width, Height int    // in CSS pixels; 0 if unknown
}

// MaxImage bounds a picture's size in bytes.
const MaxImage = 64 << 20

// IsBeside reports whether an image's destination is a file beside the
// article, and not an address of the site or elsewhere.
func IsBeside(destination string) bool {
	return destination != "" && !strings.HasPrefix(destination, "/") && !strings.HasPrefix(destination, "#") && !strings.Contains(destination, ":")
}

// readImages finds the pictures beside the article that its body shows.
func (a *Article) readImages(body *Body) diag.List {
	var found diag.List
	for ref, kind := range body.References() {
		if kind != markdown.Image || !IsBeside(ref.Destination) {
			continue
		}
		if _, done := body.Images[ref.Destination]; done {
			continue
		}
		img, message, hint := openImage(a.from.fsys, path.Dir(a.File), ref.Destination)
		if message != "" {
			found = append(found, diag.Finding{File: a.File, Position: ref.Position, Severity: diag.Error, Rule: "image", Message: message, Hint: hint})
			continue
		}
		if body.Images == nil {
			body.Images = map[string]Image{}
		}
		body.Images[ref.Destination] = img
	}
	return found
}

// readPicture finds the file beside the article that its image field names.
func (a *Article) readPicture() diag.List {
	if !IsBeside(a.Image) {
		return nil
	}
	img, message, hint := openImage(a.from.fsys, path.Dir(a.File), a.Image)
	if message != "" {
		return diag.List{a.Finding(diag.Error, "image", "image", message, hint)}
	}
	a.Picture = img
	return nil
}

// openImage reads the size of a picture; message says what is wrong with it.
func openImage(fsys fs.FS, folder, destination string) (img Image, message, hint string) {
	plain, err := url.PathUnescape(destination)
	name := path.Join(folder, plain)
	if err != nil || !fs.ValidPath(name) || strings.ContainsAny(plain, "?#\\") {
		return img, fmt.Sprintf("image %q is not a file beside the article", destination), "name a file in the article's folder, or one below assets/ as /images/…"
	}
	inside := strings.TrimPrefix(name, folder+"/")
	if inside == name {
		return img, fmt.Sprintf("image %q is not beside the article", destination), "move it to the article's folder, or below assets/ and write /images/…"
	}
	info, err := fs.Stat(fsys, name)
	if err != nil || !info.Mode().IsRegular() {
		if err != nil && strings.Contains(err.Error(), "escapes") {
			return img, fmt.Sprintf("image %q leads out of the site's folder", destination), ""
		}
		return img, fmt.Sprintf("no image %q beside the article", destination), "the file would be " + name
	}
	if info.Size() > MaxImage {
		return img, fmt.Sprintf("image %q is larger than 64 MiB", destination), ""
	}
	file, err := fsys.Open(name)
	if err != nil {
		return img, fmt.Sprintf("image %q cannot be read", destination), ""
	}
	defer file.Close()
	width, height, err := picture.Size(inside, file)
	if err != nil {
		return img, fmt.Sprintf("image %q: %v", destination, err), ""
	}
	return Image{File: name, Name: inside, Width: width, Height: height}, "", ""
}
