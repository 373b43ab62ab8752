"""How the programs of others that we start are held on this computer: their lock tried by a small program of ours."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rejoinder.box import doctor, probes
from rejoinder.box.once import once
from rejoinder.box.wire import OPEN, Place
from rejoinder.locks.programs import Allowed, own_path, own_places, run
from rejoinder.read.converted import office_here
from rejoinder.read.ocr.tesseract import runs_locked, tesseract_here

State = Literal["locked", "partly", "free", "absent"]
STATES: dict[State, str] = {
    "locked": "It runs under a lock: it reads the system's own files and what it is given, writes in a folder that is"
    " gone afterwards, starts nothing and reaches nobody.",
    "partly": "It runs under a lock that leaves some ways out open on this system.",
    "free": "It runs within limits of time and size, and without a lock: this system has none that it starts under.",
    "absent": "It is not installed.",
}
LABELS: dict[State, str] = {
    "locked": "Locked",
    "partly": "Locked in part",
    "free": "Not locked",
    "absent": "Not installed",
}
"""Each state in two words."""
_COMPUTING = "compute longer than allowed"
_WAITING = 60


@dataclass(frozen=True, slots=True)
class Program:
    """A program of others that we start, what for, and how it is held."""

    name: str
    use: str
    state: State

    @property
    def told(self) -> str:
        """What its state means, in a sentence."""
        return STATES[self.state]

    @property
    def label(self) -> str:
        """Its state in two words."""
        return LABELS[self.state]


@dataclass(frozen=True, slots=True)
class Outside:
    """The programs, and what was tried of their lock."""

    programs: tuple[Program, ...]
    tried: dict[str, bool]
    """Each way out of the lock, and whether it is closed; empty where no program runs under it."""

    @property
    def open(self) -> tuple[str, ...]:
        """The ways out that are open."""
        return tuple(way for way, closed in self.tried.items() if not closed)

    @property
    def alike(self) -> tuple[tuple[Program, ...], ...]:
        """The programs, those together that are held in the same way."""
        groups = (tuple(one for one in self.programs if one.state == state) for state in STATES)
        return tuple(group for group in groups if group)

    @property
    def held(self) -> bool:
        """Say whether every program that is here is locked, and every way out of the lock closed."""
        return all(program.state in ("locked", "absent") for program in self.programs)


@once
def outside() -> Outside:
    """Give how the programs of others are held on this computer, tried once."""
    office, tesseract = office_here(), tesseract_here()
    found = {
        ("LibreOffice", "old Office files"): office.locked if office else None,
        ("Tesseract", "scans and photographs"): runs_locked(tesseract.program) if tesseract else None,
    }
    tried = tried_out() if any(found.values()) else {}
    whole = all(tried.values())
    return Outside(tuple(Program(*told, _state(locked, whole)) for told, locked in found.items()), tried)


def _state(locked: bool | None, whole: bool) -> State:
    if locked is None:
        return "absent"
    return ("locked" if whole else "partly") if locked else "free"


def tried_out(*, locked: bool = True) -> dict[str, bool]:
    """Try every way out of the lock for programs of others, and give whether each is closed."""
    ways = [way for way in probes.OUTSIDE if way != _COMPUTING]
    with doctor.place() as place, tempfile.TemporaryDirectory(prefix="rejoinder-doctor-") as folder:
        allowed = Allowed(Path(folder), own_places(), 30, _WAITING, probes.MEMORY * 2, probes.WRITTEN, locked)
        brief = Allowed(Path(folder), own_places(), probes.SECONDS, _WAITING, probes.MEMORY * 2, probes.WRITTEN, locked)
        closed = {**_closed(ways, place, allowed), **_closed([_COMPUTING], place, brief)}
    return {way: closed.get(way, False) for way in probes.OUTSIDE}


def _closed(ways: Sequence[str], place: Place, allowed: Allowed) -> dict[str, bool]:
    """Give whether ways are closed: the program says so, or was ended on its way out; one it never tried is not."""
    found: dict[str, bool] = {}
    while len(found) < len(ways):
        left = ways[len(found) :]
        words = (place.folder, str(place.tcp), str(place.udp), str(place.doctor), *left)
        ended = run(
            (sys.executable, "-P", "-W", "ignore", "-m", probes.__name__, *words), allowed, PYTHONPATH=own_path()
        )
        started, *told = ended.said.split() or [b""]
        found.update(_heard(left, told))
        if started != probes.STARTED or ended.status is None:
            break
        if len(told) < len(left):
            found[left[len(told)]] = ended.status != 0
    return found


def _heard(ways: Iterable[str], told: Iterable[bytes]) -> Iterator[tuple[str, bool]]:
    return ((way, one != OPEN) for way, one in zip(ways, told, strict=False))
