"""The command line: each command calls one function of the library and prints what it gives."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from rejoinder.cli import (
    allegations,
    bundle,
    clocks,
    comparing,
    correspondence,
    covered,
    events,
    handing,
    judging,
    letters,
    locked,
    modelled,
    outcomes,
    parting,
    people,
    procedure,
    publish,
    quoting,
    redactions,
    scans,
    scoping,
    sending,
    writing,
)
from rejoinder.cli.commands import cli
from rejoinder.cli.ending import fail, own_fault, sentence
from rejoinder.errors import RejoinderError

TRACE = "REJOINDER_TRACE"
"""Set in the environment, it shows where a fault of ours happened."""

__all__ = [
    "allegations",
    "bundle",
    "cli",
    "clocks",
    "comparing",
    "correspondence",
    "covered",
    "events",
    "handing",
    "judging",
    "letters",
    "locked",
    "main",
    "modelled",
    "outcomes",
    "parting",
    "people",
    "procedure",
    "publish",
    "quoting",
    "redactions",
    "scans",
    "scoping",
    "sending",
    "writing",
]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command: 0 done, 1 done and there is something to see, 2 it could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = cli.main(arguments, prog_name="rejoinder", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except click.exceptions.Abort:
        fail("Stopped. What was done is kept; run the same command again to go on.")
    except (RejoinderError, OSError, click.ClickException) as fault:
        fail(sentence(fault))
    except Exception as fault:  # a fault of ours is no finding: it must not end with 1
        if os.environ.get(TRACE):
            traceback.print_exc()
        fail(own_fault(fault))
    sys.exit(status if isinstance(status, int) else 0)
