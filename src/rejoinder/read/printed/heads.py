"""The headers that stand over a printed message, in the layouts in which mail programs print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rejoinder.model import Message
from rejoinder.read.printed.names import ANSWERS
from rejoinder.read.printed.running import Told
from rejoinder.read.printed.said import Said, dated_as_printed, fields_of, is_said, message_of
from rejoinder.read.printed.times import CLOCK, is_timed, when_in
from rejoinder.read.printed.titled import LARGER, heading_from, labels, title_above, title_below
from rejoinder.zones.blocks import Block, Row, block_from, field_of, rules
from rejoinder.zones.people import ADDRESS, person
from rejoinder.zones.sheet import Sheet

APART = 1.5
"""Times a line's height from which on the space between two words of it is no mere space."""
ABOVE = 4
"""Lines above a block that may give its author, date and subject without naming them."""
SAID = 25
"""Words that stand below most heads in which nothing is named, at least: in a list of mails they are fewer."""
COLUMN = 4.0
"""Points by which the left edges of lines that stand in one column may differ."""
MOST_NAMES = 5
"""Words of a name, at most."""
_TWO_WAYS = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|1[0-2])[./-]\d{2,4}")
_ROLES = ("from", "date", "to", "cc", "bcc", "subject", "attachments")


@dataclass(frozen=True, slots=True)
class Head:
    """One block of headers: its lines, what it says, and how it looks."""

    start: int
    end: int
    message: Message
    roles: tuple[str, ...]
    """What its fields are, in their order."""
    names: frozenset[str]
    """What its fields are called, as mail programs call them in one language."""
    manner: str
    """fields; bare where author and date stand without a name before them; unnamed where recipients do too, or none."""
    columns: bool | None
    """Whether its values stand in a column of their own; None where its fields are too few to tell."""
    ruled: bool
    """Whether a rule such as `-----Original Message-----` stands above it."""
    left: float
    height: float
    column: float = 0.0
    """Where the values begin that stand in a column, or where a date ends that stands apart."""
    above: str = ""
    """The words of the line above it on its page."""
    above_line: int = -1
    when: str = ""
    """Its date as it was printed."""
    title: str = ""
    """The line above author and date that may be the subject."""
    title_line: int = -1
    title_larger: bool = False
    """Whether it is set in larger letters than they are."""

    @property
    def sure_date(self) -> bool:
        """Say whether its date cannot be read in two ways, as 7/12/2008 can."""
        if not _TWO_WAYS.search(self.when):
            return True
        return len({dated_as_printed(self.when, day_first) for day_first in (True, False)} - {""}) == 1


def heads(sheet: Sheet, told: Sequence[Told]) -> Iterator[Head]:
    """Give the blocks of headers of a running text that no quote marks stand before, in order."""
    return _with_words_below(_with_headings_below(list(_every(sheet, told)), sheet, told), told)


def _every(sheet: Sheet, told: Sequence[Told]) -> Iterator[Head]:
    floor, known = 0, labels(told)
    for number, words in enumerate(sheet.words):
        if number < floor or not words or sheet.levels[number] or told[number].mark:
            continue
        found = field_of(words) if ":" in words[:40] or "：" in words[:40] else None
        if found:
            head = _head(sheet, told, number, floor, known)
        else:
            head = _unnamed(sheet, told, number, floor, known) if "@" in words else None
        if head and _is_sent(head):
            yield head
            floor = head.end


def _with_headings_below(found: Sequence[Head], sheet: Sheet, told: Sequence[Told]) -> list[Head]:
    """Give heads; the heading below each that gives no subject as its subject.

    Only where several have one, or nothing else of the text is set in letters as large.
    """
    below: dict[int, range] = {}
    for head in found:
        bare = not (head.message.subject or head.title or "subject" in head.roles)
        if bare and (title := title_below(sheet, told, head.end, _size(told, head))):
            below[head.start] = title
    answered = sum(_ends_larger(told, head) for head in found)
    if len(below) == 1 and not answered:
        (title,) = below.values()
        size = told[title.start].first.size / LARGER
        if any(one.first.placed and one.first.size > size for at, one in enumerate(told) if at not in title):
            return list(found)
    return [_headed(head, below[head.start], sheet) if head.start in below else head for head in found]


