package config

import "slices"

// Level is how much a rule of check matters to a site or an article.
type Level string

// The levels; with Off, the rule says nothing.
const (
	Off     Level = "off"
	Notice  Level = "notice"
	Warning Level = "warning"
	Error   Level = "error"
)

// Levels are levels by the names of rules.
type Levels map[string]Level

type unknownLevel string

func (e unknownLevel) Error() string { return "unknown level \"" + string(e) + "\"" }

// Word returns the word that names no level.
func (e unknownLevel) Word() string { return string(e) }

// Known returns the names of the levels.
func (unknownLevel) Known() []string {
	return []string{string(Off), string(Notice), string(Warning), string(Error)}
}

// UnmarshalText refuses unknown levels.
func (l *Level) UnmarshalText(text []byte) error {
	if *l = Level(text); !slices.Contains([]Level{Off, Notice, Warning, Error}, *l) {
		return unknownLevel(text)
	}
	return nil
}
