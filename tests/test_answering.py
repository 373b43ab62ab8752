"""What an answer to a request must contain, held against the letters that came and the disclosure itself."""

from __future__ import annotations

from starlette.testclient import TestClient

from cli.calling import call
from conftest import NOW, Disclosed
from rejoinder.case.procedure import Procedure, audit
from rejoinder.case.procedure_acts import decide, undo
from rejoinder.web.app import application
from test_awaiting import ME, NED, mail

COVERING = """Dear Ms Threnody,

Your request of 8 March 2024.

We hold personal data about you, for the purposes of keeping bees. We searched the mailboxes of the Secretary and the
Chair. Your data are kept for two years. Some names are withheld because they would identify a third party.

You may complain to the Information Commissioner.

Ned Grindle
"""
NOTHING = (
    "Dear Ms Threnody,\n\nYour request of 8 March 2024.\n\nNothing has been withheld. No data have been redacted.\n"
)
REQUEST = mail("Fri, 08 Mar 2024 09:00:00 +0000", ME, NED, "My data", "This is a subject access request.", 5)


def answered(case: Disclosed, words: str, at: str = "Mon, 03 Jun 2024 09:00:00 +0000") -> None:
    other = mail("Tue, 12 Mar 2024 09:00:00 +0000", NED, "Vera <vera@bees.example>", "Bees", "They are well.", 6)
    case.give({"request.eml": REQUEST, "other.eml": other, "covering.eml": mail(at, NED, ME, "Enclosed", words, 7)})


def shown(found: Procedure) -> dict[str, str]:
    return {one.step.id: one.status for one in found.steps}


def test_what_the_letter_says_is_confirmed_with_its_words(case: Disclosed) -> None:
    answered(case, COVERING)
    found = audit(case.case, "art15_answer")
    assert [one.holding.path for one in found.letters] == ["covering.eml"]
    told = shown(found)
    assert {step for step, status in told.items() if status == "confirmed"} == {
        "A0",
        "Aa",
        "Ad",
        "Af",
        "A4",
        "R1",
        "R3",
    }
    assert told["A1"] == "shown" and told["Ab"] == "not shown"
    assert "Aea" not in told, "the duty to name it is of June 2026"
    [fact] = next(one for one in found.steps if one.step.id == "Ad").shows.facts
    assert [" ".join(span.exact.split()) for span in fact.spans] == ["Your data are kept for two years."]


def test_what_came_into_force_later_is_asked_of_later_letters(case: Disclosed) -> None:
    answered(case, COVERING, "Mon, 06 Jul 2026 09:00:00 +0000")
    case.give({"answer.eml": mail("Tue, 07 Jul 2026 09:00:00 +0000", NED, ME, "Re: My data", "Here.", 8, 5)}, "second")
    assert shown(audit(case.case, "art15_answer"))["Aea"] == "not shown"


def test_that_nothing_was_withheld_confirms_no_reason(case: Disclosed) -> None:
    answered(case, NOTHING)
    found = audit(case.case, "art15_answer")
    reasons = next(one for one in found.steps if one.step.id == "R1")
    assert reasons.status == "not shown"
    assert [fact.kind for fact in reasons.shows.facts] == ["nothing withheld"]


def test_an_exemption_is_claimed_or_not(case: Disclosed) -> None:
    answered(case, COVERING)
    told = shown(audit(case.case, "dpa2018_exemptions"))
    assert {step for step, status in told.items() if status == "confirmed"} == {"E16"}


def test_without_a_letter_nothing_is_confirmed(case: Disclosed) -> None:
    case.give({"request.eml": REQUEST})
    found = audit(case.case, "art15_answer")
    assert found.letters == () and "confirmed" not in shown(found).values()


def test_a_person_confirms_and_takes_back_and_the_screen_shows_it(case: Disclosed) -> None:
    answered(case, COVERING)
    decide(case.case, "art15_answer", "Ab", "confirmed", because="Told by telephone.", at=NOW)
    assert shown(audit(case.case, "art15_answer"))["Ab"] == "confirmed"
    with TestClient(application(case.folder)) as client:
        page = client.get("/case/case/procedure?pack=art15_answer").text
        assert "A letter says it" in page and "Told by telephone." in page and "covering.eml" in page
        assert "People and parts" not in page
        assert "Claimed in a letter" in client.get("/case/case/procedure?pack=dpa2018_exemptions").text
    undo(case.case, "step art15_answer Ab", at=NOW)
    assert shown(audit(case.case, "art15_answer"))["Ab"] == "not shown"
    assert call("procedure", case.case.folder, "step", "Ab", "contradicted", "--pack", "art15_answer").status == 2
    assert "A letter says it" in call("procedure", case.case.folder, "--pack", "art15_answer").out
