"""Words beneath a redaction that did not take them away: written as blocks before anything else sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rejoinder.model import INSIDE, Document, Message, Person, Problem

BAD = (
    "covered_text",
    "blacked_out",
    "redaction_not_applied",
    "hidden_in_line",
    "beyond_crop",
    "covered_later",
    "told_elsewhere",
)
"""Codes of what is said of words that somebody meant to take away; what only hides by its style is none of them."""
REDACTIONS = frozenset((*BAD, "covered_label"))
"""These, and that of what was written on a box, such as a ground or a day."""
BLOCK = "█"
"""What stands for one character."""
_TOKEN = re.compile(r"\w+")
_SEEN = re.compile(r"\S")
_TOLD = re.compile(r"^\[[^\n]*", re.MULTILINE)
"""A line that tells of something beside the page's words, such as a note."""
_OVER = re.compile(r"over “[^”\n]*”?")

Mark = tuple[int, int]


class Masked(NamedTuple):
    """A document with blocks for its covered words, and its text with the words; None where nothing is covered."""

    document: Document
    beneath: str | None = None


def masked(documents: Iterable[Document], problems: Iterable[Problem]) -> tuple[Masked, ...]:
    """Give documents with one block for each covered character that is not white space, so that all places stay."""
    spans: dict[str, list[Mark]] = {}
    for problem in problems:
        if problem.code in REDACTIONS:
            spans.setdefault(problem.where, []).extend(problem.spans)
    return tuple(_masked(document, spans.get(document.path, ())) for document in documents)


def joined(spans: Iterable[Mark]) -> list[Mark]:
    """Give spans in order, those that touch or overlap as one."""
    runs: list[Mark] = []
    for start, end in sorted(spans):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return runs


def _masked(document: Document, spans: Sequence[Mark]) -> Masked:
    length = len(document.text)
    runs = joined((max(0, start), min(end, length)) for start, end in spans if max(0, start) < min(end, length))
    if not runs:
        return Masked(document)
    covered = [document.text[start:end] for start, end in runs]
    tokens = frozenset(token for words in covered for token in _tokens(words))
    text = _blocked(document.text, runs)
    known = tokens - frozenset(_tokens(_TOLD.sub("", text)))
    text = _TOLD.sub(lambda line: _line(line[0], known, tokens), text)
    date = "" if _tells_date(document, covered) else document.date
    title, author = _words(document.title, known), _words(document.author, known)
    message = document.message and _message(document.message, known, covered)
    return Masked(replace(document, text=text, title=title, author=author, date=date, message=message), document.text)


def _blocked(text: str, runs: Iterable[Mark]) -> str:
    """Give a text with blocks for all of it that lies in runs and is not white space."""
    parts: list[str] = []
    at = 0
    for start, end in runs:
        parts += (text[at:start], _SEEN.sub(BLOCK, text[start:end]))
        at = max(at, end)
    return "".join((*parts, text[at:]))


def _tokens(words: str) -> Iterable[str]:
    return (token.casefold() for token in _TOKEN.findall(words))


def _words(words: str, known: frozenset[str]) -> str:
    """Give words with blocks for those that are known only from beneath a cover."""
    return _TOKEN.sub(lambda one: BLOCK * len(one[0]) if one[0].casefold() in known else one[0], words)


def _line(line: str, known: frozenset[str], tokens: frozenset[str]) -> str:
    """Give a line that tells of a note: what the note lies over is covered wherever the page has it covered."""
    return _words(_OVER.sub(lambda quoted: "over" + _words(quoted[0][4:], tokens), line), known)


def _message(message: Message, known: frozenset[str], covered: Sequence[str]) -> Message:
    def people(some: Iterable[Person]) -> tuple[Person, ...]:
        return tuple(Person(_words(one.name, known), _words(one.address, known)) for one in some)

    return replace(
        message,
        author=people((message.author,))[0],
        to=people(message.to),
        cc=people(message.cc),
        bcc=people(message.bcc),
        date="" if _has_year(message.date, covered) else message.date,
        subject=_words(message.subject, known),
        attachments=tuple(_words(name, known) for name in message.attachments),
        stripped=tuple(_words(name, known) for name in message.stripped),
    )


def _tells_date(document: Document, covered: Sequence[str]) -> bool:
    """Say whether the date of a paper that was parted from others was read from covered words."""
    parted = document.parent and document.path.startswith(f"{document.parent}{INSIDE}page ")
    return bool(parted) and _has_year(document.date, covered)


def _has_year(date: str, covered: Sequence[str]) -> bool:
    return bool(date) and any(date[:4] in words for words in covered)
