package site

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Skill is something that two or more roles take; its hub lists them. Names
// that differ in spelling alone ("Node.js", "node js") are one skill, so that
// no two hubs have one address.
type Skill struct {
	Slug  string
	Name  string  // as most roles write it
	URL   string  // "/skills/sql/"
	Roles []*Role // by title
}

// enough is the number of roles from which a skill's hub is worth a search
// engine's while.
const enough = 5

// Indexed reports whether search engines are asked to list the hub.
func (s *Skill) Indexed() bool { return len(s.Roles) >= enough }

// linkSkills finds the skills that two or more roles name.
func (s *Site) linkSkills() {
	type spelling struct {
		name  string
		roles int
	}
	type entry struct {
		Skill
		spellings []spelling
	}
	count := 0
	for _, r := range s.Roles {
		count += len(r.Role.Skills)
	}
	bySlug := make(map[string]*entry, len(s.Roles))
	all := make([]*Skill, count) // of one role after the other
	for _, r := range s.Roles {
		r.skills, all = all[:len(r.Role.Skills):len(r.Role.Skills)], all[len(r.Role.Skills):]
		for i, slug := range r.SkillKeys(skillSlug) {
			if slug == "" {
				continue // said by the decoder
			}
			e := bySlug[slug]
			if e == nil {
				e = &entry{Skill: Skill{Slug: slug}}
				bySlug[slug] = e
			}
			r.skills[i] = &e.Skill
			if slices.Contains(r.skills[:i], &e.Skill) {
				continue
			}
			e.Roles = append(e.Roles, r)
			name := r.Role.Skills[i].Name
			if at := slices.IndexFunc(e.spellings, func(s spelling) bool { return s.name == name }); at >= 0 {
				e.spellings[at].roles++
			} else {
				e.spellings = append(e.spellings, spelling{name, 1})
			}
		}
	}
	for _, e := range bySlug {
		if len(e.Roles) < 2 {
			continue
		}
		best := e.spellings[0]
		for _, other := range e.spellings[1:] {
			if other.roles > best.roles || other.roles == best.roles && other.name < best.name {
				best = other
			}
		}
		e.Name, e.URL = best.name, "/skills/"+e.Slug+"/"
		s.Skills = append(s.Skills, &e.Skill)
	}
	for _, r := range s.Roles {
		for i, skill := range r.skills {
			if skill != nil && len(skill.Roles) < 2 {
				r.skills[i] = nil
			}
		}
	}
	byName := titleOrder(s.Config.Language.Tag)
	sortByTitle(s.Skills, func(k *Skill) ([]byte, string) { return byName(k.Name), k.Slug })
	s.skills = make(map[string]*Skill, len(s.Skills))
	for _, k := range s.Skills {
		s.skills[k.Slug] = k
	}
}

// SkillOf returns the hub of the ith of the role's skills; nil if no other
// role names it.
func (r *Role) SkillOf(i int) *Skill { return r.skills[i] }

// SkillKey returns what the names of one skill have in common, however they
// are spelled.
func SkillKey(name string) string { return skillSlug(name) }

// signs are read out: "C", "C++" and "C#" are three skills.
var signs = map[rune]string{'+': "plus", '#': "sharp", '&': "and", '@': "at", '*': "star", '%': "percent"}

// spelled are letters that are not a letter and a mark.
var spelled = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i"}

// longestSkill bounds a skill's slug; what is longer ends in a checksum.
const longestSkill = 80

// skillSlug makes the slug of a skill's name: "C++" is "c-plus-plus". Letters
// of other scripts than Latin stand for their numbers. A number alone, which
// a page of the list has for its address, is told from it.
func skillSlug(name string) string {
	var b strings.Builder
	word := func(s string) {
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
		b.WriteString(s)
		b.WriteByte('-')
	}
	text := strings.ToLower(name)
	for i := range len(text) {
		if text[i] >= 0x80 {
			text = norm.NFKD.String(text)
			break
		}
	}
	digits := true
	for _, c := range text {
		switch {
		case c >= 'a' && c <= 'z':
			digits = false
			b.WriteRune(c)
		case c >= '0' && c <= '9':
			b.WriteRune(c)
		case c == '\'' || c == '’' || unicode.IsMark(c):
		case signs[c] != "":
			digits = false
			word(signs[c])
		case spelled[c] != "":
			digits = false
			b.WriteString(spelled[c])
		case unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.Is(unicode.So, c):
			digits = false
			word("u" + strconv.FormatInt(int64(c), 16))
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	slug := strings.Trim(b.String(), "-")
	if len(slug) > longestSkill {
		sum := sha256.Sum256([]byte(slug))
		slug = strings.TrimRight(slug[:longestSkill-9], "-") + "-" + hex.EncodeToString(sum[:4])
	}
	if digits && slug != "" {
		return "skill-" + slug
	}
	return slug
}
