"""One case: receive, read, find, judge. Start here.

`received/` and `journal.jsonl` are what people gave and decided; all else is made from them again by `rebuild`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rejoinder import __version__
from rejoinder.disk import FOLDER, full_disk_named, locked, write_whole
from rejoinder.errors import CaseDamaged, UsageError
from rejoinder.find import findings
from rejoinder.find.traces import traces_of
from rejoinder.journal import Journal, judgements
from rejoinder.model import (
    INSIDE,
    MESSAGES,
    Blob,
    Decision,
    Holding,
    Ledger,
    Shelved,
    Shown,
    Weighed,
)
from rejoinder.read import Reading, blob_at, read
from rejoinder.read.ocr.filled import filled, waits
from rejoinder.received import Bag, bags, damage, given_files, new_bag, take
from rejoinder.shelf import EVERY, Findings, Kept, Shelf, Wanted, is_current, opened
from rejoinder.zones import zones

CASE = "case.toml"
JOURNAL = "journal.jsonl"
RECEIVED = "received"
DERIVED = ".derived"
SHELF = "shelf.sqlite"
LEAST = 1 << 20
"""Bytes of free disk without which nothing is begun."""
STEP = 500
"""Received files read between two safe points."""

Told = Callable[[str, int, int], None]
"""Hears of progress: what is being done, how many are done, of how many."""


def _silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Case:
    """One person's dispute: its evidence, journal and outputs, in one folder."""

    folder: Path
    subject: str = ""
    controller: str = ""
    regime: str = ""

    @property
    def journal(self) -> Journal:
        """What people decided."""
        return Journal(self.folder / JOURNAL)

    @property
    def received(self) -> Path:
        """What came, exactly as it came."""
        return self.folder / RECEIVED

    @property
    def recognised(self) -> Kept:
        """What text recognition read of its pictures: hours of work, kept when the rest is made again."""
        return Kept(self.folder / DERIVED / "ocr")

    @contextmanager
    def shelf(self, told: Told = _silent) -> Iterator[Shelf]:
        """Give the case's shelf; one that is not there, or of another version, is made again from what was received."""
        path = self.folder / DERIVED / SHELF
        if not is_current(path) and bags(self.received):
            rebuild(self, told)
        with opened(path) as shelf:
            yield shelf

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other run from writing to the case, and name a full disk."""
        with full_disk_named(self.folder, LEAST), locked(self.folder / ".lock"):
            yield


def new(folder: Path, *, at: str, subject: str = "", controller: str = "", regime: str = "") -> Case:
    """Make the case folder and give the case."""
    if (folder / CASE).exists():
        raise UsageError(f"There is a case in {folder} already.", "Choose another folder, or use the case as it is.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and is not an empty folder.", "Choose a folder that is new or empty.")
    folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    lines = ("# Rejoinder: one case.", f"subject = {_quoted(subject)}", f"controller = {_quoted(controller)}")
    write_whole(folder / CASE, "\n".join((*lines, f"regime = {_quoted(regime)}", "")).encode())
    case = Case(folder, subject, controller, regime)
    case.journal.write("new", at, {"subject": subject, "controller": controller, "regime": regime})
    return case


def _quoted(words: str) -> str:
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(c for c in plain if c.isprintable())}"'


def open_case(folder: Path) -> Case:
    """Give the case in a folder."""
    try:
        told = tomllib.loads((folder / CASE).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as fault:
        what = f"There is no case in {folder}."
        raise UsageError(what, f"Make one with: rejoinder new {folder}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        what = f"{folder / CASE} cannot be read ({fault})."
        raise CaseDamaged(what, "Mend that file in a text editor; nothing else was touched.") from fault
    return Case(folder, *(str(told.get(label, "")) for label in ("subject", "controller", "regime")))


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a person says of a batch."""

    name: str
    sender: str = ""
    date: str = ""
    own: bool = False


def receive(case: Case, paths: Sequence[Path], delivery: Delivery, *, at: str, told: Told = _silent) -> Bag:
    """Take in a batch and read it: the same files given again add nothing, a stopped run goes on where it was."""
    _refuse_itself(case, paths)
    with case.held():
        before = _received_acts(case)
        bag = _taken_in(case, paths, delivery, told)
        path = case.folder / DERIVED / SHELF
        if not is_current(path):
            _make_again(case, told)
        with opened(path) as shelf:
            _shelve(case, shelf, bag, told)
        act = {"batch": bag.batch.name, "files": bag.count(), "own": bag.batch.own, "manifest": bag.digest()}
        if before.get(bag.batch.name) != act:
            case.journal.write("receive", at, act)
    return bag


