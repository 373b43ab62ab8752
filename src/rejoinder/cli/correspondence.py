"""The command for correspondence: what was asked, what answered it, and who never did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
from rich.padding import Padding
from rich.text import Text

from rejoinder import case as cases
from rejoinder.awaiting.sent import Answer
from rejoinder.case import awaiting as told
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines
from rejoinder.cli.lines import elided, on_one_line, plain, text
from rejoinder.cli.terminal import console
from rejoinder.errors import UsageError
from rejoinder.write.awaiting import BY, KINDS, lines, waited
from rejoinder.write.words import counted, date_in_words


class Said(NamedTuple):
    """What a person says of something that was asked."""

    case: cases.Case
    which: tuple[str, ...]
    because: str
    at: str

    @property
    def one(self) -> str:
        """Give what it is about; UsageError where nothing is named."""
        if not self.which:
            raise UsageError("It was not said which letter.", f"List them: rejoinder correspondence {self.case.folder}")
        return self.which[0]


def _answered(said: Said) -> None:
    document = said.which[1] if len(said.which) > 1 else ""
    told.answered(said.case, said.one, document, because=said.because, at=said.at)


ACTS: dict[str, Callable[[Said], object]] = {
    "answered": _answered,
    "none-needed": lambda said: told.none_needed(said.case, said.one, because=said.because, at=said.at),
    "undo": lambda said: told.undo(said.case, said.one, at=said.at),
}


@cli.command()
@click.argument("case", type=CASE)
@click.argument("act", type=click.Choice(["list", *ACTS]), default="list", required=False)
@click.argument("which", type=text, nargs=-1, metavar="[WHICH…]")
@click.option("--because", type=text, default="", help="Why you say so.")
@as_json
def correspondence(case: Path, act: str, which: tuple[str, ...], because: str, as_json: bool) -> int:
    """What you asked, what answered it, and who never answered.

    Requests, complaints, appeals, reminders and questions of yours to the organisation, from your own archive and from
    the disclosure. "No answer" means that none is in this disclosure.

    \b
      rejoinder correspondence my-case
      rejoinder correspondence my-case answered uny5dnkfbyxm letters/reply.pdf
      rejoinder correspondence my-case answered uny5dnkfbyxm --because "By telephone."
      rejoinder correspondence my-case none-needed wql6xqjbja5w
      rejoinder correspondence my-case undo wql6xqjbja5w
    """
    opened = cases.open_case(case)
    if act in ACTS:
        ACTS[act](Said(opened, which, because, now().isoformat()))
    found = told.correspondence(opened)
    if as_json:
        print_lines(lines(found))
    else:
        _print(found)
    return SOMETHING_TO_SEE if found.unanswered else 0


def _print(found: told.Correspondence) -> None:
    if not found.sent:
        remedy = "Receive your own archive with: rejoinder receive CASE FOLDER --own"
        console.print(f"Nothing that you asked was recognised. {remedy}")
        return
    for one in found.sent:
        day = date_in_words(one.holding.date[:10]) if one.holding.date else ""
        said = waited(one, found.last)
        console.print(Text.assemble((day, "bold"), "  ", f"{KINDS[one.kind]}: {on_one_line(one.holding.subject, 120)}"))
        lines_of = [Text(f"{one.id} · {said}", style="" if one.answered else "bold")]
        lines_of += [Text(f"“{on_one_line(span.exact, 200)}”", style="dim") for span in one.spans[:1]]
        lines_of += [_answer_line(each) for each in one.answers[:2]]
        for line in lines_of:
            console.print(Padding(line, (0, 0, 0, 4)))
    for silent in found.silent:
        asked = counted(silent.asked, "letter", "letters")
        console.print(Text(f"{plain(silent.shown)} was sent {asked} that ask, and wrote no answer that is here."))


def _answer_line(one: Answer) -> Text:
    day = date_in_words(one.holding.date[:10]) if one.holding.date else ""
    return Text(f"{day}: {elided(plain(one.holding.path), 70)} ({BY[one.by]})", style="dim")
