"""The bundle of a case: which exhibits a person chose, in what order, under which sections.

Nothing is in it that nobody chose. Once it was filed its numbers stay: what is added then comes after all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rejoinder.case.exhibits import Chosen, Entry, folded
from rejoinder.case.judging import one_finding
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.events import decided as events
from rejoinder.model import INSIDE, Holding, fingerprint_of

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

MOST = 20_000
"""Exhibits of one bundle."""
LONGEST = 200
"""Characters of a title or of a section's name."""
SOURCES = ("chronology", "allegations", "all")
"""Where exhibits may be chosen from at once: what kept events cite, evidence placed, all that was disclosed."""
FILED = "The bundle was filed, so its numbers stay."
_AFRESH = "Add what is late, or begin afresh: rejoinder bundle {} afresh"


class Exhibit(NamedTuple):
    """An entry with its place and the document it stands for."""

    number: int
    """Its place in the bundle, from 1."""
    entry: Entry
    holding: Holding | None
    """None where it is a slip sheet, or where the document is no longer in the case."""


# What is in force


def chosen(case: Case) -> Chosen:
    """Give the bundle as it stands."""
    return folded(case.journal.acts())


def exhibits(case: Case, made: Chosen | None = None) -> list[Exhibit]:
    """Give every exhibit in the order of the bundle, with its document."""
    told = made or chosen(case)
    in_order = [one for _, _, several in told.in_order() for one in several]
    with case.shelf() as shelf:
        held = held_by_ref(shelf, (one.document for one in in_order if one.document))
    return [Exhibit(number, one, held.get(one.document)) for number, one in enumerate(in_order, 1)]


def held_by_ref(shelf: Shelf, references: Iterable[str]) -> dict[str, Holding]:
    """Give documents by their references."""
    numbers = (number for (number,) in shelf.rows_of("SELECT number FROM documents WHERE ref IN (?)", references))
    return {one.ref: one for one in shelf.documents(numbers)}


# What a person chooses


def add(case: Case, which: Sequence[str], *, section: str = "", family: bool = False, at: str) -> list[Entry]:
    """Add documents by their references or paths, each with its attachments where the family is asked for."""
    with case.shelf() as shelf:
        entries = [one for each in dict.fromkeys(which) for one in _named(case, shelf, each, family=family)]
    return _add(case, entries, section, at)


def add_from(case: Case, source: str, *, section: str = "", at: str) -> list[Entry]:
    """Add at once what the kept chronology cites, what is placed for allegations, or all that was disclosed."""
    if source not in SOURCES:
        raise UsageError(f"Exhibits cannot be chosen from {source}.", f"Say one of: {', '.join(SOURCES)}.")
    with case.shelf() as shelf:
        wanted = _disclosed(shelf) if source == "all" else _cited(case, source)
        unread = _unread(shelf) if source == "all" else []
        held = _each_once(case, shelf, sorted(held_by_ref(shelf, wanted).values(), key=_by_date))
    return _add(case, [*(_entry_of(one.ref) for one in held), *unread], section, at)


def add_found(case: Case, query: str, *, section: str = "", at: str) -> list[Entry]:
    """Add the disclosed documents in which a search finds something; the subject's own are added by name alone."""
    with case.shelf() as shelf:
        found = {one.document for one in shelf.search(query, MOST)}
        few = held_by_ref(shelf, found & set(_disclosed(shelf))).values()
        held = _each_once(case, shelf, sorted(few, key=_by_date))
    return _add(case, [_entry_of(one.ref) for one in held], section, at)


def add_absent(case: Case, which: Sequence[str], *, section: str = "", at: str) -> list[Entry]:
    """Add a slip sheet for each accepted finding named: where a document would be that is not in this disclosure."""
    several = [one_finding(case, one) for one in dict.fromkeys(which)]
    for one in several:
        if one.status != "accepted":
            accept = f"Accept it: rejoinder judge {case.folder} {one.id} accept"
            raise UsageError(f"{one.id} is not accepted, so it is in no paper.", accept)
    return _add(case, [_entry(one.id, finding=one.id) for one in several], section, at)


def _named(case: Case, shelf: Shelf, one: str, *, family: bool) -> list[dict[str, str]]:
    """Give the entries of a document that is named, or of a file that gave none: a slip sheet stands for it."""
    holding = shelf.find_document(one)
    if holding:
        held = (holding, *_attached(shelf, holding)) if family else (holding,)
        return [_entry_of(each.ref) for each in held]
    unread = [entry for entry in _unread(shelf) if entry["path"] == one]
    if not unread:
        raise UsageError(f"No document of this case is {one}.", f"List them with: rejoinder documents {case.folder}")
    return unread[:1]


