"""The commands that show, write out, check or keep a whole case: open, schedule, rebuild, verify, backup, demo."""

from __future__ import annotations

from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.progress import progress
from rejoinder.received import bags


@cli.command(name="open")
@click.argument("case", type=CASE, default=Path(), required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to use; a free one when not given.")
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def open_(case: Path, port: int, no_browser: bool) -> None:
    """Show a case, or a folder of cases, on screen.

    The pages answer this computer alone, until Ctrl-C.

    \b
      rejoinder open my-case
      rejoinder open ~/cases --no-browser
    """
    from rejoinder.cli.screen import open_on_screen

    open_on_screen(case, port=port, browser=not no_browser)


@cli.command()
@click.argument("case", type=CASE)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=None, help="FILE.csv, .xlsx, .html, .docx or .pdf."
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also what is still to check; accepted findings alone when not given.",
)
@click.option(
    "--language", type=click.Choice(("en", "fr")), default="en", help="Language of the file; English as usual."
)
@click.option("--texts/--no-texts", default=True, help="With the words put together from quotations, or without.")
def schedule(case: Path, output: Path | None, everything: bool, language: str, texts: bool) -> int:
    """Write the list of absent documents: accepted ones, or all with --all.

    \b
      rejoinder schedule my-case -o schedule.html
      rejoinder schedule my-case --no-texts -o schedule.pdf
      rejoinder schedule my-case --all -o draft.xlsx
      rejoinder schedule my-case -o bordereau.html --language fr
    """
    from rejoinder.web.words import translator
    from rejoinder.write.schedule import schedule_of, written

    opened = cases.open_case(case)
    made = schedule_of(opened, everything=everything, on=now().date().isoformat())
    if output is None:
        from rejoinder.cli import terminal

        terminal.print_schedule(made)
    else:
        cases.write_out(output, written(made, output.suffix.lower(), translator(language), texts=texts))
        click.echo(f"Wrote {output}: {made.summary}")
    return 0 if made.rows else SOMETHING_TO_SEE


@cli.command()
@click.argument("case", type=CASE)
@with_progress
def rebuild(case: Path, progress_: bool) -> int:
    """Make all derived data again from what was received; judgements stay.

    \b
      rejoinder rebuild my-case
    """
    opened = cases.open_case(case)
    with progress(progress_) as told:
        cases.rebuild(opened, told)
    ledger = cases.ledger(opened)
    from rejoinder.cli import terminal

    terminal.print_ledger(ledger)
    return SOMETHING_TO_SEE if ledger.partial or ledger.refused else 0


@cli.command()
@click.argument("case", type=CASE)
@as_json
@with_progress
def verify(case: Path, as_json: bool, progress_: bool) -> int:
    """Check the hash of every file received and the journal's chain.

    \b
      rejoinder verify my-case
      cd my-case/received/2024-06-30-disclosure && sha256sum -c manifest-sha256.txt
    """
    opened = cases.open_case(case)
    with progress(progress_) as told:
        found = list(cases.check(opened, at=now().isoformat(), told=told).faults)
    files = sum(bag.count() for bag in bags(opened.received))
    head = "" if found else opened.journal.head()
    if as_json:
        print_lines([{"files": files, "journal_head": head or None, "faults": found}])
    else:
        for fault in found:
            click.echo(fault)
        if not found:
            click.echo(
                f"{files:,} files are as they were received. The journal's chain holds; its head is {head[:16]}."
            )
    return SOMETHING_TO_SEE if found else 0


@cli.command()
@click.argument("case", type=CASE)
@click.argument("folder", type=click.Path(path_type=Path))
@as_json
def backup(case: Path, folder: Path, as_json: bool) -> int:
    """Copy a case to another folder, best on another disk, and check the copy.

    It may be made while the case is open on screen. A copy is a case like any other.

    \b
      rejoinder backup my-case /media/stick/my-case-2024-07-01
    """
    from rejoinder.backup import backup as copied

    made = copied(cases.open_case(case), folder)
    head = "" if made.faults else made.case.journal.head()
    if as_json:
        told = {"folder": str(folder), "files": made.files, "bytes": made.size}
        print_lines([{**told, "journal_head": head or None, "faults": made.faults}])
    else:
        for fault in made.faults:
            click.echo(fault)
        checked = f"checked against its hash. The journal's chain holds; its head is {head[:16]}."
        whole = f"each {checked}" if not made.faults else "but the copy does not check, as said above."
        click.echo(f"Copied the case with {made.files:,} received files to {folder}, {whole}")
    return SOMETHING_TO_SEE if made.faults else 0


@cli.command()
@as_json
def doctor(as_json: bool) -> int:
    """Try every way out of the box in which documents are opened, and out of the lock on other programs.

    It needs no case, and harms nothing where a way is open.

    \b
      rejoinder doctor
    """
    from rejoinder.box.doctor import TIERS, diagnosis
    from rejoinder.box.outside import outside
    from rejoinder.meaning.here import HOW_TO_INSTALL, NAME, model_here
    from rejoinder.personal.given_names import given_names
    from rejoinder.write.sending import lists_in_words

    found, programs = diagnosis(), outside()
    closed = len(found.tried) - len(found.open)
    if as_json:
        head = {"system": found.system, "tier": found.tier, "closed": closed, "of": len(found.tried)}
        print_lines([head, *({"way": way, "closed": shut} for way, shut in found.tried.items())])
        print_lines([{"program": one.name, "state": one.state} for one in programs.programs])
        print_lines([{"lists_of_given_names": len(given_names())}])
        print_lines([{"program": NAME, "state": "present" if model_here() else "absent"}])
        print_lines([{"way_of_programs": way, "closed": shut} for way, shut in programs.tried.items()])
    else:
        click.echo(f"{found.system}, tier {found.tier}: {closed} of {len(found.tried)} ways out are closed.")
        click.echo(TIERS[found.tier])
        _tell_ways(found.tried)
        click.echo("\nOther programs that open documents:")
        for one in programs.programs:
            click.echo(f"  {one.name} ({one.use}): {one.told}")
        if programs.tried:
            shut = len(programs.tried) - len(programs.open)
            click.echo(f"{shut} of {len(programs.tried)} ways out of their lock are closed.")
            _tell_ways(programs.tried)
        click.echo(f"\nNames before a disclosure is sent: {lists_in_words()}")
        click.echo(
            f"\nRanking by meaning: {f'{NAME} is here, and runs under that lock' if model_here() else 'not here'}."
        )
        if not model_here():
            click.echo(HOW_TO_INSTALL)
    return SOMETHING_TO_SEE if found.open or not programs.held else 0


def _tell_ways(tried: dict[str, bool]) -> None:
    for way, shut in tried.items():
        click.echo(f"  {'closed' if shut else 'OPEN  '}  {way}")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("rejoinder-demo"), required=False)
@click.option("--no-open", is_flag=True, help="Only build and audit it; open nothing.")
@with_progress
def demo(folder: Path, no_open: bool, progress_: bool) -> int:
    """Build an invented case, receive it, audit it and open it on screen.

    \b
      rejoinder demo
      rejoinder demo /tmp/my-demo --no-open
    """
    from rejoinder.cli.demo import run_demo
    from rejoinder.cli.screen import has_screen, open_on_screen

    with progress(progress_) as told:
        made = run_demo(folder, at=now(), told=told)
    made.print(open_it=not no_open)
    if not no_open and has_screen():
        open_on_screen(made.case.folder)
    return 0
