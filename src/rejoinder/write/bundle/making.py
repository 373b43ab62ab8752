"""A bundle made: what it is of gathered, its parts made ready side by side behind the lock, then put together."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from rejoinder.case import DERIVED, Case, Told, may_stand
from rejoinder.case.bundle import Exhibit, chosen, exhibits
from rejoinder.case.exhibits import Chosen
from rejoinder.case.receiving import silent
from rejoinder.disk import make_folder, put_whole
from rejoinder.errors import RejoinderError, UsageError
from rejoinder.law.bundles import Profile
from rejoinder.locks.programs import Allowed, own_path, own_places, run
from rejoinder.write.bundle.materials import Material, Store
from rejoinder.write.words import ENGLISH, date_in_words

GATHERING, READYING, JOINING = "Gathering the documents", "Making pages", "Putting the bundle together"
EXHIBITS, PAGES = 100, 1_000
"""Exhibits and pages of one part, about."""
SIDE_BY_SIDE = 2
SECONDS, WAITING = 3_600, 7_200.0
"""Of computing, and of waiting, for one part or for all of them put together."""
WRITTEN = 8 << 30
_UNFIT = dict.fromkeys(map(ord, '\\/:*?"<>|\n\r\t\0'), " ")
SERIOUS = ("unread", "not safe", "unreadable", "too fine", "locked", "damaged", "ended", "gone")
"""Notes that a person must see before the bundle is handed in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What bundle is asked for."""

    profile: Profile
    core: bool = False
    """Only the exhibits of the core bundle, each with its page in the whole one."""
    words: NullTranslations = ENGLISH


class Row(NamedTuple):
    """One exhibit as it stands in the bundle that was made."""

    exhibit: Exhibit
    material: Material
    page: str
    """The number of its first page."""
    pages: int
    notes: tuple[str, ...]


class Made(NamedTuple):
    """A bundle that was made."""

    path: Path
    pages: int
    rows: tuple[Row, ...]
    sha256: str
    head: str
    """The digest of the journal's line that it was made from."""

    @property
    def serious(self) -> bool:
        """Whether a person must see something before it is handed in."""
        return any(note in SERIOUS for row in self.rows for note in row.notes)


def file_name(case: Case, profile: Profile, *, core: bool, words: NullTranslations = ENGLISH) -> str:
    """Give the name of a bundle's file, which says which case and which bundle it is."""
    rule = profile.rule("file name")
    pattern = rule.value if rule and rule.value else "{case} - {bundle}"
    bundle = words.gettext("Core bundle") if core else words.gettext("Bundle")
    return " ".join(pattern.format(case=case_name(case), bundle=bundle).translate(_UNFIT).split())[:120] + ".pdf"


def case_name(case: Case) -> str:
    """Give what a case is called: who against whom, or its folder."""
    return " v ".join(filter(None, (case.subject, case.controller))) or case.folder.resolve().name


def make(case: Case, asked: Asked, output: Path, told: Told = silent) -> Made:
    """Make the bundle of a case and put it where it is wanted, whole or not at all."""
    made = chosen(case)
    wanted = exhibits(case, made)
    if not wanted or (asked.core and not any(one.entry.core for one in wanted)):
        what = "Nothing was marked for the core bundle." if asked.core else "Nothing was chosen for the bundle."
        act = "core" if asked.core else "add"
        raise UsageError(what, f"Choose it: rejoinder bundle {case.folder} {act} DOCUMENT…")
    place = output / file_name(case, asked.profile, core=asked.core, words=asked.words) if output.is_dir() else output
    may_stand(place)
    make_folder(case.folder / DERIVED)
    with tempfile.TemporaryDirectory(prefix="bundle-", dir=case.folder / DERIVED) as folder:
        return _Making(case, asked, made, Path(folder).resolve(), told).made(wanted, place)


