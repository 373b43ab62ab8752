"""The commands for the chronology: events listed and decided about, and the chronology as a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.padding import Padding
from rich.text import Text

from rejoinder import case as cases
from rejoinder.case import chronology as told
from rejoinder.case import proposing
from rejoinder.case.allegations import passage
from rejoinder.case.lanes import BY
from rejoinder.case.lanes import lanes as side_by_side
from rejoinder.case.who import First, seen
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.lines import on_one_line, plain, text
from rejoinder.cli.modelled import say_asked
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.events.decided import AGREED, KINDS, PARTIES, STANDINGS, Event
from rejoinder.write import chronology as write
from rejoinder.write import people
from rejoinder.write.words import counted, date_in_words

SHOWN = 100
"""Events that are printed where no number is asked for."""
_PASSAGE = re.compile(r"(?P<document>.+):(?P<start>\d+)-(?P<end>\d+)")


class Said(NamedTuple):
    """What a person says about which event."""

    case: cases.Case
    which: tuple[str, ...]
    words: str
    date: str
    party: str
    status: str
    because: str
    cite: str
    at: str
    progress: bool = False

    @property
    def one(self) -> str:
        """Give the event it is about; UsageError where none is named."""
        if not self.which:
            raise UsageError("It was not said which event.", f"List them: rejoinder events {self.case.folder}")
        return self.which[0]


def _add(said: Said) -> Event:
    one = _PASSAGE.fullmatch(said.cite) if said.cite else None
    if said.cite and one is None:
        raise UsageError(f"{said.cite} is no passage.", "Write it as DOCUMENT:START-END.")
    span = passage(said.case, one["document"], int(one["start"]), int(one["end"])) if one else None
    words = said.words or " ".join(said.which)
    return told.add(said.case, words, said.date, party=said.party, agreed=said.status, cite=span, at=said.at)


def _reword(said: Said) -> Event:
    return told.reword(said.case, said.one, said.words, date=said.date, party=said.party, at=said.at)


def _ask_model(said: Said) -> None:
    with progress(said.progress) as hears:
        done = proposing.ask_for_events(said.case, said.which, at=said.at, told=hears)
    say_asked(done)


ACTS: dict[str, Callable[[Said], object]] = {
    "confirm": lambda said: told.confirm(said.case, said.which, at=said.at),
    "reword": _reword,
    "status": lambda said: told.agree(said.case, said.one, said.status, at=said.at),
    "withdraw": lambda said: told.withdraw(said.case, said.one, because=said.because, at=said.at),
    "add": _add,
    "ask-model": _ask_model,
    "undo": lambda said: told.undo(said.case, said.one, at=said.at),
}


def with_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which events are asked for."""
    options = (
        click.option("--person", type=text, default="", help="Only what this person wrote or was sent."),
        click.option("--by", type=click.Choice(PARTIES), default=None, help="Only acts of this party."),
        click.option("--batch", type=text, default="", help="Only what this batch tells."),
        click.option("--kind", type=click.Choice(KINDS), default=None, help="Only events of this kind."),
        click.option("--since", default="", help="From this day, month or year on."),
        click.option("--until", default="", help="Up to this day, month or year."),
        click.option(
            "--standing", type=click.Choice([*STANDINGS, "kept"]), default=None, help="kept: all you stand by."
        ),
        click.option("--disputed", type=click.Choice(AGREED), default=None, help="Only events of this status."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _wanted(asked: dict[str, Any]) -> told.Wanted:
    names = ("person", "by", "batch", "kind", "since", "until", "standing", "disputed")
    return told.Wanted(*(asked[name] or "" for name in names))


@cli.command()
@click.argument("case", type=CASE)
@click.argument("act", type=click.Choice(["list", *ACTS]), default="list", required=False)
@click.argument("which", type=text, nargs=-1, metavar="[WHICH…]")
@click.option("--words", type=text, default="", help="What happened, in your words.")
@click.option("--date", default="", help="When, as far as it is known: 2024-06-30, 2024-06 or 2024.")
@click.option("--party", type=click.Choice(PARTIES), default=None, help="Whose act it is.")
@click.option("--status", type=click.Choice(AGREED), default=None, help="Whether it is disputed, and by whom.")
@click.option("--because", type=text, default="", help="Why an event is withdrawn.")
@click.option("--cite", type=text, default="", help="The passage that tells an added event: DOCUMENT:START-END.")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=SHOWN, show_default=True, help="How many are listed."
)
@click.option("--after", type=click.IntRange(0), default=0, help="How many to pass over.")
@click.option("--who", is_flag=True, help="With the first document in which each person has it in front of them.")
@click.option(
    "--lanes", type=click.Choice(BY), default=None, help="Count by month side by side: people, bodies, parties."
)
@with_filters
@as_json
@with_progress
def events(
    case: Path,
    act: str,
    which: tuple[str, ...],
    who: bool,
    lanes: str | None,
    as_json: bool,
    progress_: bool,
    **asked: Any,
) -> int:
    """List what happened when, each with the page and words that tell it, and decide about it.

    WHICH is an event's id, or the first letters of it. What documents tell is proposed until you confirm, reword or
    withdraw it. Every act is kept in the journal, and undo takes the last one back.

    \b
      rejoinder events my-case --since 2024-03 --until 2024-05
      rejoinder events my-case --person treasurer --kind message
      rejoinder events my-case confirm k3jq x7ab
      rejoinder events my-case reword k3jq --words "The tap was shut off." --date 2024-05
      rejoinder events my-case status k3jq --status "disputed by them"
      rejoinder events my-case withdraw x7ab --because "It is a reminder."
      rejoinder events my-case add "The tap was shut off." --date 2024-05-03 --party theirs
      rejoinder events my-case undo k3jq
      rejoinder events my-case ask-model minutes/may.pdf     what your own model finds in documents
      rejoinder events my-case --standing kept --who
      rejoinder events my-case --lanes person
    """
    opened = cases.open_case(case)
    if lanes:
        return _lanes(opened, lanes, asked, as_json)
    if act in ACTS:
        given = {name: asked[name] or "" for name in ("words", "date", "party", "status", "because", "cite")}
        ACTS[act](Said(opened, which, at=now().isoformat(), progress=progress_, **given))
    found = told.chronology(opened, _wanted(asked), asked["limit"], asked["after"])
    firsts = seen(opened, found.events) if who else {}
    if as_json:
        print_lines(write.event_line(one) | _in_front(one, firsts) for one in found.events)
    else:
        _print(found, asked["after"], firsts)
    return SOMETHING_TO_SEE if any(one.standing == "proposed" for one in found.events) else 0


def _in_front(one: Event, firsts: Mapping[str, Sequence[First]]) -> dict[str, Any]:
    return {"in_front_of": [people.first_line(each) for each in firsts[one.id]]} if one.id in firsts else {}


def _lanes(case: cases.Case, by: str, asked: dict[str, Any], as_json: bool) -> int:
    """Print how many events of each month each has."""
    which = (asked["person"],) if asked["person"] else ()
    found = side_by_side(case, by, which, since=asked["since"], until=asked["until"])
    if as_json:
        print_lines(map(people.lane_line, found))
        return 0
    for lane in found:
        click.echo(f"{plain(write.PARTIES.get(lane.name, lane.name))}: {counted(lane.total, 'event', 'events')}")
        for one in lane.months:
            click.echo(f"    {date_in_words(one.month)}: {one.wrote} by them, {one.other} in front of them")
    return 0


def _print(found: told.Chronology, after: int, firsts: Mapping[str, Sequence[First]]) -> None:
    from rejoinder.cli.terminal import console

    for one in found.events:
        console.print(
            Text.assemble((write.when_in_words(one), "bold"), "  ", on_one_line(write.event_in_words(one), 300))
        )
        stand = [one.id, write.KINDS[one.kind], write.STANDINGS[one.standing]]
        stand += [f"Proposed by a model ({one.proposed_by})"] if one.proposed_by else []
        stand += [told for told in (write.AGREED.get(one.agreed), write.PARTIES.get(one.party)) if told]
        console.print(Padding(Text(" · ".join(stand), style="dim"), (0, 0, 0, 4)))
        for each in firsts.get(one.id, ()):
            console.print(Padding(plain(people.first_in_words(each)), (0, 0, 0, 8)))
    shown = after + len(found.events)
    console.print(f"{counted(found.total, 'event', 'events')}." if found.total else "No event is known so far.")
    if shown < found.total:
        console.print(f"{shown - after} are shown; go on with --after {shown}, or ask for more with --limit.")


@cli.command()
@click.argument("case", type=CASE)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="A .csv, .html, .docx, .ics or .json."
)
@click.option("--who", is_flag=True, help="With the first document in which each person has it in front of them.")
@with_filters
def chronology(case: Path, output: Path, who: bool, **asked: Any) -> int:
    """Write the chronology into a file: what you confirmed, reworded and added.

    .ics is for calendars; .json is what TimelineJS draws. With --standing proposed it is what documents tell and nobody
    confirmed yet.

    \b
      rejoinder chronology my-case -o chronology.docx
      rejoinder chronology my-case -o march.csv --since 2024-03 --until 2024-03
      rejoinder chronology my-case -o timeline.json --person treasurer
      rejoinder chronology my-case -o who-had-what.docx --who
    """
    opened = cases.open_case(case)
    paper = write.paper_of(opened, _wanted(asked), on=now().date().isoformat(), who=who)
    cases.write_out(output, write.written(paper, output.suffix.lower()))
    click.echo(f"{counted(len(paper.events), 'event', 'events')} in {output}.")
    if not paper.events:
        click.echo(f"Nothing was confirmed yet: rejoinder events {case}")
    return 0 if paper.events else SOMETHING_TO_SEE
