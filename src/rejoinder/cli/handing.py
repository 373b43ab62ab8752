"""The commands that hand a case to an adviser, and open one that was handed over."""

from __future__ import annotations

from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.lines import text
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.write.handover import leaving_in_words, leaving_line
from rejoinder.write.words import counted

secret = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    default=None,
    help="A file; its first line is the passphrase.",
)
ask = click.option("--passphrase", is_flag=True, help="Be asked for a passphrase.")


@cli.command()
@click.argument("case", type=CASE)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="FILE.age; nothing is written without it.")
@click.option("--recipient", "recipients", type=text, multiple=True, help="Their public key: age1… or ssh-ed25519 ….")
@ask
@secret
@click.option("--batch", "batches", type=text, multiple=True, help="Only this batch; again for each.")
@click.option("--document", "documents", type=text, multiple=True, help="Only this document; again for each.")
@click.option("--with-notes", is_flag=True, help="Also your own notes: reasons, what happened, drafts, your own files.")
@as_json
@with_progress
def export(
    case: Path,
    output: Path | None,
    recipients: tuple[str, ...],
    passphrase: bool,
    passphrase_file: Path | None,
    batches: tuple[str, ...],
    documents: tuple[str, ...],
    with_notes: bool,
    as_json: bool,
    progress_: bool,
) -> int:
    """Hand a case, or a part of it, to an adviser: one encrypted archive (age) that opens on another machine.

    What leaves and what stays is said first; without a FILE nothing is written. Your own notes stay unless you choose
    otherwise. Send the archive as you like: nothing is sent from here.

    \b
      rejoinder export my-case                                        what would leave
      rejoinder export my-case -o case.age --recipient age1qyz…       for the key that they made: rejoinder key
      rejoinder export my-case -o case.age --passphrase --with-notes
      rejoinder export my-case -o part.age --batch "First disclosure" --passphrase-file words.txt
      rejoinder export my-case -o letter.age --document letters/reasons.pdf --passphrase
    """
    from rejoinder import handover

    opened = cases.open_case(case)
    if batches and documents:
        raise UsageError("Batches and single documents cannot leave together.", "Choose one of the two.")
    leaves = handover.leaving(opened, handover.Part(batches, documents, with_notes))
    if not as_json:
        for line in leaving_in_words(leaves):
            click.echo(line)
    if output is None:
        if as_json:
            print_lines([leaving_line(leaves)])
        return 0
    given = _passphrase(passphrase, passphrase_file, confirm=True) if not recipients else ""
    with progress(progress_) as told:
        made = handover.seal(opened, leaves, output, handover.Locks(recipients, given), at=now().isoformat(), told=told)
    if as_json:
        print_lines([{**leaving_line(leaves), "file": str(output), "bytes": made.size, "sha256": made.sha256}])
    else:
        click.echo(f"Wrote {output}, {made.size:,} bytes, SHA-256 {made.sha256}.")
        click.echo("You send it: nothing leaves by itself.")
    return 0


@cli.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--identity", type=click.Path(path_type=Path), help="Your secret key, of rejoinder key or SSH.")
@ask
@secret
@as_json
@with_progress
def import_(
    file: Path,
    folder: Path,
    identity: Path | None,
    passphrase: bool,
    passphrase_file: Path | None,
    as_json: bool,
    progress_: bool,
) -> int:
    """Open an archive that was handed over into a new folder, and check all of it.

    Every file is held against its hash, and the journal's chain is checked. An archive with paths that lead elsewhere,
    links, or files other than its manifest lists is refused, and nothing of it is kept.

    \b
      rejoinder import case.age a-new-folder --identity my.key
      rejoinder import case.age a-new-folder --passphrase
    """
    from rejoinder import handover

    given = "" if identity else _passphrase(passphrase, passphrase_file, confirm=False)
    with progress(progress_) as told:
        made = handover.open_archive(file, folder, identity=identity, passphrase=given, told=told)
    if as_json:
        head = made.case.journal.head() if made.case and not made.faults else None
        found = {"folder": str(folder), "files": made.files, "is_case": made.case is not None}
        print_lines([{**found, "journal_head": head, "lacks": made.lacks, "faults": made.faults}])
    else:
        files = counted(made.files, "file", "files")
        click.echo(f"{files} opened into {folder}, each with the hash it was sent with.")
        for line in (*made.lacks, *made.faults):
            click.echo(line)
        if made.case and not made.faults:
            click.echo(f"The journal's chain holds; its head is {made.case.journal.head()[:16]}.")
            click.echo(f"Next: rejoinder open {folder}")
    return SOMETHING_TO_SEE if made.faults or made.lacks else 0


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def key(file: Path) -> None:
    """Make a key with which archives can be opened: keep the file, give the public key to whoever hands over.

    \b
      rejoinder key my.key
    """
    from rejoinder import handover

    public = handover.new_key(file, day=now().date().isoformat())
    click.echo(f"Keep {file} secret and safe: without it nothing sealed for it opens.")
    click.echo(f"Public key, to give away: {public}")


def _passphrase(asked: bool, file: Path | None, *, confirm: bool) -> str:
    """Give the passphrase from a file, or as it is typed; empty where neither was wanted."""
    if file:
        try:
            lines = file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as fault:
            raise UsageError(f"{file} cannot be read.", "Save it as plain text (UTF-8).") from fault
        return lines[0] if lines else ""
    if asked:
        return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))
    return ""
