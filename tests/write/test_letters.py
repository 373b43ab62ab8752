"""Letters: templates are read strictly, the person's words stay as written, and the same case gives the same bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import clocks, judge
from rejoinder.case.allegations import passage as passage_of
from rejoinder.case.letters import answer, letters_of, take_back, told, write_words
from rejoinder.clocks.decided import decided
from rejoinder.errors import UsageError
from rejoinder.journal import Act
from rejoinder.model import Span
from rejoinder.write import letters as write
from rejoinder.write.letters import known, sources
from rejoinder.write.letters.drafting import Drafted, drafted
from rejoinder.write.letters.facts import Fact, Facts
from rejoinder.write.letters.language import template_in
from rejoinder.write.letters.paper import letter_of

ON = date(2024, 9, 2)
HEAD = "title: A letter\nsubject: About {request_date}\n"
REQUEST = """
    From: Marigold Threnody <marigold@threnody.example>
    To: Hesper Quillfeather <secretary@lower-wibbling.example>
    Date: Mon, 24 Jun 2024 09:00:00 +0000
    Subject: Subject access request
    Message-ID: <request@threnody.example>

    Please send me a copy of my personal data.
    """


def draft(text: str, facts: Facts | None = None, own: dict[str, str] | None = None) -> Drafted:
    """Give a template drafted without a case."""
    from rejoinder.case.letters import Words

    words = {name: Words(said, {}) for name, said in (own or {}).items()}
    return drafted(template_in(HEAD + text, "mine.txt", known()), facts or Facts(), words, sources(), None)


def said(made: Drafted, name: str = "opening") -> list[str]:
    part = next(one for one in made.parts if one.name == name)
    return [f"{line.number or line.mark}{' ' if line.mark else ''}{line.words}" for line in part.lines]


# The language of templates


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("== opening\nOn {the_day}.", 4, "names the_day"),
        ("== opening\n1. {missing.colour}", 4, "names missing.colour"),
        ("== opening\n\n[sunny] Good.", 5, "names sunny"),
        ("== opening [sunny]\nGood.", 3, "names sunny"),
        ("== opening\nA { alone.", 4, "has a single {"),
        ("== opening\nA } alone.", 4, "has a single }"),
        ("== opening\nBy {law:uk-access.art99}.", 4, "names law:uk-access.art99"),
        ("== opening\n{missing.what} {waiting.day}", 4, "names two lists"),
        ("== Opening!\nGood.", 3, "begins no passage"),
        ("greeting: Dear all\n== opening\nGood.", 3, "is neither a head"),
        ("== opening\nA.\n== opening\nB.", 1, "two of one name"),
    ],
)
def test_what_a_template_names_wrongly_is_refused_with_its_line(text: str, line: int, wrong: str) -> None:
    with pytest.raises(UsageError) as refused:
        draft(text)
    assert f"Line {line} of mine.txt" in refused.value.what or line == 1
    assert wrong in refused.value.what
    assert refused.value.remedy


@pytest.mark.parametrize("name", sorted(write.KINDS))
def test_every_template_that_comes_with_the_program_is_understood(name: str) -> None:
    made = template_in(write.text_of_template(name), name, known())
    assert made.passages
    assert made.title


def test_a_line_of_a_list_stands_once_for_each_and_is_numbered() -> None:
    facts = Facts({}, {"missing": ({"what": Fact("a letter")}, {"what": Fact("a note")})})
    assert said(draft("== opening\nThese:\n\n1. {missing.what}\n2. and more", facts)) == [
        "These:", "1 a letter", "2 a note", "3 and more",
    ]  # fmt: skip


def test_what_does_not_hold_is_left_out_with_its_passage() -> None:
    text = "== opening\n[late] It is late.\n[not late] It is not late.\n\n== more [late]\nMore."
    assert said(draft(text)) == ["It is not late."]
    assert said(draft(text, Facts({}, {}, frozenset(("late",))))) == ["It is late."]
    assert [one.name for one in draft(text).parts] == ["opening"]


def test_braces_and_the_law_are_printed_as_they_are_meant() -> None:
    made = draft("== opening\nA {{brace}}.{law:uk-access.art12a}")
    assert said(made) == ["A {brace}."]
    assert [one.letter for one in made.law] == ["a"]
    assert "Article 12A" in made.law[0].source.title


def test_a_fact_that_is_not_known_is_asked_for_and_never_guessed() -> None:
    made = draft("== opening\nOn {answer_date} you answered.")
    assert [(gap.name, gap.ask) for gap in made.gaps if gap.name == "answer_date"] == [
        ("answer_date", "On what day did they give you their answer?")
    ]
    assert said(made) == ["On [On what day did they give you their answer?] you answered."]


def test_the_letters_of_the_law_go_on_after_z() -> None:
    assert [letter_of(number) for number in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]


# The person's own words

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n"), max_size=200)


@given(WORDS, st.text(max_size=12), st.text(max_size=12))
def test_own_words_stand_to_the_letter_whatever_the_facts_become(words: str, was: str, now: str) -> None:
    for day in (was, now):
        facts = Facts({"request_date": Fact(day, (Span("x", 0, 1, "x"),))} if day else {})
        made = draft("== opening\nOn {request_date}.", facts, {"opening": words})
        part = made.parts[0]
        assert part.own
        assert part.text == words
        assert [line.words for line in part.lines] == [line for line in words.split("\n") if line.strip()]


@given(
    st.lists(st.tuples(st.sampled_from(("say", "undo")), st.sampled_from(("opening", "effect")), WORDS), max_size=12)
)
def test_of_words_written_and_taken_back_the_last_that_stand_are_those_written_last(
    acts: list[tuple[str, str, str]],
) -> None:
    held: dict[str, list[str]] = {}
    journal = []
    for decision, passage, words in acts:
        journal.append(
            Act("letter", NOW, {"decision": "words" if decision == "say" else "undo", "letter": "chaser",
                                "passage": passage, "text": words, "facts": {}})
        )  # fmt: skip
        if decision == "say":
            held.setdefault(passage, []).append(words)
        elif held.get(passage):
            held[passage].pop()
    assert {name: one.text for name, one in told(journal).of("chaser").items()} == {
        name: several[-1] for name, several in held.items() if several
    }


def test_a_fact_that_changed_since_is_told_and_the_words_are_left(case: Disclosed) -> None:
    case.give({"request.eml": REQUEST}, own=True)
    clocks_set(case, "2024-06-24")
    write_words(
        case.case,
        "controller-complaint",
        "opening",
        "I asked on 24 June 2024.",
        {"request_date": "24 June 2024"},
        at=NOW,
    )
    clocks_set(case, "2024-06-25")
    part = letter(case, "controller-complaint").drafted.parts[0]
    assert part.text == "I asked on 24 June 2024."
    assert [(one.name, one.was, one.now) for one in part.changed if one.now] == [
        ("request_date", "24 June 2024", "25 June 2024")
    ]


def test_words_taken_back_give_way_to_the_drafted_ones(case: Disclosed) -> None:
    write_words(case.case, "chaser", "thanks", "Ta.", {}, at=NOW)
    write_words(case.case, "chaser", "thanks", "Thanks.", {}, at=NOW)
    take_back(case.case, "chaser", "thanks", at=NOW)
    assert letters_of(case.case).of("chaser")["thanks"].text == "Ta."
    take_back(case.case, "chaser", "thanks", at=NOW)
    assert letters_of(case.case).of("chaser") == {}
    with pytest.raises(UsageError):
        take_back(case.case, "chaser", "thanks", at=NOW)


def test_words_for_a_passage_that_a_template_does_not_have_are_kept_and_shown(case: Disclosed) -> None:
    write_words(case.case, "chaser", "poem", "Roses are red.", {}, at=NOW)
    assert letter(case, "chaser").drafted.left == (("poem", "Roses are red."),)


# Of a case


def clocks_set(case: Disclosed, day: str) -> None:
    clocks.set_day(case.case, "request_received", day, why="recorded delivery slip", at=NOW)
    for one in decided(case.case.journal.acts()).values():
        if one.name == "request_received" and one.date != day and one.standing == "set":
            clocks.remove(case.case, one.id, at=NOW)


def letter(case: Disclosed, kind: str, on: date = ON) -> write.Letter:
    return write.letter(write.desk(case.case, on=on), kind)


def fits(case: Disclosed, on: date = ON) -> dict[str, str]:
    return {one.kind.id: one.fit.state for one in write.desk(case.case, on=on).fitting()}


def test_a_case_that_holds_nothing_has_its_first_letter_only(case: Disclosed) -> None:
    assert fits(case) == {
        "access-request": "now", "clarification": "no", "chaser": "no", "missing-documents": "no",
        "exemption-challenge": "no", "controller-complaint": "no", "ico-complaint": "later", "foi-review": "no",
        "appeal": "no", "publication-notice": "later",
    }  # fmt: skip


def test_only_what_was_accepted_enters(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER})
    assert fits(case)["missing-documents"] == "no"
    (finding,) = case.found()
    judge(case.case, finding.id, "accept", at=NOW)
    assert fits(case)["missing-documents"] == "now"
    made = letter(case, "missing-documents")
    assert [len(one.entries) for one in made.paper.annexes] == [1]
    judge(case.case, finding.id, "dismiss", because="It came by post.", at=NOW)
    assert fits(case)["missing-documents"] == "no"
    with pytest.raises(UsageError, match="does not fit"):
        write.written(letter(case, "missing-documents"), ".txt")


def test_a_day_that_is_only_proposed_enters_no_letter(case: Disclosed) -> None:
    case.give({"request.eml": REQUEST}, own=True)
    made = letter(case, "access-request")
    assert made.fit.state == "later"
    gap = next(one for one in letter(case, "controller-complaint").drafted.gaps if one.name == "request_date")
    assert gap.ask.startswith("Confirm the day 24 June 2024")


def test_the_complaint_says_what_the_law_is_on_its_day(case: Disclosed) -> None:
    clocks_set(case, "2024-06-24")
    before, after = (
        write.printed(letter(case, "controller-complaint", on).paper, ".txt").decode()
        for on in (ON, date(2026, 11, 30))
    )
    assert "before I turn to it" in before
    assert "without undue delay" in after
    assert "section 164A" in after
    assert "section 164A" not in before


@pytest.mark.parametrize(
    ("regime", "words"),
    [
        ("uk-foi", "I ask for an internal review"),
        ("sct-foi", "section 20 of the Freedom of Information (Scotland) Act 2002"),
        ("uk-eir", "environmental information"),
    ],
)
def test_a_review_is_asked_for_under_the_law_of_the_case(tmp_path: Path, regime: str, words: str) -> None:
    from rejoinder.case import new

    held = Disclosed.__new__(Disclosed)
    held.folder, held.case = tmp_path, new(tmp_path / "case", at=NOW, subject="Marigold Threnody", regime=regime)
    for name, day in (("request_received", "2026-05-20"), ("answer_received", "2026-07-20")):
        clocks.set_day(held.case, name, day, why="the envelope", at=NOW)
    made = letter(held, "foi-review", date(2026, 8, 1))
    assert made.fit.state == "now"
    assert words in write.printed(made.paper, ".txt").decode()
    assert fits(held)["access-request"] == "no"
    assert [gap.name for gap in made.drafted.gaps] == ["controller", "grounds"][-1:]


def test_what_a_person_answers_is_printed_and_an_answer_that_is_none_is_refused(case: Disclosed) -> None:
    answer(case.case, "address", "3 Larkspur Steps\nLower Wibbling", at=NOW)
    answer(case.case, "to", "Ms Quillfeather", at=NOW)
    answer(case.case, "reply_by", "2024-09-20", at=NOW)
    text = write.printed(letter(case, "access-request").paper, ".txt").decode().replace("\r\n", "\n")
    assert "3 Larkspur Steps\nLower Wibbling" in text
    assert "Dear Ms Quillfeather," in text
    assert "Yours sincerely," in text
    for name, value in (("colour", "red"), ("reply_by", "soon")):
        with pytest.raises(UsageError):
            write.check_answer(name, value)


def test_the_commissioner_is_greeted_as_nobody_of_the_controllers_and_an_office_by_no_name(case: Disclosed) -> None:
    answer(case.case, "to", "Ms Quillfeather", at=NOW)
    answer(case.case, "reference", "LWAS/SAR/1", at=NOW)
    made = letter(case, "ico-complaint")
    text = write.printed(made.paper, ".txt").decode()
    assert "Quillfeather" not in text
    assert "Dear Sir or Madam," in text
    assert "Yours faithfully," in text
    assert "Your reference" not in text
    assert "Their reference is LWAS/SAR/1." in text
    answer(case.case, "to", "The Data Protection Officer", at=NOW)
    text = write.printed(letter(case, "access-request").paper, ".txt").decode()
    assert "The Data Protection Officer\r\n" in text
    assert "Dear Sir or Madam," in text


def two_requests(case: Disclosed) -> None:
    """Note a request that was answered late, and a later one that has no answer."""
    for name, day, another in (
        ("request_received", "2024-01-10", False),
        ("answer_received", "2024-02-20", False),
        ("request_received", "2024-06-24", True),
    ):
        clocks.set_day(case.case, name, day, why="recorded delivery slip", another=another, at=NOW)


def test_a_letter_speaks_of_one_request_and_never_mixes_the_days_of_two(case: Disclosed) -> None:
    two_requests(case)
    facts = write.desk(case.case, on=ON).facts
    values = {name: facts.values[name].words for name in ("request_date", "due", "days_late")}
    assert values == {"request_date": "24 June 2024", "due": "24 July 2024", "days_late": "40 days"}
    assert "answer_date" not in facts.values
    assert not facts.has("answered")
    answer(case.case, "request", "2024-01-10", at=NOW)
    facts = write.desk(case.case, on=ON).facts
    values = {name: facts.values[name].words for name in ("request_date", "due", "answer_date", "days_late")}
    assert values == {
        "request_date": "10 January 2024", "due": "12 February 2024", "answer_date": "20 February 2024",
        "days_late": "8 days",
    }  # fmt: skip
    assert {one["day"].words for one in facts.lists["chronology"]} == {
        "10 January 2024", "12 February 2024", "20 February 2024",
    }  # fmt: skip


def test_a_request_that_nobody_made_is_asked_for_and_no_other_is_taken(case: Disclosed) -> None:
    two_requests(case)
    answer(case.case, "request", "2024-03-03", at=NOW)
    made = letter(case, "controller-complaint")
    (ask,) = [gap.ask for gap in made.drafted.gaps if gap.name == "request_date"]
    assert ask == "Confirm which request it is about: they are of 10 January 2024 and 24 June 2024."
    assert made.fit.state == "no"


def test_a_day_of_which_nobody_said_to_which_request_it_belongs_enters_no_letter(case: Disclosed) -> None:
    for day, another in (("2024-01-10", False), ("2024-06-24", True)):
        clocks.set_day(case.case, "request_received", day, why="slip", another=another, at=NOW)
    clocks.set_day(case.case, "answer_received", "2024-08-20", why="the envelope", at=NOW)
    facts = write.desk(case.case, on=ON).facts
    assert "answer_date" not in facts.values
    assert "due" not in facts.values
    assert facts.ask("answer_date") == "Say under Time limits to which request the day 20 August 2024 belongs."
    clocks.set_day(case.case, "answer_received", "2024-08-20", why="the envelope", of="2024-06-24", at=NOW)
    assert write.desk(case.case, on=ON).facts.values["days_late"].words == "27 days"


def test_a_day_from_which_their_own_limit_runs_is_not_cited_by_the_rule(case: Disclosed) -> None:
    case.give({"rules.txt": "14. The appeal is heard within forty-two days."})
    with case.case.shelf() as shelf:
        (rule,) = shelf.search('"forty-two days"', 1)
    cite = passage_of(case.case, rule.document, rule.start, rule.end)
    why = "my appeal of 1 July"
    clocks.set_day(case.case, "own_limit_began", "2024-07-01", regime="own-rules", days=42, cite=cite, why=why, at=NOW)
    facts = write.desk(case.case, on=ON).facts.values
    assert (facts["own_began"].spans, facts["own_began"].noted) == ((), why)
    assert [span.exact for span in facts["own_rule"].spans] == [cite.exact]


def test_a_template_in_the_case_stands_in_place_of_ours(case: Disclosed) -> None:
    place = write.copy_template(case.case, "access-request")
    place.write_text("title: Mine\nsubject: My data\n\n== opening\nSend it, {controller}.\n", "utf-8")
    made = letter(case, "access-request")
    assert made.own_template
    assert said(made.drafted) == ["Send it, [Who holds the data: the organisation]."]
    with pytest.raises(UsageError, match="is there already"):
        write.copy_template(case.case, "access-request")


def test_a_letter_that_lacks_something_is_not_written(case: Disclosed) -> None:
    with pytest.raises(UsageError, match="The letter lacks identifiers"):
        write.written(letter(case, "access-request"), ".pdf")
    with pytest.raises(UsageError, match="cannot be written as"):
        write.written(letter(case, "access-request"), ".odt")


# On paper

HOSTILE = "=cmd|' /C calc'!A0 <script>&amp; #set text(99pt) $x$ \\ \x0b\x00 *bold* _under_ {request_date} “q”"


@pytest.mark.parametrize("ending", write.ENDINGS)
def test_the_same_words_give_the_same_bytes_and_hostile_ones_are_text(case: Disclosed, ending: str) -> None:
    write_words(case.case, "access-request", "thanks", HOSTILE, {}, at=NOW)
    made = letter(case, "access-request").paper
    first = write.printed(made, ending)
    assert write.printed(letter(case, "access-request").paper, ending) == first
    assert "<script>&amp; #set text(99pt) $x$" in text_in(first, ending)


def test_a_script_that_the_library_has_no_font_for_is_printed_all_the_same(case: Disclosed) -> None:
    write_words(case.case, "access-request", "thanks", "谢谢 شكرا 🙏", {}, at=NOW)
    made = letter(case, "access-request").paper
    assert write.printed(made, ".pdf") == write.printed(made, ".pdf")


def text_in(content: bytes, ending: str) -> str:
    if ending == ".txt":
        return content.decode()
    if ending == ".docx":
        return "\n".join(one.text for one in Document(io.BytesIO(content)).paragraphs)
    import pypdfium2

    found = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in found).split())


def test_a_pdf_is_tagged_and_says_its_language_and_a_docx_has_no_clock_in_it(case: Disclosed) -> None:
    made = letter(case, "access-request").paper
    with pikepdf.open(io.BytesIO(write.printed(made, ".pdf"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert "pdfuaid:part" in pdf.open_metadata()
    with zipfile.ZipFile(io.BytesIO(write.printed(made, ".docx"))) as word:
        assert {one.date_time for one in word.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_a_letter_as_it_was_written(case: Disclosed, tmp_path: Path) -> None:
    case.give({"answer.eml": ANSWER})
    judge(case.case, case.found()[0].id, "accept", at=NOW)
    place = tmp_path / "letter.docx"
    place.write_bytes(write.printed(letter(case, "missing-documents").paper, ".docx"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    run = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(place)]
    subprocess.run(run, check=True, capture_output=True, timeout=120)
    shown = text_in(place.with_suffix(".pdf").read_bytes(), ".pdf")
    written = text_in(place.read_bytes(), ".docx")

    def bare(words: str) -> str:
        return re.sub(r"\s+", "", words)

    missing = [line for line in written.splitlines() if bare(line) not in bare(shown)]
    assert missing == []
