// Package card draws the picture by which a role is shown where its address
// is shared: its title, its pay and the site's name, 1200 × 630.
//
// A card is a pure function of its inputs: the same ones make the same bytes.
package card

import (
	"crypto/sha256"
	"fmt"
)

// Version is that of the drawing. It rises when the same inputs make another
// picture, so that no card drawn before is taken for one of now.
const Version = 1

// The size of a card in pixels, that of a large preview.
const (
	Width  = 1200
	Height = 630
)

// Card is what a card shows.
type Card struct {
	Title string
	Label string // of the pay: "Median pay"; may be ""
	Pay   string // "$79,000 per year"; "" where nothing is known
	Site  string // the site's name
	Look  Look
}

// Sum returns a sum of all that the picture depends on.
func (c Card) Sum() [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "card %d %q %q %q %q %v", Version, c.Title, c.Label, c.Pay, c.Site, c.Look))
}
