"""What was disclosed over the years: documents a month by batch, and the months in which there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import NullTranslations
from itertools import pairwise
from typing import NamedTuple

from rejoinder.write.words import ENGLISH, MONTHS, number_in_words

WIDTHS = {"phone": 288, "small": 432, "middle": 696, "large": 848, "widest": 1056}
"""For each width class the narrowest page it is drawn for, so that its words are never scaled down."""
SERIES = ("one", "two", "three", "four")
"""Names of the colours of a chart: the fourth stands for everything that is left."""
LEAST_BAR = 5
"""Width in pixels of the narrowest bar, with the gap beside it."""
SILENT = 2
"""Months without a document that make a silence."""
LETTER = 8.2
"""Width in pixels of a letter of 12 px with the spacing that a reader may ask for (WCAG 2.2, 1.4.12)."""
LEFT, RIGHT, TOP, FOOT, HEIGHT = 36, 4, 24, 24, 160
BELOW = TOP + HEIGHT + 18
"""Where the words below stand."""
FEW = 24
"""Months up to which each has its name below it, and not only the years."""
STEPS = (1, 3, 12)
"""Months that a bar may stand for."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Dated documents counted by month and batch."""

    names: tuple[str, ...]
    """The batches, in the order received."""
    first: int
    """The first month, counted from the year 0."""
    counts: tuple[tuple[int, ...], ...]
    """For each month from the first to the last, how many documents of each batch."""
    undated: int = 0

    @property
    def silences(self) -> tuple[tuple[int, int], ...]:
        """Give (month, how many) of every run of months without a document."""
        return tuple((self.first + at, many) for at, many in _runs_without(self.counts) if many >= SILENT)

    def rows(self, words: NullTranslations = ENGLISH) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Give the numbers behind the chart: a month with its counts, or a run of months with none."""
        lines: list[tuple[int, str, tuple[int, ...]]] = []
        for month, counts in enumerate(self.counts, self.first):
            if sum(counts):
                lines.append((month, period(month, words=words), counts))
        for month, many in _runs_without(self.counts):
            first, last = (period(self.first + one, words=words) for one in (month, month + many - 1))
            said = words.gettext("{first} to {last}").format(first=first, last=last) if many > 1 else first
            lines.append((self.first + month, said, ()))
        return tuple((said, counts) for _, said, counts in sorted(lines))

    def ends(self, words: NullTranslations = ENGLISH) -> tuple[str, str]:
        """Give the first and the last month in words."""
        return period(self.first, words=words), period(self.first + len(self.counts) - 1, words=words)

    @property
    def total(self) -> int:
        """Give how many documents have a date."""
        return sum(map(sum, self.counts))


def _runs_without(counts: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Give (place, how many) of every run of months without a document."""
    found: list[tuple[int, int]] = []
    for at, month in enumerate(counts):
        if sum(month):
            continue
        if found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((at, 1))
    return found


def coverage(dated: Iterable[tuple[str, str, int]]) -> Coverage:
    """Give the coverage of (batch, ISO date, how many); dates without a month are counted as undated."""
    names: dict[str, None] = {}
    counted: Counter[tuple[int, str]] = Counter()
    undated = 0
    for batch, date, many in dated:
        names.setdefault(batch)
        if len(date) < 7 or not (date[:4] + date[5:7]).isdigit():
            undated += many
            continue
        counted[int(date[:4]) * 12 + int(date[5:7]) - 1, batch] += many
    months = [month for month, _ in counted]
    if not months:
        return Coverage(tuple(names), 0, (), undated)
    span = range(min(months), max(months) + 1)
    counts = tuple(tuple(counted[month, name] for name in names) for month in span)
    return Coverage(tuple(names), span[0], counts, undated)


def at_most_four(told: Coverage, words: NullTranslations = ENGLISH) -> Coverage:
    """Give the coverage with the smallest batches put together, so that each has a colour of its own."""
    if len(told.names) <= len(SERIES):
        return told
    size = {at: sum(counts[at] for counts in told.counts) for at in range(len(told.names))}
    kept = sorted(sorted(size, key=lambda at: -size[at])[: len(SERIES) - 1])
    rest = [at for at in size if at not in kept]
    counts = tuple((*(row[at] for at in kept), sum(row[at] for at in rest)) for row in told.counts)
    return Coverage(
        (*(told.names[at] for at in kept), words.gettext("Other batches")), told.first, counts, told.undated
    )


class Bar(NamedTuple):
    """One rectangle of a bar: a batch's documents in a month."""

    series: str
    x: float
    y: float
    width: float
    height: float
    told: str


class Label(NamedTuple):
    """Words in the chart: x is their left, middle or right edge, as the anchor says."""

    words: str
    x: float
    y: float
    anchor: str = "start"

    @property
    def edges(self) -> tuple[float, float]:
        """Give the pixels between which the words stand."""
        wide = len(self.words) * LETTER
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return left, left + wide


class Span(NamedTuple):
    """A hatched silence."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The coverage drawn for one width class."""

    name: str
    width: int
    step: int
    """Months that a bar stands for."""
    bars: tuple[Bar, ...]
    silences: tuple[Span, ...]
    labels: tuple[Label, ...]
    lines: tuple[float, ...]
    """Heights of the lines across."""
    height: int = TOP + HEIGHT + FOOT
    base: int = TOP + HEIGHT
    top: int = TOP
    left: int = LEFT


def drawings(told: Coverage, words: NullTranslations = ENGLISH) -> tuple[Drawing, ...]:
    """Give the coverage drawn for every width class."""
    return tuple(drawn(told, name, words) for name in WIDTHS) if told.counts else ()


