"""The uses of a model in words and as JSON."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from rejoinder.write.contract import span_line
from rejoinder.write.words import ENGLISH, counted, date_in_words

if TYPE_CHECKING:
    from rejoinder.proposer.decided import Use

ABOUT = {
    "allegations": "Allegations in a letter",
    "candidates": "Passages for an allegation",
    "events": "Events in a document",
}
"""What a model was asked about."""


def asked_in_words(questions: int, kept: int, dropped: int, words: NullTranslations = ENGLISH) -> str:
    """Give what came of asking, in a sentence."""
    asked = counted(questions, "question was answered", "questions were answered", words)
    told = words.gettext("{asked}: {kept} kept, {dropped} dropped.")
    return told.format(asked=asked, kept=kept, dropped=dropped)


def ranked_in_words(allegations: int, passages: int, words: NullTranslations = ENGLISH) -> str:
    """Give what came of ranking by meaning, in a sentence."""
    ranked = counted(allegations, "allegation is", "allegations are", words)
    read = counted(passages, "passage was", "passages were", words)
    told = words.gettext("{ranked} ranked by meaning too; {read} read for it.")
    return told.format(ranked=ranked, read=read)


def use_in_words(use: Use, words: NullTranslations = ENGLISH) -> str:
    """Give one use in a line."""
    about = words.gettext(ABOUT[use.about])
    sent = counted(use.passages, "passage sent", "passages sent", words)
    when = date_in_words(use.at[:10], words)
    asked = words.gettext("{when}: {about}, {model}; {sent}").format(
        when=when, about=about, model=use.model.name, sent=sent
    )
    if use.failed:
        return f"{asked}. {words.gettext(use.failed)}"
    came = words.gettext("{kept} kept, {dropped} dropped").format(kept=len(use.kept), dropped=sum(use.dropped.values()))
    why = ", ".join(words.gettext(one) for one in use.dropped)
    return f"{asked}, {came}{f' ({why})' if why else ''}."


def use_line(use: Use) -> dict[str, Any]:
    """Give one use as JSON."""
    return {
        "at": use.at,
        "about": use.about,
        "of": use.of,
        "endpoint": use.model.address,
        "model": use.model.name,
        "passages": use.passages,
        "answer_sha256": use.answer or None,
        "kept": [{**span_line(one.span), "date": one.date or None} for one in use.kept],
        "dropped": dict(use.dropped),
        "failed": use.failed or None,
    }
