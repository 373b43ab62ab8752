"""A paper of a case to be taken as a file: of a large case it is made aside, so that it takes no memory here."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from rejoinder.case import Case
from rejoinder.case.receiving import DERIVED
from rejoinder.web.aside import Told, always, untold
from rejoinder.web.frame import way_of

LARGE = 5_000
"""Documents of a case from which on its papers are made aside."""
BEING_MADE = "paper-"
"""What the folders of papers that are being made are called by."""
OLD = 24 * 3600
"""Seconds after which such a folder is of a server that was killed."""
PIECE = 1 << 18
"""Bytes of a file that are read at a time."""


def paper(request: Request, case: Case, make: Callable[[], bytes], name: str, media: str) -> Response:
    """Give a paper under its name; what makes it is a function of a module with its values (functools.partial)."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if not _is_large(case):
        return Response(make(), media_type=media, headers=headers)
    _clear(case.folder / DERIVED)
    folder = TemporaryDirectory(prefix=BEING_MADE, dir=case.folder / DERIVED)
    place = Path(folder.name, "paper")
    try:
        way_of(request)(partial(_written, make, place), untold, always)
    except BaseException:
        folder.cleanup()
        raise
    headers["Content-Length"] = str(place.stat().st_size)
    return StreamingResponse(_pieces(place, folder), media_type=media, headers=headers)


def _clear(folder: Path) -> None:
    """Remove papers that a server which was killed has left behind."""
    for one in folder.glob(f"{BEING_MADE}*"):
        if time.time() - one.stat().st_mtime > OLD:
            shutil.rmtree(one, ignore_errors=True)


def _written(make: Callable[[], bytes], place: Path, _told: Told) -> str:
    place.write_bytes(make())
    return ""


def _pieces(place: Path, folder: TemporaryDirectory[str]) -> Iterator[bytes]:
    """Give a file a piece at a time, and remove it then."""
    with folder, place.open("rb") as held:
        while piece := held.read(PIECE):
            yield piece


def _is_large(case: Case) -> bool:
    with case.shelf() as shelf:
        return any(shelf.rows("SELECT 1 FROM documents LIMIT 1 OFFSET ?", LARGE))
