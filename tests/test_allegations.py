"""What is said against somebody, as a person confirms, parts, joins and rewords it; and what stands beside it."""

from __future__ import annotations

import sqlite3
import textwrap
from dataclasses import replace
from typing import NoReturn

import pytest

from conftest import NOW, Disclosed
from rejoinder.allege.decided import Allegation
from rejoinder.case import rebuild, weighing
from rejoinder.case.allegations import (
    add,
    against,
    confirm,
    find,
    merge,
    passage,
    place,
    reword,
    split,
    take_file,
    take_letter,
    take_words,
    undo,
    withdraw,
)
from rejoinder.case.reasons import letters, likely_letters
from rejoinder.case.weighing import Weighing, matrix, weighed
from rejoinder.errors import UsageError
from rejoinder.model import Span

LETTER = """
    The Pavilion

    20 June 2024

    Dear Ms Threnody,

    The panel finds each of the following allegations proved.

    1. On 9 March 2024 you wrote: “I do say that the committee is hiding the rhubarb.”

    2. You took the strimmer, and you broke the strimmer, as was reported by Vera Loam; see Appendix D.

    3. You moved the compost heap by night.

    You may appeal within fourteen days.

    Yours sincerely,
    Cuthbert Plumley-Ditch
    """
POST = "Please note that I do not say that the committee is hiding the rhubarb. It is only under the bench."
SHED = """
    From: Ezra Mumby <ezra@plots.example>
    To: Hesper Quillfeather <secretary@plots.example>
    Date: Fri, 21 Jun 2024 09:00:00 +0000
    Subject: The strimmer
    Message-ID: <shed@plots.example>

    Vera told me that Marigold broke the strimmer. I did not see it.
    """


@pytest.fixture
def accused(case: Disclosed) -> Disclosed:
    """Give a case with a letter of reasons, one mail, and a post of the subject's own."""
    case.give({"reasons.txt": LETTER, "strimmer.eml": SHED})
    case.give({"post.txt": POST}, "my archive", own=True)
    take_letter(case.case, "reasons.txt", at=NOW)
    return case


def words(some: Disclosed) -> list[str]:
    return [one.words for one in against(some.case).allegations]


def found(some: Disclosed, which: str, holding: str) -> Span:
    return next(one.span for one in weighed(some.case, which).candidates if holding in one.span.exact)


def test_a_letter_proposes_its_allegations_and_nothing_is_confirmed_unasked(accused: Disclosed) -> None:
    [letter] = letters(accused.case)
    assert letter.date == "2024-06-20"
    assert {one.standing for one in against(accused.case).allegations} == {"proposed"}
    assert [one.label for one in against(accused.case).allegations] == ["1.", "2.", "3."]
    confirm(accused.case, ["2"], at=NOW)
    assert [one.standing for one in against(accused.case).allegations] == ["proposed", "confirmed", "proposed"]


def test_a_document_that_looks_like_a_letter_of_reasons_is_offered(accused: Disclosed) -> None:
    assert [(holding.path, count) for holding, count in likely_letters(accused.case)] == [("reasons.txt", 3)]


def test_what_was_decided_stands_when_all_is_read_again(accused: Disclosed) -> None:
    confirm(accused.case, [], at=NOW)
    reword(accused.case, "3", "She moved the heap.", at=NOW)
    before = against(accused.case).allegations
    rebuild(accused.case)
    assert against(accused.case).allegations == before


