"""Prints what is left of a set after messages were held back, gives the PDFs to the product, counts what it finds.

Use: python -m bench.printed [--rate N] [--seed N] [--start N] [--limit N] [--explain] [--keep DIR]
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from pathlib import Path

from bench import corpus, deletions, printed_mail, product
from bench.cases import explain
from bench.corpus import decoded
from bench.delete_and_detect import SEED, Audit, arguments_of, chosen_deletions, closed_set, limited, measure
from bench.paper import Leaf, pdf_of
from bench.printers import STYLES, Person, Print, laid_out
from bench.rows import Row, of, printed, share
from bench.tally import Tally, rows_of

LIMIT = 1500
"""Messages of the closed set that are printed."""
TOGETHER = (1, 1, 1, 2, 3, 5, 8)
"""How many messages one PDF holds."""
LIST = Person("The List", "list@lists.example")
_ARCHIVED = re.compile(r"([\w.+-]+) at ([\w.-]+)(?: \(([^()]*)\))?")


def printed_and_audited(folder: Path, case: Path) -> product.Audited:
    """Print every message of a folder into PDFs beside it, and give what the product finds in those alone."""
    paper = folder.with_name("printed")
    paper.mkdir()
    mails = [print_of(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]
    for number, pdf in enumerate(pdfs(mails, random.Random(f"{SEED} {len(mails)}"))):
        (paper / f"{number:05}.pdf").write_bytes(pdf)
    audit = product.audited(paper, case)
    messages = sum("!/page" in path for path in audit.paths.values())
    print(f"{messages:,} messages read of {len(mails):,} printed", file=sys.stderr)
    return audit


def half_printed_and_audited(folder: Path, case: Path) -> product.Audited:
    """Print half of the messages of a folder, leaving one file in ten, and give what the product finds in all."""
    paper = folder.with_name("printed")
    paper.mkdir()
    chance = random.Random(f"{SEED} half")
    chosen = [path for path in sorted(folder.glob("*.eml")) if chance.random() < 0.5]
    for number, pdf in enumerate(pdfs([print_of(path.read_bytes()) for path in chosen], chance)):
        (paper / f"{number:05}.pdf").write_bytes(pdf)
    for path in chosen:
        if chance.random() < 0.9:
            path.unlink()
    paper.rename(folder / "printed")
    return product.audited(folder, case)


def pdfs(mails: Sequence[Print], chance: random.Random) -> Iterator[bytes]:
    """Give the messages in PDFs of one to eight, each in one of four programs' styles, some with running stamps."""
    styles = [style for style in STYLES if not style.held_out]
    at = 0
    while at < len(mails):
        some = mails[at : at + chance.choice(TOGETHER)]
        at += len(some)
        style = chance.choice(styles)
        groups = [some] if not style.above else [[mail] for mail in some]
        leaves: list[Leaf] = []
        for group in groups:
            leaves += laid_out(style, group, apart=True)
        if chance.random() < 0.3:
            printed_mail.stamp(leaves, chance)
        yield pdf_of(leaves)


def print_of(raw: bytes) -> Print:
    """Give a message as it is printed: without Message-ID, In-Reply-To and References."""
    message = message_from_bytes(raw)
    to = tuple(_people(message, "To")) or (LIST,)
    return Print(
        author=next(_people(message, "From"), Person("Nobody", "")),
        to=to,
        cc=tuple(_people(message, "Cc")),
        date=(corpus.mail_of(raw, "").date or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC),
        subject=" ".join(str(message.get("Subject", "")).split()),
        body=decoded(raw.partition(b"\n\n")[2]),
    )


def _people(message: Message, name: str) -> Iterator[Person]:
    for value in message.get_all(name, []):
        words = str(make_header(decode_header(str(value))))
        if found := _ARCHIVED.fullmatch(words.strip()):
            yield Person(found[3] or "", f"{found[1]}@{found[2]}")
            continue
        yield from (Person(*pair) for pair in getaddresses([words]) if any(pair))


def rows(*, quick: bool = False, seed: int = SEED, limit: int = LIMIT) -> list[Row]:
    """Give recall, precision and the findings where nothing was held back; quick prints fewer messages."""
    set_ = limited(closed_set(), limit // 2 if quick else limit)
    tally, _ = measure(
        set_, deletions.at_random(len(set_.mails), 20, seed), threading=False, audited=printed_and_audited
    )
    nothing, _ = measure(set_, deletions.Deletion("nothing withheld", frozenset()), threading=False,
                         audited=printed_and_audited)  # fmt: skip
    half, _ = measure(set_, deletions.Deletion("nothing withheld", frozenset()), threading=True,
                      audited=half_printed_and_audited)  # fmt: skip
    counts = f"{nothing.findings:,} in {nothing.messages:,}"
    return [
        *shares(tally),
        Row("printed to PDF: nothing withheld, findings per 1,000", share(1000 * nothing.findings, nothing.messages),
            "<= 1", counts),
        Row("half printed, half files: nothing withheld, findings per 1,000",
            share(1000 * half.findings, half.messages), "<= 1", f"{half.findings:,} in {half.messages:,}"),
    ]  # fmt: skip


def shares(tally: Tally) -> list[Row]:
    """Give recall and precision of one printed deletion."""
    return [
        Row("printed to PDF: recall of the detectable", share(tally.found, tally.detectable), ">= 0.90",
            of(tally.found, tally.detectable)),
        Row("printed to PDF: precision", share(tally.true, tally.findings), ">= 0.98",
            of(tally.true, tally.findings)),
    ]  # fmt: skip


def told_as_asked(
    name: str,
    limit: int,
    audited: Audit,
    shares: Callable[[Tally], list[Row]],
    argv: Sequence[str] | None = None,
) -> int:
    """Measure a way of printing as the command line asks and print the rows."""
    arguments = arguments_of(argv)
    if absent := corpus.absent_corpora():
        print(absent)
        return 0
    set_ = limited(closed_set(), arguments.limit or limit, arguments.start)
    total = Tally()
    for deletion in chosen_deletions(set_, 20 if arguments.rate is None else arguments.rate, arguments.seed):
        tally, told = measure(set_, deletion, threading=False, keep=arguments.keep, audited=audited)
        total = total.plus(tally)
        for finding, match in told.findings if arguments.explain else ():
            print(explain(finding, match, told, set_.mails))
    for line in printed([*shares(total), *rows_of(name, total, "")]):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(told_as_asked("printed", LIMIT, printed_and_audited, shares))
