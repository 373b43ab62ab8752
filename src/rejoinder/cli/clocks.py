"""The commands for time limits: one counted without a case, and those of a case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click
from rich.padding import Padding
from rich.text import Text

from rejoinder import case as cases
from rejoinder.case import clocks as held
from rejoinder.case.allegations import passage
from rejoinder.case.steps import Next, next_steps
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines
from rejoinder.cli.lines import text
from rejoinder.clocks import Clock, Events, Given, clock_of, clocks_of
from rejoinder.clocks.decided import Dated
from rejoinder.errors import UsageError
from rejoinder.law.loading import law
from rejoinder.write import clocks as write
from rejoinder.write.words import counted, date_in_words


def day_of(written: str) -> date:
    """Give a day as it was written; UsageError where it is none."""
    try:
        return date.fromisoformat(written.strip())
    except ValueError as fault:
        raise UsageError(f"{written or 'Nothing'} is not a day.", "Write it as 2024-06-30.") from fault


def events_told(told: Iterable[str]) -> Events:
    """Give the days of events from NAME=DATE; UsageError where one is none."""
    found: dict[str, tuple[date, ...]] = {}
    for one in told:
        name, sign, day = one.partition("=")
        if not sign:
            raise UsageError(f"{one} is no event.", "Write it as request_received=2024-06-30.")
        if name not in law().events:
            raise UsageError(f"No event is called {name}.", f"The events are: {', '.join(law().events)}.")
        found[name] = tuple(sorted((*found.get(name, ()), day_of(day))))
    return found


@cli.command()
@click.option("--regime", type=text, required=True, help="The law, such as uk-gdpr or uk-foi, or the id of one rule.")
@click.option("--event", "events", multiple=True, metavar="NAME=DATE", help="What happened when; again for each.")
@click.option("--place", type=text, default="", help="Where they are, where holidays differ: ENG, WLS, SCT, NIR, IE …")
@click.option("--days", type=click.IntRange(0, 10_000), default=0, help="How many, where the law leaves that open.")
@click.option("--today", default="", help="The day on which it is judged; today when not given.")
@as_json
def clock(regime: str, events: tuple[str, ...], place: str, days: int, today: str, as_json: bool) -> int:
    """Count a time limit, day by day, on every reading of its rule. No case is needed.

    Both dates are given where the law can be read in two ways; late is what is past the later one. Status 1 says that
    something is late.

    \b
      rejoinder clock --regime uk-gdpr --event request_received=2026-03-02
      rejoinder clock --regime uk-gdpr --place SCT --event request_received=2026-03-02 \\
          --event clarification_requested=2026-03-05 --event clarification_received=2026-03-12
      rejoinder clock --regime uk-foi --event request_received=2026-05-20 --today 2026-06-20 --json
      rejoinder clock --regime ew_cpr_2_8_before --event hearing=2025-10-20 --days 3
    """
    given = Given(events_told(events), place, days)
    on = day_of(today) if today else now().date()
    rule = law().rule(regime)
    if rule:
        found = [clock_of(law(), rule, given, on)]
    else:
        found, asked = clocks_of(law(), regime, given, on)
        if not found:
            raise UsageError("No day is known that starts a limit.", _ask(asked))
    if as_json:
        print_lines(map(write.clock_line, found))
    else:
        for one in found:
            print_clock(one)
        click.echo(f"\n{write.DISCLAIMER}")
    return SOMETHING_TO_SEE if any(one.is_late for one in found) else 0


def _ask(asked: Mapping[str, tuple[str, ...]]) -> str:
    names = dict.fromkeys(name for several in asked.values() for name in several if name != "days")
    questions = [f"--event {name}=DATE ({law().events[name].ask})" for name in names]
    return f"Give one of: {'; '.join(questions)}"


def print_clock(clock: Clock, title: str = "") -> None:
    """Show one clock: how it stands, its days in stretches, other readings, how others count, and its sources."""
    from rejoinder.cli.terminal import console

    told = write.told(clock, law().events)
    console.print(Text.assemble("\n", (title or told.title, "bold"), f"  {told.status}"))
    _say(told.dues, *told.waits, clock.rule.text)
    if write.needs_adviser(clock):
        _say(write.ADVISER)
    for stretch in write.stretches(clock.latest.counted.trace):
        click.echo(f"      {write.span_in_words(stretch):40} {write.why(stretch, clock.latest)}")
    found = list(write.ways(clock))
    for due, readings in found if len(found) > 1 else ():
        _say(*(f"{date_in_words(due.isoformat())}: {reading}" for reading in readings))
    for rival in clock.rivals:
        counts = rival.reckoning
        day = date_in_words(counts.due.isoformat())
        _say(f"Others count so: {day}: {write.reading_in_words(counts)} {write.parting_in_words(rival)}")
    _say(f"Rule: {clock.rule.id}")
    for source in clock.sources:
        _say(f"{source.title} ({write.REVIEWS[source.status]}, {source.read}): {source.url}")


def _say(*lines: str) -> None:
    from rejoinder.cli.terminal import console

    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 4)))


_PASSAGE = re.compile(r"(?P<document>.+):(?P<start>\d+)-(?P<end>\d+)")


class Said(NamedTuple):
    """What a person says about which day."""

    case: cases.Case
    which: tuple[str, ...]
    regime: str
    days: int
    because: str
    cite: str
    another: bool
    of: str
    at: str

    @property
    def one(self) -> str:
        """Give the day it is about; UsageError where none is named."""
        if not self.which:
            raise UsageError("It was not said which day.", f"List them: rejoinder clocks {self.case.folder}")
        return self.which[0]


def _set(said: Said) -> None:
    one = _PASSAGE.fullmatch(said.cite) if said.cite else None
    if said.cite and one is None:
        raise UsageError(f"{said.cite} is no passage.", "Write it as DOCUMENT:START-END.")
    span = passage(said.case, one["document"], int(one["start"]), int(one["end"])) if one else None
    for each in said.which or ("",):
        name, _, day = each.partition("=")
        held.set_day(
            said.case,
            name,
            day,
            regime=said.regime,
            days=said.days,
            cite=span,
            why=said.because,
            another=said.another,
            of=said.of,
            at=said.at,
        )


def _confirm(said: Said) -> None:
    for one in said.which or (said.one,):
        held.confirm(said.case, one, of=said.of, at=said.at)


def _each(act: Callable[..., object]) -> Callable[[Said], None]:
    def done(said: Said) -> None:
        for one in said.which or (said.one,):
            act(said.case, one, at=said.at)

    return done


ACTS: dict[str, Callable[[Said], None]] = {
    "set": _set,
    "confirm": _confirm,
    "remove": _each(held.remove),
    "undo": _each(held.undo),
    "place": lambda said: held.say_place(said.case, said.which[0] if said.which else "", at=said.at),
}


@cli.command()
@click.argument("case", type=CASE)
@click.argument("act", type=click.Choice(["list", *ACTS]), default="list", required=False)
@click.argument("which", type=text, nargs=-1, metavar="[WHICH…]")
@click.option("--regime", type=text, default="", help="The law a day is for, where it is not the case's.")
@click.option("--days", type=click.IntRange(0, 10_000), default=0, help="How long, where the law leaves that open.")
@click.option("--because", type=text, default="", help="What proves the day, in your words.")
@click.option("--cite", type=text, default="", help="The passage that proves it: DOCUMENT:START-END.")
@click.option("--another", is_flag=True, help="It is another request under the same law, with limits of its own.")
@click.option("--of", type=text, default="", help="The day of the request it belongs to, where there are several.")
@click.option("--ics", type=click.Path(path_type=Path), default=None, help="Write the last days into a calendar.")
@click.option("--today", default="", help="The day on which they are judged; today when not given.")
@as_json
def clocks(
    case: Path,
    act: str,
    which: tuple[str, ...],
    regime: str,
    days: int,
    because: str,
    cite: str,
    another: bool,
    of: str,
    ics: Path | None,
    today: str,
    as_json: bool,
) -> int:
    """List the time limits of a case with what proves each day, and say, confirm or remove a day.

    Documents propose days: of your request, of their answer. They count until you remove them, and are marked until
    you confirm them. What is not known is asked for. Every act is kept in the journal. Status 1 says that something
    is late.

    \b
      rejoinder clocks my-case
      rejoinder clocks my-case confirm k3jq
      rejoinder clocks my-case set request_received=2024-06-24 --because "recorded delivery slip"
      rejoinder clocks my-case set own_limit_began=2024-07-01 --regime own-rules --days 42
      rejoinder clocks my-case set request_received=2025-02-03 --another
      rejoinder clocks my-case set answer_received=2025-04-01 --of 2025-02-03
      rejoinder clocks my-case place SCT
      rejoinder clocks my-case undo k3jq
      rejoinder clocks my-case --ics deadlines.ics
    """
    opened, moment = cases.open_case(case), now()
    if act in ACTS:
        ACTS[act](Said(opened, which, regime, days, because, cite, another, of, moment.isoformat()))
    on = day_of(today) if today else moment.date()
    found = held.clocks(opened, today=on)
    ladder = next_steps(found, on)
    if ics:
        running = [one.clock for one in found.running if one.clock]
        made = write.as_calendar(running, ladder, opened.folder.resolve().name, moment.date().isoformat())
        cases.write_out(ics, made)
        click.echo(f"{counted(len(running), 'time limit', 'time limits')} in {ics}.", err=as_json)
    if as_json:
        lines = (
            map(write.running_line, found.running),
            map(write.asking_line, found.asked),
            map(write.step_line, ladder),
        )
        print_lines(line for several in lines for line in several)
    elif not ics:
        _print(found, ladder)
    return SOMETHING_TO_SEE if any(one.clock and one.clock.is_late for one in found.running) else 0


def _print(found: held.Clocks, ladder: Sequence[Next]) -> None:
    for one in found.running:
        if one.clock:
            print_clock(one.clock, write.title_of(one))
        else:
            _say(f"{write.title_of(one)}: {one.fault} {one.remedy}")
        for day in one.rests_on:
            _print_day(day, found.paths)
    for asked in found.asked:
        _say(write.asked_in_words(asked), f"rejoinder clocks CASE set {asked.name}=DATE --regime {asked.regime}")
        for day in asked.proposed:
            _print_day(day, found.paths)
        for request in asked.requests:
            _say(f"rejoinder clocks CASE confirm {asked.proposed[0].id} --of {request}")
    if ladder:
        click.echo("\nWhat can be done")
    for step in ladder:
        _say(f"{write.STATES[step.state]}: {step.step.title}. {write.step_in_words(step)}")
    click.echo(f"\n{write.DISCLAIMER}")


def _print_day(one: Dated, paths: Mapping[str, str]) -> None:
    mark = "proposed, not confirmed" if one.standing == "proposed" else one.standing
    title = law().events[one.name].title
    _say(f"{one.id}  {date_in_words(one.date)}: {title} ({mark})", *write.proved_in_words(one, paths))
