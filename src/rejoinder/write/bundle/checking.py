"""Any bundle held against a profile, ours or another's: each rule met, not met, or not to be told from the file.

Run behind the lock as a program of its own: python -m rejoinder.write.bundle.checking FOLDER NAME.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2

from rejoinder.write.bundle.looking import Lead, Looked, look

SHOWN = 20
"""Pages that are named where a rule is not met."""
LONGEST = 160
"""Characters of a bookmark that is still short."""
_SECTIONED = re.compile(r"([A-Z]{1,3})(\d{1,6})")
_ROMAN = re.compile(r"[ivxlc]{1,9}")
_BETWEEN = re.compile(r"\d{1,6}[A-Z]")
_BUNDLE = re.compile(r"bundle|liasse", re.IGNORECASE)
_LAST = re.compile(r"([A-Z]{0,3}\d{1,6}|[ivxlc]{1,9})$")


class Told(NamedTuple):
    """What was found of one rule; met is None where it cannot be told, or was not asked."""

    met: bool | None
    pages: tuple[int, ...] = ()
    """Pages at fault, counted from 1."""
    says: str = ""
    """What is at fault, in a few words; one of FAULTS."""


FAULTS = (
    "two readers do not open it alike",
    "numbers are not those of the pages",
    "there is no index with links",
    "entries of the index lead elsewhere",
    "there are no bookmarks",
    "documents without a bookmark",
    "bookmarks without their page, or long",
    "pages to be looked at: pictures without words",
    "pages to be turned",
    "it does not open at 100 %",
    "links or bookmarks change the view",
    "pictures that are finer",
    "it is not made to be shown page by page",
    "pages that are not packed",
    "not asked",
    "exhibits that are not in the whole bundle",
    "numbers between numbers",
    "earlier pages have changed",
    "it does not say which case and which bundle",
    "it has more pages",
    "not to be told from the file",
)


class Asked(NamedTuple):
    """What a bundle is held against."""

    name: str
    """Of its file."""
    rules: Mapping[str, Mapping[str, Any]]
    """What the profile says, by check."""
    earlier: Looked | None = None
    whole: Looked | None = None
    """Of a core bundle, the bundle that it is the core of."""


def printed(seen: Looked, by_section: bool) -> list[str | None]:
    """Give the number that stands on each page as it should be there; None where it does not."""
    if not by_section:
        return [f"{at}" if f"{at}" in page.marks else None for at, page in enumerate(seen.pages, 1)]
    found: list[str | None] = []
    letters, number = "", 0
    for page in seen.pages:
        here = None
        for one in map(_SECTIONED.fullmatch, page.marks):
            goes_on = one and one[1] == letters and int(one[2]) == number + 1
            begins = one and int(one[2]) == 1 and (len(one[1]), one[1]) > (len(letters), letters)
            if one and (goes_on or begins):
                letters, number, here = one[1], int(one[2]), one[0]
                break
        found.append(here or (_of_an_index(page.marks) if not letters or len(found) in _linking(seen) else None))
    return found


def _of_an_index(marks: Iterable[str]) -> str | None:
    return next((one for one in marks if _ROMAN.fullmatch(one)), None)


def _linking(seen: Looked) -> set[int]:
    return {one.on for one in seen.links}


def _numbering(seen: Looked, asked: Asked) -> Told:
    numbers = _numbers(seen, asked)
    wrong = [at for at, one in enumerate(numbers, 1) if one is None]
    if seen.labels:
        wrong += [at for at, (one, label) in enumerate(zip(numbers, seen.labels, strict=True), 1) if one != label]
    return _unless(wrong, "numbers are not those of the pages")


def _unless(wrong: Iterable[int], says: str) -> Told:
    pages = sorted(set(wrong))
    return Told(not pages, tuple(pages[:SHOWN]), says if pages else "")


def _index(seen: Looked, asked: Asked) -> Told:
    """Give the pages of the index with an entry that leads elsewhere, and documents that no entry leads to."""
    if not seen.links:
        return Told(False, (), "there is no index with links")
    numbers = _numbers(seen, asked)
    wrong = [one.on + 1 for one in seen.links if one.page is None or _leads_astray(one, numbers)]
    known = {one.page for one in seen.links} | _linking(seen)
    wrong += [one.page + 1 for one in _of_documents(seen) if one.page is not None and one.page not in known]
    return _unless(wrong, "entries of the index lead elsewhere")


def _of_documents(seen: Looked) -> list[Lead]:
    """Give the bookmarks of documents and sections, without those within a document."""
    return [one for one in seen.bookmarks if one.level < 2]


def _numbers(seen: Looked, asked: Asked) -> list[str | None]:
    return printed(seen, asked.rules["numbering"].get("value") == "by section")


def _leads_astray(one: Lead, numbers: list[str | None]) -> bool:
    told = _LAST.fullmatch(one.words)
    return bool(told and one.page is not None and numbers[one.page] != told[1])


def _bookmarks(seen: Looked, _asked: Asked) -> Told:
    """Give the pages to which an entry of the index leads and that have fewer bookmarks, or others, than entries."""
    if not seen.bookmarks:
        return Told(False, (), "there are no bookmarks")
    marked: dict[int, list[str]] = {}
    for one in seen.bookmarks:
        if one.page is not None:
            marked.setdefault(one.page, []).append(_title(one))
    entries: dict[int, list[Lead]] = {}
    for link in seen.links:
        if link.page is not None:
            entries.setdefault(link.page, []).append(link)
    lacking = (page for page, links in entries.items() if not _all_marked(links, marked.get(page, ())))
    return _unless((page + 1 for page in lacking), "documents without a bookmark")


def _all_marked(links: Sequence[Lead], bookmarks: Sequence[str]) -> bool:
    """Say whether there is a bookmark for each entry that leads to one page; a long one stands on several lines."""
    rows = sum(bool(_LAST.fullmatch(one.words)) for one in links)
    said = _folded("".join(one.words for one in links if not _LAST.fullmatch(one.words)))
    known = not said or any(said[:20] in one or one[:20] in said for one in bookmarks)
    return len(bookmarks) >= max(1, rows) and known


def _title(bookmark: Lead) -> str:
    """Give the words of a bookmark without the page that stands behind them."""
    return _folded(bookmark.words.rpartition("(")[0] or bookmark.words)


def _folded(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())


def _bookmark_words(seen: Looked, asked: Asked) -> Told:
    numbers = _numbers(seen, asked)
    wrong = []
    for one in seen.bookmarks:
        number = numbers[one.page] if one.page is not None else None
        if number is None or len(one.words) > LONGEST or not re.search(rf"(?<!\w){number}(?!\w)", one.words):
            wrong.append((one.page or 0) + 1)
    return (
        _unless(wrong, "bookmarks without their page, or long")
        if seen.bookmarks
        else Told(False, (), "there are no bookmarks")
    )


def _text(seen: Looked, _asked: Asked) -> Told:
    """Give the pages that are pictures without words: whether they show typed words, a person must see."""
    bare = [at for at, one in enumerate(seen.pages, 1) if one.pictured and one.letters - sum(map(len, one.marks)) < 1]
    return Told(None, tuple(bare[:SHOWN]), "pages to be looked at: pictures without words") if bare else Told(True)


def _upright(seen: Looked, _asked: Asked) -> Told:
    return _unless((at for at, one in enumerate(seen.pages, 1) if one.lean), "pages to be turned")


def _view(seen: Looked, _asked: Asked) -> Told:
    if not (seen.opening and seen.opening.zoom == 1):
        return Told(False, (), "it does not open at 100 %")
    wrong = [
        one.page for one in (*seen.bookmarks, *seen.links) if one.fit.startswith("Fit") or one.zoom not in (None, 1)
    ]
    return _unless((page + 1 for page in wrong if page is not None), "links or bookmarks change the view")


def _resolution(seen: Looked, asked: Asked) -> Told:
    most = int(asked.rules["resolution"]["most"])
    return _unless((at for at, one in enumerate(seen.pages, 1) if one.dots > most), "pictures that are finer")


def _size(seen: Looked, _asked: Asked) -> Told:
    if not seen.linearised:
        return Told(False, (), "it is not made to be shown page by page")
    return Told(seen.packed, (), "" if seen.packed else "pages that are not packed")


def _core(seen: Looked, asked: Asked) -> Told:
    if asked.whole is None:
        return Told(None, (), "not asked")
    theirs = set(map(_title, asked.whole.bookmarks))
    wrong = [one.page or 0 for one in seen.bookmarks if one.page not in _linking(seen) and _title(one) not in theirs]
    return _unless((page + 1 for page in wrong), "exhibits that are not in the whole bundle")


def _late(seen: Looked, asked: Asked) -> Told:
    numbers = _numbers(seen, asked)
    between = [
        at
        for at, page in enumerate(seen.pages, 1)
        if numbers[at - 1] is None and any(map(_BETWEEN.fullmatch, page.marks))
    ]
    if between or asked.earlier is None:
        return _unless(between, "numbers between numbers")
    before = asked.earlier.pages
    changed = [at for at, (one, other) in enumerate(zip(before, seen.pages, strict=False), 1) if one.text != other.text]
    return _unless([*changed, *range(len(seen.pages) + 1, len(before) + 1)], "earlier pages have changed")


def _file_name(seen: Looked, asked: Asked) -> Told:
    stem = Path(asked.name).stem
    words = {word for word in re.findall(r"\w{2,}", seen.title.lower()) if word not in ("v", "the")}
    told = {word for word in re.findall(r"\w{2,}", stem.lower())}
    met = bool(_BUNDLE.search(stem)) and (bool(words & told) if words else len(told) > 2)
    return Told(met, (), "" if met else "it does not say which case and which bundle")


def _length(seen: Looked, asked: Asked) -> Told:
    met = len(seen.pages) <= int(asked.rules["length"]["most"])
    return Told(met, (), "" if met else "it has more pages")


CHECKS: dict[str, Callable[[Looked, Asked], Told]] = {
    "pdf": lambda seen, _: Told(not seen.faults, (), "two readers do not open it alike" if seen.faults else ""),
    "numbering": _numbering,
    "index": _index,
    "bookmarks": _bookmarks,
    "bookmark words": _bookmark_words,
    "text": _text,
    "upright": _upright,
    "view": _view,
    "resolution": _resolution,
    "size": _size,
    "core": _core,
    "late pages": _late,
    "file name": _file_name,
    "hard copy": _numbering,
    "length": _length,
    "order": lambda _seen, _asked: Told(None, (), "not to be told from the file"),
}
"""How each rule is looked at; the number that is printed is looked for in what the page itself draws, not in notes."""


def checked(seen: Looked, asked: Asked) -> dict[str, Told]:
    """Give what is found of every rule of a profile."""
    return {check: CHECKS[check](seen, asked) for check in asked.rules}


def run(folder: Path, name: str) -> None:
    """Check one bundle."""
    told = json.loads((folder / f"{name}.json").read_text("utf-8"))
    try:
        seen = look(Path(told["file"]))
    except (pikepdf.PdfError, pypdfium2.PdfiumError):
        found = {
            check: Told(False if check == "pdf" else None, (), FAULTS[0 if check == "pdf" else -1])
            for check in told["rules"]
        }
        (folder / f"{name}.told").write_text(json.dumps({"pages": 0, "checks": found}), "utf-8")
        return
    others = {key: look(Path(told[key])) if told[key] else None for key in ("earlier", "whole")}
    asked = Asked(told["name"], told["rules"], **others)
    answer = {
        "pages": len(seen.pages),
        "tagged": seen.tagged,
        "language": seen.language,
        "checks": checked(seen, asked),
    }
    (folder / f"{name}.told").write_text(json.dumps(answer), "utf-8")


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
