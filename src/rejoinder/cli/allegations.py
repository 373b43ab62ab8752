"""The command for what is said against the subject: letters taken, allegations decided about, passages placed."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

import click

from rejoinder import case as cases
from rejoinder.allege.decided import SIDES, Side
from rejoinder.case import allegations as said
from rejoinder.case import proposing, weighing
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.lines import text
from rejoinder.cli.modelled import say_asked
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.write.accused import allegation_line

ONE = ("show", "place", "ask-model")
"""Acts after which the allegation that they are about is shown."""
_PASSAGE = re.compile(r"(?P<document>.+):(?P<start>\d+)-(?P<end>\d+)")


class Asked(NamedTuple):
    """What a person asks for, and about which."""

    case: cases.Case
    which: tuple[str, ...]
    words: str
    because: str
    at: str
    progress: bool = False

    @property
    def one(self) -> str:
        """Give the allegation it is about; UsageError where none is named."""
        if not self.which:
            raise UsageError(
                "It was not said which allegation.", f"List them: rejoinder allegations {self.case.folder}"
            )
        return self.which[0]


def _letter(asked: Asked) -> None:
    if asked.one == "-":
        said.take_words(asked.case, sys.stdin.read(), at=asked.at)
    elif not said.is_document(asked.case, asked.one) and Path(asked.one).is_file():
        said.take_file(asked.case, Path(asked.one), at=asked.at)
    else:
        said.take_letter(asked.case, asked.one, at=asked.at)


def _place(asked: Asked) -> None:
    side = asked.which[2] if len(asked.which) > 2 else ""
    one = _PASSAGE.fullmatch(asked.which[1]) if len(asked.which) > 1 else None
    if one is None or side not in (*SIDES, "undo"):
        remedy = "Write: place ALLEGATION DOCUMENT:START-END for, against, context, aside or undo."
        raise UsageError("It was not said which passage is placed where.", remedy)
    span = said.passage(asked.case, one["document"], int(one["start"]), int(one["end"]))
    said.place(asked.case, asked.one, span, None if side == "undo" else cast("Side", side), at=asked.at)


def _ask_model(asked: Asked) -> None:
    with progress(asked.progress) as told:
        if asked.which:
            done = proposing.ask_for_candidates(asked.case, asked.one, at=asked.at, told=told)
        else:
            done = proposing.ask_for_allegations(asked.case, at=asked.at, told=told)
    say_asked(done)


ACTS: dict[str, Callable[[Asked], object]] = {
    "letter": _letter,
    "confirm": lambda asked: said.confirm(asked.case, asked.which, at=asked.at),
    "reword": lambda asked: said.reword(asked.case, asked.one, asked.words, at=asked.at),
    "split": lambda asked: said.split(asked.case, asked.one, asked.words, at=asked.at),
    "merge": lambda asked: said.merge(asked.case, asked.which, at=asked.at),
    "add": lambda asked: said.add(asked.case, asked.words or " ".join(asked.which), at=asked.at),
    "withdraw": lambda asked: said.withdraw(asked.case, asked.one, because=asked.because, at=asked.at),
    "place": _place,
    "ask-model": _ask_model,
    "undo": lambda asked: said.undo(asked.case, asked.one, at=asked.at),
}


@cli.command()
@click.argument("case", type=CASE)
@click.argument("act", type=click.Choice(["list", "show", *ACTS]), default="list", required=False)
@click.argument("which", type=text, nargs=-1, metavar="[WHICH…]")
@click.option("--words", type=text, default="", help="The new words; of a split, those with which the second begins.")
@click.option("--because", type=text, default="", help="Why an allegation is withdrawn.")
@as_json
@with_progress
def allegations(
    case: Path, act: str, which: tuple[str, ...], words: str, because: str, as_json: bool, progress_: bool
) -> int:
    """What a letter of reasons says against you, and what the case holds of it.

    WHICH is an allegation's id or its number in the letter. Candidates are passages that may bear on one; you place
    them. Every act is kept in the journal, and undo takes the last one back.

    \b
      rejoinder allegations my-case letter letters/reasons.pdf    a letter of the case; - reads one from standard input
      rejoinder allegations my-case letter ~/reasons.docx         a file that is not in the case yet: it is added
      rejoinder allegations my-case                               the list, with where each stands
      rejoinder allegations my-case confirm                       all that the letter proposes, or those named
      rejoinder allegations my-case show 3                        one, with quotations checked and candidates
      rejoinder allegations my-case place 3 k3jq5w7xabcd:120-204 against
      rejoinder allegations my-case split 4 --words "and on 5 May"
      rejoinder allegations my-case merge 1 2
      rejoinder allegations my-case reword 4 --words "She asked eleven times."
      rejoinder allegations my-case add "You left the gate open."
      rejoinder allegations my-case withdraw 5 --because "It was dropped on 3 June."
      rejoinder allegations my-case undo 5
      rejoinder allegations my-case ask-model     what your own model reads in the letter; ask-model 3: passages for one
    """
    opened = cases.open_case(case)
    if act in ACTS:
        ACTS[act](Asked(opened, which, words, because, now().isoformat(), progress_))
    some = [weighing.weighed(opened, which[0])] if act in ONE and which else list(weighing.matrix(opened)[1])
    if as_json:
        print_lines(map(allegation_line, some))
    else:
        from rejoinder.cli import accused

        if act in ONE and which:
            accused.print_one(some[0])
        else:
            accused.print_all(some, case)
    return SOMETHING_TO_SEE if any(one.state in ("proposed", "to look at") for one in some) else 0
