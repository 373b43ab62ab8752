"""Every day of receipt from 2016 to 2026, against a second way of counting that shares nothing with the first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clocks.second import FOUR, foia, foisa, gdpr
from rejoinder.clocks import Given, clocks_of
from rejoinder.law.loading import law

DAYS = [date(2016, 1, 1) + timedelta(n) for n in range((date(2026, 12, 31) - date(2016, 1, 1)).days + 1)]
TODAY = date(2026, 11, 30)


def span(regime: str, rules: str, received: date, place: str = "") -> tuple[date, date]:
    started, _ = clocks_of(law(), regime, Given({"request_received": (received,)}, place), TODAY)
    (clock,) = [one for one in started if one.rule.id.startswith(rules)]
    return clock.earliest.due, clock.latest.due


def test_there_are_4018_days() -> None:
    assert len(DAYS) == 4018


def test_no_day_of_receipt_is_wrong_under_the_information_act() -> None:
    assert [day for day in DAYS if span("uk-foi", "uk_foia_s10", day) != foia(day)] == []


def test_no_day_of_receipt_is_wrong_under_the_scottish_act() -> None:
    assert [day for day in DAYS if span("sct-foi", "sct_foisa_s10", day) != foisa(day)] == []


@pytest.mark.parametrize("nation", FOUR)
def test_no_day_of_receipt_is_wrong_for_an_access_request(nation: str) -> None:
    rules = ("uk_gdpr_sar", "uk_dpa1998_sar")
    wrong = [day for day in DAYS if span("uk-gdpr", rules[day < date(2018, 5, 25)], day, nation) != gdpr(day, nation)]
    assert wrong == []


def test_where_the_nation_is_not_known_all_four_are_read() -> None:
    for day in DAYS[::37]:
        spans = [gdpr(day, nation) for nation in FOUR]
        rule = "uk_dpa1998_sar" if day < date(2018, 5, 25) else "uk_gdpr_sar"
        assert span("uk-gdpr", rule, day) == (min(one for one, _ in spans), max(two for _, two in spans))
