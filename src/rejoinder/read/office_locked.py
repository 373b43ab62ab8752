"""Office documents that are locked with a password, opened with one a person gave."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read.limits import DEPTH, UNPACKED
from rejoinder.read.names import MemberNames

try:  # the extra `locked`; here, since a reader that is locked away can import nothing more
    import msoffcrypto
except ImportError:
    msoffcrypto = None

_ASK = "Ask the sender for the password, then give it under Locked files, or with: rejoinder unlock CASE."


def read_locked(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the document in clear as a blob inside; a problem when no password opens it."""
    if blob.passwords and blob.depth < DEPTH and msoffcrypto is None:
        remedy = "Install what opens locked Office files: pip install 'rejoinder[locked]'. Then rebuild the case."
        what = "It is locked in a way that needs more to be installed."
        yield Problem(blob.name, what, remedy, "needs_extra", "refused")
        return
    opened = _opened(bytes(blob.untrusted_bytes), blob.passwords) if blob.depth < DEPTH else None
    if opened is None:
        yield Problem(blob.name, "It is locked with a password.", _ASK, "encrypted", "refused")
        return
    own = MemberNames().safe(blob.name.rsplit(INSIDE, 1)[-1].rsplit("/", 1)[-1])
    yield Blob(f"{blob.name}{INSIDE}{own}", opened, "", "", blob.depth + 1)
    yield Problem(blob.name, "It was locked; a password you gave opened it.", "", "unlocked", "flag")


def _opened(untrusted_bytes: bytes, passwords: Sequence[str]) -> bytes | None:
    if msoffcrypto is None:
        return None
    for password in passwords:
        written = io.BytesIO()
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(untrusted_bytes))
            file.load_key(password=password)
            file.decrypt(written)
        except Exception:  # noqa: S112  the library has no one exception for a wrong password or a damaged file
            continue
        if 0 < written.tell() <= UNPACKED:
            return written.getvalue()
    return None
