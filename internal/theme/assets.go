package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"careerguide/internal/diag"
	"careerguide/internal/picture"
	"careerguide/internal/site"

	"github.com/evanw/esbuild/pkg/api"
)

// loadAssets bundles assets/css/main.css and the scripts directly below
// assets/js/, and lists the
// files that are copied: those below assets/static/ to the site's root,
// others to their own path.
func (t *Theme) loadAssets(files overlay, o Options) diag.List {
	names, found := files.list()
	for _, name := range names {
		if strings.HasPrefix(name, "css/") || strings.HasPrefix(name, "js/") {
			continue
		}
		file, url := files.prefix+name, "/"+strings.TrimPrefix(name, "static/")
		if f := oddName(file, url); f != nil {
			found = append(found, *f)
			if f.Severity == diag.Error {
				continue
			}
		}
		if err := files.check(name); err != nil {
			found = append(found, files.unreadable(name, err))
			continue
		}
		f := File{URL: url, Asset: site.Asset{File: file}, Data: func() ([]byte, error) { return files.read(name) }}
		if picture.Is(name) {
			data, err := files.read(name)
			if err != nil {
				found = append(found, files.unreadable(name, err))
				continue
			}
			if f.Width, f.Height, err = picture.Size(name, bytes.NewReader(data)); err != nil {
				found = append(found, diag.Finding{File: file, Severity: diag.Error, Rule: "image", Message: err.Error()})
				continue
			}
		}
		if url == "/favicon.svg" || url == "/favicon.ico" && t.Icon == "" {
			t.Icon = url
		}
		t.Files = append(t.Files, f)
	}
	var more diag.List
	t.Stylesheet, more = t.bundle(files, names, stylesheet, "site", ".css", o)
	found = append(found, more...)
	t.Script, more = t.bundle(files, names, "js/main.js", "site", ".js", o)
	found = append(found, more...)
	t.Scripts = map[string]string{}
	for _, name := range names {
		if layout, ok := strings.CutSuffix(strings.TrimPrefix(name, "js/"), ".js"); ok && path.Dir(name) == "js" && layout != "main" {
			t.Scripts[layout], more = t.bundle(files, names, name, layout, ".js", o)
			found = append(found, more...)
		}
	}
	slices.SortStableFunc(t.Files, func(a, b File) int { return strings.Compare(a.URL, b.URL) })
	return append(found, clashes(t.Files)...)
}

// bundle joins a file with all that it imports, named by the hash of the
// result; it returns its address, or "" if there is no such file.
func (t *Theme) bundle(files overlay, names []string, entry, as, ext string, o Options) (string, diag.List) {
	if !slices.Contains(names, entry) {
		return "", nil
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Write: false, LogLevel: api.LogLevelSilent, Outdir: "/",
		MinifyWhitespace: o.Minify, MinifySyntax: o.Minify, MinifyIdentifiers: o.Minify,
		Format: api.FormatIIFE, LegalComments: api.LegalCommentsNone, Charset: api.CharsetUTF8,
		Engines: []api.Engine{{Name: api.EngineChrome, Version: "111"}, {Name: api.EngineFirefox, Version: "113"}, {Name: api.EngineSafari, Version: "16.4"}},
		Plugins: []api.Plugin{overlayPlugin(files, o.properties())},
	})
	var found diag.List
	for _, m := range slices.Concat(result.Errors, result.Warnings) {
		f := diag.Finding{File: files.prefix + entry, Severity: diag.Error, Rule: "bundle", Message: m.Text}
		if m.Location != nil {
			f.File = files.prefix + strings.TrimPrefix(m.Location.File, namespace+":")
			f.Line, f.Column = m.Location.Line, m.Location.Column+1
		}
		found = append(found, f)
	}
	for i := range result.Warnings {
		found[len(result.Errors)+i].Severity = diag.Warning
	}
	if len(result.Errors) > 0 || len(result.OutputFiles) == 0 {
		return "", found
	}
	data := result.OutputFiles[0].Contents
	sum := sha256.Sum256(data)
	url := "/assets/" + as + "." + hex.EncodeToString(sum[:5]) + ext
	t.Files = append(t.Files, File{URL: url, Made: true, Asset: site.Asset{File: files.prefix + entry}, Data: func() ([]byte, error) { return data, nil }})
	return url, found
}

const (
	namespace  = "asset"
	stylesheet = "css/main.css"
)

// properties are the rules that the site's own look adds to the stylesheet.
func (o Options) properties() string {
	css := ""
	if o.Light != "" {
		css += "\n:root {" + o.Light + "}"
	}
	if o.Dark != "" {
		css += "\n@media (prefers-color-scheme: dark) { :root {" + o.Dark + "} }"
	}
	return css
}

// overlayPlugin lets the bundler read from the overlay alone, with the site's
// own rules at the end of the stylesheet. Addresses in
// url(…) are left as they are: they are relative to the bundle's folder.
func overlayPlugin(files overlay, own string) api.Plugin {
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `.*`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Kind == api.ResolveCSSURLToken {
				return api.OnResolveResult{Path: a.Path, External: true}, nil
			}
			name := path.Clean(a.Path)
			if a.Kind != api.ResolveEntryPoint {
				if strings.Contains(a.Path, ":") || strings.HasPrefix(a.Path, "/") {
					return api.OnResolveResult{}, errors.New("only files below assets/ can be imported")
				}
				name = path.Join(path.Dir(a.Importer), a.Path)
			}
			if !fs.ValidPath(name) {
				return api.OnResolveResult{}, errors.New("only files below assets/ can be imported")
			}
			return api.OnResolveResult{Path: name, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: namespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := files.read(a.Path)
			if err != nil {
				return api.OnLoadResult{}, errors.New("no file assets/" + a.Path)
			}
			text, loader := string(data), api.LoaderJS
			if strings.HasSuffix(a.Path, ".css") {
				loader = api.LoaderCSS
			}
			if a.Path == stylesheet {
				text += own
			}
			return api.OnLoadResult{Contents: &text, Loader: loader}, nil
		})
	}}
}
