package decode

import (
	"testing"

	"go.yaml.in/yaml/v4"
)

// BenchmarkUnmarshal tells what each format costs; BenchmarkYAMLNode what of it
// is the YAML library's own.
func BenchmarkUnmarshal(b *testing.B) {
	for _, format := range []Format{YAML, TOML, JSON} {
		b.Run(format.String(), func(b *testing.B) {
			data := []byte(whole[format])
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				var r role
				if _, list := Unmarshal(Source{File: "a.md", Format: format, Data: data}, &r, Options{}); len(list) > 0 {
					b.Fatal(list)
				}
			}
		})
	}
}

func BenchmarkYAMLNode(b *testing.B) {
	data := []byte(whole[YAML])
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var doc yaml.Node
		if err := yaml.Load(data, &doc); err != nil {
			b.Fatal(err)
		}
	}
}
