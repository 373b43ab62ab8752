"""A receive that was stopped: what was received and is not read yet is never called missing."""

from __future__ import annotations

import pytest

from conftest import NOW, Disclosed
from rejoinder import case as cases
from rejoinder.case import Delivery, audit, is_read, receive
from rejoinder.errors import CaseBusy
from rejoinder.journal import Journal

QUESTION = """
    From: Barnaby Tuppence <b.tuppence@grommet-works.example>
    Date: Mon, 2 Feb 2026 09:00:00 +0000
    Message-ID: <question@grommet-works.example>
    Subject: The keys

    Where are the keys of the tool shed?
    """
ANSWER = """
    From: Vera Bunting <vera@lower-wibbling.example>
    Date: Mon, 2 Feb 2026 10:00:00 +0000
    Message-ID: <answer@lower-wibbling.example>
    In-Reply-To: <question@grommet-works.example>
    Subject: Re: The keys

    Under the third water butt, as ever.
    """


class Stopped(Exception):  # noqa: N818 a person pressed a key
    """Somebody stopped the run."""


def stop_at(number: int) -> cases.Told:
    def told(what: str, done: int, _of: int) -> None:
        if what == "Reading" and done == number:
            raise Stopped

    return told


@pytest.fixture
def stopped(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> Disclosed:
    """Give a case of which the answer is read and the question is not."""
    monkeypatch.setattr("rejoinder.case.receiving.STEP", 1)
    source = case.folder / "given"
    source.mkdir()
    (source / "1.eml").write_text(ANSWER.replace("\n    ", "\n").lstrip())
    (source / "2.eml").write_text(QUESTION.replace("\n    ", "\n").lstrip())
    with pytest.raises(Stopped):
        receive(case.case, [source], Delivery("the society"), at=NOW, told=stop_at(1))
    return case


def test_what_is_received_and_not_read_yet_is_read_before_anything_is_called_missing(stopped: Disclosed) -> None:
    assert not is_read(stopped.case)
    assert audit(stopped.case) == []
    assert is_read(stopped.case)


def test_reading_goes_on_where_it_was(stopped: Disclosed) -> None:
    told: list[tuple[str, int, int]] = []
    read: list[str] = []
    cases.read_rest(stopped.case, lambda *step: told.append(step))
    with stopped.case.shelf() as shelf:
        read = [one.path for one in shelf.documents()]
        assert [one.number for one in shelf.documents()] == [1, 2]
    assert read == ["1.eml", "2.eml"]
    assert told[-1] == ("Reading", 2, 2)


def test_while_another_run_reads_the_findings_are_those_from_before(stopped: Disclosed) -> None:
    with stopped.case.held():
        assert audit(stopped.case) == []
    assert not is_read(stopped.case)


def test_a_case_that_cannot_be_shown_until_another_run_has_made_its_shelf_says_so(stopped: Disclosed) -> None:
    (stopped.case.folder / cases.DERIVED / cases.SHELF).unlink()
    with stopped.case.held(), pytest.raises(CaseBusy), stopped.case.shelf():
        pass


def test_the_journal_tells_of_a_batch_once_its_receive_is_run_again(stopped: Disclosed) -> None:
    source = stopped.folder / "given"
    receive(stopped.case, [source], Delivery("the society"), at=NOW)
    kinds = [act.kind for act in Journal(stopped.case.folder / cases.JOURNAL).acts()]
    assert kinds == ["new", "receive"]
