package review

import (
	"path"
	"slices"
	"strings"
)

// addressOf returns the address of a file: "/roles/nurse/" of
// "roles/nurse/index.html".
func addressOf(name string) string {
	if rest, ok := strings.CutSuffix("/"+name, "/index.html"); ok {
		return rest + "/"
	}
	return "/" + name
}

// documents are the endings of files that readers and programs keep addresses
// of. Pictures are not among them: nothing can redirect them, and pages name
// those that there are. The build gives none of these a name with a hash.
var documents = []string{".html", ".xml", ".json", ".csv", ".md", ".txt", ".docx", ".pdf"}

// isKept reports whether somebody may have kept the address of a file.
func isKept(name string) bool {
	if strings.HasPrefix(name, ".") || strings.Contains(name, "/.") || strings.HasPrefix(name, "search/") && !isPage(name) {
		return false
	}
	if path.Dir(name) == "." && (slices.Contains([]string{"404.html", "robots.txt", "vercel.json"}, name) || strings.HasPrefix(name, "sitemap") || strings.HasPrefix(name, "_")) {
		return false // for hosts and search engines, which come again
	}
	return slices.Contains(documents, path.Ext(name))
}

// lost returns the addresses of old files that nothing stands at any more,
// sorted; redirects are the pages of the new site that lead elsewhere. The data
// beside a page that moved or is lost goes with it: nothing could redirect it.
func lost(old, new map[string]File, redirects map[string]string) []string {
	list := []string{}
	for name := range old {
		if _, ok := new[name]; ok || !isKept(name) {
			continue
		}
		if page := path.Dir(name) + "/index.html"; !isPage(name) && path.Dir(name) != "." {
			_, had := old[page]
			_, has := new[page]
			if _, moved := redirects[page]; had && (!has || moved) {
				continue
			}
		}
		list = append(list, addressOf(name))
	}
	slices.Sort(list)
	return list
}

// nameOf returns the file at an address, which may lack its last slash.
func nameOf(address string) string {
	name := strings.TrimPrefix(address, "/")
	switch {
	case name == "" || strings.HasSuffix(name, "/"):
		return name + "index.html"
	case path.Ext(name) == "":
		return name + "/index.html"
	}
	return name
}
