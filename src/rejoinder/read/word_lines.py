"""A paragraph being put together: its words, and the marks and boxes that hang below them."""

from __future__ import annotations

from dataclasses import dataclass, field

from rejoinder.read.marks import Marks, after, mark, shortened


@dataclass(slots=True)
class _Hanging:
    """A mark whose words may still grow: programs cut one deletion into many runs."""

    what: str
    author: str
    date: str
    start: int
    end: int
    words: str
    whole: bool
    """Whether all the words are told, because they stand nowhere else."""


@dataclass(slots=True)
class Lines:
    """A paragraph being put together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    below: list[str | _Hanging] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Add words that are shown."""
        self.parts.append(words)
        self.length += len(words)

    def hang(self, what: str, words: str, *, author: str = "", date: str = "", start: int = -1) -> bool:
        """Hang a mark below, from where it stands or from start on; say whether it is a new one."""
        whole = start < 0
        start = self.length if whole else start
        last = self.below[-1] if self.below else ""
        same = isinstance(last, _Hanging) and (last.what, last.author, last.date) == (what, author, date)
        if same and isinstance(last, _Hanging) and (last.end == start or (last.start >= start and not whole)):
            last.words = last.words + words if last.end == start else words
            last.start, last.end = min(last.start, start), self.length
            return False
        self.below.append(_Hanging(what, author, date, start, self.length, words, whole))
        return True

    def say_instead(self, at: int, words: str) -> None:
        """Put these words in the place of all that were added since there were so many parts."""
        self.length += len(words) - sum(map(len, self.parts[at:]))
        self.parts[at:] = [words]

    def take(self, other: Lines) -> None:
        """Add another paragraph's words and all that hangs from it."""
        for hanging in other.below:
            if isinstance(hanging, _Hanging):
                hanging.start += self.length
                hanging.end += self.length
        self.parts += other.parts
        self.length += other.length
        self.below += other.below

    @property
    def words(self) -> str:
        """The words that are shown."""
        return "".join(self.parts)

    def hung(self, text: str) -> list[str]:
        """Give the lines that hang below this text."""
        return [one if isinstance(one, str) else _told(one, text) for one in self.below]


_FILLS_IN = ("DATE", "TIME")
"""Fields whose words are those of the day a document is opened (ECMA-376 part 1, 17.16.5.10 and 17.16.5.72)."""


def fills_in(code: str) -> bool:
    """Say whether a field's code is that of a date which fills itself in."""
    return next(iter(code.split()), "").upper() in _FILLS_IN


@dataclass(slots=True)
class Field:
    """A field being read: its code, and where the words begin that it shows."""

    code: str = ""
    shown: Lines | None = None
    at: int = 0

    def begin(self, lines: Lines) -> None:
        """Take the end of its code: what it shows begins here, where it is a date that fills itself in."""
        if fills_in(self.code):
            self.shown, self.at = lines, len(lines.parts)
        self.code = ""

    def end(self, lines: Lines, marks: Marks) -> None:
        """Take its end, and tell of such a date."""
        if self.shown is lines and len(lines.parts) > self.at:
            lines.say_instead(self.at, marks.filled_in("".join(lines.parts[self.at :])))


def _told(hanging: _Hanging, text: str) -> str:
    about = after(text[max(0, hanging.start - 200) : hanging.start]) if hanging.whole else ""
    words = hanging.words if hanging.whole else shortened(hanging.words)
    return mark(hanging.what, words, hanging.author, hanging.date, about)