def _taken_in(case: Case, paths: Sequence[Path], delivery: Delivery, told: Told) -> Bag:
    """Copy what was given into the batch's bag, and give the bag."""
    given, problems = given_files(paths)
    bag = _bag_for(case, delivery)
    done = 0
    for step in take(bag, given, problems):
        done += len(step)
        told("Keeping a copy", done, len(given))
    return bag


def _refuse_itself(case: Case, paths: Sequence[Path]) -> None:
    folder = case.folder.resolve()
    for path in paths:
        given = path.resolve()
        if folder.is_relative_to(given) or given.is_relative_to(folder / RECEIVED):
            raise UsageError(f"The case itself lies in {path}.", "Give what was sent, without the case folder.")


def _received_acts(case: Case) -> dict[str, dict[str, object]]:
    """Give what the journal last told of each batch; a journal that does not check ends the run here."""
    return {str(act.told["batch"]): dict(act.told) for act in case.journal.acts() if act.kind == "receive"}


def _bag_for(case: Case, delivery: Delivery) -> Bag:
    for bag in bags(case.received):
        if bag.batch.name == " ".join(delivery.name.split()):
            if bag.batch.own != delivery.own:
                what = f"A batch named {delivery.name} is here already, {'with' if bag.batch.own else 'without'} --own."
                raise UsageError(what, "Give this one another --name.")
            return bag
    return new_bag(case.received, name=delivery.name, sender=delivery.sender, date=delivery.date, own=delivery.own)


def _shelve(case: Case, shelf: Shelf, bag: Bag, told: Told) -> None:
    """Read what the bag holds and the shelf does not, a step at a time, each step whole or not at all."""
    shelf.add_batch(bag.batch)
    shelf.note_not_received(bag.batch, bag.not_received())
    paths = sorted(path for path, _ in bag.listed())
    for done in range(0, len(paths), STEP):
        some = paths[done : done + STEP]
        here = shelf.shelved_paths(bag.batch.number, some)
        shelf.add(bag.batch, _step(case, bag, [path for path in some if path not in here], told, done, len(paths)))
        told("Reading", min(done + STEP, len(paths)), len(paths))


def _step(case: Case, bag: Bag, paths: Sequence[str], told: Told, done: int, of: int) -> Iterator[Shelved]:
    """Read a step's files and tell of each; what hears of it may end the run there, and the step is undone."""
    for number, path in enumerate(paths, done):
        for blob in _shelved(case, bag, path):
            told("Reading", number, of)
            yield blob


def _shelved(case: Case, bag: Bag, path: str) -> Iterator[Shelved]:
    with bag.opened(path) as untrusted_bytes:
        for reading in read(Blob(path, untrusted_bytes), bag.batch.name):
            if waits(reading):
                reading = filled(reading, bag.batch.name, *case.recognised.of(reading.sha256))
            yield _with_traces(reading)


def _with_traces(reading: Reading) -> Shelved:
    documents = tuple((document, traces_of(document)) for document in reading.documents)
    return Shelved(
        path=reading.path,
        parent=reading.parent,
        sha256=reading.sha256,
        size=reading.size,
        format=reading.format,
        outcome=reading.outcome,
        inside=reading.inside,
        problems=reading.problems,
        documents=documents,
    )


def rebuild(case: Case, told: Told = _silent) -> None:
    """Make all derived data again from what was received."""
    with case.held():
        _make_again(case, told)


def _make_again(case: Case, told: Told) -> None:
    path = case.folder / DERIVED / SHELF
    beside = path.with_name("shelf.new.sqlite")
    _forget(beside)
    with opened(beside) as shelf:
        for bag in bags(case.received):
            _shelve(case, shelf, bag, told)
    _forget(path)
    beside.replace(path)


