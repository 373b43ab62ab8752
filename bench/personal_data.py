"""Plants personal data of every kind in invented letters, with decoys beside them, and counts what is recognised.

Use: python -m bench.personal_data [--seed N] [--letters N] [--explain] [--real] [--list FILE]

A mark is right where it covers what was planted of its kind; any other is wrong. With --real it runs over real mail,
public records and Office files as well and counts marks of each kind; --list writes a seeded sample of them for a
person to read. The list holds third parties' words and stays on this machine.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bench import corpus
from bench.personal_words import DECOYS, PLANTED, Wordings
from bench.rows import Row, of, printed, share
from rejoinder.model import Blob
from rejoinder.personal import KINDS, Personal, personal_in
from rejoinder.read import read
from rejoinder.write.words import MONTHS

SEED = 53
LETTERS = 600
"""Of each set of wordings."""
SETS = ("built", "held out")
SAMPLE = 100
PAGE = 3_000
LARGEST = 3_000_000
"""Bytes of a file that is read."""
AROUND = 110
"""Characters on either side of a mark that are listed."""
SYLLABLES = tuple(
    [
        "wib",
        "thorn",
        "hal",
        "mar",
        "dun",
        "crag",
        "pens",
        "holt",
        "bram",
        "ley",
        "osk",
        "ril",
        "tam",
        "ven",
        "quil",
        "nor",
    ]
)
STREETS = tuple(
    [
        "Road",
        "Street",
        "Avenue",
        "Lane",
        "Crescent",
        "Gardens",
        "Terrace",
        "Close",
        "Drive",
        "Grove",
        "Court",
        "Way",
        "Place",
    ]
)
AREAS = tuple(["AB", "B", "BS", "CF", "EH", "G", "L", "LS", "M", "N", "NE", "OX", "SE", "SW", "YO", "TR", "IP", "HU"])
"""Real postcode areas; what follows them is made up."""
_BRACES = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One invented letter, and where what was planted in it stands."""

    text: str
    planted: tuple[tuple[str, int, int], ...]
    """Kind, start and end."""


class Maker:
    """Makes letters of one set of wordings."""

    def __init__(self, rolls: random.Random, *, held_out: bool) -> None:
        self._rolls = rolls
        self._held_out = held_out

    def _of(self, wordings: Wordings) -> tuple[str, ...]:
        return wordings.held_out if self._held_out else wordings.built

    def letter(self) -> Letter:
        """Give one letter: some sentences with personal data, more without."""
        kinds = self._rolls.choices(sorted(PLANTED), k=5)
        decoys = self._rolls.sample(self._of(DECOYS), 8)
        lines = [(kind, self._rolls.choice(self._of(PLANTED[kind]))) for kind in kinds]
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


@dataclass(slots=True)
class Counted:
    """What was recognised of what was planted, by (set, kind)."""

    planted: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    failing: list[str] = field(default_factory=list)

    def add(self, name: str, letter: Letter, marks: list[Personal]) -> None:
        """Count one letter."""
        for kind, start, end in letter.planted:
            self.planted[name, kind] += 1
            found = any(one.kind == kind and _covers(one, kind, start, end) for one in marks)
            self.found[name, kind] += found
            if not found:
                self.failing.append(f"{name}: missed {kind}: {_line(letter.text, start, end)}")
        for one in marks:
            self.told[name, one.kind] += 1
            right = any(one.kind == kind and one.start < end and start < one.end for kind, start, end in letter.planted)
            self.right[name, one.kind] += right
            if not right:
                self.failing.append(f"{name}: wrong {one.kind}: {_line(letter.text, one.start, one.end)}")


def _covers(one: Personal, kind: str, start: int, end: int) -> bool:
    """Say whether a mark covers what was planted; a word of a special category lies in its sentence."""
    return start <= one.start < end if kind == "special-category" else one.start <= start and end <= one.end


def _line(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 30) : start].split()[-4:]
    return " ".join([*before, f"⟦{text[start:end]}⟧".replace("\n", "⏎")])


def counted(seed: int = SEED, letters: int = LETTERS) -> Counted:
    """Give what is recognised in so many letters of each set of wordings."""
    made = Counted()
    for name in SETS:
        maker = Maker(random.Random(f"{seed} {name}"), held_out=name == "held out")
        for _ in range(letters):
            letter = maker.letter()
            made.add(name, letter, personal_in(letter.text))
    return made


