from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import NOW, Disclosed
from read.making_office import paragraph, word_file
from read.making_print import Line, foot, memo, pdf_of, prose
from rejoinder.case import Case, audited, is_audited, judge, original, read_rest, rebuild
from rejoinder.errors import UsageError
from rejoinder.model import Holding
from rejoinder.parting import Asked, Decision, Plan, carry_out, in_force, planned

HESPER = ("From:", "Hesper Quillfeather <hesper@hut.example>")
OSRIC = ("From:", "Osric Marrowby <osric@shed.example>")
LETTER = "The hose was found behind the shed, and it is whole.\nNobody has said who put it there."


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def mail(author: tuple[str, str], date: str, subject: str, body: str) -> list[Line]:
    return memo([author, ("Sent:", date), ("To:", "All members"), ("Subject:", subject)], body)


def bundle() -> bytes:
    """Give a PDF of four pages: a message, a page of prose, a message that is parted, a page of prose."""
    return pdf_of(
        [
            [*mail(HESPER, "3 May 2024 09:15", "The hose", LETTER), foot("1")],
            [*prose("It hung by the door.\nSomebody took it.", 60), foot("2")],
            [*mail(OSRIC, "3 May 2024 11:40", "The shed", "I had not known that it was lost."), foot("3")],
            [*prose("Kept where it is.\nUntil I come.", 60), foot("4")],
        ]
    )


def documents(case: Case) -> list[tuple[object, ...]]:
    """Give everything that a shelf knows of its documents but the numbers it gave them."""
    with case.shelf() as shelf:
        return [(*one._replace(number=0), shelf.text(one.number), shelf.pages(one.number)) for one in shelf.documents()]


def said(case: Case) -> list[object]:
    with case.shelf() as shelf:
        return sorted(shelf.problems(), key=repr)


def holding(case: Case, path: str) -> Holding:
    with case.shelf() as shelf:
        found = shelf.find_document(path)
    assert found is not None, path
    return found


def paths(case: Case) -> list[str]:
    return [str(one[3]) for one in documents(case)]


def decide(case: Case, path: str, decision: Decision, page: int | None = None, line: str = "") -> Holding:
    plan = planned(case, holding(case, path), Asked(decision, page, line))
    return carry_out(case, plan, at=NOW, told=silent)


@pytest.fixture
def parted(case: Disclosed) -> Case:
    return case.give({"bundle.pdf": bundle(), "note.txt": "The key is under the butt."}).case


def test_the_machine_parts_the_two_messages(parted: Case) -> None:
    assert paths(parted) == ["bundle.pdf", "bundle.pdf!/page 1", "bundle.pdf!/page 3", "note.txt"]


def test_a_document_begins_where_a_person_says_so(parted: Case) -> None:
    made = decide(parted, "bundle.pdf", "begins", 4)
    assert made.path == "bundle.pdf!/page 4"
    with parted.shelf() as shelf:
        assert shelf.text(made.number) == "Kept where it is.\nUntil I come."
        assert [problem.what for _, problem in shelf.problems() if problem.where == made.path] == [
            "You said that a document begins here."
        ]


def test_a_document_begins_at_the_line_that_a_person_names(parted: Case) -> None:
    made = decide(parted, "bundle.pdf!/page 3", "begins", 4, "Until  I")
    with parted.shelf() as shelf:
        assert (made.path, shelf.text(made.number)) == ("bundle.pdf!/page 4", "Until I come.")


def test_what_a_person_joins_goes_on_in_the_document_before(parted: Case) -> None:
    made = decide(parted, "bundle.pdf!/page 3", "continues")
    assert made.path == "bundle.pdf!/page 1"
    assert paths(parted) == ["bundle.pdf", "bundle.pdf!/page 1", "note.txt"]
    with parted.shelf() as shelf:
        assert "Osric Marrowby <osric@shed.example>" in shelf.text(made.number)
        assert "Until I come." in shelf.text(made.number)


def test_headers_above_which_a_person_says_a_document_begins_are_those_of_a_message(parted: Case) -> None:
    decide(parted, "bundle.pdf!/page 3", "continues")
    made = decide(parted, "bundle.pdf", "begins", 3)
    assert (made.kind, made.author) == ("page-message", "Osric Marrowby <osric@shed.example>")


def test_what_is_parted_by_hand_has_its_original_and_is_found_by_its_words(parted: Case) -> None:
    made = decide(parted, "bundle.pdf", "begins", 4)
    assert original(parted, made) == bundle()
    with parted.shelf() as shelf:
        assert [one.document for one in shelf.search('"until I come"')] == [made.ref]
        assert [one.document for one in shelf.search('"under the butt"')] == [holding(parted, "note.txt").ref]


ACTS = [
    Asked("begins", 2),
    Asked("begins", 4, "Until"),
    Asked("begins", 4),
    Asked("begins", 3),
    Asked("continues", 3),
    Asked("continues", 2),
    Asked("undo", 2),
    Asked("undo", 3),
    Asked("undo", 4),
]


def tried(case: Case, acts: Sequence[Asked]) -> list[Plan]:
    """Carry out what can be, and give it."""
    made = []
    for asked in acts:
        try:
            plan = planned(case, holding(case, "bundle.pdf"), asked)
        except UsageError:
            continue
        carry_out(case, plan, at=NOW, told=silent)
        made.append(plan)
    return made


