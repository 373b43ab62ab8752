"""The leads in a message: the lines that introduce a quoted message, and how deep that message is."""

from __future__ import annotations

from typing import NamedTuple

from rejoinder.zones.attributions import VERB, attributes, begins, says
from rejoinder.zones.blocks import block_from, ends, field_of, rules, scrubbed
from rejoinder.zones.sheet import Sheet

HIGHEST = 4
"""Lines an attribution has at most."""
FARTHEST = 6
"""Empty lines there may be between an attribution and what it introduces."""


class Lead(NamedTuple):
    """Lines that introduce a message."""

    kind: str
    """attribution, header block or forward mark; end, where a forwarded message ends; list footer, which ends all."""
    start: int
    end: int


def leads(page: Sheet) -> list[Lead]:
    """Give the leads of a sheet, in order, none overlapping another."""
    found: list[Lead] = []
    ruled = -1
    for number in _candidates(page):
        floor = found[-1].end if found else 0
        if number < floor:
            continue
        words = page.words[number]
        if words[0] in "-_=*~—–" or words[-1] in ":：":
            if rules(words):
                found.append(Lead("forward mark", number, number + 1))
                ruled = page.next_words(number + 1)
                continue
            if scrubbed(words) and number + 1 < len(page) and "scrubbed" in page.words[number + 1]:
                found.append(Lead("list footer", number, _paragraph_end(page, number)))
                continue
            if ends(words):
                found.append(Lead("end", number, number + 1))
                continue
        announced = number in (ruled, ruled + 1)
        if (first := field_of(words)) and (announced or first[0] != "other"):
            block = block_from(page, number, ruled=announced)
            if block:
                found.append(Lead("header block", max(block.start, floor), block.end))
                continue
        start = _attribution(page, number, floor)
        if start >= 0:
            found.append(Lead("attribution", start, number + 1))
            _mark_indented(page, number)
    return found


def _mark_indented(page: Sheet, number: int) -> None:
    """Count as a mark the indentation of the lines below an attribution, where nothing else marks them."""
    following = page.next_words(number + 1)
    level = page.levels[number]
    if following >= len(page) or page.levels[following] != level or page.indented(number):
        return
    while following < len(page) and page.levels[following] == level:
        if page.words[following] and not page.indented(following):
            break
        page.levels[following] += 1
        following += 1


def _paragraph_end(page: Sheet, number: int) -> int:
    while number < len(page) and page.words[number]:
        number += 1
    return number


def _candidates(page: Sheet) -> list[int]:
    """Give the lines worth a closer look: they end like an attribution, begin like a field, or stand above marks."""
    chosen: list[int] = []
    before, level_before = -1, 0
    for number, (words, level) in enumerate(zip(page.words, page.levels, strict=True)):
        if not words:
            continue
        if (
            level > level_before
            and before >= 0
            and number - before <= FARTHEST
            and (not chosen or chosen[-1] != before)
        ):
            chosen.append(before)
        if (
            (words[-1] in ":：." and (words[-1] != "." or words[-3:] == "..."))
            or words[-4:] == " >>>"
            or ":" in words[:28]
            or words[0] in "-_=*~—–："
        ):
            chosen.append(number)
        before, level_before = number, level
    return chosen


def _attribution(page: Sheet, number: int, floor: int) -> int:
    """Give the first line of the attribution that ends with this one; -1 where none does."""
    last = page.words[number]
    following = page.next_said(number + 1)
    marked = following < len(page) and page.levels[following] > page.levels[number] and following - number <= FARTHEST
    if not marked and last[-4:] != " >>>" and (last[-1] not in ":：." or not (says(last[-120:]) or "@" in last)):
        return -1
    start = _start(page, number, floor)
    words = " ".join(page.words[start : number + 1])
    return start if attributes(words, marked=marked) else -1


def _start(page: Sheet, number: int, floor: int) -> int:
    """Give the line where an attribution that ends here begins."""
    level = page.levels[number]
    for start in range(number, max(floor, number - HIGHEST + 1) - 1, -1):
        words = page.words[start]
        if not words or page.levels[start] != level:
            break
        if begins(words.lstrip("- ")):
            return start
        if start < number and (words[-1] in ":：.!?" and not words[-2:-1].isupper()):
            break
    start = number
    while start > floor and start > number - 2 and _lacks_a_name(page.words[start]):
        if not page.words[start - 1] or page.levels[start - 1] != level:
            break
        start -= 1
    return start


def _lacks_a_name(words: str) -> bool:
    """Say whether words can only be the end of an attribution: a verb alone, or an address first."""
    verb = VERB.search(words)
    return (
        words[:1] in "<("
        or words[:5] == "news:"
        or (verb is not None and not words[: verb.start()].strip(" ,") and len(words) - verb.end() < 3)
    )
