package content

import "crypto/sha256"

// Kept is what was read of an article's file, but for its body, in a form that
// can be put away from one build to the next. It holds for as long as the file,
// the settings and the pictures beside the article are the same.
type Kept struct {
	Kind     Kind
	File     string
	Slug     string
	Meta     Meta
	Role     *Role
	Ranking  *Ranking
	Sections []string
	Picture  Image
	Hidden   bool
	Front    []byte
}

// Keep returns what can be kept of an article. It reports false for one that
// has figures from the table of pay: those are no part of its file.
func (a *Article) Keep() (Kept, bool) {
	if len(a.pay)+len(a.inTable) > 0 {
		return Kept{}, false
	}
	return Kept{a.Kind, a.File, a.Slug, a.Meta, a.Role, a.Ranking, a.Sections, a.Picture, a.Hidden, a.front[:]}, true
}

// Restore returns the article that was kept of a file; sum is the SHA-256 of
// its bytes, by which a change is noticed when the body is read.
func (l *Library) Restore(k Kept, sum [sha256.Size]byte) *Article {
	return &Article{
		Kind: k.Kind, File: k.File, Slug: k.Slug, Meta: k.Meta, Role: k.Role, Ranking: k.Ranking, Sections: k.Sections,
		Picture: k.Picture, Hidden: k.Hidden, front: [sha256.Size]byte(k.Front), from: l.from, sha: sum,
	}
}
