"""Gives every file of the corpora to one case, and checks that each has an outcome and the totals add up.

Use: python -m bench.ledger [FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench import corpus, product
from bench.corpus import CORPORA
from bench.product import Line
from bench.rows import Row, printed

OUTCOMES = ("read", "partial", "refused")
INSIDE = "!/"
FAULT = "reader_fault"
"""Code of the problem that says a reader of the product's own broke."""


def files_below(folder: Path) -> list[Path]:
    """Give every file to be received."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def totals_of(lines: list[Line]) -> dict[str, int]:
    """Give the totals of received files from the lines that `receive` prints; empty when it prints none."""
    for line in lines:
        if all(isinstance(line.get(name), int) for name in ("given", *OUTCOMES)):
            return {name: int(line[name]) for name in ("given", *OUTCOMES)}
    return {}


def faults_of(documents: list[Line]) -> Counter[str]:
    """Give how often each reader of the product's own broke, by the sentence that says so."""
    problems = (problem for document in documents for problem in document.get("problems", ()))
    return Counter(problem["what"] for problem in problems if problem.get("code") == FAULT)


def rows(folder: Path = CORPORA) -> list[Row]:
    """Give the rows of one case that receives every file of a folder."""
    files = files_below(folder)
    with tempfile.TemporaryDirectory(prefix="bench-ledger-") as home:
        case = Path(home, "case")
        product.call("new", case)
        received = product.call("receive", case, folder, "--name", "all", "--no-scans", "--json")
        documents = product.call("documents", case, "--json").lines
    totals = totals_of(received.lines)
    parts = sum(totals.get(name, 0) for name in OUTCOMES)
    said = {str(document["path"]).partition(INSIDE)[0] for document in documents}
    unsaid = [path for path in files if path.relative_to(folder).as_posix() not in said]
    faults = faults_of(documents)
    for what, count in faults.most_common():
        print(f"{count} times: {what}", file=sys.stderr)
    for path in unsaid[:20]:
        print(f"no line in documents: {path.relative_to(folder)}", file=sys.stderr)
    given = totals.get("given", 0)
    return [
        Row("ledger: files without any line in documents", len(unsaid), "= 0", f"of {len(files):,} files"),
        Row("ledger: given less read, partial and refused", given - parts if totals else "no totals", "= 0",
            ", ".join(f"{name} {count:,}" for name, count in totals.items())),
        Row("ledger: reader faults", sum(faults.values()), "= 0", f"{len(documents):,} documents"),
        Row("ledger: CPU seconds", received.cost.cpu, "",
            f"wall {received.cost.wall:.0f} s, peak {received.cost.peak:.0f} MiB"),
    ]  # fmt: skip


def main() -> int:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPORA)
    arguments = parser.parse_args()
    if said := corpus.absent_corpora():
        print(said)
        return 0
    for line in printed(rows(arguments.folder)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
