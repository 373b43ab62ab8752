"""What each batch claims to cover: said when it is received, corrected later, and told to what finds."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from rejoinder.case.receiving import Case, batch_of, scope_act
from rejoinder.errors import UsageError
from rejoinder.journal import Journal
from rejoinder.journal import scopes as told_of
from rejoinder.model import Scope


def scopes(case: Case) -> dict[str, Scope]:
    """Give what batches claim to cover, by name; a journal that does not check is CaseDamaged."""
    path = case.journal.path
    return dict(_scopes(path, path.stat().st_size) if path.exists() else {})


@lru_cache(maxsize=16)
def _scopes(path: Path, _size: int) -> dict[str, Scope]:
    """Give what a journal says of them; it only ever grows, so one of the same length says the same."""
    return told_of(Journal(path).acts())


def scope_of(
    mailboxes: tuple[str, ...] = (), first: str = "", last: str = "", words: tuple[str, ...] = (), letter: str = ""
) -> Scope:
    """Give a scope as it is kept, its days in order and each name on one line; UsageError where a day is none."""
    for day in filter(None, (first, last)):
        try:
            date.fromisoformat(day)
        except ValueError as fault:
            raise UsageError(f"{day} is not a day.", "Write it as 2024-06-30.") from fault
    if first and last and last < first:
        raise UsageError(f"{last} is before {first}.", "Give the first day first.")
    lines = (tuple(filter(None, (" ".join(one.split()) for one in several))) for several in (mailboxes, words))
    boxes, searched = lines
    return Scope(boxes, first, last, searched, " ".join(letter.split()))


def say_scope(case: Case, batch: str, scope: Scope, *, at: str) -> Scope:
    """Write down what a batch claims to cover, in place of what was said before, and give it."""
    named = batch_of(case, batch)
    if named.own:
        raise UsageError(f"{batch} is your own archive and claims nothing.", "Name a batch that was disclosed.")
    name = named.name
    if scopes(case).get(name, Scope()) != scope:
        case.journal.write("scope", at, scope_act(name, scope))
    return scope
