"""What may stay in a disclosure: people, addresses, domains and numbers that a person said may be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rejoinder.case import Case
from rejoinder.errors import UsageError
from rejoinder.journal import stays
from rejoinder.model import MESSAGES
from rejoinder.personal import personal_in
from rejoinder.personal.names import NAME, plain_name
from rejoinder.personal.told_names import PERHAPS
from rejoinder.sending.kinds import PROPERTY
from rejoinder.shelf.left import values_of

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MAIL = "email-address"
LONGEST = 200
"""Characters of what may stay."""


def stays_of(case: Case) -> tuple[str, ...]:
    """Give what a person said may stay, in the order said."""
    return stays(case.journal.acts())


def may_stay(case: Case, words: str, *, because: str = "", at: str) -> None:
    """Write down that words, a key, an address or a @domain may stay."""
    said = _said(words)
    if said not in stays_of(case):
        case.journal.write("stay", at, {"words": said, "stays": True, "because": because})


def no_longer(case: Case, words: str, *, at: str) -> None:
    """Take back that something may stay."""
    said = _said(words)
    if said not in stays_of(case):
        raise UsageError(f"Nobody said that “{said}” may stay.", "There is nothing to take back.")
    case.journal.write("stay", at, {"words": said, "stays": False, "because": ""})


def _said(words: str) -> str:
    said = " ".join(words.split())[:LONGEST]
    if not said:
        raise UsageError("Nothing was named.", "Give a name, an address, a number or a @domain that may stay.")
    return said


def keys_that_stay(case: Case, looked: str) -> frozenset[str]:
    """Give the keys of what may stay: what a person said, the data subject and the controller.

    `looked` is the stamp of what was looked through, and stands for all values found there.
    """
    return _keys(case, looked, (*stays_of(case), *filter(None, (case.subject, case.controller))))


@lru_cache(maxsize=8)
def _keys(case: Case, _looked: str, said: tuple[str, ...]) -> frozenset[str]:
    with case.shelf() as shelf:
        return frozenset(_found(shelf, said))


def _found(shelf: Shelf, said: Sequence[str]) -> set[str]:
    keys = {one for one in said if " " not in one}
    names = {name for name in map(plain_name, said) if name}
    addresses = {one.casefold() for one in said if "@" in one} | set(_addresses_of(shelf, names))
    domains = tuple(dot + one[1:] for one in addresses if one.startswith("@") for dot in "@.")
    known = {(one.kind, one.value) for words in said for one in personal_in(f"Tel: {words}")}
    for kind, value, key in values_of(shelf):
        mail = kind == MAIL and (value in addresses or value.endswith(domains))
        if mail or _names_one_of(names, kind, value) or (kind, value) in known:
            keys.add(key)
    return keys


def _names_one_of(names: Iterable[str], kind: str, value: str) -> bool:
    """Say whether a value names one of some people; what is perhaps a name does by a part of the whole one."""
    if kind == PERHAPS:
        return any(set(value.split()) <= set(name.split()) for name in names)
    name = plain_name(value.partition("\n")[0].partition(": ")[2]) if kind == PROPERTY else value
    return kind in (NAME, PROPERTY) and name in names


def _addresses_of(shelf: Shelf, names: Iterable[str]) -> Iterator[str]:
    """Give the addresses under which people of these names sent messages."""
    wanted = set(names)
    spelt = shelf.rows("SELECT DISTINCT author, address FROM documents WHERE address != ''")
    for author, address in [one for one in spelt if plain_name(one[0]) in wanted]:
        kinds = shelf.rows("SELECT DISTINCT kind FROM documents WHERE author = ? AND address = ?", author, address)
        if any(kind in MESSAGES for (kind,) in kinds):
            yield address
