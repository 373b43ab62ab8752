"""Takes pages out of numbered papers, and days out of correspondences, and counts the gaps and silences told.

Use: python -m bench.sequences [--seed N] [--productions N] [--held-out] [--explain]

A production is a folder of invented papers whose pages bear a running stamp or say which of how many they are, as PDF
or as the text of a scan, its stamps misread at some rate. A gap told is right where none of its numbers is on a page
that is there; one of which only a number of missing pages is told, where at least so many are gone.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import corpus, product
from bench.paper import A4, Drawn, Leaf, pdf_of, width_of
from bench.rows import Row, of, printed, share
from rejoinder.find.odds import gaps_in, silences
from rejoinder.find.silences import CHANCE
from rejoinder.find.working_days import working

SEED = 83
PRODUCTIONS = 16
CASES = 200
PLANTED = 30
"""Days without a message that are planted."""
LAYOUTS = (("GSP {:06}", 0.9), ("ABC{:05}", 0.5), ("SMITH_{:07}", 0.1))
HELD_OUT = (("PRA QX01_{:07}", 0.9), ("CTRL{:08}", 0.1), ("Marrowby {:05}", 0.5), ("{:07}", 0.9), ("WLB-0{:05}", 0.5))
"""A stamp, and how far from the left it stands as a part of the page's width."""
NOISE = (0.0, 0.02, 0.06)
"""Rates at which a stamp cannot be read; half as many have letters for figures, a tenth a wrong figure."""
WORDS = "The butts at the lower gate were looked at by the officers and nothing was agreed about the cost of them"
_TOLD = re.compile(r"(?:at least (\d+) of the )?numbers? “\D*?(?:01_)?(\d+)”(?: to “\D*?(?:01_)?(\d+)”)?")

Days = Callable[[random.Random, float, int, int], list[int]]


class Production(NamedTuple):
    """Files by name, the numbers on their pages, and those that were taken out between them."""

    files: dict[str, bytes]
    here: frozenset[int]
    gone: tuple[tuple[int, int], ...]


class Score(NamedTuple):
    """What was told of some productions."""

    told: int = 0
    right: int = 0
    gone: int = 0
    found: int = 0

    def plus(self, other: Score) -> Score:
        """Give both together."""
        return Score(*(one + two for one, two in zip(self, other, strict=True)))


def production(chance: random.Random, layouts: Sequence[tuple[str, float]], noise: float) -> Production:
    """Give papers with some runs of pages taken out."""
    written, across = chance.choice(layouts)
    scanned = chance.random() < 0.5
    first, pages = chance.choice((1, 101, 20_500)), chance.randint(60, 200)
    gone = tuple(_taken_out(chance, first, pages))
    missing = {number for start, end in gone for number in range(start, end + 1)}
    files: dict[str, bytes] = {}
    at = first
    while at < first + pages:
        size = min(chance.choice((1, 1, 2, 3, 5, 12)), first + pages - at)
        kept = [number for number in range(at, at + size) if number not in missing]
        if kept:
            stamps = [_misread(chance, written, number, noise) for number in kept]
            name = f"{len(files):04}.{'txt' if scanned else 'pdf'}"
            files[name] = _scan(stamps, chance) if scanned else pdf_of([_leaf(stamp, across) for stamp in stamps])
        at += size
    return Production(files, frozenset(range(first, first + pages)) - missing, gone)


def _taken_out(chance: random.Random, first: int, pages: int) -> Iterator[tuple[int, int]]:
    """Give a few runs of pages, apart from each other and from both ends."""
    at = first + 12
    while at < first + pages - 24 and chance.random() < 0.7:
        start = chance.randint(at, at + 8)
        end = start + chance.choice((0, 1, 3, 7))
        yield start, end
        at = end + 14


def _misread(chance: random.Random, written: str, number: int, noise: float) -> str:
    stamp, luck = written.format(number), chance.random()
    if luck < noise:
        place = chance.randrange(len(stamp) - 4, len(stamp))
        return stamp[:place] + chance.choice("?'C!:") + stamp[place + 1 :]
    if luck < 1.5 * noise:
        return stamp.replace("0", "O", 1) if chance.random() < 0.5 else stamp.replace("1", "I", 1)
    if luck < 1.6 * noise:
        return written.format(number + chance.choice((3, 30, 300, 5_000)))
    return stamp


def _leaf(stamp: str, across: float) -> Leaf:
    leaf = Leaf(*A4)
    leaf.drawn += [Drawn(60, 90 + 16 * line, WORDS, "Helvetica", 10) for line in range(20)]
    leaf.drawn.append(Drawn(across * (A4[0] - width_of(stamp, "Courier", 9) - 20), A4[1] - 20, stamp, "Courier", 9))
    return leaf


def _scan(stamps: Sequence[str], chance: random.Random) -> bytes:
    sides = (f"{WORDS}\n" * chance.randint(6, 30) + f"\n{' ' * 90}{stamp}\n" for stamp in stamps)
    return "\f".join(sides).encode()


