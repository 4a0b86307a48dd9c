package content

import (
	"crypto/sha256"
	"encoding/hex"
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
		if a.from.cfg.Images.HasVariants() && picture.TooLarge(img.Name, img.Width, img.Height) {
			found = append(found, diag.Finding{File: a.File, Position: ref.Position, Severity: diag.Notice, Rule: "image-size",
				Message: fmt.Sprintf("image %q has %d megapixels and is shown as it is, to small screens, too", ref.Destination, img.Width*img.Height/1e6),
				Hint:    fmt.Sprintf("smaller forms are made of up to %d", picture.MaxPixels(img.Name)/1e6)})
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

// Variants are the smaller and lighter forms of a picture, and a sum of its
// bytes for their names.
type Variants struct {
	Sum  string
	List []picture.Variant
}

// NewVariants returns the sum by which the variants of a picture's file are
// known, whose bytes are data, and Variants that have a name yet no List.
func NewVariants(file string, data []byte) (of [sha256.Size]byte, v Variants) {
	sum := sha256.Sum256(data)
	of = sha256.Sum256(fmt.Appendf(nil, "variants %d %s %x", picture.VariantsVersion, strings.ToLower(path.Ext(file)), sum))
	return of, Variants{Sum: hex.EncodeToString(of[:4])}
}

// AddVariants has the variants made of the pictures that the article shows,
// where the site wants them. A file that cannot be read has none.
func (a *Article) AddVariants(body *Body, variants func(file string) Variants) {
	if !a.from.cfg.Images.HasVariants() {
		return
	}
	add := func(img Image) {
		if _, done := body.Variants[img.File]; done || !picture.HasVariants(img.Name, img.Width, img.Height) {
			return
		}
		if body.Variants == nil {
			body.Variants = map[string]Variants{}
		}
		body.Variants[img.File] = variants(img.File)
	}
	for _, img := range body.Images {
		add(img)
	}
	if a.ShowsPicture() {
		add(a.Picture)
	}
}

// ShowsPicture reports whether the article's page shows the picture that its
// image field names. Other pages only name it in their heads.
func (a *Article) ShowsPicture() bool { return a.Kind == GuideKind || a.Kind == PageKind }

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
