"""The kinds of letter: what each is for, whether it fits a case now, and if not, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from rejoinder.case.steps import Next
from rejoinder.write.letters.facts import Facts

State = Literal["now", "later", "no"]


class Fit(NamedTuple):
    """Whether a letter fits, and why."""

    state: State
    why: str
    by: date | None = None
    """The last day for it, on the reading that gives least time."""


class Kind(NamedTuple):
    """One kind of letter."""

    id: str
    title: str
    about: str
    fits: Callable[[Facts, Sequence[Next]], Fit]
    annexes: tuple[str, ...] = ()
    step: str = ""
    """The step of the law that it is."""


DATA = ("uk", "eu")
INFORMATION = ("foi", "eir", "foisa", "ireland")


def _any(facts: Facts, *names: str) -> bool:
    return any(facts.has(one) for one in names)


def _access(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if not _any(facts, *DATA):
        return Fit(
            "no",
            "It asks for personal data under the law of the United Kingdom or the European Union.",
        )
    if facts.has("request_date"):
        return Fit("later", "You have asked already. Send it again only for data of a later time.")
    if facts.ask("request_date").startswith("Confirm"):
        return Fit(
            "later",
            "A document shows that you may have asked already. Confirm that day, or say that it is not the day.",
        )
    return Fit("now", "No request of yours is known. It asks for all that they hold about you.")


def _clarification(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if not facts.has("clarification_asked"):
        return Fit("no", "It is not known that they asked you to clarify. If they did, note the day under Time limits.")
    if facts.has("clarification_given"):
        return Fit("later", "You have answered that they received your clarification.")
    return Fit("now", "They asked you to clarify, and the clock may stand until you answer.")


def _chaser(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if facts.has("late") and not facts.has("answered"):
        return Fit("now", "The last day for their answer has passed on every reading, and no answer is known.")
    if facts.has("own_late"):
        return Fit("now", "A limit of their own rules has passed on every reading.")
    if facts.has("waiting"):
        return Fit("now", "Something that you asked has no answer in this disclosure.")
    if facts.has("due") and not facts.has("answered"):
        return Fit("later", "Their time has not passed yet.")
    return Fit(
        "no",
        "Nothing that you asked is late or unanswered. Note the days under Time limits, or add your own archive.",
    )


def _missing(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if facts.has("missing"):
        return Fit("now", "You accepted documents as not in this disclosure.")
    return Fit("no", "Nothing is accepted as missing yet. Only what you accept can enter a letter.")


def _exemption(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if not facts.has("uk"):
        return Fit("no", "It asks about exemptions of the Data Protection Act 2018, which is not the law of this case.")
    if _any(facts, "covered", "claimed"):
        return Fit("now", "Something is covered, or an exemption is claimed, and you accepted that.")
    return Fit("no", "No redacted document is accepted, and no exemption is confirmed as claimed.")


def _complaint(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if not facts.has("uk"):
        return Fit("no", "The right to complain to the controller is one of United Kingdom data protection law.")
    if facts.has("complaint_date"):
        return Fit("later", "They have your complaint already.")
    if _any(facts, "late", "missing", "covered"):
        return Fit("now", "Their answer was late, or is not whole, and they have had no complaint of yours.")
    return Fit(
        "no",
        "Nothing is late on every reading and nothing is accepted as missing: there is nothing to complain of yet.",
    )


def _ico(facts: Facts, steps: Sequence[Next]) -> Fit:
    if not facts.has("uk"):
        return Fit(
            "no",
            "The Information Commissioner is the regulator of the United Kingdom, whose law is not that of this case.",
        )
    step = next((one for one in steps if one.step.id == "uk_complain_to_ico"), None)
    if step and step.state == "done":
        return Fit("later", "You have complained to the Commissioner already.", step.by)
    if facts.has("acknowledged_date") or (step and step.state == "open"):
        return Fit(
            "now",
            "They had your complaint and their time to deal with it has passed, or they answered it.",
            step.by if step else None,
        )
    if facts.has("complaint_date"):
        return Fit(
            "later",
            "They have your complaint. Give them the thirty days to acknowledge it first.",
            step.by if step else None,
        )
    return Fit(
        "later",
        "The Commissioner expects you to complain to them first. Send that letter, then note the day they received it.",
    )


def _review(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if not _any(facts, *INFORMATION):
        return Fit("no", "It asks for a review under freedom of information law, which is not that of this case.")
    if facts.has("review_date"):
        return Fit("later", "They have your request for a review already.")
    if _any(facts, "answered", "late"):
        return Fit("now", "They answered, or did not answer in time.")
    return Fit("no", "No answer is known, and none is late. Note the days under Time limits.")


def _appeal(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if _any(facts, "broken", "not_shown"):
        return Fit("now", "You confirmed steps of a fair procedure that are contradicted or not shown.")
    return Fit(
        "no", "No step of the procedure is confirmed as contradicted or not shown. Confirm them under Procedure."
    )


def _publication(facts: Facts, _steps: Sequence[Next]) -> Fit:
    if facts.has("publish_where"):
        return Fit("now", "You said where it will be published.")
    return Fit("later", "It fits when you mean to publish: say where, and write what you will say of them.")


KINDS: dict[str, Kind] = {
    one.id: one
    for one in (
        Kind("access-request", "Access request", "Asks for a copy of your personal data.", _access),
        Kind("clarification", "Reply to a clarification", "Answers what they asked you to make clear.", _clarification),
        Kind(
            "chaser",
            "Reminder",
            "Says what was due when, and asks for the day on which it will come.",
            _chaser,
            (),
            "uk_chase",
        ),
        Kind(
            "missing-documents",
            "Missing documents",
            "Lists what is not in this disclosure and asks for it.",
            _missing,
            ("schedule", "covered"),
        ),
        Kind(
            "exemption-challenge",
            "Redactions and exemptions",
            "Asks what was covered, and why.",
            _exemption,
            ("covered",),
        ),
        Kind(
            "controller-complaint",
            "Complaint to the controller",
            "Complains to them, which the regulator expects first.",
            _complaint,
            ("schedule",),
            "uk_complain_to_controller",
        ),
        Kind(
            "ico-complaint",
            "Complaint to the Information Commissioner",
            "Tells the regulator on one page what happened.",
            _ico,
            ("chronology", "schedule"),
            "uk_complain_to_ico",
        ),
        Kind("foi-review", "Review of a refusal", "Asks the authority to look at its answer again.", _review),
        Kind(
            "appeal",
            "Appeal or grievance",
            "Says of each step of the procedure what documents show.",
            _appeal,
            ("procedure",),
        ),
        Kind(
            "publication-notice",
            "Notice before publication",
            "Tells them what will be said of them, and asks for their answer.",
            _publication,
        ),
    )
}
