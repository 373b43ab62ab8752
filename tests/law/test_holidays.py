"""The frozen table of holidays against the package it was frozen from, and what is asked of a day beyond it."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as package
import pytest
from bench.holidays_frozen import NOT_ONE, OTHER_YEARS, UNION, UNITED_KINGDOM, UNITED_KINGDOM_YEARS
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.errors import UsageError
from rejoinder.law.calendars import Working, calendars, covered, holidays, workings

EVERY = date(2005, 1, 1)


def days_of(nation: str) -> set[date]:
    return {day for day, several in holidays().items() if any(nation in one.nations for one in several)}


@pytest.mark.parametrize("nation", UNITED_KINGDOM)
def test_the_table_holds_what_the_package_holds_but_what_is_known_to_be_wrong(nation: str) -> None:
    theirs = set(package.country_holidays("GB", subdiv=nation, years=UNITED_KINGDOM_YEARS))
    wrong = {day for place, day in NOT_ONE if place == nation}
    assert wrong <= theirs
    assert days_of(nation) == theirs - wrong


@pytest.mark.parametrize("state", UNION)
def test_the_table_holds_the_holidays_of_each_member_state(state: str) -> None:
    assert days_of(state) == set(package.country_holidays(state, years=OTHER_YEARS))


def test_the_one_off_days_are_there_and_say_when_they_were_made() -> None:
    for day in ("2011-04-29", "2012-06-05", "2020-05-08", "2022-06-03", "2022-09-19", "2023-05-08"):
        assert {"ENG", "WLS", "SCT", "NIR"} <= {n for one in holidays()[date.fromisoformat(day)] for n in one.nations}
    assert [one.nations for one in holidays()[date(2026, 6, 15)]] == [frozenset({"SCT"})]
    assert holidays()[date(2026, 6, 15)][0].proclaimed_on == date(2026, 2, 4)
    assert holidays()[date(2022, 9, 19)][0].proclaimed_on == date(2022, 9, 10)


def test_the_information_act_rests_on_a_holiday_of_any_part_and_scotland_only_on_its_own() -> None:
    ((_, any_part),) = workings("uk_any_part", "", date(2026, 5, 1))
    ((_, scotland),) = workings("scotland", "", date(2026, 5, 1))
    assert any_part.rest(date(2026, 7, 13))
    assert not scotland.rest(date(2026, 7, 13))
    assert scotland.rest(date(2026, 6, 15)) and any_part.rest(date(2026, 6, 15))


def test_a_day_proclaimed_after_the_request_makes_two_readings() -> None:
    taken = [working.rest(date(2022, 9, 19)) for _, working in workings("uk_any_part", "", date(2022, 9, 1))]
    assert len(taken) == 2
    assert "" in taken
    assert len(list(workings("uk_any_part", "", date(2026, 5, 1)))) == 1


def test_a_day_beyond_the_table_is_an_error_and_never_a_working_day() -> None:
    first, last = covered()["ENG"]
    working = Working(calendars()["england"], frozenset({"ENG"}))
    assert (first, last) == (2005, 2030)
    with pytest.raises(UsageError, match="from 2005 to 2030, not in 2031"):
        working.rest(date(2031, 1, 2))
    with pytest.raises(UsageError, match="not in 2004"):
        working.rest(date(2004, 12, 31))


def test_a_place_that_is_none_of_the_law_is_refused() -> None:
    with pytest.raises(UsageError, match="no place of this law"):
        list(workings("uk_nation", "FR", EVERY))


@given(
    st.sampled_from([("uk_any_part", ""), ("uk_nation", "SCT"), ("eu_state", "FR"), ("california", "")]),
    st.dates(date(2005, 1, 1), date(2045, 1, 1)),
    st.integers(0, 2_500),
)
def test_working_days_between_two_days_are_those_counted_one_by_one(
    which: tuple[str, str], after: date, many: int
) -> None:
    _, working = next(iter(workings(*which, after)))
    until = after + timedelta(days=many)

    def one_by_one() -> int:
        return sum(not working.rest(after + timedelta(days=one)) for one in range(1, many + 1))

    try:
        counted = one_by_one()
    except UsageError:
        with pytest.raises(UsageError):
            working.between(after, until)
    else:
        assert working.between(after, until) == counted
