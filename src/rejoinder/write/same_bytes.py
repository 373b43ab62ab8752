"""Office files (zip) made the same to the byte for the same content: no clock of the machine in them."""

from __future__ import annotations

import io
import re
import zipfile

MADE = (1980, 1, 1, 0, 0, 0)
"""The moment every member says it was written: the first that a zip can tell."""
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_MOMENT = b"2000-01-01T00:00:00Z"


def packed(content: bytes) -> bytes:
    """Give the same file with its members in their order, every date in it the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for one in given.infolist():
            member = zipfile.ZipInfo(one.filename, MADE)
            member.compress_type, member.external_attr, member.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            held = given.read(one)
            if one.filename == "docProps/core.xml":
                held = _STAMPS.sub(rb"\g<1>" + _MOMENT + rb"\g<2>", held)
            made.writestr(member, held, compresslevel=6)
    return out.getvalue()
