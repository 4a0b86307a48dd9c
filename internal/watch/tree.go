package watch

import "path"

// tree is the folders that are watched and the names of the files in them, by
// the folder's path relative to the site's root; the root itself is ".".
type tree map[string]*node

type node struct {
	files   map[string]bool // false: not seen; it left before it was looked at
	folders map[string]bool
}

// enter adds a folder.
func (t tree) enter(folder string) {
	if t[folder] != nil {
		return
	}
	t[folder] = &node{files: map[string]bool{}, folders: map[string]bool{}}
	if up := t[path.Dir(folder)]; up != nil && folder != "." {
		up.folders[path.Base(folder)] = true
	}
}

// put adds a file to a folder that is in the tree, and reports whether it is
// new.
func (t tree) put(file string, seen bool) bool {
	in, name := t[path.Dir(file)], path.Base(file)
	before, there := in.files[name]
	in.files[name] = before || seen
	return !there
}

// sees reports whether the tree has a file of this name that was seen to be
// one.
func (t tree) sees(file string) bool {
	in := t[path.Dir(file)]
	return in != nil && in.files[path.Base(file)]
}

// drop removes whatever has this name and all below it, and returns the files
// and the folders that were removed.
func (t tree) drop(name string) (files, folders []string) {
	if up := t[path.Dir(name)]; up != nil {
		if _, there := up.files[path.Base(name)]; there {
			files = append(files, name)
		}
		delete(up.files, path.Base(name))
		delete(up.folders, path.Base(name))
	}
	// A parent comes before what is in it.
	open := []string{name}
	for len(open) > 0 {
		folder := open[len(open)-1]
		open = open[:len(open)-1]
		n := t[folder]
		if n == nil {
			continue
		}
		delete(t, folder)
		folders = append(folders, folder)
		for f := range n.files {
			files = append(files, path.Join(folder, f))
		}
		for f := range n.folders {
			open = append(open, path.Join(folder, f))
		}
	}
	return files, folders
}
