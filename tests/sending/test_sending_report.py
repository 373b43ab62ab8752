"""The sender's report: what is left in, what may stay, and that none of it is a finding of the case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import ANSWER, NOW, Disclosed
from read.making_office import word_file
from rejoinder.errors import CaseBusy, UsageError
from rejoinder.model import Holding, LeftIn
from rejoinder.sending import as_finding, looking, may_stay, no_longer, report, stays_of
from rejoinder.shelf import Shelf
from rejoinder.shelf.left import NAME

NOTE = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    To: Marigold Threnody <marigold@threnody.example>
    Date: Wed, 21 Feb 2024 10:00:00 +0000
    Subject: Numbers
    Message-ID: <numbers@lower-wibbling.example>

    Barnaby Tuppence can be rung on 01632 960471, and yes, on 01632 960471.
    """


def kinds(case: Disclosed) -> dict[str, int]:
    return {kind: one.values for kind, one in report(case.case).counts.items()}


def test_a_value_is_one_row_with_all_its_places(case: Disclosed) -> None:
    case.give({"note.eml": NOTE, "again.eml": NOTE.replace("numbers@", "again@")})
    made = report(case.case)
    (number,) = made.values("telephone")
    assert (number.files, number.times) == (2, 4)
    with case.case.shelf() as shelf:
        finding = as_finding(shelf, number, made.places(number))
        whole = as_finding(shelf, number, made.places(number), whole=True)
    assert {trace.span.exact for trace in finding.because} == {"01••• ••••71"}
    assert {trace.span.exact for trace in whole.because} == {"01632 960471"}
    assert len(finding.because) == 4


def test_the_data_subject_and_the_addresses_she_wrote_from_may_stay(case: Disclosed) -> None:
    hers = NOTE.replace("Hesper Quillfeather <secretary@lower-wibbling.example>", "Marigold Threnody <m@frog.example>")
    case.give({"note.eml": hers})
    values = {one.value for kind in ("name", "email-address") for one in report(case.case).values(kind)}
    assert values == {"marigold@threnody.example"}


def test_people_of_headers_are_told_by_count_and_place(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER, "note.eml": NOTE})
    told = {one.value: (one.files, one.times) for one in report(case.case).values("name")}
    assert told == {"hesper quillfeather": (2, 2), "barnaby tuppence": (2, 2)}


@pytest.mark.parametrize("words", ["Barnaby Tuppence", "01632 960471", "@lower-wibbling.example"])
def test_what_a_person_says_may_stay_is_told_no_more_until_it_is_taken_back(case: Disclosed, words: str) -> None:
    case.give({"answer.eml": ANSWER, "note.eml": NOTE})
    before = kinds(case)
    may_stay(case.case, words, because="ours", at=NOW)
    assert stays_of(case.case) == (words,)
    assert sum(kinds(case).values()) == sum(before.values()) - 1
    no_longer(case.case, words, at=NOW)
    assert kinds(case) == before


def test_what_nobody_said_may_stay_cannot_be_taken_back(case: Disclosed) -> None:
    with pytest.raises(UsageError):
        no_longer(case.case, "the heron", at=NOW)
    with pytest.raises(UsageError):
        may_stay(case.case, "  ", at=NOW)


def test_own_archives_are_not_looked_through(case: Disclosed) -> None:
    case.give({"note.eml": NOTE}, name="mine", own=True)
    assert not report(case.case).anything


def test_the_same_findings_are_told_to_the_sender_and_dismissed_ones_are_not(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER})
    made = report(case.case)
    assert made.findings == {"absent-message": 1}
    assert {one.finding.kind for one in case.weighed() if one.finding} == {"absent-message"}


def test_marks_that_readers_put_in_a_text_are_told_and_what_a_person_typed_is_not(case: Disclosed) -> None:
    body = (
        '<w:p><w:del w:author="A. Clerk" w:date="2024-03-22T07:40:00Z"><w:r><w:delText>She is right.</w:delText></w:r>'
        "</w:del><w:r><w:t>Agreed.</w:t></w:r></w:p>"
    )
    case.give({"minutes.docx": word_file(body), "note.txt": "[Deleted by A. Clerk: nothing]\n[Comment: none]"})
    made = report(case.case)
    (change,) = made.values("tracked-change")
    assert change.value == "deleted by A. Clerk\nminutes.docx"
    (file,) = made.places(change)
    with case.case.shelf() as shelf:
        ((_, start, end),) = file.places
        assert shelf.text(file.document)[start:end].startswith("Deleted by A. Clerk")


