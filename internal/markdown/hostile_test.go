package markdown

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostile makes inputs of about n bytes on which parsers of Markdown are known
// to take superlinear time or space.
var hostile = map[string]func(n int) string{
	"wide table":         func(n int) string { return "|" + strings.Repeat("a|", n/8) + "\n|" + strings.Repeat("-|", n/8) + "\n" + strings.Repeat("|\n", n/4) },
	"many columns":       func(n int) string { return strings.Repeat("a|", n/4) + "\n" + strings.Repeat("-|", n/4) + "\n" },
	"long table":         func(n int) string { return "a|b\n-|-\n" + strings.Repeat("1|2\n", n/4) },
	"delimiter lines":    func(n int) string { return "a\n" + strings.Repeat("|-|-|\n", n/6) },
	"escaped pipes":      func(n int) string { return "a|b\n-|-\n" + strings.Repeat("`\\|`|x\n", n/7) },
	"attributes":         repeat("# a ", "{a={a="),
	"attribute arrays":   repeat("# a ", "{a=[["),
	"open braces":        repeat("# a ", "{"),
	"hashes":             repeat("# a ", "#"),
	"hash lines":         repeat("", "#\n"),
	"headings":           repeat("", "# a\n"),
	"same headings":      repeat("", "## a\n"),
	"setext":             repeat("", "a\n=\n"),
	"setext 2":           repeat("", "a\n-\n"),
	"long reference":     func(n int) string { return strings.Repeat("[1] ", n/8) + "\n\n[1]: /" + strings.Repeat("u", n/2) },
	"reference":          func(n int) string { return strings.Repeat("[1] ", n/4) + "\n\n[1]: /u" },
	"apart references":   func(n int) string { return strings.Repeat("[1]\n\n", n/5) + "\n\n[1]: /" + strings.Repeat("u", 4000) },
	"definitions":        repeat("", "[a]: /u\n"),
	"own definitions":    func(n int) string { return lines(n, func(i int) string { return fmt.Sprintf("[%d]: /u", i) }) },
	"titled definitions": repeat("", "[a]: /u \"t\"\n"),
	"untitled":           repeat("", "[a]: /u \"t\n"),
	"untitled 2":         repeat("", "[a]: /u\n\"t\n"),
	"open definitions":   repeat("", "[a\n"),
	"nested dashes":      repeat("", "- "),
	"nested dashes text": func(n int) string { return strings.Repeat("- ", n/2) + "a" },
	"nested quotes":      repeat("", "> "),
	"nested quotes tight": repeat("", ">"),
	"nested numbers":     repeat("", "1. "),
	"nested mixed":       repeat("", "> - 1. "),
	"deep lines":         func(n int) string { return strings.Repeat(strings.Repeat("> ", 80)+"a\n", n/162) },
	"deep list":          func(n int) string { return lines(n, func(i int) string { return strings.Repeat(" ", i*2) + "- a" }) },
	"deep then lazy":     func(n int) string { return strings.Repeat("> ", 90) + "a\n" + strings.Repeat("a\n", n/2) },
	"deep then blank":    func(n int) string { return strings.Repeat("- ", 40) + "a\n" + strings.Repeat("\n", n/2) + "b" },
	"deep quotes blank":  func(n int) string { return strings.Repeat(strings.Repeat(">", 90)+"\n", n/91) },
	"open links":         repeat("", "[]("),
	"open links text":    repeat("", "[a]("),
	"links":              repeat("", "[a](b)"),
	"open targets":       repeat("", "[a](<b"),
	"open titles":        repeat("", "[a](b \""),
	"parens":             func(n int) string { return "[a](" + strings.Repeat("(", n) },
	"brackets":           repeat("", "["),
	"closing brackets":   repeat("", "]"),
	"bracket pairs":      repeat("", "[]"),
	"nested brackets":    func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"nested links":       func(n int) string { return strings.Repeat("[", n/8) + "a" + strings.Repeat("](b)", n/8) },
	"nested images":      func(n int) string { return strings.Repeat("![", n/8) + "a" + strings.Repeat("](b)", n/8) },
	"images":             repeat("", "![[[["),
	"image starts":       repeat("", "!["),
	"bangs":              repeat("", "!"),
	"emphasis":           repeat("", "***a"),
	"emphasis words":     repeat("", "*a **b "),
	"emphasis closed":    repeat("", "*a_ "),
	"emphasis nested":    func(n int) string { return strings.Repeat("*a ", n/6) + strings.Repeat("b* ", n/6) },
	"emphasis mixed":     repeat("", "*_~a"),
	"emphasis pairs":     repeat("", "*a*"),
	"strong pairs":       repeat("", "**a** "),
	"asterisks":          repeat("a", "*"),
	"asterisk runs":      func(n int) string { return strings.Repeat("*", n/2) + "a" + strings.Repeat("*", n/2) },
	"underscores":        repeat("", "a_"),
	"tildes":             repeat("", "~~a"),
	"quotes":             repeat("", "\"a"),
	"apostrophes":        repeat("", "'a"),
	"quotes apart":       repeat("", "\"a\" 'b' "),
	"dots":               repeat("", "..."),
	"backticks":          func(n int) string { return runs(n, '`') },
	"backtick pairs":     repeat("", "`a"),
	"backtick words":     repeat("", "`a` "),
	"comments":           repeat("", "<!--"),
	"comments inside":    repeat("a", "<!--"),
	"comments closed":    repeat("a ", "<!-- -->"),
	"instructions":       repeat("a", "<?"),
	"declarations":       repeat("a", "<!A "),
	"cdata":              repeat("a", "<![CDATA["),
	"tags":               repeat("a", "<a "),
	"tag attributes":     func(n int) string { return "a<a" + strings.Repeat(" b", n/2) },
	"tag values":         repeat("a", "<a b='"),
	"tag lines":          repeat("", "<a \n"),
	"div lines":          repeat("", "<div>\n\n"),
	"scripts":            repeat("", "<script>\n"),
	"autolinks":          repeat("", "<http:"),
	"autolink pairs":     repeat("", "<http://a>"),
	"less than":          repeat("a", "<"),
	"addresses":          repeat("", "http://a "),
	"address word":       repeat("", "http://a*"),
	"email word":         repeat("", "a*a_"),
	"emails":             repeat("", "a@a.b "),
	"at signs":           repeat("", "a@"),
	"www":                repeat("", "www.a."),
	"semicolons":         repeat("http://a", "&a;"),
	"address parens":     repeat("http://a", "("),
	"address closing":    repeat("http://a", ")"),
	"footnotes":          func(n int) string { return lines(n/2, func(i int) string { return fmt.Sprintf("[^%d]\n\n[^%d]: a\n", i, i) }) },
	"footnotes line":     func(n int) string { return lines(n, func(i int) string { return fmt.Sprintf("[^%d]: a", i) }) },
	"footnote marks":     func(n int) string { return strings.Repeat("[^1] ", n/5) + "\n\n[^1]: a" },
	"footnote sections":  func(n int) string { return strings.Repeat("## a\n[^1]\n", n/20) + "\n[^1]: " + strings.Repeat("a", n/2) },
	"footnote chain":     func(n int) string { return "[^1]\n\n" + lines(n, func(i int) string { return fmt.Sprintf("[^%d]: a[^%d]", i, i+1) }) },
	"nested footnotes":   repeat("", "[^1]: "),
	"open footnotes":     repeat("", "[^"),
	"definition lists":   repeat("", "a\n: b\n"),
	"definition apart":   repeat("", "a\n\n: b\n\n"),
	"definition terms":   func(n int) string { return strings.Repeat("a\n", n/2) + ": b" },
	"definition nested":  repeat("a\n", ": "),
	"task list":          repeat("", "- [ ] a\n"),
	"list":               repeat("", "- a\n"),
	"loose list":         repeat("", "- a\n\n"),
	"numbers":            repeat("", "1. a\n"),
	"list kinds":         repeat("", "- a\n+ a\n"),
	"paragraphs":         repeat("", "a\n\n"),
	"lines":              repeat("", "a\n"),
	"hard breaks":        repeat("", "a  \n"),
	"backslash breaks":   repeat("", "a\\\n"),
	"backslashes":        repeat("a", "\\"),
	"backslash pairs":    repeat("", "\\*"),
	"entities":           repeat("", "&amp;"),
	"ampersands":         repeat("", "&"),
	"entity starts":      repeat("", "&#"),
	"spaces":             repeat("a", " "),
	"blank":              repeat("", "\n"),
	"blank indented":     repeat("", "    \n"),
	"indented code":      repeat("", "    a\n"),
	"code apart":         repeat("", "    a\n\n"),
	"fences":             repeat("", "```\n"),
	"fence lengths":      func(n int) string { return strings.ReplaceAll(runs(n, '`'), " ", "\n") },
	"open fence":         repeat("```", "\n"),
	"tabs":               repeat("", "\t"),
	"list tabs":          repeat("", "-\t"),
	"rules":              repeat("", "---\n"),
	"rule line":          repeat("", "- - -\n"),
	"stars line":         repeat("", "* "),
	"equals":             repeat("a\n", "="),
	"word":               repeat("", "a"),
	"words":              repeat("", "word "),
	"letters":            repeat("", "é"),
	"returns":            repeat("", "a\r"),
	"pipes":              repeat("a\n", "|"),
	"colons":             repeat("", ":"),
	"all kinds":          repeat("", "*[`<a ![_~~\"'&#{(|"),
	"all kinds in lines": repeat("", "*[`<a\n> ![_~~\"\n- '&#{\n(|\n"),
}

func repeat(start, unit string) func(int) string {
	return func(n int) string { return start + strings.Repeat(unit, n/len(unit)) }
}

func lines(n int, line func(int) string) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString(line(i) + "\n")
	}
	return b.String()
}

// runs are runs of a character, each one longer than the last.
func runs(n int, c byte) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString(strings.Repeat(string(c), i) + " ")
	}
	return b.String()
}

func TestExplore(t *testing.T) {
	for name, input := range hostile {
		for _, size := range []int{16<<10, 128 << 10, 1 << 20} {
			s := input(size)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, found := Parse([]byte(s), Options{FirstLine: 1})
			d := time.Since(start)
			runtime.ReadMemStats(&after)
			if d > 150*time.Millisecond || after.TotalAlloc-before.TotalAlloc > 150<<20 {
				last := ""
				for _, f := range found { if f.Rule == "markdown-limit" || f.Rule == "markdown-internal" { last = f.String() } }
				fmt.Printf("%-20s %8d %6d ms %5d MB %s\n", name, len(s), d.Milliseconds(), (after.TotalAlloc-before.TotalAlloc)>>20, last)
			}
			if d > 3*time.Second { break }
		}
	}
}