def rows(seed: int = SEED, letters: int = LETTERS) -> list[Row]:
    """Give recall and precision of each kind, for each set of wordings."""
    return rows_of(counted(seed, letters))


def rows_of(made: Counted) -> list[Row]:
    """Give the rows of a count."""
    found = []
    for name in SETS:
        for kind in KINDS:
            said = f"personal data, {name}: {kind}"
            planted, told = made.planted[name, kind], made.told[name, kind]
            hit, right = made.found[name, kind], made.right[name, kind]
            found.append(Row(f"{said}, recall", share(hit, planted), ">= 0.95", of(hit, planted)))
            found.append(Row(f"{said}, precision", share(right, told), ">= 0.98", of(right, told)))
    return found


def real_texts() -> Iterator[tuple[str, str]]:
    """Give (corpus, text) of each document of the corpora, as the product reads it; of list mail every fourth."""
    for number, mail in enumerate(corpus.twisted()):
        if number % 4 == 0:
            yield from _texts("list mail", f"{number}.eml", mail.raw)
    for name, folder, endings in (
        ("office mail", "mail/edrm-enron-eml", (".eml",)),
        ("public records", "foi", (".txt", ".pdf")),
        ("Office files", "office", (".docx", ".xlsx", ".pptx", ".odt", ".doc", ".xls")),
    ):
        for path in sorted((corpus.CORPORA / folder).rglob("*")):
            if path.suffix.lower() in endings and path.stat().st_size < LARGEST:
                yield from _texts(name, path.name, path.read_bytes())


def _texts(name: str, path: str, content: bytes) -> Iterator[tuple[str, str]]:
    for reading in read(Blob(path, content), ""):
        for document in reading.documents:
            yield name, document.text


def over_real(seed: int, sample: int) -> tuple[list[Row], list[str]]:
    """Give how many marks of each kind real documents have, and a sample of them as a person reads them."""
    marks: Counter[tuple[str, str]] = Counter()
    letters: Counter[str] = Counter()
    kept: dict[tuple[str, str], str] = {}
    spent = 0.0
    for name, text in real_texts():
        began = time.process_time()
        found = personal_in(text)
        spent += time.process_time() - began
        letters[name] += len(text)
        for one in found:
            marks[name, one.kind] += 1
            before, after = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND]
            around = f"{before}⟦{text[one.start : one.end]}⟧{after}"
            kept.setdefault((one.kind, one.value), f"{one.kind} | {name} | {' '.join(around.split())}")
    table = [
        Row(f"real, {name}: {kind}, per page of {PAGE:,} characters", PAGE * many / letters[name], "", f"{many:,}")
        for (name, kind), many in sorted(marks.items())
    ]
    whole = sum(letters.values())
    table.append(Row("real: MB a CPU second", whole / max(spent, 1e-9) / 1e6, "", f"{whole:,} characters"))
    return table, sampled(random.Random(seed), kept, sample)


def sampled(rolls: random.Random, kept: Mapping[tuple[str, str], str], sample: int) -> list[str]:
    """Give so many lines, as many of each kind as there are up to an equal share, the rest at random."""
    by_kind: dict[str, list[str]] = {}
    for (kind, _), line in sorted(kept.items()):
        by_kind.setdefault(kind, []).append(line)
    each = sample // max(1, len(by_kind))
    chosen = [line for lines in by_kind.values() for line in rolls.sample(lines, min(each, len(lines)))]
    rest = [line for lines in by_kind.values() for line in lines if line not in set(chosen)]
    return sorted(chosen + rolls.sample(rest, min(len(rest), sample - len(chosen))))


def main() -> int:
    """Print the table, and what failed when asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--letters", type=int, default=LETTERS)
    asked.add_argument("--explain", action="store_true")
    asked.add_argument("--real", action="store_true")
    asked.add_argument("--list", type=Path)
    told = asked.parse_args()
    print(f"seed {told.seed}, {told.letters} letters of each set")
    made = counted(told.seed, told.letters)
    table = rows_of(made)
    print("\n".join(printed(table)))
    if told.explain:
        print("\n".join(sorted(made.failing)))
    if told.real or told.list:
        if absent := corpus.absent_corpora():
            print(absent)
            return 1
        real, listed = over_real(told.seed, SAMPLE)
        print("\n".join(printed(real)))
        if told.list:
            told.list.write_text("\n".join(listed), "utf-8")
    return 0 if all(row.passed is not False for row in table) else 1


if __name__ == "__main__":
    sys.exit(main())