def _unread(shelf: Shelf) -> list[dict[str, str]]:
    """Give the entries of disclosed files that gave no document."""
    names = {batch.number: batch.name for batch in shelf.batches() if not batch.own}
    return [
        _entry(fingerprint_of("exhibit", names[batch], path), batch=names[batch], path=path)
        for batch, path, _, _ in shelf.unread()
        if batch in names
    ]


def _attached(shelf: Shelf, holding: Holding) -> list[Holding]:
    query = "SELECT number FROM documents WHERE batch = ? AND parent = ? ORDER BY path"
    return list(shelf.documents(number for (number,) in shelf.rows(query, holding.batch, holding.path)))


def _disclosed(shelf: Shelf) -> Iterator[str]:
    query = "SELECT d.ref FROM documents d JOIN batches b ON b.number = d.batch WHERE b.own = 0"
    yield from (ref for (ref,) in shelf.rows(query))


def _cited(case: Case, source: str) -> set[str]:
    if source == "chronology":
        kept = ("confirmed", "reworded", "added")
        told = events.decided(case.journal.acts()).values()
        return {span.document for one in told if one.standing in kept for span in one.cited}
    from rejoinder.case.allegations import against

    return {one.span.document for one in against(case).placed}


def _each_once(case: Case, shelf: Shelf, held: Sequence[Holding]) -> list[Holding]:
    """Give documents without those of which the same bytes are among them already, or in the bundle."""
    here = held_by_ref(shelf, (one.document for one in chosen(case).entries if one.document)).values()
    seen = {_same(one) for one in here}
    first = {_same(one): one for one in reversed(held)}
    return [one for one in held if first[_same(one)] is one and _same(one) not in seen]


def _same(holding: Holding) -> tuple[str, str]:
    """Give by what copies are known: their bytes, and of one document among several in a file, its place there."""
    return holding.sha256, holding.path.rpartition(INSIDE)[2] if holding.kind == "page-message" else ""


def _by_date(holding: Holding) -> tuple[bool, str, str]:
    return not holding.date, holding.date, holding.path


def _entry_of(reference: str) -> dict[str, str]:
    return _entry(fingerprint_of("exhibit", reference), document=reference)


def _entry(identity: str, document: str = "", finding: str = "", batch: str = "", path: str = "") -> dict[str, str]:
    return {"id": identity, "document": document, "finding": finding, "batch": batch, "path": path}


def _add(case: Case, entries: Sequence[Mapping[str, str]], section: str, at: str) -> list[Entry]:
    made = chosen(case)
    known = {one.id for one in made.entries}
    new = [one for one in entries if one["id"] not in known]
    if len(known) + len(new) > MOST:
        raise UsageError(f"A bundle has at most {MOST} exhibits.", "Choose fewer.")
    if new:
        _write(case, "add", at, entries=new, section=_short(section))
    return [one for one in chosen(case).entries if one.id in {each["id"] for each in new}]


