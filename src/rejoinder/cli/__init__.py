"""The command line: each command calls one function of the library and prints what it gives."""

from __future__ import annotations

from rejoinder.cli.commands import cli, main

__all__ = ["cli", "main"]