def _ends_larger(told: Sequence[Told], head: Head) -> bool:
    """Say whether headers end with a subject in larger letters."""
    last = told[head.end - 1].first
    return (
        head.end - head.start > 2 and "subject" in head.roles[-1:] and last.size > LARGER * told[head.start].first.size
    )


def _headed(head: Head, title: range, sheet: Sheet) -> Head:
    """Give a head with the heading below it as its subject."""
    subject = " ".join(sheet.words[title.start : title.stop])
    return replace(head, end=title.stop, roles=(*head.roles, "subject"), message=replace(head.message, subject=subject))


def _size(told: Sequence[Told], head: Head) -> float:
    """Give the size of the largest letters among headers."""
    return max(one.first.size for one in told[head.start : head.end])


def _with_words_below(found: Sequence[Head], told: Sequence[Told]) -> Iterator[Head]:
    """Give heads; those in which nothing is named only where they are two and not of a list, as of an inbox."""
    ends = [*(head.start for head in found[1:]), len(told)]
    said = [
        sum(len(line.text.split()) for line in told[head.end : end]) > SAID
        for head, end in zip(found, ends, strict=False)
        if head.manner == "unnamed"
    ]
    kept = len(said) > 1 and 2 * sum(said) > len(said)
    return (head for head in found if head.manner != "unnamed" or kept)


def _is_sent(head: Head) -> bool:
    """Say whether mail software wrote these headers: they give an address, or a time and a subject.

    A title above is a subject where it answers or forwards. A memorandum gives neither, a ticket a time and two places.
    """
    author = head.message.author
    if any("@" in one.address for one in (author, *head.message.recipients)):
        return True
    subject = "subject" in head.roles or ANSWERS.intersection(head.title.casefold().split(":")[:1])
    return bool(CLOCK.search(head.when)) and bool(subject) and any(map(str.isalpha, author.name))


def _head(sheet: Sheet, told: Sequence[Told], number: int, floor: int, known: frozenset[str]) -> Head | None:
    """Give the head whose first named field stands in this line, if one does."""
    above = sheet.words_before(number)
    ruled = above >= floor and number - above <= 2 and rules(sheet.words[above])
    block = block_from(sheet, number, ruled=ruled)
    if block and (_is_answered_title(sheet, block) or _is_list_above(told, block)):
        return None
    if block and any(row.role == "from" for row in block.rows):
        start, first = block.rows[0].line, block.rows[0]
        larger = first.name == "re" and _is_larger(told, start, range(start + 1, block.end))
        fields = fields_of(sheet, [(row.role, row.name, row.line, row.value) for row in block.rows], block.end)
        headings = {row.name: _heading(sheet, told, row, block) for row in block.rows if _is_heading(told, row, block)}
        fields = [one._replace(value=headings.get(one.name, one.value)) for one in fields]
        manner = "bare" if _is_bare(told[start : block.end]) else "fields"
        made = _made(sheet, told, start, block.end, fields, ruled=ruled, manner=manner)
        if larger:
            made = _set_as(made, _made(sheet, told, block.rows[1].line, block.end, fields, ruled=ruled, manner=manner))
        return _titled(sheet, told, made, _lines_above(sheet, start, floor), known)
    return _bare(sheet, told, number, floor, known)


def _set_as(made: Head, fields: Head) -> Head:
    """Give headers that begin with their subject in larger letters as set as the fields below it are."""
    return replace(
        made, title_larger=True, columns=fields.columns, column=fields.column, left=fields.left, height=fields.height
    )


def _is_heading(told: Sequence[Told], row: Row, block: Block) -> bool:
    """Say whether `Re:` names no field but begins a subject: above all fields, or in larger letters than they."""
    others = [line for line in range(block.rows[0].line, block.end) if line != row.line]
    return row.name == "re" and (row is block.rows[0] or _is_larger(told, row.line, others))


def _heading(sheet: Sheet, told: Sequence[Told], row: Row, block: Block) -> str:
    """Give the words of the heading that a row of a block is, to the next row."""
    end = min((other.line for other in block.rows if other.line > row.line), default=block.end)
    return heading_from(sheet, told, row.line, end)


def _is_larger(told: Sequence[Told], line: int, others: Iterable[int]) -> bool:
    """Say whether a line is set in larger letters than others."""
    sizes = [told[other].first.size for other in others if told[other].first.placed]
    return bool(sizes) and told[line].first.placed and told[line].first.size > LARGER * max(sizes)


