package scaffold

import (
	"testing"

	"careerguide/internal/career"
)

func TestSlug(t *testing.T) {
	for _, tt := range []struct{ title, language, want string }{
		{"Backend QA Engineer", "en-US", "backend-qa-engineer"},
		{"  Nurse  ", "en", "nurse"},
		{"Größe & Café", "en", "grosse-and-cafe"},
		{"Größe & Café", "de-AT", "groesse-and-cafe"},
		{"Ärztin", "de", "aerztin"},
		{"A\u0308rztin", "de", "aerztin"}, // the mark apart from its letter
		{"Sjukskötare på Åland", "sv", "sjukskotare-pa-aland"},
		{"Smørrebrødsjomfru på Ærø", "da", "smoerrebroedsjomfru-paa-aeroe"},
		{"Łódź Żubr đak þorn", "pl", "lodz-zubr-dak-thorn"},
		{"İstanbul ısı", "tr", "istanbul-isi"},
		{"Nguyễn Đình", "vi", "nguyen-dinh"},
		{"C++ Developer", "en", "c-plus-plus-developer"},
		{"C# Developer", "en", "c-sharp-developer"},
		{".NET Developer", "en", "net-developer"},
		{"Engineer #1", "en", "engineer-1"},
		{"U.S. Driver's Licence Examiner", "en", "us-drivers-licence-examiner"},
		{"Ｆｕｌｌ ｗｉｄｔｈ", "en", "full-width"},
		{"ﬁne ﬂorist №5", "en", "fine-florist-no5"},
		{"Café—Bar/Restaurant_Manager", "en", "cafe-bar-restaurant-manager"},
		{"Nurse 护士", "en", "nurse"},
		{"护士", "zh", ""},
		{"ممرضة", "ar", ""},
		{"Медсестра", "ru", ""},
		{"Медсестра 2", "ru", ""},
		{"👩‍⚕️", "en", ""},
		{"—", "en", ""},
		{"", "en", ""},
		{"404", "en", "404"},
		{"-a-", "en", "a"},
	} {
		if got := Slug(tt.title, tt.language); got != tt.want {
			t.Errorf("%q in %s is %q, want %q", tt.title, tt.language, got, tt.want)
		}
	}
}

// Whatever it is made of, a slug is one.
func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Größe", "護士 nurse", "+#+#a+#", "\xff\xfe", "ǅ ſ K Å", "a.b'c", "½ ² ㎏ ﷺ"} {
		f.Add(s, "de")
	}
	f.Fuzz(func(t *testing.T, title, language string) {
		if slug := Slug(title, language); slug != "" && (!career.IsSlug(slug) || len(slug) > maxSlug) {
			t.Errorf("%q in %s is %q", title, language, slug)
		}
	})
}
