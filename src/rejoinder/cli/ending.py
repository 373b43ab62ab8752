"""How a command ends when it could not run: one sentence, a remedy, and exit status 2."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from pathlib import Path
from typing import NoReturn

import click

from rejoinder.disk import disk_full, is_full
from rejoinder.errors import RejoinderError

FAILED = 2


def sentence(fault: RejoinderError | OSError | click.ClickException) -> str:
    """Give what happened and what to do about it."""
    if isinstance(fault, click.UsageError) and fault.ctx:
        return f"{_ended(fault.format_message())} See: {fault.ctx.command_path} --help"
    if isinstance(fault, click.ClickException):
        return _ended(fault.format_message())
    if isinstance(fault, RejoinderError):
        return str(fault)
    if is_full(fault):
        return str(disk_full(Path(fault.filename or "."), 0))
    where = f" ({os.fsdecode(fault.filename)})" if isinstance(fault.filename, str | bytes) else ""
    remedy = _REMEDIES.get(fault.errno or 0, "Put that right, then run the same command again.")
    return f"{_ended(f'{fault.strerror or fault}{where}')} {remedy}"


def own_fault(fault: Exception) -> str:
    """Give what to do about a fault of our own; what the case holds is not repeated."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{type(fault).__name__} at {Path(last.filename).name}:{last.lineno}"
    return f"A fault of Rejoinder itself ({where}). Nothing received or decided was changed. Please report these words."


_ELSEWHERE = "Make sure that you may read and write there, or copy the case to where you may; nothing was changed."
_REMEDIES = {
    errno.EACCES: _ELSEWHERE,
    errno.EPERM: _ELSEWHERE,
    errno.EROFS: _ELSEWHERE,
    errno.EISDIR: "That is a folder: name a file.",
    errno.ENOTDIR: "A part of that path is a file: name a folder.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.EIO: "The disk itself failed: copy the case to another disk, and run verify there.",
}


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def fail(words: str) -> NoReturn:
    """Say in one line on standard error why a command could not run, and end."""
    click.echo(f"rejoinder: {' '.join(words.split())}", err=True)
    sys.exit(FAILED)
