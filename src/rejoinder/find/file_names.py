"""File names of the disclosure, found as others write them, and names of files that are no documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from rejoinder.keys import name_key

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

_CHANGED = re.compile(r'[\x00-\x1f\x7f-\x9f%\\/:*?"<>|]')
"""What a name loses when its file is received; it has a mark before its ending then."""
_MARK = r"\.[0-9a-f]{8}"
_ADDED = re.compile(
    r"image\d{3,5}\.(?:png|jpe?g|gif|bmp|emz|wmz)|att\d{5,6}(?:\.(?:txt|html?|gif|png|jpe?g|bin))?|oledata\.mso"
    r"|(?:openpgp[_ ])?signature\.(?:asc|pgp|sig)|.+\.(?:p7s|vcf)"
)
"""Inline pictures and parts as Outlook and Exchange name them, signatures (RFC 8551, RFC 3156), visiting cards."""
_SIGNATURE = re.compile(r"^[> \t]*Type: *application/(?:pgp|(?:x-)?pkcs7)-signature\b", re.MULTILINE | re.IGNORECASE)


def paths_of(shelf: Shelf, name: str) -> list[str]:
    """Give the path of every file of this name in the disclosure, read or not."""
    return [path for _, path in files_of(shelf, name)]


def files_of(shelf: Shelf, name: str) -> list[tuple[int, str]]:
    """Give the batch and the path of every file of this name in the disclosure, read or not, in order."""
    query = (
        "SELECT n.batch, n.path, n.name FROM names n JOIN batches b ON b.number = n.batch"
        " WHERE b.own = 0 AND (n.name = ? OR (n.name > ? AND n.name < ?))"
    )
    found: set[tuple[int, str]] = set()
    for form in (name, quote(name)):
        kept = name_key(_CHANGED.sub("_", form))
        stem, _, ending = kept.rpartition(".") if "." in kept[:-1] else (kept, "", "")
        marked = re.compile(re.escape(stem) + _MARK + (re.escape(f".{ending}") if ending else ""))
        key = name_key(name)
        rows = shelf.rows(query, key, f"{stem}.", f"{stem}/")
        found |= {(batch, path) for batch, path, own in rows if own == key or marked.fullmatch(own)}
    return sorted(found)


def is_no_document(name: str, words: str) -> bool:
    """Say whether a file is what mail software adds by itself, by its name or by the words that name it."""
    return bool(_ADDED.fullmatch(name_key(name)) or _SIGNATURE.search(words))