def _is_bare(told: Sequence[Told]) -> bool:
    """Say whether the author of a block stands in it without a name before him."""
    return any(one.first.called == "from" and not one.first.named for one in told)


def _is_answered_title(sheet: Sheet, block: Block) -> bool:
    """Say whether the `Re:` with which a block begins belongs to a title above it: its subject has a field below."""
    below = field_of(sheet.words[block.end]) if block.end < len(sheet) else None
    return block.rows[0].name == "re" and below is not None and below[0] == "subject"


def _is_list_above(told: Sequence[Told], block: Block) -> bool:
    """Say whether a block begins with the attachments of the message above it: fields stand far below, or overleaf."""
    if block.rows[0].role != "attachments" or len(block.rows) < 2:
        return False
    first, *others = (_space_above(told, row.line) for row in block.rows[1:])
    return first > max(told[block.rows[1].line].first.height, 2 * max(others, default=0.0))


def _space_above(told: Sequence[Told], number: int) -> float:
    """Give the space between a line and the one before it that has words; infinite where that is on another page."""
    line = told[number].first
    before = next((one.last for one in reversed(told[:number]) if one.text.strip()), line)
    if not line.placed or not before.placed:
        return 0.0
    return line.top - before.bottom if before.side == line.side else float("inf")


def _made(
    sheet: Sheet, told: Sequence[Told], start: int, end: int, fields: Sequence[Said], *, ruled: bool, manner: str
) -> Head:
    first = told[start].first
    above = sheet.words_before(start)
    when = next((one.value for one in fields if one.role == "date"), "")
    titled = above >= 0 and told[above].first.side == first.side
    (columns, column), right = _columns(sheet, told, start, end), _date_apart(told, start, end, fields)
    return Head(
        start=start,
        end=end,
        message=message_of(fields),
        roles=tuple(one.role for one in fields if one.role in _ROLES),
        names=frozenset(one.name for one in fields if one.name and one.role in _ROLES),
        manner=manner,
        columns=True if right else columns,
        column=right or column,
        ruled=ruled,
        left=first.left,
        height=first.height,
        above=sheet.words[above] if titled else "",
        above_line=above if titled else -1,
        when=when,
    )


def _columns(sheet: Sheet, told: Sequence[Told], start: int, end: int) -> tuple[bool | None, float]:
    """Say whether the values of fields whose names differ in length begin in one column, and where it is.

    None where none differ.
    """
    lefts: list[tuple[float, float]] = []
    for number in range(start, end):
        line = told[number].first
        found = field_of(sheet.words[number])
        if not found or not line.placed or (number > start and line.is_beside(told[number - 1].first)):
            continue
        value = line.named or found[2]
        after = [word for word in line.words if word.start - line.start >= value]
        names = [word for word in line.words if word.start - line.start < value]
        if after and names:
            lefts.append((after[0].left, names[-1].right - names[0].left))
    if len(lefts) < 2 or max(width for _, width in lefts) - min(width for _, width in lefts) < 4:
        return None, 0.0
    columns = [left for left, _ in lefts]
    return max(columns) - min(columns) < 2.5, min(columns)


def _date_apart(told: Sequence[Told], start: int, end: int, fields: Sequence[Said]) -> float:
    """Give where the date ends that stands far from the author in his line; 0 where it does not."""
    first = told[start].first
    apart = next((one.first for one in told[start:end] if one.first.apart), None)
    if apart:
        return apart.right
    if {(one.role, bool(one.name)) for one in fields[:2]} & {("date", True)} or not is_said(fields[:2], "date"):
        return 0.0
    far = any(two.left - one.right > APART * first.height for one, two in pairwise(first.words))
    return first.right if far else 0.0


def _bare(sheet: Sheet, told: Sequence[Told], number: int, floor: int, known: frozenset[str]) -> Head | None:
    """Give the head of which only the recipients are named: author, date, perhaps the subject stand above."""
    found = field_of(sheet.words[number])
    if not found or found[0] not in ("to", "subject"):
        return None
    rows, end = _named_below(sheet, number)
    if "to" not in {row[0] for row in rows}:
        return None
    above = _lines_above(sheet, number, floor)
    fields, used = _who_and_when(sheet, told, above)
    if not fields:
        return None
    start = min(used)
    named = fields_of(sheet, rows, end)
    made = _made(sheet, told, start, end, [*fields, *named], ruled=False, manner="bare")
    return _titled(sheet, told, made, _lines_above(sheet, start, floor), known)


