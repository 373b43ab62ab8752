"""Old and rare Office files made new by LibreOffice, where it is installed: outside the box in which files are read.

The reader of an old file runs first, in its box, and gives what can be had without another program. Then `made_new`
is called, where programs may be started: bytes in, bytes out, nothing else of the file is known to it. LibreOffice
runs in a folder and with settings of its own that are gone afterwards, without macros, without a network where the
system can take it away, and within limits of time and size.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rejoinder.model import Blob, Problem
from rejoinder.read.limits import UNPACKED

SECONDS = 90
"""Seconds LibreOffice is given for one file."""
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
_LIMITED = 'ulimit -t "$1"; ulimit -f "$2"; shift 2; exec "$@"'


class Converted(NamedTuple):
    """A file made new: its bytes under the name of the original, how it is read, and what must be said of it."""

    blob: Blob
    format: str
    told: Problem


def made_new(blob: Blob, format_: str) -> Converted | None:
    """Give an old file made new; None where LibreOffice is not there or cannot do it."""
    form, program = FORMS.get(format_), _program()
    if form is None or not program:
        return None
    made = _made(bytes(blob.untrusted_bytes), form, program)
    if not made:
        return None
    what = "It is of an old or rare kind and was read as LibreOffice sees it, which may differ in places."
    told = Problem(blob.name, what, "Where it matters, look at it in its own program.", "converted", "flag")
    return Converted(Blob(blob.name, made, "", blob.parent, blob.depth, partings=blob.partings), form.reader, told)


@cache
def _program() -> str:
    """Give where LibreOffice is; empty when it is not installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice") or ""
    return named or next((place for place in _PLACES if Path(place).is_file()), "")


@cache
def _alone() -> tuple[str, ...]:
    """Give the words before a command that take its network away; none where the system cannot."""
    program = shutil.which("unshare") if sys.platform == "linux" else None
    if program:
        words = (program, "--map-root-user", "--net", "--")
        tried = subprocess.run((*words, "true"), capture_output=True, check=False, timeout=10)  # noqa: S603
        if tried.returncode == 0:
            return words
    return ()


def _made(untrusted_bytes: bytes, form: Form, program: str) -> bytes:
    """Give the new file's bytes; empty when none came of it."""
    with tempfile.TemporaryDirectory(prefix="rejoinder-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / f"document.{form.ending}").write_bytes(untrusted_bytes)
        settings = folder / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(_registry(), "utf-8")
        wanted = ("--convert-to", form.wanted, "--outdir", str(folder / "out"), str(folder / f"document.{form.ending}"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run((program, profile, *_QUIET, *wanted), folder)
        out = folder / "out" / f"document.{form.wanted.partition(':')[0]}"
        if not out.is_file() or out.stat().st_size > UNPACKED:
            return b""
        return out.read_bytes()


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a command within limits; it and all it started are ended when its time is over."""
    limits = ("/bin/sh", "-c", _LIMITED, "sh", str(SECONDS), str(UNPACKED // 512)) if os.name == "posix" else ()
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    own = {"HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder), "LANG": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603  the command is ours; of the file it is told only a path we chose
        (*limits, *_alone(), *command),
        cwd=folder,
        env={**kept, **own},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            running.wait(SECONDS)
        except subprocess.TimeoutExpired:
            _end(running)
        except BaseException:
            _end(running)
            raise


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a command and all it started."""
    if os.name == "posix":
        try:
            os.killpg(running.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        running.kill()


def _registry() -> str:
    """Give LibreOffice's settings: no macros, nothing updated from elsewhere."""
    form = (
        '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
    )
    inside = "".join(form.format(*setting) for setting in _SETTINGS)
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {spaces}>{inside}</oor:items>\n'
