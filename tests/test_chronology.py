"""What happened when: proposed from documents, each happening once, and decided about by a person."""

from __future__ import annotations

import pytest

from conftest import NOW, Disclosed
from rejoinder.case import rebuild
from rejoinder.case.chronology import Wanted, add, agree, chronology, confirm, find, reword, undo, withdraw
from rejoinder.errors import UsageError
from rejoinder.events.decided import Event

MAIL = """
    From: Ezra Mumby <ezra@plots.example>
    To: Hesper Quillfeather <secretary@plots.example>, Marigold Threnody <marigold@plots.example>
    Date: Fri, 21 Jun 2024 09:00:00 +0100
    Subject: The strimmer
    Message-ID: <shed@plots.example>

    On 9 March 2024 the committee locked the shed. I will mend the strimmer by 3 July 2024.

    The tap was shut off before 2 May 2024. If it was cut on 4 May 2024 we would know.
    """
ANSWER = """
    From: Marigold Threnody <marigold@plots.example>
    To: Ezra Mumby <ezra@plots.example>
    Date: Sat, 22 Jun 2024 08:00:00 +0100
    Subject: Re: The strimmer
    Message-ID: <answer@plots.example>

    Thank you. I moved the compost heap yesterday.
    """
LETTER = """
    The Pavilion

    20 June 2024

    Dear Ms Threnody,

    The panel met on 13 June 2024 and heard nobody.

    Yours sincerely,
    Cuthbert Plumley-Ditch
    """


@pytest.fixture
def told(case: Disclosed) -> Disclosed:
    """Give a case with two mails, one of them in two copies, and a letter."""
    case.give({"one.eml": MAIL, "copy/one.eml": MAIL, "two.eml": ANSWER, "letter.txt": LETTER})
    return case


def events(some: Disclosed, wanted: Wanted = Wanted()) -> list[Event]:  # noqa: B008 a value
    return list(chronology(some.case, wanted).events)


def dated(some: Disclosed) -> list[tuple[str, str]]:
    return [(one.date[:10], one.kind) for one in events(some)]


def test_messages_letters_and_what_prose_tells_are_proposed_in_order_of_time(told: Disclosed) -> None:
    assert dated(told) == [
        ("2024-03-09", "said"),
        ("2024-06-13", "said"),
        ("2024-06-20", "letter"),
        ("2024-06-21", "said"),
        ("2024-06-21", "message"),
        ("2024-06-22", "message"),
    ]


def test_what_is_to_be_done_or_was_done_before_a_day_or_would_have_been_is_no_event(told: Disclosed) -> None:
    days = {day for day, _ in dated(told)}
    assert not days & {"2024-07-03", "2024-05-02", "2024-05-04"}


def test_copies_of_a_message_are_one_event_that_cites_each(told: Disclosed) -> None:
    [mail] = [one for one in events(told) if one.kind == "message" and one.about == "The strimmer"]
    assert len(mail.cited) == 2
    assert mail.cited[0].exact == "Date: Fri, 21 Jun 2024 09:00:00 +0100"
    [shed] = [one for one in events(told) if one.date == "2024-03-09"]
    assert len(shed.cited) == 2 and shed.said == "On 9 March 2024 the committee locked the shed."


def test_whose_act_an_event_is_is_said_only_where_it_is_known(told: Disclosed) -> None:
    parties = {one.date[:10] + one.kind: one.party for one in events(told)}
    assert parties["2024-03-09said"] == "body"
    assert parties["2024-06-21said"] == "ours"
    assert parties["2024-06-21message"] == "theirs"
    assert parties["2024-06-22message"] == "ours"
    assert parties["2024-06-20letter"] == ""


