// Package layouts embeds the default layouts: a file a page kind ("main"),
// the skeleton base.html ("base"), the partials, and the words of the
// interface by language. A site's own file of the same name takes the place
// of one of these.
package layouts

import "embed"

// FS holds the layouts: "overview.html", "partials/salary.html",
// "strings/en.yaml".
//
//go:embed *.html partials/*.html strings/*.yaml
var FS embed.FS
