"""Options by which a person says what a batch claims to cover."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from rejoinder.case import scope_of
from rejoinder.cli.lines import text
from rejoinder.errors import UsageError
from rejoinder.model import Scope

Command = TypeVar("Command", bound=Callable[..., Any])


_OPTIONS = (
    click.option(
        "--mailbox",
        "mailboxes",
        type=text,
        multiple=True,
        help="Whose mailbox was searched; may be given several times.",
    ),
    click.option(
        "--covers", type=text, default="", metavar="FROM..TO", help="Days searched, as 2024-01-01..2024-06-30."
    ),
    click.option("--words", type=text, multiple=True, help="Words searched for; may be given several times."),
    click.option("--letter", type=text, default="", help="Where that is said: the covering letter."),
)


def with_scope(command: Command) -> Command:
    """Give a command the options that say what a batch claims to cover."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def scope_told(mailboxes: tuple[str, ...], covers: str, words: tuple[str, ...], letter: str) -> Scope:
    """Give what these options say."""
    first, dots, last = covers.partition("..")
    if covers and not dots:
        raise UsageError(f"{covers} is not two days.", "Write them as 2024-01-01..2024-06-30; either may be left out.")
    return scope_of(mailboxes, first, last, words, letter)
