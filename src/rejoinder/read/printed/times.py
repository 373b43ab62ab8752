"""Printed dates: with the time in whatever signs stand around it, and whether it is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from rejoinder.zones.dates import Dated, dated

MINUTES = len("2019-05-03T09:15")
"""Characters of a date with its time."""
CLOCK = re.compile(r"\d[:.h]\d\d(?!\d)(?![./-])")
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[T ]?"
    r"([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d))?(Z?)(?!\d)"
)
"""A moment without signs: `20240503 091500`."""
_MONTHS = {
    "sty": "jan", "lut": "feb", "kwi": "apr", "cze": "jun", "lip": "jul", "sie": "aug", "wrz": "sep", "paź": "oct",
    "lis": "nov", "gru": "dec", "oca": "jan", "şub": "feb", "nis": "apr", "haz": "jun", "tem": "jul", "ağu": "aug",
    "eyl": "sep", "eki": "oct", "kas": "nov", "ara": "dec", "ian": "jan", "iun": "jun", "iul": "jul", "des": "dec",
    "ιαν": "jan", "φεβ": "feb", "μαρ": "mar", "απρ": "apr", "μαΐ": "may", "ιουν": "jun", "ιουλ": "jul", "αυγ": "aug",
    "σεπ": "sep", "οκτ": "oct", "νοε": "nov", "δεκ": "dec", "січ": "jan", "лют": "feb", "бер": "mar", "квіт": "apr",
    "трав": "may",
    "черв": "jun", "лип": "jul", "серп": "aug", "вер": "sep", "жовт": "oct", "лист": "nov", "груд": "dec",
}  # fmt: skip
"""Names of months that are shortened to what is a word elsewhere: they are months between a day and a year only."""
_SHORTENED = re.compile(rf"(?<=\d)(\.? )({'|'.join(_MONTHS)})(\.? )(?=(?:19|20)\d\d)", re.IGNORECASE)


_Reading = str | Callable[[re.Match[str]], str]
_WRITTEN: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (re.compile(r"\bo['’]clock\b|(?<=\d) Uhr\b", re.IGNORECASE), ""),
    (re.compile(r"[\[\]{}|•·;—'’]|(?<!\S)@(?!\S)|(?<=\d{4}):(?=\d\d:)"), ""),
    (re.compile(r"\b(?:time|uhrzeit|zeit|heure|hora|ora|tijd|tid|klockan) ?:(?= ?\d)", re.IGNORECASE), ""),
    (re.compile(r"(?<=[\dMm.]) on(?= \w)"), ""),
    (re.compile(r"(?<![\d.])(\d{1,2}) ?h ?([0-5]\d)(?!\d)"), r"\1h\2"),
    (re.compile(r"(?<=\d[\s,])(\d{1,2})\.([0-5]\d)\.([0-5]\d)(?![\d.])"), r"\1:\2:\3"),
    (re.compile(r"(?<![\d.:])([01]\d|2[0-3])([0-5]\d) ?(?:hrs?|hours)\b\.?", re.IGNORECASE), r"\1:\2"),
    (re.compile(r"(?<![\d.])(\d{1,2})\. (\d{1,2})\. (\d{4})(?!\d)"), r"\1.\2.\3"),
    (re.compile(r"(?<!\d)(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.(?!\d)"), r"\1-\2-\3"),
    (re.compile(r"(?:上午|午前|오전) ?(\d{1,2}:\d\d)"), r"\1am"),
    (re.compile(r"(?:下午|午後|오후) ?(\d{1,2}:\d\d)"), r"\1pm"),
    (re.compile(r"(?<=\d )π\.?μ\.?(?!\w)"), "am"),
    (re.compile(r"(?<=\d )μ\.?μ\.?(?!\w)"), "pm"),
    (_SHORTENED, lambda found: f"{found[1]}{_MONTHS[found[2].casefold()]}{found[3]}"),
)
"""What programs put around the parts of a date and between them, and how it is read; nothing grows longer by it."""


def when_in(words: str, *, day_first: bool | None = None) -> Dated | None:
    """Give the first date of a printed text, its day and its time in any order and between any signs."""
    if not any(map(str.isdigit, words)):
        return None
    if found := _COMPACT.search(words):
        year, month, day, hour, minute, second, zone = found.groups(default="00")
        moment = f"{year}-{month}-{day}T{hour}:{minute}:{second}{'+00:00' if zone == 'Z' else ''}"
        return Dated(moment, found.start(), found.end())
    when = dated(words, day_first=day_first)
    if when and words.isascii() and len(when.date) >= MINUTES:
        return when
    plain = words
    for pattern, reading in _WRITTEN:
        plain = pattern.sub(partial(_as_long, reading), plain)
    return dated(plain, day_first=day_first)


def _as_long(reading: _Reading, found: re.Match[str]) -> str:
    """Give what is read in place of what was found, as long as that was, so that every place stays."""
    read = found.expand(reading) if isinstance(reading, str) else reading(found)
    return read.ljust(len(found.group()))


def is_timed(words: str, when: Dated) -> bool:
    """Say whether a date in these words gives a time, also where its day can be read in two ways."""
    return len(when.date) >= MINUTES or bool(not when.date and CLOCK.search(words[: when.end]))
