"""Holds messages back from a complete set and counts what the product finds to be absent.

Use: python -m bench.delete_and_detect [--rate N] [--seed N] [--start N] [--limit N] [--stripped]
     [--explain] [--keep DIR] [--whole FOLDER]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import corpus, deletions, product
from bench.cases import ClosedSet, Told, cases, compared_findings, explain, write_cases
from bench.corpus import Mail
from bench.deletions import Deletion, Detectable
from bench.matching import Withheld, Words
from bench.quoted import closed, sources_of
from bench.rows import Row, printed, share
from bench.tally import Tally, in_words, rows_of

SEED = 11
NOTHING = Deletion("nothing withheld", frozenset())

Audit = Callable[[Path, Path], product.Audited]
"""Gives what the product finds in a folder, making its case in another."""


def closed_set(lists: Sequence[str] = corpus.LISTS) -> ClosedSet:
    """Give the closed part of the two mailing lists, or of those named, saying how many of how many remain."""
    mails = corpus.twisted(lists)
    sources = sources_of([mail.parted for mail in mails])
    kept = closed([mail.named for mail in mails], [mail.message_id for mail in mails], sources)
    print(f"closed set: {len(kept):,} of {len(mails):,} messages with distinct ids", file=sys.stderr)
    return remeasured("twisted", [mails[place] for place in sorted(kept)])


def remeasured(name: str, mails: list[Mail]) -> ClosedSet:
    """Give a closed set with the sources of its own quotations."""
    return ClosedSet(name, mails, sources_of([mail.parted for mail in mails]))


def limited(set_: ClosedSet, count: int | None, start: int = 0) -> ClosedSet:
    """Give the closed part of so many messages of a closed set, from one of them on; of all that follow without."""
    some = remeasured(set_.name, set_.mails[start:][:count])
    ids = [mail.message_id for mail in some.mails]
    kept = closed([mail.named for mail in some.mails], ids, some.sources)
    return remeasured(set_.name, [some.mails[place] for place in sorted(kept)])


def tell(
    mails: Sequence[Mail],
    deletion: Deletion,
    *,
    threading: bool,
    keep: Path | None = None,
    audited: Audit = product.audited_whole,
) -> Told:
    """Give the product what is left, and match its findings with what was held back."""
    left = [place for place in range(len(mails)) if place not in deletion.withheld]
    folder = keep or Path(tempfile.mkdtemp(prefix="bench-deleted-"))
    try:
        for old in ("disclosure", "case"):
            shutil.rmtree(folder / old, ignore_errors=True)
        corpus.write_folder([mails[place] for place in left], folder / "disclosure", threading=threading)
        audit = audited(folder / "disclosure", folder / "case")
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    known = Withheld(mails, deletion.withheld)
    about = [finding for finding in audit.findings if finding["kind"] == "absent-message"]
    others = Counter(finding["kind"] for finding in audit.findings if finding["kind"] != "absent-message")
    sources = {ref: f"{path} = {_source(mails, left, path)}" for ref, path in audit.paths.items()}
    return Told([(finding, known.match(finding)) for finding in about], sources, others)


def _source(mails: Sequence[Mail], left: Sequence[int], path: str) -> str:
    """Give where in the corpus a disclosed file's message stands."""
    number = Path(path).stem
    return mails[left[int(number)]].source if number.isdigit() and int(number) < len(left) else "?"


def tallied(set_: ClosedSet, deletion: Deletion, could: dict[int, Detectable], told: Told) -> Tally:
    """Count one deletion."""
    hits = Counter(match.place for _, match in told.findings if match.place is not None)
    kinds = {
        "both": {place for place, one in could.items() if one.header and one.quotation},
        "only_header": {place for place, one in could.items() if not one.quotation},
        "only_quoted": {place for place, one in could.items() if not one.header},
    }
    by_kind = {name: len(places) for name, places in kinds.items()}
    by_kind |= {f"{name}_found": len(places & hits.keys()) for name, places in kinds.items()}
    words = Words()
    for _, _, each in compared_findings(set_.mails, told):
        words = words.plus(each)
    return Tally(
        messages=len(set_.mails) - len(deletion.withheld),
        withheld=len(deletion.withheld),
        detectable=len(could),
        found=len(could.keys() & hits.keys()),
        **by_kind,
        findings=len(told.findings),
        true=sum(hits.values()),
        distinct=len(hits),
        merged=sum(bool(match.swallowed) for _, match in told.findings),
        reconstructed=words.reconstructed,
        right=words.right,
        own=words.own,
        recovered=words.recovered,
        grades=_grades(told),
    )


