"""Compares the words, their order and the time of the PDF reader with those of pdftotext, file by file.

Use: python -m bench.pdfs [FOLDER …] [--worst N] [--mutations N]
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from bench.corpus import CORPORA, absent_corpora
from bench.rows import Row, of, printed, share
from rejoinder.model import Blob
from rejoinder.read import read

FOLDERS = tuple(CORPORA / name for name in ("pdf", "redaction", "foi"))
PEER = "pdftotext"
SECONDS = 30
"""Wall seconds after which either program is taken to hang."""
ORDERED = 3_000
"""Words of one file whose order is compared."""
SEED = 20_260_101
FAILED = ("rectangles_yes.pdf", "bad_cross_hatched_redactions.pdf", "hidden_text_on_visible_text.pdf")
"""Files of x-ray's whose words are covered and still there; in its others no words are covered that it names."""
UNSEEN = {"covered_text", "blacked_out", "hidden_text", "text_layer_differs"}
_WORD = re.compile(r"[^\W_]+")
_PARTED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


class Told(NamedTuple):
    """What one reader says of one file."""

    words: tuple[str, ...]
    outcome: str
    codes: tuple[str, ...]
    seconds: float


class Compared(NamedTuple):
    """One file as both read it."""

    path: Path
    ours: Told
    theirs: Told
    otherwise: tuple[tuple[str, ...], ...] = ()
    """The peer's words in its other orders: as laid out, and as drawn."""

    @property
    def common(self) -> int:
        """Give how many of the peer's words are ours too, each as often as both have it."""
        return sum((Counter(self.ours.words) & Counter(self.theirs.words)).values())

    @property
    def recall(self) -> float:
        """Give the part of the peer's words that are ours too; 1 where it has none."""
        return self.common / len(self.theirs.words) if self.theirs.words else 1.0

    @property
    def order(self) -> float | None:
        """Give how much of the common words stands in an order of the peer's; None with fewer than 20."""
        both = Counter(self.ours.words) & Counter(self.theirs.words)
        if sum(both.values()) < 20:
            return None
        mine = [word for word in self.ours.words if word in both][:ORDERED]
        peers = [[word for word in order if word in both][:ORDERED] for order in (self.theirs.words, *self.otherwise)]
        return max(LCSseq.similarity(mine, peer) / min(len(mine), len(peer)) for peer in peers if peer)


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text as they are compared; a hyphen at a line's end joins, as the peer lets it."""
    return tuple(_WORD.findall(_PARTED.sub("", text.lower())))


def ours(path: Path) -> Told:
    """Give what the product's reader says, with what lies inside the file left out."""
    return _told(path.name, path.read_bytes())


def _told(name: str, untrusted_bytes: bytes) -> Told:
    before = time.process_time()
    readings = list(read(Blob(name, untrusted_bytes), "bench"))
    seconds = time.process_time() - before
    own = readings[-1]
    text = "\n".join(document.text for document in own.documents)
    return Told(words_of(text), own.outcome, tuple(problem.code for problem in own.problems), seconds)


def theirs(path: Path, *more: str) -> Told:
    """Give what the peer says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(
            [PEER, *more, "-enc", "UTF-8", str(path), "-"], capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Told((), "hangs", (), SECONDS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Told(words_of(done.stdout.decode("utf-8", "replace")), f"ended {done.returncode}", (), seconds)


def compared(paths: Sequence[Path]) -> Iterator[Compared]:
    """Give each file as both read it; ours in a process of its own, since what breaks it may end it."""
    told = _each([(ours, (path,)) for path in paths])
    for path, mine in zip(paths, told, strict=True):
        yield Compared(path, mine, theirs(path), (theirs(path, "-layout").words, theirs(path, "-raw").words))


def _each(calls: Sequence[tuple[object, tuple[object, ...]]]) -> Iterator[Told]:
    """Give what each call gives, made in a child; `crashed` or `hangs` where that is what becomes of it."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, context)
    try:
        for function, told in calls:
            try:
                yield pool.submit(function, *told).result(SECONDS)  # type: ignore[arg-type]
            except BrokenProcessPool:
                yield Told((), "crashed", (), 0.0)
                pool = ProcessPoolExecutor(1, context)
            except TimeoutError:
                yield Told((), "hangs", (), SECONDS)
                for child in multiprocessing.active_children():
                    child.kill()
                pool = ProcessPoolExecutor(1, context)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def mutated(path: Path, seed: int) -> Told:
    """Give what comes of a file with a few of its bytes changed, taken out or doubled."""
    dice = random.Random(seed)
    harmed = bytearray(path.read_bytes())
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(harmed))
        length = dice.choice((1, 1, 4, 40, 400))
        if dice.random() < 0.6:
            harmed[at : at + length] = dice.randbytes(length)
        elif dice.random() < 0.5:
            del harmed[at : at + length]
        else:
            harmed[at:at] = harmed[at : at + length]
    return _told("x.pdf", bytes(harmed))