def _unnamed(sheet: Sheet, told: Sequence[Told], number: int, floor: int, known: frozenset[str]) -> Head | None:
    """Give the head in which nothing is named: an author with his address in this line, and a date set apart."""
    below = number + 1 < len(sheet) and _is_date(sheet.words[number + 1])
    last = number + 1 if below else number
    after = sheet.next_words(last + 1)
    if after < len(sheet) and field_of(sheet.words[after]) and after - last < 3:
        return None
    fields, used = _who_and_when(sheet, told, _lines_above(sheet, last + 1, floor))
    if number not in used or not person(fields[0].value if fields[0].role == "from" else fields[1].value).name:
        return None
    start, end = min(used), max(used) + 1
    made = _made(sheet, told, start, end, fields, ruled=False, manner="unnamed")
    if not made.columns and not any(_is_date(sheet.words[line]) for line in used):
        return None
    return _titled(sheet, told, made, _lines_above(sheet, start, floor), known)


def _is_date(words: str) -> bool:
    """Say whether a line is a date with its time, and little else."""
    when = when_in(words) if len(words) < 60 else None
    return when is not None and is_timed(words, when) and when.end - when.start > 0.8 * len(words)


def _titled(sheet: Sheet, told: Sequence[Told], made: Head, above: Sequence[int], known: frozenset[str]) -> Head:
    """Give a head with the subject that stands above it, where none of its fields gives one."""
    if made.message.subject or "subject" in made.roles:
        return made
    same = [line for line in above if line < made.start and told[line].first.side == told[made.start].first.side]
    size = _size(told, made)
    title = title_above(sheet, told, same, size, known)
    if not title:
        return made
    larger = told[title[-1]].first.size > LARGER * size
    whole = " ".join(sheet.words[title.start : title.stop])
    return replace(made, title=whole, title_line=title.start, title_larger=larger)


def _named_below(sheet: Sheet, number: int) -> tuple[list[tuple[str, str, int, int]], int]:
    """Give the named fields from this line on, and the line after them."""
    rows: list[tuple[str, str, int, int]] = []
    at, end = number, number
    while at < len(sheet) and sheet.words[at]:
        found = field_of(sheet.words[at])
        if not found or found[0] in {row[0] for row in rows} - {"other"} or found[0] in ("from", "date"):
            break
        rows.append((found[0], found[1], at, found[2]))
        at += 1
        end = at
    return rows, end


def _lines_above(sheet: Sheet, number: int, floor: int) -> list[int]:
    lines: list[int] = []
    at = sheet.words_before(number)
    while at >= floor and len(lines) < ABOVE and number - at <= 2 * ABOVE:
        lines.insert(0, at)
        at = sheet.words_before(at)
    return lines


def _who_and_when(sheet: Sheet, told: Sequence[Told], above: Sequence[int]) -> tuple[list[Said], list[int]]:
    """Give author and date as the nearest lines above give them, in one line or in two."""
    fields: list[Said] = []
    used: list[int] = []
    for line in reversed(above[-3:]):
        words = sheet.words[line]
        if len(words) > 160 or rules(words):
            break
        when = when_in(words)
        rest = (words[: when.start] + words[when.end :]).strip(" ,;-–—|") if when and is_timed(words, when) else words
        if when and is_timed(words, when) and not is_said(fields, "date"):
            fields.append(Said("date", "", words[when.start : when.end]))
            used.append(line)
            if not rest:
                continue
        if ADDRESS.search(rest) and not is_said(fields, "from") and len(rest.split()) <= 9:
            name = _name_above(sheet, told, line) if line - 1 in above and not person(rest).name else ""
            fields.append(Said("from", "", f"{name} {rest}".strip()))
            used += [line - 1, line] if name else [line]
        if len(fields) == 2 or line not in used:
            break
    return (fields, used) if len(fields) == 2 else ([], [])


def _name_above(sheet: Sheet, told: Sequence[Told], line: int) -> str:
    """Give the line directly above an address where it is a name: some words that all begin with capitals."""
    above = sheet.words[line - 1]
    words = above.split()
    one, other = told[line - 1].first, told[line].first
    if one.side != other.side or (one.placed and abs(one.left - other.left) > COLUMN) or field_of(above):
        return ""
    named = 2 <= len(words) <= MOST_NAMES and all(word[:1].isupper() for word in words)
    return above if named and above[-1] not in ".!?:" else ""
