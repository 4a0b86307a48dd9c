package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"Nurse": "nurse", "C++ / C# developer": "c++ c# developer", "Études d’été": "etudes d ete", "Straße": "strasse", "İstanbul": "istanbul",
		"Ärztin": "arztin", "看護師": "看護師", "": "", "  –  ": "", "Level 2": "level 2", "عربي": "عربي",
	} {
		if got := strings.Join(Terms(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestFileName(t *testing.T) {
	for prefix, want := range map[string]string{"nu": "nu.json", "c+": "c-2b-.json", "a b": "a-20-b.json", "看": "-770b-.json", "../": "-2e--2e--2f-.json", "c$": "c-24-.json"} {
		if got := FileName(prefix); got != want {
			t.Errorf("%q: %q, want %q", prefix, got, want)
		}
	}
}

// found reads the index as a browser does: the weights of a term's documents.
func found(t *testing.T, files []File, term string) map[int]int {
	t.Helper()
	read := func(name string, into any) bool {
		i := slices.IndexFunc(files, func(f File) bool { return f.Name == name })
		if i < 0 {
			return false
		}
		if err := json.Unmarshal(files[i].Data, into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return true
	}
	var prefixes []string
	read(FileName(cut(term, 1)), &prefixes)
	weights := map[int]int{}
	for _, p := range prefixes {
		if !strings.HasPrefix(term, p) && p != term+"$" {
			continue
		}
		var lists map[string][][]int
		if !read(FileName(p), &lists) {
			t.Fatalf("no file of %q", p)
		}
		for _, list := range lists[term] {
			n := 0
			for _, step := range list[1:] {
				n += step
				weights[n] = max(weights[n], list[0])
			}
		}
	}
	return weights
}

func TestIndex(t *testing.T) {
	files := Index([]Document{
		{Title: "Registered Nurse", URL: "/n/", Kind: "Role", Note: "$93,600", Alternates: []string{"RN", "Staff Nurse"}, Hidden: []string{"Krankenschwester"}, Summary: "What the nurse and the ward do.", Category: "Health", Skills: []string{"Triage"}},
		{Title: "Nurse", URL: "/m/", Kind: "Role"},
	}, "the and what do")
	for term, want := range map[string]string{
		"nurse": "map[0:7 1:100]", "registered nurse": "map[0:100]", "staff nurse": "map[0:100]", "rn": "map[0:100]", "staff": "map[0:6]",
		"krankenschwester": "map[0:3]", "ward": "map[0:5]", "health": "map[0:4]", "triage": "map[0:4]", "the": "map[]", "what": "map[]", "registered": "map[0:7]",
	} {
		if got := fmt.Sprint(found(t, files, term)); got != want {
			t.Errorf("%q: %s, want %s", term, got, want)
		}
	}
	i := slices.IndexFunc(files, func(f File) bool { return f.Name == "_0.json" })
	if got := string(files[i].Data); got != `[["Registered Nurse","/n/","Role","$93,600"],["Nurse","/m/","Role",""]]` {
		t.Errorf("documents: %s", got)
	}
	if i := slices.IndexFunc(files, func(f File) bool { return f.Name == "~rs.json" }); i < 0 || string(files[i].Data) != `["nurse"]` {
		t.Error("no list of terms for a typo in the first letters")
	}
}

// A search at 10,000 documents loads little.
func TestSizes(t *testing.T) {
	var documents []Document
	for i := range 10_000 {
		documents = append(documents, Document{Title: fmt.Sprintf("Manager %c%c %d", 'a'+i%26, 'a'+i/26%26, i), URL: fmt.Sprintf("/roles/manager-%d/", i), Kind: "Role",
			Alternates: []string{fmt.Sprintf("Senior Manager %d", i)}, Summary: "What managers do all day long"})
	}
	files := Index(documents, "")
	names := map[string]bool{}
	for _, f := range files {
		if names[f.Name] {
			t.Errorf("two files %s", f.Name)
		}
		names[f.Name] = true
		if len(f.Data) > 16_000 {
			t.Errorf("%s has %d bytes", f.Name, len(f.Data))
		}
	}
	if len(files) > 12_000 {
		t.Errorf("%d files", len(files))
	}
	if w := found(t, files, "senior manager 77"); w[77] != Exact {
		t.Errorf("%v", w)
	}
}
