"""Plants traces of every kind in invented disclosures, with decoys beside them, and counts what is told of them.

Use: python -m bench.planted [--seed N] [--disclosures N] [--only built|held-out] [--explain]

A finding is right where its evidence stands in a document that shows a planted trace of its kind; any other is wrong.
Wordings and forms of numbers come in two sets; the held-out one was written before what it measures.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench import product
from bench.planted_papers import add_papers, harmless
from bench.planting import Disclosure, Person, Plant, Sent, mail, planting, sentences
from bench.rows import Row, of, printed, share

SEED = 47
DISCLOSURES = 6
"""Of each set of wordings."""
BARS = {"direct": (">= 0.95", ">= 0.98"), "inferred": ("", ">= 0.90"), "statistical": ("", ">= 0.90")}
"""Recall and precision by grade."""
PEOPLE = tuple(map(Person, ("Mabel Dunnock", "Ivo Cragg", "Nell Hathersage", "Rufus Mossop", "Flora Jarrow")))

Line = dict[str, Any]


@dataclass(slots=True)
class Told:
    """What was told of planted traces: by (set, kind of trace) and by (set, grade)."""

    planted: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    grades: dict[str, str] = field(default_factory=dict)
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    all: Counter[tuple[str, str]] = field(default_factory=Counter)
    decoys: int = 0
    failing: list[str] = field(default_factory=list)

    def add(self, name: str, disclosure: Disclosure, audit: product.Audited) -> None:
        """Count one disclosure."""
        evidence = [({audit.paths.get(t["document"], "") for t in one["because"]}, one) for one in audit.findings]
        self.decoys += disclosure.decoys_told_apart
        for plant in disclosure.planted:
            self.planted[name, plant.trace] += 1
            self.grades[plant.trace] = plant.grade
            found = any(one["kind"] == plant.finding and paths & plant.shown_by for paths, one in evidence)
            self.found[name, plant.trace] += found
            if not found:
                self.failing.append(f"{name}: missed {plant.trace}: {plant.said}")
        for paths, one in evidence:
            right = any(one["kind"] == plant.finding and paths & plant.shown_by for plant in disclosure.planted)
            self.all[name, one["grade"]] += 1
            self.right[name, one["grade"]] += right
            if not right:
                self.failing.append(f"{name}: wrong {_shown(one, paths, disclosure)}")


def _shown(one: Line, paths: set[str], disclosure: Disclosure) -> str:
    decoy = next((disclosure.decoys[path] for path in sorted(paths) if path in disclosure.decoys), "no decoy")
    said = one["because"][0]["exact"][:60] if one["because"] else ""
    return f"{one['kind']} ({one['grade']}): {one['absent']['described_as']}: “{said}” in {min(paths)}, {decoy}"


def audited(disclosure: Disclosure) -> product.Audited:
    """Give the product a disclosure."""
    with tempfile.TemporaryDirectory(prefix="bench-planted-") as folder:
        for name, content in disclosure.files.items():
            path = Path(folder, "disclosure", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return product.audited(Path(folder, "disclosure"), Path(folder, "case"))


def mixed(chance: random.Random, *, held_out: bool) -> Disclosure:
    """Give a disclosure with traces in words, threads and numbered papers."""
    made = planting(chance, held_out=held_out)
    add_papers(made)
    for name, content in harmless(chance):
        made.made.files[f"harmless/{name}"] = content
        made.made.decoys[f"harmless/{name}"] = "numbers that count nothing"
    return made.made


def mailbox(chance: random.Random, *, gap: bool) -> Disclosure:
    """Give one person's mailbox; a colleague has a part in it alone, or writes to somebody else too."""
    made, (owner, colleague, *others) = Disclosure(), PEOPLE
    start = date(2016, 1, 4) + timedelta(days=chance.randrange(300))
    for place in range(45):
        other = colleague if place % 4 == 0 else chance.choice(others)
        people = (owner, other) if place % 8 else (other, owner)
        sent = Sent(f"b{place}", *people, start + timedelta(days=3 * place + chance.randrange(3)), f"Box {place}")
        made.files[f"owner/{place:03}.eml"] = mail(sent, sentences(chance, 2))
    if gap:
        shown = frozenset(made.files)
        made.planted.append(Plant("mailbox", "absent-counterpart", "inferred", shown, colleague.name))
    else:
        for place, other in enumerate((*others, owner)):
            for one, two in ((colleague, other), (other, colleague)):
                key = f"c{place}{one.name[0]}"
                made.files[f"colleague/{key}.eml"] = mail(
                    Sent(key, one, two, start, f"Box {key}"), sentences(chance, 2)
                )
        made.decoys = dict.fromkeys(made.files, "mailbox, whole")
    return made


