"""Zoning line by line: real messages marked by others, invented threads, our patterns, a linear model, and the peers.

Use: python -m bench.zoning [--explain] [--seed N] [--count N]   (TALON_PYTHON=… names an interpreter that has talon)
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from bench.corpus import absent_corpora, twisted
from bench.rows import Row, of, printed, share
from bench.zoning_gold import Gold, gold, has_words
from bench.zoning_training import STYLES, Example, examples
from bench.zoning_unseen import LATEST, UNSEEN
from rejoinder.model import Quoted
from rejoinder.zones import quoted, zones

SEED, COUNT = 5, 1200
LETTERS = {
    "own words": "o", "quotation": "q", "attribution": "l", "header block": "l", "forward mark": "l", "signature": "s",
    "disclaimer": "f", "list footer": "f",
}  # fmt: skip
ALSO = {"S": "qs", "F": "qf", "Q": "lqsf", "O": "osf", "l": "l"}
"""What counts as right in five zones: the signature of a quoted message may be its words."""
TALON = (
    "import json, sys\nfrom talon import quotations\n"
    "print(json.dumps([quotations.extract_from_plain(text) for text in json.load(sys.stdin)]))"
)
Ours = list[tuple[str, bool]]
"""For each line its letter and whether it is quoted."""


class Score(NamedTuple):
    """Lines right and lines counted."""

    right: int
    lines: int


def zoned(text: str) -> Ours:
    """Give each line's zone by our patterns."""
    lines: Ours = []
    for zone in zones(text):
        letter = LETTERS[zone.kind]
        count = text.count("\n", zone.start, zone.end) + (not text[zone.start : zone.end].endswith("\n"))
        lines += [(letter, letter == "l" or zone.depth > 0)] * count
    return lines


def two_zones(message: Gold, own: Sequence[bool]) -> Score:
    """Give how many lines are rightly own or quoted; own signatures and footers aside, where the peers differ."""
    right = lines = 0
    for line, mark, mine in zip(message.text.split("\n"), message.lines, own, strict=False):
        if mark in " sf" or not has_words(line):
            continue
        lines += 1
        right += (mark in "oO") == mine
    return Score(right, lines)


def five_zones(message: Gold, found: Sequence[str]) -> Score:
    """Give how many lines are rightly own words, lead, quotation, signature or footer."""
    right = lines = 0
    for line, mark, letter in zip(message.text.split("\n"), message.lines, found, strict=False):
        if mark == " " or not has_words(line):
            continue
        lines += 1
        right += letter in ALSO.get(mark, mark)
    return Score(right, lines)


def own_lines(text: str, kept: str) -> list[bool]:
    """Give which lines a peer keeps, where it gives only the text it keeps."""
    left = Counter(line.strip() for line in kept.split("\n"))
    lines = []
    for line in text.split("\n"):
        mine = left[line.strip()] > 0
        left[line.strip()] -= mine
        lines.append(mine)
    return lines


def quail(texts: Sequence[str]) -> Iterator[list[bool]]:
    """Give the lines that quotequail holds to be own."""
    import quotequail

    for text in texts:
        parts = quotequail.quote(text, limit=100_000, quote_intro_line=True)
        yield [own for own, part in parts for _ in part.split("\n")]


def mail_parser(texts: Sequence[str]) -> Iterator[list[bool]]:
    """Give the lines that mail-parser-reply holds to be own."""
    from mailparser_reply import EmailReplyParser

    parser = EmailReplyParser(languages=["en", "de", "es", "fr", "it", "nl", "sv"])
    for text in texts:
        replies = parser.read(text).replies
        yield own_lines(text, replies[0].content if replies else "")


def talon(texts: Sequence[str]) -> Iterator[list[bool]]:
    """Give the lines that talon holds to be own; none where no interpreter has talon."""
    interpreter = os.environ.get("TALON_PYTHON", "")
    if not interpreter:
        return
    said = subprocess.run(
        [interpreter, "-c", TALON], input=json.dumps(list(texts)), capture_output=True, text=True, check=True
    )
    for text, kept in zip(texts, json.loads(said.stdout), strict=True):
        yield own_lines(text, kept)


PEERS: dict[str, Callable[[Sequence[str]], Iterator[list[bool]]]] = {
    "quotequail": quail, "mail-parser-reply": mail_parser, "talon": talon,
}  # fmt: skip


def total(scores: Iterable[Score]) -> Score:
    """Give the sum."""
    each = list(scores)
    return Score(sum(score.right for score in each), sum(score.lines for score in each))