def test_what_was_found_is_not_looked_for_again_until_something_is_received(
    accused: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_again(*_: object) -> NoReturn:
        raise AssertionError("It was looked for again.")

    every = matrix(accused.case)[1]
    assert any(one.candidates for one in every) and any(one.quotations for one in every)
    weighing._searched.cache_clear()
    monkeypatch.setattr(weighing, "candidates", looked_again)
    assert matrix(accused.case)[1] == every
    monkeypatch.undo()
    with sqlite3.connect(accused.case.folder / ".derived" / "shelf.sqlite") as rows:
        assert rows.execute("UPDATE remembered SET body = '[1]' WHERE name = 'passages'").rowcount > 0
    rows.close()
    weighing._searched.cache_clear()
    assert matrix(accused.case)[1] == every
    monkeypatch.setattr(weighing, "candidates", looked_again)
    rebuild(accused.case)
    weighing._searched.cache_clear()
    with pytest.raises(AssertionError):
        matrix(accused.case)
    monkeypatch.undo()
    assert matrix(accused.case)[1] == every
    accused.give({"later.txt": "Marigold took the strimmer and broke it on the gate."}, "later")
    here = [each.holding for one in matrix(accused.case)[1] for each in one.candidates]
    assert any(one and one.path == "later.txt" for one in here)


def test_rewording_keeps_the_words_of_the_letter(accused: Disclosed) -> None:
    one = reword(accused.case, "3", "She moved the heap.", at=NOW)
    assert (one.words, one.spans[0].exact) == ("She moved the heap.", "You moved the compost heap by night.")
    undo(accused.case, one.id, at=NOW)
    assert find(accused.case, "3").standing == "proposed"


def test_an_allegation_is_split_where_its_words_begin_and_one_undo_joins_it_again(accused: Disclosed) -> None:
    first, second = split(accused.case, "2", "and you broke", at=NOW)
    assert (first.words, second.words) == (
        "You took the strimmer",
        "and you broke the strimmer, as was reported by Vera Loam; see Appendix D.",
    )
    assert [rests.span.exact for rests in second.sources] == ["Vera Loam", "Appendix D"]
    assert not first.sources
    undo(accused.case, second.id, at=NOW)
    assert len(words(accused)) == 3


def test_a_split_is_not_undone_under_what_was_decided_since(accused: Disclosed) -> None:
    first, second = split(accused.case, "2", "and you broke", at=NOW)
    withdraw(accused.case, second.id, because="dropped", at=NOW)
    with pytest.raises(UsageError, match="decided since"):
        undo(accused.case, first.id, at=NOW)
    undo(accused.case, second.id, at=NOW)
    undo(accused.case, first.id, at=NOW)
    assert len(words(accused)) == 3


def test_merged_allegations_keep_what_was_placed_beside_each(accused: Disclosed) -> None:
    confirm(accused.case, [], at=NOW)
    place(accused.case, "2", found(accused, "2", "Vera told me"), "for", at=NOW)
    one = merge(accused.case, ["2", "3"], at=NOW)
    assert len(words(accused)) == 2 and one.label == "2. 3."
    assert [each.side for each in weighed(accused.case, one.id).placed] == ["for"]
    undo(accused.case, one.id, at=NOW)
    assert [each.side for each in weighed(accused.case, "2").placed] == ["for"]


def test_an_allegation_is_typed_with_what_it_quotes_and_not_twice(case: Disclosed) -> None:
    case.give({"post.txt": POST}, own=True)
    said = "You wrote “I do not say that the committee is hiding the rhubarb” to everybody."
    one = add(case.case, said, at=NOW)
    assert one.typed and [quoted.verdict for quoted in weighed(case.case, one.id).quotations] == ["verbatim"]
    with pytest.raises(UsageError, match="already"):
        add(case.case, said, at=NOW)


def test_words_that_are_pasted_are_a_letter_and_can_be_taken_back(case: Disclosed) -> None:
    case.give({"a.txt": "The rake is in the shed."})
    letter = take_words(case.case, "Dear Ms Threnody,\n\nYou took the rake.\n\nYou broke the rake.", at=NOW)
    assert words(case) == ["You took the rake.", "You broke the rake."]
    undo(case.case, letter.ref, at=NOW)
    assert words(case) == []


def test_quoted_words_are_held_against_her_own_post_and_not_against_the_letter(accused: Disclosed) -> None:
    [quoted] = weighed(accused.case, "1").quotations
    assert quoted.verdict == "altered" and quoted.best is not None
    assert quoted.best.holding.path == "post.txt"
    assert [left.source.exact for left in quoted.best.left_out] == ["not"]


def state(some: Disclosed, which: str) -> Weighing:
    return weighed(some.case, which)


def test_nothing_disclosed_supports_it_only_when_every_candidate_was_looked_at(accused: Disclosed) -> None:
    assert state(accused, "3").state == "proposed"
    confirm(accused.case, [], at=NOW)
    add(accused.case, "You bred a unicorn.", at=NOW)
    unicorn = next(one.id for one in against(accused.case).allegations if one.typed)
    assert state(accused, unicorn).state == "nothing disclosed"
    assert state(accused, unicorn).search.absent == ("bred", "unicorn")
    assert state(accused, "2").state == "to look at"
    for one in state(accused, "2").candidates:
        place(accused.case, "2", one.span, "aside", at=NOW)
    assert state(accused, "2").state == "nothing disclosed"


def test_what_is_only_in_her_own_archive_is_not_disclosed(accused: Disclosed) -> None:
    confirm(accused.case, [], at=NOW)
    place(accused.case, "1", found(accused, "1", "rhubarb"), "for", at=NOW)
    assert state(accused, "1").state == "only your own archive"


def test_evidence_is_noted_that_is_one_document_hearsay_and_of_after_the_letter(accused: Disclosed) -> None:
    confirm(accused.case, [], at=NOW)
    place(accused.case, "2", found(accused, "2", "Vera told me"), "for", at=NOW)
    one = state(accused, "2")
    assert one.state == "something for it"
    assert [note.kind for note in one.notes] == ["one document", "hearsay", "after", "absent"]
    assert one.on("for")[0].reports == "Vera told me"
    assert {note.kind: note.findings for note in one.notes}["absent"] == tuple(
        finding.id for finding in accused.found("absent-document")
    )


def test_a_placing_is_changed_and_taken_back(accused: Disclosed) -> None:
    confirm(accused.case, [], at=NOW)
    span = found(accused, "2", "Vera told me")
    for side in ("for", "against"):
        place(accused.case, "2", span, side, at=NOW)
    assert [one.side for one in state(accused, "2").placed] == ["against"]
    place(accused.case, "2", span, None, at=NOW)
    assert [one.side for one in state(accused, "2").placed] == ["for"]
    place(accused.case, "2", span, None, at=NOW)
    with pytest.raises(UsageError, match="not placed"):
        place(accused.case, "2", span, None, at=NOW)


def test_the_letter_itself_and_a_copy_of_it_are_no_candidates(accused: Disclosed) -> None:
    accused.give({"again.txt": LETTER}, "the society again")
    paths = {one.holding.path for row in matrix(accused.case)[1] for one in row.candidates if one.holding}
    assert paths == {"strimmer.eml", "post.txt"}


@pytest.mark.parametrize(
    ("act", "what"),
    [
        (lambda case: find(case, ""), "No allegation"),
        (lambda case: find(case, "99"), "No allegation is 99"),
        (lambda case: take_letter(case, "nowhere", at=NOW), "No document"),
        (lambda case: take_words(case, "  ", at=NOW), "no words"),
        (lambda case: reword(case, "1", "…", at=NOW), "no words"),
        (lambda case: split(case, "1", "the pond", at=NOW), "does not hold"),
        (lambda case: merge(case, ["1", "1"], at=NOW), "not merged alone"),
        (lambda case: undo(case, "1", at=NOW), "Nothing was decided"),
        (lambda case: passage(case, "reasons.txt", 5, 5), "no words there"),
        (lambda case: passage(case, "nowhere", 0, 5), "No document"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_remedy(accused: Disclosed, act: object, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        act(accused.case)  # type: ignore[operator]


def test_an_allegation_whose_letter_has_gone_stands_as_it_was_confirmed(accused: Disclosed) -> None:
    confirm(accused.case, [], at=NOW)
    before: tuple[Allegation, ...] = against(accused.case).allegations
    undo(accused.case, letters(accused.case)[0].ref, at=NOW)
    assert {one.id for one in against(accused.case).allegations} == {one.id for one in before}


def test_a_file_that_is_not_in_the_case_is_taken_as_a_letter_and_is_no_disclosure(case: Disclosed) -> None:
    path = case.folder / "reasons.txt"
    path.write_text(textwrap.dedent(LETTER).lstrip(), "utf-8")
    taken = take_file(case.case, path, at=NOW)
    assert taken.holding is not None
    assert (taken.holding.path, taken.date) == ("reasons.txt", "2024-06-20")
    assert len(against(case.case).allegations) > 1
    with case.case.shelf() as shelf:
        assert [(batch.name, batch.own) for batch in shelf.batches()] == [("Letter: reasons.txt", True)]


def test_a_file_without_words_is_refused_as_a_letter_with_what_to_do(case: Disclosed) -> None:
    path = case.folder / "reasons.txt"
    path.write_text("...", "utf-8")
    with pytest.raises(UsageError, match="no words"):
        take_file(case.case, path, at=NOW)


def test_the_author_a_letter_names_stands_beside_the_one_the_source_names(case: Disclosed) -> None:
    post = """
        From: {} <post@society.example>
        Date: Sat, 9 Mar 2024 10:00:00 +0000
        Subject: Rhubarb
        Message-ID: <rhubarb@society.example>

        I do say that the committee is hiding the rhubarb.
        """
    case.give({"post.eml": post.format("Vera Loam"), "letter.txt": LETTER})
    take_letter(case.case, "letter.txt", at=NOW)
    quoted = next(one for row in matrix(case.case)[1] for one in row.quotations if one.best)
    assert (quoted.named, quoted.by_another) == ("you", True)
    other = replace(quoted, subject="Vera Loam")
    assert not other.by_another
