"""Documents read behind the lock: each in a process of its own, or several where only Python reads them.

A process that reads several is believed only where nothing was amiss; whatever it could not do, and all that came
after, is read again. So what comes of a document does not depend on what it was read with.
"""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple, cast

import msgspec

from rejoinder.box import limits
from rejoinder.box.process import Ended, GoneError, LostError, Process, let_go
from rejoinder.box.start import starter
from rejoinder.box.wire import ALONE, END, Errand, Heard, Kind, NonsenseError, around, result_told, sent
from rejoinder.disk import Mapped
from rejoinder.errors import UsageError
from rejoinder.model import INSIDE, Blob, Document, Problem, Weight
from rejoinder.read import LIMIT_MEMORY, PRINT, READER_FAULT, SPLIT, Answer, Answered, Piece, Reading, readings
from rejoinder.read import too_large_for_memory as needs_memory
from rejoinder.read.ocr.pictures import Picture, unpacked

LIMIT_TIME = "limit_time"
CRASHED = "crashed"
_UNKNOWN = "unread"
"""The format of a blob whose process ended before it could say one."""
_NEARLY_ALL = limits.MEMORY * 3 // 4
"""Bytes had by a process that broke down, from which we say that it was memory it lacked."""
_AMISS = (READER_FAULT, LIMIT_MEMORY)
"""Problems that may be of a shared process's own making: those are read again alone."""
_ALONE = tuple(b"%PDF PK\3\4 PK\5\6 \xd0\xcf\x11\xe0 {\\rt \x1f\x8b !BDN <!do <!DO <htm <HTM".split())
"""How documents begin that are not worth trying together with others."""


def read(blobs: Iterable[Blob], batch: str) -> Iterator[Reading]:
    """Give what comes of received files, one after the other, each read behind the lock."""
    yield from readings(blobs, batch, answers)


def answers(blobs: Iterable[Blob]) -> Answered:
    """Give each blob with its reader's answer, made in locked processes."""
    with closing(_begun(_groups(blobs))) as groups:
        for group in groups:
            with closing(_together(group)) as answered:
                for blob, answer in answered:
                    try:
                        yield blob, answer
                    finally:
                        let_go(blob.untrusted_bytes)


class _Group(NamedTuple):
    """Blobs in a row, and the process that was asked to read them together; None where each is to be alone."""

    blobs: Sequence[Blob]
    process: Process | None

    @property
    def shares(self) -> list[bool]:
        """Say of each blob whether it is read with others."""
        return [not bytes(blob.untrusted_bytes[:4]).startswith(_ALONE) for blob in self.blobs]


def _begun(groups: Iterable[list[Blob]]) -> Generator[_Group, None, None]:
    """Give groups, each asked for before the one ahead of it is heard; what follows a large blob is not."""
    begun: list[_Group] = []
    try:
        for blobs in groups:
            begun.append(_asked(blobs))
            ahead = int(_is_small(blobs[-1]))
            while len(begun) > ahead:
                yield begun.pop(0)
        while begun:
            yield begun.pop(0)
    finally:
        for group in begun:
            if group.process:
                group.process.end()


def _asked(blobs: Sequence[Blob]) -> _Group:
    """Give a group whose process was asked to read what may be read together."""
    alone = _Group(blobs, None)
    together = tuple(blob for blob, shares in zip(blobs, alone.shares, strict=True) if shares)
    if len(together) < 2:
        return alone
    process = _started(limits.SECONDS)
    process.ask(Errand("read", tuple(sent(blob, inline=True) for blob in together), shared=True))
    return _Group(blobs, process)


def _is_small(blob: Blob) -> bool:
    return len(blob.untrusted_bytes) <= limits.SMALL


def _groups(blobs: Iterable[Blob]) -> Iterator[list[Blob]]:
    """Give the blobs in groups that may share a process; a large one is by itself, and is the last one asked for."""
    group: list[Blob] = []
    size = 0
    for blob in blobs:
        small = _is_small(blob)
        if group and (not small or len(group) >= limits.TOGETHER or size >= limits.TOGETHER_BYTES):
            yield group
            group, size = [], 0
        if small:
            group.append(blob)
            size += len(blob.untrusted_bytes)
        else:
            yield [blob]
    if group:
        yield group


def _together(group: _Group) -> Answered:
    """Give the answers of a group, from a shared process as far as that may be, else from one for each."""
    while group.blobs:
        done = 0
        with closing(_told_together(group)) as told:
            for blob, answer in zip(group.blobs, told, strict=False):
                done += 1
                yield blob, answer or _alone(blob)
        group = _asked(group.blobs[done:])


def _told_together(group: _Group) -> Generator[Answer | None, None, None]:
    """Give the answers of a shared process, None for a blob that must be alone; they end where one was lost."""
    if group.process is None:
        yield from (None for _ in group.blobs)
        return
    try:
        for blob, shares in zip(group.blobs, group.shares, strict=True):
            try:
                answer = _heard_among_others(group.process, blob) if shares else None
            except (LostError, NonsenseError):
                yield None
                return
            yield answer
    finally:
        group.process.end()


def _heard_among_others(process: Process, blob: Blob) -> Answer | None:
    """Give a shared process's answer to one blob; None when it must be alone, or something was amiss."""
    heard = Heard(blob)
    first = process.next()
    if first.kind == ALONE:
        return None
    format_ = heard.format(first)
    pieces: list[Piece] = []
    while (frame := process.next()).kind != END:
        if len(frame.content) > limits.INLINE:
            let_go(frame.content)
            raise NonsenseError
        pieces.append(heard.piece(frame))
    amiss = any(isinstance(piece, Problem) and piece.code in _AMISS for piece in pieces)
    return None if amiss else Answer(format_, iter(pieces))