def silence(chance: random.Random, *, gap: bool) -> Disclosure:
    """Give a correspondence of most days, with 35 days of it gone, or none."""
    made, (one, two, *_) = Disclosure(), PEOPLE
    start = date(2015, 1, 5)
    out = chance.randint(120, 220)
    for day in range(360):
        today = start + timedelta(days=day)
        if today.weekday() >= 5 or chance.random() > 0.9 or (gap and out <= day < out + 35):
            continue
        people = (one, two) if chance.random() < 0.5 else (two, one)
        made.files[f"{day:03}.eml"] = mail(Sent(f"s{day}", *people, today, f"Day {day}"), sentences(chance, 1))
    if gap:
        made.planted.append(Plant("silence", "silence", "statistical", frozenset(made.files), f"day {out}"))
    else:
        made.decoys = {f"whole/{path}": "no silence" for path in made.files}
        made.files = {f"whole/{path}": content for path, content in made.files.items()}
    return made


def told_of(seed: int, count: int, names: Sequence[str]) -> Told:
    """Give what is told of the disclosures of some sets of wordings, and of mailboxes and silences."""
    told = Told()
    for name in names:
        for number in range(count):
            made = mixed(random.Random(f"{seed} {name} {number}"), held_out=name == "held-out")
            told.add(name, made, audited(made))
    for number in range(count):
        for maker in (mailbox, silence):
            for gap in (True, False):
                made = maker(random.Random(f"{seed} {maker.__name__} {number} {gap}"), gap=gap)
                told.add(names[0], made, audited(made))
    return told


def rows_of(told: Told, names: Sequence[str]) -> Iterator[Row]:
    """Give recall by kind of trace, then recall and precision by grade."""
    for name in names:
        for trace in sorted(told.grades):
            there = told.planted[name, trace]
            if there:
                found = told.found[name, trace]
                yield Row(
                    f"planted, {name}, {trace} ({told.grades[trace]}): recall",
                    share(found, there),
                    "",
                    of(found, there),
                )
    for name in names:
        for grade, (recall, precision) in BARS.items():
            traces = [trace for trace, its in told.grades.items() if its == grade]
            there, found = (sum(counts[name, trace] for trace in traces) for counts in (told.planted, told.found))
            right, every = told.right[name, grade], told.all[name, grade]
            yield Row(f"planted, {name}, {grade}: recall", share(found, there), recall, of(found, there))
            yield Row(f"planted, {name}, {grade}: precision", share(right, every), precision, of(right, every))
    yield Row("planted traces", told.planted.total(), ">= 400")
    yield Row("decoys", told.decoys, ">= 400")


def rows(
    *, seed: int = SEED, disclosures: int = DISCLOSURES, names: Sequence[str] = ("built", "held-out")
) -> list[Row]:
    """Give every row of both sets."""
    return list(rows_of(told_of(seed, disclosures, names), names))


def main() -> int:
    """Measure and print the rows, and the failing cases where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--disclosures", type=int, default=DISCLOSURES)
    parser.add_argument("--only", choices=("built", "held-out"))
    parser.add_argument(
        "--explain", action="store_true", help="print each trace that was missed and each wrong finding"
    )
    arguments = parser.parse_args()
    names = (arguments.only,) if arguments.only else ("built", "held-out")
    told = told_of(arguments.seed, arguments.disclosures, names)
    for line in printed(rows_of(told, names)):
        print(line)
    for failing in told.failing if arguments.explain else ():
        print(failing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
