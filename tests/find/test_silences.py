"""Spans of days without a message, and the odds of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from conftest import Disclosed
from rejoinder.find.odds import silences
from rejoinder.find.working_days import easter, working

MARIGOLD = "marigold@threnody.example"
BARNABY = "barnaby@wibbling.example"
HESPER = "hesper@wibbling.example"
SPRING = date(2023, 1, 9)


def workdays(first: date, many: int) -> list[date]:
    days = (first + timedelta(number) for number in range(many))
    return [day for day in days if day.weekday() < 5]


def without(days: Iterable[date], first: date, last: date) -> list[date]:
    return [day for day in days if not first <= day <= last]


def mailbox(letters: Iterable[tuple[date, str, str]]) -> str:
    """Give an mbox of one-line letters: day, author, recipient."""
    return "\n".join(
        f"From {author} Mon Jan  1 00:00:00 2023\nFrom: {author}\nTo: {to}\nDate: {day:%d %b %Y} 10:00:00 +0000\n"
        f"Message-ID: <{number}@sent.example>\nSubject: Butts\n\nLetter {number}.\n"
        for number, (day, author, to) in enumerate(letters)
    )


def test_a_month_without_a_letter_in_a_daily_correspondence_is_a_silence_with_its_odds(case: Disclosed) -> None:
    days = without(workdays(SPRING, 300), date(2023, 6, 5), date(2023, 7, 7))
    case.give({"all.mbox": mailbox((day, BARNABY, MARIGOLD) for day in days)})
    [finding] = case.found("silence")
    assert finding.absent.described_as == "no message from 3 June 2023 to 9 July 2023, 25 working days"
    assert [trace.span.exact for trace in finding.because] == [
        "Date: 02 Jun 2023 10:00:00 +0000",
        "Date: 10 Jul 2023 10:00:00 +0000",
    ]
    assert finding.grade == "statistical"
    assert any("fewer than 1 in " in words for words in finding.checked)


def test_a_daily_correspondence_has_no_silence(case: Disclosed) -> None:
    case.give({"all.mbox": mailbox((day, BARNABY, MARIGOLD) for day in workdays(SPRING, 300))})
    assert case.found("silence") == []


def test_two_people_who_stop_writing_to_each_other_while_both_write_to_others_fall_silent(case: Disclosed) -> None:
    days = workdays(SPRING, 300)
    between = [(day, BARNABY, HESPER) for day in without(days, date(2023, 6, 5), date(2023, 7, 7))]
    others = [(day, author, MARIGOLD) for day in days for author in (BARNABY, HESPER)]
    case.give({"all.mbox": mailbox(between + others)})
    [finding] = case.found("silence")
    assert finding.absent.described_as == (
        f"no message between {BARNABY} and {HESPER} from 3 June 2023 to 9 July 2023, 25 working days"
    )


def test_two_people_of_whom_one_was_away_are_not_silent(case: Disclosed) -> None:
    days = workdays(SPRING, 300)
    at_work = without(days, date(2023, 6, 5), date(2023, 7, 7))
    letters = [(day, BARNABY, HESPER) for day in at_work] + [(day, HESPER, MARIGOLD) for day in days]
    case.give({"all.mbox": mailbox(letters)})
    assert case.found("silence") == []


def test_a_mailbox_that_could_not_be_read_may_hold_the_letters(case: Disclosed) -> None:
    days = without(workdays(SPRING, 300), date(2023, 6, 5), date(2023, 7, 7))
    broken = b"!BDN" + b"\0" * 600
    case.give({"all.mbox": mailbox((day, BARNABY, MARIGOLD) for day in days), "rest.pst": broken})
    assert case.found("silence") == []


def test_what_the_subject_sent_in_a_silence_is_named(case: Disclosed) -> None:
    days = workdays(SPRING, 300)
    gone = (date(2023, 6, 5), date(2023, 7, 7))
    case.give({"all.mbox": mailbox((day, BARNABY, MARIGOLD) for day in without(days, *gone))})
    own = f"From: {MARIGOLD}\nTo: {BARNABY}\nDate: 12 Jun 2023 10:00:00 +0000\nMessage-ID: <own@sent.example>\n\nWhy?\n"
    case.give({"own.eml": own}, "mine", own=True)
    [finding] = case.found("silence")
    assert len(finding.held) == 1


def ordinals(days: Iterable[date]) -> list[int]:
    return [day.toordinal() for day in days]


def test_christmas_and_easter_are_nobodys_silence() -> None:
    days = workdays(date(2023, 9, 1), 300)
    assert list(silences(ordinals(without(days, date(2023, 12, 20), date(2024, 1, 5))))) == []


def test_the_first_and_the_last_weeks_are_not_looked_at() -> None:
    days = workdays(SPRING, 300)
    assert list(silences(ordinals(without(days, days[10], days[40])))) == []
    assert list(silences(ordinals(without(days, days[-40], days[-10])))) == []


def test_a_correspondence_with_other_long_gaps_has_no_silence() -> None:
    days = workdays(SPRING, 500)
    for first, last in ((20, 32), (70, 90), (120, 135), (170, 178), (230, 255)):
        days = [day for day in days if not first <= (day - SPRING).days <= last]
    assert list(silences(ordinals(days))) == []


def test_easter_is_found() -> None:
    assert [easter(year) for year in (1961, 2000, 2024, 2038)] == [
        date(1961, 4, 2), date(2000, 4, 23), date(2024, 3, 31), date(2038, 4, 25),
    ]  # fmt: skip


@given(some.integers(700_000, 760_000), some.integers(0, 800))
def test_no_weekend_and_no_christmas_day_is_a_working_day(first: int, many: int) -> None:
    flags = working(first, first + many)
    assert len(flags) == many + 1
    for day, flag in zip(range(first, first + many + 1), flags, strict=True):
        told = date.fromordinal(day)
        assert not (flag and (told.weekday() > 4 or (told.month, told.day) == (12, 25) or told == easter(told.year)))


@given(some.sets(some.integers(736_000, 736_500), max_size=300))
@settings(max_examples=100)
def test_a_silence_lies_between_active_days_and_holds_none(days: set[int]) -> None:
    for silence in silences(sorted(days)):
        assert {silence.first - 1, silence.last + 1} <= days
        assert not days & set(range(silence.first, silence.last + 1))
        assert 0 <= silence.odds < 1