def _alone(blob: Blob, wanted: tuple[str, ...] = ()) -> Answer:
    """Give the answer of a process of the blob's own; a second one where what it was forked from was gone."""
    try:
        return _begun_alone(blob, wanted)
    except GoneError:
        return _begun_alone(blob, wanted)


def _begun_alone(blob: Blob, wanted: tuple[str, ...]) -> Answer:
    told = _told_alone(blob, wanted)
    return Answer(str(next(told)), cast("Iterator[Piece]", told))


def _told_alone(blob: Blob, wanted: tuple[str, ...]) -> Iterator[str | Piece]:
    """Give the format a blob is told to be, then its pieces, then, where its process was lost, a problem."""
    seconds = limits.seconds_for(len(blob.untrusted_bytes))
    format_, given = "", 0
    with _process(seconds, blob) as process:
        process.ask(Errand("read", (sent(blob, inline=not isinstance(blob.untrusted_bytes, Mapped)),), wanted=wanted))
        heard = Heard(blob)
        try:
            format_ = heard.format(process.next())
            yield format_
            while (frame := process.next()).kind != END:
                yield heard.piece(frame)
                given += 1
        except (LostError, NonsenseError):
            ended = _how_it_ended(process, begun=bool(format_))
            if not format_:
                yield _UNKNOWN
            yield _lost(blob, format_, "partial" if given else "refused", ended, seconds)


def _how_it_ended(process: Process, *, begun: bool) -> Ended:
    """Give how a process ended; one that had begun to tell counts as killed where nobody is left to say."""
    try:
        return process.ended()
    except GoneError:
        if not begun:
            raise
        return Ended(-9, 0.0, 0)


def _lost(blob: Blob, format_: str, weight: Weight, ended: Ended, seconds: int) -> Problem:
    """Give the row of a blob whose process was lost."""
    if -ended.status == getattr(signal, "SIGXCPU", 0) or ended.seconds >= seconds:
        what = f"Reading it was stopped after {seconds} seconds of computing."
        return Problem(blob.name, what, SPLIT, LIMIT_TIME, weight)
    if ended.memory > _NEARLY_ALL:
        return needs_memory(blob, weight)
    what = f"Our {format_ or 'first'} reader broke down on it; it was locked away, and touched nothing else."
    return Problem(blob.name, what, PRINT, CRASHED, weight)


def original(blob: Blob, path: str) -> bytes | None:
    """Give the bytes of the blob at a path inside this one, or of the one whose document has it; None without one."""
    if blob.name == path:
        return bytes(blob.untrusted_bytes)
    if not path.startswith(blob.name + INSIDE):
        return None
    for piece in _alone(blob, (path,)).pieces:
        if isinstance(piece, Document):
            return bytes(blob.untrusted_bytes)
        if isinstance(piece, Blob):
            try:
                found = original(piece, path)
            finally:
                let_go(piece.untrusted_bytes)
            if found is not None:
                return found
    return None


def picture(untrusted_bytes: bytes, page: int, passwords: tuple[str, ...] = ()) -> bytes:
    """Give a page of a PDF, or a side of an image, as a PNG, drawn behind the lock."""
    return _done("picture", Blob("x", untrusted_bytes, passwords=passwords), page)


def scan_pages(blob: Blob) -> tuple[int, ...]:
    """Give the numbers of a file's pages that are pictures of words, or may be; none where it cannot be opened."""
    try:
        told = _done("scans", blob)
        return msgspec.msgpack.decode(told, type=tuple[int, ...])
    except (UsageError, msgspec.DecodeError):
        return ()


def picture_to_read(blob: Blob, page: int) -> Picture | None:
    """Give one page of a file as grey pixels for text recognition; None where it cannot be drawn."""
    try:
        return unpacked(_done("scan", blob, page))
    except (UsageError, ValueError):
        return None


def _done(kind: Kind, blob: Blob, page: int = 0) -> bytes:
    """Give the result of an errand on one file."""
    with _process(limits.seconds_for(len(blob.untrusted_bytes)), blob) as process:
        inline = not isinstance(blob.untrusted_bytes, Mapped)
        process.ask(Errand(kind, (sent(blob, inline=inline),), page=page))
        try:
            return result_told(process.next())
        except (LostError, NonsenseError) as fault:
            what, remedy = f"Page {page} cannot be drawn.", "Download the original and open it by hand."
            raise UsageError(what, remedy) from fault


def members(blob: Blob, paths: Iterable[str]) -> Iterator[Blob]:
    """Give the blobs at paths inside this one, however deep, in the order they lie, going through it once."""
    wanted = frozenset(paths)
    yield from _members(blob, wanted, around(wanted))


def _members(blob: Blob, wanted: frozenset[str], outer: frozenset[str]) -> Iterator[Blob]:
    if blob.name in wanted:
        yield blob
    if blob.name not in outer:
        return
    within = sorted(path for path in wanted if path.startswith(f"{blob.name}{INSIDE}"))
    for piece in _alone(blob, tuple(within)).pieces:
        if isinstance(piece, Blob):
            try:
                yield from _members(piece, wanted, outer)
            finally:
                let_go(piece.untrusted_bytes)


@contextmanager
def _process(seconds: int, blob: Blob | None = None) -> Iterator[Process]:
    """Give a locked process, with the blob open in it where that is a large file, and end it."""
    process = _started(seconds, blob)
    try:
        yield process
    finally:
        process.end()


def _started(seconds: int, blob: Blob | None = None) -> Process:
    document = blob.untrusted_bytes if blob and isinstance(blob.untrusted_bytes, Mapped) else None
    try:
        return starter().process(seconds, limits.MEMORY, document)
    except GoneError:
        return starter().process(seconds, limits.MEMORY, document)
