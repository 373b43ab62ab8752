"""The counts of one or many deletions, and the rows of the table made of them."""

from __future__ import annotations

from typing import NamedTuple

from bench.rows import Row, of, share


class Tally(NamedTuple):
    """The counts of one deletion, or of several together."""

    messages: int = 0
    withheld: int = 0
    detectable: int = 0
    found: int = 0
    both: int = 0
    both_found: int = 0
    only_header: int = 0
    only_header_found: int = 0
    only_quoted: int = 0
    only_quoted_found: int = 0
    findings: int = 0
    true: int = 0
    distinct: int = 0
    """Held-back messages that at least one finding speaks of."""
    merged: int = 0
    """Findings that hold words of a second held-back message."""
    reconstructed: int = 0
    right: int = 0
    own: int = 0
    recovered: int = 0
    grades: tuple[tuple[str, int, int], ...] = ()
    """Each grade: its findings, and how many speak of a held-back message."""

    def plus(self, other: Tally) -> Tally:
        """Give the two counted together."""
        counts = {name: getattr(self, name) + getattr(other, name) for name in self._fields if name != "grades"}
        both: dict[str, tuple[int, int]] = {}
        for grade, findings, true in self.grades + other.grades:
            before = both.get(grade, (0, 0))
            both[grade] = (before[0] + findings, before[1] + true)
        return Tally(**counts, grades=tuple((grade, *pair) for grade, pair in sorted(both.items())))


def in_words(tally: Tally) -> str:
    """Give a tally as one line with every count."""
    return (
        f"withheld {tally.withheld}, detectable {tally.detectable}, found {tally.found}; "
        f"header and quotation {tally.both_found}/{tally.both}, "
        f"header only {tally.only_header_found}/{tally.only_header}, "
        f"quotation only {tally.only_quoted_found}/{tally.only_quoted}; "
        f"findings {tally.findings}, true {tally.true}, distinct {tally.distinct}, merged {tally.merged}; "
        f"words right {tally.right}/{tally.reconstructed}, recovered {tally.recovered}/{tally.own}"
    )


def rows_of(name: str, tally: Tally, recall_bar: str) -> list[Row]:
    """Give the rows of some deletions counted together."""
    shares = (
        ("recall of the detectable", tally.found, tally.detectable, recall_bar),
        ("recall, known only by quotation", tally.only_quoted_found, tally.only_quoted, ">= 0.95"),
        ("precision", tally.true, tally.findings, ">= 0.99"),
        *((f"precision, grade {grade}", true, findings, "") for grade, findings, true in tally.grades),
        ("reconstructed words right", tally.right, tally.reconstructed, ">= 0.999"),
        ("words recovered", tally.recovered, tally.own, ""),
    )
    rows = [Row(f"{name}: {measure}", share(part, whole), bar, of(part, whole)) for measure, part, whole, bar in shares]
    split = f"{tally.true:,} for {tally.distinct:,}"
    rows.append(Row(f"{name}: findings per absent message", share(tally.true, tally.distinct), "<= 1.02", split))
    rows.append(Row(f"{name}: findings that swallow two", tally.merged, "= 0", of(tally.merged, tally.findings)))
    return rows
