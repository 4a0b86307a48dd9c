package decode

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// Whatever comes, there is an answer, at a place inside the file, soon.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	rep := strings.Repeat
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 12; i++ {
		d := func(i int) string { return string(rune('a'+i)) + "0" }
		bomb += d(i) + ": &" + d(i) + " [" + rep("*"+d(i-1)+",", 10) + "]\n"
	}
	for name, tt := range map[string]struct {
		format Format
		data   string
		want   string // part of the findings
	}{
		"large yaml":          {YAML, rep("a: b\n", 2<<20), "10240 kB of data; at most 1024 kB are read"},
		"large toml":          {TOML, rep("a=1\n", 10<<18), "limit"},
		"large json":          {JSON, rep(" ", 10<<20), "limit"},
		"yaml bomb":           {YAML, bomb, "more than 100000 values"},
		"yaml cycle":          {YAML, "a: &a {b: [*a, *a, *a]}", "inside of what it repeats"},
		"yaml long cycle":     {YAML, "a: &a [&b [*a, *b], *b]\nb: *a", "inside of what it repeats"},
		"yaml flow depth":     {YAML, rep("[", 150_000), "limit"},
		"yaml flow depth ok":  {YAML, rep("[", 5000) + rep("]", 5000), "more than 100 levels"},
		"yaml map depth":      {YAML, rep("{a: ", 5000) + rep("}", 5000), "more than 100 levels"},
		"yaml block depth":    {YAML, rep("- ", 9000) + "a", "more than 100 levels"},
		"yaml question":       {YAML, rep("? ", 500_000), ""},
		"yaml pairs":          {YAML, "[" + rep("a: b, ", 170_000) + "]", "limit"},
		"yaml pairs in limit": {YAML, "a: [" + rep("a: b, ", 49_000) + "]", ""},
		"yaml aliases":        {YAML, rep("*a ", 300_000), "limit"},
		"yaml aliases few":    {YAML, rep("*a ", 99_000), "syntax"},
		"yaml anchors":        {YAML, rep("&a ", 99_000), "syntax"},
		"yaml same key":       {YAML, rep("a: b\n", 99_000), "more than 100 errors"},
		"yaml keys":           {YAML, keys("%d: b\n", 95_000), "more than 100 errors"},
		"yaml long word":      {YAML, rep("k", 1_000_000) + ": 1", "unknown field"},
		"yaml items":          {YAML, "a:\n" + rep("- b\n", 150_000), "limit"},
		"yaml quote":          {YAML, rep("'", 1_000_000), ""},
		"yaml comments":       {YAML, rep("#\n", 500_000), "missing"},
		"yaml NEL":            {YAML, rep("- a\u0085", 150_000), "limit"},
		"yaml NEL in limit":   {YAML, rep("- a\u0085", 90_000), "must be a mapping"},
		"yaml unknown NEL":    {YAML, rep("- a\u0085\n", 90_000), "must be a mapping"},
		"toml depth":          {TOML, "a = " + rep("[", 9000) + rep("]", 9000), "more than 100 levels"},
		"toml deeper":         {TOML, "a = " + rep("[", 500_000), ""},
		"toml inline depth":   {TOML, "a = " + rep("{a=", 9000) + "1" + rep("}", 9000), "more than 100 levels"},
		"toml dots":           {TOML, rep("a.", 300_000) + "a = 1", "more than 100 levels"},
		"toml header dots":    {TOML, "[" + rep("a.", 300_000) + "a]", "more than 100 levels"},
		"toml keys":           {TOML, keys("a%d=1\n", 90_000), "more than 100 errors"},
		"toml many keys":      {TOML, keys("%d=1\n", 101_000), "more than 100000 values"},
		"toml tables":         {TOML, keys("[[a]]\n", 90_000), ""},
		"toml headers":        {TOML, keys("[a.b%d]\n", 80_000), ""},
		"toml same":           {TOML, rep("[a]\n", 90_000), "more than 100 errors"},
		"toml items":          {TOML, "a=[" + rep("1,", 150_000) + "]", "limit"},
		"toml number":         {TOML, "count=" + rep("1", 900_000), "too large"},
		"json depth":          {JSON, rep("[", 9000) + rep("]", 9000), "more than 100 levels"},
		"json deeper":         {JSON, rep("[", 500_000), "limit"},
		"json objects":        {JSON, rep(`{"a":`, 9000) + "1" + rep("}", 9000), "more than 100 levels"},
		"json items":          {JSON, "[" + rep("1,", 150_000) + "1]", "limit"},
		"json keys":           {JSON, `{"a":1` + keys(`,"a%d":1`, 80_000) + "}", "more than 100 errors"},
		"json number":         {JSON, `{"count":` + rep("1", 900_000) + "}", "too large"},
		"json float":          {JSON, `{"count":1.` + rep("1", 900_000) + "e5}", ""},
		"json text number":    {JSON, `{"salary":{"mean":"` + rep("1", 900_000) + `"}}`, "must be a number"},
		"json word":           {JSON, `{"workplace":"` + rep("r", 900_000) + `"}`, "unknown workplace"},
		"json spaces":         {JSON, `{"title":"` + rep(" ", 900_000) + `"}`, "must not be empty"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, tree, list := read(tt.format, tt.data)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			for try := 0; try < 3 && took > slower*2*time.Second; try++ { // a busy machine is no fault
				start = time.Now()
				read(tt.format, tt.data)
				took = time.Since(start)
			}
			if took > slower*2*time.Second {
				t.Errorf("took %v", took)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 512<<20 {
				t.Errorf("%d MB allocated", used>>20)
			}
			if got := show(list); !strings.Contains(got, tt.want) || got == "" {
				t.Errorf("%.500s", got)
			}
			for _, f := range list {
				if len(f.Message)+len(f.Hint) > 1200 {
					t.Errorf("message of %d bytes", len(f.Message))
				}
			}
			inside(t, tt.data, list, tree)
		})
	}
}
