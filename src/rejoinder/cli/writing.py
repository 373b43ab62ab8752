"""The command that writes letters: which fit, one drafted, what it lacks, and the person's own words for it."""

from __future__ import annotations

from pathlib import Path

import click

from rejoinder import case as cases
from rejoinder.case.letters import answer, take_back, write_words
from rejoinder.cli.clocks import day_of
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines
from rejoinder.cli.lines import text
from rejoinder.errors import UsageError
from rejoinder.write import letters as write
from rejoinder.write.letters.lines import STATES, fitting_line, letter_line
from rejoinder.write.words import counted, date_in_words


@cli.command()
@click.argument("case", type=CASE)
@click.argument("kind", type=text, default="", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="FILE.docx, FILE.pdf or FILE.txt.")
@click.option(
    "--set", "answers", multiple=True, metavar="FIELD=…", help="What only you can tell; kept for every letter."
)
@click.option(
    "--words", "own", multiple=True, metavar="PASSAGE=…", help="A passage in your own words; =@FILE reads them."
)
@click.option("--undo", type=text, default="", metavar="PASSAGE", help="Take your last words for a passage back.")
@click.option("--template", type=click.Path(path_type=Path), default=None, help="Your own template, a text file.")
@click.option("--copy-template", is_flag=True, help="Put a copy of the template into the case, for you to change.")
@click.option(
    "--texts", is_flag=True, help="With the words of missing messages that were put together from quotations."
)
@click.option("--on", "on_day", default="", help="The day of the letter; today when not given.")
@as_json
def letter(
    case: Path,
    kind: str,
    output: Path | None,
    answers: tuple[str, ...],
    own: tuple[str, ...],
    undo: str,
    template: Path | None,
    copy_template: bool,
    texts: bool,
    on_day: str,
    as_json: bool,
) -> int:
    """List the letters and whether they fit, or write one, every fact with its page.

    Without KIND, every letter is listed. With KIND and no FILE, the draft is shown. Only findings that you accepted and
    days that you confirmed enter. What you wrote yourself stays as you wrote it. Nothing is sent: you send it.

    \b
      rejoinder letter my-case
      rejoinder letter my-case missing-documents
      rejoinder letter my-case missing-documents --set reference="LWAS/SAR/1" -o letter.docx
      rejoinder letter my-case controller-complaint --words effect="I lost my plot and my sleep."
      rejoinder letter my-case controller-complaint --undo effect
      rejoinder letter my-case chaser --copy-template
      rejoinder letter my-case chaser --on 2024-09-02 -o chaser.pdf
    """
    opened, moment = cases.open_case(case), now()
    on = day_of(on_day) if on_day else moment.date()
    given = dict(_pairs(answers, "--set reference=…"))
    for name, value in given.items():
        write.check_answer(name, value)
    for name, value in given.items():
        answer(opened, name, value, at=moment.isoformat())
    if not kind:
        return _list(write.desk(opened, on=on), as_json=as_json)
    write.kind_of(kind)
    if copy_template:
        click.echo(f"Change it as you like: {write.copy_template(opened, kind)}")
        return 0
    if undo:
        take_back(opened, kind, undo, at=moment.isoformat())
    for passage, words in _pairs(own, "--words effect=…"):
        _own(
            opened,
            kind,
            passage,
            words,
            write.letter(write.desk(opened, on=on), kind, template=template),
            moment.isoformat(),
        )
    made = write.letter(write.desk(opened, on=on), kind, template=template, texts=texts)
    return _one(made, output, as_json=as_json)


def _pairs(told: tuple[str, ...], like: str) -> list[tuple[str, str]]:
    found = []
    for one in told:
        name, sign, value = one.partition("=")
        if not sign:
            raise UsageError(f"{one} names nothing.", f"Write it as {like}")
        found.append((name.strip(), value))
    return found


def _own(case: cases.Case, kind: str, passage: str, words: str, made: write.Letter, at: str) -> None:
    """Note a person's words for a passage, beside the facts as they are now."""
    part = made.part(passage)
    if words.startswith("@"):
        words = Path(words[1:]).read_text("utf-8")
    write_words(case, kind, passage, words, part.facts if part else {}, at=at)


def _list(at: write.Desk, *, as_json: bool) -> int:
    found = at.fitting()
    if as_json:
        print_lines(map(fitting_line, found))
        return 0
    for kind, fit in found:
        by = f" Last day: {date_in_words(fit.by.isoformat())}." if fit.by else ""
        click.echo(f"{STATES[fit.state]:13} {kind.id:21} {kind.title}. {kind.about}")
        click.echo(f"{'':35} {fit.why}{by}")
    click.echo(f"\nSee one: rejoinder letter {at.case.folder} KIND")
    return 0


def _one(made: write.Letter, output: Path | None, *, as_json: bool) -> int:
    """Show or write one letter."""
    if output:
        cases.write_out(output, write.written(made, output.suffix.lower()))
        click.echo(f"Wrote {output}. You send it: nothing leaves this computer by itself.", err=as_json)
    if as_json:
        print_lines([letter_line(made)])
    elif not output:
        click.echo(write.printed(made.paper, ".txt").decode().replace("\r\n", "\n"))
    _tell(made)
    is_seen = made.drafted.gaps or made.fit.state != "now" or any(part.changed for part in made.drafted.parts)
    return SOMETHING_TO_SEE if is_seen or made.drafted.left else 0


def _tell(made: write.Letter) -> None:
    """Say on standard error what a person must see before sending."""
    if made.fit.state != "now":
        click.echo(f"{STATES[made.fit.state]}: {made.fit.why}", err=True)
    for gap in made.drafted.gaps:
        click.echo(f"It lacks {gap.name}: {gap.ask}", err=True)
    for part in made.drafted.parts:
        for one in part.changed:
            now_ = f"now it is “{one.now}”" if one.now else "now it is not known"
            click.echo(f"Since you wrote “{part.name}”, {one.name} has changed: it was “{one.was}”, {now_}.", err=True)
    for name, _ in made.drafted.left:
        click.echo(f"Your words for “{name}” are kept, and this template has no such passage.", err=True)
    if made.left:
        left = counted(
            made.left,
            "finding is",
            "findings are",
        )
        click.echo(f"{left} still to check and in no letter.", err=True)
