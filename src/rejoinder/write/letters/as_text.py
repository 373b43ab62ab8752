"""A letter as plain text, to be pasted into an email: one line a paragraph, what it rests on in square brackets."""

from __future__ import annotations

from collections.abc import Iterator

from rejoinder.write.letters.paper import Annex, Drawn, Listed, Paper, Piece, letter_of, reference_lines


def as_text(paper: Paper) -> bytes:
    """Give a letter as UTF-8 text with the line ends of every system's editors."""
    blocks = [*_head(paper), *_body(paper), *paper.ending, *_rests(paper)]
    for annex in paper.annexes:
        blocks += _annex(annex)
    blocks.append(paper.foot)
    return ("\n\n".join(filter(None, blocks)) + "\n").replace("\n", "\r\n").encode("utf-8", "replace")


def _head(paper: Paper) -> Iterator[str]:
    yield "\n".join(paper.sender)
    yield "\n".join(paper.recipient)
    yield paper.day
    yield f"Your reference: {paper.reference}" if paper.reference else ""
    yield f"Subject: {paper.subject}" if paper.subject else ""


def _body(paper: Paper) -> Iterator[str]:
    """Give paragraphs; entries of one list stand close together."""
    held: list[str] = []
    last = ""
    for line in paper.body:
        if held and not (line.mark == last and line.mark in ("1.", "-")):
            yield "\n".join(held)
            held = []
        held.append(_line(line))
        last = line.mark
    yield "\n".join(held)


def _line(line: Drawn) -> str:
    mark = f"{line.number}. " if line.mark == "1." else "- " if line.mark == "-" else ""
    words = "".join(map(_piece, line.pieces))
    return f"{mark}{words.upper() if line.mark == '#' else words}"


def _piece(piece: Piece) -> str:
    marks = [*map(str, piece.refs), *map(letter_of, piece.law)]
    return f"{piece.words} [{', '.join(marks)}]" if marks else piece.words


def _rests(paper: Paper) -> Iterator[str]:
    if paper.references:
        yield "DOCUMENTS THIS LETTER RESTS ON"
        for one in paper.references:
            where = f" ({one.batch})" if one.batch else ""
            places = [f"    {line}" for line in reference_lines(one)]
            yield "\n".join((f"[{one.number}] {one.path}{where}", *filter(str.strip, places)))
    if paper.law:
        yield "THE LAW IT SPEAKS OF"
        yield "\n".join(f"[{one.letter}] {one.source.title}. {one.source.url}" for one in paper.law)


def _annex(annex: Annex) -> Iterator[str]:
    yield annex.title.upper()
    yield annex.about
    yield from map(_listed, annex.entries)


def _listed(one: Listed) -> str:
    lines = [f"{one.label}  {one.head}".strip(), *(f"    {line}" for line in one.lines)]
    for shown in one.shown:
        place = " ".join(filter(None, (shown.how, shown.place)))
        lines.append(f"    {place}: “{shown.exact}”" if shown.exact else f"    {place}")
    lines += [f"    > {line}" for line in one.text.splitlines()]
    return "\n".join(lines)
