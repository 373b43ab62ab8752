"""The command by which a person decides about findings, one at a time or all of a kind."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, as_json, cli, now, print_lines
from rejoinder.cli.lines import text
from rejoinder.errors import UsageError
from rejoinder.model import Decision, Weighed
from rejoinder.shelf import Wanted
from rejoinder.write import contract
from rejoinder.write.words import KINDS, counted

ALL = "all"
"""What stands in place of a finding's id where all of a kind are decided about."""


@cli.command()
@click.argument("case", type=CASE)
@click.argument("finding", type=text)
@click.argument("decision", type=click.Choice(["accept", "dismiss", "unsure", "undo"]))
@click.option("--because", type=text, default="", help="Why; a dismissal needs it.")
@click.option("--kind", type=click.Choice(sorted(KINDS)), default=None, help="With all: the kind they are of.")
@as_json
def judge(case: Path, finding: str, decision: str, because: str, kind: str | None, as_json: bool) -> int:
    """Decide about a finding, or about all of a kind that are to check; undo takes the last decision back.

    FINDING is its id, or the first letters of it; or all, with --kind. What was decided together is told an id, by
    which undo takes all of it back.

    \b
      rejoinder judge my-case k3jq accept
      rejoinder judge my-case x7ab dismiss --because "They sent it by post on 3 May."
      rejoinder judge my-case all accept --kind absent-attachment
    """
    if decision == "dismiss" and not because.strip():
        raise UsageError("A dismissal needs its reason.", 'Add --because "…".')
    opened = cases.open_case(case)
    if kind:
        _all(opened, finding, decision, because, kind, as_json=as_json)
    elif decision == "undo" and cases.decided_together(opened, finding):
        ids = cases.undo_all(opened, finding, at=now().isoformat())
        _print(_weighed(opened, ids), f"Taken back: {counted(len(ids), 'decision', 'decisions')}.", as_json=as_json)
    else:
        weighed = _decide(opened, finding, decision, because)
        _print([weighed], f"{weighed.id}: {weighed.status}.", as_json=as_json)
    return 0


def _all(case: cases.Case, finding: str, decision: str, because: str, kind: str, *, as_json: bool) -> None:
    """Decide about all findings of a kind that are to check, and say how to take that back."""
    if finding != ALL or decision == "undo":
        remedy = f"Write it so: rejoinder judge {case.folder} all accept --kind {kind}"
        raise UsageError("--kind is for deciding about all findings of a kind.", remedy)
    together = cases.judge_all(case, kind, cast("Decision", decision), because=because, at=now().isoformat())
    ids = cases.decided_together(case, together)
    said = f"{counted(len(ids), 'finding', 'findings')} decided about together: {decision}."
    undone = f"To take that back: rejoinder judge {case.folder} {together} undo"
    _print(_weighed(case, ids), f"{said}\n{undone}", as_json=as_json)


def _weighed(case: cases.Case, ids: Iterable[str]) -> list[Weighed]:
    """Give these findings as they stand."""
    wanted = set(ids)
    with cases.audited(case) as found:
        return [one for one in found.weighed(Wanted()) if one.id in wanted]


def _print(several: Iterable[Weighed], said: str, *, as_json: bool) -> None:
    if as_json:
        print_lines(map(contract.finding_line, several))
    else:
        click.echo(said)


def _decide(case: cases.Case, finding: str, decision: str, because: str) -> Weighed:
    if decision == "undo":
        return cases.undo(case, finding, at=now().isoformat())
    return cases.judge(case, finding, cast("Decision", decision), because=because, at=now().isoformat())
