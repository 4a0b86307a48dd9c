package theme

import "careerguide/internal/layout"

// Set returns the set of a page's layout.
func (l *Layouts) Set(name string) *layout.Set { return l.sets[name] }

// Limits are those of layouts, for where time is not the program's own.
var Limits = &limits
