"""Papers that are spoken of without a day are held against what everything here is called."""

import pytest

from conftest import Disclosed
from rejoinder.find.said_papers import said_papers

MAIL = """
    From: Vera Plum <vera@plots.example>
    To: Ezra Mumby <ezra@plots.example>
    Date: Fri, 20 May 2016 10:00:00 +0100
    Subject: {subject}
    Message-ID: <{subject}@plots.example>

    {words}
    """
EZRA = (MAIL.replace("Vera Plum <vera@", "Nobody <nobody@").replace("Ezra Mumby <ezra@", "Vera Plum <vera@")).replace(
    "Nobody <nobody@", "Ezra Mumby <ezra@"
)


def mail(words: str, subject: str = "frog") -> str:
    return MAIL.format(words=words, subject=subject)


def told(case: Disclosed) -> list[tuple[str, str]]:
    return [(one.absent.described_as, one.grade) for one in case.found("absent-document")]


@pytest.mark.parametrize(
    ("words", "described"),
    [
        ("The sums are set out in Appendix C.", "appendix C"),
        ("See Annexe 2 for the plan.", "annex 2"),
        ("I produce it as Exhibit JB/3.", "exhibit JB3"),
        ("Please turn to tab 7.", "tab 7"),
        ("The tools are listed in Schedule 1.", "schedule 1"),
        ("The report by Dr Mumble says otherwise.", "report"),
        ("Dr Mumble’s assessment was put to the panel.", "assessment"),
        ("Paragraph 12 of your witness statement is wrong.", "witness statement"),
        ("My telephone note says that you agreed.", "notes"),
        ("A file note was made at the time.", "notes"),
        ("Item 4 of the agenda was never reached.", "agenda"),
        ("I am replying to your email below.", "email said to be below"),
    ],
)
def test_a_paper_spoken_of_without_a_day_that_is_not_here_is_absent(
    case: Disclosed, words: str, described: str
) -> None:
    assert told(case.give({"a.eml": mail(words)})) == [(described, "direct")]


@pytest.mark.parametrize(
    "words",
    [
        "Under Schedule 1 to the Allotments Act 1950 that is so.",
        "The guidance on the website, Annex A, is plain.",
        "Appendix C\n\n    The sums.",
        "A report by Dr Mumble would be helpful.",
        "Is there a report by Dr Mumble?",
        "Please make a file note of it.",
        "Nobody took a note of the call.",
        "It is not on the agenda, and there is no item 9.",
        "The price is below ours.",
        "The exhibition of marrows is in hall 2.",
    ],
)
def test_what_may_come_to_be_or_anybody_may_read_is_not_absent(case: Disclosed, words: str) -> None:
    assert told(case.give({"a.eml": mail(words)})) == []


@pytest.mark.parametrize(
    ("words", "here"),
    [
        ("The sums are set out in Appendix C.", {"sums.txt": "APPENDIX C: the sums\n\nTwo pounds."}),
        ("I produce it as Exhibit JB3.", {"JB 03.txt": "A photograph of a frog."}),
        ("The report by Dr Mumble says otherwise.", {"r.txt": "Report of Dr A. Mumble\n\nThe butt is split."}),
        ("Your witness statement is wrong.", {"w.txt": "WITNESS STATEMENT OF EZRA MUMBY\n\nI was at home."}),
        ("A file note was made at the time.", {"n.txt": "File note\n\nHe rang."}),
        ("Item 4 of the agenda was never reached.", {"agenda.txt": "1 Butts\n4 Frogs"}),
    ],
)
def test_a_paper_that_is_called_so_is_what_is_meant(case: Disclosed, words: str, here: dict[str, str]) -> None:
    assert told(case.give({"a.eml": mail(words), **here})) == []


def test_another_persons_paper_is_not_what_is_meant_and_is_shown_as_the_nearest(case: Disclosed) -> None:
    given = {"a.eml": mail("The report by Dr Mumble says otherwise."), "r.txt": "Report by Dr Tarrow\n\nThe butt."}
    [finding] = case.give(given).found("absent-document")
    assert [near.path for near in finding.nearest] == ["r.txt"]


def test_a_paper_without_words_may_be_the_one_and_makes_the_evidence_inferred(case: Disclosed) -> None:
    given: dict[str, str | bytes] = {
        "a.eml": mail("The sums are set out in Appendix C."),
        "broken.pdf": b"%PDF-1.7\nnothing follows",
    }
    [finding] = case.give(given).found("absent-document")
    assert finding.grade == "inferred"
    assert "Papers without words that we could read, any of which may be meant: 1." in finding.checked


def test_several_mentions_of_one_mark_are_one_finding(case: Disclosed) -> None:
    given = {"a.eml": mail("See Appendix C."), "b.eml": mail("The sums are at Appendix C.", "toad")}
    [finding] = case.give(given).found("absent-document")
    assert len(finding.because) == 2


def test_a_message_below_that_is_quoted_or_stands_under_the_subject_is_here(case: Disclosed) -> None:
    quoting = "See your email below.\n\n    On 19/05/2016 09:00, Ezra Mumby wrote:\n    > The butt leaks badly."
    assert told(case.give({"a.eml": mail(quoting)})) == []
    earlier = EZRA.format(subject="toad", words="The butt leaks.").replace("<toad@", "<earlier@")
    assert told(case.give({"b.eml": mail("See your email below.", "toad"), "c.eml": earlier}, "more")) == []


@pytest.mark.parametrize(
    "words",
    [
        "The committee resolved at its meeting on 3 May 2016 to lock the gate.",
        "At the meeting of the committee on 3 May 2016 it was decided to lock the gate.",
        "As agreed at the panel meeting on 3 May 2016, the gate is locked.",
    ],
)
def test_a_formal_meeting_that_decided_left_minutes(case: Disclosed, words: str) -> None:
    [finding] = case.give({"a.eml": mail(words)}).found("absent-document")
    assert (finding.absent.described_as, finding.absent.date, finding.grade) == ("minutes", "2016-05-03", "inferred")


def test_minutes_that_are_here_or_a_meeting_that_is_none_are_no_finding(case: Disclosed) -> None:
    words = "As agreed at the panel meeting on 3 May 2016, the gate is locked. I met friends on 1 May 2016 and we ate."
    assert told(case.give({"a.eml": mail(words), "m.txt": "Minutes of the panel, 3 May 2016\n\nThe gate."})) == []


def test_a_mark_is_cited_with_the_sentence_it_stands_in(case: Disclosed) -> None:
    [finding] = case.give({"a.eml": mail("Well. The sums are set out in Appendix C. So.")}).found("absent-document")
    assert finding.because[0].span.exact == "The sums are set out in Appendix C."


def test_what_is_told_by_its_day_is_not_told_again(case: Disclosed) -> None:
    [finding] = case.give({"a.eml": mail("Dr Mumble’s report dated 1 March 2016 says so.")}).found("absent-document")
    assert finding.absent.date == "2016-03-01"


def test_a_very_long_line_of_beginnings_is_read_once() -> None:
    for words in ("the report by the ", "your witness ", "appendix ", "Dr Aa Aa ", "below is a copy of the "):
        text = words * 20_000
        assert list(said_papers(text, text, text.lower(), (0, len(text)))) == []
