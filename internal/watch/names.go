package watch

import "strings"

// temporary reports whether a file or folder of this name is an editor's or a
// tool's own and never part of a site:
//
//	.nurse.md.swp  .#nurse.md  .git       hidden: Vim's swap file, Emacs' lock
//	#nurse.md#                            Emacs' copy of what is not saved yet
//	nurse.md~                             a backup: Vim, Emacs, gedit
//	4913                                  Vim tries with it whether it may write
//	nurse.swp  nurse.md.tmp               swap and scratch files
//	nurse.md___jb_tmp___                  JetBrains' save by rename
//
// Of the hidden names, .well-known and .nojekyll are published.
func temporary(name string) bool {
	switch name {
	case ".well-known", ".nojekyll":
		return false
	case "4913":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") ||
		strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") ||
		strings.HasSuffix(name, ".tmp") || strings.Contains(name, "___jb_")
}
