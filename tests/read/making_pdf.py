"""Small PDFs written by hand, object by object, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Give a stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), more, content)


def words(text: str, mode: int = 0) -> bytes:
    """Give page content that writes a line in Helvetica, in this text render mode."""
    return b"BT /F1 12 Tf %d Tr 72 700 Td (%s) Tj ET" % (mode, text.encode())


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Give a PDF of these objects, the first its catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, end)


def one_page(
    content: bytes,
    *more: bytes,
    catalogue: bytes = b"",
    page: bytes = b"",
    font: bytes = b"",
    resources: bytes = b"",
    trailer: bytes = b"",
) -> bytes:
    """Give a PDF of one page; further objects are numbered from 6."""
    return file_of(
        (
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (resources, page),
            stream(content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s>>" % font,
            *more,
        ),
        trailer,
    )


def updated(earlier: bytes, number: int, content: bytes) -> bytes:
    """Give the PDF with one object replaced by an incremental update."""
    at = len(earlier)
    out = earlier + b"%d 0 obj\n%s\nendobj\n" % (number, content)
    before = earlier.rindex(b"xref\n0")
    end = b"trailer\n<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (before, len(out))
    return out + b"xref\n%d 1\n%010d 00000 n \n%s" % (number, at, end)


def locked(password: bytes) -> bytes:
    """Give trailer entries that lock a PDF (40-bit, ISO 32000-1, 7.6.3); its content stays as it is."""
    owner, identity = b"o" * 32, b"i" * 16
    key = hashlib.md5((password + PADDING)[:32] + owner + b"\xfc\xff\xff\xff" + identity).digest()[:5]
    user = _rc4(key, PADDING)
    return b"/ID[<%s><%s>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
        identity.hex().encode(),
        identity.hex().encode(),
        owner.hex().encode(),
        user.hex().encode(),
    )


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
