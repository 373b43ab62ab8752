"""What a print would not show, told in the text at its place: a line of its own in square brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rejoinder.model import Problem

ABOUT = 60
"""Characters of the words a mark is about that are repeated in it."""
BEFORE = 3
"""Words that are repeated to say after which a mark's words stood."""
MADE_NEW = "\0made new"
"""The media type of a file that another program has just made of an old one, with the dates of its own clock."""
_DATE = "Automatic date"
_FILLED_IN = re.compile(rf"\[{_DATE}: [^\]]*\]")
_NAMED = 5
_FIND = "Search the text for "

_FLAGS = {
    "tracked_deletion": ("Words that were deleted are still in it", '"deleted"'),
    "hidden_text": ("It holds words that are set not to be shown or printed", '"hidden"'),
    "comment": ("It holds comments", '"comment"'),
    "stored_text": ("It keeps words that stand nowhere on its pages", '"stored"'),
    "white_text": ("It has words in white; whether they can be seen hangs on what is behind them", ""),
    "covered_text": ("It has words marked in black; a print may show a bar where they can still be read", ""),
    "linked_field": ("It takes words or pictures from another file", '"field"'),
    "hidden_sheet": ("It has hidden sheets, whose words are in the text", ""),
    "hidden_row": ("It hides rows, whose words are in the text", '"hidden row"'),
    "filtered_row": ("It hides rows by a filter, whose words are in the text", '"filtered out"'),
    "hidden_column": ("It hides columns, whose words are in the text", '"hidden column"'),
    "hidden_cell": ("It has cells whose number format shows nothing; their values are in the text", '"hidden cell"'),
    "hidden_name": ("It has hidden names for cells or values, which are in the text", '"hidden name"'),
    "pivot_cache": ("It keeps the rows that pivot tables were made of, whether or not their sheet is here", '"pivot"'),
    "external_link": ("It keeps cells of other workbooks, as they last were", '"linked workbook"'),
    "data_connection": ("It is joined to a source of data elsewhere, which was not asked", '"connection"'),
    "hidden_slide": ("It has hidden slides, whose words are in the text", '"hidden slide"'),
    "speaker_notes": ("It has notes for the speaker, which are in the text", '"notes"'),
    "off_slide": ("It has words outside the edges of a slide, which are in the text", '"off the slide"'),
    "automatic_date": (
        "It has dates that fill themselves in when it is opened, and so do not tell when it was written",
        "",
    ),
    "earlier_value": ("It keeps what cells held before they were changed", '"before"'),
}
"""For each kind of mark that is flagged: what to say of it, and what finds it."""
_CHANGES = {
    "tracked_deletion": ("deletion", "deletions"),
    "tracked_insertion": ("insertion", "insertions"),
    "tracked_move": ("move", "moves"),
}


def mark(what: str, words: str = "", author: str = "", date: str = "", about: str = "") -> str:
    """Give the line that tells of something a print would not show: `[Deleted by A on D, about: words]`."""
    who = " ".join(author.split())
    told = what + (f" by {who}" if who else "") + (f" on {date.strip()[:40]}" if date.strip() else "")
    told += f", {about}" if about else ""
    words = words.strip()
    return f"[{told}: {words}]" if words else f"[{told}]"


def without_filled_in(text: str) -> str:
    """Give a text whose automatic dates are told without the words that another program put in."""
    return _FILLED_IN.sub(mark(_DATE), text)


def shortened(words: str, most: int = ABOUT) -> str:
    """Give words on one line, cut where they are too many."""
    line = " ".join(words[: most * 4].split())
    return line if len(line) <= most else line[:most].rpartition(" ")[0] + " …"


def after(words: str) -> str:
    """Give the place after these words, for a mark; empty where there are none."""
    last = words[-ABOUT:].split()[-BEFORE:]
    return f'after "{" ".join(last)}"' if last else ""


@dataclass(slots=True)
class _Met:
    """What was met of one kind of mark."""

    count: int = 0
    authors: dict[str, None] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)
    places: dict[str, None] = field(default_factory=dict)


class Marks:
    """The kinds of marks met in one document, and the flags that tell of them."""

    def __init__(self, media_type: str = "") -> None:
        self._met: dict[str, _Met] = {}
        self._made_new = media_type == MADE_NEW

    def note(self, code: str, *, author: str = "", date: str = "", place: str = "") -> None:
        """Take in one more of a kind."""
        met = self._met.setdefault(code, _Met())
        met.count += 1
        if author.strip():
            met.authors[" ".join(author.split())] = None
        if date.strip():
            met.dates.add(date.strip()[:10])
        if place.strip():
            met.places[" ".join(place.split())] = None

    def filled_in(self, words: str) -> str:
        """Note a date that fills itself in, and give its words: in a mark where another program has just done so."""
        if not words.strip():
            return words
        self.note("automatic_date", place="" if self._made_new else f'"{shortened(words)}"')
        return mark(_DATE, words) if self._made_new else words

    def has(self, code: str) -> bool:
        """Say whether any of a kind was met."""
        return code in self._met

    def problems(self, where: str) -> Iterator[Problem]:
        """Give a flag for each kind met."""
        changes = [self._met[code] for code in _CHANGES if code in self._met]
        if changes:
            counted = ", ".join(
                _count(self._met[code].count, *names) for code, names in _CHANGES.items() if code in self._met
            )
            what = f"It was written with changes tracked: {counted}{_signed(changes)}".removesuffix(".") + "."
            yield Problem(where, what, "Look at the changes in a word processor.", "tracked_changes", "flag")
        for code, (what, search) in _FLAGS.items():
            met = self._met.get(code)
            if met:
                told = f"{what}: {_counted(met)}{_signed([met])}".removesuffix(".") + "."
                yield Problem(where, told, f"{_FIND}{search}." if search else "", code, "flag")


def _counted(met: _Met) -> str:
    """Give the places where they are, else how many."""
    return listed(tuple(met.places)) if met.places else _count(met.count, "place", "places")


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _signed(met: Sequence[_Met]) -> str:
    """Give by whom and when, as far as stated."""
    authors = tuple(dict.fromkeys(name for one in met for name in one.authors))
    dates = sorted({date for one in met for date in one.dates})
    who = f", by {listed(authors)}" if authors else ""
    if not dates:
        return who
    return f"{who}, {dates[0]}" if len(dates) == 1 else f"{who}, {dates[0]} to {dates[-1]}"


def listed(names: Iterable[str], most: int = _NAMED) -> str:
    """Give the first of some names, and that there are more."""
    first = [name for name, _ in zip(names, range(most + 1), strict=False)]
    return ", ".join(first[:most]) + (" and more" if len(first) > most else "")
