// Package assets embeds the default styles and scripts (css/main.css, js/*.js),
// and the files that are copied to the site's root as they are (static).
package assets

import "embed"

// FS holds the assets: "css/main.css", "static/favicon.svg".
//
//go:embed css js static
var FS embed.FS
