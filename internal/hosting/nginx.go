package hosting

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// nginx is what a server block includes. Its locations are within one for the
// base URL's path, so that they have that one's headers; the variable is set
// for the whole server, where "if" is safe.
func nginx(s Site) []byte {
	var b strings.Builder
	base := unescaped(s.Base.Path())
	line := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	b.WriteString(written)
	line("#\n# server {\n#     listen 443 ssl;\n#     server_name %s;\n#     root /srv/www/current;   # %s is the folder that the site is built to\n#     include /srv/www/current%s%s;\n# }\n",
		s.Base.Host(), commented("/srv/www/current"+base), commented(base), NginxFile)
	line("set $careerguide_cache %s;", nginxWord(Revalidate))
	for _, form := range hashedForms {
		line("if ($uri ~ %s) { set $careerguide_cache %s; }", nginxWord("^"+pattern(base)+form+"$"), nginxWord(Forever))
	}
	missing := nginxWord(base + "404.html")
	if strings.Contains(base, "$") { // it would begin a variable, so it becomes one
		line("if ($uri ~ %s) {}", nginxWord("^(?<careerguide_base>"+pattern(base)+")"))
		missing = `"${careerguide_base}404.html"`
	}
	line("\nlocation %s {", nginxWord(base))
	line("\tindex index.html;")
	line("\terror_page 404 %s;", missing)
	line("\tabsolute_redirect off;")
	line("\tgzip_static on;\n\tgzip on;\n\tgzip_vary on;\n\tgzip_min_length 1000;")
	line("\tgzip_types %s;", strings.Join(texts(), " "))
	line("\tcharset utf-8;\n\tcharset_types text/css text/csv text/javascript text/markdown text/plain text/vtt text/calendar;")
	line("\tdefault_type application/octet-stream;\n\ttypes {")
	extensions := map[string][]string{}
	for _, ext := range slices.Sorted(maps.Keys(kinds)) {
		extensions[kinds[ext].mime] = append(extensions[kinds[ext].mime], ext)
	}
	for _, mime := range slices.Sorted(maps.Keys(extensions)) {
		line("\t\t%s %s;", mime, strings.Join(extensions[mime], " "))
	}
	line("\t}")
	for _, h := range Security(s.Policy) {
		line("\tadd_header %s %s always;", h.Name, nginxWord(h.Value))
	}
	line("\tadd_header Cache-Control $careerguide_cache;")
	line("\tlocation = %s { types {} default_type %s; }", nginxWord(base+feedFile), feedType)
	line("\tlocation = %s { return 404; }", nginxWord(base+NginxFile))
	line("\tlocation ~ %s { return 404; }", nginxWord(`/[.](?!well-known/)`))
	for _, r := range s.Redirects {
		for _, from := range forms(r.From) {
			line("\tlocation = %s { return 301 %s; }", nginxWord(base+from[1:]), nginxWord(target(s.Base, r.To)))
		}
	}
	line("}")
	return []byte(b.String())
}

// texts are the media types that compression is for, but for HTML, which nginx
// always has among them.
func texts() []string {
	seen := map[string]bool{feedType: true}
	for _, k := range kinds {
		if k.text && k.mime != "text/html" {
			seen[k.mime] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// nginxWord writes a text as one word of nginx's settings. A "$" in it begins a
// variable where nginx has some: not in what a location or a pattern is, and
// in nothing else that we write.
func nginxWord(text string) string {
	return `"` + nginxSpecial.Replace(text) + `"`
}

var nginxSpecial = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// commented leaves of a text what cannot end a comment, or begin something in
// it.
func commented(text string) string { return asked(text) }
