package scaffold

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"careerguide/internal/schema"
)

// schemaFolder holds the schemas of a new site.
const schemaFolder = ".vscode/schema"

// editor returns the files that make Visual Studio Code complete and check a
// site's files.
func editor() []file {
	files := []file{
		{".vscode/settings.json", settingsJSON},
		{".vscode/extensions.json", extensionsJSON},
		{".vscode/tasks.json", tasksJSON},
		{".vscode/careerguide.code-snippets", snippets()},
	}
	for _, d := range schema.Documents() {
		files = append(files, file{path.Join(schemaFolder, d.Name+".json"), string(d.JSON())})
	}
	return files
}

const settingsJSON = `{
  // The YAML extension (redhat.vscode-yaml) completes, explains and checks these
  // two files. "careerguide schema --output .vscode/schema" renews the schemas.
  "yaml.schemas": {
    "./.vscode/schema/site.json": "content/site.yaml",
    "./.vscode/schema/sources.json": "content/sources.yaml"
  },

  // That extension does not read front matter in Markdown. For articles there are
  // instead: snippets (type a field's name, such as "salary", and take the
  // suggestion), and the task "careerguide: build", which marks mistakes in the
  // article that they stand in (Ctrl+Shift+B; Cmd+Shift+B on a Mac).
  "[markdown]": {
    "editor.quickSuggestions": { "other": "on", "comments": "off", "strings": "on" },
    "editor.snippetSuggestions": "top",
    "editor.wordBasedSuggestions": "off",
    "editor.wordWrap": "on"
  },

  "files.exclude": { "**/.careerguide": true },
  "search.exclude": { "public": true }
}
`

const extensionsJSON = `{
  "recommendations": ["redhat.vscode-yaml"]
}
`

const tasksJSON = `{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "careerguide: build",
      "type": "process",
      "command": "careerguide",
      "args": ["build", "--drafts"],
      "group": { "kind": "build", "isDefault": true },
      "presentation": { "reveal": "silent" },
      "problemMatcher": {
        "owner": "careerguide",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "severity": "error",
        "pattern": {
          "regexp": "^(\\S.*?):(\\d+):(\\d+): (?!notice: )(?:(warning): )?(.*)$",
          "file": 1,
          "line": 2,
          "column": 3,
          "severity": 4,
          "message": 5
        }
      }
    }
  ]
}
`

// snippet is one of Visual Studio Code's snippets.
type snippet struct {
	Scope       string   `json:"scope"`
	Prefix      string   `json:"prefix"`
	Description string   `json:"description"`
	Body        []string `json:"body"`
}

// snippets returns one snippet for each field of a role, which has the fields
// of every other article too.
func snippets() string {
	d, _ := schema.Find("role")
	all := map[string]snippet{}
	for _, f := range d.Type.Visible() {
		s := snippet{Scope: "markdown", Prefix: f.Name, Description: f.About()}
		stop := 0
		for _, l := range (outline{seen: map[string]bool{}}).field(f, "", "") {
			text := escapeSnippet(l.before)
			if l.value != "" {
				stop++
				text += placeholder(stop, l)
			}
			s.Body = append(s.Body, text)
		}
		all["careerguide: "+f.Name] = s
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(all); err != nil {
		panic("scaffold: " + err.Error()) // snippets are text alone
	}
	return b.String()
}

// placeholder returns a place to fill in: a choice where there are few words.
func placeholder(stop int, l line) string {
	words := l.field.Words
	if t := l.field.Type; t.Kind == schema.Word {
		words = t.Words
	}
	if words != nil {
		return fmt.Sprintf("${%d|%s|}", stop, strings.Join(words, ","))
	}
	return fmt.Sprintf("${%d:%s}", stop, escapeSnippet(l.value))
}

// escapeSnippet escapes what snippets read as their own.
func escapeSnippet(s string) string {
	return strings.NewReplacer(`\`, `\\`, `$`, `\$`, `}`, `\}`).Replace(s)
}
