"""Lists of names and addresses as headers give them, however they are written; linear in their length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rejoinder.model import Person
from rejoinder.read.words import decoded_words

NESTED = 50
"""Comments within comments; deeper ones are no address's."""

_SIMPLE = re.compile(r'\s*+(?:"([^"\\]*+)"|([^"<>,;:()@\\\[\]]*+))\s*+<([^<>\s,;()"]++)>\s*+')
_BARE = re.compile(r"\s*+<?([^<>\s,;:()\"@]++@[^<>\s,;:()\"@]++)>?\s*+")
_COMMENTED = re.compile(r"\s*+([^<>\s,;:()\"@]++(?:@| at )[^<>\s,;:()\"@]++)\s++\(([^()\\]*+)\)\s*+")
_HIDDEN_AT = re.compile(r"([^\s<>@]+) at ([^\s<>@]+)")
_TOKEN = re.compile(
    r'(?P<quoted>"(?>(?:[^"\\]|\\.)*)")|(?P<angle><[^<>]*+>)|(?P<next>[,;])|(?P<group>:)|(?P<comment>\()'
    r'|(?P<text>(?>(?:[^",;:<>(\\]|\\.)+))|(?P<odd>.)',
    re.DOTALL,
)
_BRACKET = re.compile(r"[()]|\\.", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


class People(NamedTuple):
    """The persons of a header, and whether it was written as no address list may be."""

    persons: tuple[Person, ...]
    faulty: bool


class _Written(NamedTuple):
    """One entry as it was written: words outside brackets, the comment, what stood in angle brackets."""

    words: str
    comment: str
    angle: str | None


def people(written: str) -> People:
    """Give the persons a From, To, Cc or Bcc header names, in order."""
    one = _one(written)
    if one:
        return People((one,), False)
    if not any(mark in written for mark in '"(;:\\'):
        quick = [_one(entry) for entry in written.split(",") if entry.strip()]
        if all(quick):
            return People(tuple(person for person in quick if person), False)
    entries, faulty = _scan(written)
    found = tuple(person for entry in _rejoined(entries) if (person := _person(entry)) != Person("", ""))
    if not any("@" in person.address for person in found) and "=?" in written:
        return people(decoded_words(written).replace("=?", ""))
    return People(found, faulty)


def _one(written: str) -> Person | None:
    """Give the person when the text is one entry of a usual form."""
    bare = _BARE.fullmatch(written)
    if bare:
        return Person("", bare[1])
    simple = _SIMPLE.fullmatch(written)
    if simple:
        return Person(_name(simple[1] or simple[2] or ""), _address(simple[3]))
    commented = _COMMENTED.fullmatch(written)
    if commented:
        return Person(_name(commented[2]), _address(commented[1]))
    return None


def _scan(written: str) -> tuple[list[_Written], bool]:
    """Give the entries of a list in any form RFC 5322 and its forerunners allow, and if it is at fault."""
    entries: list[_Written] = []
    words: list[str] = []
    comments: list[str] = []
    angle: str | None = None
    faulty, at = False, 0
    while token := _TOKEN.match(written, at):
        at, kind, text = token.end(), token.lastgroup, token[0]
        if kind == "comment":
            comment = _comment(written, at)
            comments.append(comment.text)
            at, faulty = comment.end, faulty or comment.faulty
        elif kind == "quoted":
            words.append(_ESCAPED.sub(r"\1", text[1:-1]))
        elif kind == "angle":
            angle = text[1:-1]
        elif kind == "next":
            entries.append(_entry(words, comments, angle))
            words, comments, angle = [], [], None
        elif kind == "group" and not (words and "@" in words[-1]):
            words = []
        else:
            words.append(_ESCAPED.sub(r"\1", text))
            faulty = faulty or kind == "odd"
    entries.append(_entry(words, comments, angle))
    return entries, faulty


class _Comment(NamedTuple):
    text: str
    end: int
    faulty: bool


def _comment(written: str, at: int) -> _Comment:
    """Give the comment whose opening bracket ends at this place, with those nested in it."""
    out: list[str] = []
    depth = deepest = 1
    while depth and at < len(written):
        mark = _BRACKET.search(written, at)
        out.append(written[at : mark.start() if mark else len(written)])
        at = mark.end() if mark else len(written)
        if mark and mark[0] in "()":
            depth += 1 if mark[0] == "(" else -1
            deepest = max(deepest, depth)
        elif mark:
            out.append(mark[0][1:])
    return _Comment("".join(out), at, depth > 0 or deepest > NESTED)


def _entry(words: list[str], comment: list[str], angle: str | None) -> _Written:
    return _Written("".join(words).strip(), "".join(comment).strip(), angle)


def _rejoined(entries: list[_Written]) -> Iterator[_Written]:
    """Give the entries; a surname cut from its first name by an unquoted comma is put back.

    Exports of Exchange put such a surname into angle brackets: <Quillfeather>,"Hesper" </O=SOCIETY/CN=HQUILL>.
    """
    before: _Written | None = None
    for entry in entries:
        if before is not None:
            if entry.angle and entry.words and (_is_surname(before) or _is_cut_by_exchange(before, entry.angle)):
                entry = entry._replace(words=f"{before.words or before.angle}, {entry.words}")
            else:
                yield before
        before = entry
    if before is not None:
        yield before


def _is_surname(entry: _Written) -> bool:
    words = entry.words
    return entry.angle is None and not entry.comment and words[:1].isupper() and not set(words) & set("@/=")


def _is_cut_by_exchange(entry: _Written, angle: str) -> bool:
    if entry.angle is None or entry.words or entry.comment or angle[:3].upper() != "/O=":
        return False
    return entry.angle[:1].isupper() and not set(entry.angle) & set("@/=")


def _person(entry: _Written) -> Person:
    if entry.angle is not None:
        return Person(_name(entry.words or entry.comment), _address(entry.angle))
    words = entry.words
    if "@" in words and " " not in words:
        return Person(_name(entry.comment), _address(words))
    hidden = _HIDDEN_AT.fullmatch(words)
    if hidden:
        return Person(_name(entry.comment), _address(words))
    if "@" in words:
        last = next(word for word in reversed(words.split(" ")) if "@" in word or word == words)
        return Person(_name(words.replace(last, " ", 1)), _address(last))
    return Person(_name(words or entry.comment), "")


def _address(written: str) -> str:
    """Give an address on one line, with the sign that list archives write as a word."""
    plain = _UNSAFE.sub("", decoded_words(written)).strip()
    hidden = _HIDDEN_AT.fullmatch(plain)
    if hidden:
        return f"{hidden[1]}@{hidden[2]}"
    return "".join(plain.split()) if "@" in plain else plain


def _name(written: str) -> str:
    name = " ".join(_UNSAFE.sub(" ", decoded_words(written)).split())
    if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = name[1:-1].strip()
    return name
