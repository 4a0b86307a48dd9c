package main

import (
	"context"

	"careerguide/internal/config"
	"careerguide/internal/diag"
	"careerguide/internal/publish"
	"careerguide/internal/review"
)

// consent returns the review of a deploy: what the built site changes of the
// one at the target, and must not without somebody's consent, is an error.
func consent(built string, target config.Target, accept []string) func(context.Context, publish.Reader) (diag.List, error) {
	return func(ctx context.Context, live publish.Reader) (diag.List, error) {
		new, err := review.Dir(built)
		if err != nil {
			return nil, err
		}
		old := review.Tree{Name: target.Label(), Files: map[string]review.File{}, Read: live.ReadFile, AtOnce: 8}
		for _, name := range live.Names() {
			old.Files[name] = review.File{}
			if live.Unchanged(name) {
				old.Files[name] = new.Files[name]
			}
		}
		if len(old.Files) == 0 {
			return nil, nil // the first deploy
		}
		changes, err := review.Compare(ctx, old, new, review.Options{})
		if err != nil {
			return nil, err
		}
		var found diag.List
		for _, r := range review.Refusals(changes, accept, reviewPay(target)) {
			found = append(found, diag.Finding{Severity: diag.Error, Rule: r.Rule, Message: target.Label() + ": " + r.Message,
				Hint: "if that is meant, deploy with --accept " + review.Quoted(r.Accept)})
		}
		return found, nil
	}
}

// reviewPay returns by how many percent pay may move without consent.
func reviewPay(target config.Target) float64 {
	if target.ReviewPay.Known() {
		return target.ReviewPay.Float()
	}
	return review.DefaultReviewPay
}
