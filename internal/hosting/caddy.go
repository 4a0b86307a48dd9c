package hosting

import (
	"fmt"
	"slices"
	"strings"

	"careerguide/internal/config"
)

// caddy is what a site's block imports. Redirects are a map, which is asked
// once a request; addresses in it that are more than letters are patterns of
// them, since Caddy reads "{$NAME}" wherever it stands.
func caddy(s Site) []byte {
	var b strings.Builder
	base := unescaped(s.Base.Path())
	line := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	b.WriteString(written)
	line("#\n# %s {\n#     root * /srv/www/current   # %s is the folder that the site is built to\n#     import /srv/www/current%s%s\n# }\n",
		s.Base.Host(), commented("/srv/www/current"+base), commented(base), CaddyFile)
	below := func(form string) string { return "`^" + pattern(base) + form + "`" }

	line("@careerguide path_regexp %s", below(""))
	line("header @careerguide {")
	for _, h := range Security(s.Policy) {
		line("\t%s %s", h.Name, quoted(h.Value))
	}
	line("\tCache-Control %s\n}", quoted(Revalidate))
	line("@careerguide_hashed path_regexp %s", below("(?:"+strings.Join(hashedForms, "|")+")$"))
	line("header @careerguide_hashed Cache-Control %s", quoted(Forever))
	for i, ext := range []string{"css", "js", "mjs", "json", "webmanifest", "xml", "txt", "md", "csv", "docx", "webp", "avif", "woff2"} {
		line("@careerguide_type%d path_regexp %s", i, below(`.*[.]`+ext+"$"))
		line("header @careerguide_type%d Content-Type %s", i, quoted(ContentType("a."+ext)))
	}
	line("@careerguide_feed path_regexp %s", below("feed[.]xml$"))
	line("header @careerguide_feed Content-Type %s", quoted(feedType))

	line("\nmap {path} {careerguide_moved} {")
	for _, r := range s.Redirects {
		for _, from := range forms(r.From) {
			line("\t%s %s", caddyAddress(base+from[1:]), quoted(target(s.Base, r.To)))
		}
	}
	line("\tdefault \"\"\n}")
	line("@careerguide_moved expression `{careerguide_moved} != \"\"`")
	line("redir @careerguide_moved {careerguide_moved} 301")

	line("\n@careerguide_hidden {\n\tpath_regexp %s\n\tnot path_regexp %s\n}", below(`(?:.*/)?(?:[.]|`+pattern(CaddyFile)+"$)"), below(`[.]well-known/[^.]`))
	line("error @careerguide_hidden 404")
	line("encode @careerguide gzip")
	line("file_server @careerguide {\n\tprecompressed br gzip\n}")
	line("handle_errors {\n\t@careerguide_missing {\n\t\tpath_regexp %s\n\t\texpression {err.status_code} == 404\n\t}", below(""))
	line("\trewrite @careerguide_missing %s", quoted(rewritten(s.Base)))
	line("\theader @careerguide_missing {\n\t\tCache-Control %s\n\t\tContent-Type %s\n\t}", quoted(Revalidate), quoted(ContentType("404.html")))
	line("\tfile_server @careerguide_missing {\n\t\tprecompressed br gzip\n\t}\n}")
	return []byte(b.String())
}

// rewritten returns where the page for what is not found is, as a rewrite reads
// it: some versions of Caddy take %XX for what it says, others read it.
func rewritten(base config.BaseURL) string {
	if path := unescaped(base.Path()); !strings.ContainsAny(path, "%{}\"?#\\") {
		return path + "404.html"
	}
	return target(base, "/404.html")
}

// quoted writes a text without quotes, backslashes and braces as one word of
// Caddy's settings.
func quoted(text string) string { return `"` + text + `"` }

// caddyAddress writes a path as a map's key.
func caddyAddress(path string) string {
	if slices.ContainsFunc([]byte(path), func(c byte) bool { return c < 0x80 && !plain(c) }) {
		return "`~^" + pattern(path) + "$`"
	}
	return quoted(path)
}