@settings(max_examples=8, deadline=None)
@given(acts=st.lists(st.sampled_from(ACTS), max_size=4))
def test_rebuild_gives_the_same_whatever_was_decided(
    acts: list[Asked], tmp_path_factory: pytest.TempPathFactory
) -> None:
    case = Disclosed(tmp_path_factory.mktemp("law")).give({"bundle.pdf": bundle(), "note.txt": "The key."}).case
    before, remarks = documents(case), said(case)
    made = tried(case, acts)
    now_so, now_said = documents(case), said(case)
    rebuild(case)
    assert (documents(case), said(case)) == (now_so, now_said)
    for plan in reversed(made):
        if plan.decision != "undo":
            carry_out(case, plan._replace(decision="undo"), at=NOW, told=silent)
    if all(plan.decision != "undo" for plan in made):
        assert (documents(case), said(case)) == (before, remarks)


def test_a_run_that_was_stopped_while_it_read_the_file_again_goes_on(parted: Case) -> None:
    before = documents(parted)
    plan = planned(parted, holding(parted, "bundle.pdf"), Asked("begins", 4))

    def stopped(_what: str, _done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(parted, plan, at=NOW, told=stopped)
    read_rest(parted)
    assert "bundle.pdf!/page 4" in paths(parted)
    decide(parted, "bundle.pdf", "undo", 4)
    assert documents(parted) == before


def test_a_word_file_is_parted_at_a_line(case: Disclosed) -> None:
    lines = ["Dear Osric", "The hose was found.", "Minutes of the meeting", "All were there.", "The hose was found."]
    made = case.give({"both.docx": word_file("".join(map(paragraph, lines)))}).case
    part = decide(made, "both.docx", "begins", None, "Minutes of")
    assert paths(made) == ["both.docx", "both.docx!/message", "both.docx!/message (2)"]
    with made.shelf() as shelf:
        assert shelf.text(part.number).split("\n")[0] == "Minutes of the meeting"
    assert decide(made, "both.docx!/message (2)", "continues").path == "both.docx"
    with pytest.raises(UsageError, match="has no pages"):
        decide(made, "both.docx", "begins")
    with pytest.raises(UsageError, match="2 lines of page 1 begin so"):
        decide(made, "both.docx", "begins", 1, "The hose")


def test_a_file_in_another_one_is_parted(case: Disclosed, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("deep/bundle.pdf", bundle())
    made = case.give({"all.zip": (tmp_path / "all.zip").read_bytes()}).case
    part = decide(made, "all.zip!/deep/bundle.pdf", "begins", 4)
    assert part.path == "all.zip!/deep/bundle.pdf!/page 4"
    assert original(made, part) == bundle()


@pytest.mark.parametrize(
    ("path", "decision", "page", "line", "what"),
    [
        ("bundle.pdf!/page 1", "continues", None, "", "Nothing stands before bundle.pdf!/page 1"),
        ("bundle.pdf", "continues", 2, "", "No document begins on page 2"),
        ("bundle.pdf", "begins", 3, "", "A document begins there already"),
        ("bundle.pdf", "begins", 9, "", "Page 9 of bundle.pdf has no words"),
        ("bundle.pdf", "begins", 2, "Nowhere", "has no line that begins so"),
        ("bundle.pdf", "begins", None, "", "not said on which page"),
        ("bundle.pdf", "undo", 2, "", "Nothing was decided about page 2"),
        ("note.txt", "begins", 1, "", "is not of a kind that holds several documents"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    parted: Case, path: str, decision: Decision, page: int | None, line: str, what: str
) -> None:
    before, head = documents(parted), parted.journal.head()
    with pytest.raises(UsageError, match=what):
        decide(parted, path, decision, page, line)
    assert (documents(parted), parted.journal.head()) == (before, head)


def test_what_was_judged_stays_judged_when_a_file_is_read_again(parted: Case, case: Disclosed) -> None:
    answer = """
        From: Osric Marrowby <osric@shed.example>
        To: Hesper Quillfeather <hesper@hut.example>
        Date: Tue, 20 Feb 2024 16:44:00 +0000
        Subject: Re: Water butts
        Message-ID: <second@shed.example>
        In-Reply-To: <first@hut.example>

        On Mon, 19 Feb 2024 10:00, Hesper Quillfeather <hesper@hut.example> wrote:
        > Is the butt behind the hut mended, or does it still leak into the shed?
        """
    case.give({"answer.eml": answer}, "more")
    (finding,) = case.found()
    judge(parted, finding.id, "accept", at=NOW)
    decide(parted, "bundle.pdf", "begins", 4)
    decide(parted, "bundle.pdf", "begins", 2)
    assert [(one.id, one.status) for one in case.weighed()] == [(finding.id, "accepted")]


def test_findings_are_found_again_although_as_many_documents_are_there(parted: Case) -> None:
    decide(parted, "bundle.pdf", "begins", 4)
    with audited(parted):
        pass
    decide(parted, "bundle.pdf", "continues", 4)
    decide(parted, "bundle.pdf", "begins", 2)
    assert not is_audited(parted)


@pytest.mark.parametrize("length", range(1, 8))
def test_what_was_joined_by_long_words_is_taken_back_by_just_those(case: Disclosed, length: int) -> None:
    word = "x" * length
    second = mail(OSRIC, "3 May 2024 11:40", "The shed", "\n".join([f"{word} {word} {word} {word}"] * 30))
    made = case.give({"bundle.pdf": pdf_of([mail(HESPER, "3 May 2024 09:15", "The hose", LETTER), second])}).case
    decide(made, "bundle.pdf!/page 2", "continues")
    (told,) = in_force(made, holding(made, "bundle.pdf"))
    plan = planned(made, holding(made, "bundle.pdf"), Asked("undo", 2, told.words, exactly=True))
    assert carry_out(made, plan, at=NOW, told=silent).path == "bundle.pdf!/page 2"
