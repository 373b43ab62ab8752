"""Invented sentences of UK and US letters with the dates said in them: a half to build with, and a half held out.

Each frame has places for dates; what is written there is drawn from the forms in which people of either country write a
day, a month, or how long ago something was. Some frames hold numbers and words that look like dates and are none.
"""

from __future__ import annotations

import calendar
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

Form = Callable[[date, date], tuple[str, str]]
"""Gives, for a day and the day of the letter, how it is said and what it is in ISO 8601."""


class Said(NamedTuple):
    """One date as a sentence says it."""

    start: int
    end: int
    value: str


class Sentence(NamedTuple):
    """One sentence of a letter, when and where it was written, and the dates in it."""

    text: str
    written: str
    american: bool
    dates: tuple[Said, ...]


def _nth(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _month(day: date) -> str:
    return calendar.month_name[day.month]


def _short(day: date) -> str:
    return calendar.month_abbr[day.month]


def _dotted(day: date) -> str:
    """Give the short name of a month as Americans write it: May, June and July are not shortened."""
    return _month(day) if day.month in (5, 6, 7) else f"{_short(day)}."


def _weekday(day: date) -> str:
    return calendar.day_name[day.weekday()]


def _absolute(write: Callable[[date], str]) -> Form:
    return lambda day, _written: (write(day), day.isoformat())


def _to_the_month(write: Callable[[date], str]) -> Form:
    return lambda day, _written: (write(day), day.isoformat()[:7])


def _ago(write: Callable[[int], str], days: Sequence[int]) -> Form:
    def form(day: date, written: date) -> tuple[str, str]:
        back = days[day.toordinal() % len(days)]
        return write(back), (written - timedelta(days=back)).isoformat()

    return form


def _this_year(write: Callable[[date], str]) -> Form:
    """Give a day without its year: the last such day before the letter."""

    def form(day: date, written: date) -> tuple[str, str]:
        near = written - timedelta(days=20 + day.toordinal() % 200)
        return write(near), near.isoformat()

    return form


def _last_weekday(day: date, written: date) -> tuple[str, str]:
    back = 1 + day.toordinal() % 6
    told = written - timedelta(days=back)
    return f"last {_weekday(told)}", told.isoformat()


_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
UK_BUILT: tuple[Form, ...] = (
    _absolute(lambda day: f"{day.day} {_month(day)} {day.year}"),
    _absolute(lambda day: f"{_nth(day.day)} {_month(day)} {day.year}"),
    _absolute(lambda day: f"{_weekday(day)} {day.day} {_month(day)} {day.year}"),
    _absolute(lambda day: f"{day:%d/%m/%Y}"),
    _absolute(lambda day: f"{day.day}.{day.month}.{day:%y}"),
    _this_year(lambda day: f"{day.day} {_month(day)}"),
    _this_year(lambda day: f"the {_nth(day.day)} of {_month(day)}"),
    _to_the_month(lambda day: f"{_month(day)} {day.year}"),
    _ago(lambda _back: "yesterday", (1,)),
    _last_weekday,
)
US_BUILT: tuple[Form, ...] = (
    _absolute(lambda day: f"{_month(day)} {day.day}, {day.year}"),
    _absolute(lambda day: f"{_dotted(day)} {day.day}, {day.year}"),
    _absolute(lambda day: f"{_weekday(day)}, {_month(day)} {day.day}, {day.year}"),
    _absolute(lambda day: f"{day.month}/{max(13, day.day)}/{day.year}"),
    _this_year(lambda day: f"{_month(day)} {_nth(day.day)}"),
    _to_the_month(lambda day: f"{_month(day)} {day.year}"),
    _ago(lambda back: f"{_WORDS[back]} days ago", tuple(_WORDS)),
    _last_weekday,
)
UK_HELD_OUT: tuple[Form, ...] = (
    _absolute(lambda day: f"{_nth(day.day)} of {_month(day)}, {day.year}"),
    _absolute(lambda day: f"{day.day:02} {_short(day)} {day.year}"),
    _absolute(lambda day: f"{_weekday(day)[:3]} {day.day} {_short(day)} {day.year}"),
    _absolute(lambda day: f"{_weekday(day)} the {_nth(day.day)} of {_month(day)} {day.year}"),
    _absolute(lambda day: f"{day.day}/{day.month}/{day:%y}"),
    _absolute(lambda day: f"{day:%d-%m-%Y}"),
    _absolute(lambda day: day.isoformat()),
    _absolute(lambda day: f"{day.day} {_short(day)} ’{day:%y}"),
    _this_year(lambda day: f"{_weekday(day)} {_nth(day.day)} {_month(day)}"),
    _to_the_month(lambda day: f"{_short(day)} {day.year}"),
    _ago(lambda _back: "the day before yesterday", (2,)),
    _ago(lambda back: f"{back} days ago", (2, 3, 5, 9)),
)
US_HELD_OUT: tuple[Form, ...] = (
    _absolute(lambda day: f"{_month(day)} {_nth(day.day)}, {day.year}"),
    _absolute(lambda day: f"{_short(day)} {day.day} {day.year}"),
    _absolute(lambda day: f"{day.month:02}/{max(13, day.day)}/{day:%y}"),
    _absolute(lambda day: f"{day.day} {_month(day)} {day.year}"),
    _absolute(lambda day: f"{_weekday(day)[:3]}., {_dotted(day)} {day.day}, {day.year}"),
    _this_year(lambda day: f"{_dotted(day)} {day.day}"),
    _this_year(lambda day: f"{_weekday(day)}, {_month(day)} {day.day}"),
    _to_the_month(lambda day: f"{_month(day)}, {day.year}"),
    _ago(lambda _back: "yesterday", (1,)),
)
BUILT = (
    "On {} the committee decided to close the lower gate.",
    "I refer to your letter of {}, which reached me late.",
    "She was seen by the gate on {} and again on {}.",
    "Your membership was suspended with effect from {}.",
    "We wrote to you on {} and have had no answer.",
    "The meeting held on {} was adjourned because of the rain.",
    "The lease was signed on {} for a term of 12 months at £350.",
    "He told me {} that the minutes were lost.",
    "Between {} and {} the shed was locked.",
    "It was first reported in the parish magazine ({}).",
    "You may write to us at 14-16 Gate Lane, or ring 01632 960 123, at any time.",
    "Section 7(2) of the rules, version 2.1.4, applies to 3 of the 5 plots.",
    "She may come and they may march, but nobody has said so.",
    "The water butts cost $12.50 each, 20/25 of which were paid by May.",
)
HELD_OUT = (
    "Following the incident of {}, statements were taken from both parties.",
    "My client was dismissed on {} without notice.",
    "The parcel was posted {} and arrived broken.",
    "I enclose a copy of the invoice dated {} for your records.",
    "As of {}, no payment had been received from Mr. Plumley-Ditch.",
    "Mrs Loam first complained {}; she complained again on {}.",
    "The trustees met ({}) and resolved to take advice.",
    "Please note that the hearing listed for {} did not go ahead.",
    "{}: call from Mr Mumby, who was upset about the leeks.",
    "The notice expired at 5 pm on {}, as clause 4.2 provides.",
    "Your account 12-34-56 00112233 was opened at the branch in Augusta.",
    "Please call extension 2024, or see pages 10-12 of the 2.10 handbook.",
    "April Sunday-Jones, the second of five witnesses, was in a decent mood.",
    "Ratios of 3/4 and 9/10 were agreed, at 10.30 in the morning, in Room 5/6/7a.",
)


def sentences(seed: int, many: int, *, held_out: bool) -> Iterator[Sentence]:
    """Give so many sentences of one half, the same for the same seed."""
    chance = random.Random(f"{seed} {held_out}")
    frames = HELD_OUT if held_out else BUILT
    forms = (UK_HELD_OUT, US_HELD_OUT) if held_out else (UK_BUILT, US_BUILT)
    for number in range(many):
        american = bool(number % 2)
        written = date(2023, 2, 14) + timedelta(days=97 * (number % 8))
        frame = frames[(number // 2) % len(frames)]
        yield _filled(frame, forms[american], written, american, chance)


def _filled(frame: str, forms: Sequence[Form], written: date, american: bool, chance: random.Random) -> Sentence:
    text, dates = "", []
    first, *rest = frame.split("{}")
    text = first
    for piece in rest:
        day = written - timedelta(days=chance.randrange(30, 900))
        day = day.replace(day=min(day.day, 28))
        if american:
            day = day.replace(day=max(13, day.day))
        said, value = chance.choice(forms)(day, written)
        dates.append(Said(len(text), len(text) + len(said), value))
        text += said + piece
    zone = "T10:00:00-05:00" if american else "T10:00:00+00:00"
    return Sentence(text, f"{written.isoformat()}{zone}", american, tuple(dates))
