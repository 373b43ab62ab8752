"""The command for people: who is who, listed and decided about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
from rich.padding import Padding
from rich.text import Text

from rejoinder import case as cases
from rejoinder.case import naming
from rejoinder.case import people as told
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines
from rejoinder.cli.lines import on_one_line, plain, text
from rejoinder.errors import UsageError
from rejoinder.write import people as write
from rejoinder.write.words import counted

SHOWN = 50
"""People that are printed where no number is asked for."""


class Said(NamedTuple):
    """What a person says about whom."""

    case: cases.Case
    which: tuple[str, ...]
    words: str
    role: str
    body: str
    since: str
    until: str
    kind: str
    at: str

    @property
    def one(self) -> str:
        """Give whom it is about; UsageError where nobody is named."""
        if not self.which:
            raise UsageError("It was not said who.", f"List them: rejoinder people {self.case.folder}")
        return self.which[0]


ACTS: dict[str, Callable[[Said], object]] = {
    "join": lambda said: naming.join(said.case, said.which, at=said.at),
    "part": lambda said: naming.part(said.case, said.one, said.which[1:], at=said.at),
    "name": lambda said: naming.call(said.case, said.one, said.words, at=said.at),
    "role": lambda said: naming.hold(said.case, said.one, said.role, said.body, said.since, said.until, at=said.at),
    "kind": lambda said: naming.set_kind(said.case, said.one, said.kind, at=said.at),
    "undo": lambda said: naming.undo(said.case, said.one, at=said.at),
}


@cli.command()
@click.argument("case", type=CASE)
@click.argument("act", type=click.Choice(["list", "show", *ACTS]), default="list", required=False)
@click.argument("which", type=text, nargs=-1, metavar="[WHO…]")
@click.option("--find", type=text, default="", help="Only those whose names, addresses or roles hold these words.")
@click.option(
    "--kind", type=click.Choice(told.KINDS), default=None, help="Only people, or only bodies; or what one is."
)
@click.option("--words", type=text, default="", help="The name by which somebody is shown.")
@click.option("--role", type=text, default="", help="What somebody holds: Treasurer.")
@click.option("--body", type=text, default="", help="The body it is of: the Standards Panel.")
@click.option("--since", default="", help="From this day, month or year on.")
@click.option("--until", default="", help="Up to this day, month or year.")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=SHOWN, show_default=True, help="How many are listed."
)
@click.option("--after", type=click.IntRange(0), default=0, help="How many to pass over.")
@as_json
def people(  # one argument for each option of the command line
    case: Path,
    act: str,
    which: tuple[str, ...],
    find: str,
    kind: str | None,
    words: str,
    role: str,
    body: str,
    since: str,
    until: str,
    limit: int,
    after: int,
    as_json: bool,
) -> int:
    """List who is who, each with every address and name, what joins these, and the roles documents say they hold.

    WHO is an id or its first letters, an address, or a name that one alone has. Nobody is joined on a name alone: those
    who are perhaps the same are said to be, until you join or part them. Every act is kept in the journal, and undo
    takes the last one back.

    \b
      rejoinder people my-case --find treasurer
      rejoinder people my-case show secretary@example.org
      rejoinder people my-case join k3jq2mzd7lwe x7abq5rtf2np
      rejoinder people my-case part old@example.org
      rejoinder people my-case role k3jq --role Treasurer --body "the Panel" --since 2024-01
      rejoinder people my-case undo k3jq
    """
    opened = cases.open_case(case)
    if act in ACTS:
        given = Said(opened, which, words, role, body, since, until, kind or "", now().isoformat())
        ACTS[act](given)
    if act != "list":
        return _show(opened, which, as_json)
    found = told.people(opened, find, kind or "", limit, after)
    if as_json:
        roles = {one.id: one.roles for one in told.people_of(opened)}
        print_lines(write.person_line(one, roles.get(one.id, ())) for one in found.people)
    else:
        _print(found, after)
    return SOMETHING_TO_SEE if any(one.perhaps for one in found.people) else 0


def _show(case: cases.Case, which: tuple[str, ...], as_json: bool) -> int:
    """Print those named, each with what shows it."""
    from rejoinder.cli.terminal import console

    if not which:
        raise UsageError("It was not said who.", f"List them: rejoinder people {case.folder}")
    for one in {each.id: each for each in (told.person(case, name) for name in which)}.values():
        roles, proofs, links = told.roles_of(case, one), told.proofs(case, one), told.link_spans(case, one.links)
        if as_json:
            print_lines([write.with_proofs(write.person_line(one, roles), proofs, links)])
            continue
        console.print(Text(plain(one.name), style="bold"))
        for each in one.spellings:
            shown = next(iter(proofs[each.spelling.id]), None)
            where = f" ({shown.path}: “{on_one_line(shown.span.exact, 80)}”)" if shown else ""
            console.print(Padding(plain(f"{' '.join(filter(None, each.spelling[1:]))}{where}"), (0, 0, 0, 2)))
        for link in one.links:
            span = links.get(link)
            said = f": “{on_one_line(span.exact, 80)}”" if span else ""
            console.print(Padding(Text(f"{write.LINKS[link.way]}{said}", style="dim"), (0, 0, 0, 2)))
        for role in roles:
            cited = f": “{on_one_line(role.said[0].exact, 80)}”" if role.said else ""
            console.print(Padding(plain(f"{write.role_in_words(role)}{cited}"), (0, 0, 0, 2)))
        for maybe in one.perhaps:
            other = told.person(case, maybe.person)
            console.print(
                Padding(
                    Text(f"perhaps {other.name} {maybe.person}: {write.PERHAPS[maybe.why]}", style="dim"), (0, 0, 0, 2)
                )
            )
    return 0


def _print(found: told.People, after: int) -> None:
    from rejoinder.cli.terminal import console

    for one in found.people:
        console.print(Text.assemble((plain(one.name), "bold"), "  ", plain(", ".join(one.addresses))))
        parts = [one.id, f"wrote {one.wrote:,}", f"was sent {one.received:,}", f"is named in {one.named:,}"]
        parts += ["whose case it is"] if one.is_subject else []
        parts += ["a body or list"] if one.is_body else []
        parts += [counted(len(one.perhaps), "perhaps the same", "perhaps the same")] if one.perhaps else []
        console.print(Padding(Text(" · ".join(parts), style="dim"), (0, 0, 0, 4)))
    shown = after + len(found.people)
    console.print(f"{counted(found.total, 'person or body', 'people and bodies')}.")
    if shown < found.total:
        console.print(f"{shown - after} are shown; go on with --after {shown}, or ask for more with --limit.")
