"""Time limits against worked examples and against how others count, on every day of receipt from 2016 to 2026.

`python -m bench.clocks` prints each example that does not come out, and the share of days on which each way is wrong:
a way is wrong on a day where its date is none that any reading of the rule gives.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import holidays

from bench.corpus import SHARED
from bench.rows import Row
from rejoinder.clocks import Clock, Given, clock_of
from rejoinder.law.loading import law

VECTORS = SHARED / "law" / "clock-vectors.csv"
FIRST, LAST = date(2016, 1, 1), date(2026, 12, 31)
TODAY = date(2026, 11, 30)
DAYS = tuple(FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))


class Told(NamedTuple):
    """The facts of one row: its rule, the days of its events, and of which reading its date is; empty: any."""

    rule: str
    events: Mapping[str, str]
    place: str = "ENG"
    days: int = 0
    reading: str = ""


def _of(rule: str, event: str, *days: str, place: str = "ENG", reading: str = "") -> list[Told]:
    return [Told(rule, {event: day}, place, reading=reading) for day in days]


def _asked(rule: str, *days: str, place: str = "ENG", reading: str = "") -> list[Told]:
    return _of(rule, "request_received", *days, place=place, reading=reading)


GDPR, ACT = "uk_gdpr_sar_2026", "uk_gdpr_sar_2020_2026"
_PAUSE = ("clarification_requested", "clarification_received")
ROWS: Mapping[str, Told] = dict(
    zip(
        ("T01", "T02", "T03", "T04", "T05", "T20"),
        _asked(ACT, "2024-01-01", "2024-11-25", "2025-01-31", "2024-01-31", "2026-01-31", "2026-02-04"),
        strict=True,
    )
) | {
    "T06": Told("uk_gdpr_sar_2019_2020", {"request_received": "2019-09-03"}),
    "T07": Told("uk_gdpr_sar_2018_2019", {"request_received": "2018-08-01"}),
    "T08": Told("uk_gdpr_sar_2018_2019", {"request_received": "2019-08-01"}, reading="day_of_receipt"),
    "T10": Told(GDPR, {"request_received": "2026-03-03"}),
    "T12": Told(GDPR, {"request_received": "2026-05-15"}, "SCT"),
    "T14": Told(ACT, {"request_received": "2025-11-30", "extension_notice": "2025-12-20"}),
    "T16": Told(GDPR, {"request_received": "2026-02-10", "id_requested": "2026-02-12", "id_received": "2026-02-20"}),
    "T18": Told(GDPR, {"request_received": "2026-03-02", _PAUSE[0]: "2026-03-05", _PAUSE[1]: "2026-03-12"}),
    "T19": Told(GDPR, {"request_received": "2026-02-05", _PAUSE[0]: "2026-02-06", _PAUSE[1]: "2026-02-06"}),
    "T21": Told(
        GDPR,
        {
            "request_received": "2026-06-01",
            _PAUSE[0]: "2026-06-10",
            _PAUSE[1]: "2026-06-24",
            "extension_notice": "2026-06-30",
        },
    ),
    "T23": Told("uk_dpa1998_sar", {"request_received": "2016-03-01", "fee_received": "2016-03-01"}),
    "T23b": Told("uk_dpa1998_sar", {"request_received": "2016-03-01"}, reading="forty_days_after"),
    "T25": Told("uk_dpa1998_sar", {"request_received": "2015-01-12"}),
    "T27": Told("uk_s164A_ack", {"complaint_received": "2026-06-19"}),
    "T29": Told("uk_s164A_ack", {"complaint_received": "2026-08-01"}),
    "T31": Told("uk_ico_window", {"last_contact": "2026-03-31"}),
    "T41": Told("uk_foia_s10", {"request_received": "2026-05-20"}, reading="england_only"),
    "T45": Told("uk_foia_s9_fee", {"fees_notice_given": "2026-09-10"}),
    "T47": Told("uk_eir_r5", {"request_received": "2026-02-02"}),
    "T48": Told("uk_eir_r5", {"request_received": "2026-02-02", "extension_notice": "2026-02-27"}),
    "T50": Told("sct_foisa_s10", {"request_received": "2026-05-20"}),
    "T52": Told("sct_foisa_s20", {"request_received": "2026-05-20"}),
    "T54": Told("ie_foi_s13", {"request_received": "2024-08-21"}),
    "T55": Told("ie_foi_s21_decision", {"review_requested": "2017-11-14"}),
    "T56": Told("eu_gdpr_sar", {"request_received": "2026-02-17"}, "IE"),
    "T57": Told("us_ca_7021", {"request_received": "2026-01-05"}),
    "T59": Told("ca_pipeda_s8", {"request_received": "2026-01-05"}),
    "T61": Told("ew_cpr_2_8_before", {"hearing": "2023-10-20"}, days=3),
    "T62": Told("ew_cpr_2_8_before", {"hearing": "2025-10-20"}, days=3),
    "T63": Told("ew_cpr_2_8_after", {"act_done": "2025-10-01"}, days=28),
    "T64": Told("ew_cpr_2_8_within", {"act_done": "2025-10-02"}, days=14),
    "T65": Told("ew_cpr_2_8_before", {"hearing": "2017-03-30"}, days=7),
    "T66": Told("ew_cpr_2_8_before", {"hearing": "2017-03-14"}, days=5),
    "T67": Told("ew_limitation_defamation", {"published": "2025-03-10"}),
    "T69": Told("uk_ftt_28", {"decision_notice_sent": "2026-03-02"}),
}  # fmt: skip
FOI = ("T32", "T33", "T34", "T35", "T36", "T37", "T38", "T39", "T40", "T42")
FOI_DAYS = (
    "2008-10-01", "2007-02-01", "2008-02-01", "2009-03-12", "2009-03-13", "2009-03-14", "2009-03-15", "2009-03-16",
    "2026-05-20", "2024-12-20",
)  # fmt: skip
ALL: Mapping[str, Told] = {**ROWS, **dict(zip(FOI, _asked("uk_foia_s10", *FOI_DAYS), strict=True))}


def held(told: Told) -> Clock:
    """Give the clock of a row."""
    rule = law().rule(told.rule)
    assert rule is not None
    events = {name: (date.fromisoformat(day),) for name, day in told.events.items()}
    return clock_of(law(), rule, Given(events, told.place, told.days), TODAY)


def dates_of(told: Told) -> set[str]:
    """Give the dates of the reading that a row is about: the rule as it stands, where it names none."""
    clock = held(told)
    counted = (*clock.reckonings, *(rival.reckoning for rival in clock.rivals))
    return {one.due.isoformat() for one in counted if one.reading == told.reading}


def wrong_rows() -> tuple[int, list[str]]:
    """Give how many rows there are, and what is wrong with those that do not come out or are not known."""
    with VECTORS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = []
    for row in rows:
        told = ALL.get(row["id"])
        ours = dates_of(told) if told else set()
        if ours != {row["due"]}:
            found.append(f"{row['id']}: {row['events']}: theirs {row['due']}, ours {sorted(ours)}")
    return len(rows), found


# How others count


@cache
def ours(rule: str, day: date, place: str = "ENG") -> frozenset[date]:
    """Give every date that some reading of a rule gives for a day of receipt."""
    return frozenset(one.due for one in held(Told(rule, {"request_received": day.isoformat()}, place)).reckonings)


_YEARS = range(2015, 2029)
_PARTS = {
    one: frozenset(holidays.country_holidays("GB", subdiv=one, years=_YEARS)) for one in ("ENG", "WLS", "SCT", "NIR")
}
_ANY_PART = frozenset().union(*_PARTS.values())
_WHOLE = frozenset(holidays.country_holidays("GB", years=_YEARS))


def _working(day: date, many: int, rest: frozenset[date]) -> date:
    """Count as Alaveteli does (app/models/holiday.rb): day by day, weekends and a list of holidays passed over."""
    while many:
        day += timedelta(1)
        many -= day.weekday() < 5 and day not in rest
    return day


def _month(day: date) -> date:
    following = day.replace(day=1) + timedelta(32)
    last = (following.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)
    return following.replace(day=min(day.day, last.day))


WAYS: tuple[tuple[str, str, Callable[[date], date]], ...] = (
    ("access request: 31 days (datarequests.org)", GDPR, lambda day: day + timedelta(31)),
    ("access request: 30 days", GDPR, lambda day: day + timedelta(30)),
    ("access request: a month, never moved", GDPR, _month),
    ("information request: England's holidays only", "uk_foia_s10", lambda day: _working(day, 20, _PARTS["ENG"])),
    ("information request: holidays without a part", "uk_foia_s10", lambda day: _working(day, 20, _WHOLE)),
    ("information request: Alaveteli, every part", "uk_foia_s10", lambda day: _working(day, 20, _ANY_PART)),
    ("Scotland: Alaveteli, every part", "sct_foisa_s10", lambda day: _working(day, 20, _ANY_PART)),
    ("Scotland: England's holidays only", "sct_foisa_s10", lambda day: _working(day, 20, _PARTS["ENG"])),
)  # fmt: skip


def shares() -> list[tuple[str, float, float]]:
    """Give each way with the share of days on which it is wrong, and on which it calls late what is in time."""
    found = []
    for name, rule, way in WAYS:
        wrong = sum(way(day) not in ours(rule, day) for day in DAYS)
        accused = sum(way(day) < min(ours(rule, day)) for day in DAYS)
        found.append((name, wrong / len(DAYS), accused / len(DAYS)))
    return found


def rows() -> list[Row]:
    """Give the measure's rows."""
    many, wrong = wrong_rows()
    found = [Row("clocks: worked examples that come out", many - len(wrong), f"= {many}", "; ".join(wrong))]
    for name, share, accused in shares():
        found.append(Row(f"clocks of others, wrong: {name}", round(share, 4), "", f"late too soon {accused:.1%}"))
    return found


def main() -> None:
    """Print what is wrong, and how others fare."""
    many, wrong = wrong_rows()
    print(f"{many - len(wrong)} of {many} worked examples come out")
    print("".join(f"  {line}\n" for line in wrong), end="")
    print(f"{'on ' + format(len(DAYS), ',') + ' days of receipt':48}{'wrong':>8}{'late too soon':>16}")
    for name, share, accused in shares():
        print(f"{name:48}{share:8.1%}{accused:16.1%}")


if __name__ == "__main__":
    main()
