"""Plants personal data of every kind in invented letters, with decoys beside them, and counts what is recognised.

Use: python -m bench.personal_data [--seed N] [--letters N] [--explain] [--real] [--list FILE]

A mark is right where it covers what was planted of its kind; any other is wrong. With --real it runs over real mail,
public records and Office files as well and counts marks of each kind; --list writes a seeded sample of them for a
person to read. The list holds third parties' words and stays on this machine.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import corpus
from bench.personal_letters import Letter, Maker
from bench.personal_words import WORDINGS
from bench.rows import Row, of, printed, share
from rejoinder.model import Blob
from rejoinder.personal import KINDS, Personal, personal_in
from rejoinder.read import read

SEED = 53
LETTERS = 600
"""Of each set of wordings."""
SETS = tuple(WORDINGS)
SAMPLE = 100
PAGE = 3_000
LARGEST = 3_000_000
"""Bytes of a file that is read."""
AROUND = 110
"""Characters on either side of a mark that are listed."""


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
        maker = Maker(random.Random(f"{seed} {name}"), name)
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