def _grades(told: Told) -> tuple[tuple[str, int, int], ...]:
    findings = Counter(finding["grade"] for finding, _ in told.findings)
    true = Counter(finding["grade"] for finding, match in told.findings if match.place is not None)
    return tuple((grade, findings[grade], true[grade]) for grade in sorted(findings))


def measure(
    set_: ClosedSet,
    deletion: Deletion,
    *,
    threading: bool,
    keep: Path | None = None,
    audited: Audit = product.audited_whole,
) -> tuple[Tally, Told]:
    """Give the counts of one deletion and what was told, its cases written beside, one line printed."""
    world = "headers" if threading else "no headers"
    told = tell(set_.mails, deletion, threading=threading, keep=keep, audited=audited)
    could = deletions.detectable(set_.mails, set_.sources, deletion.withheld, threading=threading)
    write_cases(f"{set_.name} {world} {deletion.name}", cases(set_, deletion, could, told))
    tally = tallied(set_, deletion, could, told)
    print(f"{set_.name}, {world}, {deletion.name}: {in_words(tally)}", file=sys.stderr)
    return tally, told


def nothing_withheld(set_: ClosedSet, *, threading: bool = True, bar: str = "<= 1") -> Row:
    """Give the findings per thousand messages where nothing was held back; each is written to be read."""
    tally, _ = measure(set_, NOTHING, threading=threading)
    world = "absent messages" if threading else "headers stripped"
    value = share(1000 * tally.findings, tally.messages)
    counts = f"{tally.findings:,} in {tally.messages:,}"
    return Row(f"{world}: nothing withheld, findings per 1,000", value, bar, counts)


def rows(*, quick: bool = False, seed: int = SEED) -> list[Row]:
    """Give the rows of all deletions with and without headers; quick holds back 20 % at random only."""
    set_ = closed_set()
    found: list[Row] = []
    for threading, name, bar in (
        (True, "absent messages", ">= 0.97"),
        (False, "headers stripped", ">= 0.95"),
    ):
        every = deletions.all_deletions(set_.mails, seed)
        chosen = [deletions.at_random(len(set_.mails), 20, seed)] if quick else every
        tally = Tally()
        for deletion in chosen:
            tally = tally.plus(measure(set_, deletion, threading=threading)[0])
        found += rows_of(name, tally, bar)
        if threading or not quick:
            found.append(nothing_withheld(set_, threading=threading))
    return found


def whole(folder: Path, *, threading: bool) -> int:
    """Print every finding of an archive as it is, gaps and all, for reading by eye."""
    mails = corpus.without_copies(corpus.archive(folder))
    told = tell(mails, NOTHING, threading=threading)
    for finding, match in told.findings:
        print(explain(finding, match, told, mails))
    print(f"{len(told.findings):,} findings in {len(mails):,} messages; other kinds: {dict(told.others)}")
    return 0


def chosen_deletions(set_: ClosedSet, rate: int | None, seed: int) -> list[Deletion]:
    """Give the deletions that the command line asks for."""
    if rate == 0:
        return [NOTHING]
    if rate:
        return [deletions.at_random(len(set_.mails), rate, seed)]
    return deletions.all_deletions(set_.mails, seed)


def arguments_of(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Give what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, help="only this many in a hundred, at random; 0 holds nothing back")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--limit", type=int, help="only the first N messages, closed again")
    parser.add_argument("--start", type=int, default=0, help="leave out the first N messages before that")
    parser.add_argument("--keep", type=Path, help="leave the last disclosure and its case in this folder")
    parser.add_argument("--stripped", action="store_true", help="without In-Reply-To and References")
    parser.add_argument("--explain", action="store_true", help="print every finding with its witnesses' words")
    parser.add_argument("--whole", type=Path, help="print the findings of this archive as it is, not closed")
    return parser.parse_args(argv)


def main() -> int:
    """Measure as the command line asks and print the rows."""
    arguments = arguments_of()
    if arguments.whole:
        return whole(arguments.whole, threading=not arguments.stripped)
    if absent := corpus.absent_corpora():
        print(absent)
        return 0
    set_ = closed_set()
    if arguments.limit or arguments.start:
        set_ = limited(set_, arguments.limit, arguments.start)
    total = Tally()
    for deletion in chosen_deletions(set_, arguments.rate, arguments.seed):
        tally, told = measure(set_, deletion, threading=not arguments.stripped, keep=arguments.keep)
        total = total.plus(tally)
        for finding, match in told.findings if arguments.explain else ():
            print(explain(finding, match, told, set_.mails))
    for line in printed(rows_of("absent messages", total, ">= 0.95" if arguments.stripped else ">= 0.97")):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
