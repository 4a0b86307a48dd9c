package card

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// letters measures a text as if every letter were one pixel wide.
func letters(s string) float32 { return float32(utf8.RuneCountInString(s)) }

func TestBroken(t *testing.T) {
	for _, tt := range []struct {
		title string
		width float32
		want  []string
	}{
		{"Nurse", 10, []string{"Nurse"}},
		{"Registered Nurse", 16, []string{"Registered Nurse"}},
		{"Registered Nurse", 15, []string{"Registered", "Nurse"}},
		{"aaa bbb ccc ddd", 12, []string{"aaa bbb", "ccc ddd"}},                                 // not "aaa bbb ccc", "ddd"
		{"Manager of the Whole Wide World", 22, []string{"Manager of the", "Whole Wide World"}}, // alike, whatever would fit
		{"Front-End Developer", 10, []string{"Front-End", "Developer"}},
		{"Front-End Developer", 9, []string{"Front-End", "Developer"}},
		{"Customer/Client Advisor", 9, []string{"Customer/", "Client", "Advisor"}},
		{"Soft\u00adware\u00adentwickler", 12, []string{"Software-", "entwickler"}},
		{"Soft\u00adware", 12, []string{"Software"}},
		{"No\u00a0Break Here", 8, []string{"No\u00a0Break", "Here"}},
		{"Unbreakable", 10, nil},
		{"one two three four", 5, nil}, // four lines
		{"-", 5, []string{"-"}},
		{"", 5, nil},
		{"  ", 5, nil},
	} {
		got := broken(tt.title, tt.width, 3, letters)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q at %v: %q, want %q", tt.title, tt.width, got, tt.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		title string
		width float32
		want  []string
	}{
		{"one two three four five", 9, []string{"one two", "three", "four five"}},
		{"one two three four five six", 9, []string{"one two", "three", "four fiv…"}},
		{"one two three four - five", 7, []string{"one two", "three", "four…"}},
		{"Unbreakable", 6, []string{"Unbre…"}},
		{"An Unbreakable", 6, []string{"An", "Unbre…"}},
		{"", 6, []string{""}},
		{strings.Repeat("ä", 300), 4, []string{"äää…"}},
	} {
		if got := cut(tt.title, tt.width, 3, letters); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.title, got, tt.want)
		}
	}
}

func TestClip(t *testing.T) {
	for n, want := range map[int]int{0: 0, 299: 299, 300: 300, 301: 300, 1 << 20: 300} {
		if got := utf8.RuneCountInString(clip(strings.Repeat("ü", n))); got != want {
			t.Errorf("%d letters: %d", n, got)
		}
	}
}
