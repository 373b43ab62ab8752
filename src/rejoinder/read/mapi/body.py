"""The words of an Outlook record: its plain text, or else its HTML, or else its rich text."""

from __future__ import annotations

from typing import NamedTuple

from rejoinder.read.charset import decode
from rejoinder.read.flow import Rendered
from rejoinder.read.html import markup_of, render, with_hidden
from rejoinder.read.mapi import properties as mapi
from rejoinder.read.mapi.codepage import codec_of
from rejoinder.read.mapi.properties import Properties
from rejoinder.read.mapi.rtf import unwrapped
from rejoinder.read.mapi.rtf_packed import unpacked
from rejoinder.read.plain import lines

SHORT = 300
"""Characters up to which a plain text may be no more than a notice beside the real one."""


class Body(NamedTuple):
    """What a record says, and what must be noted of it."""

    text: str
    pages: tuple[Rendered, ...] = ()
    guessed: bool = False
    damaged: bool = False
    """Whether its rich text was not packed as it must be; what could be unpacked is kept."""


def body_of(properties: Properties) -> Body:
    """Give the record's words, HTML and rich text as the words they show."""
    plain = lines(properties.text(mapi.BODY) or _octets_as_words(properties))
    if len(plain.strip()) > SHORT:
        return Body(plain)
    rich = _html(properties) or _rtf(properties)
    if rich and (not plain.strip() or _says_less(plain, rich.text)):
        return rich
    return Body(plain)


def _says_less(plain: str, rich: str) -> bool:
    """Say whether a short plain text is a notice beside a text that says much more and does not repeat it."""
    words = " ".join(plain.split())
    return len(rich.strip()) > max(3 * len(words), 40) and words not in " ".join(rich.split())


def _octets_as_words(properties: Properties) -> str:
    found = properties.octets(mapi.BODY)
    return decode(found, properties.own_codec)[0].rstrip("\0") if found else ""


def _html(properties: Properties) -> Body | None:
    markup, guessed = properties.text(mapi.HTML), False
    if not markup:
        found = properties.octets(mapi.HTML)
        if not found.strip():
            return None
        markup, guessed = markup_of(found.rstrip(b"\0"), codec_of(properties.number(mapi.INTERNET_CODEPAGE)))
    page = render(markup)
    return Body(with_hidden(page), (page,), guessed) if page.text.strip() else None


def _rtf(properties: Properties) -> Body | None:
    packed = properties.octets(mapi.RTF_COMPRESSED)
    if not packed:
        return None
    rtf, sound = unpacked(packed)
    found = unwrapped(rtf)
    if found.kind == "html":
        page = render(found.text)
        return Body(with_hidden(page), (page,), False, not sound)
    return Body(lines(found.marked), (), False, not sound) if found.marked.strip() or not sound else None
