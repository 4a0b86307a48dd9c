package paytable

import "testing"

func TestRenamed(t *testing.T) {
	for _, tt := range []struct{ name, old, want string }{
		{"plain", "role,median\nnurse,1\nchef,2\nnurse,3\n", "role,median\nward-nurse,1\nchef,2\nward-nurse,3\n"},
		{"no part of a slug, no other column", "median,role,note\n1,charge-nurse,nurse\n2,nurse-aide,x\n3,nurse,nurse", "median,role,note\n1,charge-nurse,nurse\n2,nurse-aide,x\n3,ward-nurse,nurse"},
		{"quotes, space and empty lines", "\n role , note\n\n \"nurse\" ,\"a, \"\"b\"\"\nnurse\"\n\tnurse\t, nurse\n,\n", "\n role , note\n\n \"ward-nurse\" ,\"a, \"\"b\"\"\nnurse\"\n\tward-nurse\t, nurse\n,\n"},
		{"byte-order mark and line ends", "\ufeffrole,note\r\nnurse,ü\r\n\r\nnurse,b\rnurse,c\n", "\ufeffrole,note\r\nward-nurse,ü\r\n\r\nward-nurse,b\rward-nurse,c\n"},
		{"no role at all", "median\nnurse\n", "median\nnurse\n"},
		{"nothing", "", ""},
	} {
		if got := string(Renamed([]byte(tt.old), "nurse", "ward-nurse")); got != tt.want {
			t.Errorf("%s: %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
