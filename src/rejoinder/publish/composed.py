"""One page put together from what may leave: words that stay, straight rules, and what a person looked at.

It begins as white paper. Nothing of the page's picture comes over but the places of words that stay, so a signature, a
photograph, a stamp or a word that nobody read is not on it. A line in which something is hidden is set anew in our own
type: a box is as wide as its label, whatever stood there, and the words beside it tell nothing of the width that was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from rejoinder.model import Page, Word
from rejoinder.publish.anew import Setting, set_line
from rejoinder.publish.canvas import DARK, PAPER, Canvas, Line, Mask, Pixels, box, lies_on, outline, runs_of
from rejoinder.publish.decided import Area
from rejoinder.publish.rules import parts_of, rules_in

DOTS = 200
"""Pixels to an inch of a page that is made."""
CLOSE, COVERED = 0.12, 0.4
"""Heights of a word about it that go with it; and of one that lay under a box, with the edges of the box."""
_SIXTEEN = (np.rint(np.arange(256) / 17) * 17).astype(np.uint8)
"""Of each grey the nearest of sixteen."""


@dataclass(frozen=True, slots=True)
class Side:
    """A made page."""

    number: int
    width: float
    height: float
    pixels: Pixels
    lines: tuple[tuple[Setting, ...], ...]
    left_out: tuple[Area, ...]
    """Parts that show something nobody read: they are not on the made page."""
    boxes: tuple[Area, ...] = ()
    read: str | None = None
    """What text recognition read on the made picture; None where it did not look."""


def composed(
    page: Page,
    text: str,
    picture: Pixels,
    labels: Mapping[int, str],
    *,
    unseen: frozenset[int] = frozenset(),
    hidden: Sequence[Area] = (),
    covered: Sequence[Area] = (),
    under: frozenset[int] = frozenset(),
    label: str = "",
    looked_at: Sequence[Area] | None = (),
) -> Side:
    """Give a page made anew.

    Labels stand by number of the word they hide; unseen are numbers of words that the page does not show; hidden are
    parts a person wants hidden besides; covered are boxes that it had when it
    came, and under are numbers of words beneath such; the label is that of parts; looked at are parts whose picture
    may leave, None being all of the page.
    """
    scale = picture.shape[1] / page.width
    canvas = Canvas(picture.copy(), scale, np.full_like(picture, PAPER), np.zeros(picture.shape, np.bool_))
    numbers = {id(word): at for at, word in enumerate(page.words)}
    labelled = {id(word): labels[at] for word, at in ((w, numbers[id(w)]) for w in page.words) if at in labels}
    for area in hidden:
        labelled |= {id(word): label for word in page.words if lies_on(word, area) and id(word) not in labelled}
    seen = [word for at, word in enumerate(page.words) if at not in unseen]
    staying = [word for word in seen if id(word) not in labelled]
    covered = [area for area in covered if not any(lies_on(word, area) for word in staying)]
    beneath = {id(page.words[at]) for at in under}
    _erase(canvas, [word for word in page.words if id(word) in labelled], beneath, [*hidden, *covered])
    lines = runs_of(seen)
    _take_over(canvas, page, lines, labelled, looked_at)
    anew = [line.edges for line in lines if any(id(word) in labelled for word in line.words)]
    for area in covered:
        if not any(edges[1] < area.bottom and edges[3] > area.top for edges in anew):
            box(canvas, area, "")
    settings = [set_line(canvas, page, line, lines, text, labelled) for line in lines]
    left_out = tuple(Area(page.number, *edges) for edges in parts_of(_unread(canvas), scale))
    for area in (*left_out, *hidden):
        outline(canvas, area)
    return Side(
        page.number,
        page.width,
        page.height,
        _reduced(canvas.out, page),
        tuple(filter(None, settings)),
        left_out,
        tuple(canvas.boxes),
    )


def _erase(canvas: Canvas, words: Iterable[Word], under: set[int], areas: Iterable[Area]) -> None:
    """Take hidden words and parts out of the picture before anything is taken from it."""
    for word in words:
        high, wide = word.bottom - word.top, word.right - word.left
        pad = (COVERED if id(word) in under else CLOSE) * min(high, wide)
        place = canvas.box(word.left - pad, word.top - pad, word.right + pad, word.bottom + pad)
        canvas.source[place] = PAPER
    for area in areas:
        canvas.source[canvas.box(*area[1:])] = PAPER


def _take_over(
    canvas: Canvas,
    page: Page,
    lines: Sequence[Line],
    labelled: Mapping[int, str],
    looked_at: Sequence[Area] | None,
) -> None:
    """Take over the words of lines in which nothing is hidden, rules, and parts that were looked at."""
    places = [canvas.box(*area[1:]) for area in looked_at or ()]
    if looked_at is None:
        places.append(canvas.box(0, 0, page.width, page.height))
    for place in places:
        canvas.kept[place] = True
    rules = rules_in(canvas.source < DARK, canvas.scale)
    for line in lines:
        at = next((at for at, word in enumerate(line.words) if id(word) in labelled), None)
        for word in line.words if at is None else ():
            high = word.bottom - word.top
            pad = min(0.15 * high, 0.15 * (word.right - word.left) + 0.6)
            canvas.kept[canvas.box(word.left - pad, word.top - pad, word.right + pad, word.bottom + pad)] = True
        if at is not None:
            _without_underline(canvas, rules, line)
    canvas.kept |= rules
    np.copyto(canvas.out, canvas.source, where=canvas.kept)


def _without_underline(canvas: Canvas, rules: Mask, line: Line) -> None:
    """Take away a rule that begins and ends with hidden words; one that goes on beyond them tells nothing of them."""
    left, top, right, bottom = line.edges
    high = bottom - top
    rows, columns = canvas.box(left - 2, top - 0.1 * high, right + 2, bottom + 0.4 * high)
    beyond = [max(0, columns.start - 2), min(rules.shape[1] - 1, columns.stop + 1)]
    own: Mask = ~(rules[rows, beyond[0]] | rules[rows, beyond[1]])[:, None]
    short: Mask = rules[rows, columns] & own
    rules[rows, columns] &= ~short
    canvas.source[rows, columns][short] = PAPER


def _unread(canvas: Canvas) -> Mask:
    """Give what the page shows and nobody read."""
    found: Mask = (canvas.source < DARK) & ~canvas.kept
    return found


def _reduced(pixels: Pixels, page: Page) -> Pixels:
    """Give a picture at the size of made pages, in sixteen greys."""
    size = (max(1, round(page.width / 72 * DOTS)), max(1, round(page.height / 72 * DOTS)))
    if size[0] < pixels.shape[1]:
        pixels = np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX))
    return _SIXTEEN[pixels]
