"""A quotation checked, as JSON; and what was done to find one that was not found, in words."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from typing import TYPE_CHECKING

from rejoinder.write.contract import Line, span_line
from rejoinder.write.words import ENGLISH, counted

if TYPE_CHECKING:
    from rejoinder.case.pictured import LeftOut, Pictured
    from rejoinder.case.quoting import Checked, Difference, Near, Omission, Reading


def quote_lines(checked: Checked) -> Iterator[Line]:
    """Give every document that a quotation may be of, the best first; one line that says what was searched if none."""
    searched = {
        **checked.looked._asdict(),
        "words": list(checked.looked.words),
        "files_not_read": checked.unread,
        "not_read": list(checked.not_read),
        "letters_left_aside": checked.aside,
        "read_by_ocr": checked.recognised,
    }
    empty: Line = {"verdict": "not found", "source": None, "left_out": [], "changed": [], "before": [], "after": []}
    for one in checked.candidates:
        yield {
            "verdict": one.verdict,
            "source": span_line(one.source),
            "left_out": [_omission_line(left) for left in one.left_out],
            "changed": [_difference_line(change) for change in one.changed],
            "doubtful": [_difference_line(change) for change in one.doubtful],
            "before": [_near_line(near) for near in one.before],
            "after": [_near_line(near) for near in one.after],
            "own": one.own,
            "in_quotation_marks": one.in_marks,
            "ocr": one.misread,
            "batch": one.batch,
            "own_archive": one.archive,
            "date": one.holding.date or None,
            "author": one.holding.author or None,
            "became": [{"kind": told.kind, "when": told.when or None, **span_line(told.span)} for told in one.became],
            "beside_the_first": _reading_line(one.reading) if one.reading else None,
            "copies_without_them": [_near_line(near) for near in checked.without],
            "pictures": [_pictured_line(shown) for shown in checked.pictured],
            "searched": searched,
        }
    if not checked.candidates:
        yield {**empty, "searched": searched}


def _near_line(near: Near) -> Line:
    message = near.message
    who = {"author": message.author or None, "date": message.date or None} if message else {}
    return {**span_line(near.span), **who}


def _omission_line(left: Omission) -> Line:
    return {**span_line(left.source), "at": left.at, "kind": left.kind, "marked": left.marked}


def _reading_line(one: Reading) -> Line:
    """Give what another document's words are to the source: "quoted" are its own, "source" those of the source."""
    return {
        "same": one.same,
        "verdict": one.verdict,
        "whole": one.whole,
        "changed": [_difference_line(change) for change in one.changed],
        "left_out": [_omission_line(left) for left in one.left_out],
        "doubtful": [_difference_line(change) for change in one.doubtful],
    }


def _pictured_line(one: Pictured) -> Line:
    """Give how much of a conversation a picture, a print or a list shows."""
    told = one._asdict() | {"document": one.holding.ref, "path": one.holding.path, "ocr": one.read}
    told["copies"] = [copy.ref for copy in one.copies]
    for name in ("holding", "read", "between", "last_before", "next_after"):
        del told[name]
    return told | {
        "left_out_between": [left.holding.ref for left in one.between],
        "between": [_left_out_line(left) for left in one.between],
        "last_before": _left_out_line(one.last_before) if one.last_before else None,
        "next_after": _left_out_line(one.next_after) if one.next_after else None,
    }


def _left_out_line(left: LeftOut) -> Line:
    return {"author": left.holding.author or None, "date": left.holding.date or None, **span_line(left.span)}


def _difference_line(one: Difference) -> Line:
    return {
        "quoted": one.quoted,
        "source": one.source.exact,
        "start": one.start,
        "end": one.end,
        "span": span_line(one.source),
        "kind": one.kind,
        "declared": one.declared,
    }


def not_found_in_words(checked: Checked, words: NullTranslations = ENGLISH) -> Iterator[str]:
    """Give what was done to find a quotation, a sentence each: the search log."""
    looked, say = checked.looked, words.gettext
    if looked.words:
        many = counted(len(looked.words), "word or run of words", "words and runs of words", words)
        yield say("Looked up {many}: {listed}.").format(many=many, listed=", ".join(looked.words))
    elif not looked.documents:
        yield say("None of its words stands in any passage.")
    passages = counted(looked.passages, "passage", "passages", words)
    compared = counted(looked.documents, "document was", "documents were", words)
    yield say("They stand in {passages}; {compared} compared word by word.").format(
        passages=passages, compared=compared
    )
    if looked.left:
        left = counted(looked.left, "more document holds", "more documents hold", words)
        yield say("{left} nearly all of them, not compared.").format(left=left)
    if checked.aside:
        aside = counted(checked.aside, "letter or copy", "letters and copies", words)
        yield say("Left aside, since they quote: {aside}.").format(aside=aside)
    if checked.recognised:
        read = counted(checked.recognised, "document", "documents", words)
        yield say("Read by text recognition (OCR), which may misread: {read}.").format(read=read)
    if checked.unread:
        unread = counted(checked.unread, "file", "files", words)
        named = ", ".join(checked.not_read)
        yield say("Not read, or not wholly, so that it may stand there: {unread} ({named}).").format(
            unread=unread, named=named
        )