def rows_of(found: Sequence[Compared]) -> list[Row]:
    """Give the figures of all files together."""
    pairs = [one for one in found if one.theirs.words]
    orders = [one.order for one in pairs if one.order is not None]
    their_words = sum(len(one.theirs.words) for one in pairs)
    common = sum(one.common for one in pairs)
    ours_seconds, their_seconds = sum(one.ours.seconds for one in found), sum(one.theirs.seconds for one in found)
    broken = sum(one.ours.outcome in ("crashed", "hangs") or "reader_fault" in one.ours.codes for one in found)
    return [
        Row("PDF: crashes, hangs and faults of the reader", broken, "= 0", of(broken, len(found))),
        Row("PDF: the peer's words that are ours too", share(common, their_words), ">= 0.99", of(common, their_words)),
        Row(
            "PDF: files with at least 0.99 of the peer's words",
            share(sum(one.recall >= 0.99 for one in pairs), len(pairs)),
            "",
            of(sum(one.recall >= 0.99 for one in pairs), len(pairs)),
        ),
        Row(
            "PDF: common words in an order of the peer's, mean of files",
            statistics.mean(orders),
            ">= 0.95",
            str(len(orders)),
        ),
        *_redacted(found),
        Row(
            "PDF: CPU time against the peer's",
            share(ours_seconds, their_seconds),
            "",
            f"{ours_seconds:.1f} s, {their_seconds:.1f} s",
        ),
    ]


def _redacted(found: Sequence[Compared]) -> list[Row]:
    """Give how many of x-ray's failed redactions are told, and how many of its other files are said to have one."""
    files = [one for one in found if one.path.parent.parent.name == "x-ray"]
    failed = [one for one in files if one.path.name in FAILED]
    told = sum(bool(UNSEEN & set(one.ours.codes)) for one in failed)
    wrongly = sum("covered_text" in one.ours.codes for one in files if one.path.name not in FAILED)
    if not files:
        return []
    return [
        Row("PDF: failed redactions of x-ray's files told", share(told, len(failed)), "= 1", of(told, len(failed))),
        Row("PDF: its other files said to have covered words", wrongly, "= 0", of(wrongly, len(files) - len(failed))),
    ]


def rows() -> list[Row]:
    """Give the figures of all PDFs of the corpora."""
    if not shutil.which(PEER):
        return [Row("PDF: not measured", "absent", "", f"{PEER} is not here (package poppler-utils)")]
    return rows_of(list(compared(_below(FOLDERS))))


def _below(folders: Sequence[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.pdf"))


def main() -> int:
    """Print the table and the files that are worst."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    arguments.add_argument("--worst", type=int, default=0, help="show so many of the worst files")
    arguments.add_argument("--mutations", type=int, default=0, help="read so many damaged files instead")
    asked = arguments.parse_args()
    absent = absent_corpora() or ("" if shutil.which(PEER) else f"{PEER} is not here (package poppler-utils).")
    if absent:
        print(absent)
        return 0
    paths = _below(asked.folders)
    if asked.mutations:
        return _damaged(paths, asked.mutations)
    found = list(compared(paths))
    print("\n".join(printed(rows_of(found))))
    _print_worst(found, asked.worst)
    return 0


def _print_worst(found: Sequence[Compared], count: int) -> None:
    """Print the files with the fewest of the peer's words, the least of its order, and the most time."""
    for one in sorted(found, key=lambda one: one.common - len(one.theirs.words))[:count]:
        sizes = f"{len(one.theirs.words):,} words, ours {len(one.ours.words):,}"
        print(f"{one.recall:.3f} of {sizes}: {one.path.name} {one.ours.outcome} {' '.join(one.ours.codes)}")
    for order, name in sorted((one.order, one.path.name) for one in found if one.order is not None)[:count]:
        print(f"order {order:.3f}: {name}")
    for one in sorted(found, key=lambda one: -one.ours.seconds)[:count]:
        print(f"{one.ours.seconds:.2f} s, theirs {one.theirs.seconds:.2f}: {one.path.name}")


def _damaged(paths: Sequence[Path], count: int) -> int:
    dice = random.Random(SEED)
    small = [path for path in paths if path.stat().st_size < 300_000]
    chosen = [(dice.choice(small), SEED + number) for number in range(count)]
    told = list(_each([(mutated, one) for one in chosen]))
    outcomes = Counter("reader_fault" if "reader_fault" in one.codes else one.outcome for one in told)
    print(f"{count:,} damaged files, seed {SEED}: {dict(outcomes)}")
    for one, (path, seed) in zip(told, chosen, strict=True):
        if one.outcome in ("crashed", "hangs") or "reader_fault" in one.codes:
            print(f"{one.outcome} {path.name} seed {seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