def _short(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


def move(case: Case, which: Sequence[str], *, section: str | None = None, before: str = "", at: str) -> None:
    """Put exhibits under a section, before another exhibit or at its end."""
    made = chosen(case)
    moving = _free(case, made, which)
    target = find(case, before, made) if before else None
    place = target.section if target else (moving[0].section if section is None else _short(section))
    _write(case, "move", at, of=[one.id for one in moving], section=place, before=target.id if target else "")


def step(case: Case, which: str, by: int, *, at: str) -> None:
    """Move an exhibit one place up (-1) or down (+1) among those of its section."""
    made = chosen(case)
    (one,) = _free(case, made, [which])
    beside = [each for each in made.entries if (each.late, each.section) == (one.late, one.section)]
    here = beside.index(one)
    there = here + by
    if not 0 <= there < len(beside):
        return
    beside[here], beside[there] = beside[there], beside[here]
    order = iter(beside)
    ids = [next(order).id if (e.late, e.section) == (one.late, one.section) else e.id for e in made.entries]
    _write(case, "order", at, of=ids)


def sort(case: Case, *, at: str) -> None:
    """Put the exhibits of each section in order of time; what has no date comes last."""
    made = chosen(case)
    dates = {one.entry.id: _by_date(one.holding) for one in exhibits(case, made) if one.holding}
    fixed = {one.id for one in made.entries if one.late < len(made.filed)}
    free = sorted(
        (one for one in made.entries if one.id not in fixed), key=lambda one: dates.get(one.id, (True, "", ""))
    )
    order = [one.id for one in made.entries if one.id in fixed] + [one.id for one in free]
    _write(case, "order", at, of=order)


def retitle(case: Case, which: str, title: str, *, at: str) -> None:
    """Call an exhibit otherwise in index and bookmarks; an empty title is its own again."""
    (one,) = _free(case, chosen(case), [which])
    _write(case, "title", at, of=[one.id], title=_short(title))


def mark_core(case: Case, which: Sequence[str], *, core: bool = True, at: str) -> None:
    """Say that exhibits belong to the core bundle, or do not."""
    made = chosen(case)
    _write(case, "core", at, of=[find(case, one, made).id for one in which], core=core)


def remove(case: Case, which: Sequence[str], *, at: str) -> None:
    """Take exhibits out of the bundle; the documents stay in the case."""
    _write(case, "remove", at, of=[one.id for one in _free(case, chosen(case), which)])


def rename_section(case: Case, name: str, to: str, *, at: str) -> None:
    """Call a section otherwise; with no name, its exhibits stand under none."""
    made = chosen(case)
    if name not in made.sections:
        raise UsageError(f"No section of the bundle is {name or '(empty)'}.", "Look at the list of its exhibits.")
    _refuse_filed(case, made)
    _write(case, "rename section", at, of=name, to=_short(to))


def order_sections(case: Case, names: Sequence[str], *, at: str) -> None:
    """Put sections in an order; those not named come after."""
    made = chosen(case)
    unknown = next((one for one in names if one not in made.sections), "")
    if unknown:
        raise UsageError(f"No section of the bundle is {unknown}.", "Look at the list of its exhibits.")
    _refuse_filed(case, made)
    _write(case, "order sections", at, of=list(names))


def was_filed(case: Case, profile: str, head: str, *, at: str) -> None:
    """Say that the bundle was handed in: from now on what is added comes after all of it, numbered on."""
    if not any(one.late == len(chosen(case).filed) for one in chosen(case).entries):
        raise UsageError("Nothing was added since it was filed, or ever.", "Choose exhibits first.")
    _write(case, "filed", at, profile=profile, head=head)


def afresh(case: Case, *, at: str) -> None:
    """Say that its numbers need not stay: it is numbered anew, late pages where they belong."""
    _write(case, "afresh", at)


def undo(case: Case, *, at: str) -> None:
    """Take back the last act about the bundle; the journal keeps both."""
    if chosen(case) == Chosen():
        raise UsageError("Nothing was decided about the bundle.", "There is nothing to take back.")
    _write(case, "undo", at)


def find(case: Case, beginning: str, made: Chosen | None = None) -> Entry:
    """Give the exhibit whose id, document or finding begins so, or whose number it is; UsageError where none is."""
    told = made or chosen(case)
    in_order = [one for _, _, several in told.in_order() for one in several]
    if beginning.isascii() and beginning.isdigit() and 0 < int(beginning) <= len(in_order):
        return in_order[int(beginning) - 1]
    found = [one for one in in_order if beginning and any(key.startswith(beginning) for key in _keys(one))]
    if len(found) == 1:
        return found[0]
    what = f"No exhibit is {beginning or '(empty)'}." if not found else f"Several exhibits begin with {beginning}."
    raise UsageError(what, f"List them with: rejoinder bundle {case.folder}")


def _keys(one: Entry) -> tuple[str, ...]:
    return tuple(filter(None, (one.id, one.document, one.finding, one.path)))


def _free(case: Case, made: Chosen, which: Sequence[str]) -> list[Entry]:
    """Give exhibits whose place may still change; UsageError where the bundle was filed with one of them."""
    if not which:
        raise UsageError("It was not said which exhibit.", f"List them with: rejoinder bundle {case.folder}")
    several = [find(case, one, made) for one in which]
    if any(one.late < len(made.filed) for one in several):
        _refuse_filed(case, made)
    return several


def _refuse_filed(case: Case, made: Chosen) -> None:
    if made.filed:
        raise UsageError(FILED, _AFRESH.format(case.folder))


def _write(case: Case, decision: str, at: str, **told: Any) -> None:
    case.journal.write("bundle", at, {"decision": decision, **told})
