"""Who is named in a printed list of people, whatever stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.model import Person
from rejoinder.read.printed.kinds import NAMES, PEOPLE, kind_of, without_others
from rejoinder.zones.people import ADDRESS, people

_SIGNS = re.compile(r"\s+[•·∙●|¦│/+&](?:\s+|$)|(?<=[\w>)])[•·∙●|¦│](?=\S)|\s*[、，；]\s*")
"""What stands between people besides commas and semicolons."""
_POINTS = re.compile(r"[•·∙●|¦│、，；]")
"""Those of them that stand in no name."""
_ADDRESSED = re.compile(rf"{ADDRESS.pattern}['>\])]*(?:\s*\([^()@]*\))?")
_AND = re.compile(r"(?:and|und|et|y|e|en|och|og|ja|ve|и|i|a)\s+")
"""What stands before the last of a list."""
_LAST = re.compile(rf"\s+{_AND.pattern}")
_ONE_FOR_ANOTHER = re.compile(r"on behalf of|im auftrag von|de la part de|\bvia\b", re.IGNORECASE)


_ICON = re.compile(r"^(?:[^\w\s<>\[\]()\"'“”„«»‘’@+.,;:&/|-]\ufe0f?\s+)+")
_NOBODY = re.compile(
    r"[(\[<]?(?:none|nil|n/?a|not available|no one|nobody|keine[rs]?|niemand|aucune?|néant|ninguno|nadie|nessuno|geen"
    r"|nenhum|neb|inga|ingen|ei ketään|brak|нет|žádný|yok|-{1,3}|–|—)[)\]>]?$",
    re.IGNORECASE,
)
"""What stands in a list in which nobody is."""


def listed(words: str) -> tuple[Person, ...]:
    """Give everyone a printed list names, in order; not those of whom it says only how many they are."""
    plain = without_icons(" ".join(words.split()))
    if _NOBODY.match(plain):
        return ()
    return tuple(one for part in _parts(without_others(plain)) for one in people(part))


def without_icons(words: str) -> str:
    """Give who is named without the pictures that stand before him as letters."""
    return _ICON.sub("", words)


def _parts(words: str) -> Iterator[str]:
    """Give the parts of a list between what parts people for certain."""
    entries = [entry for entry in _SIGNS.split(words) if entry.strip()]
    for entry in entries if _are_each_of_people(words, entries) else [words]:
        if len(ADDRESS.findall(entry)) > 1:
            yield from _by_address(entry)
        elif "@" not in entry:
            yield from _by_name(entry)
        else:
            yield entry


def _are_each_of_people(words: str, entries: list[str]) -> bool:
    """Say whether each of the entries names people: all by their addresses, or all by names of some words."""
    if any("@" in entry for entry in entries):
        return all(kind_of(entry.strip()) == PEOPLE for entry in entries)
    return bool(_POINTS.search(words)) and all(
        kind_of(entry.strip()) == NAMES and len(entry.split()) > 1 for entry in entries
    )


def _by_address(words: str) -> Iterator[str]:
    """Give the parts of a list that end with an address and after which another is named without a sign."""
    start = 0
    for found in _ADDRESSED.finditer(words):
        after = words[found.end() :].lstrip()
        after = after[and_.end() :] if (and_ := _AND.match(after)) else after
        following = ADDRESS.search(after)
        if following is None or after[:1] in ",;" or found.end() == len(words) - len(after):
            continue
        name = after[: following.start()].strip(" <([\"'")
        again = following.group().casefold() in found.group().casefold()
        if not again and not _ONE_FOR_ANOTHER.search(name) and (not name or kind_of(name) == NAMES):
            yield words[start : found.end()]
            start = len(words) - len(after)
    yield words[start:]


def _by_name(words: str) -> Iterator[str]:
    """Give a list of names; the last of them by itself, where a word such as `and` stands before it."""
    before, comma, last = words.rpartition(",")
    two = [one for one in _LAST.split(last) if one.strip()]
    if comma and len(two) == 2 and all(kind_of(one.strip()) == NAMES and len(one.split()) > 1 for one in two):
        yield from (before, *two)
    elif comma and "," not in before and before.strip().islower() != last.strip().islower():
        yield from (before, last)
    else:
        yield words
