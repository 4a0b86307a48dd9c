package review

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// PageChange is a page that says something else of itself.
type PageChange struct {
	Address     string      `json:"address"`
	Title       *TextChange `json:"title,omitempty"`
	Description *TextChange `json:"description,omitempty"`
	// Hidden says that search engines are asked to leave the page out from now
	// on; Shown that they no longer are.
	Hidden bool `json:"hidden,omitempty"`
	Shown  bool `json:"shown,omitempty"`
}

// TextChange is a text as it was and as it is.
type TextChange struct {
	Old string `json:"old"`
	New string `json:"new"`
}

func textChange(old, new string) *TextChange {
	if old == new {
		return nil
	}
	return &TextChange{old, new}
}

// comparePages opens the pages that both sides have and that may differ, and
// returns those of the new side that redirect, by file, with their targets.
func (c *Changes) comparePages(ctx context.Context, old, new Tree, o Options) (map[string]string, error) {
	var names []string
	for name, f := range new.Files {
		before, ok := old.Files[name]
		if ok && isPage(name) && (f.Sum == "" || f.Sum != before.Sum) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	heads := make([]head, len(names))
	err := each(ctx, new.AtOnce, len(names), func(i int) error {
		data, err := new.Read(ctx, names[i])
		heads[i] = readHead(data)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", new.Name, err)
	}
	redirects := map[string]string{}
	var both []int
	for i, name := range names {
		if heads[i].redirect != "" {
			redirects[name] = heads[i].redirect
		}
		both = append(both, i)
	}
	if old.Partial {
		both = c.chosen(both, names, redirects, o.Pages)
	}
	before := make([]head, len(names))
	read := make([]bool, len(names))
	var stopped atomic.Pointer[SkipError]
	err = each(ctx, old.AtOnce, len(both), func(i int) error {
		if stopped.Load() != nil {
			return nil
		}
		data, err := old.Read(ctx, names[both[i]])
		if skip, ok := errors.AsType[*SkipError](err); ok {
			if skip.Stop {
				stopped.CompareAndSwap(nil, skip)
			}
			return nil
		}
		before[both[i]], read[both[i]] = readHead(data), err == nil
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", old.Name, err)
	}
	if skip := stopped.Load(); skip != nil {
		c.note("%s; its other pages were not read", skip.Reason)
	}
	for i, name := range names {
		switch is, was := heads[i], before[i]; {
		case is.redirect != "":
			if was.redirect == "" && (read[i] || old.Partial) { // a partial tree lists no redirects
				c.Moved = append(c.Moved, Move{addressOf(name), is.redirect})
			}
		case !read[i]:
			c.Unread++
		case was.redirect == "":
			change := PageChange{Address: addressOf(name), Title: textChange(was.title, is.title), Description: textChange(was.description, is.description),
				Hidden: is.noindex && !was.noindex, Shown: was.noindex && !is.noindex}
			if change.Title != nil || change.Description != nil || change.Hidden || change.Shown {
				c.Pages = append(c.Pages, change)
			}
		}
	}
	slices.SortFunc(c.Moved, func(a, b Move) int { return strings.Compare(a.From, b.From) })
	slices.SortFunc(c.Pages, func(a, b PageChange) int { return strings.Compare(a.Address, b.Address) })
	return redirects, nil
}

// chosen returns the pages that are asked for of a tree that is far away: the
// shortest addresses first, which are those that most others lead to.
func (c *Changes) chosen(of []int, names []string, redirects map[string]string, most int) []int {
	of = slices.DeleteFunc(of, func(i int) bool { return redirects[names[i]] != "" })
	if most < 0 || len(of) <= most {
		return of
	}
	slices.SortStableFunc(of, func(a, b int) int { return strings.Count(names[a], "/") - strings.Count(names[b], "/") })
	c.note("titles and descriptions of %d pages of %d were compared", most, len(of))
	return of[:most]
}

// each calls f for every number below n, several at a time, until one fails.
func each(ctx context.Context, atOnce, n int, f func(i int) error) error {
	if atOnce <= 0 {
		atOnce = runtime.GOMAXPROCS(0)
	}
	var wg sync.WaitGroup
	var next atomic.Int64
	var once sync.Once
	var failed error
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for range min(atOnce, n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := f(i); err != nil {
					once.Do(func() { failed = err })
					cancel()
				}
			}
		})
	}
	wg.Wait()
	if failed != nil {
		return failed
	}
	return context.Cause(ctx)
}
