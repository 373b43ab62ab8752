"""A walk through an OpenDocument file's elements, in reading order: what it shows, and marks for what it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from rejoinder.read.marks import ABOUT, Marks, mark, shortened
from rejoinder.read.markup import attribute, local
from rejoinder.read.open_changes import Change
from rejoinder.read.word_lines import Lines

LINES = frozenset(("p", "h"))
_SKIPPED = frozenset(
    (*("tracked-changes", "forms", "scripts", "script"), *("sequence-decls", "variable-decls", "event-listeners"))
)
_UNTOLD = frozenset(("change-info", "title", "desc", "annotation-end", "creator", "date", "date-string"))


class Walk:
    """A walk through the elements of a document, in reading order."""

    def __init__(self, hiding: frozenset[str], marks: Marks, changes: dict[str, Change]) -> None:
        self.marks = marks
        self.hiding = hiding
        self.table: Callable[[Any, list[str] | None], list[str]] = self._rows_of
        """Gives the lines of a table."""
        self.numbers: Mapping[Any, str] = {}
        """What the file sets before its paragraphs by itself."""
        self._changes = changes
        self._spoken: list[str] = []
        self._since: dict[str, int] = {}
        self._waiting: dict[str, Any] = {}
        self.ended: frozenset[str] = frozenset()
        """Names of the comments that say where the words they are about end."""
        self._verbs: dict[str, Callable[[Any, Lines], None]] = {
            "s": lambda element, lines: lines.say(" " * min(1000, count(element, "c"))),
            "tab": lambda _, lines: lines.say("\t"),
            "line-break": lambda _, lines: lines.say("\n"),
            "note": self._note,
            "annotation": self._comment,
            "annotation-end": self._comment_end,
            "hidden-text": self._hide,
            "hidden-paragraph": self._hide,
            "change": self._deletion,
            "change-start": self._begin,
            "change-end": self._insertion,
            "frame": self._frame,
            "p": self._nested,
            "h": self._nested,
            "table": self._nested,
            "a": self._link,
        }

    def block(self, root: Iterable[Any], below: list[str] | None = None) -> str:
        """Give the paragraphs and tables within an element, each on lines of its own.

        What hangs from them stands under each, or goes below where that is given.
        """
        lines: list[str] = []
        for child in root:
            name = local(child)
            if name in LINES or name == "table":
                lines += self.table(child, below) if name == "table" else self._paragraph(child, below)
            elif name in self._verbs:
                lines += self._hung(child, below)
            elif self._is_hidden(child):
                text = self.block(child)
                if text.strip():
                    self.marks.note("hidden_text")
                    lines.append(mark("Hidden", text))
            elif name and name not in _SKIPPED and name not in _UNTOLD:
                within = self.block(child, below)
                if within:
                    lines.append(within)
        return "\n".join(lines)

    def rest(self) -> list[str]:
        """Give the marks of comments the end of whose words never came."""
        left = list(self._waiting.values())
        self._waiting.clear()
        return [self._told(one, "") for one in left]

    def _is_hidden(self, element: Any) -> bool:
        return attribute(element, "style-name") in self.hiding or (
            local(element) == "section" and attribute(element, "display") == "none"
        )

    def _paragraph(self, element: Any, below: list[str] | None) -> list[str]:
        """Give a paragraph's own line, and under it those that hang from it."""
        lines = Lines()
        self._inline(element, lines)
        if attribute(element, "style-name") in self.hiding and lines.words.strip():
            self.marks.note("hidden_text")
            hidden = Lines(below=[mark("Hidden", lines.words), *lines.hung(lines.words)])
            return self._laid(hidden, below)
        return self._laid(lines, below, self.numbers.get(element, ""))

    def _hung(self, element: Any, below: list[str] | None) -> list[str]:
        """Give what stands where paragraphs do and is none: comments, changes, frames."""
        lines = Lines()
        self._verbs[local(element)](element, lines)
        if not lines.parts and not lines.below:
            return []
        return self._laid(lines, below)

    def _laid(self, lines: Lines, below: list[str] | None, number: str = "") -> list[str]:
        words = lines.words
        hung, shown = lines.hung(words), words.strip("\n")
        if number and (shown or any(letter.isalnum() for letter in number)):
            shown = f"{number} {shown}".rstrip()
        if below is not None:
            below += hung
            return [shown]
        return [shown, *hung] if shown or not hung else hung

    def _inline(self, element: Any, lines: Lines) -> None:
        self._text(element.text, lines)
        for child in element:
            name = local(child)
            verb = self._verbs.get(name)
            if verb:
                verb(child, lines)
            elif name and name not in _SKIPPED and name not in _UNTOLD:
                if attribute(child, "style-name") in self.hiding:
                    self._apart(child, lines)
                else:
                    self._inline(child, lines)
            self._text(child.tail, lines)

    def _text(self, text: str | None, lines: Lines) -> None:
        if text:
            lines.say(text)
            self._spoken.append(text)

    def _apart(self, element: Any, lines: Lines) -> None:
        """Tell hidden words in a mark instead of among those shown."""
        within = Lines()
        self._inline(element, within)
        if within.words.strip() and lines.hang("Hidden", within.words):
            self.marks.note("hidden_text")
        lines.below += within.hung(within.words)

    def _hide(self, element: Any, lines: Lines) -> None:
        words = attribute(element, "string-value") or "".join(element.itertext())
        if words.strip() and lines.hang("Hidden", words):
            self.marks.note("hidden_text")

    def _nested(self, element: Any, lines: Lines) -> None:
        below: list[str] = []
        found = self.table(element, below) if local(element) == "table" else self._paragraph(element, below)
        lines.say("\n" + "\n".join(found))
        lines.below += below

    def _frame(self, element: Any, lines: Lines) -> None:
        """Hang a frame's words, and the description of its picture."""
        text = self.block(element).strip("\n")
        told = dict.fromkeys("".join(one.itertext()).strip() for one in element if local(one) in ("title", "desc"))
        lines.below += [text] if text else []
        lines.below += [mark("Picture, described as", words) for words in told if words]

    def _link(self, element: Any, lines: Lines) -> None:
        at = len(lines.parts)
        self._inline(element, lines)
        address = attribute(element, "href").strip()
        plain = address.removeprefix("mailto:")
        if plain and not plain.startswith("#") and plain not in "".join(lines.parts[at:]):
            lines.below.append(mark("Link to", address[:2_000]))

    def _deletion(self, element: Any, lines: Lines) -> None:
        change = self._changes.get(attribute(element, "change-id"))
        if change and change.element is not None:
            text, change.element = self.block(change.element).strip("\n"), None
            if text and lines.hang("Deleted", text, author=change.author, date=change.date):
                self.marks.note("tracked_deletion", author=change.author, date=change.date)

    def _begin(self, element: Any, _: Lines) -> None:
        self._since[attribute(element, "change-id")] = len(self._spoken)

    def _insertion(self, element: Any, lines: Lines) -> None:
        change = self._changes.get(attribute(element, "change-id"))
        words = self._words_since(attribute(element, "change-id"))
        if change and words.strip():
            self.marks.note("tracked_insertion", author=change.author, date=change.date)
            lines.below.append(mark("Inserted", shortened(words), change.author, change.date))

    def _words_since(self, place: str) -> str:
        start = self._since.pop(place, None)
        if start is None:
            return ""
        return "".join(word[: ABOUT * 4] for word in islice(self._spoken, start, start + ABOUT))

    def _note(self, element: Any, lines: Lines) -> None:
        kind = "Endnote" if attribute(element, "note-class") == "endnote" else "Footnote"
        number = "".join("".join(one.itertext()) for one in element if local(one) == "note-citation")
        text = "\n".join(self.block(one) for one in element if local(one) == "note-body").strip()
        if text:
            lines.below.append(mark(f"{kind} {number}".rstrip(), text))

    def _comment(self, element: Any, lines: Lines) -> None:
        name = attribute(element, "name")
        if name in self.ended:
            self._waiting[name] = element
            self._since[f"comment {name}"] = len(self._spoken)
        else:
            lines.below.append(self._told(element, ""))

    def _comment_end(self, element: Any, lines: Lines) -> None:
        name = attribute(element, "name")
        comment = self._waiting.pop(name, None)
        if comment is not None:
            lines.below.append(self._told(comment, self._words_since(f"comment {name}")))

    def _told(self, comment: Any, about: str) -> str:
        who = {local(one): one.text or "" for one in comment if local(one) in ("creator", "date")}
        author, date = who.get("creator", ""), who.get("date", "")
        text = self.block([one for one in comment if local(one) in (*LINES, "list")]).strip()
        what = "Reply" if attribute(comment, "parent-name") else "Comment"
        what = f"Resolved {what.lower()}" if attribute(comment, "resolved") == "true" else what
        self.marks.note("comment", author=author, date=date)
        return mark(what, text, author, date, f'about "{shortened(about)}"' if about.strip() else "")

    def _rows_of(self, table: Any, below: list[str] | None) -> list[str]:
        raise NotImplementedError


def count(element: Any, name: str) -> int:
    """Give how often an element says it stands; once when it does not say."""
    stated = attribute(element, name)
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else 1
