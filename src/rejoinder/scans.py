"""Pages that are pictures, read by text recognition (OCR) after all else: page by page, kept as they come."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from rejoinder.box.reading import members, picture_to_read, scan_pages
from rejoinder.case import Case, Told, rebuild
from rejoinder.errors import UsageError
from rejoinder.model import INSIDE, Blob, Recognised
from rejoinder.passwords import kept
from rejoinder.read.ocr.filled import NOTHING, READ, UNREAD, UNSURE
from rejoinder.read.ocr.found import HOW_TO_INSTALL, Choice, Engines, engines_here
from rejoinder.read.ocr.pictures import Picture
from rejoinder.received import bags
from rejoinder.shelf import Kept, Shelf
from rejoinder.shelf.scans import Scan, recognition_of, scans
from rejoinder.shelf.scans import waiting_pages as waiting_of

__all__ = [
    "HOW_TO_INSTALL",
    "READING",
    "Asked",
    "Done",
    "Engines",
    "engines_here",
    "read_or_say",
    "read_scans",
    "waiting_pages",
    "without_engine",
]

LOOKING = "Looking for scans"
READING = "Reading scans"
AHEAD = 2
"""Pictures drawn beyond those that are being read, so that no worker waits and few are held."""
_NO_ENGINE = "There is no program for text recognition (OCR) on this machine."


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pages are to be read, and with what; what is empty narrows nothing."""

    choice: Choice = "auto"
    documents: tuple[str, ...] = ()
    """References or paths."""
    pages: tuple[int, ...] = ()


class Done(NamedTuple):
    """What a run did."""

    pages: int
    """Pages recognised in this run."""
    failed: int
    """Pages that no engine could read; they wait."""
    waiting: int
    """Pages of the case without text after it."""


def waiting_pages(case: Case) -> int:
    """Give how many pages of a case have no text and may be pictures of words; an image counts as one."""
    with case.shelf() as shelf:
        return waiting_of(shelf, UNREAD)


def read_or_say(case: Case, told: Told) -> str:
    """Read the pages that are pictures; give the sentence that says how many there are where nothing here can."""
    waiting = waiting_pages(case)
    if waiting and not engines_here():
        return without_engine(waiting)
    if waiting:
        read_scans(case, Asked(), told=told)
    return ""


def without_engine(pages: int) -> str:
    """Give the sentence that says how many pages have no text where nothing here can read them, and the way out."""
    have = "1 page is a picture without text" if pages == 1 else f"{pages:,} pages are pictures without text"
    return f"{have}, and no program for text recognition (OCR) is on this machine. {HOW_TO_INSTALL}"


def read_scans(case: Case, asked: Asked, *, told: Told, engines: Engines | None = None) -> Done:
    """Read the pages asked for that are pictures, and the case again with their words; a stopped run goes on later."""
    chosen = (engines_here() if engines is None else engines).chosen(asked.choice)
    if not chosen:
        raise UsageError(_NO_ENGINE, HOW_TO_INSTALL)
    files = _files(case, asked)
    with case.held():
        wanted = _wanted(case, files, asked, chosen, told)
        pages, failed = _recognise(case, wanted, chosen, told)
        changed = any(_differs(case, scan) for scan in files)
    if changed:
        rebuild(case, told)
    return Done(pages, failed, waiting_pages(case))


def _files(case: Case, asked: Asked) -> list[Scan]:
    """Give the files that wait for text recognition, or were read by it, each content once."""
    with case.shelf() as shelf:
        found = scans(shelf, (*UNREAD, READ, UNSURE, NOTHING))
        named = _named(shelf, asked.documents, found)
    return [scan for scan in found if not asked.documents or (scan.batch, scan.path) in named]


def _named(shelf: Shelf, documents: Iterable[str], files: Sequence[Scan]) -> set[tuple[int, str]]:
    """Give where the documents named lie; UsageError for one that is no scan of the case."""
    places: set[tuple[int, str]] = set()
    for document in documents:
        holding = shelf.find_document(document)
        here = {
            (scan.batch, scan.path)
            for scan in files
            if scan.path == document or (holding and (scan.batch, scan.path) == (holding.batch, holding.path))
        }
        if not here:
            what = f"{document} has no page that is a picture."
            raise UsageError(what, "Name a document by its reference or its path, or none to read all.")
        places |= here
    return places


