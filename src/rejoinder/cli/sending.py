"""What a sender sees before it sends a disclosure, and what it says may stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines
from rejoinder.cli.lines import elided, on_one_line, text
from rejoinder.model import Weighed
from rejoinder.personal.told_names import PERHAPS
from rejoinder.sending import Report, as_finding, may_stay, no_longer, report, section_of, stays_of
from rejoinder.sending.report import MASKED
from rejoinder.shelf.left import Valued
from rejoinder.write import contract
from rejoinder.write.sending import LEFT, TITLES, left_in_words, perhaps_in_words, sender_in_words
from rejoinder.write.words import absent_in_words, counted, kind_in_words

ROWS = 10
"""Rows of each kind that are printed; the rest are counted."""


class Wanted(NamedTuple):
    """What is asked of the report."""

    kinds: tuple[str, ...]
    whole: bool
    """Whether words are shown whole."""


def before_sending(case: cases.Case, wanted: Wanted, told: cases.Told, *, as_json: bool) -> int:
    """Print what a sender sees before it sends a disclosure."""
    made = report(case, told)
    if as_json:
        print_lines(_lines(made, wanted))
    else:
        _print(made, wanted)
    left = any(not wanted.kinds or kind in wanted.kinds for kind in (*made.counts, *made.findings))
    return SOMETHING_TO_SEE if left else 0


def _lines(made: Report, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Give a line for each finding and for all that is left in, in the form of a finding."""
    if not wanted.kinds or set(wanted.kinds) - set(LEFT):
        for one in made.weighed(wanted.kinds):
            kind = one.finding.kind if one.finding else ""
            yield {**contract.finding_line(one), "section": "traces", "before_sending": sender_in_words(kind)}
    with made.case.shelf() as shelf:
        for kind in made.kinds(wanted.kinds):
            for valued in made.values(kind):
                finding = as_finding(shelf, valued, made.places(valued), whole=wanted.whole)
                yield {
                    **contract.finding_line(Weighed(finding, None, "to check")),
                    "section": section_of(kind),
                    "files": valued.files,
                    "times": valued.times,
                    "masked": kind in MASKED and not wanted.whole,
                }


def _print(made: Report, wanted: Wanted) -> None:
    if not made.anything:
        click.echo("Nothing was found that a sender may want to look at. That does not prove that there is nothing.")
        return
    _print_findings(made, wanted)
    section = ""
    for kind in made.kinds(wanted.kinds):
        if section != section_of(kind):
            section = section_of(kind)
            click.echo(f"\n{TITLES[section]}")
        many = made.counts[kind]
        places = f"{counted(many.places, 'place', 'places')} in {counted(many.files, 'file', 'files')}"
        click.echo(f"  {counted(many.values, *LEFT[kind])}: {places}")
        if kind == PERHAPS:
            click.echo(f"    {perhaps_in_words()}")
        for valued in made.values(kind, ROWS):
            _print_row(made, valued, whole=wanted.whole)
        if (more := many.values - ROWS) > 0:
            click.echo(
                f"    and {more:,} more: rejoinder audit {made.case.folder} --before-sending --kind {kind} --json"
            )


def _print_row(made: Report, valued: Valued, *, whole: bool) -> None:
    """Print one value: its letters for `stays`, its words as they may be shown, and the first file with its page."""
    first = made.places(valued, 1)
    with made.case.shelf() as shelf:
        traces = as_finding(shelf, valued, first, whole=whole).because
    span = traces[0].span if traces else None
    said = on_one_line(left_in_words(valued, span.exact if span else ""), 60)
    more = f", {counted(valued.times, 'place', 'places')} in {counted(valued.files, 'file', 'files')}"
    click.echo(f"    {valued.key}  {said}{more if valued.times > 1 else ''}")
    ref = f"{span.document}  " if span else ""
    click.echo(f"        {ref}{elided(first[0].path, 70)}{f', page {span.page}' if span and span.page else ''}")


def _print_findings(made: Report, wanted: Wanted) -> None:
    told = {kind: many for kind, many in made.findings.items() if not wanted.kinds or kind in wanted.kinds}
    if not told:
        return
    click.echo(TITLES["traces"])
    for kind, many in told.items():
        click.echo(f"  {counted(many, kind_in_words(kind), kind_in_words(kind, 2))}: {sender_in_words(kind)}")
        for one in made.weighed([kind], ROWS):
            if one.finding:
                click.echo(f"    {one.id}  {absent_in_words(one.finding)}")
        if many > ROWS:
            click.echo(f"    and {many - ROWS:,} more: rejoinder audit {made.case.folder} --kind {kind}")


@cli.command()
@click.argument("case", type=CASE)
@click.argument("words", type=text, nargs=-1)
@click.option("--because", type=text, default="", help="Why it may be sent.")
@click.option("--undo", is_flag=True, help="Take back that it may stay.")
@as_json
def stays(case: Path, words: Sequence[str], because: str, undo: bool, as_json: bool) -> int:
    """Say what may stay in a disclosure that you are about to send; list it when nothing is named.

    A name, an address, a number, all addresses of a @domain, or the letters before a row of `audit --before-sending`.
    The data subject and the controller, as the case names them, may stay anyway. The journal keeps it.

    \b
      rejoinder stays my-case @lower-wibbling.example "Hesper Quillfeather" --because "our officers"
      rejoinder stays my-case 3k7abqzz5mfa
      rejoinder stays my-case "01632 960123" --undo
      rejoinder stays my-case
    """
    opened = cases.open_case(case)
    for one in words:
        if undo:
            no_longer(opened, one, at=now().isoformat())
        else:
            may_stay(opened, one, because=because, at=now().isoformat())
    kept = stays_of(opened)
    if as_json:
        print_lines({"words": one} for one in kept)
    else:
        click.echo("\n".join(kept) if kept else "Nobody said what may stay.")
    return 0
