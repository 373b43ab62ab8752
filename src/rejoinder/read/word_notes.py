"""A Word document's comments with what they are about and their replies, and its foot- and endnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rejoinder.read.marks import Marks, mark, shortened
from rejoinder.read.markup import attribute, local

_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")
_ON = ("1", "true", "on")


@dataclass(slots=True)
class Comment:
    """One comment and the replies to it."""

    author: str
    date: str
    text: str
    resolved: bool = False
    replies: list[Comment] = field(default_factory=list)


class Beside:
    """Comments and notes waiting for the place in the text that refers to them."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._comments: dict[str, Comment] = {}
        self._replies: set[str] = set()
        self._notes: dict[tuple[str, str], str] = {}
        self._given: set[int] = set()
        self._numbers = {"Footnote": 0, "Endnote": 0}

    def take_comments(self, root: Any, threads: Any | None, text_of: Callable[[Any], str]) -> None:
        """Take the comments part and, where there is one, the part that says which answers which."""
        by_paragraph: dict[str, str] = {}
        for element in root:
            if local(element) != "comment":
                continue
            own = attribute(element, "id")
            text = text_of(element).strip()
            self._comments[own] = Comment(attribute(element, "author"), attribute(element, "date"), text)
            by_paragraph |= {attribute(one, "paraId"): own for one in element.iter("{*}p") if attribute(one, "paraId")}
        for one in threads if threads is not None else ():
            comment = self._comments.get(by_paragraph.get(attribute(one, "paraId"), ""))
            if comment is None:
                continue
            comment.resolved = attribute(one, "done") in _ON
            above = by_paragraph.get(attribute(one, "paraIdParent"), "")
            if above and self._comments[above] is not comment:
                self._comments[above].replies.append(comment)
                self._replies.add(by_paragraph[attribute(one, "paraId")])

    def take_notes(self, root: Any, text_of: Callable[[Any], str]) -> None:
        """Take the foot- or endnotes."""
        what = "Footnote" if local(root) == "footnotes" else "Endnote"
        for note in root:
            if attribute(note, "type") not in _NO_NOTE:
                self._notes[what, attribute(note, "id")] = text_of(note).strip()

    def comment(self, own: str, about: str = "") -> Iterator[str]:
        """Give the marks of the comment that is referred to here, and of its replies; none when it was given."""
        if own in self._replies:
            return
        comment = self._comments.pop(own, None)
        if comment:
            yield from self._told(comment, f'about "{shortened(about)}"' if about.strip() else "")

    def note(self, what: str, own: str) -> Iterator[str]:
        """Give the mark of the note that is referred to here; none when it was given."""
        text = self._notes.pop((what, own), None)
        if text:
            self._numbers[what] += 1
            yield mark(f"{what} {self._numbers[what]}", text)

    def rest(self) -> Iterator[str]:
        """Give the marks of all that nothing in the text refers to."""
        for what, own in tuple(self._notes):
            yield from self.note(what, own)
        for own in tuple(self._comments):
            yield from self.comment(own)
        self._replies.clear()
        for own in tuple(self._comments):
            yield from self.comment(own)

    def _told(self, comment: Comment, about: str) -> Iterator[str]:
        """Give a comment and its replies, each once, in order."""
        waiting = [comment]
        for one in waiting:
            if id(one) in self._given:
                continue
            self._given.add(id(one))
            what = "Comment" if one is comment else "Reply"
            what = f"Resolved {what.lower()}" if one.resolved else what
            self._marks.note("comment", author=one.author, date=one.date)
            yield mark(what, one.text, one.author, one.date, about if one is comment else "")
            waiting += one.replies
