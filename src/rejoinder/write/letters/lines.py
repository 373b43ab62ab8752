"""Letters as JSON: which fit, and one with its passages, what it lacks and what it rests on."""

from __future__ import annotations

from typing import Any

from rejoinder.write.letters import Fitting, Letter

STATES = {"now": "Fits now", "later": "Not yet", "no": "Does not fit"}


def fitting_line(one: Fitting) -> dict[str, Any]:
    """Give a kind of letter and whether it fits."""
    kind, fit = one
    told = {"letter": kind.id, "title": kind.title, "about": kind.about, "fits": fit.state, "why": fit.why}
    return {**told, "by": fit.by.isoformat() if fit.by else None}


def letter_line(made: Letter) -> dict[str, Any]:
    """Give one letter."""
    draft = made.drafted
    return {
        **fitting_line(Fitting(made.kind, made.fit)),
        "template": made.template.name,
        "own_template": made.own_template,
        "subject": draft.subject,
        "passages": [
            {
                "passage": part.name,
                "own": part.own,
                "text": part.text,
                "ask": part.ask or None,
                "changed": [{"fact": one.name, "was": one.was, "now": one.now or None} for one in part.changed],
            }
            for part in draft.parts
        ],
        "gaps": [{"name": one.name, "ask": one.ask} for one in draft.gaps],
        "left_over": [{"passage": name, "text": text} for name, text in draft.left],
        "annexes": [{"annex": one.name, "title": one.title, "entries": len(one.entries)} for one in made.paper.annexes],
        "rests_on": [
            {
                "number": one.number,
                "document": one.document or None,
                "path": one.path,
                "batch": one.batch or None,
                "because": [
                    {"page": place.page, "start": place.start, "end": place.end, "exact": place.exact}
                    for place in one.places
                ],
            }
            for one in draft.references
        ],
        "law": [
            {"mark": one.letter, "title": one.source.title, "url": one.source.url, "status": one.source.status}
            for one in draft.law
        ],
        "foot": made.paper.foot,
        "findings_not_decided": made.left,
    }