def drawn(told: Coverage, name: str, words: NullTranslations = ENGLISH) -> Drawing:
    """Give the coverage drawn for one width class."""
    width = WIDTHS[name]
    inner = width - LEFT - RIGHT
    step = next((one for one in STEPS if len(told.counts) / one * LEAST_BAR <= inner), STEPS[-1])
    start = told.first - told.first % step
    slots = -(-(told.first + len(told.counts) - start) // step)
    wide = inner / slots
    sums = _sums(told, start, step, slots)
    most = _round_up(max(map(sum, sums)))
    silences = tuple(
        Span(LEFT + (month - start) / step * wide, many / step * wide) for month, many in told.silences if many >= step
    )
    ticks = dict.fromkeys((0, most // 2, most)) if most > 1 else {0: None, 1: None}
    heights = {tick: TOP + HEIGHT - tick / most * HEIGHT for tick in ticks}
    labels = [Label(number_in_words(tick, words), LEFT - 6, height + 4, "end") for tick, height in heights.items()]
    labels += periods(start, step, slots, wide, words)
    labels += _silent_labels(told, silences, step, width, words)
    bars = tuple(_bars(told.names, sums, start, step, wide, most, words))
    return Drawing(name, width, step, bars, silences, tuple(labels), tuple(heights.values()))


def _sums(told: Coverage, start: int, step: int, slots: int) -> list[list[int]]:
    sums = [[0] * len(told.names) for _ in range(slots)]
    for month, counts in enumerate(told.counts, told.first):
        for at, many in enumerate(counts):
            sums[(month - start) // step][at] += many
    return sums


def _bars(
    names: Sequence[str],
    sums: Sequence[Sequence[int]],
    start: int,
    step: int,
    wide: float,
    most: int,
    words: NullTranslations,
) -> Iterable[Bar]:
    gap = max(1.0, wide * 0.2)
    for slot, counts in enumerate(sums):
        base = float(TOP + HEIGHT)
        for at, many in enumerate(counts):
            if not many:
                continue
            high = max(2.0, many / most * HEIGHT)
            base -= high
            number = number_in_words(many, words)
            told = words.gettext("{batch}: {number}, {when}").format(
                batch=names[at], number=number, when=period(start + slot * step, step, words)
            )
            x = LEFT + slot * wide + gap / 2
            yield Bar(SERIES[at], round(x, 2), round(base, 2), round(wide - gap, 2), round(high, 2), told)


def periods(
    start: int, step: int, slots: int, wide: float, words: NullTranslations, left: float = LEFT
) -> Sequence[Label]:
    """Give the months below where they are few, else the years: as many as stand apart from each other."""
    if step == 1 and slots <= FEW:
        named = [(slot, _short(start + slot, words)) for slot in range(slots)]
        labels = [Label(said, left + (slot + 0.5) * wide, BELOW, "middle") for slot, said in named]
        return _apart([_inside(label, 0, left + slots * wide + RIGHT) for label in labels])
    firsts = [month for month in range(start, start + slots * step, step) if month % 12 == 0]
    if not firsts or firsts[0] - start > 5:
        firsts.insert(0, start)
    labels = [Label(f"{month // 12:04}", left + (month - start) / step * wide, BELOW) for month in firsts]
    return _apart([_inside(label, 0, left + slots * wide + RIGHT) for label in labels])


def _inside(label: Label, left: float, right: float) -> Label:
    """Give a label that does not leave the chart."""
    if label.edges[0] < left:
        return label._replace(x=left, anchor="start")
    return label._replace(x=right, anchor="end") if label.edges[1] > right else label


def _apart(labels: Sequence[Label]) -> Sequence[Label]:
    """Give every label where all stand apart; else every second, third, … of them."""
    for each in range(1, len(labels) + 1):
        some = labels[::each]
        if all(one.edges[1] + 8 <= other.edges[0] for one, other in pairwise(some)):
            return some
    return labels[:1]


def _silent_labels(
    told: Coverage, silences: Sequence[Span], step: int, width: int, words: NullTranslations
) -> list[Label]:
    """Give the longest silences their words, above, where they do not stand in each other's way."""
    months = [many for _, many in told.silences if many >= step]
    placed: list[Label] = []
    for span, many in sorted(zip(silences, months, strict=True), key=lambda pair: -pair[1]):
        said = words.gettext("{many} months silent").format(many=number_in_words(many, words))
        label = _inside(Label(said, span.x + span.width / 2, TOP - 8, "middle"), LEFT, width)
        left, right = label.edges
        if all(right + 12 <= other.edges[0] or left >= other.edges[1] + 12 for other in placed):
            placed.append(label)
    return placed


def _round_up(most: int) -> int:
    """Give the next number that halves well: 2, 4, 6, 8, 10, 20, 40 …"""
    if most <= 2:
        return max(1, most)
    power = int(10 ** (len(str(most)) - 1))
    return next(size * power for size in (1, 2, 4, 6, 8, 10) if size * power >= most)


def _short(month: int, words: NullTranslations) -> str:
    """Give a month as short as it is written."""
    return f"{words.gettext(MONTHS[month % 12][:3])} {month // 12:04}"


def period(month: int, step: int = 1, words: NullTranslations = ENGLISH) -> str:
    """Give a month, a quarter or a year in words."""
    year = f"{month // 12:04}"
    if step == 12:
        return year
    if step == 3:
        first, last = (words.gettext(MONTHS[month % 12 + more]) for more in (0, 2))
        return words.gettext("{first} to {last}").format(first=first, last=f"{last} {year}")
    return f"{words.gettext(MONTHS[month % 12])} {year}"
