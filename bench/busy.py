"""A heavy correspondence for the large case, invented: what its subject asked of a society, and what answered it.

Three thousand letters of one member over ten years, to two hundred officers: two thirds ask for something, half of
those are answered, some of the answers have words taken out; and one decision with forty allegations. The same to the
byte each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

MEMBER = "Marigold Threnody <marigold@threnody.example>"
SECRETARY = "Hesper Quillfeather <secretary@lower-wibbling.example>"
DOMAIN = "lower-wibbling.example"
LETTERS, OFFICERS, ALLEGATIONS = 3_000, 200, 40
FIRST, DAYS = date(2014, 1, 6), 3_900
DECIDED = "30 August 2024"
SEED = 17
_BEGIN, _MIDDLE, _END = ("Al", "Ber", "Cor", "Dun", "Es", "Fen", "Gar", "Hol"), ("a", "e", "i", "o", "u"), (
    "bury", "combe", "ditch", "ford", "gate", "ham", "ley", "mere", "ton", "wick",
)  # fmt: skip
_GIVEN = ("Ada", "Bram", "Clem", "Dora", "Edwy", "Flora", "Giles", "Hetty", "Ivo", "June")
_THINGS = (
    "water butt", "bottom gate", "bean rows", "compost bay", "key of the shed", "hedge", "path to plot nine", "notice",
    "waiting list", "bonfire days", "leek show", "accounts", "seed order", "hose", "padlock", "pavilion roof",
)  # fmt: skip
_ASKS = (
    "Please send me the minutes at which the {thing} was spoken of.",
    "Could you tell me who decided about the {thing}, and on what day?",
    "Please confirm that the {thing} is on the list for repair.",
    "When will the {thing} be seen to, and who will pay for it?",
)
_FORMAL = (
    (
        97,
        "Subject access request",
        "Please send me a copy of my personal data that the society holds about the {thing}.",
    ),
    (61, "Complaint about the {thing}", "I wish to complain about how the {thing} was dealt with."),
    (43, "Reminder: the {thing}", "I have still not had a reply about the {thing}. Please answer it."),
)
_PLAIN = (
    "The {thing} was as I said, and I have nothing to ask today.",
    "I was at the {thing} on Sunday and met nobody.",
    "Mr {officer} was kind about the {thing}, and I thanked him.",
)
_ANSWERS = (
    "Thank you for your letter of {day}. The {thing} stands where it stood, and the committee will look at it.",
    "I have your letter of {day}. The {thing} was before the committee, which noted it.",
)
_TAKEN_OUT = "What was said there of [redacted] by [redacted] is not given."


class Letter(NamedTuple):
    """One message: its headers' values and its words, and which message it answers."""

    id: str
    author: str
    to: tuple[str, ...]
    at: datetime
    subject: str
    words: str
    answers: str = ""

    @property
    def raw(self) -> bytes:
        """Give it as a mail."""
        head = [
            f"From: {self.author}",
            f"To: {', '.join(self.to)}",
            f"Date: {format_datetime(self.at)}",
            f"Message-ID: <{self.id}>",
            f"Subject: {self.subject}",
            *([f"In-Reply-To: <{self.answers}>", f"References: <{self.answers}>"] if self.answers else []),
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
        ]
        return "\r\n".join([*head, "", *self.words.split("\n"), ""]).encode()


def officers() -> list[str]:
    """Give the officers of the society, each with a name and an address."""
    surnames = [begin + middle + end for end in _END for middle in _MIDDLE for begin in _BEGIN][:OFFICERS]
    return [f"{_GIVEN[number % len(_GIVEN)]} {name} <{name.lower()}@{DOMAIN}>" for number, name in enumerate(surnames)]


def _asked(number: int, chance: random.Random, thing: str, officer: str) -> tuple[str, str]:
    """Give the subject and the words of one of the member's letters."""
    for every, subject, words in _FORMAL:
        if number % every == every - 1:
            return subject.format(thing=thing), words.format(thing=thing)
    several = _ASKS if number % 3 else _PLAIN
    said = chance.choice(several).format(thing=thing, officer=officer.split(" ")[1])
    return f"The {thing}, {number // 7}", said


def correspondence() -> Iterator[Letter]:
    """Give the member's letters in order of time, each with what answers it after it."""
    chance, people = random.Random(SEED), officers()
    for number in range(LETTERS):
        at = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(
            days=number * DAYS // LETTERS, hours=7 + number % 12, minutes=number % 60
        )
        thing, officer = chance.choice(_THINGS), chance.choice(people)
        subject, words = _asked(number, chance, thing, officer)
        body = f"Dear Hesper,\n\n{words}\n\nThe {thing} is the {number}th thing I write about.\n\nMarigold Threnody"
        one = Letter(f"m{number}@threnody.example", MEMBER, (SECRETARY, officer), at, subject, body)
        yield one
        if number % 3 and chance.random() < 0.5:
            day = f"{at.day} {at:%B %Y}"
            said = chance.choice(_ANSWERS).format(thing=thing, day=day)
            said += f"\n\n{_TAKEN_OUT}" if number % 5 == 1 else ""
            later = at + timedelta(days=chance.randint(1, 90))
            to = (MEMBER, *chance.sample(people, 3))
            words = f"Dear Marigold,\n\n{said}\n\nHesper Quillfeather\nHonorary Secretary"
            answer = Letter(f"s{number}@{DOMAIN}", SECRETARY, to, later, f"Re: {subject}", words)
            yield answer._replace(answers=one.id) if number % 4 else answer._replace(subject=f"Yours of {day}")


def decision() -> str:
    """Give a letter of reasons with many allegations, each of which quotes one of the member's letters."""
    quoted = [one for one in correspondence() if one.author == MEMBER][:: LETTERS // ALLEGATIONS][:ALLEGATIONS]
    found = "\n\n".join(
        f"{number}. On {one.at.day} {one.at:%B %Y} you wrote to the Secretary: “{one.words.splitlines()[2]}” That was"
        " untrue, and in breach of rule 6 (courtesy between members)."
        for number, one in zip(count(1), quoted, strict=False)
    )
    return (
        f"Lower Wibbling Allotment Society\n\n{DECIDED}\n\nDear Ms Threnody\n\nDecision of the panel of further"
        f" allegations\n\nThe panel met on 28 August 2024 and finds the following allegations proved.\n\n{found}\n\n"
        "You are suspended for one season. You may appeal within fourteen days.\n\nThe panel\n"
    )


LETTER = "decision on further allegations.txt"
"""The name of the letter of reasons in what the society disclosed."""


def write_busy(folder: Path) -> tuple[Path, Path]:
    """Write the society's files and the member's own archive, and give both folders."""
    theirs, own = folder / "society", folder / "member"
    for each in (theirs / "letters", own):
        each.mkdir(parents=True)
    for number, one in enumerate(correspondence()):
        mine = one.author == MEMBER
        if mine:
            (own / f"{number:05}.eml").write_bytes(one.raw)
        if not mine or number % 2:
            (theirs / "letters" / f"{number:05}.eml").write_bytes(one.raw)
    (theirs / LETTER).write_text(decision(), "utf-8")
    return theirs, own
