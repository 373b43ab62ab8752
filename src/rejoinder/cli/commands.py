"""The commands, in the order a person uses them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from rejoinder import __version__
from rejoinder import case as cases
from rejoinder.cli.claims import scope_told, with_scope
from rejoinder.cli.lines import text
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.handover.choosing import part_of
from rejoinder.model import CHANGED_SINCE
from rejoinder.passwords import in_file, keep
from rejoinder.scans import read_or_say
from rejoinder.shelf import Wanted, conversations
from rejoinder.unlock import LOCKED, journal_opened, locked, opened_by_password, unlock
from rejoinder.write import contract
from rejoinder.write.sending import LEFT
from rejoinder.write.words import KINDS

CASE = click.Path(path_type=Path)
SOMETHING_TO_SEE = 1
AROUND = 4
"""Messages of a conversation shown before and after the one asked for."""


def now() -> datetime:
    """Give the time, which only the command line and the screen know."""
    return datetime.now(UTC).replace(microsecond=0)


def print_lines(lines: Iterable[Mapping[str, Any]]) -> None:
    """Print JSON Lines."""
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace"))


class Ordered(click.Group):
    """A group that lists its commands in the order a person uses them."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader that has seen enough is not a fault, and click would make it one."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as fault:
            raise click.exceptions.Exit(0) from fault

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Give the commands in the order they were written."""
        return list(self.commands)


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
with_progress = click.option(
    "--progress", "progress_", is_flag=True, help="Show progress even when this is no terminal."
)

with_passwords = click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    default=None,
    help="Passwords of locked files, one a line; kept in the case, which needs them to be rebuilt.",
)


@click.group(
    cls=Ordered,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="rejoinder")
@click.pass_context
def cli(context: click.Context) -> None:
    """Read what an organisation disclosed about you, and list what is missing.

    Everything stays on this machine. Begin with:

    \b
      rejoinder demo                          an invented case, built and audited
      rejoinder new my-case                   a case of your own
      rejoinder receive my-case ~/Downloads/disclosure.zip
      rejoinder audit my-case                 what is missing, with page and words
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command()
@click.argument("case", type=CASE)
@click.option("--subject", type=text, default="", help="Who the data is about.")
@click.option("--controller", type=text, default="", help="Who holds it.")
@click.option("--regime", type=text, default="", help="The law you asked under, such as uk-gdpr, eu-gdpr or uk-foi.")
@click.option("--asked", default="", help="When you asked for it, as 2024-06-30.")
@click.option("--happened", type=text, default="", help="What happened, in your own words.")
def new(case: Path, subject: str, controller: str, regime: str, asked: str, happened: str) -> None:
    """Make the case folder.

    \b
      rejoinder new my-case --subject "Marigold Threnody" --controller "Lower Wibbling Allotment Society"
    """
    made = cases.new(
        case,
        at=now().isoformat(),
        subject=subject,
        controller=controller,
        regime=regime,
        asked=_day(asked),
        happened=happened,
    )
    click.echo(f"Made {made.folder}. Next: rejoinder receive {made.folder} PATH…")


@cli.command()
@click.argument("case", type=CASE)
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PATH…")
@click.option("--name", type=text, default="", help="The batch's name; the path's own when not given.")
@click.option("--from", "sender", type=text, default="", help="Who sent it.")
@click.option("--on", "date", default="", help="When it came, as 2024-06-30; today when not given.")
@click.option("--own", is_flag=True, help="Your own archive: evidence, not disclosure.")
@with_scope
@with_passwords
@click.option("--scans/--no-scans", default=True, help="Read pages that are pictures as well (OCR), or later.")
@as_json
@with_progress
def receive(
    case: Path,
    paths: tuple[Path, ...],
    name: str,
    sender: str,
    date: str,
    own: bool,
    mailboxes: tuple[str, ...],
    covers: str,
    words: tuple[str, ...],
    letter: str,
    password_file: Path | None,
    scans: bool,
    as_json: bool,
    progress_: bool,
) -> int:
    """Take in what was sent: files, folders, zips, mailboxes.

    The originals are copied and never changed. The same path given again goes on where it stopped.

    \b
      rejoinder receive my-case disclosure.zip --on 2024-06-30
      rejoinder receive my-case ~/my-sent-mail.mbox --own
      rejoinder receive my-case disclosure.zip --covers 2024-01-01..2024-06-30 --mailbox "Hesper Quillfeather"
      rejoinder receive my-case locked.pdf --password-file passwords.txt
    """
    opened = cases.open_case(case)
    delivery = cases.Delivery(
        name=" ".join(name.split()) or _name_of(paths),
        sender=sender,
        date=_day(date) or now().date().isoformat(),
        own=own,
        scope=scope_told(mailboxes, covers, words, letter),
    )
    given = in_file(password_file) if password_file else ()
    keep(opened.folder, given)
    at = now().isoformat()
    with progress(progress_) as told:
        bag = cases.receive(opened, paths, delivery, at=at, told=told)
        if given and locked(opened):
            unlock(opened, given, at=at, told=told)
        unread = read_or_say(opened, told) if scans else ""
    journal_opened(opened, opened_by_password(opened, bag.batch.number), at)
    with opened.shelf() as shelf:
        ledger = shelf.ledger(bag.batch.number)
        problems = [problem for _, problem in shelf.problems(bag.batch.number)]
    if as_json:
        print_lines([contract.batch_line(bag.batch, ledger)])
        print_lines(contract.problem_line(bag.batch.name, problem) for problem in problems)
    else:
        from rejoinder.cli import terminal

        terminal.print_received(bag.batch, ledger, problems)
        if any(problem.code == LOCKED for problem in problems):
            click.echo(f"Some files need a password: rejoinder unlock {case}")
        click.echo(unread, nl=bool(unread))
        click.echo(f"Next: rejoinder audit {case}")
    kept_the_first = any(problem.code == CHANGED_SINCE for problem in problems)
    return SOMETHING_TO_SEE if ledger.partial or ledger.refused or kept_the_first else 0


