"""The command that says, shows and corrects what each batch claims to cover."""

from __future__ import annotations

from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.cli.claims import scope_told, with_scope
from rejoinder.cli.commands import CASE, as_json, cli, now, print_lines
from rejoinder.cli.lines import plain, text
from rejoinder.errors import UsageError
from rejoinder.model import Scope
from rejoinder.received import bags
from rejoinder.write import contract
from rejoinder.write.words import date_in_words


@cli.command()
@click.argument("case", type=CASE)
@click.argument("batch", type=text, default="", metavar="[BATCH]")
@with_scope
@click.option("--clear", is_flag=True, help="Forget what was said of it.")
@as_json
def scope(
    case: Path,
    batch: str,
    mailboxes: tuple[str, ...],
    covers: str,
    words: tuple[str, ...],
    letter: str,
    clear: bool,
    as_json: bool,
) -> int:
    """Say what a batch claims to cover, or show what was said; what is given replaces what was said before.

    What is missing and of a day that no batch claims to cover is marked so, and silences are looked for within those
    days alone.

    \b
      rejoinder scope my-case
      rejoinder scope my-case "first letter" --covers 2024-01-01..2024-06-30 --mailbox "Hesper Quillfeather"
      rejoinder scope my-case "first letter" --words "plot 14" --letter letters/2024-07-01.pdf
    """
    opened, told = cases.open_case(case), scope_told(mailboxes, covers, words, letter)
    if (clear or any(told)) and not batch:
        raise UsageError("No batch was named.", f"See them with: rejoinder scope {case}")
    if clear or any(told):
        before = Scope() if clear else cases.scopes(opened).get(batch, Scope())
        cases.say_scope(opened, batch, _over(before, told), at=now().isoformat())
    known = cases.scopes(opened)
    names = [bag.batch.name for bag in bags(opened.received) if not bag.batch.own]
    chosen = {name: known.get(name, Scope()) for name in ([batch] if batch else names)}
    if as_json:
        print_lines(contract.scope_line(name, one) for name, one in chosen.items())
    else:
        for name, one in chosen.items():
            _print(name, one)
    return 0


def _over(before: Scope, told: Scope) -> Scope:
    """Give what is said now, and of what nothing is said now what was said before."""
    days = (told.first, told.last) if told.first or told.last else (before.first, before.last)
    return Scope(told.mailboxes or before.mailboxes, *days, told.words or before.words, told.letter or before.letter)


def _print(name: str, one: Scope) -> None:
    click.echo(plain(name))
    if not any(one):
        click.echo("  what it claims to cover was not said")
    days = f"{date_in_words(one.first) or 'the beginning'} to {date_in_words(one.last) or 'its end'}"
    told = (
        ("mailboxes", "; ".join(one.mailboxes)),
        ("days", days if one.first or one.last else ""),
        ("words", "; ".join(one.words)),
        ("letter", one.letter),
    )
    for label, words in told:
        if words:
            click.echo(f"  {label:<10} {plain(words)}")
