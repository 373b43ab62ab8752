"""The command that opens locked files: passwords from a file, or typed where nobody reads along."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_passwords, with_progress
from rejoinder.cli.progress import progress
from rejoinder.passwords import in_file
from rejoinder.received import bags
from rejoinder.unlock import Locked
from rejoinder.unlock import locked as locked_files
from rejoinder.unlock import unlock as open_locked


@cli.command()
@click.argument("case", type=CASE)
@with_passwords
@as_json
@with_progress
def unlock(case: Path, password_file: Path | None, as_json: bool, progress_: bool) -> int:
    """Try passwords on the files that need one, and read those that open.

    On a terminal it asks for passwords until you give none. They are kept in the case (passwords.toml, readable by
    you alone), so that rebuild gives the same again; the journal notes which files were opened, never a password.

    \b
      rejoinder unlock my-case
      rejoinder unlock my-case --password-file passwords.txt
    """
    opened = cases.open_case(case)
    before = locked_files(opened)
    given = in_file(password_file) if password_file else _asked(before)
    with progress(progress_) as told:
        open_ = open_locked(opened, given, at=now().isoformat(), told=told) if before else ()
    left = locked_files(opened)
    names = {bag.batch.number: bag.batch.name for bag in bags(opened.received)}
    if as_json:
        print_lines({"batch": names[one.batch], "path": one.path, "opened": True} for one in open_)
        print_lines({"batch": names[one.batch], "path": one.path, "opened": False} for one in left)
    else:
        _print(open_, left)
    return SOMETHING_TO_SEE if left else 0


def _asked(before: Sequence[Locked]) -> tuple[str, ...]:
    """Ask for passwords until none is given; none at all where nobody can be asked."""
    if not before or not sys.stdin.isatty():
        return ()
    for one in before:
        click.echo(f"{one.path}: {one.what}")
    given: list[str] = []
    while True:
        password = click.prompt("Password (none to end)", default="", hide_input=True, show_default=False)
        if not password:
            return tuple(given)
        given.append(password)


def _print(opened: Sequence[Locked], left: Sequence[Locked]) -> None:
    for one in opened:
        click.echo(f"Opened: {one.path}")
    for one in left:
        click.echo(f"Still locked: {one.path}")
    if not opened and not left:
        click.echo("No file of this case needs a password.")
    elif not opened:
        click.echo("None of the passwords opens one of them; nothing was kept.")
