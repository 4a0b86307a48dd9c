package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"careerguide/internal/diag"
)

// hostile makes inputs of about n bytes on which parsers of Markdown are known
// to take superlinear time or space.
var hostile = map[string]func(n int) string{
	"wide table": func(n int) string {
		return "|" + strings.Repeat("a|", n/8) + "\n|" + strings.Repeat("-|", n/8) + "\n" + strings.Repeat("|\n", n/4)
	},
	"many columns":        func(n int) string { return strings.Repeat("a|", n/4) + "\n" + strings.Repeat("-|", n/4) + "\n" },
	"long table":          func(n int) string { return "a|b\n-|-\n" + strings.Repeat("1|2\n", n/4) },
	"delimiter lines":     func(n int) string { return "a\n" + strings.Repeat("|-|-|\n", n/6) },
	"escaped pipes":       func(n int) string { return "a|b\n-|-\n" + strings.Repeat("`\\|`|x\n", n/7) },
	"attributes":          repeat("# a ", "{a={a="),
	"attribute arrays":    repeat("# a ", "{a=[["),
	"open braces":         repeat("# a ", "{"),
	"hashes":              repeat("# a ", "#"),
	"hash lines":          repeat("", "#\n"),
	"headings":            repeat("", "# a\n"),
	"same headings":       repeat("", "## a\n"),
	"setext":              repeat("", "a\n=\n"),
	"setext 2":            repeat("", "a\n-\n"),
	"long reference":      func(n int) string { return strings.Repeat("[1] ", n/8) + "\n\n[1]: /" + strings.Repeat("u", n/2) },
	"reference":           func(n int) string { return strings.Repeat("[1] ", n/4) + "\n\n[1]: /u" },
	"apart references":    func(n int) string { return strings.Repeat("[1]\n\n", n/5) + "\n\n[1]: /" + strings.Repeat("u", 4000) },
	"definitions":         repeat("", "[a]: /u\n"),
	"own definitions":     func(n int) string { return lines(n, func(i int) string { return fmt.Sprintf("[%d]: /u", i) }) },
	"titled definitions":  repeat("", "[a]: /u \"t\"\n"),
	"untitled":            repeat("", "[a]: /u \"t\n"),
	"untitled 2":          repeat("", "[a]: /u\n\"t\n"),
	"open definitions":    repeat("", "[a\n"),
	"nested dashes":       repeat("", "- "),
	"nested dashes text":  func(n int) string { return strings.Repeat("- ", n/2) + "a" },
	"nested quotes":       repeat("", "> "),
	"nested quotes tight": repeat("", ">"),
	"nested numbers":      repeat("", "1. "),
	"nested mixed":        repeat("", "> - 1. "),
	"deep lines":          func(n int) string { return strings.Repeat(strings.Repeat("> ", 80)+"a\n", n/162) },
	"deep list":           func(n int) string { return lines(n, func(i int) string { return strings.Repeat(" ", i*2) + "- a" }) },
	"deep then lazy":      func(n int) string { return strings.Repeat("> ", 90) + "a\n" + strings.Repeat("a\n", n/2) },
	"deep then blank":     func(n int) string { return strings.Repeat("- ", 40) + "a\n" + strings.Repeat("\n", n/2) + "b" },
	"deep quotes blank":   func(n int) string { return strings.Repeat(strings.Repeat(">", 90)+"\n", n/91) },
	"open links":          repeat("", "[]("),
	"open links text":     repeat("", "[a]("),
	"links":               repeat("", "[a](b)"),
	"open targets":        repeat("", "[a](<b"),
	"open titles":         repeat("", "[a](b \""),
	"parens":              func(n int) string { return "[a](" + strings.Repeat("(", n) },
	"brackets":            repeat("", "["),
	"closing brackets":    repeat("", "]"),
	"bracket pairs":       repeat("", "[]"),
	"nested brackets":     func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"nested links":        func(n int) string { return strings.Repeat("[", n/8) + "a" + strings.Repeat("](b)", n/8) },
	"nested images":       func(n int) string { return strings.Repeat("![", n/8) + "a" + strings.Repeat("](b)", n/8) },
	"images":              repeat("", "![[[["),
	"image starts":        repeat("", "!["),
	"bangs":               repeat("", "!"),
	"emphasis":            repeat("", "***a"),
	"emphasis words":      repeat("", "*a **b "),
	"emphasis closed":     repeat("", "*a_ "),
	"emphasis nested":     func(n int) string { return strings.Repeat("*a ", n/6) + strings.Repeat("b* ", n/6) },
	"emphasis mixed":      repeat("", "*_~a"),
	"emphasis pairs":      repeat("", "*a*"),
	"strong pairs":        repeat("", "**a** "),
	"asterisks":           repeat("a", "*"),
	"asterisk runs":       func(n int) string { return strings.Repeat("*", n/2) + "a" + strings.Repeat("*", n/2) },
	"underscores":         repeat("", "a_"),
	"tildes":              repeat("", "~~a"),
	"quotes":              repeat("", "\"a"),
	"apostrophes":         repeat("", "'a"),
	"quotes apart":        repeat("", "\"a\" 'b' "),
	"dots":                repeat("", "..."),
	"backticks":           func(n int) string { return runs(n, '`') },
	"backtick pairs":      repeat("", "`a"),
	"backtick words":      repeat("", "`a` "),
	"comments":            repeat("", "<!--"),
	"comments inside":     repeat("a", "<!--"),
	"comments closed":     repeat("a ", "<!-- -->"),
	"instructions":        repeat("a", "<?"),
	"declarations":        repeat("a", "<!A "),
	"cdata":               repeat("a", "<![CDATA["),
	"tags":                repeat("a", "<a "),
	"tag attributes":      func(n int) string { return "a<a" + strings.Repeat(" b", n/2) },
	"tag values":          repeat("a", "<a b='"),
	"tag lines":           repeat("", "<a \n"),
	"div lines":           repeat("", "<div>\n\n"),
	"scripts":             repeat("", "<script>\n"),
	"autolinks":           repeat("", "<http:"),
	"autolink pairs":      repeat("", "<http://a>"),
	"less than":           repeat("a", "<"),
	"addresses":           repeat("", "http://a "),
	"address word":        repeat("", "http://a*"),
	"email word":          repeat("", "a*a_"),
	"emails":              repeat("", "a@a.b "),
	"at signs":            repeat("", "a@"),
	"www":                 repeat("", "www.a."),
	"semicolons":          repeat("http://a", "&a;"),
	"address parens":      repeat("http://a", "("),
	"address closing":     repeat("http://a", ")"),
	"footnotes": func(n int) string {
		return lines(n/2, func(i int) string { return fmt.Sprintf("[^%d]\n\n[^%d]: a\n", i, i) })
	},
	"footnotes line": func(n int) string { return lines(n, func(i int) string { return fmt.Sprintf("[^%d]: a", i) }) },
	"footnote marks": func(n int) string { return strings.Repeat("[^1] ", n/5) + "\n\n[^1]: a" },
	"footnote sections": func(n int) string {
		return strings.Repeat("## a\n[^1]\n", n/20) + "\n[^1]: " + strings.Repeat("a", n/2)
	},
	"footnote chain": func(n int) string {
		return "[^1]\n\n" + lines(n, func(i int) string { return fmt.Sprintf("[^%d]: a[^%d]", i, i+1) })
	},
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

// TestHostileInputEnds holds every input to its time: far less than the
// square of its size, and never more than two seconds.
func TestHostileInputEnds(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	measure := func(source string) time.Duration {
		start := time.Now()
		_, found := Parse([]byte(source), Options{File: "a.md", FirstLine: 1})
		for _, f := range found {
			if f.Rule == "markdown-internal" {
				t.Error(f)
			}
		}
		return time.Since(start)
	}
	const size = 12 << 10
	for name, input := range hostile {
		small, large := time.Duration(0), time.Hour
		source, part := input(8*size), input(size)
		for try := 0; try < 5 && (large > 2*time.Second || large > 24*small+300*time.Millisecond); try++ { // a busy machine is no fault
			small, large = max(small, measure(part)), min(large, measure(source))
		}
		if large > 2*time.Second || large > 24*small+300*time.Millisecond {
			t.Errorf("%s: %v for 8 times what takes %v", name, large, small)
		}
	}
}

// TestLimits says which inputs are refused, and where.
func TestLimits(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{strings.Repeat("a\n\n", maxBody/3+1), "more than 8 MiB"},
		{"a\n" + strings.Repeat("a", maxLine+1), "a.md:4:1: a line of more than 1 MiB"},
		{"a\n\n" + hostile["wide table"](64<<10), "a.md:5:1: tables of more than"},
		{"a\n\n" + hostile["nested quotes"](1000), "lists and quotes nested more than 100 deep"},
		{"a\n\n" + hostile["open links"](64<<10), "a.md:5:1: too many brackets"},
		{"a\n\n" + hostile["backticks"](64<<20>>6), "a.md:5:1: "},
		{"a\n\n" + hostile["own definitions"](1<<20), "a.md:5:1: too many definitions"},
		{"a\n\n" + hostile["emphasis nested"](2000), "emphasis and links nested more than"},
		{"a\n\n[a](/" + strings.Repeat("b", maxLinkSize) + ")", "a.md:5:1: a link's address"},
		{hostile["apart references"](1 << 20), "links' addresses of more than"},
		{hostile["footnote sections"](1 << 20), "a page of more than"},
		{hostile["deep then blank"](1 << 20), "nested too deep for their length"},
	} {
		d, found := Parse([]byte(test.source), Options{File: "a.md", FirstLine: 3})
		last := diag.Finding{}
		for _, f := range found {
			if f.Rule == "markdown-limit" {
				last = f
			}
		}
		if !strings.Contains(last.String(), test.want) || !found.HasErrors() {
			t.Errorf("%.20q…: %v, want %q", test.source, last, test.want)
		}
		if len(d.Sections) > 0 || d.Intro.HTML != "" {
			t.Errorf("%.20q…: a document beside the error", test.source)
		}
	}
}

