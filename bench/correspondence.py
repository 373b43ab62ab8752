"""What real mail, papers and letters are taken to ask, and which of them are taken for the papers of a procedure.

Use: python -m bench.correspondence [--cases FOLDER] [--letters FOLDER] [--list FILE]

Every message and paper of the corpora is read as if the subject had written it. Almost none asks anything formal: what
is told of them, and is not in `correspondence.tsv`, is wrong. That file names by their SHA-256 those that do ask after
something asked before; they were found by reading all 654 places with a word of replying, reminding, complaining or
appealing. `firm` are those that say that no answer came; the others only ask again. A document is of the one half or of
the other by its SHA-256. Letters are those of `correspondence_letters.tsv`, which public repositories and pages hold as
the wording they send or show; they are no part of this repository and lie, under those names, in the folder given.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from bench import corpus
from bench.real_kinds import FOLDERS
from bench.rows import Row, of, printed, share
from rejoinder.awaiting.asks import FORMAL, Kind, asks
from rejoinder.case.procedure import likely_decisions
from rejoinder.case.receiving import Case, Delivery, new, open_case, receive
from rejoinder.model import MESSAGES
from rejoinder.procedure.papers import rule_books
from rejoinder.procedure.parts import own_words
from rejoinder.procedure.said_parts import said_parts

LABELS = Path(__file__).with_name("correspondence.tsv")
LETTERS = Path(__file__).with_name("correspondence_letters.tsv")
MORE = ("mime", "reply", "outlook", "office", "pdf")
"""Folders of mail and papers that nobody had looked at for this before it was measured on them first."""
NOW = "2026-11-30T12:00:00+00:00"
DIGITS = 16
"""Figures of a document's SHA-256 by which it is named."""
Z = 1.959964


class Told(NamedTuple):
    """One document: what it is, and the formal kinds it is taken for, each with the words that tell it."""

    corpus: str
    sha256: str
    path: str
    is_message: bool
    kinds: Mapping[Kind, str]

    @property
    def half(self) -> int:
        """Give of which half it is."""
        return int(self.sha256[0], 16) % 2


def bounds(part: int, whole: int) -> tuple[float, float]:
    """Give Wilson's interval of a share at 95 %."""
    if not whole:
        return 0.0, 1.0
    middle = (part / whole + Z * Z / (2 * whole)) / (1 + Z * Z / whole)
    reach = Z * sqrt(part * (whole - part) / whole**3 + Z * Z / (4 * whole * whole)) / (1 + Z * Z / whole)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def cases(kept: Path) -> Iterator[tuple[str, Case]]:
    """Give each corpus received as a case, in a folder that may hold it already."""
    for name in (*corpus.LISTS, *FOLDERS, *MORE):
        plain = name.rpartition("/")[2]
        folder = kept / f"case-{plain}"
        if not folder.exists():
            given = corpus.CORPORA / name
            if name in corpus.LISTS:
                given = kept / name
                corpus.write_folder(corpus.twisted([name]), given)
            receive(new(folder, at=NOW), [given], Delivery(name=plain), at=NOW)
        yield plain, open_case(folder)


def told_of(name: str, case: Case) -> Iterator[Told]:
    """Give every document of a case with the formal kinds that its own words are taken for."""
    with case.shelf() as shelf:
        numbers = [number for (number,) in shelf.rows("SELECT number FROM documents ORDER BY number")]
        for one in shelf.documents(numbers):
            text = shelf.text(one.number)
            found = (ask for start, end in own_words(text, one) for ask in asks(text, start, end, one.subject))
            kinds = {ask.kind: " ".join(text[ask.start : ask.end].split()) for ask in found if ask.kind in FORMAL}
            yield Told(name, one.sha256[:DIGITS], one.path, one.kind in MESSAGES, kinds)


def labels() -> dict[tuple[str, str, str], bool]:
    """Give, by corpus, document and kind, what is true, and whether it says that no answer came."""
    with LABELS.open(encoding="utf-8") as rows:
        told = csv.DictReader(rows, delimiter="\t")
        return {(row["corpus"], row["sha256"], row["kind"]): row["firm"] == "yes" for row in told}


