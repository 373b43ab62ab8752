"""An old file read as it is and as it is made new: the better of both, and nothing of either lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.converted import made_new
from rejoinder.read.marks import mark
from rejoinder.read.reached import Reached

Piece = Document | Blob | Problem
_INSIDE = ("embedded_file", "embedded_unread")


def renewed(
    blob: Blob, format_: str, pieces: list[Piece], read_again: Callable[[Blob], Iterator[Piece]]
) -> list[Piece]:
    """Give what is read of an old file made new; what was read of it as it is where there is nothing to gain."""
    left = {piece.code for piece in pieces if isinstance(piece, Problem) and piece.weight != "flag"}
    made = made_new(blob, format_) if left else None
    if made is None:
        return pieces
    better = list(read_again(made.blob))
    if not any(isinstance(piece, Document) for piece in better):
        return pieces
    old = next((piece.text for piece in pieces if isinstance(piece, Document)), "")
    said = "\n".join(piece.text for piece in better if isinstance(piece, Document))
    better = [
        _with_rest(piece, old, said) if isinstance(piece, Document) and piece.path == blob.name else piece
        for piece in better
    ]
    # What lies inside is given as it lies in the old file: the one made new packs it anew each time.
    better = [piece for piece in better if not _is_inside(piece)]
    better += [piece for piece in pieces if _is_inside(piece)]
    return [*better, *(piece for piece in pieces if isinstance(piece, Problem) and piece.code == "macros"), made.told]


def _with_rest(document: Document, old: str, said: str) -> Document:
    """Give a document with the words of the old file that came over nowhere, marked as such."""
    lines = (line for line in old.split("\n") if line.strip() and not line.startswith("["))
    missing = Reached(said).missing(lines)
    if not missing:
        return document
    return replace(document, text=f"{document.text}\n\n{mark('Further words of the old file', chr(10).join(missing))}")


def _is_inside(piece: Piece) -> bool:
    """Say whether a piece is a file inside, or tells of such."""
    return isinstance(piece, Blob) or (isinstance(piece, Problem) and piece.code in _INSIDE)
