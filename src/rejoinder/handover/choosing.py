"""What leaves in an archive, and what stays: every file by name, and which acts of the journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rejoinder.case import CASE, DERIVED, JOURNAL, RECEIVED, Case
from rejoinder.errors import UsageError
from rejoinder.journal import Act
from rejoinder.model import INSIDE
from rejoinder.passwords import PASSWORDS
from rejoinder.received import Bag, bags

MADE = ("out", "letters")
"""Folders of papers made, and of templates for them."""
ARCHIVE = ".age"
"""What an archive that was made is called by; it is in no other."""
NEVER = (DERIVED, ".lock")
"""What is made again, or means nothing elsewhere."""
IN_PART = frozenset(
    ("new", "receive", "scope", "unlock", "boundary", "judge", "undo", "judge-all", "undo-all", "undo-kind")
)
"""Acts that go with a part of a case: the others hold words of documents that may not be in it."""
DRAFTS = "letter"
"""Acts that hold drafts of letters."""
REASON = "because"


class Part(NamedTuple):
    """What of a case is to leave."""

    batches: tuple[str, ...] = ()
    """Names of batches; none: all of them."""
    documents: tuple[str, ...] = ()
    """References or paths of single documents; then nothing else leaves, and what arrives is no case."""
    notes: bool = False
    """Whether the person's own notes leave as well."""


WHOLE = Part()


class Leaf(NamedTuple):
    """One file that leaves: its name in the archive, where it lies, its size, and its hash where that is known."""

    name: str
    place: Path
    size: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """All that leaves, and what stays."""

    part: Part
    many: int
    """How many files leave."""
    size: int
    """Bytes of everything that leaves, as noted when it came."""
    chosen: tuple[Bag, ...]
    found: Callable[[], Iterator[tuple[str, Path]]]
    """Every file that leaves by its name in the archive, with where it lies."""
    batches: tuple[str, ...]
    """Names of the batches that leave whole."""
    acts: int
    """Acts of the journal that leave."""
    acts_left: int
    """Acts that stay."""
    reasons: int
    """Reasons that stay, of acts that leave."""
    passwords: bool
    own_files: tuple[str, ...]
    """Files of the person's own in the folder of the case."""
    told: bool
    """Whether the person told what happened, in their own words."""
    head: str
    """Head of the whole journal."""

    def files(self) -> Iterator[Leaf]:
        """Give every file that leaves."""
        known = {bag.payload / path: sha256 for bag in self.chosen for path, sha256 in bag.listed()}
        for name, place in self.found():
            yield Leaf(name, place, place.stat().st_size, known.get(place, ""))

    @property
    def is_case(self) -> bool:
        """Say whether what arrives is a case: single documents are none."""
        return not self.part.documents

    @property
    def is_whole(self) -> bool:
        """Say whether the journal leaves as it is."""
        return self.part.notes and not self.part.batches and self.is_case


def leaving(case: Case, part: Part = WHOLE) -> Leaving:
    """Give what leaves of a case; UsageError where the part names what is not there."""
    held = bags(case.received)
    chosen = _chosen(held, part)
    acts = list(case.journal.acts())
    going = [act for act in acts if goes(act, part)] if not part.documents else []
    own = tuple(sorted(_own_files(case)))
    if part.documents:
        named = list(_of_documents(case, held, part.documents))
        many, size, found = len(named), sum(place.stat().st_size for _, place in named), partial(iter, named)
    else:
        beside = [place for bag in chosen for place in _beside(bag)]
        beside += [place for _, place in _of_the_rest(case, part, own)]
        measured = [_measured(bag) for bag in chosen]
        many = len(beside) + sum(files for files, _ in measured)
        size = sum(place.stat().st_size for place in beside) + sum(octets for _, octets in measured)
        found = partial(_of_case, case, chosen, part, own)
    return Leaving(
        part,
        many,
        size,
        tuple(chosen),
        found,
        tuple(bag.batch.name for bag in chosen) if not part.documents else (),
        len(going),
        len(acts) - len(going),
        0 if part.notes else sum(bool(act.told.get(REASON)) for act in going),
        not part.documents and (case.folder / PASSWORDS).is_file(),
        own,
        bool(case.happened),
        case.journal.head(),
    )


