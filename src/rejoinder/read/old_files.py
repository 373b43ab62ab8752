"""What old Office files (OLE2, before 2007) have in common: streams, what they say of themselves, what is inside."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import olefile

from rejoinder.model import Blob, Problem
from rejoinder.read.inside import given_on
from rejoinder.read.limits import UNPACKED
from rejoinder.read.mapi.compound import file_of_streams
from rejoinder.read.markup import UnreadableError
from rejoinder.read.old_properties import MORE, SUMMARY, stated
from rejoinder.read.stated import Properties

_AGAIN = "Ask the sender for it again."
_OLE = b"\xd0\xcf\x11\xe0"
_MACROS = ("macros", "_vba_project_cur", "vba")
_MOST = 2_000
"""Objects within one file that are looked into."""


class OldFile:
    """An OLE2 file opened from memory; without streams when it is older than that."""

    def __init__(self, blob: Blob) -> None:
        try:
            self._file: Any = None
            self._paths: dict[str, list[str]] = {}
            if blob.untrusted_bytes[:4] == _OLE:
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

    def remarks(self, where: str) -> Iterator[Problem]:
        """Give a flag for macros."""
        if any(part in _MACROS for name in self._paths for part in name.split("/")[:-1]):
            yield Problem(where, "It holds macros; they were not run.", "", "macros", "flag")

    def embedded(self, blob: Blob) -> Iterator[Blob | Problem]:
        """Give each file embedded in it as a blob of its family, then what must be said of them."""
        folders = dict.fromkeys(
            name.rpartition("/")[0] for name in self._paths if name.startswith(("objectpool/", "mbd"))
        )
        yield from given_on(blob, (self._taken_out(folder) for folder in list(folders)[:_MOST] if folder))

    def _taken_out(self, folder: str) -> tuple[str, bytes | None]:
        names = [name for name in self._paths if name.rpartition("/")[0] == folder]
        try:
            found = file_of_streams({name.rpartition("/")[2]: self.stream(name) for name in names})
        except UnreadableError:
            return folder, None
        if found:
            return found.name or folder, found.content
        book = self.stream(f"{folder}/workbook") if f"{folder}/workbook" in names else b""
        return (f"{folder}.xls", book) if book else (folder, None)
