package career

import (
	"fmt"
	"time"
)

// Date is a day ("2025-03-01") or, where a survey names none, a month
// ("2024-05"). The zero value is unknown.
type Date struct {
	Year  int
	Month time.Month
	Day   int // 0: the month as a whole
}

// Known reports whether there is a date.
func (d Date) Known() bool { return d.Year != 0 }

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d.Year == 0 }

// String returns the ISO 8601 form, "2025-03-01" or "2024-05"; "" if unknown.
func (d Date) String() string {
	switch {
	case !d.Known():
		return ""
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month))
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes the ISO 8601 form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO 8601 form of a day or a month.
func (d *Date) UnmarshalText(text []byte) error {
	s := string(text)
	if t, err := time.Parse("2006-01-02", s); err == nil && t.Year() >= 1000 {
		*d = Date{t.Year(), t.Month(), t.Day()}
		return nil
	}
	if t, err := time.Parse("2006-01", s); err == nil && t.Year() >= 1000 {
		*d = Date{t.Year(), t.Month(), 0}
		return nil
	}
	return &hintError{quote(s) + " is not a date", "write the year, month and day: 2025-03-01, or the year and month: 2024-05"}
}

// Time returns the start of the date, in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.Year, d.Month, max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// After reports whether the date begins after the day of t in UTC.
func (d Date) After(t time.Time) bool {
	y, m, day := t.UTC().Date()
	return d.Known() && d.Time().After(time.Date(y, m, day, 0, 0, 0, 0, time.UTC))
}

// Compare orders dates; an unknown one comes before all others.
func (d Date) Compare(e Date) int {
	if !d.Known() || !e.Known() {
		switch {
		case d.Known():
			return 1
		case e.Known():
			return -1
		}
		return 0
	}
	return d.Time().Compare(e.Time())
}

// Before reports whether the date is known and lies before the day of t in
// UTC; a month lies before t once it is over.
func (d Date) Before(t time.Time) bool {
	if !d.Known() {
		return false
	}
	end := d.Time()
	if d.Day == 0 {
		end = end.AddDate(0, 1, -1)
	}
	y, m, day := t.UTC().Date()
	return end.Before(time.Date(y, m, day, 0, 0, 0, 0, time.UTC))
}
