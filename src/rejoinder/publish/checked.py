"""A made copy read back: every way to get at words in it is tried, and where one gives something hidden, it is told.

Our own readers read it in the box, as they would any disclosure; every stream is unpacked and read as plain text,
UTF-16, hex and base64; its structure is held against what no copy holds; its pictures are read by text recognition
where that is here.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pikepdf

from rejoinder.box.reading import read
from rejoinder.covered import BAD
from rejoinder.model import Blob
from rejoinder.publish.as_read import group_as_read
from rejoinder.publish.copying import Copy
from rejoinder.publish.finding import Finder
from rejoinder.publish.forms import Forms
from rejoinder.publish.proposed import Group, Plan
from rejoinder.read.ocr.found import Engines, engines_here
from rejoinder.read.ocr.pictures import Picture

GroupOf = Callable[[Plan, frozenset[str], str], Group | None]
LEAST = 5
"""Letters of a form that is looked for in raw bytes: shorter ones stand in any of them by chance."""
_NEVER = frozenset((
    "/JavaScript", "/JS", "/EmbeddedFile", "/EmbeddedFiles", "/Annots", "/AcroForm", "/OCProperties", "/AA", "/AF",
    "/OpenAction", "/Launch", "/PieceInfo", "/Thumb", "/URI", "/RichMedia", "/XFA", "/SubmitForm",
))  # fmt: skip
"""What no copy holds."""
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}\s*){8,}")
_WIDE = re.compile(rb"[\x20-\x7e]?(?:\x00+[\x20-\x7e]){4,}\x00*")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{12,}={0,2}")


class Fault(NamedTuple):
    """Something hidden that can be got at in a copy, and how; what it is is told by its label only."""

    how: str
    label: str
    page: int = 0


class _Sought(NamedTuple):
    """What must not be found."""

    text: Finder
    raw: Finder
    plan: Plan
    stays: frozenset[str]
    """Keys of groups of which a place stays in this document."""

    def labels(self, found: Finder, text: str, *, whom: GroupOf = Plan.group_of) -> Iterator[str]:
        """Give the label of each thing in a text that is hidden."""
        for hit in found.find(text):
            group = whom(self.plan, hit.keys, text[hit.start : hit.end])
            if group and group.hides and group.key not in self.stays:
                yield group.label


def faults(copy: Copy, plan: Plan, engines: Engines | None = None) -> list[Fault]:
    """Give what can be got at in a copy; nothing where it may be handed over."""
    sought = _sought(copy, plan)
    found = [*_read_back(copy, sought), *_taken_apart(copy, sought)]
    here = engines_here() if engines is None else engines
    return [*found, *(_seen(copy, sought, here) if here else ())]


def _sought(copy: Copy, plan: Plan) -> _Sought:
    stays = plan.kept_in_places(copy.holding.ref)
    forms, plain = plan.finder.forms, plan.finder.ordinary
    weak = {form: keys for form, keys in forms.weak.items() if form not in plain}
    text = Finder(Forms(forms.strong, weak, forms.beginnings), plain)
    long = {form: keys for form, keys in forms.strong.items() if len(form) >= LEAST}
    return _Sought(text, Finder(Forms(long, {}, forms.beginnings), plain), plan, stays)


def _read_back(copy: Copy, sought: _Sought) -> Iterator[Fault]:
    """Give what our own readers and our own audit get at."""
    pages: set[int] = set()
    for reading in read([Blob("copy.pdf", copy.content)], ""):
        for document in reading.documents:
            pages.update(side.number for side in document.pages)
            for side in document.pages:
                said = document.text[side.start : side.end]
                yield from (Fault("text", label, side.number) for label in sought.labels(sought.text, said))
            told = " ".join((document.title, document.author))
            yield from (Fault("metadata", label) for label in sought.labels(sought.text, told))
        for problem in reading.problems:
            if problem.code in BAD or problem.code in ("incremental_update", "embedded_file"):
                yield Fault(problem.code, "")
    if copy.pages and len(pages) != copy.pages:
        yield Fault("pages", "")


def _taken_apart(copy: Copy, sought: _Sought) -> Iterator[Fault]:
    """Give what stands in the file's streams and names, however written, and what it holds beside its pages."""
    content = copy.content
    if content.count(b"startxref") != 1 or content.count(b"%%EOF") != 1:
        yield Fault("revisions", "")
    with pikepdf.open(io.BytesIO(content)) as opened:
        for one in opened.objects:
            yield from (Fault("structure", key) for key in _keys_of(one) if key in _NEVER)
            for said in _texts_of(one):
                yield from (Fault("raw bytes", label) for label in sought.labels(sought.raw, said))


def _keys_of(one: Any) -> Iterator[str]:
    if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in one.items():
            yield key
            if isinstance(value, pikepdf.Name):
                yield str(value)


def _texts_of(one: Any) -> Iterator[str]:
    """Give every text that an object holds, unpacked, in each way it may be written.

    Objects packed together begin with where each stands (ISO 32000-1, 7.5.7): numbers that by chance are a sort code.
    """
    if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image":
        first = int(one.First) if one.get("/Type") == "/ObjStm" else 0
        yield from decoded(one.read_bytes()[first:])
    if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        for value in one.values():
            if isinstance(value, pikepdf.String):
                yield str(value)
                yield from decoded(bytes(value))


def decoded(content: bytes) -> Iterator[str]:
    """Give bytes as text in each way it may be written: plain, UTF-16, hex, base64."""
    plain = [content, *(found[0].replace(b"\0", b"") for found in _WIDE.finditer(content))]
    plain += [_unhexed(found[0]) for found in _HEX.finditer(content)]
    for found in _BASE64.finditer(content):
        try:
            plain.append(base64.b64decode(found[0] + b"=" * (-len(found[0]) % 4)))
        except binascii.Error:
            continue
    for one in plain:
        yield one.decode("utf-8", "replace")
        if b"\0" in one:
            yield one.decode("utf-16-be", "replace")
            yield one.decode("utf-16-le", "replace")


def _unhexed(said: bytes) -> bytes:
    digits = bytes(digit for digit in said if not chr(digit).isspace())
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _seen(copy: Copy, sought: _Sought, engines: Engines) -> Iterator[Fault]:
    """Give what text recognition reads on the pictures of a copy."""
    whom = group_as_read if copy.layered else Plan.group_of
    for side in copy.sides:
        said = side.read
        if said is None:
            said = engines.recognised(Picture(side.number, side.width, side.height, side.pixels)).text
        yield from (Fault("picture", label, side.number) for label in sought.labels(sought.text, said, whom=whom))


def in_words(found: Iterable[Fault]) -> str:
    """Give what was got at, in one sentence."""
    several = list(found)
    said = [f"{one.label or 'something'} ({one.how}{f', page {one.page}' if one.page else ''})" for one in several[:5]]
    return "; ".join(dict.fromkeys(said))