def test_what_is_kept_is_made_again_when_more_comes(case: Disclosed) -> None:
    case.give({"note.eml": NOTE})
    assert kinds(case)["telephone"] == 1
    case.give({"more.txt": "Ring 01632 960472."}, name="second")
    assert kinds(case)["telephone"] == 2


def test_the_journal_keeps_no_value_that_was_named_by_its_key(case: Disclosed) -> None:
    case.give({"note.eml": NOTE})
    (number,) = report(case.case).values("telephone")
    may_stay(case.case, number.key, at=NOW)
    assert "telephone" not in kinds(case)
    acts = [json.loads(line) for line in case.case.journal.path.read_text().splitlines()]
    assert [act["words"] for act in acts if act["act"] == "stay"] == [number.key]


def test_what_may_be_a_name_is_told_apart_and_never_as_certain(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER, "note.eml": NOTE.replace("and yes", "as Mrs Crumpet and Mr Tuppence say")})
    made = report(case.case)
    told = {one.value for one in made.values("perhaps-a-name")}
    assert told == {"crumpet", "tuppence"}
    (crumpet,) = (one for one in made.values("perhaps-a-name") if one.value == "crumpet")
    with case.case.shelf() as shelf:
        finding = as_finding(shelf, crumpet, made.places(crumpet))
    assert (finding.grade, [trace.span.exact for trace in finding.because]) == ("inferred", ["Crumpet"])
    assert "barnaby tuppence" in {one.value for one in made.values("name")}


def test_a_part_of_a_name_that_may_stay_may_stay(case: Disclosed) -> None:
    case.give({"note.eml": NOTE.replace("and yes", "as Mrs Crumpet and Mrs Threnody say")})
    assert [one.value for one in report(case.case).values("perhaps-a-name")] == ["crumpet"]
    may_stay(case.case, "Clementina Crumpet", at=NOW)
    assert not report(case.case).values("perhaps-a-name")


def test_a_look_that_is_stopped_goes_on_where_it_was_and_finds_the_same(
    case: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "STEP", 2)
    monkeypatch.setattr(looking, "EACH", 1)
    case.give({f"note {number}.eml": NOTE.replace("471", f"47{number}") for number in range(7)})
    case.give({"note.eml": NOTE}, name="mine", own=True)
    looked: list[str] = []
    whole = looking.in_document

    def noted(shelf: Shelf, holding: Holding, *rest: Any) -> Iterator[LeftIn]:
        looked.append(holding.path)
        yield from whole(shelf, holding, *rest)

    monkeypatch.setattr(looking, "in_document", noted)

    def stops(what: str, done: int, _of: int) -> None:
        if (what, done) == (looking.LOOKING, 5):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        looking.look(case.case, stops)
    assert not looking.is_looked(case.case)
    assert looked == [f"note {number}.eml" for number in range(5)]
    looked.clear()
    told: list[int] = []
    looking.look(case.case, lambda what, done, of: told.append(done) if what == looking.LOOKING else None)
    assert looked == [f"note {number}.eml" for number in (4, 5, 6)] and told == [4, 5, 6, 7]
    resumed = kinds(case)
    with case.case.shelf() as shelf:
        kept = list(shelf.rows("SELECT * FROM left_in ORDER BY 1, 2, 3, 4, 5, 6"))
        sums = [list(shelf.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3")) for table in ("left_values", "left_files")]
        shelf.keep_step(NAME, "", lambda rows: None)
    assert resumed["telephone"] == 7
    looking.look(case.case)
    with case.case.shelf() as shelf:
        assert list(shelf.rows("SELECT * FROM left_in ORDER BY 1, 2, 3, 4, 5, 6")) == kept
        assert [
            list(shelf.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3")) for table in ("left_values", "left_files")
        ] == sums


def test_a_look_that_was_stopped_before_more_came_begins_anew(case: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "STEP", 1)
    monkeypatch.setattr(looking, "EACH", 1)
    case.give({f"note {number}.eml": NOTE for number in range(3)})

    def stops(what: str, done: int, _of: int) -> None:
        if (what, done) == (looking.LOOKING, 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        looking.look(case.case, stops)
    case.give({"more.txt": "Ring 01632 960472."}, name="second")
    told: list[int] = []
    looking.look(case.case, lambda what, done, of: told.append(done) if what == looking.LOOKING else None)
    assert told == [0, 1, 2, 3, 4]
    assert kinds(case)["telephone"] == 2


def test_two_that_look_at_once_do_not_write_over_each_other(case: Disclosed) -> None:
    case.give({"note.eml": NOTE})
    with case.case.held(), pytest.raises(CaseBusy):
        looking.look(case.case)
    assert not looking.is_looked(case.case)
