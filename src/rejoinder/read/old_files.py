"""What old Office files (OLE2, before 2007) have in common: streams, what they say of themselves, what is inside."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import olefile

from rejoinder.model import Blob, Problem
from rejoinder.read.inside import given_on
from rejoinder.read.limits import UNPACKED
from rejoinder.read.mapi.compound import file_of_streams
from rejoinder.read.markup import UnreadableError
from rejoinder.read.old_properties import MORE, SUMMARY, stated
from rejoinder.read.ole_written import ole_file
from rejoinder.read.stated import Properties

_AGAIN = "Ask the sender for it again."
OLE = b"\xd0\xcf\x11\xe0"
_MACROS = ("macros", "_vba_project_cur", "vba")
_MOST = 2_000
"""Objects within one file that are looked into."""
_LARGEST = 128 << 20
"""Bytes of one object that is written as a file of its own."""
_ENDINGS = {
    "worddocument": ".doc",
    "workbook": ".xls",
    "book": ".xls",
    "powerpoint document": ".ppt",
    "visiodocument": ".vsd",
    "__properties_version1.0": ".msg",
}
"""Streams by which an object is a file that Office itself could have written, and the ending of such a file."""


class OldFile:
    """An OLE2 file opened from memory; without streams when it is older than that."""

    def __init__(self, blob: Blob) -> None:
        try:
            self._file: Any = None
            self._paths: dict[str, list[str]] = {}
            if blob.untrusted_bytes[:4] == OLE:
                self._file = olefile.OleFileIO(io.BytesIO(bytes(blob.untrusted_bytes)))
                self._paths = {"/".join(path).lower(): path for path in self._file.listdir()}
        except MemoryError:
            raise
        except Exception:  # what olefile raises for damage has no common class
            raise UnreadableError("ole_corrupt", "It is damaged.", _AGAIN) from None

    def names(self) -> list[str]:
        """Give the paths of its streams, small."""
        return list(self._paths)

    def stream(self, name: str) -> bytes:
        """Give a stream's bytes; none when it has none of this name."""
        path = self._paths.get(name.lower())
        if path is None:
            return b""
        try:
            if self._file.get_size(path) > UNPACKED:
                return b""
            return bytes(self._file.openstream(path).read())
        except MemoryError:
            raise
        except Exception:  # as above
            raise UnreadableError("ole_corrupt", f"Its stream {name} is damaged.", _AGAIN) from None

    def stated(self) -> Properties:
        """Give what it says of itself."""
        try:
            return stated(self.stream(SUMMARY), self.stream(MORE))
        except UnreadableError:
            return Properties()

    def has_macros(self) -> bool:
        """Say whether it holds programs of its own."""
        return any(part in _MACROS for name in self._paths for part in name.split("/")[:-1])

    def remarks(self, where: str) -> Iterator[Problem]:
        """Give a flag for macros."""
        if self.has_macros():
            yield macros(where)

    def embedded(self, blob: Blob) -> Iterator[Blob | Problem]:
        """Give each file embedded in it as a blob of its family, then what must be said of them."""
        yield from given_on(blob, islice(self._objects(), _MOST))

    def _objects(self) -> Iterator[tuple[str, bytes | None]]:
        """Give each object in it by name, as a file; of one that is none, those within it."""
        folders = dict.fromkeys(
            name.rpartition("/")[0] for name in self._paths if name.startswith(("objectpool/", "mbd"))
        )
        whole = ""
        for folder in sorted(filter(None, folders)):
            if whole and folder.startswith(whole):
                continue
            name, content = self.taken_out(folder)
            whole = f"{folder}/" if content is not None else ""
            yield name, content

    def taken_out(self, folder: str = "") -> tuple[str, bytes | None]:
        """Give the name and content of the file that a folder holds; no content where it cannot be told."""
        path = f"{folder}/" if folder else ""
        streams = [name for name in self._paths if name.startswith(path)]
        direct = [name for name in streams if "/" not in name.removeprefix(path)]
        try:
            found = file_of_streams({name.removeprefix(path): self.stream(name) for name in direct})
            if found:
                return found.name or folder, found.content
            ending = next((_ENDINGS[name] for name in map(_last_name, direct) if name in _ENDINGS), "")
            if not ending or sum(self._file.get_size(self._paths[name]) for name in streams) > _LARGEST:
                return folder, None
            own = len(path.split("/")) - 1
            held = {"/".join(self._paths[name][own:]): self.stream(name) for name in streams}
        except UnreadableError:
            return folder, None
        return f"{folder}{ending}", ole_file(held)


def _last_name(path: str) -> str:
    return path.rpartition("/")[2]


def macros(where: str) -> Problem:
    """Give what is said of a file with programs of its own."""
    return Problem(where, "It holds macros; they were not run.", "", "macros", "flag")
