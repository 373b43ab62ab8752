"""The command that counts the words beneath redactions, and has them shown for a stated ground."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.lines import text
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.reveal import LAW, Place, cover, places
from rejoinder.reveal import reveal as uncover
from rejoinder.write.words import counted


@cli.command()
@click.argument("case", type=CASE)
@click.option("--ground", type=text, default=None, help="Show them, for this reason; the journal keeps it.")
@click.option("--off", is_flag=True, help="Show them no longer.")
@as_json
@with_progress
def reveal(case: Path, ground: str | None, off: bool, as_json: bool, progress_: bool) -> int:
    """Count words beneath redactions that did not take them away; show them on a stated ground.

    Until then each is shown as blocks, and nothing is made of them. When on, only the document itself shows them: on
    screen and in show. Search, findings and what is written out leave them covered.

    \b
      rejoinder reveal my-case
      rejoinder reveal my-case --ground "The names on page 2 are of my own witnesses."
      rejoinder reveal my-case --off
    """
    if off and ground is not None:
        raise UsageError("Both --ground and --off were given.", "Give one of them.")
    opened = cases.open_case(case)
    if ground is not None or off:
        with progress(progress_) as told:
            if off:
                cover(opened, at=now().isoformat(), told=told)
            else:
                uncover(opened, ground or "", at=now().isoformat(), told=told)
    found, stated = places(opened), cases.ground_of(opened)
    if as_json:
        print_lines({**place._asdict(), "page": place.page or None, "shown": bool(stated)} for place in found)
    else:
        _print(found, stated)
    return SOMETHING_TO_SEE if found else 0


def _print(found: Sequence[Place], stated: str) -> None:
    for place in found:
        page = f", page {place.page}" if place.page else ""
        click.echo(f"{place.path}{page}: {counted(place.words, 'word', 'words')}")
    words = sum(place.words for place in found)
    click.echo(f"{counted(words, 'word stands', 'words stand')} beneath a redaction that did not take them away.")
    if stated:
        click.echo(f"They are shown, because: {stated}")
        click.echo(LAW)
    else:
        click.echo("They are not shown.")