def _forget(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def ledger(case: Case) -> Ledger:
    """Give what became of everything given."""
    with case.shelf() as shelf:
        return shelf.ledger()


@contextmanager
def audited(case: Case, told: Told = _silent) -> Iterator[Findings]:
    """Give the findings of a case, found again when anything was received since, with what people decided."""
    decided = judgements(case.journal.acts())
    with case.shelf() as shelf:
        stamp = f"{__version__} {shelf.state()}"
        if not shelf.has_findings(stamp):
            told("Comparing", 0, 1)
            shelf.keep_findings(stamp, lambda: findings(shelf))
            told("Comparing", 1, 1)
        yield shelf.findings(decided)


def is_audited(case: Case) -> bool:
    """Say whether the findings of a case are known, so that nothing need be compared."""
    with case.shelf() as shelf:
        return shelf.has_findings(f"{__version__} {shelf.state()}")


def audit(case: Case, told: Told = _silent, *, wanted: Wanted = EVERY) -> list[Weighed]:
    """Give the findings asked for and what people decided, even of findings that have gone."""
    with audited(case, told) as found:
        return list(found.weighed(wanted))


def batch_number(case: Case, name: str) -> int:
    """Give the number of the batch of this name."""
    with case.shelf() as shelf:
        batches = shelf.batches()
    number = next((batch.number for batch in batches if batch.name == name), None)
    if number is None:
        names = ", ".join(batch.name for batch in batches)
        raise UsageError(f"No batch of this case is named {name}.", f"The batches are: {names}.")
    return number


def shown(case: Case, holding: Holding, page: int | None = None) -> Shown:
    """Give one document opened, whole or one page of it, with its zones and the findings it proves."""
    found = [one.finding for one in audit(case, wanted=Wanted(documents=(holding.ref,))) if one.finding]
    with case.shelf() as shelf:
        text = shelf.text(holding.number)
        start, end = 0, len(text)
        if page is not None:
            pages = {one.number: (one.start, one.end) for one in shelf.pages(holding.number)}
            if page not in pages:
                has = f"It has {len(pages)}." if pages else "It has no pages."
                raise UsageError(f"{holding.path} has no page {page}.", has)
            start, end = pages[page]
        problems = tuple(problem for batch, problem in shelf.problems(holding.batch) if problem.where == holding.path)
        batch = next(batch.name for batch in shelf.batches() if batch.number == holding.batch)
        sure = shelf.page_confidences(holding.number, page)
    parts = zones(text, holding.body_start) if holding.kind in MESSAGES else ()
    traces = tuple(
        (finding.id, trace) for finding in found for trace in finding.because if trace.span.document == holding.ref
    )
    return Shown(holding, batch, text[start:end], start, parts, traces, problems, sure)


def original(case: Case, holding: Holding) -> bytes:
    """Give a document's bytes exactly as they came, a member's out of its container, checked against their hash."""
    received = holding.path.partition(INSIDE)[0]
    for bag in bags(case.received):
        if bag.batch.number == holding.batch:
            with bag.opened(received) as untrusted_bytes:
                found = blob_at(Blob(received, untrusted_bytes), holding.path)
                whole = bytes(found.untrusted_bytes) if found else b""
            if found and hashlib.sha256(whole).hexdigest() == holding.sha256:
                return whole
    what = f"{holding.path} is not there as it was received."
    raise CaseDamaged(what, f"See what has changed with: rejoinder verify {case.folder}")


def judge(case: Case, finding: str, decision: Decision, *, because: str = "", at: str) -> Weighed:
    """Write down what a person decided about a finding, and give the finding as it stands then."""
    weighed = _one(case, finding)
    evidence = [trace.id for trace in weighed.finding.because] if weighed.finding else []
    told = {"finding": weighed.id, "decision": decision, "because": because, "evidence": evidence}
    case.journal.write("judge", at, told)
    return _one(case, weighed.id)


def undo(case: Case, finding: str, *, at: str) -> Weighed:
    """Take back the last judgement of a finding; the journal keeps both."""
    weighed = _one(case, finding)
    if weighed.judgement is None:
        raise UsageError(f"Nothing was decided about {weighed.id}.", "There is nothing to take back.")
    case.journal.write("undo", at, {"finding": weighed.judgement.finding})
    found = [one for one in audit(case, wanted=Wanted(beginning=weighed.id)) if one.id == weighed.id]
    return found[0] if found else Weighed(None, weighed.judgement, "closed")


def _one(case: Case, finding: str) -> Weighed:
    """Give the finding whose id begins so."""
    found = audit(case, wanted=Wanted(beginning=finding)) if finding else []
    exact = [one for one in found if one.id == finding]
    if not found:
        what = f"No finding has the id {finding or '(empty)'}."
        raise UsageError(what, f"List them with: rejoinder audit {case.folder}")
    if len(exact or found) > 1:
        ids = ", ".join(one.id for one in found[:5]) + (" …" if len(found) > 5 else "")
        raise UsageError(f"{len(found)} findings have an id that begins with {finding}.", f"Say which: {ids}")
    return (exact or found)[0]


def faults(case: Case) -> Iterator[str]:
    """Give one sentence for everything about the case that does not check: hashes and the journal's chain."""
    try:
        told = _received_acts(case)
    except CaseDamaged as fault:
        yield str(fault)
        told = {}
    if not case.journal.path.exists():
        yield "journal.jsonl is gone. Put it back from a copy of the case."
    for bag in bags(case.received):
        yield from damage(bag)
        act = told.pop(bag.batch.name, {})
        if act.get("manifest", bag.digest()) != bag.digest():
            yield (
                f"{bag.batch.name}: its manifest is not the one the journal tells of."
                " If its receive was stopped, run it again; if not, put the batch back from a copy of the case."
            )
    for gone in sorted(told):
        yield f"{gone}: the batch is gone. Put it back from a copy of the case."


def write_out(path: Path, content: bytes) -> None:
    """Write a paper where the person wants it, whole or not at all."""
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Make it first, or choose another.")
    write_whole(path, content)
