package page

import (
	"encoding/hex"

	"careerguide/internal/card"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// socialCard is what a role's card shows. Pay that the font lacks letters for
// is left out.
func (m *maker) socialCard(r *site.Role) card.Card {
	t := m.cfg.Theme
	c := card.Card{Title: r.Title, Site: m.cfg.Title, Look: card.Default.With(string(t.Paper), string(t.Ink), string(t.Accent))}
	if key, value := m.payFact(r); value != "" {
		label, pay := m.words("fact."+key), stripTags(string(value))
		if card.CanSet(label) && card.CanSet(pay) {
			c.Label, c.Pay = label, pay
		}
	}
	return c
}

// cardURL is the address of a card. It is another one when the card shows
// something else, since services that preview links keep pictures for long.
func cardURL(r *site.Role, c card.Card) string {
	sum := c.Sum()
	return r.URL() + "card." + hex.EncodeToString(sum[:5]) + ".png"
}

// cardPage is the file of a role's card; false where it has none.
func (m *maker) cardPage(r *site.Role) (Page, bool) {
	if !m.site.HasCard(r) {
		return Page{}, false
	}
	c := m.socialCard(r)
	return Page{URL: cardURL(r, c), Source: r.File, Bytes: func(*content.Body) []byte {
		if m.env.Draw != nil {
			return m.env.Draw(c)
		}
		return c.PNG()
	}}, true
}

// headCard names a role's card in the head of its pages.
func (m *maker) headCard(h *Head, r *site.Role) {
	if !m.site.HasCard(r) {
		return
	}
	c := m.socialCard(r)
	h.Image, h.ImageWidth, h.ImageHeight = m.cfg.BaseURL.Absolute(cardURL(r, c)), card.Width, card.Height
	h.ImageAlt = c.Title
	if c.Pay != "" {
		h.ImageAlt += ". " + c.Label + ": " + c.Pay
	}
}
