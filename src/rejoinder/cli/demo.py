"""The demo: the invented case built, received, audited, and its schedule written."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.case import bundle, clock_days, clocks, procedure
from rejoinder.case.allegations import confirm, passage, place, take_letter
from rejoinder.case.chronology import Wanted, chronology
from rejoinder.case.chronology import confirm as confirm_events
from rejoinder.case.naming import join
from rejoinder.case.people import person
from rejoinder.case.procedure_acts import decide
from rejoinder.case.weighing import weighed
from rejoinder.cli.screen import has_screen
from rejoinder.demo import Written, read_truth, write_demo
from rejoinder.errors import UsageError
from rejoinder.shelf import Wanted as WantedFindings
from rejoinder.write.schedule import Schedule, schedule_of, written

SURE = ("absent-message", "absent-attachment")
"""Kinds of finding of which those that several places show are accepted in the demo."""
PACK = "assoc_ew"
SCHEDULE = "out/schedule.html"
GIVEN = "given"
"""Where the invented case lies as its controller handed it over."""


@dataclass(frozen=True, slots=True)
class Made:
    """The demo's case, audited, and its schedule on paper."""

    case: cases.Case
    schedule: Schedule
    paper: Path
    allegations: int
    """Allegations of the letter of reasons."""
    events: int
    """Events that the documents propose for the chronology, and that are confirmed."""
    exhibits: int
    """Documents and slip sheets chosen for the bundle."""

    def print(self, *, open_it: bool) -> None:
        """Show the findings, say where the schedule is, and say so when it was to be opened and no screen is here."""
        from rejoinder.cli import terminal

        with self.case.shelf() as shelf:
            terminal.print_ledger(shelf.ledger())
            terminal.print_findings(shelf, cases.audit(self.case))
        command, folder = command_in_words(), self.case.folder
        click.echo(f"\nThe schedule is in {self.paper}")
        click.echo(f"{self.allegations} allegations were read in the letter of reasons: {command} allegations {folder}")
        click.echo(f"A post that is quoted, and was edited since: {command} allegations {folder} show 1")
        click.echo(f"What a picture of a conversation leaves out: {command} allegations {folder} show 5")
        click.echo(f"{self.events} events are in the chronology, most of them only proposed: {command} events {folder}")
        click.echo(f"Who is who, and what shows it: {command} people {folder}")
        click.echo(f"What was asked, and who never answered: {command} correspondence {folder}")
        click.echo(f"The steps of a fair procedure, and what is shown of each: {command} procedure {folder}")
        click.echo(f"What was due when, and what was late: {command} clocks {folder}")
        click.echo(f"The letters that fit it: {command} letter {folder}")
        click.echo(f"{self.exhibits} exhibits are chosen for a bundle: {command} bundle {folder} -o bundle.pdf")
        click.echo(f"Copies to show to others, without other people's data: {command} publish {folder} REF --propose")
        click.echo(f"Next: {command} search {self.case.folder} 'butts', or {command} show {self.case.folder} DOCUMENT")
        if open_it and not has_screen():
            click.echo(f"There is no screen here. In a browser: that file, or {command} open {self.case.folder}")


def command_in_words() -> str:
    """Give how a person runs Rejoinder here: by its name where the shell finds it, else by its path."""
    ran = Path(sys.argv[0])
    return ran.name if shutil.which(ran.name) or not ran.exists() else str(ran)


def _set_days(case: cases.Case, made: Written, moment: str) -> None:
    """Confirm the days that documents propose for its clocks, and set the one that the society's own rule starts."""
    with case.shelf() as shelf:
        found = [one.id for one in clock_days.proposed(case, shelf)]
        rule = shelf.search(f'"{made.own_limit.words}"', 1)[0]
    for one in found:
        clocks.confirm(case, one, at=moment)
    began, days, why, _ = made.own_limit
    cite = passage(case, rule.document, rule.start, rule.end)
    clocks.set_day(case, "own_limit_began", began, regime="own-rules", days=days, cite=cite, why=why, at=moment)


