// Package assets embeds the default stylesheet, bundled from css/main.css,
// and the files that are copied to the site's root as they are (static).
package assets

import "embed"

// FS holds the assets: "css/main.css", "static/favicon.svg".
//
//go:embed css static
var FS embed.FS