def _name_of(paths: tuple[Path, ...]) -> str:
    return " ".join(text(paths[0].resolve().name).split()) or "batch"


def _day(written: str) -> str:
    if not written:
        return ""
    try:
        return datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as fault:
        raise UsageError(f"{written} is not a day.", "Write it as 2024-06-30.") from fault


@cli.command()
@click.argument("case", type=CASE)
@as_json
def documents(case: Path, as_json: bool) -> int:
    """List every document and every problem.

    \b
      rejoinder documents my-case
      rejoinder documents my-case --json | jq -r .path
    """
    opened = cases.open_case(case)
    with opened.shelf() as shelf:
        names = {batch.number: batch.name for batch in shelf.batches()}
        ledger = shelf.ledger()
        if as_json:
            print_lines(contract.all_lines(shelf, names))
        else:
            from rejoinder.cli import terminal

            terminal.print_documents(shelf, ledger)
    return SOMETHING_TO_SEE if ledger.partial or ledger.refused else 0


@cli.command()
@click.argument("case", type=CASE)
@click.argument("ref", type=text)
@click.option("--page", type=int, default=None, help="Only this page.")
@as_json
def show(case: Path, ref: str, page: int | None, as_json: bool) -> int:
    """Show one document: its text, its zones, its traces.

    REF is a document's reference, its path, or its message id.

    \b
      rejoinder show my-case k3jq5w7xabcd
      rejoinder show my-case letters/2024-05-03.pdf --page 2
    """
    opened = cases.open_case(case)
    with opened.shelf() as shelf:
        holding = shelf.find_document(ref)
        if holding is None:
            raise UsageError(f"No document of this case is {ref}.", f"List them with: rejoinder documents {case}")
        around = conversations.around(shelf, holding, AROUND)
    shown = cases.shown(opened, holding, page)
    if as_json:
        print_lines([{**contract.shown_line(shown), **contract.around_lines(holding, around)}])
    else:
        from rejoinder.cli import terminal

        terminal.print_document(shown)
        terminal.print_around(shown, around)
    return 0


@cli.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("case", type=CASE)
@click.argument("query", type=text, nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many passages.")
@as_json
def search(case: Path, query: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Find passages: words, "phrases", -without, from: to: subject: date: batch: kind:.

    \b
      rejoinder search my-case '"water butts" from:treasurer'
      rejoinder search my-case minutes date:2024-05..2024-07 kind:pdf
    """
    opened = cases.open_case(case)
    with opened.shelf() as shelf:
        found = list(shelf.search(" ".join(query), limit))
        if as_json:
            print_lines(contract.passage_line(passage) for passage in found)
        else:
            from rejoinder.cli import terminal

            terminal.print_passages(shelf, found)
    return 0 if found else SOMETHING_TO_SEE


@cli.command()
@click.argument("case", type=CASE)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(sorted((*KINDS, *LEFT))),
    multiple=True,
    help="Only findings of this kind; may be given more than once.",
)
@click.option(
    "--since", type=text, default="", metavar="BATCH", help="Only what this batch or a later one shows or brings."
)
@click.option(
    "--before-sending",
    is_flag=True,
    help="As the one who sends it sees it: what a reader will miss, and what you may not mean to send.",
)
@click.option("--words", is_flag=True, help="With --before-sending: show numbers and addresses whole.")
@as_json
@with_progress
def audit(
    case: Path, kinds: tuple[str, ...], since: str, before_sending: bool, words: bool, as_json: bool, progress_: bool
) -> int:
    """Find what is missing, each with the page and words that show it.

    With --before-sending, the report of the other chair: the same findings as a reader will make them, other people's
    personal data, what files say of themselves, and what their pages do not show.

    \b
      rejoinder audit my-case
      rejoinder audit my-case --kind absent-attachment
      rejoinder audit our-disclosure --before-sending
      rejoinder audit our-disclosure --before-sending --kind nhs-number --json
    """
    opened = cases.open_case(case)
    if before_sending:
        from rejoinder.cli import sending

        _refuse_since(since)
        with progress(progress_) as told:
            return sending.before_sending(opened, sending.Wanted(kinds, words), told, as_json=as_json)
    _refuse_left(kinds)
    wanted = Wanted(kinds=kinds, since=cases.batch_number(opened, since) if since else 0)
    with ExitStack() as until_printed:
        with progress(progress_) as told:
            found = until_printed.enter_context(cases.audited(opened, told))
        click.echo(part_of(opened), nl=bool(part_of(opened)), err=True)
        if as_json:
            print_lines(contract.finding_line(one) for one in found.weighed(wanted))
        else:
            from rejoinder.cli import terminal

            with opened.shelf() as shelf:
                terminal.print_ledger(shelf.ledger())
                terminal.print_findings(shelf, list(found.weighed(wanted)))
        return SOMETHING_TO_SEE if found.ids(replace(wanted, statuses=("to check", "unsure"))) else 0


def _refuse_since(since: str) -> None:
    if since:
        raise UsageError(
            "--since is not for what you are about to send.", "Leave it out, or leave out --before-sending."
        )


def _refuse_left(kinds: tuple[str, ...]) -> None:
    left = next((kind for kind in kinds if kind not in KINDS), "")
    if left:
        raise UsageError(f"{left} is a kind of what a sender looks at.", f"Add --before-sending to --kind {left}.")
