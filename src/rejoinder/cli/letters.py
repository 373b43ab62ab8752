"""The commands that count messages: by day, and by who wrote to whom."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, as_json, cli, print_lines
from rejoinder.cli.lines import plain
from rejoinder.write import contract
from rejoinder.write.words import counted, date_in_words, name_in_words


@cli.command()
@click.argument("case", type=CASE)
@click.option("--year", type=click.IntRange(1, 9999), default=None, help="The year; the last one when not given.")
@as_json
def calendar(case: Path, year: int | None, as_json: bool) -> int:
    """Count the messages of each day of a year, with its silences and what is absent.

    \b
      rejoinder calendar my-case
      rejoinder calendar my-case --year 2024 --json
    """
    told = cases.days(cases.open_case(case), year or 0)
    if as_json:
        print_lines(contract.day_lines(told))
        return 0
    for month in sorted({day[:7] for day in (*told.messages, *told.absent)}):
        here = sum(many for day, many in told.messages.items() if day.startswith(month))
        lost = sum(len(several) for day, several in told.absent.items() if day.startswith(month))
        absent = f", {lost:,} absent" if lost else ""
        click.echo(f"{date_in_words(month)}: {counted(here, 'message', 'messages')}{absent}")
    for first, last in told.silences:
        click.echo(f"No message from {date_in_words(first.isoformat())} to {date_in_words(last.isoformat())}.")
    if others := [f"{one}" for one in told.years if one != told.year]:
        click.echo(f"Other years: {', '.join(others)}")
    return 0


@cli.command()
@click.argument("case", type=CASE)
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many are named.")
@as_json
def wrote(case: Path, top: int, as_json: bool) -> int:
    """Count who wrote to whom in what was disclosed, with the absent messages beside.

    Those who are not among the most are summed.

    \b
      rejoinder wrote my-case
      rejoinder wrote my-case --top 30 --json
    """
    told = cases.wrote(cases.open_case(case), top)
    if as_json:
        print_lines(contract.pair_lines(told))
        return 0
    names = {one.key: name_in_words(one.shown) for one in (*told.recipients, *told.senders)}
    size = Counter({pair: cell.messages + len(cell.absent) for pair, cell in told.cells.items()})
    for (sender, recipient), _ in sorted(size.items(), key=lambda one: (-one[1], one[0])):
        cell = told.cell(sender, recipient)
        absent = f", {len(cell.absent):,} absent" if cell.absent else ""
        pair = " → ".join(plain(names.get(key, "others, or not known")) for key in (sender, recipient))
        click.echo(f"{pair}: {counted(cell.messages, 'message', 'messages')}{absent}")
    return 0
