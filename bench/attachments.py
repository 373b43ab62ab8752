"""Counts absent attachments found in an archive whose messages name scrubbed attachments by address.

Every attachment named in 2003–2007 is in the archive's folder, once the soft line breaks that the archive
left inside 17 addresses are mended; so nothing may be found while nothing is held back. Then a fifth of the
folders that hold an attachment are held back, each whole, for a second copy may lie beside the first.

Use: python -m bench.attachments [--seed N] [--explain]
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bench import corpus, product
from bench.corpus import CORPORA
from bench.product import Line
from bench.rows import Row, of, printed, share

SEED = 11
RATE = 20
YEARS = range(2003, 2008)
FOLDER = CORPORA / "mail" / "twisted-web"
SOFT_BREAK = re.compile(r"=\r?\n")
"""RFC 2045, 6.7: an equals sign at a line's end joins the line to the next."""
ADDRESS = re.compile(r"attachments/(\d{8}/[0-9a-f]+/[^\s<>\"']+)")

SIGNATURE = re.compile(r"Type: application/(?:pgp|(?:x-)?pkcs7)-signature\r?\n(?:.*\n){0,3}?U[Rr][Ll] ?:\s*\S+")
"""The notice of a signature taken out: no document, and no finding."""


class Named(NamedTuple):
    """The attachments that an archive names by address, by their path below its attachments folder."""

    present: frozenset[str]
    absent: frozenset[str]
    broken: int
    """How many are named with a soft line break inside the address only."""


class Counted(NamedTuple):
    """The product's findings of absent attachments, by what they name."""

    absent: frozenset[str]
    """Paths that are absent and found."""
    false: tuple[Line, ...]
    """Findings that name an attachment that is there, or none we know."""
    true: int


def months() -> list[Path]:
    """Give the archive's months of the years measured."""
    return [month for year in YEARS for month in sorted(FOLDER.glob(f"{year}-*.txt"))]


def named_in(texts: Iterable[str], folder: Path) -> Named:
    """Give the attachments named, parted by whether the folder holds them."""
    named: set[str] = set()
    whole: set[str] = set()
    for text in (SIGNATURE.sub("", text) for text in texts):
        named.update(ADDRESS.findall(SOFT_BREAK.sub("", text)))
        whole.update(ADDRESS.findall(text))
    present = frozenset(path for path in named if (folder / path).is_file())
    return Named(present, frozenset(named - present), len(named - whole))


def leading(texts: Iterable[str], folder: Path) -> str:
    """Give how many addresses, signatures' too, lead to a file that is kept: as they stand, and joined."""
    joined: set[str] = set()
    for text in texts:
        joined.update(ADDRESS.findall(SOFT_BREAK.sub("", text)))
    standing = {path for text in texts for path in ADDRESS.findall(text)} & joined
    found = [sum((folder / path).is_file() for path in paths) for paths in (standing, joined)]
    return f"{found[0]} as they stand, {found[1]} joined over soft line breaks, of {len(joined)}"


def held_back(named: Named, seed: int, rate: int = RATE) -> frozenset[str]:
    """Give the folders to hold back, this many in a hundred of those that hold an attachment named."""
    folders = sorted({path.rpartition("/")[0] for path in named.present})
    return frozenset(random.Random(f"{seed} attachments").sample(folders, round(len(folders) * rate / 100)))


def batch(folder: Path, without: frozenset[str]) -> None:
    """Write the months and the attachments folder, the folders held back left out."""
    folder.mkdir(parents=True)
    for month in months():
        shutil.copyfile(month, folder / month.name)
    source = FOLDER / "attachments"
    for path in sorted(source.rglob("*")):
        place = path.relative_to(source).as_posix()
        if path.is_file() and place.rpartition("/")[0] not in without:
            target = folder / "attachments" / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def counted(findings: Iterable[Line], absent: frozenset[str]) -> Counted:
    """Count the findings by the addresses in their evidence."""
    found: set[str] = set()
    false: list[Line] = []
    true = 0
    for finding in findings:
        if finding["kind"] != "absent-attachment":
            continue
        named = addresses_of(finding) & absent
        if named:
            true += 1
            found |= named
        else:
            false.append(finding)
    return Counted(frozenset(found), tuple(false), true)


def addresses_of(finding: Line) -> set[str]:
    """Give the attachment paths that a finding or its evidence states."""
    said = [str(cited["exact"]) for cited in finding["because"]]
    said += [str(value) for value in finding["absent"].values() if isinstance(value, str)]
    return {path for words in said for path in ADDRESS.findall(SOFT_BREAK.sub("", words))}


def found_without(without: frozenset[str], absent: frozenset[str]) -> tuple[Counted, Counter[str]]:
    """Give what the product finds with these folders held back, and its findings by kind."""
    with tempfile.TemporaryDirectory(prefix="bench-attachments-") as folder:
        batch(Path(folder, "disclosure"), without)
        audit = product.audited(Path(folder, "disclosure"), Path(folder, "case"))
    kinds = Counter(finding["kind"] for finding in audit.findings)
    return counted(audit.findings, absent), kinds


def rows(*, seed: int = SEED, explain: bool = False) -> list[Row]:
    """Give the rows: nothing held back, then a fifth of the folders."""
    texts = [month.read_text("latin-1") for month in months()]
    named = named_in(texts, FOLDER / "attachments")
    whole, _ = found_without(frozenset(), named.absent)
    without = held_back(named, seed)
    absent = named.absent | {path for path in named.present if path.rpartition("/")[0] in without}
    part, kinds = found_without(without, absent)
    for finding in (*whole.false, *part.false) if explain else ():
        print(finding["absent"], [cited["exact"] for cited in finding["because"]])
    for path in sorted(absent - part.absent) if explain else ():
        print("missed:", path)
    there = len(named.present)
    print(f"attachments: findings by kind with a fifth held back: {dict(kinds)}", file=sys.stderr)
    return [
        Row("attachments: addresses that lead to a file", "–", "", leading(texts, FOLDER / "attachments")),
        Row("attachments: findings of those that are there", len(whole.false), "= 0",
            f"{there} there, {len(named.absent)} not, {named.broken} named across a soft line break"),
        Row("attachments: recall of those held back", share(len(part.absent), len(absent)), ">= 0.95",
            f"{of(len(part.absent), len(absent))} (seed {seed})"),
        Row("attachments: precision", share(part.true, part.true + len(part.false)), ">= 0.99",
            of(part.true, part.true + len(part.false))),
        Row("attachments: findings per absent one", share(part.true, len(part.absent)), "<= 1.02",
            f"{part.true} for {len(part.absent)}"),
    ]  # fmt: skip


def main() -> int:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--explain", action="store_true", help="print the false findings and the missed")
    arguments = parser.parse_args()
    if said := corpus.absent_corpora():
        print(said)
        return 0
    for line in printed(rows(seed=arguments.seed, explain=arguments.explain)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
