package serve

import (
	"sync"

	"careerguide/internal/diag"
)

// cached is how many pages are kept as they were rendered.
const cached = 256

// cache keeps pages of the state at hand, and the last good ones of those
// before.
type cache struct {
	mu    sync.Mutex
	of    *state
	round int // rises when bodies change, too
	pages map[string]made
	good  map[string]made
}

// renew forgets what was rendered: something has changed.
func (c *cache) renew() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.round++
	c.pages = nil
}

func (c *cache) get(st *state, address string, render func() made) made {
	c.mu.Lock()
	if c.of != st {
		c.of, c.pages = st, nil
	}
	m, ok := c.pages[address]
	round := c.round
	c.mu.Unlock()
	if ok {
		return m
	}
	m = render()
	c.mu.Lock()
	defer c.mu.Unlock()
	if m.err != nil {
		if last, ok := c.good[address]; ok {
			last.found = m.found
			m = last
		}
	} else {
		if c.good == nil || len(c.good) >= cached {
			c.good = map[string]made{}
		}
		c.good[address] = m
	}
	if c.of == st && c.round == round {
		if c.pages == nil || len(c.pages) >= cached {
			c.pages = map[string]made{}
		}
		c.pages[address] = m
	}
	return m
}

// found is why pages could not be rendered.
func (c *cache) found() diag.List {
	c.mu.Lock()
	defer c.mu.Unlock()
	var found diag.List
	for _, m := range c.pages {
		found = append(found, m.found...)
	}
	return found
}
