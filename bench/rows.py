"""One row of the table: a measure, its value, the bar it is held against, and the counts behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """One measured figure."""

    measure: str
    value: float | str
    bar: str = ""
    """A comparison, `>= 0.97`, `<= 1.02`, `= 0`; empty where there is none."""
    counts: str = ""

    @property
    def passed(self) -> bool | None:
        """Say whether the value reaches the bar; None when there is none."""
        return reaches(self.value, self.bar)


def reaches(value: float | str, bar: str) -> bool | None:
    """Say whether a value reaches a bar; None when there is no bar or no number."""
    sign, _, limit = bar.partition(" ")
    if sign not in (">=", "<=", "=") or isinstance(value, str):
        return None
    against = float(limit)
    return {">=": value >= against, "<=": value <= against, "=": value == against}[sign]


def share(part: float, whole: float) -> float | str:
    """Give part ÷ whole, or a dash when there is nothing to divide by."""
    return part / whole if whole else "–"


def of(part: int, whole: int) -> str:
    """Give the counts behind a share."""
    return f"{part:,} of {whole:,}"


def figure(value: float | str) -> str:
    """Give a value as it is printed: counts whole, all others with four figures."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.4f}" if abs(value) < 10 else f"{value:,.1f}"


def printed(rows: Iterable[Row], before: Mapping[str, float | str] | None = None) -> Iterator[str]:
    """Give the table's lines; the last run's value stands beside each where there was one."""
    yield f"{'measure':62} {'value':>9} {'bar':>9} {'':10} {'last':>9}  counts"
    for row in rows:
        verdict = {True: "pass", False: "FALLS SHORT", None: ""}[row.passed]
        last = figure(before[row.measure]) if before and row.measure in before else ""
        yield (f"{row.measure:62} {figure(row.value):>9} {row.bar:>9} {verdict:11} {last:>9}  {row.counts}").rstrip()
