package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var sample = []Block{
	{Title, "Nurse & <Midwife>"}, {Heading, "Job brief"}, {Paragraph, "We hire \"you\".\nToday."}, {Item, "First\x00 thing"}, {Item, "تمريض 🩺"},
}

// texts reads a document back: each paragraph with its style.
func texts(t *testing.T, data []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(part, new(struct{})); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		if f.Name != "word/document.xml" {
			continue
		}
		var document struct {
			Paragraphs []struct {
				Style struct {
					Val string `xml:"val,attr"`
				} `xml:"pPr>pStyle"`
				Runs []struct {
					Text string `xml:"t"`
				} `xml:"r"`
			} `xml:"body>p"`
		}
		if err := xml.Unmarshal(part, &document); err != nil {
			t.Fatal(err)
		}
		for _, p := range document.Paragraphs {
			text := p.Style.Val + ":"
			for _, r := range p.Runs {
				text += " " + r.Text
			}
			list = append(list, text)
		}
	}
	return list
}

func TestWrite(t *testing.T) {
	data := Write("en-US", sample)
	got := strings.Join(texts(t, data), "|")
	if want := `Title: Nurse & <Midwife>|Heading1: Job brief|: We hire "you". Today.|ListBullet: First thing|ListBullet: تمريض 🩺`; got != want {
		t.Errorf("read back\n%s\nwant\n%s", got, want)
	}
	if !bytes.Equal(data, Write("en-US", sample)) {
		t.Error("two documents differ")
	}
}

// TestLibreOffice opens a document in LibreOffice.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("there is no soffice on PATH")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "a.docx")
	if err := os.WriteFile(file, Write("en-US", sample), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "a.txt"))
	if err != nil || !strings.Contains(string(text), "Nurse & <Midwife>") || !strings.Contains(string(text), "Job brief") {
		t.Errorf("%v: %s", err, text)
	}
}
