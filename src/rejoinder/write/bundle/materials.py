"""What each exhibit of a bundle is made of: pages as they are, a picture, words set in type, or a slip sheet.

What is written down here is all that the programs behind the lock are told of a case.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rejoinder.case import DERIVED, Case, audit, files_inside, original, original_file
from rejoinder.case.bundle import Exhibit
from rejoinder.covered import BAD, BLOCK
from rejoinder.disk import make_folder, write_whole
from rejoinder.errors import RejoinderError, UsageError
from rejoinder.model import INSIDE, Finding, Holding, Page, Problem, Recognised
from rejoinder.passwords import kept
from rejoinder.publish.acts import in_force
from rejoinder.publish.copying import safe_name
from rejoinder.publish.making import safe_bytes
from rejoinder.publish.proposed import plan_of
from rejoinder.read.converted import as_pdf, office_here
from rejoinder.read.ocr.filled import UNREAD
from rejoinder.shelf import Wanted
from rejoinder.shelf.leaning import leaning
from rejoinder.write.bundle import setting
from rejoinder.write.proofs import proofs_of
from rejoinder.write.words import ENGLISH, absent_in_words, date_in_words, listed, name_in_words, sentence

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

PAGED = ("pdf", "page-message")
PRINTED = "printed"
"""Folder of Office files as LibreOffice prints them, below the derived data."""
OFFICE = ("word", "sheet", "slides")
SEEN = ("covered_later", "redaction_not_applied")
"""Codes of what is said of words that were meant to be taken away and that the page shows all the same."""
TECHNICAL = ("In-Reply-To", "References", "Thread-Index", "Message-ID", "Message-Id")
"""Headers that no print shows; the message's id stands below it."""
PROOFS = 4
"""Places that a slip sheet cites."""
KINDS = {
    "email": "Email",
    "page-message": "Email, printed",
    "pdf": "PDF",
    "word": "Word document",
    "sheet": "Spreadsheet",
    "slides": "Slides",
    "image": "Picture",
    "chat": "Chat message",
    "post": "Post",
    "text": "Text",
    "html": "Web page",
    "calendar": "Calendar entry",
    "contact": "Contact",
}


