"""The command that lists what is covered: each redacted document, and what it comes to by sender, month and label."""

from __future__ import annotations

from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, print_lines
from rejoinder.find.covered import WAYS, counted_by, redacted, totals
from rejoinder.shelf import Shelf
from rejoinder.write import contract
from rejoinder.write.words import counted, covered_in_words


@cli.command()
@click.argument("case", type=CASE)
@as_json
def redactions(case: Path, as_json: bool) -> int:
    """List what is blacked out: by document and page, by sender, by month and by label.

    What is covered is listed as it is seen; why, only its label says.

    \b
      rejoinder redactions my-case
      rejoinder redactions my-case --json | jq -r 'select(.by == "label") | .name'
    """
    opened = cases.open_case(case)
    with opened.shelf() as shelf:
        names = {batch.number: batch.name for batch in shelf.batches()}
        if as_json:
            print_lines(contract.redacted_line(one, names[one.holding.batch]) for one in redacted(shelf))
            print_lines(contract.redactions_by_line(way, one) for way in WAYS for one in counted_by(shelf, way))
            return SOMETHING_TO_SEE if totals(shelf).documents else 0
        return _print(shelf)


def _print(shelf: Shelf) -> int:
    for one in redacted(shelf):
        click.echo(f"{one.holding.ref}  {one.holding.path}")
        click.echo(f"    {covered_in_words(one)}")
    if not totals(shelf).documents:
        click.echo("Nothing is covered in what was disclosed, as far as can be seen.")
        return 0
    for way in WAYS:
        click.echo(f"\nBy {way}:")
        for row in counted_by(shelf, way):
            places = counted(row.places, "place", "places")
            name = row.name or ("no label" if way == "label" else "not known")
            click.echo(f"  {name}: {places} in {counted(row.documents, 'document', 'documents')}")
    return SOMETHING_TO_SEE
