"""What a person gave: every file below the paths, under a name that every system can take."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rejoinder.errors import UsageError
from rejoinder.model import Problem

LONGEST = 255
"""Bytes that the name of a file may have."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f%\\:*?"<>|\u2028\u2029\ud800-\udfff]')


class Given(NamedTuple):
    """One file a person gave: where it is, and its path in the batch."""

    source: str
    path: str


def given_files(paths: Sequence[Path]) -> tuple[list[Given], list[Problem]]:
    """Give every file below the paths, in order of path, and a problem for everything that is not one."""
    found: list[Given] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is nothing at {path}.", "Check the spelling of the path and try again.")
        top = safe_name(path.name) if len(paths) > 1 or path.is_file() else ""
        for source, place in [(str(path), top)] if path.is_file() else _below(str(path), top, problems):
            if place in taken:
                what = f"Two of the paths given hold a file {place}."
                raise UsageError(what, "Receive them one at a time, each with its own --name.")
            taken.add(place)
            found.append(Given(source, place))
    return sorted(found, key=lambda given: given.path), problems


def _below(folder: str, top: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Give each file below a folder with its path in the batch; links and devices are not followed."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as fault:
        place = top or safe_name(Path(folder).name)
        problems.append(not_taken(place, f"The folder cannot be opened ({fault.strerror}).", "unreadable"))
        return
    for name in names:
        source = os.path.join(folder, name)  # noqa: PTH118 a Path for each of very many files takes too much memory
        place = f"{top}/{safe_name(name)}" if top else safe_name(name)
        try:
            mode = os.lstat(source).st_mode
        except OSError as fault:
            problems.append(not_taken(place, f"It cannot be opened ({fault.strerror}).", "unreadable"))
            continue
        if stat.S_ISLNK(mode):
            problems.append(not_taken(place, "It is a link; links are not followed.", "link"))
        elif stat.S_ISDIR(mode):
            yield from _below(source, place, problems)
        elif stat.S_ISREG(mode):
            yield source, place
        else:
            problems.append(not_taken(place, "It is neither a file nor a folder.", "special_file"))


def not_taken(place: str, what: str, code: str) -> Problem:
    """Give the row of something that was given and could not be taken, with its remedy."""
    remedy = {
        "link": "Copy the file it points to into the folder and receive the folder again.",
        "too_large": "Ask the sender what it holds, or receive it on a larger disk.",
        "special_file": "Nothing needs doing unless you expected a document here.",
    }.get(code, "Make sure that you may open it, then receive the folder again.")
    return Problem(place, what, remedy, code, "refused")


def safe_name(name: str) -> str:
    """Give a file's name as every system and `sha256sum -c` can take it; one that must change keeps its hash."""
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", name))
    if safe == name:
        return name
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    stem, dot, ending = safe.rpartition(".")
    if not (dot and stem) or len(ending) > 20:
        stem, dot, ending = safe, "", ""
    tail = f".{mark}{dot}{ending}"
    return stem.encode()[: LONGEST - len(tail.encode())].decode("utf-8", "ignore") + tail