class Material(NamedTuple):
    """One exhibit as it is put into a bundle."""

    title: str
    detail: str
    """What kind of thing it is and between whom; empty where it is not known."""
    date: str
    """In words; empty where it is not known."""
    told: dict[str, Any]
    """What the part is told of it."""
    pages: int
    """About how many it has."""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Store:
    """Where what the exhibits are made of is laid ready, and what is known of all of them."""

    case: Case
    folder: Path
    words: NullTranslations = ENGLISH
    batches: dict[int, str] = field(default_factory=dict)
    problems: dict[tuple[int, str], list[Problem]] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    passwords: tuple[str, ...] = ()
    safe: tuple[str, ...] = ()
    """References of documents of which a safe copy is to be shown in place of what came."""

    def know(self, shelf: Shelf, exhibits: Iterable[Exhibit]) -> None:
        """Look up at once what is asked of every exhibit."""
        wanted = list(exhibits)
        self.batches = {batch.number: batch.name for batch in shelf.batches()}
        numbers = {name: number for number, name in self.batches.items()}
        asked = {(one.holding.batch, one.holding.path) for one in wanted if one.holding}
        asked |= {(numbers.get(one.entry.batch, 0), one.entry.path) for one in wanted if one.entry.path}
        for batch, problem in shelf.problems():
            if (batch, problem.where) in asked:
                self.problems.setdefault((batch, problem.where), []).append(problem)
        if any(one.entry.finding for one in wanted):
            accepted = audit(self.case, wanted=Wanted(statuses=("accepted",)))
            self.findings = {one.id: one.finding for one in accepted if one.finding}
            cited = {trace.span.document for one in self.findings.values() for trace in one.because}
            self.paths = dict(shelf.paths(cited))
        self.passwords = kept(self.case.folder)
        self.safe = in_force(self.case).documents
        inside = [one.holding for one in wanted if one.holding and self._lies_inside(one.holding)]
        for sha256, content in files_inside(self.case, map(_file_of, inside)):
            self._laid(f"{sha256}.file", content)

    def _lies_inside(self, holding: Holding) -> bool:
        """Say whether a document is put in as its file is, and that lies in another."""
        is_laid = holding.kind in (*PAGED, "image") or (holding.kind in OFFICE and not self._print_of(holding).exists())
        return is_laid and INSIDE in _file_of(holding)[1] and holding.ref not in self.safe

    def material(self, shelf: Shelf, exhibit: Exhibit) -> Material:
        """Give what one exhibit is made of."""
        if exhibit.entry.finding:
            return self._absent(exhibit)
        if exhibit.entry.path:
            return self._unreadable(exhibit)
        if exhibit.holding is None:
            return self._gone(exhibit)
        if exhibit.holding.ref in self.safe:
            return self._safe_copy(exhibit, exhibit.holding)
        return self._of(shelf, exhibit, exhibit.holding)

    def _of(self, shelf: Shelf, exhibit: Exhibit, holding: Holding) -> Material:
        say = self.words.gettext
        title = exhibit.entry.title or title_of(holding)
        told: dict[str, Any] = {"id": exhibit.entry.id, "title": title}
        told["slip"] = setting.slip(
            title,
            say("This document could not be put here as it is."),
            [(say("File"), holding.path)],
            say("It is in the case, and its file can be opened by hand."),
            self.foot(holding),
        )
        problems = self.problems.get((holding.batch, holding.path), [])
        told |= self._how(shelf, exhibit, holding, problems)
        notes = ["unread"] if told["how"] != "set" and any(one.code in UNREAD for one in problems) else []
        notes += ["words only"] if told["how"] == "set" and _has_a_look(holding) else []
        return Material(
            title,
            self._detail(holding),
            date_in_words(holding.date[:10], self.words) if holding.date else "",
            told,
            max(1, holding.pages or 1 + holding.words // 450),
            tuple(notes),
        )

    def _how(self, shelf: Shelf, exhibit: Exhibit, holding: Holding, problems: Sequence[Problem]) -> dict[str, Any]:
        title = exhibit.entry.title or title_of(holding)
        if holding.kind in PAGED and (place := self._file(holding)):
            return self._paged(shelf, holding, problems, place)
        if holding.kind == "image" and (place := self._file(holding)):
            return {"how": "picture", "file": str(place), "scans": self._scans(holding)}
        if _has_a_look(holding) and not any(one.code in BAD for one in problems):
            place = self._printed(holding)
            if place:
                return self._plain(place)
        return {"how": "set", "sheet": self._sheet(shelf, holding, title)}

    def _safe_copy(self, exhibit: Exhibit, holding: Holding) -> Material:
        """Give the safe copy of a document, under a title without what it hides; a slip sheet where none checks."""
        say = self.words.gettext
        title = exhibit.entry.title or safe_name(plan_of(self.case, self.safe), holding).removesuffix(".pdf")
        told: dict[str, Any] = {"id": exhibit.entry.id, "title": title}
        state = say("Its safe copy could not be handed over, so it is not here.")
        told["slip"] = setting.slip(title, state, [], "", "")
        try:
            content = safe_bytes(self.case, holding.ref)
        except UsageError:
            content = None
        if content is None:
            told |= {"how": "set", "sheet": told["slip"]}
            return Material(title, state, "", told, 1, ("not safe",))
        told |= self._plain(self._laid(f"{holding.ref}.safe.pdf", content))
        return Material(title, say("Safe copy"), "", told, max(1, holding.pages), ("safe copy",))

    def _plain(self, place: Path) -> dict[str, Any]:
        return {"how": "pdf", "file": str(place), "passwords": [], "pages": None, "scans": {}, "look": [], "drawn": {}}

    def _paged(self, shelf: Shelf, holding: Holding, problems: Sequence[Problem], place: Path) -> dict[str, Any]:
        """Give how a document with pages is put in: as it is, but for pages with words that were meant to go."""
        first = shelf.first_page(holding.number)
        told = self._plain(place) | {"passwords": list(self.passwords), "look": list(leaning(shelf, holding.number))}
        if holding.kind == "page-message":
            told["pages"] = [first, first + max(1, holding.pages) - 1]
        told["scans"] = self._scans(holding)
        bad = [(span, one.code) for one in problems if one.code in BAD for span in one.spans]
        for page in shelf.pages(holding.number) if bad else ():
            near = [(span, code) for span, code in bad if span[0] < page.end and span[1] > page.start]
            if near:
                number = str(page.number)
                told["drawn"][number] = [
                    [word.left, word.top, word.right, word.bottom]
                    for word in page.words
                    if any(code in SEEN and span[0] < word.end and span[1] > word.start for span, code in near)
                ]
                told["scans"][number] = _as_scan(page, shelf.text(holding.number))
        return told

    def _scans(self, holding: Holding) -> dict[str, Any]:
        """Give what text recognition read of a file's pictures, by page."""
        _, pages = self.case.recognised.of(holding.sha256)
        return {str(number): _recognised(page) for number, page in pages.items()}

    def _file(self, holding: Holding) -> Path | None:
        """Give where a document's file lies, one inside another laid ready; None where it is not as it was received."""
        own = holding._replace(path=_file_of(holding)[1])
        beside = self.folder / f"{holding.sha256}.file"
        try:
            place = original_file(self.case, own)
            if place:
                return place.resolve()
            return beside if beside.exists() else self._laid(beside.name, original(self.case, own))
        except RejoinderError:
            return None

    def _printed(self, holding: Holding) -> Path | None:
        """Give an Office file as LibreOffice prints it, kept below the derived data; None where it cannot be."""
        kept_at = self._print_of(holding)
        if not kept_at.exists():
            place = self._file(holding)
            made = as_pdf(place.read_bytes(), holding.path) if place and office_here() else b""
            if not made:
                return None
            make_folder(kept_at.parent)
            write_whole(kept_at, made)
        place = self.folder / kept_at.name
        shutil.copyfile(kept_at, place)
        return place

    def _print_of(self, holding: Holding) -> Path:
        return self.case.folder / DERIVED / PRINTED / f"{holding.sha256}.pdf"

    def _laid(self, name: str, content: bytes) -> Path:
        place = self.folder / name
        place.write_bytes(content)
        return place

    def _sheet(self, shelf: Shelf, holding: Holding, title: str) -> dict[str, Any]:
        text = shelf.text(holding.number)
        fields = [
            (label.strip(), value.strip())
            for label, colon, value in (line.partition(":") for line in text[: holding.body_start].splitlines())
            if colon and label.strip() and label.strip() not in TECHNICAL
        ]
        say = self.words.gettext
        if not fields:
            told = ((say("From"), holding.author), (say("Date"), date_in_words(holding.date[:16], self.words)))
            fields = [(label, value) for label, value in told if value]
        if _has_a_look(holding):
            fields.append((say("Shown here"), say("its words; how it looks is in the file itself")))
        wide = holding.kind == "sheet"
        return setting.sheet(title, fields, text[holding.body_start :], self.foot(holding), wide=wide)

    def foot(self, holding: Holding) -> str:
        """Give where a document comes from: its reference, batch, path and hash."""
        batch = self.batches.get(holding.batch, "")
        message = f" · Message-ID {holding.message_id}" if holding.message_id else ""
        return f"{holding.ref} · {batch} · {holding.path} · SHA-256 {holding.sha256[:16]}{message}"

    def _detail(self, holding: Holding) -> str:
        say = self.words.gettext
        kind = say(KINDS.get(holding.kind, "Document"))
        author = name_in_words(holding.author)
        others = [name_in_words(one) for one in holding.recipients.splitlines()[:3]]
        if author and others:
            to = listed(others, self.words)
            return say("%(kind)s from %(author)s to %(others)s") % {"kind": kind, "author": author, "others": to}
        return say("%(kind)s from %(author)s") % {"kind": kind, "author": author} if author else kind

    def _absent(self, exhibit: Exhibit) -> Material:
        """Give the slip sheet of a document that is not in this disclosure, with what shows that it exists."""
        say, entry = self.words.gettext, exhibit.entry
        finding = self.findings.get(entry.finding)
        if finding is None:
            return self._gone(exhibit)
        title = entry.title or sentence(absent_in_words(finding, self.words)).rstrip(".")
        proofs = proofs_of(finding, self.paths)[:PROOFS]
        cited = "\n\n".join(f"{one.path}{_on(one.page, say)}:\n“{one.exact}”" for one in proofs)
        sheet = setting.slip(
            title,
            say("Not in this disclosure"),
            [(say("Finding"), f"{finding.id} · {say(finding.grade)}")],
            "\n\n".join((say("What shows that it exists:"), cited)),
            "",
        )
        date = date_in_words(finding.absent.date[:10], self.words) if finding.absent.date else ""
        told = {"id": entry.id, "title": title, "how": "set", "sheet": sheet, "slip": sheet}
        return Material(title, say("Not in this disclosure"), date, told, 1)

    def _unreadable(self, exhibit: Exhibit) -> Material:
        """Give the slip sheet of a file that gave no document, with why."""
        say, entry = self.words.gettext, exhibit.entry
        title = entry.title or entry.path.rsplit("/", 1)[-1]
        number = next((number for number, name in self.batches.items() if name == entry.batch), 0)
        why = [say(one.what) for one in self.problems.get((number, entry.path), [])]
        state = say("This file was disclosed, and could not be read.")
        fields = [(say("File"), entry.path), (say("Batch"), entry.batch)]
        sheet = setting.slip(title, state, fields, "\n\n".join(why), "")
        told = {"id": entry.id, "title": title, "how": "set", "sheet": sheet, "slip": sheet}
        return Material(title, state, "", told, 1, ("unreadable",))

    def _gone(self, exhibit: Exhibit) -> Material:
        say, entry = self.words.gettext, exhibit.entry
        title = entry.title or entry.document or entry.finding
        state = say("What was chosen here is no longer found in the case.")
        sheet = setting.slip(title, state, [(say("Chosen"), entry.document or entry.finding)], "", "")
        told = {"id": entry.id, "title": title, "how": "set", "sheet": sheet, "slip": sheet}
        return Material(title, state, "", told, 1, ("gone",))


def _file_of(holding: Holding) -> tuple[int, str, str]:
    """Give batch, path and hash of a document's file: that of a printed message is the one it is printed in."""
    path = holding.path.rpartition(INSIDE)[0] if holding.kind == "page-message" else holding.path
    return holding.batch, path, holding.sha256


def _has_a_look(holding: Holding) -> bool:
    """Say whether a document's file has a look of its own beside its words."""
    return holding.kind in OFFICE and not holding.path.lower().endswith((".csv", ".tsv"))


def title_of(holding: Holding) -> str:
    """Give what a document is called: its subject, or the last part of its path."""
    return " ".join(holding.subject.split()) or holding.path.rsplit("/", 1)[-1]


def _on(page: int | None, say: Any) -> str:
    return ", " + say("page %(page)s") % {"page": page} if page else ""


def _recognised(page: Recognised) -> dict[str, Any]:
    words = [[word.start, word.end, *(round(edge, 2) for edge in word[2:])] for word in page.words]
    return {"width": page.width, "height": page.height, "text": page.text, "words": words, "turned": page.turned}


def _as_scan(page: Page, text: str) -> dict[str, Any]:
    """Give a page's words as those of a scan of it, those that are covered left out."""
    words = [
        [word.start - page.start, word.end - page.start, *(round(edge, 2) for edge in word[2:])]
        for word in page.words
        if BLOCK not in text[word.start : word.end]
    ]
    told: Mapping[str, Any] = {"width": page.width, "height": page.height, "turned": 0}
    return {**told, "text": text[page.start : page.end], "words": words}
