"""The command for safe copies: what is proposed to be hidden, what is decided, and the copies made and checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.lines import elided, on_one_line, text
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.publish import acts
from rejoinder.publish.making import Made, names_of
from rejoinder.publish.making import publish as make
from rejoinder.publish.proposed import Group, Plan, plan_of, spans_of
from rejoinder.write import publish as write
from rejoinder.write.words import counted

PLACES = 2
"""Places of a group that are printed; the rest are counted."""
ROWS = 12
"""Rows of a kind that are printed unless all are asked for."""


class Said(NamedTuple):
    """What a person decides with one command."""

    hide: tuple[str, ...]
    keep: tuple[str, ...]
    label: tuple[str, ...]
    words: tuple[str, ...]
    undo: tuple[str, ...]
    because: str

    def __bool__(self) -> bool:
        """Say whether anything is decided."""
        return any(self[:5])


@cli.command()
@click.argument("case", type=CASE)
@click.argument("references", type=text, nargs=-1, metavar="[REF…]")
@click.option("-o", "output", type=click.Path(path_type=Path), default=None, help="A PDF, a ZIP or a folder to make.")
@click.option("--propose", is_flag=True, help="List what would be hidden and what stays; make nothing.")
@click.option(
    "--hide", type=text, multiple=True, metavar="WHAT", help="Hide it: a key of the list, kind:…, place:…, area:…"
)
@click.option("--keep", type=text, multiple=True, metavar="WHAT", help="Let it stay; of page:… and area:… the picture.")
@click.option("--label", type=text, multiple=True, metavar="KEY=LABEL", help="What stands in its place.")
@click.option("--words", type=text, multiple=True, help="Hide these words of your own wherever they stand.")
@click.option("--undo", type=text, multiple=True, metavar="WHAT", help="Take back what was decided last about it.")
@click.option("--because", type=text, default="", help="Why; it stands in the journal and in the record.")
@click.option("--all", "everything", is_flag=True, help="List every row, not the first of each kind.")
@as_json
@with_progress
def publish(  # one argument for each option of the command line
    case: Path,
    references: tuple[str, ...],
    output: Path | None,
    propose: bool,
    hide: tuple[str, ...],
    keep: tuple[str, ...],
    label: tuple[str, ...],
    words: tuple[str, ...],
    undo: tuple[str, ...],
    because: str,
    everything: bool,
    as_json: bool,
    progress_: bool,
) -> int:
    """Make safe copies: other people's data taken out of the pages, checked by reading the copies back.

    All that is proposed is hidden unless you keep it; without -o it is listed, with its places. The documents named
    stay chosen, so later commands need not name them again. One person has one label throughout the case. What nobody
    read (a photograph, a signature, a stamp) is left out unless you keep that part of the page. The record of what is
    hidden and why is written beside the copies; it does not hold the words.

    \b
      rejoinder publish my-case letters/reply.pdf --propose
      rejoinder publish my-case --keep zokp34zzl3da --because "acts as Treasurer"
      rejoinder publish my-case --label hlrkbdrb37zr="the Secretary"
      rejoinder publish my-case --words "Larkspur Steps" --because "my address"
      rejoinder publish my-case --keep page:4ybk2xq5mzra:2 --because "a plan of the plots, looked at"
      rejoinder publish my-case -o copies.zip

    Exit status: 0 made, and nothing was left out; 1 made or listed, and there is something you must see; 2 nothing was
    handed over.
    """
    opened = cases.open_case(case)
    said = Said(hide, keep, label, words, undo, because)
    _decide(opened, said)
    if references:
        acts.choose(opened, references, at=now().isoformat())
    chosen = acts.in_force(opened).documents
    if not chosen:
        raise UsageError("No document was named.", f"Name some; they are listed by: rejoinder documents {case}")
    if output is None or propose:
        plan = plan_of(opened, chosen)
        return _list(opened, plan, everything=everything, as_json=as_json)
    with progress(progress_) as told:
        made = make(opened, chosen, output, at=now().isoformat(), told=told)
    if as_json:
        print_lines(write.made_lines(made, names_of(made.copies)))
    else:
        _print_made(opened, made)
    return SOMETHING_TO_SEE if made.left_out or made.stays else 0


def _decide(case: cases.Case, said: Said) -> None:
    """Write down what is decided, each as an act of its own."""
    at = now().isoformat()
    labels = [one.partition("=") for one in said.label]
    for target in (*said.hide, *said.keep, *(key for key, _, _ in labels)):
        acts.checked(target)
    for target in said.undo:
        acts.undo(case, target, at=at)
    for target in said.hide:
        acts.decide(case, target, hide=True, because=said.because, at=at)
    for target in said.keep:
        acts.decide(case, target, hide=False, because=said.because, at=at)
    for key, _, label in labels:
        acts.call(case, key, label, at=at)
    for words in said.words:
        acts.hide_words(case, words, because=said.because, at=at)


def _list(case: cases.Case, plan: Plan, *, everything: bool, as_json: bool) -> int:
    with case.shelf() as shelf:
        if as_json:
            print_lines(write.group_line(group, spans_of(shelf, group, len(group.places))) for group in plan.groups)
            return SOMETHING_TO_SEE if plan.groups else 0
        click.echo(f"{counted(len(plan.documents), 'document is', 'documents are')} to be copied.")
        for head, groups in (("Hidden", plan.hidden), ("Stays", plan.stays)):
            click.echo(f"\n{head}: {counted(len(groups), 'row', 'rows')}" if groups else f"\n{head}: nothing")
            _print_groups(case, groups, everything=everything)
    click.echo(f"\n{write.LOOKED_FOR}")
    click.echo(f"Make them with: rejoinder publish {case.folder} -o copies.zip")
    return SOMETHING_TO_SEE if plan.groups else 0


def _print_groups(case: cases.Case, groups: Sequence[Group], *, everything: bool) -> None:
    kinds = dict.fromkeys(group.kind for group in groups)
    for kind in kinds:
        of_kind = [group for group in groups if group.kind == kind]
        click.echo(f"  {counted(len(of_kind), *write.KINDS[kind])}  (kind:{kind})")
        for group in of_kind if everything else of_kind[:ROWS]:
            _print_group(case, group)
        if (more := len(of_kind) - ROWS) > 0 and not everything:
            click.echo(f"    and {more:,} more: add --all")


def _print_group(case: cases.Case, group: Group) -> None:
    label = f" → [{group.label}]" if group.hides else ""
    why = f"  because: {group.choice.because}" if group.choice and group.choice.because else ""
    name = on_one_line(write.name_in_words(group), 60)
    click.echo(f"    {group.key}  {name}{label}, {counted(len(group.places), 'place', 'places')}{why}")
    if group.roles:
        click.echo(f"        said to be: {'; '.join(group.roles)}")
    with case.shelf() as shelf:
        paths = dict(shelf.paths({place.document for place in group.places[:PLACES]}))
        for span in spans_of(shelf, group, PLACES):
            page = f", page {span.page}" if span.page else ""
            place = f"place:{span.document}:{span.start}-{span.end}"
            click.echo(f"        {place}  {elided(paths[span.document], 60)}{page}")


def _print_made(case: cases.Case, made: Made) -> None:
    for name, copy in zip(names_of(made.copies), made.copies, strict=True):
        hidden = sum(row.times for row in copy.rows)
        pages = f", {counted(copy.pages, 'page', 'pages')}" if copy.pages else ""
        click.echo(f"{copy.holding.ref}  {name}{pages}: {counted(hidden, 'place', 'places')} hidden")
        for line in _left_out(copy.holding.ref, copy.left_out, copy.unread):
            click.echo(f"    {line}")
    if made.stays:
        click.echo("Stays: " + ", ".join(dict.fromkeys(write.name_in_words(group) for group in made.stays)))
    click.echo(f"Every copy was read back; nothing hidden was found in {made.path}.")
    click.echo(f"What is hidden and why: {made.record}. Journal at {made.journal_head[:12]}.")
    click.echo(f"{write.LOOKED_FOR} Decisions: rejoinder publish {case.folder} --propose")


def _left_out(reference: str, areas: Iterable[tuple[float, ...]], unread: Sequence[int]) -> list[str]:
    """Give what of a document nobody read and is not in its copy, and how to let it in."""
    found: dict[int, int] = {}
    for area in areas:
        found[int(area[0])] = found.get(int(area[0]), 0) + 1
    said = []
    for page, many in found.items():
        what = (
            "was not read: look at it yourself" if page in unread else f"has {counted(many, 'part', 'parts')} not read"
        )
        said.append(f"page {page} {what}; left out. To let its picture in: --keep page:{reference}:{page}")
    return said