@pytest.mark.parametrize(
    ("wanted", "dates"),
    [
        (Wanted(person="ezra"), ["2024-03-09", "2024-06-21", "2024-06-21", "2024-06-22"]),
        (Wanted(party="body"), ["2024-03-09", "2024-06-13"]),
        (Wanted(kind="letter"), ["2024-06-20"]),
        (Wanted(since="2024-06-21"), ["2024-06-21", "2024-06-21", "2024-06-22"]),
        (Wanted(until="2024-05"), ["2024-03-09"]),
        (Wanted(standing="confirmed"), []),
        (Wanted(batch="the society", kind="said", until="2024-03"), ["2024-03-09"]),
    ],
)
def test_filters_narrow_what_is_listed_and_what_is_counted(told: Disclosed, wanted: Wanted, dates: list[str]) -> None:
    found = chronology(told.case, wanted)
    assert [one.date[:10] for one in found.events] == dates and found.total == len(dates)


def test_a_page_is_a_part_of_the_whole_list(told: Disclosed) -> None:
    confirm(told.case, [events(told)[3].id], at=NOW)
    whole = events(told)
    assert [one for after in range(0, 6, 2) for one in chronology(told.case, Wanted(), 2, after).events] == whole


def test_what_was_decided_stands_when_all_is_read_again(told: Disclosed) -> None:
    first, *_, last = events(told)
    confirm(told.case, [first.id[:8], last.id], at=NOW)
    reword(told.case, first.id, "They locked the shed.", date="2024-03", at=NOW)
    agree(told.case, last.id, "disputed by them", at=NOW)
    before = events(told)
    rebuild(told.case)
    assert events(told) == before
    assert [(one.standing, one.agreed) for one in (before[0], before[-1])] == [
        ("reworded", ""),
        ("confirmed", "disputed by them"),
    ]
    assert before[0].reworded == "They locked the shed." and before[0].date == "2024-03"
    assert before[0].said == "On 9 March 2024 the committee locked the shed."


def test_the_last_act_is_taken_back_first_and_the_proposal_comes_back(told: Disclosed) -> None:
    first = events(told)[0]
    confirm(told.case, [first.id], at=NOW)
    withdraw(told.case, first.id, because="It is a rumour.", at=NOW)
    assert first.id not in {one.id for one in events(told)}
    assert [one.because for one in events(told, Wanted(standing="withdrawn"))] == ["It is a rumour."]
    undo(told.case, first.id, at=NOW)
    assert find(told.case, first.id).standing == "confirmed"
    undo(told.case, first.id, at=NOW)
    assert events(told)[0] == first
    with pytest.raises(UsageError, match="Nothing was decided"):
        undo(told.case, first.id, at=NOW)


def test_an_event_is_added_by_hand_with_the_date_as_far_as_it_is_known(told: Disclosed) -> None:
    made = add(told.case, "The gate was painted.", "2024-04", party="theirs", agreed="unsure", at=NOW)
    found = find(told.case, made.id)
    assert (found.standing, found.precision, found.party, found.agreed) == ("added", "month", "theirs", "unsure")
    assert [one.id for one in events(told)].index(made.id) == 1
    undo(told.case, made.id, at=NOW)
    assert made.id not in {one.id for one in events(told)}


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13", "yesterday", ""])
def test_a_date_that_is_none_is_refused(told: Disclosed, day: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        add(told.case, "The gate was painted.", day, at=NOW)


def test_an_event_that_is_none_or_confirmed_already_is_refused(told: Disclosed) -> None:
    one = events(told)[0]
    confirm(told.case, [one.id], at=NOW)
    with pytest.raises(UsageError, match="confirmed already"):
        confirm(told.case, [one.id], at=NOW)
    with pytest.raises(UsageError, match="No event is"):
        find(told.case, "zzzz")
    with pytest.raises(UsageError, match="is no status"):
        agree(told.case, one.id, "maybe", at=NOW)


def test_a_letter_spoken_of_is_an_event_only_where_none_of_that_day_is_here(case: Disclosed) -> None:
    asks = MAIL.replace("On 9 March 2024 the committee locked the shed.", "I have your letter of 20 June 2024.")
    asks = asks.replace("Subject: The strimmer", "Subject: Letters") + "\n    Your letter of 5 February 2024 was rude."
    case.give({"asks.eml": asks, "letter.txt": LETTER})
    assert ("2024-02-05", "document") in dated(case) and ("2024-06-20", "document") not in dated(case)
