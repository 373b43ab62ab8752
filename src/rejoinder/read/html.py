"""HTML pages as the words a reader sees, in reading order, with quotations marked by "> "."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice
from typing import Any

from lxml import etree

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.alone import to_be_alone
from rejoinder.read.charset import decode
from rejoinder.read.flow import Flow, Rendered
from rejoinder.read.plain import remarks
from rejoinder.read.sniff import declared_charset

DEEPEST = 2_000
"""Elements within elements up to which libxml2's own search for the element to close stays cheap."""
PIECE = 1 << 20
"""Characters given to the parser at a time."""

_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:+-]{1,40})""", re.IGNORECASE
)
_TOKEN = re.compile(
    r"<!--(?:(?s:.)*?-->|(?s:.)*\Z)|<(?P<close>/?)(?P<tag>[a-zA-Z][^\s/>]*+)(?P<rest>[^<>]*+)>|<[!?][^<>]*+>"
)
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]++)(?:\s{0,9}=\s{0,9}("[^"]*+"|'[^']*+'|[^\s>]++))?""")
_RAW = re.compile(r"</(?:script|style|title|textarea|xmp|noembed|noframes)\b", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


class _TooDeepError(Exception):
    """The markup is nested deeper than the fast parser is linear in."""


class _Guard:
    """A parser's target that passes everything on and stops at markup nested too deep."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Pass on an element's beginning."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeepError
        self.flow.start(tag, attributes)

    def end(self, tag: str) -> None:
        """Pass on an element's end."""
        self.depth -= 1
        self.flow.end(tag)

    def data(self, text: str) -> None:
        """Pass on text."""
        self.flow.data(text)

    def comment(self, text: str) -> None:
        """Drop a comment: no reader sees it."""

    def close(self) -> None:
        """Finish; the flow holds what was read."""


def render(markup: str) -> Rendered:
    """Give the visible text, the hidden text, the title and the hosts it would call; linear, asks nobody."""
    to_be_alone()
    markup = markup.replace("\0", "")
    flow = Flow()
    target: Any = _Guard(flow)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    try:
        for start in range(0, len(markup), PIECE):
            parser.feed(markup[start : start + PIECE].encode("utf-8", "replace"))
        if markup:
            parser.close()
    except (_TooDeepError, etree.LxmlError):
        flow = Flow()
        _tokenise(markup, flow)
    return flow.rendered()


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the page as one document, and flags for what it hides and whom it would call."""
    markup, guessed = markup_of(bytes(blob.untrusted_bytes), declared_charset(blob))
    page = render(markup)
    yield Document(blob.name, "html", with_hidden(page), title=page.title)
    yield from remarks(blob.name, markup, guessed)
    yield from page_remarks(blob.name, (page,))


def markup_of(untrusted_bytes: bytes, declared: str) -> tuple[str, bool]:
    """Give a page's markup in the character set declared for it or by it, and whether that was a guess."""
    stated = None if declared else _META.search(untrusted_bytes[:4096])
    return decode(untrusted_bytes, stated[1].decode("ascii", "replace") if stated else declared)


def with_hidden(page: Rendered) -> str:
    """Give the page's text, and after it the text it hides, said to be hidden."""
    return f"{page.text}\n\nHidden text:\n{page.hidden}".lstrip() if page.hidden else page.text


def page_remarks(where: str, pages: Sequence[Rendered]) -> Iterator[Problem]:
    """Give flags for what pages hide and whom they would call."""
    if any(page.hidden for page in pages):
        what = "It holds text that is not shown on the screen; it stands at the end."
        yield Problem(where, what, "", "hidden_text", "flag")
    yield from remote_content(where, tuple(dict.fromkeys(host for page in pages for host in page.hosts)))


def remote_content(where: str, hosts: tuple[str, ...]) -> Iterator[Problem]:
    """Give a flag that names the hosts a page would call when shown; none when it would call nobody."""
    if hosts:
        named = ", ".join(islice(hosts, 20))
        more = f" and {len(hosts) - 20} more" if len(hosts) > 20 else ""
        what = f"A browser would call {len(hosts)} computers to show it: {named}{more}. None was called."
        if len(hosts) == 1:
            what = f"A browser would call another computer to show it: {named}. It was not called."
        yield Problem(where, what, "", "remote_content", "flag")


def _tokenise(markup: str, flow: Flow) -> None:
    """Feed the flow from a plain scan of tags: nothing is nested, so nothing can be nested too deep."""
    at = 0
    while True:
        found = _TOKEN.search(markup, at)
        if not found:
            break
        flow.data(_plain(markup[at : found.start()]))
        at = found.end()
        tag = (found["tag"] or "").lower()
        if tag and found["close"]:
            flow.end(tag)
        elif tag:
            flow.start(tag, _attributes(found["rest"]))
            if tag in ("script", "style", "title"):
                close = _RAW.search(markup, at)
                at = close.start() if close else len(markup)
    flow.data(_plain(markup[at:]))


def _attributes(rest: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(rest[: PIECE >> 6])
    return {name.lower(): _plain(value.strip("\"'")) for name, value in found}


def _plain(text: str) -> str:
    """Give the text with its entities as characters."""
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text
