"""Encoded words of headers (RFC 2047) and parameters (RFC 2231) as text, also where they are broken."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from rejoinder.read.charset import decode

LONGEST = 20_000
"""Characters of a parameter list that are looked at."""

_WORD = re.compile(
    r"=\?([\w.:+-]{1,60})(?:\*[\w-]{0,20})?\?([bBqQ])\?"
    r"([^?]{0,2000}+(?>(?:\?(?!=)[^?]{0,200}+){0,20}))\?="
)
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_PARAMETER = re.compile(r';\s*+([^\s=;"]++)\s*+=\s*+("(?>(?:[^"\\]|\\.)*)"|[^;]*+)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SECTION = re.compile(r"(.+?)(?:\*(\d{1,4}))?(\*?)")


def decoded_words(written: str) -> str:
    """Give a header's value with its encoded words decoded; what cannot be decoded stays as it stands."""
    if "=?" not in written:
        return written
    out: list[str] = []
    at = 0
    run: list[bytes] = []
    charset = ""
    for word in _WORD.finditer(written):
        between = written[at : word.start()]
        joined = bool(run) and not between.strip()
        if not joined or word[1].lower() != charset:
            out.append(_decoded(run, charset))
            run = []
            if not joined:
                out.append(between)
        charset = word[1].lower()
        run.append(_word_bytes(word[2], word[3]))
        at = word.end()
    out.append(_decoded(run, charset))
    out.append(written[at:])
    return "".join(out)


def _decoded(run: list[bytes], charset: str) -> str:
    return decode(b"".join(run), charset)[0] if run else ""


def _word_bytes(encoding: str, payload: str) -> bytes:
    plain = payload.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(plain.replace(b" ", b"_"), header=True)
    digits = _NOT_BASE64.sub("", payload)
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    return binascii.a2b_base64(digits + "=" * (-len(digits) % 4))


def parameters(written: str) -> dict[str, str]:
    """Give the parameters of a Content-Type or Content-Disposition, their names small; the first one wins."""
    if ";" not in written:
        return {}
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, value in _PARAMETER.findall(written[:LONGEST]):
        if len(value) > 1 and value.startswith('"'):
            value = _ESCAPED.sub(r"\1", value[1:-1])
        else:
            value = value.strip(' \t\r\n"')
        section = _SECTION.fullmatch(name.lower())
        if section and (section[2] or section[3]):
            place = int(section[2] or 0)
            sections.setdefault(section[1], {}).setdefault(place, (value, bool(section[3])))
        else:
            plain.setdefault(name.lower(), decoded_words(value))
    return plain | {name: _whole(parts) for name, parts in sections.items()}


def _whole(parts: dict[int, tuple[str, bool]]) -> str:
    """Give a parameter's value from its sections (RFC 2231, section 3), in the first's character set."""
    charset = ""
    first, encoded = next(iter(sorted(parts.items())))[1]
    if encoded and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
    values = [(first, encoded), *(value for place, value in sorted(parts.items())[1:])]
    if not any(coded for _, coded in values):
        return decoded_words("".join(value for value, _ in values))
    return decode(b"".join(_section_bytes(values)), charset)[0]


def _section_bytes(values: list[tuple[str, bool]]) -> Iterator[bytes]:
    for value, coded in values:
        yield unquote_to_bytes(value) if coded else value.encode("utf-8", "replace")
