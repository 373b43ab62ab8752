"""Prints invented messages in layouts drawn by chance out of what prints of mail do, and counts what is read right.

A layout is drawn from a set: `dev`, which the reader may be mended by, or `test`, whose names of fields, orders, forms
of people and dates, separators, further fields and places on the page are mostly others, and are not looked at.

Use: python -m bench.printed_layouts [--set dev|test] [--seed N] [--layouts N] [--explain] [--keep DIR]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bench import layout_freedoms as freedoms
from bench.clients import FURTHER_BLOCKS, FURTHER_MARKING
from bench.invented import CLIENTS, letters
from bench.layout_placements import CARDS, NAMED_ALL, Look, Placement, Rows
from bench.paper import A4, LETTER, Drawn, Foot, Layout, Leaf, centred, plain, right
from bench.printed_mail import Bundle, Count, bundle_of, counted, print_of, rows_of, whole
from bench.printers import BOLD, MONO, SANS, SERIF, Person, Print, Style, bars, marks
from bench.rows import Row, printed
from rejoinder.read.printed.names import role_of

LAYOUTS = 300
EACH = 4
"""Messages of one layout."""
SEEDS = {"dev": 71, "test": 72}


class Drawn_(NamedTuple):  # noqa: N801
    """What was drawn for one layout."""

    name: str
    language: str
    labels: dict[str, str]
    separator: str
    order: tuple[str, ...]
    write: Callable[[Person], str]
    told: Callable[[Person], Person]
    joint: str
    date: Callable[[datetime], str]
    placement: Placement
    look: Look
    card: bool
    headline: bool
    """Whether the subject stands above, named nowhere."""
    extras: tuple[tuple[str, str], ...]
    mark: str
    """What stands above each message: nothing, a rule, a number."""
    ended: str
    body: tuple[Callable[[Layout, str, str, float], None], str, float]


def drawn(chance: random.Random, kind: str) -> Drawn_:
    """Draw one layout."""
    language = chance.choice(sorted(freedoms.LANGUAGES[kind]))
    words = freedoms.LANGUAGES[kind][language]
    case = chance.choice((str, str, str, str.upper, str.lower))
    labels = {role: case(chance.choice(names)) for role, names in words.labels.items()}
    card = chance.random() < 0.35
    form, write, told = chance.choice(freedoms.FORMS[kind][:-1] if card else freedoms.FORMS[kind])
    datings = [*freedoms.NUMBERED[kind], *(freedoms.NAMED[kind] if words.months else ())]
    dating = chance.choice(datings)
    placement = chance.choice((CARDS if card else NAMED_ALL)[kind])
    extras = tuple(chance.sample(freedoms.EXTRAS[kind], chance.choice((0, 0, 0, 1, 2))))
    separator = chance.choice(freedoms.SEPARATORS[kind])
    if placement.__name__ in ("in_header_row", "above_values", "in_pairs_above"):
        separator = chance.choice(("", ":", "")) if form != "name alone" else ""
    headline = card or chance.random() < 0.25
    look = Look(chance.choice((9, 10, 11)), chance.choice((BOLD, SANS)), chance.choice((SANS, SERIF)),
                chance.choice((8, 14, 30)), chance.random() < 0.8)  # fmt: skip
    if placement.__name__ == "beside" and not separator.strip():
        look = look._replace(label=BOLD)
        separator = ":"
    return Drawn_(
        f"{language} {placement.__name__} {form}", language, labels, separator,
        tuple(chance.choice(freedoms.ORDERS[kind]).split()), write, told, chance.choice(freedoms.JOINTS[kind]),
        lambda at: dating(at, words), placement, look, card, headline, extras,
        chance.choice(("", "", "rule", "number")), chance.choice(freedoms.ENDED[kind]),
        chance.choice(((marks, SANS, 10), (bars, SANS, 10), (marks, SERIF, 11), (marks, MONO, 9))),
    )  # fmt: skip


def fields(one: Drawn_, mail: Print) -> Rows:
    """Give the fields of a message as a layout has them."""
    values = {
        "from": one.write(mail.author), "date": one.date(mail.date),
        "to": freedoms.listed(mail.to, one.write, one.joint), "cc": freedoms.listed(mail.cc, one.write, one.joint),
        "subject": "" if one.headline else mail.subject, "attachments": "; ".join(mail.attachments),
    }  # fmt: skip
    rows = [(role, f"{one.labels[role]}{one.separator}", values[role]) for role in (*one.order, "attachments")]
    further = [("other", f"{name}{one.separator}", value) for name, value in one.extras if not one.card]
    rows = [*rows[:2], *further[:1], *rows[2:], *further[1:]]
    return [row for row in rows if row[2]]


def set_by(one: Drawn_) -> Callable[[Layout, Print], None]:
    """Give what sets a message in a layout."""

    def set_(layout: Layout, mail: Print) -> None:
        number = sum(leaf.begun for leaf in layout.leaves)
        if one.mark == "rule" and number > 1:
            layout.rule()
        if one.mark == "number":
            layout.line(layout.left, f"Message {number}", BOLD, 11)
        if one.headline:
            layout.paragraph(layout.left, mail.subject, BOLD, one.look.size + 4)
            layout.gap(4)
        one.placement(layout, one.look, fields(one, mail))
        layout.gap(12)
        write, font, size = one.body
        write(layout, mail.body, font, size)
        if one.ended:
            layout.gap(8)
            layout.line(layout.left, one.ended, SANS, 9)

    return set_


def _none(_mails: Sequence[Print]) -> Foot | None:
    return None


def _number_only(_mails: Sequence[Print]) -> Foot:
    return lambda leaf, number, _of: centred(leaf, leaf.height - 26, str(number), SANS, 9)


def _number_of(_mails: Sequence[Print]) -> Foot:
    return lambda leaf, number, of: right(leaf, leaf.width - 40, leaf.height - 24, f"{number} / {of}", SERIF, 8)


def _browser(mails: Sequence[Print]) -> Foot:
    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(26, 20, "24/11/2026, 10:40", SANS, 8))
        centred(leaf, 20, plain(f"{mails[0].subject} - Hutmail")[:70], SANS, 8)
        leaf.drawn.append(Drawn(26, leaf.height - 16, "https://mail.hut.example/print?id=4127", SANS, 8))
        right(leaf, leaf.width - 26, leaf.height - 16, f"{number}/{of}", SANS, 8)

    return foot


def _headed(_mails: Sequence[Print]) -> Foot:
    return lambda leaf, number, of: leaf.drawn.append(
        Drawn(50, 26, f"Rufford Parish Office - page {number} of {of}", SANS, 8)
    )


FEET = (_none, _none, _number_only, _number_of, _browser, _headed)


def expected(one: Drawn_, mail: Print) -> Print:
    """Give a message as a layout tells it."""
    return mail._replace(
        author=one.told(mail.author), to=tuple(map(one.told, mail.to)), cc=tuple(map(one.told, mail.cc))
    )


def bundles(kind: str, seed: int, layouts: int) -> Iterator[tuple[Drawn_, Bundle]]:
    """Give PDFs, each in a layout of its own."""
    chance = random.Random(f"{seed} layouts {kind}")
    written = letters(seed, layouts * EACH // 4 + 1, (*CLIENTS, *FURTHER_MARKING, *FURTHER_BLOCKS))
    everyone = [Person(*pair) for pair in sorted({(one.author.name, one.author.address) for one in written})]
    for number in range(layouts):
        one = drawn(chance, kind)
        at = chance.randrange(len(written) - 2 * EACH)
        mails = [print_of(letter, everyone, chance) for letter in written[at : at + chance.randint(2, 2 * EACH - 2)]]
        style = Style(one.name, set_by(one), chance.choice(FEET), chance.choice((A4, LETTER)),
                      chance.choice(((56, 56, 60, 60), (40, 40, 50, 50))), runs_on=chance.choice((0.0, 0.0, 0.5)),
                      any_order=True)  # fmt: skip
        made = bundle_of(f"{number:03}", mails, style, chance)
        yield one, made._replace(mails=tuple((page, expected(one, mail)) for page, mail in made.mails))


def is_known(one: Drawn_) -> bool:
    """Say whether the reader has the name of every field of a layout that names any."""
    roles = [role for role in one.labels if role != "attachments" and not (one.card and role not in ("to", "cc"))]
    found = {role: role_of(one.labels[role]) for role in roles}
    return all(said is not None and said[0] == role for role, said in found.items())


def tally(kind: str, seed: int, layouts: int, *, explain: bool = False) -> tuple[dict[str, Count], Count]:
    """Give the counts by how the layouts place fields, and of those all of whose names are known."""
    found: dict[str, Count] = {}
    known = Count()
    for one, bundle in bundles(kind, seed, layouts):
        count = counted(bundle, explain)
        name = one.placement.__name__.replace("_", " ")
        found[name] = found.get(name, Count()).plus(count)
        known = known.plus(count) if is_known(one) else known
    return found, known


def rows(*, kind: str = "test", layouts: int = LAYOUTS) -> list[Row]:
    """Give boundaries and headers over all layouts, and over those whose names of fields are all known."""
    found, known = tally(kind, SEEDS[kind], layouts)
    return [
        *rows_of(f"printed mail, {layouts} layouts by chance", whole(found)),
        *rows_of("of those, fields called as the reader knows", known),
    ]


def main() -> int:
    """Measure as the command line asks and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SEEDS, default="dev", dest="kind")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--layouts", type=int, default=LAYOUTS)
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--keep", type=Path, help="write the PDFs into this folder")
    arguments = parser.parse_args()
    seed = SEEDS[arguments.kind] if arguments.seed is None else arguments.seed
    if arguments.keep:
        arguments.keep.mkdir(exist_ok=True)
        for one, bundle in bundles(arguments.kind, seed, arguments.layouts):
            (arguments.keep / f"{bundle.name} {one.name}.pdf".replace("/", "-")).write_bytes(bundle.pdf)
    found, known = tally(arguments.kind, seed, arguments.layouts, explain=arguments.explain)
    made = [row for name, count in sorted(found.items()) for row in rows_of(name, count)]
    made += [*rows_of("fields called as the reader knows", known), *rows_of("all layouts", whole(found))]
    for line in printed(made):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
