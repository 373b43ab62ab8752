"""Dates as letters say them, held against the document's own date."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.find.said_dates import _SAID, _said, low_of, lowered, said_dates

FRIDAY = "2016-05-20T10:00:00+01:00"


def first(words: str, own: str = FRIDAY) -> str | None:
    return next((told.date for told in said_dates(words, own)), None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3rd May 2016", "2016-05-03"),
        ("the 3rd of May", "2016-05-03"),
        ("3 June", "2015-06-03"),
        ("Tuesday 3 May", "2016-05-03"),
        ("May 3, 2016", "2016-05-03"),
        ("14/03/16", "2016-03-14"),
        ("05/03/16", "2016-03-05"),
        ("14.03.2016", "2016-03-14"),
        ("2016-03-14", "2016-03-14"),
        ("3rd ult.", "2016-04-03"),
        ("3rd inst.", "2016-05-03"),
        ("Tuesday last", "2016-05-17"),
        ("last Tuesday", "2016-05-17"),
        ("yesterday", "2016-05-19"),
        ("the day before yesterday", "2016-05-18"),
        ("three days ago", "2016-05-17"),
        ("last week", "2016-W19"),
        ("two weeks ago", "2016-W18"),
        ("last month", "2016-04"),
        ("March 2016", "2016-03"),
        ("the third day of November 2015", "2015-11-03"),
        ("Weds 4 May", "2016-05-04"),
        ("30-Nov-2015", "2015-11-30"),
        ("May 3-5, 2016", "2016-05-03"),
        ("3rd to 17th March 2016", "2016-03-03"),
        ("mid-March 2016", "2016-03"),
        ("since September,", "2015-09"),
        ("in 2011.", "2011"),
        ("on the 14th.", "2016-05-14"),
        ("on the 26th, when", "2016-04-26"),
        ("Friday the 13th", "2016-05-13"),
        ("tomorrow", "2016-05-21"),
        ("next month", "2016-06"),
        ("next Tuesday", "2016-05-24"),
        ("two months ago", "2016-03"),
        ("Boxing Day", "2015-12-26"),
        ("New Year’s Day 2016", "2016-01-01"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_said(words: str, day: str) -> None:
    assert first(words) == day


@pytest.mark.parametrize("words", ["rule 3 may apply", "31 June 2015", "Monday 3 May 2016", "Friday 6 May 1999"])
def test_what_is_no_date_or_contradicts_itself_has_no_value(words: str) -> None:
    assert not first(words)


@pytest.mark.parametrize(
    "words",
    [
        "28 days from the date of this letter",
        "version 1.2.3.4",
        "10.20.30.40",
        "page 3 of 7",
        "at 10.15.30 by the clock",
        "account 12-34-56 00112233",
        "sort code 10-12-14",
        "clause 1/2/14",
        "one of 2004 pounds",
        "on the 5th floor",
        "the second of May Loam's letters",
    ],
)
def test_spans_of_time_and_other_numbers_are_not_dates(words: str) -> None:
    assert first(words) is None


@pytest.mark.parametrize(
    "words",
    ["April Sunday-Jones", "Miss May Friday came", "on Mondays", "every Thursday", "Monday to Friday", "Black Friday"],
)
def test_names_and_days_of_every_week_are_no_dates(words: str) -> None:
    assert first(words) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("You must answer by Monday.", "2016-05-23"),
        ("I was told on Monday.", "2016-05-16"),
        ("The hearing will be on 6 June.", "2016-06-06"),
        ("The hearing was on 6 June.", "2015-06-06"),
        ("Forms are in, as of Monday 23 May.", "2016-05-23"),
    ],
)
def test_the_sentence_or_the_weekday_tells_whether_a_day_is_to_come(words: str, day: str) -> None:
    assert first(words) == day


def test_next_tuesday_said_on_a_monday_may_be_two_days() -> None:
    assert first("next Tuesday", "2016-05-16") == ""


def test_who_writes_months_first_in_words_does_so_in_numbers() -> None:
    told = [one.date for one in said_dates("March 1, 2016 and 03/05/2016", "2016-05-20T10:00:00-05:00")]
    assert told == ["2016-03-01", "2016-03-05"]


def test_a_document_that_writes_months_first_is_read_so_throughout() -> None:
    told = [one.date for one in said_dates("03/05/2016 and 03/25/2016", FRIDAY)]
    assert told == ["2016-03-05", "2016-03-25"]


def test_numbers_that_may_be_two_dates_stay_open_where_the_sender_may_write_months_first() -> None:
    assert first("03/05/2016", "2016-05-20T10:00:00-05:00") == ""
    assert first("14/03/2016", "2016-05-20T10:00:00-05:00") == "2016-03-14"


def test_a_date_of_numbers_that_would_be_in_the_future_is_read_the_other_way() -> None:
    assert first("03/12/16") == "2016-03-12"


def test_without_the_documents_own_date_nothing_is_reckoned() -> None:
    assert [one.date for one in said_dates("yesterday, 3 May, last week and 3 May 2016")] == ["", "", "", "2016-05-03"]


@given(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from(["%d %B %Y", "%d/%m/%Y", "%A %d %B %Y", "%Y-%m-%d"])
)
def test_every_day_is_read_back_from_how_it_is_written(day: date, form: str) -> None:
    assert first(f"of {day.strftime(form)}.", "2041-01-01") == day.isoformat()


@given(st.text(alphabet="03/.- aMaylsty'’dn", max_size=300))
def test_whatever_is_written_spans_lie_in_order_within_it(words: str) -> None:
    told = list(said_dates(words, FRIDAY))
    assert all(0 <= one.start < one.end <= len(words) for one in told)
    assert all(one.end <= other.start for one, other in pairwise(told))


WORDS = """3 03 31st 2nd 3rd 4th May may Mar. sept of the , . / - 2016 ’16 16 1/2/16 14.03.2016 2016-05-03
Monday tuesday,
wednesday last week ago two days a one inst ult yesterday today this morning afternoon é ３ ٣ ٣/٤/١٦
_ summary night x tomorrow tonight evening next weekend this month year fortnight Christmas Eve Boxing Day New Year's
in since on by 1999 2001 20016 3rd. third twenty-first early mid-"""
SAYING = (*WORDS.split(), "the day before ", "earlier ", "\n", "\t", "\xa0", "  ", "word " * 15)
"""Pieces of dates, and what may stand beside them."""


@given(st.lists(st.sampled_from(SAYING), max_size=40), st.sampled_from(["", " "]))
def test_a_text_is_told_the_same_dates_as_when_it_is_tried_at_every_character(words: list[str], between: str) -> None:
    text = between.join(words)
    everywhere = [one.span() for one in _SAID.finditer(lowered(text))]
    assert [one.span() for one in _said(low_of(text), 0, len(text))] == everywhere
