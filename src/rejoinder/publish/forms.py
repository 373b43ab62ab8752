"""The forms in which a hidden thing may stand: every spelling of a person, and every way to write a number.

A form is kept squashed: folded, letters and digits only. So one form finds a name however it is spaced, joined by dots
or broken over lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rejoinder.people.names import called, is_shared, name_of
from rejoinder.personal.told_names import PERHAPS
from rejoinder.text import fold

LEAST_JOINED = 5
"""Letters of an initial with a surname from which they are looked for as one word (“jsmith”)."""
LEAST_DIGITS = 6
_ALPHANUMERIC = re.compile(r"[^\W_]+")


class Form(NamedTuple):
    """One way in which something may be written."""

    squashed: str
    weak: bool = False
    """Whether it is a part of a name only: it counts where it looks like a name."""


class Beginnings:
    """Every beginning of some forms, which are kept in order: a form that begins so stands where it would stand."""

    def __init__(self, *ordered: Sequence[str]) -> None:
        """Take forms in order, in several lists."""
        self.ordered = ordered

    def __contains__(self, words: str) -> bool:
        """Say whether a form begins so."""
        return any(_begins(one, words) for one in self.ordered)


def _begins(ordered: Sequence[str], words: str) -> bool:
    at = bisect_left(ordered, words)
    return at < len(ordered) and ordered[at].startswith(words)


class Forms(NamedTuple):
    """Forms ready to be looked for: by the squashed form whose they are, and every beginning of one."""

    strong: Mapping[str, frozenset[str]] = {}
    weak: Mapping[str, frozenset[str]] = {}
    beginnings: Beginnings = Beginnings()


def squashed(words: str) -> str:
    """Give words as they are compared: folded, letters and digits only."""
    return "".join(_ALPHANUMERIC.findall(fold(words)))


def forms_of_person(names: Iterable[str], addresses: Iterable[str]) -> Iterator[Form]:
    """Give every form of a person: names either way round, short forms, initials, parts of names, addresses."""
    for name in names:
        yield from forms_of_name(name)
    for address in addresses:
        yield Form(squashed(address))
        local = squashed(address.partition("@")[0])
        if len(local) >= LEAST_JOINED and not local.isdigit() and not is_shared(address):
            yield Form(local)


def forms_of_name(name: str) -> Iterator[Form]:
    """Give every form of one name as it is written."""
    parts = name_of(name)
    last = squashed(parts.last)
    if not parts.is_full:
        yield from ([Form(last, weak=True)] if len(last) > 1 else [])
        return
    given = [squashed(one) for one in parts.given]
    yield Form("".join(given) + last)
    yield Form(last + "".join(given))
    initials = "".join(one[:1] for one in given)
    for joined in (initials + last, last + initials, initials[:1] + last, last + initials[:1]):
        if len(joined) >= LEAST_JOINED:
            yield Form(joined)
    for one in sorted(called(parts.given[0])):
        first = squashed(one)
        if len(first) > 1:
            yield Form(first + last)
            yield Form(last + first)
            yield Form(first, weak=True)
    yield from (Form(one, weak=True) for one in given[1:] if len(one) > 2)
    yield from (Form(one, weak=True) for one in _surnames(parts.last) if len(one) > 1)


def _surnames(last: str) -> Iterator[str]:
    """Give a surname, the last word of one with particles, and each half of a double one; with a plural of each."""
    words = [last, *last.split()[-1:], *(part for part in last.split()[-1].split("-") if len(part) > 2)]
    for word in dict.fromkeys(map(squashed, words)):
        yield word
        yield f"{word}s"


def forms_of_value(kind: str, value: str) -> Iterator[Form]:
    """Give every form of a value of a kind, as recognisers tell it."""
    if kind == PERHAPS:
        yield from forms_of_name(value)
        return
    plain = squashed(value)
    yield Form(plain)
    if kind == "telephone" and plain.startswith("44"):
        yield Form(f"0{plain[2:]}")
        yield Form(f"440{plain[2:]}")
    if kind == "bank-account":
        yield from (Form(part) for part in value.split() if len(part) >= LEAST_DIGITS)


NOTHING = Forms()


def indexed(every: Iterable[tuple[str, Iterable[Form]]], known: Forms = NOTHING) -> Forms:
    """Give forms ready to be looked for, each with the keys of all whose it is, together with those known."""
    strong, weak = dict(known.strong), dict(known.weak)
    fresh: set[str] = set()
    for key, forms in every:
        for form in forms:
            if form.squashed:
                held = weak if form.weak else strong
                held[form.squashed] = held.get(form.squashed, frozenset()) | {key}
                fresh.add(form.squashed)
    for written in fresh & strong.keys():
        weak.pop(written, None)
    return Forms(strong, weak, Beginnings(*known.beginnings.ordered, sorted(fresh)))