class _Making:
    """One bundle while it is made."""

    def __init__(self, case: Case, asked: Asked, made: Chosen, folder: Path, told: Told) -> None:
        self.case, self.asked, self.chosen, self.folder, self.told = case, asked, made, folder, told
        self.head = case.journal.head()

    def made(self, wanted: Sequence[Exhibit], place: Path) -> Made:
        """Give the bundle, made and put in its place."""
        materials = self._gathered(wanted)
        done = self._readied(materials, list(self._in_parts(wanted, materials)))
        entries = [self._entry(one, of, done) for one, of in zip(wanted, materials, strict=True)]
        rows = list(zip(wanted, materials, strict=True))
        if self.asked.core:
            whole = self._joined("numbers", entries, core=False, only_numbers=True)
            told = zip(entries, whole["printed"], strict=True)
            entries = [one | {"main": page} for one, page in told]
            kept = [at for at, one in enumerate(wanted) if one.entry.core]
            entries, rows = [entries[at] for at in kept], [rows[at] for at in kept]
        made = self._joined("bundle", entries, core=self.asked.core)
        finished = self.folder / "bundle.pdf"
        with finished.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        put_whole(place, finished)
        told_of = [
            Row(exhibit, material, page, entry["pages"], (*material.notes, *entry["notes"]))
            for (exhibit, material), entry, page in zip(rows, entries, made["printed"], strict=True)
        ]
        return Made(place, made["pages"], tuple(told_of), digest, self.head)

    def _gathered(self, wanted: Sequence[Exhibit]) -> list[Material]:
        store = Store(self.case, self.folder, self.asked.words)
        materials = []
        with self.case.shelf() as shelf:
            store.know(shelf, wanted)
            for number, one in enumerate(wanted):
                self.told(GATHERING, number, len(wanted))
                materials.append(store.material(shelf, one))
        self.told(GATHERING, len(wanted), len(wanted))
        return materials

    def _in_parts(self, wanted: Sequence[Exhibit], materials: Sequence[Material]) -> Iterator[list[int]]:
        """Give which exhibits make each part; those that were added late are never in a part with earlier ones."""
        part: list[int] = []
        pages = 0
        for at, one in enumerate(materials):
            late = bool(part) and wanted[at].entry.late != wanted[part[-1]].entry.late
            if part and (late or len(part) >= EXHIBITS or pages + one.pages > PAGES):
                yield part
                part, pages = [], 0
            part.append(at)
            pages += one.pages
        if part:
            yield part

    def _readied(self, materials: Sequence[Material], parts: Sequence[Sequence[int]]) -> dict[str, dict[str, Any]]:
        """Give what became of each exhibit, by its id, every part made ready."""
        stop = Event()
        entries = [[materials[at].told for at in part] for part in parts]
        with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
            works = [side_by_side.submit(self._part, f"part-{at}", several, stop) for at, several in enumerate(entries)]
            try:
                self._followed(works, len(materials))
            except BaseException:
                stop.set()
                for one in works:
                    one.cancel()
                raise
        return {key: value for one in works for key, value in one.result().items()}

    def _followed(self, works: Sequence[Future[Any]], of: int) -> None:
        waiting = set(works)
        while waiting:
            finished, waiting = wait(waiting, timeout=0.3, return_when=FIRST_COMPLETED)
            for one in finished:
                one.result()
            done = sum(len(_lines(place, "pages")) for place in self.folder.glob("part-*.done"))
            self.told(READYING, min(done, of), of)

    def _part(self, name: str, several: Sequence[dict[str, Any]], stop: Event) -> dict[str, dict[str, Any]]:
        """Make one part ready; an exhibit at which the program ended is left to a slip sheet."""
        rule = self.asked.profile.rule("resolution")
        entries = list(several)
        ended: list[str] = []
        while True:
            told = {"dots": rule.most if rule else 0, "language": self._language()[:2], "entries": entries}
            (self.folder / f"{name}.json").write_text(json.dumps(told), "utf-8")
            self._run("leaf", name, lambda: _end_if(stop))
            if (self.folder / f"{name}.pdf").exists():
                return self._became(name, ended)
            begun = [str(one["begun"]) for one in _lines(self.folder / f"{name}.done", "begun")]
            if not begun or begun[-1] in ended:
                raise RejoinderError("A part of the bundle could not be made.", "Report this; the case is as it was.")
            ended.append(begun[-1])
            entries = [_slipped(one) if one["id"] == begun[-1] else one for one in entries]

    def _became(self, name: str, ended: Sequence[str]) -> dict[str, dict[str, Any]]:
        place = self.folder / f"{name}.done"
        why = {str(one["failed"]): str(one["why"]) for one in _lines(place, "failed")} | dict.fromkeys(ended, "ended")
        became: dict[str, dict[str, Any]] = {}
        first = 0
        for at, one in enumerate(_lines(place, "pages")):
            notes = [*one["notes"], *filter(None, (why.get(str(one["id"])),))]
            became[str(one["id"])] = {"part": name, "first": first, "pages": one["pages"], "place": at, "notes": notes}
            first += int(one["pages"])
        return became

    def _entry(self, exhibit: Exhibit, of: Material, done: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        entry = exhibit.entry
        told = {"title": of.title, "detail": of.detail, "date": of.date, "late": entry.late}
        return told | {"section": self._sections().index((entry.late, entry.section))} | done[entry.id]

    def _sections(self) -> list[tuple[int, str]]:
        return [(late, section) for late, section, _ in self.chosen.in_order()]

    def _joined(
        self, name: str, entries: Sequence[Mapping[str, Any]], *, core: bool, only_numbers: bool = False
    ) -> dict[str, Any]:
        sections = [{"name": section} for _, section in self._sections()]
        used = sorted({int(one["section"]) for one in entries})
        again = {before: after for after, before in enumerate(used)}
        plan = {
            "title": case_name(self.case),
            "core": core,
            "language": self._language(),
            "by_section": self.asked.profile.by_section,
            "entries": [dict(one) | {"section": again[int(one["section"])]} for one in entries],
            "sections": [sections[at] for at in used],
            "words": self._said(core=core),
        }
        (self.folder / f"{name}.json").write_text(json.dumps(plan), "utf-8")
        of = sum(int(one["pages"]) for one in entries)

        def hear() -> None:
            lines = (
                (self.folder / f"{name}.done").read_text().split() if (self.folder / f"{name}.done").exists() else []
            )
            self.told(JOINING, min(int(lines[-1]) if lines else 0, of), of)

        self.told(JOINING, 0, of)
        self._run("indexing", name, lambda: self.told(JOINING, 0, of))
        made = self.folder / f"{name}.made"
        if made.exists() and not only_numbers:
            self._run("assemble", name, hear)
        if not made.exists() or not (only_numbers or (self.folder / f"{name}.pdf").exists()):
            raise RejoinderError("The bundle could not be put together.", "Report this; the case is as it was.")
        self.told(JOINING, of, of)
        told: dict[str, Any] = json.loads(made.read_text("utf-8"))
        return told

    def _said(self, *, core: bool) -> dict[str, Any]:
        """Give the words that the index and the bookmarks are made with."""
        say = self.asked.words.gettext
        title = say("Core bundle: index") if core else say("Index")
        heads = [say("No."), say("Document"), say("Date"), *((say("In the bundle"),) if core else ()), say("Page")]
        late = {
            str(number): say("Index of what was added after %(day)s")
            % {"day": date_in_words(one.at[:10], self.asked.words)}
            for number, one in enumerate(self.chosen.filed, 1)
        }
        heads_of = [*(one.head for one in self.chosen.filed), self.head]
        foot = say("Made with Rejoinder from line %(head)s of the case’s journal, by the rules: %(profile)s.")
        told = {
            str(number): foot % {"head": head[:16], "profile": say(self.asked.profile.title)}
            for number, head in enumerate(heads_of)
        }
        return {
            "index": title,
            "late index": late,
            "heads": heads,
            "foot": told,
            "bookmark": say("{title} (page {page})"),
        }

    def _language(self) -> str:
        language = str(self.asked.words.info().get("language", "en"))
        return "en-GB" if language == "en" else language

    def _run(self, module: str, name: str, meanwhile: Callable[[], None]) -> None:
        reads = (self.case.received.resolve(), *own_places())
        allowed = Allowed(self.folder, reads, SECONDS, WAITING, written=WRITTEN)
        words = (sys.executable, "-P", "-W", "ignore", "-m", f"rejoinder.write.bundle.{module}", str(self.folder), name)
        run(words, allowed, b"", meanwhile, PYTHONPATH=own_path())


def _slipped(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "how": "set", "sheet": entry["slip"]}


def _end_if(stop: Event) -> None:
    if stop.is_set():
        raise KeyboardInterrupt


def _lines(place: Path, key: str) -> list[dict[str, Any]]:
    """Give what a program told of in a file so far, where it tells of this."""
    if not place.exists():
        return []
    whole = place.read_text("utf-8").rpartition("\n")[0]
    return [told for told in map(json.loads, filter(None, whole.split("\n"))) if key in told]


__all__ = ["Asked", "Made", "Row", "case_name", "file_name", "make"]
