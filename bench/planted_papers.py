"""Invented numbered papers, in which a number is left out or stands twice, and others that lack none."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from bench.paper import A4, Drawn, Leaf, pdf_of, width_of
from bench.planting import Plant, Planting, sentences

Files = Mapping[str, bytes]


class Numbered(NamedTuple):
    """Papers by name, and those of them beside which a number is missing."""

    files: Files
    beside: tuple[str, ...]
    said: str


class Forms(NamedTuple):
    """How numbers are written: to build with, or held out."""

    stamps: tuple[str, ...]
    counts: tuple[str, ...]
    minutes: tuple[str, ...]
    paragraphs: tuple[str, ...]
    exhibits: tuple[str, ...]
    tickets: tuple[str, ...]


BUILT = Forms(
    ("GSP {:06}", "ABC{:05}"),
    ("Page {} of {}",),
    ("Minute {}", "{}. "),
    ("{}. ", "{}) "),
    ("Exhibit {}{}",),
    ("CRM-{:04}", "Ticket no. {:05}"),
)
HELD_OUT = Forms(
    ("WLB_{:07}", "HUT-{:06}"),
    ("page {}/{}", "Page {} of {}"),
    ("MINUTE {}", "Minute no. {}", "{} "),
    ("{}.\t", "({}) ", "§ {} "),
    ("EXHIBIT {}/{}", "Exhibit marked {}{}"),
    ("Ref: HD{:05}", "Case {:06}", "SRV-{:05}"),
)


def add_papers(made: Planting) -> None:
    """Put numbered papers of every kind into a disclosure: one with a gap and one without, of each."""
    forms = HELD_OUT if made.held_out else BUILT
    for trace, maker in MAKERS.items():
        for gap in (True, False):
            numbered = maker(made.chance, forms, gap)
            folder = f"{trace} {'a' if gap else 'b'}"
            made.made.files |= {f"{folder}/{name}": content for name, content in numbered.files.items()}
            beside = frozenset(f"{folder}/{name}" for name in numbered.beside)
            if gap:
                kind = "number-repeat" if trace == "repeats" else "number-gap"
                made.made.planted.append(Plant(trace, kind, "inferred", beside, numbered.said))
            else:
                made.made.decoys |= {f"{folder}/{name}": f"{trace}, whole" for name in numbered.files}


def _page(chance: random.Random, foot: str, left: float = 400) -> Leaf:
    leaf = Leaf(*A4)
    leaf.drawn += [Drawn(60, 90 + 16 * line, sentences(chance, 1)[:90], "Helvetica", 10) for line in range(20)]
    leaf.drawn.append(Drawn(min(left, A4[0] - width_of(foot, "Courier", 9) - 20), A4[1] - 20, foot, "Courier", 9))
    return leaf


def _stamped(chance: random.Random, forms: Forms, gap: bool) -> Numbered:
    form, first = chance.choice(forms.stamps), chance.randint(100, 9_000)
    form = f"{'QK'[gap]}{form}"
    numbers = list(range(first, first + 30))
    out = first + chance.randint(9, 18)
    kept = [number for number in numbers if number != out] if gap else numbers
    cut = kept.index(out - 1) + 1 if gap else 14
    pieces = {"1.pdf": kept[:cut], "2.pdf": kept[cut:]}
    files = {
        name: pdf_of([_page(chance, _worn(chance, form.format(n))) for n in part]) for name, part in pieces.items()
    }
    return Numbered(files, ("1.pdf", "2.pdf"), form.format(out))


def _worn(chance: random.Random, stamp: str) -> str:
    """Give a stamp as a scan may read it."""
    if chance.random() < 0.05:
        return stamp.replace("0", "O", 1)
    return stamp.replace("1", "l", 1) if chance.random() < 0.05 else stamp


def _repeated(chance: random.Random, forms: Forms, gap: bool) -> Numbered:
    form, first = f"R{'AB'[gap]}{chance.choice(forms.stamps)}", chance.randint(100, 9_000)
    one, two = list(range(first, first + 10)), list(range(first + 10, first + 20))
    if gap:
        two = list(range(first + 8, first + 20))
    files = {
        name: pdf_of([_page(chance, form.format(n)) for n in part]) for name, part in (("1.pdf", one), ("2.pdf", two))
    }
    return Numbered(files, ("1.pdf", "2.pdf"), form.format(first + 8))


def _counted(chance: random.Random, forms: Forms, gap: bool) -> Numbered:
    form, many = chance.choice(forms.counts), chance.randint(6, 12)
    out = chance.randint(3, many - 2)
    pages = [number for number in range(1, many + 1) if not (gap and number == out)]
    return Numbered(
        {"paper.pdf": pdf_of([_page(chance, form.format(n, many)) for n in pages])},
        ("paper.pdf",),
        f"{out} of {many}",
    )


def _minuted(chance: random.Random, forms: Forms, gap: bool) -> Numbered:
    """Give minutes of several meetings whose items are numbered on; an item between two meetings or within one."""
    form, first = chance.choice(forms.minutes), chance.randint(20, 300)
    out = first + chance.randint(6, 12)
    files, at = {}, first
    for meeting in range(4):
        numbers = [number for number in range(at, at + 5) if not (gap and number == out)]
        at += 5
        items = "\n\n".join(
            f"{form.format(number)}{'' if form[-1].isspace() else ': '}{sentences(chance, 2)}" for number in numbers
        )
        day = f"{chance.randint(1, 28)} {('Jan', 'Feb', 'Mar', 'Apr')[meeting]} 2015"
        title = f"MINUTES of a meeting of the site {'AB'[gap]} committee, {day}"
        files[f"{meeting}.txt"] = f"{title}\n\n{items}\n".encode()
    beside = tuple(f"{(number - first) // 5}.txt" for number in (out - 1, out + 1))
    return Numbered(files, beside, form.format(out))


def _listed(chance: random.Random, forms: Forms, gap: bool) -> Numbered:
    form, many = chance.choice(forms.paragraphs), chance.randint(14, 24)
    out = chance.randint(5, many - 4)
    numbers = [number for number in range(1, many + 1) if not (gap and number == out)]
    text = "\n\n".join(f"{form.format(number)}{sentences(chance, 3)}" for number in numbers)
    return Numbered({"paper.txt": f"What I say\n\n{text}\n".encode()}, ("paper.txt",), form.format(out))


def _exhibited(chance: random.Random, forms: Forms, gap: bool) -> Numbered:
    form, initials = chance.choice(forms.exhibits), "".join(chance.sample("DGHLMPRSTW", 2)) + ("X" if gap else "Y")
    out = chance.randint(3, 5)
    files = {
        f"{number}.txt": f"{form.format(initials, number)}\n\n{sentences(chance, 5)}\n".encode()
        for number in range(1, 9) if not (gap and number == out)
    }  # fmt: skip
    return Numbered(files, (f"{out - 1}.txt", f"{out + 1}.txt"), form.format(initials, out))


def _ticketed(chance: random.Random, forms: Forms, gap: bool) -> Numbered:
    form, first = chance.choice(forms.tickets), chance.randint(40, 900)
    form = form.replace("-", f"{'PQ'[gap]}-") if "-" in form else f"{'Plot' if gap else 'Hut'} {form}"
    out = first + chance.randint(5, 9)
    files = {
        f"{number}.txt": f"{form.format(number)}\n\n{sentences(chance, 4)}\n".encode()
        for number in range(first, first + 15) if not (gap and number == out)
    }  # fmt: skip
    return Numbered(files, (f"{out - 1}.txt", f"{out + 1}.txt"), form.format(out))


MAKERS: Mapping[str, Callable[[random.Random, Forms, bool], Numbered]] = {
    "stamps": _stamped,
    "repeats": _repeated,
    "page counts": _counted,
    "minutes": _minuted,
    "paragraphs": _listed,
    "exhibits": _exhibited,
    "tickets": _ticketed,
}


def harmless(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Give papers whose numbers count nothing: lists that begin anew, footnotes, money, dates, versions, sections."""
    lists = "\n\n".join(
        "\n".join(f"{n}. {sentences(chance, 1)}" for n in range(1, chance.randint(3, 7))) for _ in range(4)
    )
    yield "lists.txt", f"Things to do\n\n{lists}\n".encode()
    notes = "\n".join(f"{n} {sentences(chance, 1)}" for n in (1, 2, 4, 7, 11))
    yield "below the line.txt", f"{sentences(chance, 6)}\n\n{notes}\n".encode()
    sums = "\n".join(f"{chance.randint(3, 900)} pounds {sentences(chance, 1)}" for _ in range(12))
    yield "sums.txt", f"Ledger\n\n{sums}\n".encode()
    dates = "\n".join(f"{day} May {sentences(chance, 1)}" for day in sorted(chance.sample(range(1, 31), 12)))
    yield "diary.txt", f"Diary\n\n{dates}\n".encode()
    versions = "\n".join(f"1.{n} {sentences(chance, 1)}" for n in (1, 2, 4, 5, 8, 9, 12))
    yield "versions.txt", f"What is new\n\n{versions}\n".encode()
    sections = "\n".join(f"{n}. {sentences(chance, 1)}" for n in (7, 8, 13, 14, 45, 165, 166, 170))
    yield "sections.txt", f"Sections of the Allotments Act 1950 that matter\n\n{sections}\n".encode()
    phones = "\n".join(f"01632 96{chance.randint(1000, 9999)} {sentences(chance, 1)[:20]}" for _ in range(12))
    yield "telephones.txt", f"Who to ring\n\n{phones}\n".encode()
