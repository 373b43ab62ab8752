"""A message's text as a sheet of lines: where each begins, how deeply it is marked, its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from rejoinder.zones.marks import counted, named, prompted

_CHANGE = re.compile(r"\d+(?:,\d+)?[acd]\d+(?:,\d+)?$")
_LEADING = re.compile(r"(?:[:：]|wrote|writes|écrit|said|says)[ \t]*$")
_SAID = re.compile(r"(?:wrote|writes|écrit|said|says|schrieb|escribió|scritto|schreef|escreveu)[ \t]*[:：]$")
_DRAWN = re.compile(r"[|+]$|\s{2,}[|+]")
CUT = re.compile(r"[\[(<{*.…\s-]*(?:\.{2,}|…|snip|cut|trimmed|deleted|elided)(?!\w).{0,40}$", re.IGNORECASE)
"""What a writer puts where he left something out."""
_BOX = re.compile(r"[,.+/]-{2,}")
_NOT_A_NAME = frozenset(("SQL", "ML", "PS", "C", "D", "R", "IN", "OUT", "GDB", "PDB", "FTP", "SSH"))
WRAPPED_FROM = 60
"""Characters a marked line has at least when a mail program has wrapped it."""
LONGEST_TAIL = 44
"""Characters a tail that was wrapped off has at most."""


@dataclass(slots=True)
class Sheet:
    """Lines by number: starts has one more, the end of the text."""

    text: str
    starts: list[int]
    levels: list[int]
    """How many quote marks stand before each line."""
    words: list[str]
    """Each line without marks and outer white space."""
    _margin: bool | None = None

    def __len__(self) -> int:
        """Give the number of lines."""
        return len(self.words)

    def line(self, number: int) -> str:
        """Give a line as it stands."""
        return self.text[self.starts[number] : self.starts[number + 1]]

    def indented(self, number: int) -> bool:
        """Say whether a line's words stand four columns in, or behind a tab."""
        head = self.line(number)[:40].lstrip(">")
        return head[:1] == "\t" or head[:2] == " \t" or head[:5].startswith("    ")

    def all_indented(self) -> bool:
        """Say whether the whole text stands in from the margin, as on a printed page."""
        if self._margin is None:
            sample = [number for number, words in enumerate(self.words) if words][:400]
            self._margin = 10 * sum(map(self.indented, sample)) > 9 * len(sample)
        return self._margin

    def next_words(self, number: int) -> int:
        """Give the first line from here on that has words; the number of lines where none has."""
        while number < len(self.words) and not self.words[number]:
            number += 1
        return number

    def next_said(self, number: int) -> int:
        """Give the first line from here on that has words other than a note that something was left out."""
        number = self.next_words(number)
        if number < len(self.words) and len(self.words[number]) < 60 and CUT.match(self.words[number]):
            return self.next_words(number + 1)
        return number

    def words_before(self, number: int) -> int:
        """Give the last line before this one that has words; -1 where none has."""
        number -= 1
        while number >= 0 and not self.words[number]:
            number -= 1
        return number


def sheet(text: str, start: int) -> Sheet:
    """Give the sheet of text[start:]."""
    lines = text[start:].split("\n")
    if not lines[-1]:
        lines.pop()
    starts = list(accumulate((len(line) + 1 for line in lines), initial=start))
    starts[-1] = min(starts[-1], len(text))
    levels, words, odd = [0] * len(lines), [line.strip() for line in lines], False
    for number, line in enumerate(lines) if ">" in text or "|" in text else ():
        head = line[:18]
        if ">" in head and head.lstrip()[:1] == ">":
            levels[number], width = counted(line)
            words[number] = line[width:].strip()
            odd = odd or levels[number] >= 3 or head[:5] == ">From" or "|" in line[: width + 2]
            odd = odd or ">" in words[number][:12]
        elif "|" in head[:4] or (">" in head and head[:1].isalpha()):
            odd = True
    made = Sheet(text, starts, levels, words)
    if any(levels):
        _mend(made)
    if odd:
        _read_odd_marks(made)
    return made


def _mend(page: Sheet) -> None:
    """Give the tails of lines that a mail program wrapped the marks of the lines they were wrapped from."""
    levels, words = page.levels, page.words
    mended = False
    for number in range(1, len(words)):
        level = levels[number - 1]
        if levels[number] == 1 and not level and words[number - 1] and _is_difference(page, number):
            levels[number], words[number] = 0, page.line(number).strip()
            continue
        if (
            levels[number] == level + 1
            and len(words[number]) < 16
            and _closes_address(words[number - 1], words[number])
        ):
            levels[number] = level
            continue
        if number == len(words) - 1:
            break
        if levels[number] or not level or not words[number] or len(words[number]) > LONGEST_TAIL:
            continue
        if not words[number - 1] or not _is_tail(page, number, mended):
            continue
        levels[number] = level
        mended = True


def _is_difference(page: Sheet, number: int) -> bool:
    """Say whether a line stands in a listing of differences, where `>` says that it was added."""
    before = page.words[number - 1][:40]
    if before == "---":
        return number > 1 and page.words[number - 2][:1] == "<"
    return before[:2] in ("> ", "< ") or bool(_CHANGE.match(before))


