"""Damages files of the corpora at random and reads them in the box: each has an outcome, and none ends its process.

Use: python -m bench.mutations [--times 2000] [--seed 7] [FOLDER]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

from bench import corpus
from bench.corpus import CORPORA
from bench.ledger import files_below
from bench.rows import Row, printed
from rejoinder.box import reading
from rejoinder.model import Blob

TIMES, SEED = 2_000, 7
LARGEST = 1 << 20
LOST = ("crashed", "limit_time", "limit_memory", "reader_fault")
KEPT = Path("bench/.cache/mutations")
"""Where the bytes of what was lost are kept, to be looked at."""


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Give bytes with one to eight injuries: changed, cut out, doubled, moved, cut off, or noise put in."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(raw) + 1)
        piece = raw[at : at + chance.choice((1, 2, 4, 16, 256, 4096))]
        kind = chance.randrange(7)
        if kind == 0 and raw:
            for _ in range(chance.randint(1, 16)):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
        elif kind == 1:
            del raw[at : at + len(piece)]
        elif kind == 2:
            raw[at:at] = piece * chance.choice((1, 2, 100))
        elif kind == 3:
            place = chance.randrange(len(raw) + 1)
            raw[place : place + len(piece)] = piece
        elif kind == 4 and chance.random() < 0.2:
            del raw[at:]
        elif kind == 5:
            raw[at:at] = chance.randbytes(chance.choice((1, 8, 64)))
        elif kind == 6:
            raw[at : at + 4] = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80"))
    return bytes(raw)


def rows(folder: Path = CORPORA, times: int = TIMES, seed: int = SEED) -> list[Row]:
    """Give the rows of so many damaged files, as many of each kind of file as of any other."""
    chance = random.Random(seed)
    by_kind: dict[str, list[Path]] = {}
    for path in files_below(folder):
        if 0 < path.stat().st_size <= LARGEST:
            by_kind.setdefault(path.suffix.lower(), []).append(path)
    kinds = sorted(by_kind)
    codes: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    silent, longest = 0, 0.0
    for number in range(times):
        path = chance.choice(by_kind[kinds[number % len(kinds)]])
        content = damaged(path.read_bytes(), chance)
        began = time.monotonic()
        found = list(reading.read([Blob(path.name, content)], "damaged"))
        longest = max(longest, time.monotonic() - began)
        outcomes[found[-1].outcome] += 1
        last = found[-1]
        silent += last.path != path.name or not (last.documents or last.problems or last.inside)
        lost = {problem.code for one in found for problem in one.problems} & set(LOST)
        codes.update(lost)
        if lost:
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{seed}-{number}-{'-'.join(sorted(lost))}-{path.name}").write_bytes(content)
    told = ", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.items())
    return [
        Row("mutations: read to an outcome", sum(outcomes.values()), f"= {times}", f"{told}; seed {seed}"),
        Row("mutations: without a document or a problem", silent, "= 0"),
        Row("mutations: processes that crashed", codes["crashed"], "= 0", f"kept in {KEPT}"),
        Row("mutations: past a limit", codes["limit_time"] + codes["limit_memory"], ""),
        Row("mutations: reader faults", codes["reader_fault"], "= 0"),
        Row("mutations: most seconds of one", longest, "<= 15"),
    ]


def main() -> int:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPORA)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    if arguments.folder == CORPORA and (said := corpus.absent_corpora()):
        print(said)
        return 0
    for line in printed(rows(arguments.folder, arguments.times, arguments.seed)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
