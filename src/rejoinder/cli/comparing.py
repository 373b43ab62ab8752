"""The commands that hold copies and batches against each other."""

from __future__ import annotations

from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.case.batches import Compared
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, print_lines
from rejoinder.cli.lines import on_one_line, plain, text
from rejoinder.write.words import counted


@cli.command()
@click.argument("case", type=CASE)
@click.argument("one", type=text, metavar="REF")
@click.argument("other", type=text, metavar="REF")
@as_json
def compare(case: Path, one: str, other: str, as_json: bool) -> int:
    """Show where two copies of one document differ, word by word.

    Spacing, line ends, quotations and what stands at the edges of pages are left aside.

    \b
      rejoinder compare my-case k3jq5w7xabcd x7abq2w9efgh
    """
    found = cases.compare(cases.open_case(case), one, other)
    if as_json:
        print_lines(
            {
                side: {**place._asdict(), "document": holding.ref, "words": place.words or None}
                for side, place, holding in zip(("one", "other"), pair, (found.one, found.other), strict=True)
            }
            for pair in found.places
        )
    else:
        click.echo(f"1  {plain(found.one.path)}\n2  {plain(found.other.path)}")
        for pair in found.places:
            click.echo("")
            for side, place in enumerate(pair, 1):
                page = f", page {place.page}" if place.page else ""
                words = f": {on_one_line(place.words, 300)}" if place.words else ""
                click.echo(f"{side}  {place.sign}{page}{words}")
        places = counted(len(found.places), "place", "places")
        click.echo(f"\n{places} where they differ." if found.places else "\nTheir words are the same.")
    return SOMETHING_TO_SEE if found.places else 0


@cli.command()
@click.argument("case", type=CASE)
@click.argument("earlier", type=text, default="", metavar="[BATCH]")
@click.argument("later", type=text, default="", metavar="[BATCH]")
@as_json
def batches(case: Path, earlier: str, later: str, as_json: bool) -> int:
    """Show what each batch adds to the one before it, closes, says otherwise, and no longer has.

    Give two batches by name to hold only these against each other.

    \b
      rejoinder batches my-case
      rejoinder batches my-case "first letter" "second letter" --json
    """
    found = cases.compare_batches(cases.open_case(case), earlier, later)
    if as_json:
        print_lines(_line(one) for one in found)
        return 0
    for one in found:
        click.echo(f"{plain(one.earlier.name)} → {plain(one.later.name)}")
        click.echo(f"  {counted(one.adds.total, 'document', 'documents')} that the earlier one has not")
        click.echo(f"  {counted(one.drops.total, 'document', 'documents')} of the earlier one that it has not")
        click.echo(f"  {counted(len(one.closes), 'finding', 'findings')} closed")
        click.echo(f"  {counted(len(one.differs), 'document', 'documents')} with two copies that differ")
    if not found:
        click.echo("There are no two batches to hold against each other.")
    return 0


def _line(one: Compared) -> dict[str, object]:
    return {
        "earlier": one.earlier.name,
        "later": one.later.name,
        "adds": [holding.ref for holding in one.adds.first],
        "drops": [holding.ref for holding in one.drops.first],
        "closes": [weighed.id for weighed in one.closes],
        "differs": [weighed.id for weighed in one.differs],
    }
