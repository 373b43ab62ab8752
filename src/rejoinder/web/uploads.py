"""Files on their way into a case: kept beside it until they are received, under names made safe."""

from __future__ import annotations

import filecmp
import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from rejoinder.case import Case, Delivery
from rejoinder.disk import make_folder, write_whole
from rejoinder.errors import UsageError
from rejoinder.model import Scope
from rejoinder.received import safe_name

UPLOADS = ".uploads"
DELIVERY = "delivery.json"
FILES = "files"
NAME = 200
"""Bytes of one part of a path above which it is shortened."""
PATH = 1000
"""Bytes of a whole path above which only its last part is kept."""
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Upload:
    """What a person sent in one go, not yet received."""

    folder: Path
    delivery: Delivery

    @property
    def id(self) -> str:
        """Give its name, which addresses use."""
        return self.folder.name

    @property
    def files(self) -> Path:
        """Give where its files lie."""
        return self.folder / FILES

    def count(self) -> int:
        """Give how many files it holds."""
        return sum(1 for path in self.files.rglob("*") if path.is_file())


def new_id() -> str:
    """Give a name for an upload that is about to begin."""
    return secrets.token_hex(8)


def begin(case: Case, upload: str, delivery: Delivery) -> Upload:
    """Give the upload of this id, made when it is not there; what is said of it last counts."""
    folder = _folder(case, upload)
    make_folder(folder / FILES)
    write_whole(folder / DELIVERY, json.dumps(asdict(delivery)).encode())
    return Upload(folder, delivery)


def waiting(case: Case) -> list[Upload]:
    """Give the uploads that are not received yet."""
    told = sorted((case.folder / UPLOADS).glob(f"*/{DELIVERY}"))
    return [upload_of(case, path.parent.name) for path in told if _ID.fullmatch(path.parent.name)]


def upload_of(case: Case, upload: str) -> Upload:
    """Give the upload of this id; UsageError when there is none."""
    folder = _folder(case, upload)
    try:
        told = json.loads((folder / DELIVERY).read_text("utf-8"))
        delivery = Delivery(str(told["name"]), str(told["sender"]), str(told["date"]), bool(told["own"]), _scope(told))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise UsageError("These files are no longer waiting.", "Add them again.") from fault
    return Upload(folder, delivery)


def _scope(told: Mapping[str, Any]) -> Scope | None:
    """Give what an upload is said to cover."""
    if not told.get("scope"):
        return None
    mailboxes, first, last, words, letter = told["scope"]
    return Scope(tuple(mailboxes), str(first), str(last), tuple(words), str(letter))


def discard(upload: Upload) -> None:
    """Forget an upload; the person's own files are untouched, these were copies."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def keep(upload: Upload, untrusted_name: str, file: BinaryIO) -> Path:
    """Keep one file; the same again is kept once, another of the same name gets a number."""
    place = upload.files.joinpath(*safe_path(untrusted_name))
    beside = upload.folder / f"part-{secrets.token_hex(8)}"
    try:
        with beside.open("xb") as kept:
            shutil.copyfileobj(file, kept, 1 << 20)
        beside.chmod(0o600)
        make_folder(place.parent)
        for free in _names(place):
            if not free.exists():
                beside.replace(free)
                return free
            if free.is_file() and filecmp.cmp(free, beside, shallow=False):
                return free
    finally:
        beside.unlink(missing_ok=True)
    return place


def safe_path(untrusted_name: str) -> tuple[str, ...]:
    """Give the parts of a path inside the upload's folder, whatever the name says; "file" where nothing is left."""
    parts = [part.strip() for part in untrusted_name.replace("\\", "/").split("/")]
    safe = [_short(safe_name(part)) for part in parts if part.strip(". ")]
    if sum(len(part.encode()) + 1 for part in safe) > PATH:
        mark = hashlib.sha256(untrusted_name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        safe = [mark, safe[-1]]
    return tuple(safe) or ("file",)


def _short(name: str) -> str:
    whole = name.encode("utf-8", "replace")
    if len(whole) <= NAME:
        return name
    mark = hashlib.sha256(whole).hexdigest()[:8]
    return f"{whole[:150].decode('utf-8', 'ignore')}.{mark}.{whole[-20:].decode('utf-8', 'ignore')}"


def _names(place: Path) -> Iterator[Path]:
    yield place
    number = 2
    while True:
        yield place.with_name(f"{place.stem} ({number}){place.suffix}")
        number += 1


def _folder(case: Case, upload: str) -> Path:
    if not _ID.fullmatch(upload):
        raise UsageError("These files are no longer waiting.", "Add them again.")
    return case.folder / UPLOADS / upload
