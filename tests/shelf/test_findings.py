"""Findings on the shelf: counted, paged and narrowed without reading the others."""

from __future__ import annotations

import shutil

import pytest

from conftest import Disclosed
from rejoinder.case import DERIVED, audited, judge
from rejoinder.keys import key_of
from rejoinder.model import Weighed
from rejoinder.shelf import EVERY, Wanted

NOW = "2026-03-02T10:00:00+00:00"


def answering(what: str, day: int) -> str:
    return f"""
        From: Vera Bunting <vera@lower-wibbling.example>
        Date: Mon, {day} Feb 2026 09:00:00 +0000
        Message-ID: <vera-{what}@lower-wibbling.example>
        In-Reply-To: <{what}@grommet-works.example>
        Subject: Re: the {what}

        I have the {what} here, thank you, and shall bring it on Sunday.
        """


@pytest.fixture
def four(case: Disclosed) -> Disclosed:
    return case.give(
        {f"{what}.eml": answering(what, day) for day, what in enumerate(("rake", "hoe", "fork", "spade"), 1)}
    )


def ids(given: Disclosed, wanted: Wanted = EVERY, limit: int | None = None, after: int = 0) -> list[str]:
    with audited(given.case) as found:
        return [one.id for one in found.weighed(wanted, limit, after)]


def journal_of_one_that_is_gone(given: Disclosed) -> None:
    given.case.journal.write(
        "judge", NOW, {"finding": "gonegonegone", "decision": "accept", "because": "", "evidence": ["no such trace"]}
    )


def test_findings_are_counted_by_what_people_decided(four: Disclosed) -> None:
    first, second, third, _ = ids(four)
    judge(four.case, first, "accept", at=NOW)
    judge(four.case, second, "dismiss", because="Never sent.", at=NOW)
    judge(four.case, third, "unsure", at=NOW)
    journal_of_one_that_is_gone(four)
    with audited(four.case) as found:
        assert dict(found.count()) == {"accepted": 1, "dismissed": 1, "unsure": 1, "to check": 1, "closed": 1}


def test_pages_put_together_are_the_whole_list_with_those_that_are_gone_last(four: Disclosed) -> None:
    journal_of_one_that_is_gone(four)
    whole = ids(four)
    assert len(whole) == 5
    assert whole[-1] == "gonegonegone"
    for size in (1, 2, 3, 4, 5, 6):
        pages = [ids(four, EVERY, size, after) for after in range(0, 7, size)]
        assert [one for page in pages for one in page] == whole


def test_a_list_of_ids_is_the_list_of_findings(four: Disclosed) -> None:
    journal_of_one_that_is_gone(four)
    for wanted in (EVERY, Wanted(statuses=("closed",)), Wanted(statuses=("to check",)), Wanted(beginning="g")):
        with audited(four.case) as found:
            assert found.ids(wanted) == ids(four, wanted)


def test_findings_are_those_a_document_proves(four: Disclosed) -> None:
    with four.case.shelf() as shelf:
        rake = next(one for one in shelf.documents() if one.path == "rake.eml")
    with audited(four.case) as found:
        (only,) = found.weighed(Wanted(documents=(rake.ref,)))
    assert only.finding is not None
    assert only.finding.absent.message_id == "rake@grommet-works.example"


def test_absent_messages_are_those_of_a_person_by_what_is_said_of_each(four: Disclosed) -> None:
    reply = (
        answering("hose", 9).replace("To:", "Cc:")
        + """
        On Mon, 2 Feb 2026 at 08:00, Otto Dray <OTTO@grommet-works.example> wrote:
        > The hose has been at the back of the shed since the frost, and nobody asked.
        """
    )
    four.give({"hose.eml": reply}, "second")
    with audited(four.case) as found:
        every = list(found.absent(("absent-message",)))
        told = {one.id: {key_of(each) for each in (one.author, *one.recipients.split("\n")) if each} for one in every}
        people = {key for keys in told.values() for key in keys}
        assert "otto@grommet-works.example" in people
        for some in (*({one} for one in people), people, {"nobody@nowhere.example"}, set[str]()):
            asked = [one.id for one in found.absent(("absent-message",), some)]
            assert asked == [one.id for one in every if told[one.id] & some]


def test_where_the_shelf_cannot_be_written_findings_are_found_again_and_are_the_same(
    four: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def whole() -> list[Weighed]:
        with audited(four.case) as found:
            return list(found.weighed())

    kept = whole()
    shutil.copytree(four.case.folder / DERIVED, four.case.folder / "before")
    monkeypatch.setattr("rejoinder.shelf.sqlite.os.access", lambda *_: False)
    monkeypatch.setattr("rejoinder.case.judging.__version__", "another")
    assert whole() == kept
    assert (four.case.folder / DERIVED / "shelf.sqlite").read_bytes() == (
        four.case.folder / "before" / "shelf.sqlite"
    ).read_bytes()
