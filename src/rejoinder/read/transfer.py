"""A part's bytes as they were before they were coded for transfer (RFC 2045, section 6)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_SPACES = b" \t\r\n\x0b\x0c"
_RUN = re.compile(rb"[^=]+")
_UU = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,250})\r?\n", re.MULTILINE)


class Decoded(NamedTuple):
    """What a part holds, and what of it was not coded as its header says."""

    content: bytes
    rest: bytes
    """Bytes after the coded ones, as they stand."""
    faulty: bool


class Enclosed(NamedTuple):
    """A file found uuencoded in text."""

    name: bytes
    content: bytes
    whole: bool


def decoded(coded: bytes, coding: str) -> Decoded:
    """Give a part's content; where the coding is broken, what can be decoded and the rest as it stands."""
    kind = coding.partition(";")[0].strip().strip('"').lower()
    if kind in ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "none"):
        return Decoded(coded, b"", False)
    if kind == "base64":
        return _from_base64(coded)
    if kind == "quoted-printable":
        return Decoded(binascii.a2b_qp(coded), b"", False)
    if kind in ("x-uuencode", "uuencode", "x-uue", "uue"):
        files = list(uuencoded(coded))
        return Decoded(files[0].content, b"", not files[0].whole) if files else Decoded(coded, b"", True)
    return Decoded(coded, b"", True)


def _from_base64(coded: bytes) -> Decoded:
    digits = coded.translate(None, _SPACES)
    if not digits.translate(None, _DIGITS) and b" " not in coded:
        content, whole = _digits_decoded(digits)
        return Decoded(content, b"", not whole)
    good, at = [], 0
    for line in coded.splitlines(keepends=True):
        digits = line.translate(None, _SPACES)
        if digits.translate(None, _DIGITS) or (b" " in line.strip() and digits):
            break
        good.append(digits)
        at += len(line)
    digits, rest = b"".join(good), coded[at:]
    if not digits:
        return Decoded(coded, b"", True)
    content, whole = _digits_decoded(digits)
    return Decoded(content, rest, bool(rest) or not whole)


def _digits_decoded(digits: bytes) -> tuple[bytes, bool]:
    """Give the bytes of base64 digits, of several coded texts after another too, and if all are whole."""
    whole = len(digits) % 4 == 0
    out = []
    runs = (digits,) if b"=" not in digits.rstrip(b"=") else tuple(_RUN.findall(digits))
    for run in runs:
        plain = run.rstrip(b"=")
        if len(plain) % 4 == 1:
            plain, whole = plain[:-1], False
        out.append(binascii.a2b_base64(plain + b"=" * (-len(plain) % 4)))
    return b"".join(out), whole


def uuencoded(text: bytes) -> Iterator[Enclosed]:
    """Give every file that stands uuencoded in the text."""
    if b"begin " not in text:
        return
    at = 0
    while begin := _UU.search(text, at):
        content, at, whole = _uu_lines(text, begin.end())
        if content:
            yield Enclosed(begin[1].strip(), content, whole)


def _uu_lines(text: bytes, at: int) -> tuple[bytes, int, bool]:
    """Give the bytes of the lines up to `end`, where they stop, and whether they stop as they must."""
    out: list[bytes] = []
    while at < len(text):
        stop = text.find(b"\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop].rstrip(b"\r")
        if line.strip() == b"end":
            return b"".join(out), stop, True
        if len(line) > 100:
            break
        if line.strip(b" `"):
            try:
                out.append(binascii.a2b_uu(line))
            except binascii.Error:
                count = (line[0] - 32) & 63
                try:
                    out.append(binascii.a2b_uu(line[: 1 + (count + 2) // 3 * 4]))
                except binascii.Error:
                    break
        at = stop + 1
    return b"".join(out), at, False
