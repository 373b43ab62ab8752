"""The command that reads pages that are pictures, and what `receive` does about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, print_lines, with_progress
from rejoinder.cli.lines import text
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError

if TYPE_CHECKING:
    from rejoinder.read.ocr.found import Choice

_RANGE = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
_PAGES = 10_000
engine = click.option(
    "--engine",
    type=click.Choice(["auto", "fast", "better"]),
    default="auto",
    show_default=True,
    help="Tesseract (fast), RapidOCR (better), or the better one where the fast one doubts (auto).",
)


@cli.command()
@click.argument("case", type=CASE)
@click.argument("refs", type=text, nargs=-1, metavar="[REF]…")
@engine
@click.option("--pages", type=text, default="", metavar="1,3-7", help="Only the pages of these numbers.")
@as_json
@with_progress
def ocr(case: Path, refs: tuple[str, ...], engine: str, pages: str, as_json: bool, progress_: bool) -> int:
    """Read pages that are pictures, as scans and photographs are, by text recognition (OCR).

    Everything stays on this machine. A stopped run goes on where it was. REF is a document's reference or
    path; without one, every page is read that has not been yet.

    \b
      rejoinder ocr my-case
      rejoinder ocr my-case letters/scan.pdf --pages 3-7 --engine better
    """
    from rejoinder.scans import Asked, read_scans

    opened = cases.open_case(case)
    asked = Asked(cast("Choice", engine), refs, tuple(_numbers(pages)))
    with progress(progress_) as told:
        done = read_scans(opened, asked, told=told)
    if as_json:
        print_lines([done._asdict()])
    else:
        from rejoinder.write.words import scans_in_words

        click.echo(scans_in_words(done.pages, done.failed, done.waiting))
        click.echo(f"Next: rejoinder audit {case}" if done.pages else f"Next: rejoinder documents {case}")
    return SOMETHING_TO_SEE if done.waiting else 0


def _numbers(written: str) -> Iterator[int]:
    """Give the page numbers that a person wrote as 1,3-7."""
    for part in written.split(",") if written.strip() else ():
        found = _RANGE.fullmatch(part.strip())
        if not found or int(found[2] or found[1]) > _PAGES:
            raise UsageError(f"{part.strip() or written} is no page number.", "Write the pages as 1,3-7.")
        yield from range(int(found[1]), int(found[2] or found[1]) + 1)
