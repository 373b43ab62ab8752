"""Old and rare Office files made new by LibreOffice, where it is installed: outside the box in which files are read.

The reader of an old file runs first, in its box, and gives what can be had without another program. Then `made_new`
is called, where programs may be started: bytes in, bytes out, nothing else of the file is known to it. LibreOffice
runs under the lock for programs of others, in a folder and with settings of its own that are gone afterwards, without
macros.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rejoinder.locks.programs import Allowed, run, starts_locked
from rejoinder.model import Blob, Problem
from rejoinder.read.limits import UNPACKED
from rejoinder.read.marks import MADE_NEW

SECONDS, WAITING = 90, 300.0
"""Seconds of computing that LibreOffice is given for one file, and of waiting, after which it is ended."""
INSTALL = "install LibreOffice (libreoffice.org), then run: rejoinder rebuild"
"""What to do so that more can be read of old files."""


class Form(NamedTuple):
    """What an old format is made into."""

    ending: str
    """Of the old file, from which LibreOffice takes what it is."""
    wanted: str
    """The new ending and LibreOffice's name for it."""
    reader: str
    """The format by which it is then read."""


_WORD = "docx:MS Word 2007 XML"
_SHEET = "xlsx:Calc MS Excel 2007 XML"
FORMS = {
    "doc": Form("doc", _WORD, "word"),
    "xls": Form("xls", _SHEET, "sheet"),
    "ppt": Form("ppt", "pptx:Impress MS PowerPoint 2007 XML", "slides"),
    "xlsb": Form("xlsb", _SHEET, "sheet"),
    "locked": Form("xlsx", _SHEET, "sheet"),
    "works": Form("wps", _WORD, "word"),
    "wordperfect": Form("wpd", _WORD, "word"),
    "publisher": Form("pub", "odg:draw8", "opendocument"),
    "visio": Form("vsd", "odg:draw8", "opendocument"),
}
"""The formats that LibreOffice can make new, by the key of READERS.

Locked workbooks are among them since Excel locks those it only protects with a password that every program knows.
"""

PRINTED = ("doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "wps", "wpd")
"""Endings of files that LibreOffice prints."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_QUIET = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Common/Misc", "FirstRun", "false"),
)
_SETTINGS_IN = "profile/user/registrymodifications.xcu"
_BUILD = "profile/user/extensions/buildid"
"""Where LibreOffice notes for which of its versions it has looked at what extends it."""
_AGAIN = 81
"""How LibreOffice ends when it has made its settings and asks to be started anew (EXITHELPER_NORMAL_RESTART)."""


class Office(NamedTuple):
    """LibreOffice as it is started: the program, what it reads of itself, and whether it runs under the lock."""

    program: str
    reads: tuple[Path, ...] = ()
    locked: bool = False


class Converted(NamedTuple):
    """A file made new: its bytes under the name of the original, how it is read, and what must be said of it."""

    blob: Blob
    format: str
    told: Problem


def made_new(blob: Blob, format_: str) -> Converted | None:
    """Give an old file made new; None where LibreOffice is not there or cannot do it."""
    form, office = FORMS.get(format_), office_here()
    if form is None or office is None:
        return None
    made = _made(bytes(blob.untrusted_bytes), form, office)
    if not made:
        return None
    what = "It is of an old or rare kind and was read as LibreOffice sees it, which may differ in places."
    told = Problem(blob.name, what, "Where it matters, look at it in its own program.", "converted", "flag")
    anew = Blob(blob.name, made, MADE_NEW, blob.parent, blob.depth, partings=blob.partings)
    return Converted(anew, form.reader, told)


def as_pdf(untrusted_bytes: bytes, name: str) -> bytes:
    """Give an Office file as the PDF into which LibreOffice prints it; empty where it is not there or cannot do it."""
    office, ending = office_here(), name.rpartition(".")[2].lower()
    if office is None or not untrusted_bytes or ending not in PRINTED:
        return b""
    return _made(untrusted_bytes, Form(ending, "pdf", ""), office)


@cache
def office_here() -> Office | None:
    """Give LibreOffice as it can be started here; None when it is not installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice") or ""
    named = named or next((place for place in _PLACES if Path(place).is_file()), "")
    if not named:
        return None
    # What is named is a script that starts other programs; under the lock the one it ends with is started at once.
    folder = Path(named).resolve().parent
    bare, reads = folder / "soffice.bin", (folder.parent,)
    if sys.platform == "linux" and bare.is_file() and starts_locked(str(bare), reads):
        return Office(str(bare), reads, locked=True)
    return Office(named)


def _made(untrusted_bytes: bytes, form: Form, office: Office) -> bytes:
    """Give the new file's bytes; empty when none came of it."""
    with _folder(_build(office)) as folder:
        (folder / f"document.{form.ending}").write_bytes(untrusted_bytes)
        wanted = ("--convert-to", form.wanted, "--outdir", str(folder / "out"), str(folder / f"document.{form.ending}"))
        if _started(office, folder, *wanted) == _AGAIN:
            _started(office, folder, *wanted)
        out = folder / "out" / f"document.{form.wanted.partition(':')[0]}"
        if not out.is_file() or out.resolve() != out or out.stat().st_size > UNPACKED:
            return b""
        return out.read_bytes()


@cache
def _build(office: Office) -> bytes:
    """Give what LibreOffice notes of itself when it first starts, asked once and without a document.

    Where it finds this noted, it need not start anew for each file.
    """
    with _folder(b"") as folder:
        _started(office, folder, "--terminate_after_init")
        noted = folder / _BUILD
        return noted.read_bytes() if noted.is_file() and noted.resolve() == noted else b""


@contextmanager
def _folder(build: bytes) -> Iterator[Path]:
    """Give a folder for LibreOffice to work in, with settings of its own, that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rejoinder-", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        noted = folder / _BUILD
        noted.parent.mkdir(parents=True)
        (folder / _SETTINGS_IN).write_text(_registry(), "utf-8")
        if build:
            noted.write_bytes(build)
        yield folder


def _started(office: Office, folder: Path, *words: str) -> int | None:
    """Start LibreOffice in a folder, and give how it ended."""
    own = (f"-env:UserInstallation={(folder / 'profile').as_uri()}", "-env:OSL_SOCKET_PATH=.")
    allowed = Allowed(folder, office.reads, SECONDS, WAITING, written=UNPACKED, locked=office.locked)
    return run((office.program, *own, *_QUIET, *words), allowed).status


def _registry() -> str:
    """Give LibreOffice's settings: no macros, nothing updated from elsewhere."""
    form = (
        '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
    )
    inside = "".join(form.format(*setting) for setting in _SETTINGS)
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {spaces}>{inside}</oor:items>\n'
