"""The command by which a person says where the documents in one file begin."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.lines import text
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.parting import LOST, Asked, Decision, carry_out, file_of, parts_of, planned
from rejoinder.shelf import lists
from rejoinder.write import contract


@cli.command()
@click.argument("case", type=CASE)
@click.argument("ref", type=text)
@click.argument("decision", type=click.Choice(["begins", "continues", "undo"]))
@click.option("--page", type=click.IntRange(1), default=None, help="The page; where REF begins when not given.")
@click.option("--line", type=text, default="", help="How the line begins; the top of the page when not given.")
@as_json
@with_progress
def part(case: Path, ref: str, decision: str, page: int | None, line: str, as_json: bool, progress_: bool) -> int:
    """Say where a document begins in a file that holds several; undo takes the last decision back.

    REF is a PDF or Word file, or a document in it. That file alone is read again; judgements stay.

    \b
      rejoinder part my-case bundle.pdf begins --page 7
      rejoinder part my-case bundle.pdf begins --page 7 --line "From: Hesper"
      rejoinder part my-case 'bundle.pdf!/page 9' continues
      rejoinder part my-case bundle.pdf undo --page 7
    """
    opened = cases.open_case(case)
    with opened.shelf() as shelf:
        holding = shelf.find_document(ref)
    if holding is None:
        raise UsageError(f"No document of this case is {ref}.", f"List them with: rejoinder documents {case}")
    plan = planned(opened, holding, Asked(cast("Decision", decision), page, line))
    with progress(progress_) as told:
        carry_out(opened, plan, at=now().isoformat(), told=told)
    with opened.shelf() as shelf:
        file = file_of(shelf, shelf.find_document(plan.file.ref) or plan.file)
        parts = parts_of(shelf, file)
        batch = next(one.name for one in shelf.batches() if one.number == file.batch)
        lines = [contract.document_line(one, batch, lists.problems_of(shelf, one)) for one in (file, *parts)]
        lost = [problem for problem in lists.problems_of(shelf, file) if problem.code == LOST]
    if as_json:
        print_lines(lines)
        return SOMETHING_TO_SEE if lost else 0
    for problem in lost:
        click.echo(f"{problem.what} {problem.remedy}")
    click.echo(f"{file.path} holds {len(parts)} documents:" if parts else f"{file.path} is one document.")
    for one in parts:
        click.echo(f"  {one.ref}  {one.path}  {one.subject}".rstrip())
    return SOMETHING_TO_SEE if lost else 0
