"""Bytes into text, whatever the declared character set says: it never fails and loses no byte."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

ENOUGH = 4096
"""Bytes looked at to tell UTF-16 without a mark from other text."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_ALIASES = {
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "unicode": "utf-16",
    "utf8mb4": "utf-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
}
"""Names seen in mail, each to the codec that reads what its senders meant (WHATWG Encoding, section 4.2)."""

_NOT_TEXT = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_.:+-]{0,40}")
_CODE_PAGE = re.compile(r"(?:x-)?(?:cp|windows|win|ibm|dos|ms)[-_]?(\d{3,5})")


def _western() -> str:
    """Give Windows-1252 as 256 characters; its five unused bytes keep their number, as in Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


_WESTERN = _western()


@lru_cache(maxsize=512)
def codec_of(declared: str) -> str:
    """Give Python's name of the text codec a character set's name stands for; empty when it is none."""
    name = declared.strip(" \t\r\n\"'<>;,").lower()
    if not _PLAIN_NAME.fullmatch(name):
        return ""
    name = _ALIASES.get(name, name)
    page = _CODE_PAGE.fullmatch(name)
    if page:
        name = f"cp{page[1]}"
    if "." in name or name.replace("_", "-") in _NOT_TEXT:
        return ""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("_", "-") in _NOT_TEXT:
        return ""
    return "cp1252" if found.name == "iso8859-1" else found.name


def decode(untrusted_bytes: bytes, declared: str = "") -> tuple[str, bool]:
    """Give the text, and whether its character set had to be guessed because nothing true was said of it."""
    for mark, codec in _MARKS:
        if untrusted_bytes.startswith(mark):
            text, faults = _leniently(untrusted_bytes[len(mark) :], codec)
            return text, faults
    codec = codec_of(declared) if declared else ""
    if codec.startswith(("utf-16", "utf-32")) and 0 not in untrusted_bytes[:ENOUGH]:
        codec = ""
    if not codec.startswith(("utf-16", "utf-32", "utf-7", "iso2022", "hz", "cp037", "cp500")) and (
        untrusted_bytes.isascii()
    ):
        unmarked = _unmarked_utf16(untrusted_bytes)
        if not unmarked:
            return untrusted_bytes.decode("ascii"), False
        codec = codec or unmarked
        return _leniently(untrusted_bytes, unmarked)[0], True
    if codec and codec != "ascii":
        return _leniently(untrusted_bytes, codec)
    return _guessed(untrusted_bytes)


def _guessed(untrusted_bytes: bytes) -> tuple[str, bool]:
    """Give the text of bytes nothing true was said of: UTF-8 when they are, else Windows-1252."""
    unmarked = _unmarked_utf16(untrusted_bytes)
    if unmarked:
        return _leniently(untrusted_bytes, unmarked)[0], True
    try:
        return untrusted_bytes.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    text = untrusted_bytes.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    if faults * 4 < len(untrusted_bytes) - len(text):
        return _leniently(untrusted_bytes, "utf-8")[0], True
    return codecs.charmap_decode(untrusted_bytes, "strict", _WESTERN)[0], True


def _leniently(untrusted_bytes: bytes, codec: str) -> tuple[str, bool]:
    """Give the text in this codec, and whether some bytes were not of it; those come out as Windows-1252."""
    if codec == "cp1252":
        return codecs.charmap_decode(untrusted_bytes, "strict", _WESTERN)[0], False
    try:
        return _whole(untrusted_bytes.decode(codec)), False
    except (UnicodeError, ValueError):
        pass
    try:
        roughly = untrusted_bytes.decode(codec, "replace")
        if roughly.count("\ufffd") * 10 <= len(roughly):
            return _whole(untrusted_bytes.decode(codec, "rejoinder-western")), True
    except (UnicodeError, ValueError, TypeError):
        pass
    if codec.startswith(("utf-16", "utf-32")):
        return _whole(untrusted_bytes.decode(codec, "replace")), True
    if codec == "utf-8":
        return codecs.charmap_decode(untrusted_bytes, "strict", _WESTERN)[0], True
    return _guessed(untrusted_bytes)[0], True


def _whole(text: str) -> str:
    """Give the text without half characters (lone surrogates), which no file can be written with."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _unmarked_utf16(untrusted_bytes: bytes) -> str:
    """Give the codec of UTF-16 text that has no mark: every other byte of its beginning is mostly zero."""
    head = untrusted_bytes[:ENOUGH]
    half = len(head) // 2
    if half < 2 or 0 not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _as_western(fault: UnicodeError) -> tuple[str, int]:
    """Give the bytes a codec could not read as Windows-1252 characters: none is dropped."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return "".join(_WESTERN[byte] for byte in fault.object[fault.start : fault.end]), fault.end


codecs.register_error("rejoinder-western", _as_western)
