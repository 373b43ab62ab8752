"""Invented letters with personal data planted in them and decoys beside it, by a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bench.personal_words import WORDINGS
from rejoinder.write.words import MONTHS

_SYLLABLES = "wib thorn hal mar dun crag pens holt bram ley osk ril tam ven quil nor"
_STREETS = "Road Street Avenue Lane Crescent Gardens Terrace Close Drive Grove Court Way Place"
_AREAS = "AB B BS CF EH G L LS M N NE OX SE SW YO TR IP HU"
"""Real postcode areas; what follows them is made up."""
SYLLABLES, STREETS, AREAS = (tuple(words.split()) for words in (_SYLLABLES, _STREETS, _AREAS))
_BRACES = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One invented letter, and where what was planted in it stands."""

    text: str
    planted: tuple[tuple[str, int, int], ...]
    """Kind, start and end."""


class Maker:
    """Makes letters of one set of wordings."""

    def __init__(self, rolls: random.Random, name: str) -> None:
        self._rolls = rolls
        self._name = name
        self._wordings = WORDINGS[name]

    @property
    def _held_out(self) -> bool:
        return self._name != "built"

    def letter(self) -> Letter:
        """Give one letter: some sentences with personal data, more without."""
        kinds = self._rolls.choices(sorted(self._wordings.planted), k=5)
        decoys = self._rolls.sample(self._wordings.decoys, 8)
        lines = [(kind, self._rolls.choice(self._wordings.planted[kind])) for kind in kinds]
        lines += [("", decoy) for decoy in decoys]
        self._rolls.shuffle(lines)
        table = self._table() if self._rolls.random() < 0.15 else None
        text, planted = f"Dear {self.name()},\n\n", []
        for kind, line in lines:
            values: list[tuple[int, int]] = []
            said = self._filled(kind, line, len(text), values)
            if kind:
                spans = values or [(len(text), len(text) + len(said))]
                planted.append((kind, min(one for one, _ in spans), max(end for _, end in spans)))
            text += said + self._rolls.choice(("\n\n", "\n\n", "\n\n", " \n\n"))
        if table:
            planted += [(kind, len(text) + start, len(text) + end) for kind, start, end in table.planted]
            text += table.text
        return Letter(text + f"Yours,\n{self.name()}\n", tuple(planted))

    def _table(self) -> Letter:
        """Give a table such as a spreadsheet has, with cells between tabs."""
        columns: list[tuple[str, str, Callable[[], str]]] = [
            ("date-of-birth", "DoB" if self._held_out else "Date of birth", self.day),
            ("nhs-number", "NHS No" if self._held_out else "NHS number", lambda: self.health("")),
            ("telephone", "Mobile" if self._held_out else "Telephone", lambda: f"07{self.one('45789')}{self.some(8)}"),
            ("", "Member", lambda: self.some(8)),
            ("", "Joined", lambda: f"{self._born():%d/%m/%Y}"),
            ("", "Paid", lambda: f"{self._rolls.randrange(10, 90)}.00"),
        ]
        self._rolls.shuffle(columns)
        text, planted = "\t".join(("Name", *(head for _, head, _ in columns))) + "\n", []
        for _ in range(3):
            text += self.name()
            for kind, _, value in columns:
                said = value()
                text += "\t" + said
                if kind:
                    planted.append((kind, len(text) - len(said), len(text)))
            text += "\n"
        return Letter(text + "\n", tuple(planted))

    def _filled(self, kind: str, line: str, at: int, values: list[tuple[int, int]]) -> str:
        """Give a wording filled in, and note where what is planted stands."""
        made, end = "", 0
        known = self._planted(kind) if kind else {}
        for found in _BRACES.finditer(line):
            made += line[end : found.start()]
            value = known[found[1]]() if found[1] in known else self._decoy(found[1])
            if found[1] in known:
                values.append((at + len(made), at + len(made) + len(value)))
            made += value
            end = found.end()
        return made + line[end:]

    def _planted(self, kind: str) -> dict[str, Callable[[], str]]:
        return {
            "national-insurance-number": {"it": self.insurance},
            "nhs-number": {
                "it": lambda: self.health(self._rolls.choice(("", " "))),
                "spaced": lambda: self.health(" "),
            },
            "passport-number": {"it": lambda: self.some(9)},
            "driving-licence-number": {"it": self.licence},
            "bank-account": {"sort": self.sort_code, "account": lambda: self.some(8)},
            "iban": {"it": self.iban},
            "payment-card": {
                "it": lambda: self.card(self._rolls.choice(("", " ", "-"))),
                "fours": lambda: self.card(" "),
            },
            "date-of-birth": {"day": self.day},
            "postal-address": {"address": self.address},
            "postcode": {"it": self.postcode},
            "telephone": {
                "it": self.telephone,
                "spaced": self.telephone,
                "mobile": lambda: f"07{self.one('45789')}{self.some(8)}",
            },
            "email-address": {"it": self.address_of_mail},
            "special-category": {},
        }[kind]

    def some(self, many: int) -> str:
        """Give so many digits, the first not 0."""
        return f"{self._rolls.randrange(10 ** (many - 1), 10**many)}"

    def one(self, letters: str) -> str:
        """Give one of some letters."""
        return self._rolls.choice(letters)

    def name(self) -> str:
        """Give an invented name of two words."""
        return " ".join("".join(self._rolls.sample(SYLLABLES, 2)).capitalize() for _ in range(2))

    def insurance(self) -> str:
        """Give a National Insurance number as it may be written."""
        first, second = self.one("ABCEGHJKLMOPRSTWXYZ"), self.one("ABCEGHJKLMNPRSTWXYZ")
        if first + second in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"):
            return self.insurance()
        gap = self._rolls.choice(("", " "))
        pairs = [f"{self._rolls.randrange(100):02}" for _ in range(3)]
        return gap.join((first + second, *pairs, self.one("ABCD")))

    def health(self, gap: str) -> str:
        """Give an NHS number with its check digit."""
        while True:
            nine = self.one("467") + f"{self._rolls.randrange(10**8):08}"
            check = 11 - sum(int(digit) * (10 - at) for at, digit in enumerate(nine)) % 11
            if check != 10:
                number = f"{nine}{check % 11}"
                return gap.join((number[:3], number[3:6], number[6:]))

    def licence(self) -> str:
        """Give a driver number."""
        surname = "".join(self._rolls.sample(SYLLABLES, 2)).upper()[: self._rolls.choice((3, 4, 5, 5, 5))].ljust(5, "9")
        born = self._born()
        month = born.month + self._rolls.choice((0, 50))
        year = f"{born.year % 100:02}"
        gap = self._rolls.choice(("", " "))
        initials = self.one("ABCDEJKLM") + self.one("ABCDE9")
        check = self.some(1) + self.one("ABCXYZ") + self.one("ABCXYZ")
        return f"{surname}{gap}{year[0]}{month:02}{born.day:02}{year[1]}{gap}{initials}{check}"

    def sort_code(self) -> str:
        """Give a sort code."""
        gap = self._rolls.choice(("-", "-", " ", ""))
        return gap.join((self.some(2), self.some(2), self.some(2)))

    def iban(self) -> str:
        """Give a British or Irish IBAN with its check digits."""
        rest = "".join(self._rolls.choice("ABCDEFGHKLMNW") for _ in range(4)) + self.some(14)
        country = self._rolls.choice(("GB", "IE"))
        total = int("".join(str(int(letter, 36)) for letter in f"{rest}{country}00"))
        whole = f"{country}{98 - total % 97:02}{rest}"
        gap = self._rolls.choice(("", " "))
        return gap.join(whole[at : at + 4] for at in range(0, len(whole), 4))

    def card(self, gap: str) -> str:
        """Give a card number with its check digit."""
        number = self._rolls.choice(("4", "51", "54", "6011")).ljust(4, "0")[:4] + self.some(11)
        for last in "0123456789":
            whole = number + last
            total = sum(
                int(digit) for at, char in enumerate(reversed(whole)) for digit in str(int(char) * (1 + at % 2))
            )
            if total % 10 == 0:
                return gap.join(whole[at : at + 4] for at in range(0, 16, 4))
        raise AssertionError

    def _born(self) -> date:
        return date(1931, 1, 1) + timedelta(days=self._rolls.randrange(75 * 365))

    def day(self) -> str:
        """Give a day of birth as it may be written."""
        born = self._born()
        return self._rolls.choice(
            (
                f"{born.day} {MONTHS[born.month - 1]} {born.year}",
                f"{born:%d/%m/%Y}",
                f"{born:%d.%m.%y}",
                f"{born:%d-%m-%Y}",
                f"{born.day} {MONTHS[born.month - 1][:3]} {born.year}",
                f"{born:%Y-%m-%d}",
            )
        )

    def address(self) -> str:
        """Give an address: a street with a number, and mostly the town and postcode."""
        street = self._rolls.choice(STREETS)
        name = "".join(self._rolls.sample(SYLLABLES, 2)).capitalize()
        line = f"{self._rolls.randrange(1, 300)}{self._rolls.choice(('', '', '', 'a'))} {name} {street}"
        line = self._rolls.choice((line, line, f"Flat {self._rolls.randrange(1, 30)}, {line}"))
        alone = street not in ("Court", "Way", "Place") and self._rolls.random() < 0.3
        town = "".join(self._rolls.sample(SYLLABLES, 2)).capitalize()
        gap = self._rolls.choice((", ", ",\n", "\n"))
        return line if alone else gap.join((line, town, self.postcode()))

    def postcode(self) -> str:
        """Give a postcode."""
        inward = f"{self._rolls.randrange(10)}{self.one('ABDEFGHJLNPQRSTUWXYZ')}{self.one('ABDEFGHJLNPQRSTUWXYZ')}"
        return f"{self._rolls.choice(AREAS)}{self._rolls.randrange(1, 30)} {inward}"

    def telephone(self) -> str:
        """Give a telephone number as it may be written."""
        six, eight = self.some(6), self.some(8)
        return self._rolls.choice(
            (
                f"07{self.one('45789')}{six[:2]} {self.some(6)}",
                f"07{self.one('45789')}{six[:2]} {six[:3]} {six[3:]}",
                f"01{self.some(3)} {six}",
                f"(01{self.some(3)}) {six}",
                f"020 {eight[:4]} {eight[4:]}",
                f"01{self.one('12345689')}1 {six[:3]} {eight[:4]}",
                f"+44 7{self.one('45789')}{six[:2]} {six}",
                f"+44 (0)20 {eight[:4]} {eight[4:]}",
                f"+353 1 {six[:3]} {eight[:4]}",
            )
        )

    def address_of_mail(self) -> str:
        """Give an e-mail address of a person."""
        first, last = self.name().lower().split()
        return f"{self._rolls.choice((f'{first}.{last}', f'{first[0]}{last}', f'{first}_{last}77'))}@{self._domain()}"

    def _domain(self) -> str:
        return f"{''.join(self._rolls.sample(SYLLABLES, 2))}.example"

    def _decoy(self, what: str) -> str:
        lengths = {
            "two": 2,
            "three": 3,
            "four": 4,
            "six": 6,
            "seven": 7,
            "eight": 8,
            "ten": 10,
            "eleven": 11,
            "isbn": 13,
        }
        if what in lengths:
            return self.some(lengths[what])
        day = date(2001, 1, 1) + timedelta(days=self._rolls.randrange(8000))
        return {
            "day": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            "dashed": f"{day:%d-%m-%y}",
            "year": str(day.year),
            "version": ".".join(str(self._rolls.randrange(40)) for _ in range(4)),
            "ip": ".".join(str(self._rolls.randrange(256)) for _ in range(4)),
            "price": f"{self._rolls.randrange(1, 9000):,}.{self._rolls.randrange(100):02}",
            "part": f"{self.one('ABCDKMX')}{self.one('ABCDKMX')}{self.some(6)}{self.one('ABCDKMX')}",
            "dotted": ".".join(str(self._rolls.randrange(1, 20)) for _ in range(3)),
            "time": f"{self._rolls.randrange(6, 23):02}:{self._rolls.randrange(60):02}",
            "domain": self._domain(),
            "hex": f"{self._rolls.randrange(16**16):016x}",
        }[what]