def row(measure: str, score: Score, bar: str = "") -> Row:
    """Give the row of a share of lines."""
    return Row(measure, share(*score), bar, of(*score) + " lines")


def real_rows() -> Iterator[Row]:
    """Give the figures on messages marked by others."""
    messages = list(gold())
    ours = [zoned(message.text) for message in messages]
    yield from _two_rows("real", messages, ours)
    marked = [(m, o) for m, o in zip(messages, ours, strict=True) if not set(m.lines) & set("OQ")]
    yield row("real, 5 zones: ours", total(five_zones(m, [x for x, _ in o]) for m, o in marked), ">= 0.96")


def _two_rows(name: str, messages: Sequence[Gold], ours: Sequence[Ours]) -> Iterator[Row]:
    score = total(two_zones(m, [not q for _, q in o]) for m, o in zip(messages, ours, strict=True))
    yield row(f"{name}, 2 zones: ours", score, ">= 0.99")
    for peer, own in PEERS.items():
        each = list(own([message.text for message in messages]))
        if not each:
            continue
        scores = [two_zones(message, lines) for message, lines in zip(messages, each, strict=True)]
        yield row(f"{name}, 2 zones: {peer}", total(scores))


def as_gold(example: Example) -> Gold:
    """Give an invented message as the others are given; capitals for what stands within the quotation."""
    letters = {"own": "o", "quotation": "q", "lead": "l", "signature": "s", "furniture": "f", "": " "}
    return Gold(example.style, example.text, "".join(letters[one.zone] for one in example.lines))


def fields_right(example: Example, found: Sequence[Quoted]) -> Counter[str]:
    """Give for each field how many leads say it exactly; every lead counts, found or not."""
    led = sorted((one for one in found if one.lead), key=lambda one: one.depth)
    right: Counter[str] = Counter()
    for place, told in enumerate(example.told):
        one = led[place] if place < len(led) else Quoted(0, ())
        people = tuple(tuple(person) for person in one.recipients)
        right["author"] += tuple(one.author) == (told.name, told.address)
        right["date"] += one.date == told.date
        right["subject"] += one.subject == told.subject
        right["recipients"] += people == told.recipients
    return right


def invented_rows(seed: int, count: int) -> Iterator[Row]:
    """Give the figures on invented threads, in styles the patterns were made for and in others."""
    for name, styles in (("invented", STYLES), ("invented, later styles", UNSEEN), ("invented, latest styles", LATEST)):
        made = list(examples(seed, count, styles))
        messages = [as_gold(example) for example in made]
        ours = [zoned(message.text) for message in messages]
        yield from _two_rows(name, messages, ours)
        yield row(f"{name}, 5 zones: ours", total(
            five_zones(m, [x for x, _ in o]) for m, o in zip(messages, ours, strict=True)), ">= 0.96")  # fmt: skip
        leads = sum(len(example.told) for example in made)
        right: Counter[str] = Counter()
        for example in made:
            right.update(fields_right(example, quoted(example.text, zones(example.text))))
        for kind in ("author", "date", "subject", "recipients"):
            yield Row(f"{name}, {kind} exact", share(right[kind], leads), ">= 0.97", of(right[kind], leads) + " leads")


def speed_row() -> Row:
    """Give the time an ordinary message costs: zones and quoted messages together."""
    bodies = [mail.body for mail in twisted()]
    start = time.process_time()
    for body in bodies:
        quoted(body, zones(body))
    spent = time.process_time() - start
    return Row("zones and quoted, CPU ms a message", 1000 * spent / len(bodies), "<= 0.45", f"{len(bodies):,} messages")


def explain(messages: Iterable[Gold]) -> Iterator[str]:
    """Give every line that we zone otherwise than the gold."""
    for message in messages:
        found = zoned(message.text)
        for line, mark, (letter, is_quoted) in zip(message.text.split("\n"), message.lines, found, strict=False):
            wrong = letter not in ALSO.get(mark, mark) or (mark in "oOqlQSF" and (mark in "oO") == is_quoted)
            if mark != " " and has_words(line) and wrong:
                yield f"{message.source}: is {mark}, we say {letter}: {line[:90]}"


def rows(*, seed: int = SEED, count: int = COUNT) -> list[Row]:
    """Give every figure."""
    return [*real_rows(), *invented_rows(seed, count), speed_row()]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    arguments = parser.parse_args()
    if absent := absent_corpora():
        print(absent)
        return 0
    if arguments.explain:
        print("\n".join(explain(gold())))
    for line in printed(rows(seed=arguments.seed, count=arguments.count)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
