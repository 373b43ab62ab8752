"""An old file read as it is and as it is made new: the better of both, and nothing of either lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rejoinder.model import INSIDE, Blob, Document, Problem
from rejoinder.read.converted import made_new
from rejoinder.read.inside import given_on
from rejoinder.read.marks import mark, without_filled_in
from rejoinder.read.reached import Reached
from rejoinder.read.stated import Properties

Piece = Document | Blob | Problem
_INSIDE = ("embedded_file", "embedded_unread")
_KEPT = ("pivot_cache", "earlier_value")
"""What an old file keeps without its words being read as it is."""
_STATED = "[Property, "


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
    better = [_as_it_was(piece) if isinstance(piece, Document) else piece for piece in better]
    said = "\n".join(piece.text for piece in better if isinstance(piece, Document))
    better = [
        _with_rest(piece, old, said) if isinstance(piece, Document) and piece.path == blob.name else piece
        for piece in better
    ]
    inside = [piece for piece in pieces if _is_inside(piece)] or list(_not_taken_out(blob, better))
    better = [piece for piece in better if not _is_inside(piece)]
    return [*better, *inside, *_left_behind(pieces, better), made.told]


def _as_it_was(document: Document) -> Document:
    """Give a document without today's date where the old file has one that fills itself in."""
    return replace(document, text=without_filled_in(document.text)) if document.message is None else document


def _with_rest(document: Document, old: str, said: str) -> Document:
    """Give a document with the words of the old file that came over nowhere, marked as such."""
    lines = [line for line in old.split("\n") if line.strip()]
    stated = [line for line in lines if line.startswith(_STATED) and line.partition(":")[0] not in said]
    rest = Reached(said)
    missing = [line for line in lines if not line.startswith(_STATED) and rest.missing([_words(line)])]
    told = mark("Further words of the old file", "\n".join(missing)) if missing else ""
    return replace(
        document, text=Properties(lines=tuple(stated)).under("\n\n".join(filter(None, (document.text, told))))
    )


def _words(line: str) -> str:
    """Give the words of a line; of a mark, those it is about."""
    return line.partition(": ")[2] if line.startswith("[") else line


def _left_behind(pieces: list[Piece], better: list[Piece]) -> Iterator[Problem]:
    """Give what was said of the old file and cannot be said of the one made new: it did not come over."""
    codes = {piece.code for piece in better if isinstance(piece, Problem)}
    told = [
        piece for piece in pieces if isinstance(piece, Problem) and piece.code not in codes and not _is_inside(piece)
    ]
    flags = [piece for piece in told if piece.weight == "flag"]
    yield from flags
    if any(piece.code in _KEPT for piece in flags):
        yield from (piece for piece in told if piece.weight != "flag")


def _not_taken_out(blob: Blob, better: list[Piece]) -> Iterator[Piece]:
    """Give what is said of files inside that only the one made new has: packed anew each time, none is given."""
    names = [piece.name.rpartition(INSIDE)[2] for piece in better if isinstance(piece, Blob)]
    return given_on(blob, ((name, None) for name in names))


def _is_inside(piece: Piece) -> bool:
    """Say whether a piece is a file inside, or tells of such."""
    return isinstance(piece, Blob) or (isinstance(piece, Problem) and piece.code in _INSIDE)
