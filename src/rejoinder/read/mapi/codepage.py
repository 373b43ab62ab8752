"""Windows code page numbers as the names by which Python knows them."""

from __future__ import annotations

import codecs
from functools import lru_cache

_NAMES = {
    1200: "utf-16-le",
    1201: "utf-16-be",
    10000: "mac-roman",
    20127: "ascii",
    20866: "koi8-r",
    20932: "euc-jp",
    21866: "koi8-u",
    936: "gb18030",
    50220: "iso2022-jp",
    50221: "iso2022-jp",
    50222: "iso2022-jp",
    50225: "iso2022-kr",
    51932: "euc-jp",
    51936: "gb2312",
    51949: "euc-kr",
    52936: "hz",
    54936: "gb18030",
    65000: "utf-7",
    65001: "utf-8",
} | {28590 + part: f"iso8859-{part}" for part in (*range(1, 11), 13, 15)}


@lru_cache(maxsize=256)
def codec_of(codepage: int | None) -> str:
    """Give the codec of a code page; empty when it is unknown."""
    if not codepage:
        return ""
    name = _NAMES.get(codepage, f"cp{codepage}" if 0 < codepage < 2000 else "")
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