def _wanted(
    case: Case, files: Sequence[Scan], asked: Asked, engines: Engines, told: Told
) -> list[tuple[Scan, list[int]]]:
    """Give each file with those of its pages that are to be read."""
    unseen = [scan for scan in files if case.recognised.needed(scan.sha256) is None]
    for done, (file, blob) in enumerate(_blobs(case, unseen)):
        told(LOOKING, done, len(unseen))
        case.recognised.keep_needed(file.sha256, scan_pages(blob))
    if unseen:
        told(LOOKING, len(unseen), len(unseen))
    wanted: list[tuple[Scan, list[int]]] = []
    for scan in {scan.sha256: scan for scan in reversed(files)}.values():
        needed, kept = case.recognised.of(scan.sha256)
        numbers = [number for number in needed or () if number not in kept or not engines.satisfied(kept[number])]
        if asked.pages:
            numbers = [number for number in numbers if number in asked.pages]
        if numbers:
            wanted.append((scan, numbers))
    return sorted(wanted)


def _blobs(case: Case, files: Iterable[Scan]) -> Generator[tuple[Scan, Blob], None, None]:
    """Give files with their bytes, each content once, going through every received file once."""
    first = {scan.sha256: scan for scan in sorted(files, reverse=True)}
    by_place = {(scan.batch, scan.path): scan for scan in first.values()}
    received = {bag.batch.number: bag for bag in bags(case.received)}
    for (batch, outer), places in groupby(sorted(by_place), key=lambda place: (place[0], _outermost(place[1]))):
        paths = [path for _, path in places]
        with received[batch].opened(outer) as untrusted_bytes:
            for blob in members(Blob(outer, untrusted_bytes, passwords=kept(case.folder)), paths):
                scan = by_place[batch, blob.name]
                if hashlib.sha256(blob.untrusted_bytes).hexdigest() == scan.sha256:
                    yield scan, blob


def _outermost(path: str) -> str:
    """Give the received file in which a path lies."""
    return path.partition(INSIDE)[0]


def _recognise(case: Case, wanted: Sequence[tuple[Scan, list[int]]], engines: Engines, told: Told) -> tuple[int, int]:
    """Read pages with a worker a core, keeping each as it comes; give how many were read, and how many could not be."""
    of, read, begun = sum(len(numbers) for _, numbers in wanted), 0, 0
    workers = os.cpu_count() or 1
    running: dict[Future[Recognised], tuple[str, int]] = {}
    pool = ThreadPoolExecutor(workers, thread_name_prefix="scan")
    try:
        with closing(_drawn(case, wanted)) as drawn:
            while True:
                while len(running) < AHEAD + workers and (one := next(drawn, None)):
                    running[pool.submit(engines.recognised, one[1])] = (one[0], one[1].number)
                    begun += 1
                if not running:
                    break
                told(READING, begun - len(running), of)
                done, _ = wait(running, timeout=1, return_when=FIRST_COMPLETED)
                read += sum(_keep(case.recognised, one, *running.pop(one)) for one in done)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    if of:
        told(READING, of, of)
    return read, of - read


def _drawn(case: Case, wanted: Sequence[tuple[Scan, list[int]]]) -> Generator[tuple[str, Picture], None, None]:
    """Give pages as pictures, each with the hash of its file."""
    numbers = {file.sha256: pages for file, pages in wanted}
    for file, blob in _blobs(case, [file for file, _ in wanted]):
        for number in numbers[file.sha256]:
            picture = picture_to_read(blob, number)
            if picture:
                yield file.sha256, picture


def _keep(kept: Kept, done: Future[Recognised], sha256: str, number: int) -> bool:
    """Keep a page that was read, and say whether it was: one on which its engine failed waits."""
    try:
        page = done.result()
    except Exception:  # any engine's fault leaves its page waiting, and never ends the run
        return False
    kept.keep(sha256, number, page)
    return True


def _differs(case: Case, scan: Scan) -> bool:
    """Say whether the shelf tells something else of a file than what is kept of its pictures."""
    needed, kept = case.recognised.of(scan.sha256)
    waits = needed is None or any(number not in kept for number in needed)
    with case.shelf() as shelf:
        return recognition_of(shelf, scan, UNREAD) != (waits, {n: page.confidence for n, page in kept.items()})
