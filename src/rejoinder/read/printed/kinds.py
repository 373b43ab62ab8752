"""What a piece of print reads as by itself: a moment, a day, people with their addresses, names, or other words."""

from __future__ import annotations

import re
from functools import lru_cache

from rejoinder.read.printed.times import is_timed, when_in
from rejoinder.zones.dates import Dated
from rejoinder.zones.people import ADDRESS

MOMENT, DAY, PEOPLE, NAMES, WORDS = "moment", "day", "people", "names", "words"
WHOLE = 0.75
"""Part of a text that its date fills, at least."""
LONGEST_DATE = 100
"""Characters of a date with its weekday, time and zone, at most."""
FEW = 5
"""Words of a name, at most."""
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_LINKING_WORDS = (
    "de da di du van von der den del della des la le y e et und and og of af av ten ter te zu zum dos das mac ap ferch "
    "on behalf via mailto smtp"
)
_LINKING = frozenset(_LINKING_WORDS.split())
_SELF_WORDS = "me mich mir moi mí mij mig meg mnie minä io ik eu yo jag jeg ich ja"
_SELF = frozenset(_SELF_WORDS.split())
"""What a mail program calls who prints, among others."""
_ENDED = re.compile(r"[.!?:…]$")
_ENTRY = re.compile(r"[;,]")
_BESIDE = re.compile(
    r"^[ ,)\]]*(?:\([^()]*\)|[A-Z][a-z]+/[A-Z][a-z_]+|(?:[A-Z][a-z]+ ){1,3}Time(?: Zone)?"
    r"|(?:heure|ora|hora) [^\d]{4,40}|[^\W\d_]+ ?(?:zeit|tijd|tid))$"
    r"|^[ ,]*\)[ ,]*[^\W\d_][^\d@:]{3,60}$"
)
"""What some programs put behind a moment: how long ago it is, a place for the zone, or the zone's name."""
_AND = "and|und|et|y|e|en|och|og|ja|ve|и|i|a|plus"
_OTHERS = re.compile(
    rf"(?:^|[\s,;]+)(?:(?:(?:{_AND}) |[+&] ?)\d{{1,4}}(?: [^\W\d_]+){{0,2}}|\d{{1,4}} (?:others?|more|weitere[rn]?"
    r"|andere[rn]?|autres?|otros|más|altri|outros|mais|anderen|andra|andre|till|innych|muuta|diğer|arall|ещё|et al))"
    r"\W{0,4}$",
    re.IGNORECASE,
)
"""How many more there are whom a print does not name: `and 3 others`, `+2`."""
_PLACED = re.compile(
    r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4}(?:/[^\W\d_a-z][\w&.-]*(?: [\w&.-]+){0,3}){1,4}(?:@[\w.-]+)?$"
)
_SCHEME = re.compile(r"(?:mailto|smtp):", re.IGNORECASE)
_AROUND = re.compile(r"[<>\[\]()\"'“”;,:|]|mailto|smtp", re.IGNORECASE)


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """Give what a text reads as."""
    words = without_others(text.strip())
    if words[:1] in ">|":
        return WORDS
    if "@" in words and ADDRESS.search(words):
        return PEOPLE if lists_people(words) else WORDS
    if "/" in words and _are_of_directory(words):
        return PEOPLE
    if len(words) <= LONGEST_DATE and (when := moment_in(words)):
        after = _BESIDE.sub("", words[when.end :])
        said = len(words[: when.start].strip(" ,([-–")) + len(after.strip(" ,.)]"))
        if when.end - when.start >= WHOLE * (when.end - when.start + said):
            return MOMENT if is_timed(words, when) else DAY
    return NAMES if are_names(words) else WORDS


@lru_cache(maxsize=4096)
def moment_in(words: str) -> Dated | None:
    """Give the first date in a text that has figures."""
    return when_in(words)


def lists_people(words: str) -> bool:
    """Say whether nothing but people stands in a text with an address: names beside addresses."""
    if len(words) > 4000 or ":" in _SCHEME.sub("", words):
        return False
    left = _AROUND.sub(" ", ADDRESS.sub(" ", words)).split()
    plain = [word for word in left if any(map(str.isalpha, word))]
    names = [word for word in plain if word[:1].isupper() or word.casefold() in _LINKING or not word[:1].isalpha()]
    return len(names) >= 0.8 * len(plain) and not any(word.isdigit() and len(word) > 2 for word in left)


def _are_of_directory(words: str) -> bool:
    """Say whether a text lists people by their places in a directory: `Hesper Quillfeather/HUT/RUFFORD`."""
    entries = [entry.strip() for entry in _ENTRY.split(words) if entry.strip()]
    return all(_PLACED.match(entry) for entry in entries)


def without_others(words: str) -> str:
    """Give a list of people without what says only how many more there are."""
    return _OTHERS.sub("", words)


def are_names(words: str) -> bool:
    """Say whether a text is one name or some, and nothing else."""
    if not words or any(map(str.isdigit, words)) or (_ENDED.search(words) and not words.endswith(".")):
        return False
    entries = [entry.split() for entry in _ENTRY.split(words) if entry.strip()]
    return bool(entries) and all(_is_name(entry) or (len(entry) == 1 and entry[0] in _SELF) for entry in entries)


def _is_name(words: list[str]) -> bool:
    said = [word for word in words if word.casefold() not in _LINKING]
    return 0 < len(said) <= FEW and all(word.strip("'\"(“”)")[:1].isupper() for word in said)


def count_of(text: str) -> int:
    """Give how many people a list names, as nearly as its addresses or the signs between them tell."""
    found = len(ADDRESS.findall(text))
    return found or len([entry for entry in text.split(";") if entry.strip()])
