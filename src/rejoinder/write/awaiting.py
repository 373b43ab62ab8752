"""Correspondence in words and as JSON: what was asked, what answered it, how long it waited."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from rejoinder.write.contract import span_line
from rejoinder.write.words import ENGLISH, counted

if TYPE_CHECKING:
    from rejoinder.awaiting.sent import Answer, Sent
    from rejoinder.case.awaiting import Correspondence

KINDS = {
    "access request": "Request for your data",
    "information request": "Request for information",
    "complaint": "Complaint",
    "grievance": "Grievance",
    "appeal": "Appeal",
    "review": "Request for a review",
    "chaser": "Reminder",
    "question": "Question",
}
"""What a letter is, as people say it."""
BY = {
    "id": "it says that it answers this message",
    "subject": "it has the same subject",
    "day": "it speaks of this letter",
    "chased": "it answers what this asks after",
    "a person": "you said so",
}
"""How it is known that something answers."""


def waited(one: Sent, last: str, words: NullTranslations = ENGLISH) -> str:
    """Give in one sentence how long something waited, and for what."""
    if one.standing == "none needed":
        return words.gettext("You said that no answer was needed.")
    days = one.days(last)
    told = counted(days, "day", "days", words) if days is not None else words.gettext("an unknown time")
    working = one.working_days(last) if days else None
    if working is not None:
        said = words.gettext("{days} ({working} in the United Kingdom)")
        told = said.format(days=told, working=counted(working, "working day", "working days", words))
    if one.answers:
        return words.gettext("Answered after {days}.").format(days=told)
    if one.standing == "answered":
        return words.gettext("You said that it was answered.")
    if one.absent:
        return words.gettext("A message that is not in this disclosure may answer it.")
    return words.gettext("No answer in this disclosure, {days} until its last document.").format(days=told)


def lines(found: Correspondence) -> list[dict[str, Any]]:
    """Give what was asked, a line each, and then those who wrote no answer."""
    told = [sent_line(one, found.last) for one in found.sent]
    return [
        *told,
        *({"silent": one.shown, "asked": one.asked, "unanswered": one.open} for one in found.silent),
    ]


def sent_line(one: Sent, last: str) -> dict[str, Any]:
    """Give one thing that was asked."""
    return {
        "asked": one.id,
        "kind": one.kind,
        "kinds": list(one.kinds),
        "document": one.holding.ref,
        "date": one.holding.date or None,
        "subject": one.holding.subject or None,
        "to": list(one.to),
        "status": one.standing if one.standing != "proposed" else "answered" if one.answered else "unanswered",
        "days": one.days(last),
        "working_days": one.working_days(last),
        "until": one.answers[0].holding.date[:10] if one.answers else last or None,
        "chases": list(one.chases),
        "answers": [_answer_line(answer) for answer in one.answers],
        "absent_answer": one.absent or None,
        "because": [span_line(span) for span in one.spans],
        "because_of": one.because,
    }


def _answer_line(one: Answer) -> dict[str, Any]:
    return {
        "document": one.holding.ref,
        "date": one.holding.date or None,
        "by": one.by,
        "because": [span_line(one.span)],
    }
