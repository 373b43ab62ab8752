"""What a case holds as a person sees it: documents opened, originals as they came, and whether all of it checks."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rejoinder.box.reading import members
from rejoinder.box.reading import original as member
from rejoinder.case.judging import audit
from rejoinder.case.receiving import (
    CASE,
    DERIVED,
    JOURNAL,
    RECEIVED,
    Case,
    Told,
    ground_of,
    known_of,
    received_acts,
    silent,
)
from rejoinder.disk import make_folder, write_whole
from rejoinder.errors import CaseDamaged, UsageError
from rejoinder.model import (
    INSIDE,
    MESSAGES,
    Holding,
    Ledger,
    Shown,
)
from rejoinder.passwords import PASSWORDS
from rejoinder.received import bags, damage
from rejoinder.shelf import Shelf, Wanted
from rejoinder.zones import zones

CHECKED = "checked.json"
"""What came of the last check."""
_OWN = (CASE, JOURNAL, RECEIVED, PASSWORDS)
"""What a case keeps at the top of its folder, besides what begins with a point."""


def ledger(case: Case) -> Ledger:
    """Give what became of everything given."""
    with case.shelf() as shelf:
        return shelf.ledger()


def shown_text(case: Case, shelf: Shelf, number: int) -> str:
    """Give a document's text as the person has chosen to see it: covered words as blocks unless they are shown."""
    beneath = shelf.beneath(number)
    return beneath if beneath is not None and ground_of(case) else shelf.text(number)


def shown(case: Case, holding: Holding, page: int | None = None) -> Shown:
    """Give one document opened, whole or one page of it, with its zones and the findings it proves."""
    found = [one.finding for one in audit(case, wanted=Wanted(documents=(holding.ref,))) if one.finding]
    with case.shelf() as shelf:
        text, seen = shelf.text(holding.number), shown_text(case, shelf, holding.number)
        start, end = 0, len(text)
        if page is not None:
            pages = {one.number: (one.start, one.end) for one in shelf.pages(holding.number)}
            if page not in pages:
                has = f"It has {len(pages)}." if pages else "It has no pages."
                raise UsageError(f"{holding.path} has no page {page}.", has)
            start, end = pages[page]
        told_in = {holding.path, *([holding.path.rpartition(INSIDE)[0]] if holding.conversation else [])}
        problems = tuple(problem for _, problem in shelf.problems(holding.batch) if problem.where in told_in)
        batch = next(batch.name for batch in shelf.batches() if batch.number == holding.batch)
        sure = shelf.page_confidences(holding.number, page)
    parts = zones(text, holding.body_start) if holding.kind in MESSAGES and not holding.conversation else ()
    traces = tuple(
        (finding.id, trace) for finding in found for trace in finding.because if trace.span.document == holding.ref
    )
    return Shown(holding, batch, seen[start:end], start, parts, traces, problems, sure)


def original_file(case: Case, holding: Holding) -> Path | None:
    """Give where a received file lies, checked against its hash a piece at a time; None for what lies in another."""
    if INSIDE in holding.path:
        return None
    for bag in bags(case.received):
        place = bag.payload / holding.path
        if bag.batch.number == holding.batch and place.is_file():
            with place.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == holding.sha256:
                    return place
    raise _not_as_received(case, holding)


def original(case: Case, holding: Holding) -> bytes:
    """Give a document's bytes exactly as they came, a member's out of its container, checked against their hash."""
    place = original_file(case, holding)
    if place:
        return place.read_bytes()
    received = holding.path.partition(INSIDE)[0]
    for bag in bags(case.received):
        if bag.batch.number == holding.batch:
            with bag.opened(received) as untrusted_bytes:
                found = member(known_of(case, bag).blob(received, untrusted_bytes), holding.path)
            if found is not None and hashlib.sha256(found).hexdigest() == holding.sha256:
                return found
    raise _not_as_received(case, holding)


def files_inside(case: Case, files: Iterable[tuple[int, str, str]]) -> Iterator[tuple[str, bytes]]:
    """Give the bytes of files that lie in others, by their hash, each container opened once for all it holds.

    They are asked for by batch, path and hash; one that is not as it was received is not given.
    """
    asked: dict[tuple[int, str], dict[str, str]] = {}
    for batch, path, sha256 in files:
        asked.setdefault((batch, path.partition(INSIDE)[0]), {})[path] = sha256
    for bag in bags(case.received):
        known = known_of(case, bag)
        for (batch, received), paths in asked.items():
            if batch == bag.batch.number and (bag.payload / received).is_file():
                with bag.opened(received) as untrusted_bytes:
                    for found in members(known.blob(received, untrusted_bytes), paths):
                        content = bytes(found.untrusted_bytes)
                        if hashlib.sha256(content).hexdigest() == paths[found.name]:
                            yield paths[found.name], content


def _not_as_received(case: Case, holding: Holding) -> CaseDamaged:
    what = f"{holding.path} is not there as it was received."
    return CaseDamaged(what, f"See what has changed with: rejoinder verify {case.folder}")


class Checked(NamedTuple):
    """What came of checking a case, and when that was."""

    at: str
    faults: tuple[str, ...]


def check(case: Case, *, at: str, told: Told = silent) -> Checked:
    """Check every hash of a case and its journal's chain, and keep what came of it where the disk takes it."""
    made = Checked(at, tuple(faults(case, told)))
    with suppress(OSError):
        make_folder(case.folder / DERIVED)
        write_whole(case.folder / DERIVED / CHECKED, json.dumps(made._asdict(), ensure_ascii=False).encode())
    return made


def last_check(case: Case) -> Checked | None:
    """Give what came of checking the case when that was last done; None where it was not, or that is not kept."""
    try:
        held = json.loads((case.folder / DERIVED / CHECKED).read_bytes())
        return Checked(str(held["at"]), tuple(map(str, held["faults"])))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def faults(case: Case, told: Told = silent) -> Iterator[str]:
    """Give one sentence for everything about the case that does not check: hashes and the journal's chain."""
    try:
        written = received_acts(case)
    except CaseDamaged as fault:
        yield str(fault)
        written = {}
    if not case.journal.path.exists():
        yield "journal.jsonl is gone. Put it back from a copy of the case."
    held = bags(case.received)
    count, numbers = sum(bag.count() for bag in held), itertools.count()
    for bag in held:
        yield from damage(bag, lambda: told("Checking", next(numbers), count))
        act = written.pop(bag.batch.name, {})
        if act.get("manifest", bag.digest()) != bag.digest():
            yield (
                f"{bag.batch.name}: its manifest is not the one the journal tells of."
                " If its receive was stopped, run it again; if not, put the batch back from a copy of the case."
            )
    for gone in sorted(written):
        yield f"{gone}: the batch is gone. Put it back from a copy of the case."


def write_out(path: Path, content: bytes) -> None:
    """Write a paper where the person wants it, whole or not at all."""
    may_stand(path)
    write_whole(path, content)


def may_stand(path: Path) -> None:
    """Refuse a place for a paper that is in no folder, or where a case keeps its own; UsageError says so."""
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Make it first, or choose another.")
    whole = path.resolve()
    for above in whole.parents:
        if (above / CASE).is_file() and _is_own(whole.relative_to(above).parts[0]):
            raise UsageError(f"{path} is where a case keeps its own.", "Choose a place beside it.")


def _is_own(name: str) -> bool:
    return name.casefold() in _OWN or name.startswith(".")