def goes(act: Act, part: Part) -> bool:
    """Say whether an act leaves with a part."""
    if act.kind == DRAFTS and not part.notes:
        return False
    if not part.batches:
        return True
    return act.kind in IN_PART and act.told.get("batch", part.batches[0]) in part.batches


def _chosen(held: Sequence[Bag], part: Part) -> list[Bag]:
    names = [bag.batch.name for bag in held]
    for name in part.batches:
        if name not in names:
            raise UsageError(f"No batch of this case is named {name}.", f"The batches are: {', '.join(names)}.")
    return [bag for bag in held if not part.batches or bag.batch.name in part.batches]


def _of_case(case: Case, chosen: Sequence[Bag], part: Part, own: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Give the files of a case or of some batches; case.toml and the journal are written afresh where notes stay."""
    for bag in chosen:
        for place in _below(bag.folder):
            yield f"{RECEIVED}/{bag.folder.name}/{place.relative_to(bag.folder).as_posix()}", place
    yield from _of_the_rest(case, part, own)


def _of_the_rest(case: Case, part: Part, own: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Give the files that leave beside what was received."""
    if (case.folder / PASSWORDS).is_file():
        yield PASSWORDS, case.folder / PASSWORDS
    if part.batches:
        return
    for name in MADE:
        for place in _below(case.folder / name):
            if place.suffix != ARCHIVE and not place.name.startswith("."):  # one that is being made is hidden
                yield place.relative_to(case.folder).as_posix(), place
    for within in own if part.notes else ():
        yield within, case.folder / within


def _measured(bag: Bag) -> tuple[int, int]:
    """Give how many files a batch holds and their bytes: as noted, or, where receiving it was stopped, as they are."""
    noted = bag.measure()
    if noted[0] == bag.count():
        return noted
    places = list(_below(bag.payload))
    return len(places), sum(place.stat().st_size for place in places)


def _beside(bag: Bag) -> Iterator[Path]:
    """Give the files that tell of a batch, beside those received."""
    return (one for one in bag.folder.iterdir() if one.is_file() and not one.is_symlink())


def _below(folder: Path) -> Iterator[Path]:
    """Give every file below a folder, in the order of their names; links are no files of it."""
    if not folder.is_dir():
        return
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 names alone: there may be a hundred thousand
        place = folder / name
        if place.is_symlink():
            continue
        if place.is_dir():
            yield from _below(place)
        elif place.is_file():
            yield place


def _own_files(case: Case) -> Iterator[str]:
    """Give the files in the folder of the case that are the person's own."""
    ours = {CASE, JOURNAL, RECEIVED, PASSWORDS, *MADE, *NEVER}
    for entry in case.folder.iterdir():
        if entry.name in ours or entry.is_symlink() or entry.name.startswith("."):
            continue
        places = _below(entry) if entry.is_dir() else iter([entry])
        yield from (place.relative_to(case.folder).as_posix() for place in places)


def _of_documents(case: Case, held: Sequence[Bag], wanted: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Give the received files of single documents, whole: what lies in a container leaves with it."""
    by_number = {bag.batch.number: bag for bag in held}
    seen: set[Path] = set()
    with case.shelf() as shelf:
        found = [(one, shelf.find_document(one)) for one in wanted]
    for which, holding in found:
        if holding is None:
            raise UsageError(
                f"No document of this case is {which}.", f"List them with: rejoinder documents {case.folder}"
            )
        bag = by_number[holding.batch]
        path = holding.path.partition(INSIDE)[0]
        place = bag.payload / path
        if place not in seen:
            seen.add(place)
            yield f"documents/{bag.folder.name}/{path}", place


def part_of(case: Case) -> str:
    """Say that a case is only a part of another; empty where it is whole."""
    first = next((act for act in case.journal.acts() if act.kind == "handover" and "of" in act.told), None)
    if first is None or not first.told.get("batches"):
        return ""
    return "This is a part of a case: what is not in it may be in the rest. Ask whoever sent it before relying on that."
