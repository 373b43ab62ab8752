"""A number as a spreadsheet's format code shows it (ECMA-376 part 1, 18.8.31): currency, thousands, brackets, zeros."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*+)"?|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*+)[^\]]*+\]|\[(?P<bracket>[^\]]*+)\]'
    r"|_(?P<space>.)|\*(?P<fill>.)|(?P<other>.)",
    re.DOTALL,
)
_COLOURS = ("black", "blue", "cyan", "green", "magenta", "red", "white", "yellow")
_PLACES = "0#?"
_LITERAL = " $€£¥()-+:'!^&~{}=<>/"
_DEEPEST = 30
"""Decimals that are shown at most, as in spreadsheets."""


class _Piece(NamedTuple):
    """One character of a format: a place for a figure, one of `.,%`, or a literal (kind is empty)."""

    kind: str
    text: str


def shown_number(code: str, number: float) -> str | None:
    """Give a number as a format code shows it; None where the code is not one of plain figures."""
    sections = _sections(code)
    chosen = sections[0]
    signed = number < 0
    if number < 0 and len(sections) > 1:
        chosen, signed = sections[1], False
    elif number == 0 and len(sections) > 2:
        chosen = sections[2]
    pieces = _pieces(chosen)
    if pieces is None:
        return None
    if not any(piece.kind in ("0", "#", "?") for piece in pieces):
        return "".join(piece.text for piece in pieces).strip() if len(sections) > 1 else None
    try:
        text = _filled(pieces, abs(number))
    except (DecimalException, ValueError):
        return None
    return ("-" if signed and any(one in "123456789" for one in text) else "") + text.strip()


def worded_date(code: str, moment: datetime) -> str:
    """Give a date with its month in words as a format code shows it; empty for dates in figures."""
    if "[$-" in code and "[$-409]" not in code and "[$-809]" not in code:
        return ""
    words: list[str] = []
    for run in re.findall(r'"[^"]*+"|\[[^\]]*+\]|\\.|d+|D+|m+|M+|y+|Y+|@|;|[^dDmMyY"\[\\]', code):
        figure = run.lower()
        if run.startswith(("[", "@", ";")):
            continue
        if figure in _DATED:
            words.append(moment.strftime(_DATED[figure]))
        elif figure in ("d", "yyyy"):
            words.append(str(moment.day) if figure == "d" else f"{moment.year:04}")
        elif figure[0] in "dmyhs" or figure == "0":
            return ""
        else:
            words.append(run.strip('"').removeprefix("\\"))
    whole = "".join(words).strip()
    return whole if moment.strftime("%b") in whole and f"{moment.year}" in whole and _has_day(code) else ""


_DATED = {"dd": "%d", "ddd": "%a", "dddd": "%A", "mmm": "%b", "mmmm": "%B"}


def _has_day(code: str) -> bool:
    return "d" in re.sub(r'"[^"]*+"|\[[^\]]*+\]', "", code).lower().replace("ddd", "").replace("dddd", "")


def _sections(code: str) -> list[str]:
    """Give the sections of a code: for positive numbers, negative ones, nought and text."""
    sections = [""]
    for found in _TOKEN.finditer(code):
        if found["other"] == ";":
            sections.append("")
        else:
            sections[-1] += found[0]
    return sections


def _pieces(section: str) -> list[_Piece] | None:
    """Give a section's pieces; None when it holds more than figures and literals: dates, fractions, conditions."""
    pieces: list[_Piece] = []
    for found in _TOKEN.finditer(section):
        other = found["other"]
        if other is not None and other in _PLACES + ".,%":
            pieces.append(_Piece(other, other))
        elif other is not None and (other in _LITERAL and not (other == "/" and _counts(pieces))):
            pieces.append(_Piece("", other))
        elif other is not None or (found["bracket"] is not None and found["bracket"].lower() not in _COLOURS):
            return None
        elif found["space"] is not None:
            pieces.append(_Piece("", " "))
        else:
            literal = found["quoted"] or found["escaped"] or found["currency"] or ""
            pieces.append(_Piece("", literal))
    return pieces


def _counts(pieces: list[_Piece]) -> bool:
    return any(piece.kind in ("0", "#", "?") for piece in pieces)


def _filled(pieces: list[_Piece], number: float) -> str:
    """Give a section with the number's figures in its places."""
    value = Decimal(f"{number:.15g}")
    places = [at for at, piece in enumerate(pieces) if piece.kind in ("0", "#", "?")]
    point = next((at for at, piece in enumerate(pieces) if piece.kind == "."), len(pieces))
    whole = [at for at in places if at < point]
    after = [at for at in places if at > point][:_DEEPEST]
    last = whole[-1] if whole else -1
    scale = sum(1 for at, piece in enumerate(pieces) if piece.kind == "," and (last < at < point or at > places[-1]))
    grouped = any(piece.kind == "," and whole and whole[0] < at < last for at, piece in enumerate(pieces))
    value = value.scaleb(2 * sum(piece.kind == "%" for piece in pieces) - 3 * scale)
    rounded = value.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    figures, _, decimals = f"{rounded:f}".partition(".")
    figures = figures.lstrip("0").rjust(sum(pieces[at].kind == "0" for at in whole), "0")
    if grouped:
        figures = f"{int(figures):,}" if figures.isdigit() and not figures.startswith("0") else figures
    shown = _laid(figures, whole, grouped) | _decimals(decimals, after, pieces)
    if point < len(pieces):
        shown[point] = "."
    return "".join(
        shown.get(at, "" if piece.kind in ("0", "#", "?", ",") else piece.text) for at, piece in enumerate(pieces)
    )


def _laid(figures: str, whole: list[int], grouped: bool) -> dict[int, str]:
    """Give the figures before the point, each in its place from the right; the first place takes the rest."""
    if not whole:
        return {}
    if grouped:
        return {whole[0]: figures}
    shown: dict[int, str] = {}
    for at in reversed(whole[1:]):
        shown[at], figures = figures[-1:], figures[:-1]
    return shown | {whole[0]: figures}


def _decimals(decimals: str, after: list[int], pieces: list[_Piece]) -> dict[int, str]:
    """Give the figures after the point; noughts that only `#` asks for are left out."""
    kept = len(decimals)
    while kept and decimals[kept - 1] == "0" and pieces[after[kept - 1]].kind != "0":
        kept -= 1
    return dict(zip(after, decimals[:kept], strict=False))