def rows_of(found: Sequence[Told], name: str) -> Iterator[Row]:
    """Give what was told of some documents: how many, how many wrong, and in a thousand; and what was missed."""
    known = labels()
    told = {(one.corpus, one.sha256, kind) for one in found for kind in one.kinds}
    wrong = told - known.keys()
    here = {(one.corpus, one.sha256) for one in found}
    firm = {key for key, is_firm in known.items() if is_firm and key[:2] in here}
    most = bounds(len(wrong), len(found))[1] * 1000
    yield Row(
        f"{name}: wrongly told in 1,000",
        1000 * len(wrong) / len(found) if found else "–",
        "<= 1",
        f"{of(len(wrong), len(found))}, at most {most:.2f}",
    )
    low, high = bounds(len(told) - len(wrong), len(told))
    right = of(len(told) - len(wrong), len(told))
    yield Row(
        f"{name}: told and right", share(len(told) - len(wrong), len(told)), "", f"{right} ({low:.2f} to {high:.2f})"
    )
    got = of(len(told & firm), len(firm))
    yield Row(f"{name}: says that no answer came, and is told", share(len(told & firm), len(firm)), "", got)
    again = {key for key, is_firm in known.items() if not is_firm and key[:2] in here}
    yield Row(
        f"{name}: only asks again, and is told",
        share(len(told & again), len(again)),
        "",
        of(len(told & again), len(again)),
    )


def letters(folder: Path) -> Iterator[Row]:
    """Give, by kind, precision and recall on letters whose wording others send or show."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    with LETTERS.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            text = (folder / f"{row['letter']}.txt").read_text("utf-8")
            if hashlib.sha256(text.encode()).hexdigest()[:DIGITS] != row["sha256"]:
                raise SystemExit(f"{row['letter']} is not the letter that was labelled.")
            true = set(filter(None, row["kinds"].split(",")))
            told = {one.kind for one in asks(text, 0, len(text))} & FORMAL
            right.update(true & told)
            wrong.update(told - true)
            missed.update(true - told)
    for kind in sorted(FORMAL):
        both = right[kind] + wrong[kind]
        low, _ = bounds(right[kind], both)
        yield Row(
            f"letters: {kind}, precision", share(right[kind], both), "", f"{of(right[kind], both)}, at least {low:.2f}"
        )
        true_ = right[kind] + missed[kind]
        yield Row(f"letters: {kind}, recall", share(right[kind], true_), "", of(right[kind], true_))
    all_right, all_told, all_true = right.total(), right.total() + wrong.total(), right.total() + missed.total()
    yield Row("letters: precision", share(all_right, all_told), ">= 0.95", of(all_right, all_told))
    yield Row("letters: recall", share(all_right, all_true), "", of(all_right, all_true))


def papers(name: str, case: Case) -> Iterator[str]:
    """Give what a case is taken to hold of a procedure: decisions, rules, and people in parts, each as a line."""
    for holding, _ in likely_decisions(case):
        yield f"{name} decision {holding.path}"
    with case.shelf() as shelf:
        for paper in rule_books(shelf):
            yield f"{name} rules {paper.holding.path}"
        numbers = [number for (number,) in shelf.rows("SELECT number FROM documents ORDER BY number")]
        for one in shelf.documents(numbers):
            text = shelf.text(one.number)
            for start, end in own_words(text, one):
                for said in said_parts(text, start, end):
                    yield f"{name} part {said.part} {one.path}: {' '.join(text[said.start : said.end].split())}"


def main() -> int:
    """Print what is told of real mail, papers and letters, and list each where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, help="a folder that keeps the corpora received as cases")
    parser.add_argument("--letters", type=Path, help="the folder of the letters")
    parser.add_argument("--list", type=Path, help="a file to write what is told to")
    arguments = parser.parse_args()
    if said := corpus.absent_corpora():
        print(said)
        return 0
    found: list[Told] = []
    named: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bench-correspondence-") as scratch:
        for name, case in cases(arguments.cases or Path(scratch)):
            found += told_of(name, case)
            named += papers(name, case)
    looked, fresh = ([one for one in found if (one.corpus in MORE) is is_fresh] for is_fresh in (False, True))
    rows = [row for half in (0, 1) for row in rows_of([one for one in looked if one.half == half], f"half {half + 1}")]
    rows += [*rows_of(looked, "both halves"), *rows_of(fresh, "never looked at before")]
    rows.append(
        Row(
            "papers taken for a procedure's, in 1,000",
            1000 * len(named) / len(found),
            "<= 1",
            of(len(named), len(found)),
        )
    )
    rows += letters(arguments.letters) if arguments.letters else ()
    print("\n".join(printed(rows)))
    if arguments.list:
        lines = [f"{one.corpus} {one.path}: {kind}: {words}" for one in found for kind, words in one.kinds.items()]
        arguments.list.write_text("\n".join([*lines, *named]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
