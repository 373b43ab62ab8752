"""Makes pages of which some words are hidden, and counts which of them the PDF reader says are not seen.

Use: python -m bench.pdf_hidden
"""

from __future__ import annotations

import random
import sys
from typing import NamedTuple

from bench.rows import Row, of, printed, share
from rejoinder.model import Blob
from rejoinder.read import read

SEED = 20_260_102
PAGES = 200
LINES = 20
WORDS = ("hose", "plot", "clerk", "butt", "society", "minutes", "water", "gate", "panel", "letter", "ledger", "beans")
INKS = ("0 0 0", "0.2 0.2 0.6", "0.6 0 0")
GROUNDS = ("1 1 1", "0.9 0.95 1")
COVERS = ("0 0 0", "1 1 1", "0.5 0.5 0.5")


class Made(NamedTuple):
    """A page, and for each of its lines, every one of which differs, whether it is hidden."""

    pdf: bytes
    lines: dict[str, bool]


class Drawn(NamedTuple):
    """A line of a page: what lies before and after all text, how it is drawn, and whether nobody sees it."""

    before: str = ""
    after: str = ""
    ink: str = "0 0 0"
    mode: int = 0
    hidden: bool = False


def made(dice: random.Random) -> Made:
    """Give a page of lines, some beneath a box, in the colour of the ground, or not drawn; others only look so."""
    ground = dice.choice(GROUNDS)
    parts, later = [f"q {ground} rg 0 0 600 800 re f Q"], []
    lines: dict[str, bool] = {}
    down = 745.0
    for number in range(LINES):
        words = f"{dice.choice(WORDS)}{number} {dice.choice(WORDS)} {dice.choice(WORDS)}"
        size, across = dice.choice((8, 10, 12, 16)), dice.randint(40, 200)
        box = f"{across - 3} {down - size * 0.3:.1f} {len(words) * size * 0.55 + 6:.0f} {size * 1.25:.1f} re"
        drawn = _drawn(dice, ground, box)
        parts += [
            drawn.before,
            f"q {drawn.ink} rg BT /F1 {size} Tf {drawn.mode} Tr {across} {down} Td ({words}) Tj ET Q",
        ]
        later.append(drawn.after)
        lines[words] = drawn.hidden
        down -= dice.randint(22, 34)
    return Made(_file("\n".join((*parts, *later)), dice.choice((0, 0, 0, 90, 180, 270))), lines)


def _drawn(dice: random.Random, ground: str, box: str) -> Drawn:
    kind = dice.randrange(24)
    if kind < 2:
        return Drawn(after=f"q {dice.choice(COVERS)} rg {box} f Q", hidden=True)
    if kind < 4:
        return Drawn(ink=ground, hidden=True)
    if kind == 4:
        return Drawn(mode=3, hidden=True)
    if kind == 5:
        return Drawn(before=f"q 0 0 0 rg {box} f Q", ink="1 1 1")
    if kind == 6:
        return Drawn(after=f"q 0.8 0 0 RG {box} S Q")
    return Drawn(ink=dice.choice(INKS))


def _file(content: str, turned: int) -> bytes:
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate {turned}/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = "%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + f"xref\n0 6\n0000000000 65535 f \n{table}{end}").encode()


def rows() -> list[Row]:
    """Give how many hidden words are told, and how many of those told are hidden."""
    dice = random.Random(SEED)
    told = hidden = both = lost = 0
    for _ in range(PAGES):
        page = made(dice)
        reading = list(read(Blob("x.pdf", page.pdf), "bench"))[-1]
        text = reading.documents[0].text
        spans = [span for problem in reading.problems for span in problem.spans]
        for words, is_hidden in page.lines.items():
            start = text.find(words)
            lost += start < 0
            is_told = any(first <= start < last for first, last in spans)
            told, hidden, both = told + is_told, hidden + is_hidden, both + (is_told and is_hidden)
    return [
        Row("PDF, invented: hidden lines that are told", share(both, hidden), ">= 0.99", of(both, hidden)),
        Row("PDF, invented: lines told that are hidden", share(both, told), ">= 0.999", of(both, told)),
        Row("PDF, invented: lines that are lost", lost, "= 0", of(lost, PAGES * LINES)),
    ]


def main() -> int:
    """Print the table."""
    print(f"seed {SEED}")
    print("\n".join(printed(rows())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