// TestHonestSizes says what must stay possible.
func TestHonestSizes(t *testing.T) {
	var faq strings.Builder
	faq.WriteString("## FAQ\n\n")
	for i := range 10_000 {
		fmt.Fprintf(&faq, "### What is question *%d*?\n\nIt's an answer with [a link](/roles/nurse/#%d), \"quotes\" and `code`.\n\n- one **item**\n- [two](b.md)\n  - deep\n- three\n\nMore text, see www.example.org.\n\n", i, i)
	}
	for name, source := range map[string]string{
		"10,000 questions": faq.String(),
		"a long paragraph": strings.Repeat("It's a sentence with [a link](b.md), *emphasis* and `code`. ", 400),
		"many definitions": strings.Repeat("[a][1] and [b][2]\n\n", 500) + lines(20_000, func(i int) string { return fmt.Sprintf("[%d]: /u/%d", i, i) }),
		"a long table":     "|a|b|c|d|\n|-|-|-|-|\n" + strings.Repeat("|1|[2](b.md)|*3*|`4`|\n", 5000),
		"deep lists":       lines(400, func(i int) string { return strings.Repeat("  ", i) + "- a" }),
		"long code":        "```\n" + strings.Repeat("a[i] = `b` * c[d] // '<e>'\n", 10_000) + "```\n",
	} {
		took := time.Hour
		for try := 0; try < 3 && took > slower*2*time.Second; try++ { // a busy machine is no fault
			start := time.Now()
			_, found := Parse([]byte(source), Options{FirstLine: 1})
			if len(found) > 0 {
				t.Fatalf("%s: %v", name, found[0])
			}
			took = time.Since(start)
		}
		if took > slower*2*time.Second {
			t.Errorf("%s takes %v", name, took)
		}
	}
}