def judged(one: Production, explain: bool) -> Score:
    """Give the product a production, and count what it tells of it."""
    with tempfile.TemporaryDirectory(prefix="bench-sequences-") as folder:
        for name, content in one.files.items():
            path = Path(folder, "disclosure", name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        audit = product.audited_whole(Path(folder, "disclosure"), Path(folder, "case"))
    told = [finding["absent"]["described_as"] for finding in audit.findings if finding["kind"] == "number-gap"]
    right, found = 0, set[tuple[int, int]]()
    for words in told:
        least, numbers = _numbers(words)
        really = sum(number not in one.here for number in numbers)
        is_right = really >= (least or len(numbers))
        right += is_right
        found |= {run for run in one.gone if is_right and run[0] in numbers}
        if explain and not is_right:
            print("wrong:", words, file=sys.stderr)
    return Score(len(told), right, len(one.gone), len(found))


def _numbers(words: str) -> tuple[int, range]:
    said = _TOLD.fullmatch(words)
    if not said:
        return 1, range(0)
    return int(said[1] or 0), range(int(said[2]), int(said[3] or said[2]) + 1)


def number_rows(seed: int, count: int, *, held_out: bool, explain: bool) -> Iterator[Row]:
    """Give the rows of numbered papers, one rate of misreading at a time."""
    layouts = HELD_OUT if held_out else LAYOUTS
    for noise in NOISE:
        chance = random.Random(f"{seed} {held_out} {noise}")
        score = Score()
        for _ in range(count):
            score = score.plus(judged(production(chance, layouts, noise), explain))
        name = f"numbers, {'held-out ' if held_out else ''}stamps, {100 * noise:.0f} % unread"
        yield Row(f"{name}: precision", share(score.right, score.told), ">= 0.97", of(score.right, score.told))
        yield Row(f"{name}: recall", share(score.found, score.gone), "", of(score.found, score.gone))


def steady(chance: random.Random, rate: float, many: int, start: int) -> list[int]:
    """Give days by chance alone, a few of them at weekends."""
    worked = working(start, start + many - 1)
    return [start + day for day in range(many) if chance.random() < (rate if worked[day] else rate / 20)]


def bursts(chance: random.Random, rate: float, many: int, start: int) -> list[int]:
    """Give days of busy weeks and of quiet ones in turn."""
    worked, days, busy = working(start, start + many - 1), list[int](), True
    for day in range(many):
        busy ^= chance.random() < (1 / 20 if busy else 1 / 6)
        if worked[day] and chance.random() < (rate if busy else rate / 4):
            days.append(start + day)
    return days


def long_tailed(chance: random.Random, rate: float, many: int, start: int) -> list[int]:
    """Give days whose gaps fall off as a power, as those of single people's letters do."""
    days, at = set[int](), 0.0
    while at < many:
        days.add(start + int(at))
        at += max(0.3, chance.paretovariate(1.6) * 0.4 / rate)
    return sorted(days)


def on_leave(chance: random.Random, rate: float, many: int, start: int) -> list[int]:
    """Give days by chance, with one or two or three quiet weeks each summer."""
    days = steady(chance, rate, many, start)
    for year in range(0, many, 365):
        first, length = start + year + chance.randrange(200, 240), chance.choice((10, 14, 21))
        days = [day for day in days if not first <= day < first + length or chance.random() < 0.15]
    return days


MODELS: tuple[Days, ...] = (steady, bursts, long_tailed, on_leave)


def silence_rows(seed: int) -> Iterator[Row]:
    """Give the rows of simulated correspondences, with a silence planted and without."""
    false = cases = 0
    for model in MODELS:
        chance = random.Random(f"{seed} {model.__name__}")
        found = daily = 0
        for rate in (0.2, 0.4, 0.6, 0.8, 0.95) * (CASES // 5):
            start, many = 735_000 + chance.randrange(3_000), chance.choice((365, 730, 1_460))
            days = model(chance, rate, many, start)
            false, cases = false + bool(_told(days, start, start + many)), cases + 1
            first = start + chance.randrange(90, many - 120)
            left = [day for day in days if not first <= day < first + PLANTED]
            if rate > 0.7:
                daily += 1
                found += _told(left, first, first + PLANTED)
        name = model.__name__.replace("_", " ")
        yield Row(f"silences, {name}: 30 days found, on 4 or 5 days a week", share(found, daily), "", of(found, daily))
    yield Row("silences: cases without one in which one is told", share(false, cases), "<= 0.01", of(false, cases))


def archive_rows() -> Iterator[Row]:
    """Give the rows of two mailing lists as they are, and with 30 days taken out at each of many places."""
    for name in ("twisted-python-2004", "twisted-web"):
        mails = corpus.archive(corpus.CORPORA / "mail" / name)
        days = sorted({mail.date.toordinal() for mail in mails if mail.date and 1990 < mail.date.year < 2010})
        places = range(days[0] + 70, days[-1] - 100, 9)
        cut = [([day for day in days if not first <= day < first + PLANTED], first) for first in places]
        found = sum(_told(left, first, first + PLANTED) for left, first in cut)
        yield Row(f"silences, {name}: told as it is", int(_told(days, days[0], days[-1])), "= 0")
        yield Row(f"silences, {name}: 30 days found", share(found, len(cut)), "", of(found, len(cut)))


def _told(days: Sequence[int], first: int, last: int) -> bool:
    return any(one.odds * gaps_in(days) < CHANCE and one.first < last and first <= one.last for one in silences(days))


def main() -> int:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--productions", type=int, default=PRODUCTIONS)
    parser.add_argument("--held-out", action="store_true", help="stamps in other forms and places")
    parser.add_argument("--explain", action="store_true", help="print what is told wrongly")
    arguments = parser.parse_args()
    chosen = number_rows(arguments.seed, arguments.productions, held_out=arguments.held_out, explain=arguments.explain)
    archives = [] if corpus.absent_corpora() else archive_rows()
    for line in printed([*chosen, *silence_rows(arguments.seed), *archives]):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
