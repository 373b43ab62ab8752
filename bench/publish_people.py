"""Invented people with numbers and addresses for bench.publish: what is injected, and how it is told again."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import NamedTuple


def words(said: str) -> list[str]:
    """Give the words of a line."""
    return said.split()


_GIVEN = words(
    "Edith Rowan Clement Dorothea Ambrose Philippa Leopold Beatrix Horatio Winifred Gilbert Ottoline Rufus Cordelia"
    " Montague Araminta Digby Henrietta Lionel Rosalind Fergus Imogen Basil Clementine Hugo Ernestine Jasper Lavinia"
)
_FIRST = words(
    "Brindle Thistle Quarle Pomfret Snaffle Wexel Trubble Kettle Marrow Ficklin Gaffle Ombers Dunnock Yarble"
)
_SECOND = words("wick thorpe bury stead combe field mere worth ley shaw")
CARE = "The patient's NHS number is"


class Secret(NamedTuple):
    """One thing that is injected: of whom, how it is written there, and what of it must not be got at."""

    of: str
    """The whole name of the person, or the number."""
    kind: str
    written: str
    told: tuple[str, ...]
    """Squashed: any of these in what is got at is a recovery."""


class Body(NamedTuple):
    """An invented person."""

    given: str
    last: str
    mail: str
    telephone: str

    @property
    def name(self) -> str:
        """Give the whole name."""
        return f"{self.given} {self.last}"


def squash(words: str) -> str:
    """Give words as recoveries compare them: no case, no accents, letters and digits only."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    return re.sub(r"[^a-z0-9]", "", plain)


def people(rolls: random.Random, many: int) -> list[Body]:
    """Give so many people, no two of one surname."""
    lasts = [first + second for first in _FIRST for second in _SECOND]
    rolls.shuffle(lasts)
    found = []
    for last in lasts[:many]:
        given = rolls.choice(_GIVEN)
        number = f"07700 900{rolls.randrange(1000):03}"
        found.append(
            Body(given, last, f"{given}.{last}@{rolls.choice(('wexford', 'plots', 'home'))}.example".lower(), number)
        )
    return found


def as_named(rolls: random.Random, one: Body) -> Secret:
    """Give one person's name in one of the ways in which letters write it."""
    hyphened = f"{one.last[:5]}-\n{one.last[5:]}"
    written = rolls.choice((
        one.name, one.name, f"{one.last}, {one.given}", f"{one.given[0]}. {one.last}", f"Mrs {one.last}", one.last,
        one.name.upper(), f"{one.last}’s", f"{one.given[0]}{one.last}".lower(), hyphened, f"{one.last}_notes.pdf",
    ))  # fmt: skip
    return Secret(one.name, "name", written, (squash(one.last),))


def number(rolls: random.Random, one: Body) -> Secret:
    """Give a number or an address that a machine can know by its form."""
    kind = rolls.choice(("telephone", "mail", "insurance", "nhs", "bank"))
    if kind == "telephone":
        written = rolls.choice((one.telephone, one.telephone.replace(" ", ""), f"+44 {one.telephone[1:]}"))
        return Secret(one.telephone, kind, f"Tel: {written}", (squash(one.telephone)[1:],))
    if kind == "mail":
        return Secret(one.name, kind, one.mail, (squash(one.last),))
    if kind == "insurance":
        digits = f"{rolls.randrange(1_000_000):06}"
        return Secret(
            digits, kind, f"National Insurance number AB {digits[:2]} {digits[2:4]} {digits[4:]} C", (f"ab{digits}c",)
        )
    if kind == "bank":
        sort = f"{rolls.randrange(40, 99)}{rolls.randrange(10_000):04}"
        account = f"{rolls.randrange(10_000_000, 99_999_999)}"
        written = f"sort code {sort[:2]}-{sort[2:4]}-{sort[4:]} account {account}"
        return Secret(account, kind, written, (account,))
    digits = _health(rolls)
    return Secret(digits, kind, f"{CARE} {digits[:3]} {digits[3:6]} {digits[6:]}", (digits,))


def _health(rolls: random.Random) -> str:
    while True:
        nine = f"4{rolls.randrange(100_000_000):08}"
        check = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True)) % 11
        if check != 10:
            return f"{nine}{check % 11}"
