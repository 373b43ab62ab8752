"""Lines of a page in which two things stand side by side, each as a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.names import role_of
from rejoinder.read.printed.times import is_timed
from rejoinder.zones.dates import dated
from rejoinder.zones.people import ADDRESS

APART = 1.2
"""Times a line's height from which on the space between two words of it parts cells."""
LEVEL = 3.0
"""Points by which what stands in one column may differ."""
LONGEST = 3
"""Words of a field's name, at most."""
LATEST = 9
"""Words of a date with its time and zone, at most."""
NAME = 5
"""Words of a name, at most."""
_LISTS = ("to", "cc", "bcc")


def in_cells(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a page; of fields side by side, and of a date at the right of people, one line each.

    Of two columns the left one comes first; a date comes before what it stands beside.
    """
    made: list[Line] = []
    at = 0
    while at < len(lines):
        if second := _second_field(lines, at):
            end = _end_of_columns(lines, at, lines[at].words[second].left)
            left, right = _columns(lines[at:end], lines[at].words[second].left)
            made += left
            made += [one for number in range(len(right)) for one in _with_date_before(right, number)]
            at = end
        else:
            made += _with_date_before(lines, at)
            at += 1
    return made


def _second_field(lines: Sequence[Line], at: int) -> int:
    """Give the word with which a second field of a line begins; 0 where it has none."""
    line = lines[at]
    first, plain = _named(line, 0), _plain(line, 0)
    begins = first[1] if first else plain[1] if plain else 0
    for number in range(begins + 1, len(line.words)):
        if first:
            second = _named(line, number)
            found = second is not None and second[0] != first[0] and _is_apart(lines, at, number)
        elif plain:
            other = _plain(line, number)
            found = other is not None and other[0] != plain[0] and _is_wide(line, number)
        else:
            found = _is_wide(line, number) and _lists(line, number) and _is_name(_part(line, 0, number))
        if found:
            return number
    return 0


def _plain(line: Line, number: int) -> tuple[str, int] | None:
    """Give the role of the field whose name begins with this word, and how many words that is; no colon, but a gap."""
    for count in range(1, LONGEST + 1):
        words = line.words[number : number + count + 1]
        if len(words) <= count:
            break
        if _is_wide(line, number + count):
            label = line.text[words[0].start - line.start : words[-2].end - line.start]
            found = role_of(label) if label[-1:] not in ":：" else None
            return (found[0], count) if found else None
    return None


def _is_wide(line: Line, number: int) -> bool:
    """Say whether a word stands apart from the one before it."""
    return line.words[number].left - line.words[number - 1].right > APART * line.height


def _named(line: Line, number: int) -> tuple[str, int] | None:
    """Give the role of the field whose name and colon begin with this word, and how many words that is."""
    for count in range(1, LONGEST + 1):
        words = line.words[number : number + count]
        if len(words) < count or (count > 1 and _is_wide(line, number + count - 1)):
            break
        label = line.text[words[0].start - line.start : words[-1].end - line.start]
        if label[-1:] in ":：":
            found = role_of(label) if label[:1].isupper() else None
            return (found[0] if found else "", count) if found or len(label) > 2 else None
    return None


def _is_apart(lines: Sequence[Line], at: int, number: int) -> bool:
    """Say whether a field in the midst of a line is one: a gap is before it, or a field stands there near by too."""
    line = lines[at]
    word, role = line.words[number], (_named(line, number) or ("",))[0]
    level = any(
        abs(other.left - word.left) < LEVEL and _named(near, place)
        for near in lines[max(0, at - 4) : at + 5]
        if near is not line
        for place, other in enumerate(near.words)
        if place
    )
    return (bool(role) and _is_wide(line, number)) or level


def _end_of_columns(lines: Sequence[Line], at: int, column: float) -> int:
    """Give the line after those in which the values of two fields side by side go on."""
    end, named = at + 1, _begins_field(lines[at])
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        if not line.placed or line.top - before.bottom > line.height or _begins_field(line):
            break
        if (named and line.left <= lines[at].left + LEVEL) or _divided(line, column) is None:
            break
        end += 1
    return end


def _begins_field(line: Line) -> bool:
    """Say whether a line begins with the name of a field."""
    return _named(line, 0) is not None or _plain(line, 0) is not None


def _divided(line: Line, column: float) -> int | None:
    """Give the word of a line that begins a column; None where words stand across its edge."""
    number = next((number for number, word in enumerate(line.words) if word.left >= column - LEVEL), len(line.words))
    return number if not number or line.words[number - 1].right < column else None


def _columns(lines: Sequence[Line], column: float) -> tuple[list[Line], list[Line]]:
    """Give what stands left of an edge, and what stands right of it."""
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        number = _divided(line, column)
        number = len(line.words) if number is None else number
        left += [_part(line, 0, number)] if number else []
        right += [_part(line, number, len(line.words))] if number < len(line.words) else []
    return left, right


def _with_date_before(lines: Sequence[Line], at: int) -> list[Line]:
    """Give a line; where a date with its time stands apart at the right of people, the date first."""
    line = lines[at]
    for number in range(max(1, len(line.words) - LATEST), len(line.words)):
        if _is_wide(line, number) and _is_date(line.text[line.words[number].start - line.start :]):
            people = _part(line, 0, number)
            if _lists(people, 0) or (_is_name(people) and _is_address(lines, at + 1)):
                return [_part(line, number, len(line.words))._replace(apart=True), people]
            break
    return [line]


def _is_date(text: str) -> bool:
    """Say whether a text is a date with its time, and nothing else."""
    words = text.strip()
    when = dated(words) if any(map(str.isdigit, words)) else None
    return when is not None and not when.start and len(words) - when.end < 2 and is_timed(words, when)


def _lists(line: Line, number: int) -> bool:
    """Say whether the name of a field that lists people, and some words behind it, begin with a word of a line."""
    word = line.words[number]
    found = role_of(line.text[word.start - line.start : word.end - line.start])
    return found is not None and found[0] in _LISTS and number + 1 < len(line.words)


def _is_name(line: Line) -> bool:
    """Say whether a line is a name and nothing else."""
    words = line.text.split()
    return len(words) <= NAME and all(word[:1].isupper() for word in words) and not any(map(str.isdigit, line.text))


def _is_address(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line begins with an address, perhaps in brackets."""
    words = lines[at].text.strip(" <[(") if at < len(lines) else ""
    return ADDRESS.match(words) is not None


def _part(line: Line, first: int, last: int) -> Line:
    """Give the words of a line from one on to before another."""
    words = line.words[first:last]
    start, end = words[0].start - line.start, words[-1].end - line.start
    start = 0 if not first else start
    return line._replace(
        start=line.start + start, end=line.start + end, text=line.text[start:end], words=words,
        left=min(word.left for word in words), top=min(word.top for word in words),
        right=max(word.right for word in words), bottom=max(word.bottom for word in words),
    )  # fmt: skip
