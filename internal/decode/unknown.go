package decode

import (
	"encoding"
	"reflect"
	"strings"
	"sync"
)

// unknown tells of a field that the struct does not have, with what was meant:
// a field of the same mapping, a value of one of its fields, a field of a
// mapping around it, or one that is elsewhere in the document.
func (d *Decoder) unknown(n *Node, info *typeInfo) {
	if d.parse.full() {
		return
	}
	message, hint := "unknown field "+quote(n.Key), ""
	if meant, ok := Nearest(n.Key, info.names, d.options.Meanings); ok {
		message += " (did you mean " + quote(meant) + "?)"
	} else if hint = d.asValue(n.Key, info); hint == "" {
		hint = d.elsewhere(n.Key)
	}
	d.KeyError(n, "unknown-field", message, hint)
}

// asValue says which field of the struct has the name as its value:
// "kind: license".
func (d *Decoder) asValue(name string, info *typeInfo) string {
	for _, f := range info.fields {
		of := f.info
		if of.class == sliceClass {
			of = of.elem
		}
		if of.class != textual || f.hidden {
			continue
		}
		err := reflect.New(of.typ).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte("?"))
		if words, ok := err.(WordError); ok {
			if word, ok := synonym(name, words.Known(), d.options.Meanings); ok {
				return "write " + f.name + ": " + word
			}
		}
	}
	return ""
}

// elsewhere says where in the document a field of this name, or of its
// meaning, belongs: in the nearest mapping around that has it, or the nearest
// of those below them.
func (d *Decoder) elsewhere(name string) string {
	for _, name := range []string{name, d.options.Meanings[name]} {
		if name == "" {
			continue
		}
		for i := len(d.around) - 2; i >= 0; i-- {
			if _, ok := d.around[i].info.byName[name]; ok {
				return belongs(name, d.around[i].node.path())
			}
		}
		for i := len(d.around) - 1; i >= 0; i-- {
			if path, ok := places(d.around[i].info)[name]; ok {
				return belongs(name, strings.Trim(d.around[i].node.path()+"."+path, "."))
			}
		}
		if path, ok := places(d.root)[name]; ok {
			return belongs(name, path)
		}
	}
	return ""
}

func belongs(name, path string) string {
	if path == "" {
		return quote(name) + " belongs at the top level"
	}
	return quote(name) + " belongs under " + quote(path)
}

// path returns the fields that lead to n, such as "salary.regions" for an item
// of that list; "" for the document.
func (n *Node) path() string {
	path := ""
	for ; n != nil; n = n.parent {
		if n.Key != "" {
			path = strings.TrimSuffix(n.Key+"."+path, ".")
		}
	}
	return path
}

// elsewhere is where the fields below a type stand, for hints.
type elsewhere struct {
	once  sync.Once
	paths map[string]string // a field's name to the path of the struct that has it
}

// places returns, for each field name below the type, the path of the nearest
// struct that has it; "" is the type itself.
func places(root *typeInfo) map[string]string {
	root.elsewhere.once.Do(func() {
		type step struct {
			info *typeInfo
			path string
		}
		paths := map[string]string{}
		seen := map[*typeInfo]bool{}
		for queue := []step{{root, ""}}; len(queue) > 0; queue = queue[1:] {
			s := queue[0]
			for s.info.elem != nil {
				s.info = s.info.elem
			}
			if seen[s.info] {
				continue
			}
			seen[s.info] = true
			for _, f := range s.info.fields {
				if f.hidden {
					continue
				}
				if _, known := paths[f.name]; !known {
					paths[f.name] = s.path
				}
				queue = append(queue, step{f.info, strings.TrimPrefix(s.path+"."+f.name, ".")})
			}
		}
		root.elsewhere.paths = paths
	})
	return root.elsewhere.paths
}
