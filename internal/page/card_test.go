package page

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/card"
)

const withCards = "title: Careers\nbase_url: https://example.org/sub/\nlanguage: en\nsocial_cards: true\n"

func cardSite(t *testing.T, settings, title, front string) *List {
	t.Helper()
	return listOf(t, fstest.MapFS{
		"content/site.yaml":         {Data: []byte(settings)},
		"content/roles/nurse.md":    {Data: []byte(role(title, front+"\n\n## FAQ\n\n### Why?\n\nSo."))},
		"content/guides/nurse.md":   {Data: []byte("---\ntitle: Nurse\nsummary: Of nurses.\n---\nText.\n")},
		"assets/images/picture.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>`)},
	})
}

func TestSocialCard(t *testing.T) {
	for _, tt := range []struct{ front, label, pay, alt string }{
		{"salary: {currency: USD, period: year, median: 93600, mean: 90000}", "Median pay", "$93,600 per year", "Nurse. Median pay: $93,600 per year"},
		{"salary: {currency: USD, period: hour, mean: 48.25}", "Average pay", "$48.25 per hour", "Nurse. Average pay: $48.25 per hour"},
		{"salary: {currency: EUR, period: month, min: 3000, max: 4400}", "Usual pay", "€3,000–€4,400 per month", "Nurse. Usual pay: €3,000–€4,400 per month"},
		{"", "", "", "Nurse"},
	} {
		l := cardSite(t, withCards, "Nurse", tt.front)
		r := l.site.Role("nurse")
		c := l.socialCard(r)
		if c.Title != "Nurse" || c.Site != "Careers" || c.Label != tt.label || c.Pay != tt.pay || c.Look != card.Default {
			t.Errorf("%s: %+v", tt.front, c)
		}
		for _, url := range []string{"/roles/nurse/", "/roles/nurse/faq/"} {
			h := commonOf(t, l, url).Head
			address, ok := strings.CutPrefix(h.Image, "https://example.org/sub")
			if !ok || h.ImageWidth != card.Width || h.ImageHeight != card.Height || h.ImageAlt != tt.alt {
				t.Errorf("%s: %+v", url, h)
			}
			p, ok := l.At(address)
			if !ok || p.InSitemap || p.Article != nil || p.Source != "content/roles/nurse.md" {
				t.Fatalf("%s: %t, %+v", address, ok, p)
			}
			if img, err := png.Decode(bytes.NewReader(p.Bytes(nil))); err != nil || img.Bounds().Dx() != card.Width {
				t.Errorf("%s: %v", address, err)
			}
		}
		if h := commonOf(t, l, "/guides/nurse/").Head; h.Image != "" {
			t.Errorf("a guide with a role's slug has %s", h.Image)
		}
	}
}

// What a card shows is in its address, and what is kept is shown.
func TestCardURL(t *testing.T) {
	url := func(settings, title, front string) string {
		return commonOf(t, cardSite(t, settings, title, front), "/roles/nurse/").Head.Image
	}
	base := url(withCards, "Nurse", "")
	for name, other := range map[string]string{
		"title": url(withCards, "Nurse!", ""), "pay": url(withCards, "Nurse", "salary: {currency: USD, period: year, mean: 1000}"),
		"site": url(strings.Replace(withCards, "Careers", "Jobs", 1), "Nurse", ""), "accent": url(withCards+"theme: {accent: navy}\n", "Nurse", ""),
	} {
		if other == base || other == "" {
			t.Errorf("another %s has the address %s", name, other)
		}
	}
	if same := url(withCards+"theme: {accent_dark: navy}\n", "Nurse", "skills: [Care]"); same != base {
		t.Errorf("what no card shows makes %s of %s", same, base)
	}
	l := cardSite(t, withCards, "Nurse", "")
	l.env.Draw = func(c card.Card) []byte { return []byte(c.Title) }
	if p, ok := l.cardPage(l.site.Role("nurse")); !ok || string(p.Bytes(nil)) != "Nurse" {
		t.Error("what was kept is not shown")
	}
}

func TestNoCard(t *testing.T) {
	off := strings.Replace(withCards, "true", "false", 1)
	for _, tt := range []struct {
		settings, title, front, image string
		width                         int
	}{
		{off, "Nurse", "", "", 0},
		{withCards, "看護師", "", "", 0},
		{withCards, "Nurse", "image: /images/picture.svg", "https://example.org/sub/images/picture.svg", 30},
		{strings.Replace(withCards, "Careers", "職業", 1), "Nurse", "", "", 0},
	} {
		l := cardSite(t, tt.settings, tt.title, tt.front)
		if h := commonOf(t, l, "/roles/nurse/").Head; h.Image != tt.image || h.ImageWidth != tt.width || h.ImageAlt != "" {
			t.Errorf("%s %s: %+v", tt.title, tt.front, h)
		}
		for _, p := range l.All() {
			if strings.Contains(p.URL, "/card.") {
				t.Errorf("%s %s: there is %s", tt.title, tt.front, p.URL)
			}
		}
	}
}

// Pay in a script that the font lacks is left out, and the card stays.
func TestCardWithoutPay(t *testing.T) {
	l := listOf(t, fstest.MapFS{
		"content/site.yaml":       {Data: []byte(withCards)},
		"content/roles/nurse.md":  {Data: []byte(role("Nurse", "salary: {currency: USD, period: year, mean: 1000}\n\nText."))},
		"layouts/strings/en.yaml": {Data: []byte("per.year: 毎年\n")},
	})
	if c := l.socialCard(l.site.Role("nurse")); c.Pay != "" || c.Label != "" || c.Title == "" {
		t.Errorf("%+v", c)
	}
}
