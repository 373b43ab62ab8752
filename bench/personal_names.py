"""Plants names of people no header knows in invented letters, with what looks like a name beside them.

Use: python -m bench.personal_names [--seed N] [--letters N] [--explain] [--with PEER] [--real] [--list FILE]

A mark is right where it lies on a planted name; a name is found where a mark covers its surname, or its first name
where it stands alone. PEER is a program of others that gives names, when it is installed: `spacy`, `rampart`.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench import corpus
from bench.name_peers import PEERS
from bench.name_words import DECOYS, FAMILY, FORMS, GIVEN, LOOKING_ALIKE, SENTENCES, SET_NAMES
from bench.personal_data import real_texts
from bench.rows import Row, of, printed, share
from rejoinder.personal.given_names import given_names
from rejoinder.personal.told_names import told_names

SEED = 61
LETTERS = 400
SAMPLE = 100
PAGE = 3_000
AROUND = 90
REAL_LETTERS = 6_000_000
"""Characters of real text that are looked through."""
_BRACES = re.compile(r"\{(\w+)\}")
Recognise = Callable[[str], list[tuple[int, int]]]


class Letter(NamedTuple):
    """A letter, and where names stand in it: how each is given, start and end, and the part that must be covered."""

    text: str
    names: tuple[tuple[str, int, int, int, int], ...]


class Maker:
    """Makes letters of one set of wordings."""

    def __init__(self, rolls: random.Random, name: str) -> None:
        self._rolls, self._name = rolls, name

    def letter(self) -> Letter:
        """Give a letter: sentences in which people are named, and more in which nobody is."""
        sentences = [(how, self._rolls.choice(SENTENCES[self._name][how])) for how in self._rolls.choices(FORMS, k=5)]
        sentences += [("", one) for one in self._rolls.sample(DECOYS[self._name], 7)]
        self._rolls.shuffle(sentences)
        text, names = "", []
        for how, sentence in sentences:
            text += self._rolls.choice((" ", "\n\n")) if text and "\n" not in sentence else "\n\n"
            end = 0
            for found in _BRACES.finditer(sentence):
                text += sentence[end : found.start()]
                if how and found[1] == "name":
                    said, start, stop = self._named(how)
                    names.append((how, len(text), len(text) + len(said), len(text) + start, len(text) + stop))
                else:
                    said = self._filled(found[1])
                text += said
                end = found.end()
            text += sentence[end:]
        return Letter(text, tuple(names))

    def _named(self, how: str) -> tuple[str, int, int]:
        """Give a name in one of its forms, and where the part of it that must be covered stands."""
        first, last = self._rolls.choice(GIVEN[self._name]), self._rolls.choice(FAMILY[self._name])
        title = self._rolls.choice(("Mr", "Mrs", "Ms", "Miss", "Dr"))
        before = {
            "in full": f"{first} ",
            "titled": f"{title} ",
            "titled in full": f"{title} {first} ",
            "office": self._rolls.choice(("Cllr ", "PC ", "Sgt ", "Prof. ", "Sister ", "Revd ", "DC ")),
            "initials": f"{first[0]}. {self._rolls.choice('ABCDEJLMRST')}. ",
            "greeted": f"{title} ",
            "signed": f"{first} ",
            "reached": f"{first} ",
        }.get(how)
        if before is None:
            return first, 0, len(first)
        return before + last, len(before), len(before) + len(last)

    def _filled(self, what: str) -> str:
        if what in LOOKING_ALIKE[self._name]:
            return self._rolls.choice(LOOKING_ALIKE[self._name][what])
        return {
            "place": lambda: self._rolls.choice(FAMILY[self._name]),
            "given": lambda: self._rolls.choice(GIVEN[self._name]),
            "number": lambda: str(self._rolls.randrange(2, 90)),
            "phone": lambda: f"07700 900{self._rolls.randrange(100, 1000)}",
        }[what]()


class Counted(NamedTuple):
    """What was recognised of what was planted, by (set, form)."""

    planted: Counter[tuple[str, str]]
    found: Counter[tuple[str, str]]
    told: Counter[str]
    right: Counter[str]
    failing: list[str]
    letters: int
    seconds: float


def counted(recognise: Recognise, seed: int, letters: int) -> Counted:
    """Give what is recognised in so many letters of each set."""
    made = Counted(Counter(), Counter(), Counter(), Counter(), [], 0, 0.0)
    length, spent = 0, 0.0
    for name in SET_NAMES:
        maker = Maker(random.Random(f"{seed} {name}"), name)
        for _ in range(letters):
            letter = maker.letter()
            length += len(letter.text)
            began = time.process_time()
            marks = recognise(letter.text)
            spent += time.process_time() - began
            _count(made, name, letter, marks)
    return made._replace(letters=length, seconds=spent)


def _count(made: Counted, name: str, letter: Letter, marks: list[tuple[int, int]]) -> None:
    for how, start, end, first, last in letter.names:
        made.planted[name, how] += 1
        found = any(one <= first and last <= other for one, other in marks)
        made.found[name, how] += found
        if not found:
            made.failing.append(f"{name}: missed {how}: {_line(letter.text, start, end)}")
    for one, other in marks:
        made.told[name] += 1
        right = any(one < end and start < other for _, start, end, _, _ in letter.names)
        made.right[name] += right
        if not right:
            made.failing.append(f"{name}: wrong: {_line(letter.text, one, other)}")


def _line(text: str, start: int, end: int) -> str:
    words = f"{text[max(0, start - 40) : start]}⟦{text[start:end]}⟧{text[end : end + 30]}"
    return " ".join(words.split())


def rows_of(made: Counted, who: str) -> list[Row]:
    """Give the rows of a count."""
    bar = ">= 0.95" if who == "ours" else ""
    found = []
    for name in SET_NAMES:
        for how in FORMS:
            hit, planted = made.found[name, how], made.planted[name, how]
            found.append(Row(f"names, {who}, {name}: {how}, recall", share(hit, planted), "", of(hit, planted)))
        right, told = made.right[name], made.told[name]
        found.append(Row(f"names, {who}, {name}: precision", share(right, told), bar, of(right, told)))
    speed = made.letters / max(made.seconds, 1e-9) / 1e6
    found.append(Row(f"names, {who}: MB a CPU second", speed, "", f"{made.letters:,} characters"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found.append(Row(f"names, {who}: peak memory of this run, MB", peak))
    return found


def rows(seed: int = SEED, letters: int = LETTERS) -> list[Row]:
    """Give recall of each form and precision, for each set of wordings."""
    return rows_of(counted(ours, seed, letters), "ours")


def ours(text: str) -> list[tuple[int, int]]:
    """Give the places that the product tells as perhaps a name."""
    return [(one.start, one.end) for one in told_names(text, given_names())]


def over_real(recognise: Recognise, seed: int, who: str) -> Iterator[str]:
    """Give a sample of the marks of real documents, no name twice, and how many there were."""
    kept: dict[str, str] = {}
    total, length, began = 0, 0, time.process_time()
    texts = list(real_texts())
    random.Random(seed).shuffle(texts)
    for name, text in texts:
        if length > REAL_LETTERS:
            break
        length += len(text)
        for start, end in recognise(text):
            total += 1
            around = f"{text[max(0, start - AROUND) : start]}⟦{text[start:end]}⟧{text[end : end + AROUND]}"
            kept.setdefault(text[start:end], f"{name} | {' '.join(around.split())}")
    yield f"{who}: {total:,} marks in {length:,} characters, {time.process_time() - began:.1f} CPU s with the reading"
    lines = [kept[one] for one in sorted(kept)]
    yield from sorted(random.Random(seed).sample(lines, min(SAMPLE, len(lines))))


def main() -> int:
    """Print the table, and what failed when asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--letters", type=int, default=LETTERS)
    asked.add_argument("--explain", action="store_true")
    asked.add_argument("--with", dest="peer", choices=sorted(PEERS), default="")
    asked.add_argument("--list", type=Path)
    told = asked.parse_args()
    who = told.peer or "ours"
    recognise = PEERS[told.peer]() if told.peer else ours
    made = counted(recognise, told.seed, told.letters)
    table = rows_of(made, who)
    print("\n".join(printed(table)))
    if told.explain:
        print("\n".join(sorted(made.failing)))
    if told.list:
        if absent := corpus.absent_corpora():
            print(absent)
            return 1
        told.list.write_text("\n".join(over_real(recognise, told.seed, who)), "utf-8")
    return 0 if all(row.passed is not False for row in table) else 1


if __name__ == "__main__":
    sys.exit(main())
