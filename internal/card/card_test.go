package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"
	"testing"
)

func decoded(t *testing.T, data []byte) *image.Paletted {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	p, ok := img.(*image.Paletted)
	if !ok || p.Rect != image.Rect(0, 0, Width, Height) {
		t.Fatalf("a %T of %v", img, img.Bounds())
	}
	return p
}

// inked returns the smallest rectangle that holds all that is drawn in a tone.
func inked(p *image.Paletted, tn tone) image.Rectangle {
	var r image.Rectangle
	for y := range Height {
		for x, i := range p.Pix[y*p.Stride:][:Width] {
			if n := int(i); n >= tn.first && n < tn.first+tn.levels {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

var cards = []Card{
	{"Nurse", "Median pay", "$79,000 per year", "Careers", Default},
	{"Principal Officer for Environmental Health, Occupational Safety and Emergency Preparedness in Regional Administrations, Acting", "Pay", "$60,000–$75,000 per year", "Careers", Default},
	{"Geprüfte Fachkraft für Öffentlichkeitsarbeit und Überwachung", "Median des Gehalts", "4.400 € pro Monat", "Berufe im Überblick", Default},
	{"Backend QA Engineer", "", "", "Careers", Default},
	{strings.Repeat("Donaudampfschifffahrt", 20), "Median", strings.Repeat("CHF 1’234’567.50 ", 30), strings.Repeat("A Name ", 60), Default},
	{strings.Repeat("A ", 400), "", "", "", Default.With("#000", "white", "hsl(120 100% 25%)")},
	{"", "", "", "", Default},
}

// Whatever a card shows, it stays inside its margins, and nothing stands over
// anything else.
func TestMargins(t *testing.T) {
	for _, c := range cards {
		p := decoded(t, c.PNG())
		title, pay := inked(p, inkTone), inked(p, accentTone)
		if title.Empty() != (c.Title == "") {
			t.Errorf("%.20s: the title fills %v", c.Title, title)
		}
		const side = 3 // of a letter that leans over its place
		if !title.Empty() && (title.Min.X < margin-side || title.Max.X > Width-margin+side || title.Min.Y <= siteLine+siteSize/3) {
			t.Errorf("%.20s: the title fills %v", c.Title, title)
		}
		if c.Pay == "" {
			if pay != image.Rect(0, 0, Width, band) || title.Max.Y > freeBottom+30 {
				t.Errorf("%.20s: the title fills %v, the accent %v", c.Title, title, pay)
			}
			continue
		}
		if title.Max.Y > rule-10 {
			t.Errorf("%.20s: the title fills %v, as far as the rule", c.Title, title)
		}
		for y := band; y < rule; y++ {
			for x := range Width {
				if i := int(p.Pix[y*p.Stride+x]); i >= accentTone.first && i < quietTone.first {
					t.Fatalf("%.20s: pay at %d, %d", c.Title, x, y)
				}
			}
		}
		if pay.Max.Y < payLine || pay.Max.Y > Height-40 {
			t.Errorf("%.20s: the pay ends at %v", c.Title, pay.Max)
		}
	}
}

// The same inputs make the same bytes, by several at a time; other ones others.
func TestSame(t *testing.T) {
	want := make([][]byte, len(cards))
	seen := map[string]int{}
	sums := map[[32]byte]int{}
	for i, c := range cards {
		want[i] = c.PNG()
		if before, ok := seen[string(want[i])]; ok {
			t.Errorf("cards %d and %d are the same", before, i)
		}
		seen[string(want[i])] = i
		sums[c.Sum()] = i
	}
	if len(sums) != len(cards) {
		t.Errorf("%d sums of %d cards", len(sums), len(cards))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range cards {
				i = len(cards) - 1 - i
				if !bytes.Equal(cards[i].PNG(), want[i]) {
					t.Errorf("card %d differs when it is drawn again", i)
				}
			}
		})
	}
	wg.Wait()
}

// The sum is of everything that a card shows.
func TestSum(t *testing.T) {
	base := Card{"T", "L", "P", "S", Default}
	for name, change := range map[string]func(*Card){
		"title": func(c *Card) { c.Title = "X" }, "label": func(c *Card) { c.Label = "X" }, "pay": func(c *Card) { c.Pay = "X" }, "site": func(c *Card) { c.Site = "X" },
		"paper": func(c *Card) { c.Look.Paper.R++ }, "ink": func(c *Card) { c.Look.Ink.G++ }, "accent": func(c *Card) { c.Look.Accent.B++ },
		"a shift": func(c *Card) { c.Title, c.Label = "T\" \"L", "" },
	} {
		c := base
		change(&c)
		if c.Sum() == base.Sum() {
			t.Errorf("another %s has the same sum", name)
		}
	}
}

func TestSize(t *testing.T) {
	for _, c := range cards[:4] {
		if n := len(c.PNG()); n > 24<<10 {
			t.Errorf("%.20s: %d bytes", c.Title, n)
		}
	}
}

func TestCanSet(t *testing.T) {
	for text, want := range map[string]bool{
		"Nurse": true, "Geprüfte Fachkraft für Öffentlichkeitsarbeit": true, "Łódź Ştefan Čapek": true, "Kierownik – „zespół”": true, "Медсестра": true, "Νοσοκόμα": true,
		"Gepru\u0308fte": true, "Soft\u00adware": true, "C++ / C# & R&D (100%)": true, "4.400\u00a0€ £ ¥": true, "1\u202f234": true,
		"看護師": false, "ممرضة": false, "אחות": false, "नर्स": false, "Nurse 🩺": false, "x\u0331": false, "a\u200db": false, "a\u200bb": false, "a\x07b": false, "a\u2066b": false, "": true,
	} {
		if CanSet(text) != want {
			t.Errorf("CanSet(%q) is not %t", text, want)
		}
	}
}

func TestColour(t *testing.T) {
	for css, want := range map[string]string{
		"#8c2f1a": "8c2f1a", "#FFF": "ffffff", " Navy ": "000080", "rgb(1, 2, 3)": "010203", "rgb(100% 50% 0%)": "ff8000", "rgb(300 -5 0)": "ff0000",
		"hsl(0 100% 50%)": "ff0000", "hsl(120deg, 100%, 25%)": "008000", "hsl(-120 100% 50%)": "0000ff", "hsl(999999 0% 50%)": "808080",
		"": "", "#12": "", "#12345g": "", "#12345678": "", "rgb(1 2)": "", "rgb(1 2 3 4)": "", "rgb(a b c)": "", "hsl(1 2 3)": "", "oklch(50% 0.2 30)": "", "rgb(NaN 0 0)": "", "var(--x)": "", "blurple": "",
	} {
		c, ok := Colour(css)
		got := ""
		if ok {
			got = fmt.Sprintf("%02x%02x%02x", c.R, c.G, c.B)
		}
		if got != want || ok && c.A != 0xff {
			t.Errorf("%q: %s, want %s", css, got, want)
		}
	}
	if l := Default.With("", "bogus", "#123456"); l.Paper != Default.Paper || l.Ink != Default.Ink || l.Accent != (color.RGBA{0x12, 0x34, 0x56, 0xff}) {
		t.Errorf("%v", l)
	}
}

// The palette is the look's colours, each at full strength at the end of its
// tone.
func TestPalette(t *testing.T) {
	p := palette(Default)
	if len(p) != 16 || p[0] != Default.Paper || p[inkTone.first+ink-1] != Default.Ink || p[accentTone.first+accent-1] != Default.Accent {
		t.Errorf("%v", p)
	}
}

func BenchmarkPNG(b *testing.B) {
	b.ReportAllocs()
	n := 0
	for i := range b.N {
		c := cards[2]
		c.Site = fmt.Sprint("Careers ", i)
		n = len(c.PNG())
	}
	b.ReportMetric(float64(n), "B/card")
}