def _closes_address(before: str, words: str) -> bool:
    """Say whether a mark is the bracket that was wrapped off an address, before the verb of an attribution."""
    return (
        "<" in before
        and ">" not in before[before.rfind("<") :]
        and bool(_LEADING.search(words))
        and words[:1].islower()
    )


def _is_tail(page: Sheet, number: int, mended: bool) -> bool:
    before, tail = page.words[number - 1], page.words[number]
    width = page.starts[number] - page.starts[number - 1]
    first = len(tail.partition(" ")[0])
    if CUT.match(tail) or width < WRAPPED_FROM or width + first < 70 or page.line(number)[:1] in " \t-*":
        return False
    follows = page.levels[number + 1]
    if not follows:
        return mended and not page.words[number + 1] and tail[:1].islower() and before[-1:] not in ".?!:"
    if before[-1:] in "?!:" or (before[-1:] == "." and not mended):
        return False
    return tail[:1].islower() or not tail[:1].isalpha() or mended or before[-1:] in ",<("


def _read_odd_marks(page: Sheet) -> None:
    """Take back marks that are words, and find those made of initials or of upright bars."""
    _take_back_prompts(page)
    _find_named(page)
    _find_bars(page)


def _take_back_prompts(page: Sheet) -> None:
    before, above = -1, 0
    for number, level in enumerate(page.levels):
        line = page.line(number)
        if level >= 3 and level - 3 == above:
            at = line.find(">>>")
            introduced = before >= 0 and _SAID.search(page.words[before][-16:])
            if at >= 0 and not introduced and prompted(line[at:].rstrip()):
                page.levels[number] = level - 3
                page.words[number] = line[at:].strip()
        elif level == 1 and line[:6] == ">From " and _alone(page, number):
            page.levels[number] = 0
            page.words[number] = line.strip()
        if page.words[number]:
            before, above = number, page.levels[number]


def _alone(page: Sheet, number: int) -> bool:
    around = [n for n in (number - 1, number + 1) if 0 <= n < len(page)]
    return not any(page.levels[n] for n in around) and any(page.words[n] for n in around)


def _find_named(page: Sheet) -> None:
    """Find runs of lines that begin with the same initials: `JD> `."""
    number = 0
    while number < len(page):
        head = page.words[number][:24]
        name = named(head) if ">" in head else ""
        if not name:
            number += 1
            continue
        end, level = number, page.levels[number]
        while end < len(page) and page.levels[end] == level and named(page.words[end][:24]) == name:
            end += 1
        if _is_named_mark(page, name, number, end):
            for one in range(number, end):
                rest = page.words[one].partition(">")[2]
                count, width = counted(rest)
                page.levels[one] += 1 + count
                page.words[one] = rest[width:].strip()
        number = end


def _is_named_mark(page: Sheet, name: str, start: int, end: int) -> bool:
    above = page.words_before(start)
    introduced = above >= 0 and bool(_LEADING.search(page.words[above][-14:]))
    if name in _NOT_A_NAME or name.lower() in ("mysql", "sqlite", "ftp", "irb", "ghci"):
        return False
    if introduced and start - above <= 3:
        return True
    return end - start >= 2 and len(name) <= 3 and name.isupper()


def _find_bars(page: Sheet) -> None:
    """Find runs of lines that begin with an upright bar and are neither a table nor a drawing."""
    number, known = 0, False
    while number < len(page):
        if not _has_bar(page, number):
            number += 1
            continue
        end = number
        while end < len(page) and _has_bar(page, end):
            end += 1
        if _are_marks(page, number, end, known=known):
            known = True
            for one in range(number, end):
                rest = page.words[one].lstrip("|> \t")
                marks = page.words[one][: len(page.words[one]) - len(rest)]
                page.levels[one] += marks.count("|") + marks.count(">")
                page.words[one] = rest
        number = end


def _has_bar(page: Sheet, number: int) -> bool:
    return page.words[number][:1] == "|"


def _are_marks(page: Sheet, start: int, end: int, *, known: bool) -> bool:
    """Say whether bars are quote marks; `known` says that others before them were."""
    if any(_DRAWN.search(page.words[number][:400].lstrip("|> \t")) for number in range(start, end)):
        return False
    if start and _BOX.match(page.words[start - 1]):
        return False
    if any(
        page.words[number][1:3] in ("--", "__") and page.words[number][1:6] != "-----" for number in range(start, end)
    ):
        return False
    if known or (page.levels[start] and end - start >= 2):
        return True
    if end - start >= 3 and start and not page.words[start - 1] and _reads_on(page, start, end):
        return True
    above = page.words_before(start)
    if above < 0 or start - above > 3:
        return False
    return bool(_LEADING.search(page.words[above][-14:])) or all(
        page.words[number][1:2] == ">" for number in range(start, end)
    )


def _reads_on(page: Sheet, start: int, end: int) -> bool:
    """Say whether lines behind bars are prose: long, and without a bar among their words."""
    lines = [page.words[number][1:] for number in range(start, end)]
    return all("|" not in line for line in lines) and sum(map(len, lines)) > 40 * len(lines)
