"""The command by which a person decides about findings, one at a time or all of a kind, and changes that."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, cast

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, as_json, cli, now, print_lines
from rejoinder.cli.lines import text
from rejoinder.errors import UsageError
from rejoinder.model import Decision, Status, Weighed
from rejoinder.shelf import Wanted
from rejoinder.write import contract
from rejoinder.write.words import KINDS, counted

ALL = "all"
"""What stands in place of a finding's id where all of a kind are decided about."""
STATUSES: dict[str, Status] = {"accept": "accepted", "dismiss": "dismissed", "unsure": "unsure"}
"""What a finding is by what was decided about it."""


class Kind(NamedTuple):
    """All of a kind that are decided about at once."""

    name: str
    decided: str
    """What was decided about them before; empty for those to check, any for whatever it was."""

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses of findings that were decided so."""
        return (STATUSES[self.decided],) if self.decided in STATUSES else cases.DECIDED


@cli.command()
@click.argument("case", type=CASE)
@click.argument("finding", type=text)
@click.argument("decision", type=click.Choice(["accept", "dismiss", "unsure", "undo"]))
@click.option("--because", type=text, default="", help="Why; a dismissal needs it.")
@click.option("--kind", type=click.Choice(sorted(KINDS)), default=None, help="With all: the kind they are of.")
@click.option(
    "--decided",
    type=click.Choice([*STATUSES, "any"]),
    default=None,
    help="With all: those that were decided so at once, not those to check.",
)
@click.option("--count", "only_count", is_flag=True, help="With all: say how many these are, and decide nothing.")
@as_json
def judge(
    case: Path,
    finding: str,
    decision: str,
    because: str,
    kind: str | None,
    decided: str | None,
    only_count: bool,
    as_json: bool,
) -> int:
    """Decide about a finding, or about all of a kind that are to check; undo takes the last decision back.

    FINDING is its id, or the first letters of it; or all, with --kind. What was decided together is told an id, by
    which undo takes all of it back. With --decided, or undo, all of a kind that were decided about at once are changed
    or taken back; what was decided about one finding by itself stays as it is.

    \b
      rejoinder judge my-case k3jq accept
      rejoinder judge my-case x7ab dismiss --because "They sent it by post on 3 May."
      rejoinder judge my-case all accept --kind absent-attachment --count
      rejoinder judge my-case all unsure --kind absent-attachment --decided accept
      rejoinder judge my-case all undo --kind absent-attachment
    """
    opened = cases.open_case(case)
    if (kind or decided or only_count) and not (kind and finding == ALL):
        remedy = f"Write it so: rejoinder judge {case} all accept --kind {kind or 'absent-attachment'}"
        raise UsageError("--kind is for deciding about all findings of a kind.", remedy)
    if kind and only_count:
        _count(opened, Kind(kind, decided or ("any" if decision == "undo" else "")), as_json=as_json)
        return 0
    if decision == "dismiss" and not because.strip():
        raise UsageError("A dismissal needs its reason.", 'Add --because "…".')
    if kind:
        _all(opened, Kind(kind, decided or ""), decision, because, as_json=as_json)
    elif decision == "undo" and cases.decided_together(opened, finding):
        ids = cases.undo_all(opened, finding, at=now().isoformat())
        _print(_weighed(opened, ids), f"Taken back: {counted(len(ids), 'decision', 'decisions')}.", as_json=as_json)
    else:
        weighed = _decide(opened, finding, decision, because)
        _print([weighed], f"{weighed.id}: {weighed.status}.", as_json=as_json)
    return 0


def _count(case: cases.Case, kind: Kind, *, as_json: bool) -> None:
    """Say how many findings would be decided about at once."""
    if kind.decided:
        found = cases.decided_at_once(case, kind.name, kind.statuses)
        many, alone = len(found.findings), found.alone
    else:
        with cases.audited(case) as known:
            many, alone = len(known.ids(Wanted(cases.TO_CHECK, (kind.name,)))), 0
    if as_json:
        print_lines([{"kind": kind.name, "findings": many, "alone": alone}])
    else:
        click.echo(f"{counted(many, 'finding', 'findings')} of the kind {kind.name}.{_alone(alone)}")


def _alone(many: int) -> str:
    one, several = (
        "finding was decided about by itself, and stays.",
        "findings were decided about by themselves, and stay.",
    )
    return f" {counted(many, one, several)}" if many else ""


def _all(case: cases.Case, kind: Kind, decision: str, because: str, *, as_json: bool) -> None:
    """Decide about all findings of a kind, and say how to take that back."""
    at = now().isoformat()
    stay = (
        _alone(cases.decided_at_once(case, kind.name, kind.statuses).alone)
        if kind.decided or decision == "undo"
        else ""
    )
    if decision == "undo":
        ids = cases.take_back(case, kind.name, kind.statuses, at=at)
        said = f"Taken back: {counted(len(ids), 'decision', 'decisions')}.{stay}"
    else:
        wanted = cast("Decision", decision)
        if kind.decided:
            together = cases.judge_again(case, kind.name, wanted, kind.statuses, because=because, at=at)
        else:
            together = cases.judge_all(case, kind.name, wanted, because=because, at=at)
        ids = cases.decided_together(case, together)
        said = f"{counted(len(ids), 'finding', 'findings')} decided about together: {decision}.{stay}"
        said += f"\nTo take that back: rejoinder judge {case.folder} {together} undo"
    _print(_weighed(case, ids), said, as_json=as_json)


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
