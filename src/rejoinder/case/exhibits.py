"""Exhibits: what people chose for a bundle, acts of the journal folded into what is in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from rejoinder.journal import Act


@dataclass(frozen=True, slots=True)
class Entry:
    """One exhibit: a document, or a slip sheet for one that is not in this disclosure."""

    id: str
    document: str = ""
    """Reference of a document; empty for a slip sheet."""
    finding: str = ""
    """Id of the accepted finding that a slip sheet is for."""
    batch: str = ""
    """Of a file that gave no document, the name of its batch."""
    path: str = ""
    """Path of that file: a slip sheet says why it could not be read."""
    section: str = ""
    title: str = ""
    """What a person calls it; empty: as the document calls itself."""
    core: bool = False
    late: int = 0
    """With which of the late additions it came, from 1; 0: it was there when the bundle was filed, or it was not."""


class Filed(NamedTuple):
    """When the bundle was handed in, and the journal's head then."""

    at: str
    profile: str
    head: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The bundle as people left it."""

    entries: tuple[Entry, ...] = ()
    sections: tuple[str, ...] = ()
    filed: tuple[Filed, ...] = ()

    def in_order(self) -> Iterator[tuple[int, str, tuple[Entry, ...]]]:
        """Give the parts of the bundle: with which addition they came, their section, their entries."""
        for late in range(len(self.filed) + 1):
            for section in ("", *self.sections):
                several = tuple(one for one in self.entries if one.late == late and one.section == section)
                if several:
                    yield late, section, several


def folded(acts: Iterable[Act]) -> Chosen:
    """Give the bundle that acts make; the last that was not taken back is what undo takes."""
    told: list[Act] = []
    for act in acts:
        if act.kind == "bundle" and act.told["decision"] != "undo":
            told.append(act)
        elif act.kind == "bundle" and told:
            told.pop()
    made = Chosen()
    for act in told:
        made = _changed(made, act)
    return made


def _changed(made: Chosen, act: Act) -> Chosen:
    return _CHANGES[act.told["decision"]](made, act)


def _added(made: Chosen, act: Act) -> Chosen:
    section, late = str(act.told["section"]), len(made.filed)
    known = {one.id for one in made.entries}
    told = {str(one["id"]): one for one in act.told["entries"] if one["id"] not in known}
    new = (_entry(one, section, late) for one in told.values())
    return replace(made, entries=(*made.entries, *new), sections=_with(made.sections, section))


def _entry(told: Mapping[str, Any], section: str, late: int) -> Entry:
    identity, document, finding = (str(told[key]) for key in ("id", "document", "finding"))
    batch, path = str(told["batch"]), str(told["path"])
    return Entry(identity, document, finding, batch, path, section, late=late)


def _with(sections: tuple[str, ...], section: str) -> tuple[str, ...]:
    return sections if section in ("", *sections) else (*sections, section)


def _renamed(made: Chosen, act: Act) -> Chosen:
    before, after = str(act.told["of"]), str(act.told["to"])
    entries = tuple(replace(one, section=after) if one.section == before else one for one in made.entries)
    sections = dict.fromkeys(after if one == before else one for one in made.sections)
    return replace(made, entries=entries, sections=tuple(one for one in sections if one))


def _sections_ordered(made: Chosen, act: Act) -> Chosen:
    told = [str(one) for one in act.told["of"] if one in made.sections]
    return replace(made, sections=tuple(dict.fromkeys((*told, *made.sections))))


def _moved(made: Chosen, act: Act) -> Chosen:
    """Give the entries named under a section, before another entry or at the end of it."""
    which, section, before = set(map(str, act.told["of"])), str(act.told["section"]), str(act.told["before"])
    moving = [replace(one, section=section) for one in made.entries if one.id in which]
    rest = [one for one in made.entries if one.id not in which]
    at = next((place for place, one in enumerate(rest) if one.id == before), len(rest))
    return replace(made, entries=(*rest[:at], *moving, *rest[at:]), sections=_with(made.sections, section))


def _ordered(made: Chosen, act: Act) -> Chosen:
    place = {str(one): number for number, one in enumerate(act.told["of"])}
    return replace(made, entries=tuple(sorted(made.entries, key=lambda one: place.get(one.id, len(place)))))


def _titled(made: Chosen, act: Act) -> Chosen:
    which, title = set(map(str, act.told["of"])), str(act.told["title"])
    return replace(made, entries=tuple(replace(one, title=title) if one.id in which else one for one in made.entries))


def _cored(made: Chosen, act: Act) -> Chosen:
    which, core = set(map(str, act.told["of"])), bool(act.told["core"])
    return replace(made, entries=tuple(replace(one, core=core) if one.id in which else one for one in made.entries))


def _removed(made: Chosen, act: Act) -> Chosen:
    which = set(map(str, act.told["of"]))
    return replace(made, entries=tuple(one for one in made.entries if one.id not in which))


def _was_filed(made: Chosen, act: Act) -> Chosen:
    one = Filed(act.at, str(act.told["profile"]), str(act.told["head"]))
    return replace(made, filed=(*made.filed, one))


def _afresh(made: Chosen, _act: Act) -> Chosen:
    return replace(made, filed=(), entries=tuple(replace(one, late=0) for one in made.entries))


_CHANGES = {
    "add": _added,
    "rename section": _renamed,
    "order sections": _sections_ordered,
    "move": _moved,
    "order": _ordered,
    "title": _titled,
    "core": _cored,
    "remove": _removed,
    "filed": _was_filed,
    "afresh": _afresh,
}
