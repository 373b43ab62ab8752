"""Candidates ranked by meaning: what the model has not read yet is read, some at a time, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rejoinder.allege.candidates import Asked, pool
from rejoinder.case.allegations import against
from rejoinder.case.nearness import kept_vectors
from rejoinder.case.receiving import Case, Told
from rejoinder.case.weighing import Weighing, asked_of
from rejoinder.errors import UsageError
from rejoinder.meaning.here import HOW_TO_INSTALL, TOGETHER, model_here, vectors

READING = "Reading by meaning"
_ABSENT = "The model that ranks by meaning is not on this machine."


class Ranked(NamedTuple):
    """How many allegations are ranked by meaning, and how many passages were read for it in this run."""

    allegations: int
    passages: int


def is_here() -> bool:
    """Say whether the model that ranks by meaning is on this machine."""
    return model_here() is not None


def unranked(rows: Iterable[Weighing]) -> int:
    """Give how many allegations are ranked by their words alone though the model is here."""
    ranked = [one.search.by_meaning for one in rows if one.state != "withdrawn"] if is_here() else []
    return ranked.count(False)


def rank(case: Case, told: Told) -> Ranked:
    """Read by meaning what candidates of any allegation were not yet; a stopped run goes on where it was."""
    model = model_here()
    if model is None:
        raise UsageError(_ABSENT, HOW_TO_INSTALL)
    kept, every = kept_vectors(case), list(_texts(case))
    texts = list(dict.fromkeys(text for some in every for text in some))
    here = kept.of(texts)
    left = [text for text in texts if text not in here]
    for done in range(0, len(left), TOGETHER):
        told(READING, done, len(left))
        some = left[done : done + TOGETHER]
        found = vectors(model, some)
        if found is None:
            raise UsageError("The model that ranks by meaning could not be run.", "See: rejoinder doctor")
        kept.keep(some, found)
    told(READING, len(left), len(left))
    return Ranked(len(every), len(left))


def _texts(case: Case) -> Iterator[list[str]]:
    """Give of each allegation its words, and those of the passages that are ranked again."""
    every = against(case)
    asked: list[Asked] = [asked_of(every, one) for one in every.allegations if one.standing != "withdrawn"]
    with case.shelf() as shelf:
        yield from ([one.words, *pool(shelf, one)] for one in asked)


__all__ = ["READING", "Ranked", "is_here", "rank", "unranked"]
