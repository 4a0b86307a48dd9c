package check

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/markdown"
)

// Words have the same numbers wherever plainWords has the same words.
func TestWordNumbers(t *testing.T) {
	for _, tt := range []struct{ text, words string }{
		{"", ""},
		{" ... ", ""},
		{"A nurse's day-to-day WORK, (mostly)", "a nurse s day to day work mostly"},
		{"Über 5 Jahre – naïve", "über 5 jahre naïve"},
		{"a\tb\nc\xffd", "a b c\ufffdd"},
	} {
		if got := plainWords(tt.text); got != tt.words {
			t.Errorf("plainWords(%q) = %q, want %q", tt.text, got, tt.words)
		}
		var want []uint64
		for w := range strings.FieldsSeq(tt.words) {
			want = append(want, appendHashes(nil, w)...)
		}
		if got := appendHashes(nil, tt.text); !slices.Equal(got, want) {
			t.Errorf("%q has numbers %x, want %x", tt.text, got, want)
		}
	}
	if n := appendHashes(nil, "two\u00a0words"); len(n) != 2 {
		t.Errorf("a hard space joins words: %x", n)
	}
	if n := appendHashes(nil, "\x00"); len(n) != 0 {
		t.Errorf("a text has the word that stands for names: %x", n)
	}
}

func TestWithoutName(t *testing.T) {
	for _, tt := range []struct{ text, name, want string }{
		{"a registered nurse earns", "Registered Nurse", "a \x00 earns"},
		{"registered nurse registered nurse", "registered nurse", "\x00 \x00"},
		{"registered registered nurse", "registered nurse", "registered \x00"},
		{"a nurse", "nurse practitioner", "a nurse"},
		{"a nurse", "", "a nurse"},
		{"nurses nurse", "nurse", "nurses \x00"},
	} {
		got := withoutName(appendHashes(nil, tt.text), appendHashes(nil, tt.name))
		var want []uint64
		for w := range strings.FieldsSeq(tt.want) {
			if w == "\x00" {
				want = append(want, ownName)
			} else {
				want = append(want, appendHashes(nil, w)...)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q without %q is %x, want %x", tt.text, tt.name, got, want)
		}
	}
}

// A quick look never leaves out what its regular expression finds, and leaves
// out nearly all else.
func TestQuickLooks(t *testing.T) {
	scraps := strings.Split("not always|no degree|no college degree|don't always need|don’t need|do not need|does not need|doesn't|need|without a degree|isn't always|is not always|not strictly required|optional|optionally|rarely|seldom|nicht immer|nicht zwingend|"+
		"over 5 years|mehr als 3 Jahre|more than|above|mehr als|über|12|5|3 yrs|years|jahre|Jahren|yr|updated|reviewed|revised|aktualisiert|in|for|2024|1999|May|"+
		"he|his|she|her|salesman|Foreman|manpower|rock star|rockstars|ninja|gurus|data wizard|be dominant|aggressive closer|aggressively pursue|young team|youthful|digital native|recent college grads|fresh graduates|"+
		"mature person|overqualified|maximum of|max.|no more than|5 years of experience|3 years experience|native speaker|native-level English fluency|mother tongue|able-bodied|must be able to stand|perfect health|cultural fit|culture fit|"+
		"patients|and|the|a|of|,|.|-|(|)|’|\"|\n|  |é", "|")
	r := rand.New(rand.NewPCG(20, 26))
	found, passed := map[string]int{}, map[string]int{}
	const tries = 8_000
	for range tries {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			s := scraps[r.IntN(len(scraps))]
			if r.IntN(4) == 0 {
				s = strings.ToUpper(s)
			}
			b.WriteString(s)
			if r.IntN(8) > 0 {
				b.WriteByte(' ')
			}
		}
		text := b.String()
		look := func(name string, matches, may bool) {
			if matches && !may {
				t.Errorf("%s: the quick look leaves out %q", name, text)
			}
			if matches {
				found[name]++
			} else if may {
				passed[name]++
			}
		}
		look("denied", denied.MatchString(text), denials.in(text) != 0)
		look("overBound", overBound.MatchString(text), mayHaveYears(text))
		look("typedYear", typedYear.MatchString(text), updating.in(text) != 0)
		for i, w := range wordings {
			look("wording "+w.keys, w.words.MatchString(text), wordingKeys.in(text)&(1<<i) != 0)
		}
	}
	if len(found) != 3+len(wordings) {
		t.Errorf("matched are only %v", found)
	}
	for name, n := range passed {
		if n > tries/3 {
			t.Errorf("%s: %d of %d texts are looked at in vain", name, n, tries)
		}
	}
}

// A sketch is the least hashes, however often a run stands in the text.
func TestSketch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		words := make([]uint64, r.IntN(900))
		kinds := 1 + r.IntN(60)
		for i := range words {
			words[i] = mix(uint64(1 + r.IntN(kinds)))
		}
		size := 1 + r.IntN(150)
		want := hashesBelow(math.MaxUint64, words, textRun, len(words))
		if got := sketchOf(words, textRun, size); !slices.Equal(got, want[:min(size, len(want))]) {
			t.Fatalf("%d words of %d kinds have a sketch of %d, want the least %d of %d", len(words), kinds, len(got), size, len(want))
		}
	}
}

// What the marks of answers tell holds for their words.
func TestAlikeAnswers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	alike := 0
	for range 5000 {
		one := make([]uint64, 1+r.IntN(150))
		for i := range one {
			one[i] = mix(uint64(r.IntN(300)))
		}
		other := slices.Clone(one)
		for range r.IntN(2 + len(one)/5) {
			switch i := r.IntN(len(other)); r.IntN(3) {
			case 0:
				other[i] = mix(uint64(r.IntN(300)))
			case 1:
				other = append(other, mix(uint64(r.IntN(300))))
			case 2:
				other = slices.Delete(other, i, min(i+1, len(other)-1))
			}
		}
		left := map[uint64]int{}
		for _, w := range one {
			left[w]++
		}
		both := 0
		for _, w := range other {
			if left[w] > 0 {
				left[w]--
				both++
			}
		}
		want := 100*2*both > alikeWords*(len(one)+len(other))
		a, b := answerOf(&markdown.Part{}, one), answerOf(&markdown.Part{}, other)
		if alikeAnswers(&a, &b) != want || alikeAnswers(&b, &a) != want {
			t.Fatalf("of %d and %d words %d are in common: alike is %v", len(one), len(other), both, !want)
		}
		if want {
			alike++
		}
	}
	if alike < 1000 || alike > 4000 {
		t.Errorf("%d pairs are alike", alike)
	}
}
