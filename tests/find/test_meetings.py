"""Meetings to which people were asked, of which no note is here."""

from __future__ import annotations

import pytest

from conftest import NOW, Disclosed
from rejoinder.case import say_scope, scope_of
from rejoinder.model import Finding
from rejoinder.write.words import besides_in_words, counted_by_kind

HEARING = """
    BEGIN:VCALENDAR
    METHOD:REQUEST
    BEGIN:VEVENT
    UID:hearing-14@wibbling.example
    SEQUENCE:0
    SUMMARY:Panel hearing, plot 14
    DTSTART:20240513T190000
    ORGANIZER;CN=Hesper Quillfeather:mailto:secretary@wibbling.example
    ATTENDEE;CN=Barnaby Tuppence:mailto:b.tuppence@wibbling.example
    ATTENDEE;CN=Ursula Grindle:mailto:ursula@wibbling.example
    END:VEVENT
    END:VCALENDAR
    """
LATER = """
    From: Barnaby Tuppence <b.tuppence@wibbling.example>
    To: Ursula Grindle <ursula@wibbling.example>
    Date: Tue, 20 Aug 2024 10:00:00 +0000
    Subject: Rota
    Message-ID: <rota@wibbling.example>

    The rota for September is on the door.
    """


def mail(day: str, subject: str, words: str) -> str:
    return (
        LATER.replace("Tue, 20 Aug 2024", day)
        .replace("Subject: Rota", f"Subject: {subject}")
        .replace("<rota@", f"<{len(words)}@")
        .replace("The rota for September is on the door.", words)
    )


def told(case: Disclosed, *, hearing: str = HEARING, **files: str) -> list[Finding]:
    case.give({"hearing.ics": hearing, "later.eml": LATER, **{f"{name}.txt": text for name, text in files.items()}})
    return case.found("absent-note")


def test_a_hearing_to_which_three_were_asked_and_of_which_nothing_is_here_is_inferred(case: Disclosed) -> None:
    [finding] = told(case)
    assert finding.absent.described_as == (
        "no note of the meeting “Panel hearing, plot 14” on 13 May 2024, to which 3 people were asked"
    )
    assert finding.grade == "inferred"
    assert [trace.span.exact for trace in finding.because] == ["Begins: 2024-05-13T19:00"]
    assert finding.absent.author == "Hesper Quillfeather <secretary@wibbling.example>"
    assert any("a note may never have been made" in words for words in finding.checked)


def test_it_is_not_counted_among_what_is_shown_to_exist() -> None:
    assert counted_by_kind({"absent-note": 2}) == ""
    assert besides_in_words({"absent-note": 2}) == "2 meetings without a note: a reason to ask, and no proof."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("METHOD:REQUEST", "METHOD:CANCEL"),
        ("METHOD:REQUEST", "METHOD:REPLY"),
        ("SEQUENCE:0", "STATUS:CANCELLED"),
        ("SEQUENCE:0", "RRULE:FREQ=WEEKLY"),
        ("DTSTART:20240513T190000", "DTSTART;VALUE=DATE:20240513"),
        ("DTSTART:20240513T190000", "DTSTART:20240810T190000"),
        ("DTSTART:20240513T190000", "DTSTART:20240913T190000"),
        ("ATTENDEE;CN=Ursula Grindle:mailto:ursula@wibbling.example", "X-SEAT:3"),
        ("ursula@wibbling.example", "b.tuppence@wibbling.example"),
        ("SUMMARY:Panel hearing, plot 14", "SUMMARY:Panel lunch"),
    ],
)
def test_a_meeting_that_was_none_or_of_which_nobody_takes_notes_is_not_told(
    case: Disclosed, old: str, new: str
) -> None:
    assert old in HEARING
    assert told(case, hearing=HEARING.replace(old, new)) == []


def test_a_chat_of_three_is_told_only_where_it_is_about_the_subject(case: Disclosed) -> None:
    plain = HEARING.replace("Panel hearing, plot 14", "Catch-up").replace("secretary@", "hesper@")
    assert told(case, hearing=plain) == []
    about = plain.replace("END:VEVENT", "DESCRIPTION:What to do about Ms Threnody (Marigold)\n    END:VEVENT", 1)
    case.give({"about.ics": about.replace("SUMMARY:Catch-up", "SUMMARY:Plot 14")}, "second")
    assert [one.absent.subject for one in case.found("absent-note")] == ["Plot 14"]


@pytest.mark.parametrize(
    "note",
    [
        "Lower Wibbling, 14 May 2024\n\nPresent: all three. The plot was discussed.\n",
        "The panel met on 13 May 2024 and heard the matter of the plot.\n",
    ],
)
def test_a_paper_of_that_day_may_be_its_note(case: Disclosed, note: str) -> None:
    assert told(case, paper=note) == []


def test_undated_minutes_may_be_its_note(case: Disclosed) -> None:
    assert told(case, **{"minutes of the panel": "Present: all three.\n"}) == []


def test_a_message_under_its_title_soon_after_may_be_its_note(case: Disclosed) -> None:
    said = "We heard her and agreed that the plot is hers, that the butts are ours, and that nobody need say sorry."
    case.give({"one.eml": mail("Wed, 15 May 2024", "Re: Panel hearing, plot 14", said)})
    assert told(case) == []


@pytest.mark.parametrize("state", ["METHOD:CANCEL", "METHOD:REQUEST"])
def test_what_cancels_or_moves_it_later_counts(case: Disclosed, state: str) -> None:
    moved = HEARING.replace("METHOD:REQUEST", state).replace("SEQUENCE:0", "SEQUENCE:1")
    case.give(
        {"moved.ics": moved.replace("20240513", "20240815") if state != "METHOD:CANCEL" else moved},
        own=True,
        name="mine",
    )
    assert told(case) == []


def test_copies_in_several_mailboxes_are_one_finding(case: Disclosed) -> None:
    case.give({"b/hearing.ics": HEARING}, "second")
    [finding] = told(case)
    assert len(finding.because) == 2


def test_a_meeting_outside_the_days_claimed_is_not_told(case: Disclosed) -> None:
    assert len(told(case)) == 1
    say_scope(case.case, "the society", scope_of((), "2024-06-01", "2024-09-30"), at=NOW)
    assert case.found("absent-note") == []


def test_minutes_headed_as_of_another_meeting_are_not_its_note(case: Disclosed) -> None:
    assert len(told(case, **{"minutes of june": "Minutes of the committee, 13 June 2024\n\nPresent: six.\n"})) == 1


def test_minutes_headed_some_days_later_may_be_its_note(case: Disclosed) -> None:
    assert told(case, **{"minutes": "Minutes, written up on 20 May 2024\n\nPresent: three.\n"}) == []
