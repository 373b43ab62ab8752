"""What text recognition read of pictures, a file for each page: made once, by the hash of the file it is a page of."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rejoinder.disk import make_folder, write_whole
from rejoinder.model import Recognised

_PAGES = msgspec.json.Decoder(tuple[int, ...])
_PAGE = msgspec.json.Decoder(Recognised)
_LIST = "pages"


@dataclass(frozen=True, slots=True)
class Kept:
    """The pages kept below a folder."""

    folder: Path

    def of(self, sha256: str) -> tuple[tuple[int, ...] | None, Mapping[int, Recognised]]:
        """Give which pages of a file are pictures (None: nobody has looked), and each that was recognised."""
        needed = self.needed(sha256)
        pages = ((number, self._page(sha256, number)) for number in needed or ())
        return needed, {number: page for number, page in pages if page}

    def needed(self, sha256: str) -> tuple[int, ...] | None:
        """Give the numbers of a file's pages that are pictures; None where nobody has looked."""
        return _PAGES.decode(told) if (told := _unpacked(self._at(sha256, _LIST))) else None

    def keep_needed(self, sha256: str, numbers: Iterable[int]) -> None:
        """Keep which pages of a file are pictures."""
        self._keep(sha256, _LIST, msgspec.json.encode(tuple(numbers)))

    def keep(self, sha256: str, number: int, page: Recognised) -> None:
        """Keep what was read of one page, in place of what was kept of it before."""
        self._keep(sha256, str(number), msgspec.json.encode(page))

    def _page(self, sha256: str, number: int) -> Recognised | None:
        told = _unpacked(self._at(sha256, str(number)))
        return _PAGE.decode(told) if told else None

    def _at(self, sha256: str, name: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}-{name}.json.z"

    def _keep(self, sha256: str, name: str, written: bytes) -> None:
        path = self._at(sha256, name)
        make_folder(path.parent)
        write_whole(path, zlib.compress(written))


def _unpacked(path: Path) -> bytes:
    """Give what a file holds; nothing where it is not there or cannot be used, so that it is made again."""
    try:
        return zlib.decompress(path.read_bytes())
    except (FileNotFoundError, zlib.error):
        return b""
