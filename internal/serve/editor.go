package serve

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// editors are the addresses that open editors at a place in a file, as each
// editor registers them with the system.
var editors = map[string]string{
	"vscode":   "vscode://file{path}:{line}:{column}",
	"insiders": "vscode-insiders://file{path}:{line}:{column}",
	"codium":   "vscodium://file{path}:{line}:{column}",
	"cursor":   "cursor://file{path}:{line}:{column}",
	"windsurf": "windsurf://file{path}:{line}:{column}",
	"zed":      "zed://file{path}:{line}:{column}",
	"idea":     "idea://open?file={query}&line={line}&column={column}",
	"goland":   "goland://open?file={query}&line={line}&column={column}",
	"webstorm": "webstorm://open?file={query}&line={line}&column={column}",
	"sublime":  "subl://open?url=file://{query}&line={line}&column={column}",
	"textmate": "txmt://open?url=file://{query}&line={line}&column={column}",
	"bbedit":   "x-bbedit://open?url=file://{query}&line={line}&column={column}",
	"emacs":    "emacs://open?url=file://{query}&line={line}&column={column}",
	"macvim":   "mvim://open?url=file://{query}&line={line}&column={column}",
}

// Editors returns the names that Options.Editor may have.
func Editors() []string { return slices.Sorted(maps.Keys(editors)) }

// editorLink fills in an editor's address; path has slashes.
func editorLink(editor, path string, line, column int) string {
	if !strings.HasPrefix(path, "/") { // C:/…
		path = "/" + path
	}
	return strings.NewReplacer(
		"{path}", (&url.URL{Path: path}).EscapedPath(), "{query}", url.QueryEscape(path),
		"{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column),
	).Replace(editors[editor])
}
