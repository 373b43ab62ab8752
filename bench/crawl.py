"""Every kind of page that links lead to, and which pages of the application no link led to: so that none is forgotten.

A kind of page is its route with the names of what its address asks, and the values of those that choose a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from starlette.routing import Route

from rejoinder.web.app import routes

CHOOSING = ("show", "standing", "way", "by", "pack", "kind")
"""Names in an address whose values choose between lists of different work."""
_LINK = re.compile(r'<(?:a|img|image|link)\b[^>]*?\b(?:href|src)="(/[^"#]*)')


class Page(NamedTuple):
    """An address, and of what kind of page it is."""

    kind: str
    address: str


def pages() -> list[Route]:
    """Give the routes of every page that can be asked for."""
    return [one for one in routes() if isinstance(one, Route) and "GET" in (one.methods or ())]


def kind_of(address: str) -> str:
    """Give of what kind the page at an address is; empty where the application has no such page."""
    path, query = urlsplit(address)[2:4]
    one = next((one for one in pages() if one.path_regex.match(path)), None)
    if one is None:
        return ""
    asked = sorted({f"{name}={value}" if name in CHOOSING else name for name, value in parse_qsl(query) if value})
    return one.path + ("?" + "&".join(asked) if asked else "")


def crawled(start: str, fetched: Callable[[str], str], case: str) -> Iterator[Page]:
    """Give the first address of each kind that links lead to from a page on, but of other cases."""
    waiting, seen = [start], {kind_of(start)}
    while waiting:
        here = waiting.pop(0)
        for link in dict.fromkeys(_LINK.findall(fetched(here))):
            address = urljoin(here, unescape(link))
            kind = kind_of(address)
            elsewhere = address.startswith("/case/") and not address.startswith(f"/case/{case}/")
            if kind and kind not in seen and not elsewhere:
                seen.add(kind)
                waiting.append(address)
                yield Page(kind, address)


def unreached(kinds: set[str]) -> list[str]:
    """Give the routes of which no page was asked for."""
    reached = {kind.partition("?")[0] for kind in kinds}
    return [one.path for one in pages() if one.path not in reached]