def _accept_some(case: cases.Case, moment: str) -> None:
    """Accept what letters speak of, as a person would who looked at each: what its documents show most firmly."""
    wanted = WantedFindings(kinds=(*SURE, "redaction"))
    for one in cases.audit(case, wanted=wanted):
        finding = one.finding
        if finding and (finding.kind == "redaction" or (finding.grade == "direct" and len(finding.because) > 1)):
            cases.judge(case, finding.id, "accept", at=moment)


def _confirm_steps(case: cases.Case, moment: str) -> None:
    """Confirm the steps of the procedure that documents contradict, and the one that should have come and did not."""
    for one in procedure.audit(case, PACK).steps:
        if one.shows.status == "contradicted" or one.step.id == "P24":
            decide(case, PACK, one.step.id, one.shows.status, at=moment)


def run_demo(folder: Path, *, at: datetime, told: cases.Told) -> Made:
    """Build the invented case in a folder, receive both its batches, audit it and write its schedule."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / cases.CASE).exists() or not (folder / GIVEN).exists():
            raise UsageError(f"{folder} is there and is no demo of ours.", "Name another: rejoinder demo FOLDER")
        shutil.rmtree(folder)
    moment = at.isoformat()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = write_demo(Path(scratch))
        case = cases.new(folder, at=moment, subject=made.subject, controller=made.controller, regime=made.regime)
        for batch in made.batches:
            delivery = cases.Delivery(batch.name, batch.sender, batch.date, batch.own, batch.scope)
            cases.receive(case, [batch.folder], delivery, at=moment, told=told)
        shutil.copytree(scratch, folder / GIVEN)
    cases.audit(case, told)
    take_letter(case, made.reasons, at=moment)
    confirmed = confirm(case, (), at=moment)
    _place_some(case, folder / GIVEN / "truth.toml", moment)
    papers = [one.id for kind in ("letter", "meeting") for one in chronology(case, Wanted(kind=kind)).events]
    confirm_events(case, papers, at=moment)
    _join_by_hand(case, made.joined, moment)
    _set_days(case, made, moment)
    _accept_some(case, moment)
    _confirm_steps(case, moment)
    paper = folder / SCHEDULE
    paper.parent.mkdir(mode=0o700, exist_ok=True)
    schedule = schedule_of(case, everything=True, on=at.date().isoformat())
    cases.write_out(paper, written(schedule, paper.suffix))
    exhibits = _choose_exhibits(case, made.reasons, moment)
    return Made(case, schedule, paper, len(confirmed), chronology(case, limit=1).total, exhibits)


def _choose_exhibits(case: cases.Case, reasons: str, moment: str) -> int:
    """Choose for the bundle the letter of reasons, what was placed for allegations, and what the chronology cites."""
    bundle.add(case, [reasons], section="The decision", at=moment)
    bundle.add_from(case, "allegations", section="What is said to show it", at=moment)
    bundle.add_from(case, "chronology", section="Letters and minutes", at=moment)
    missing = [one.id for one in cases.audit(case, wanted=WantedFindings(statuses=("accepted",), kinds=SURE))]
    bundle.add_absent(case, missing, section="Not in this disclosure", at=moment)
    bundle.mark_core(case, ["1"], at=moment)
    return len(bundle.exhibits(case))


def _place_some(case: cases.Case, truth: Path, moment: str) -> None:
    """Place what stands for those allegations that rest on hearsay, on what is absent, or on what came afterwards."""
    for one in read_truth(truth).facts["allegation"]:
        if set(one["notes"]) <= {"one document"}:
            continue
        which = str(one["number"])
        for found in weighed(case, which).candidates:
            if any(words in " ".join(found.span.exact.split()) for words in one["stands_for"]):
                place(case, which, found.span, "for", at=moment)
                break


def _join_by_hand(case: cases.Case, addresses: Sequence[str], moment: str) -> None:
    """Join to these addresses the names without one that are perhaps the same, as a person would who knows them."""
    for address in addresses:
        one = person(case, address)
        same = [each.person for each in one.perhaps if each.why.endswith("no address")]
        join(case, (one.id, *same), at=moment)
