"""Freezes the days on which nobody works into src/rejoinder/law/holidays.csv, from the package `holidays` (MIT).

`python -m bench.holidays_frozen` writes the table again. What the package has wrong, and what it does not tell, is
listed here with its source.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import holidays

from rejoinder.law.calendars import calendars

TABLE = Path(__file__).parents[1] / "src" / "rejoinder" / "law" / "holidays.csv"
SOURCE = f"holidays {version('holidays')}"
UNITED_KINGDOM = ("ENG", "WLS", "SCT", "NIR")
UNITED_KINGDOM_YEARS = range(2005, 2031)
UNION = calendars()["eu_state"].places
REGIONAL = ("DE", "ES", "FR")
"""Countries whose regions keep days of their own by law; days that single towns keep are left out everywhere."""
ELSEWHERE = ("NZ", "US-CA")
OTHER_YEARS = range(2014, 2031)
NOT_ONE = {
    ("SCT", date(2006, 11, 30)): "St Andrew's Day Bank Holiday (Scotland) Act 2007: the first is of 2007",
}
"""Days that the package holds for holidays and that were none."""
PROCLAIMED = {
    date(2022, 9, 19): (
        date(2022, 9, 10),
        "approved in Council 10 September 2022: https://www.thegazette.co.uk/notice/4158896",
    ),
    date(2026, 6, 15): (
        date(2026, 2, 4),
        "proclaimed 4 February 2026: https://www.wired-gov.net/wg/news.nsf/articles/world+cup+bank+holiday+confirmed",
    ),
}
"""Days of which it is known when they were made holidays, and of which that was late enough to matter."""


def held(place: str, years: range) -> Iterator[tuple[str, date, str]]:
    """Give what the package holds: the code of the place, the day and its name; a star is for some part of it."""
    if place in UNITED_KINGDOM:
        found = holidays.country_holidays("GB", subdiv=place, years=years)
        yield from ((place, day, name) for day, name in found.items() if (place, day) not in NOT_ONE)
        return
    country, _, part = place.partition("-")
    whole = _of(country, years, part)
    yield from ((place, day, name) for day, name in whole.items())
    for each in holidays.list_supported_countries()[country] if place in REGIONAL else ():
        for day, name in _of(country, years, each).items():
            if day not in whole:
                yield f"{place}*", day, name


def _of(country: str, years: range, part: str) -> Any:
    speaks = holidays.country_holidays(country).supported_languages
    language = next((one for one in ("en_GB", "en_US", "en_IE", "en_NZ") if one in speaks), None)
    return holidays.country_holidays(country, subdiv=part or None, years=years, language=language)


def frozen() -> str:
    """Give the table as it is written."""
    rows: dict[tuple[date, str], set[str]] = defaultdict(set)
    taken: set[tuple[str, date]] = set()
    for place in (*UNITED_KINGDOM, *UNION, *ELSEWHERE):
        years = UNITED_KINGDOM_YEARS if place in UNITED_KINGDOM else OTHER_YEARS
        for code, day, name in held(place, years):
            if (code, day) not in taken:
                taken.add((code, day))
                rows[day, " ".join(name.split())].add(code)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["date", "nations", "name", "proclaimed_on", "source"])
    for (day, name), nations in sorted(rows.items(), key=lambda row: (row[0][0], sorted(row[1]), row[0][1])):
        ours = nations & set(UNITED_KINGDOM)
        proclaimed, source = PROCLAIMED.get(day, (None, "")) if ours else (None, "")
        said = f"{SOURCE}; {source}" if source else SOURCE
        table.writerow([day.isoformat(), " ".join(sorted(nations)), name, proclaimed or "", said])
    return out.getvalue()


def main() -> None:
    """Write the table."""
    TABLE.write_text(frozen(), encoding="utf-8")
    print(f"{TABLE}: {sum(1 for _ in TABLE.open()) - 1} rows, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
