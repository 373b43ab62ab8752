"""The command for the bundle: exhibits chosen and put in order, the PDF made, and any bundle checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rejoinder import case as cases
from rejoinder.case import bundle as told
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines, with_progress
from rejoinder.cli.lines import on_one_line, plain, text
from rejoinder.cli.progress import progress
from rejoinder.errors import UsageError
from rejoinder.law.bundles import profile_named, profiles
from rejoinder.write.bundle import check as checks
from rejoinder.write.bundle import lines
from rejoinder.write.bundle.making import Asked, Made, make
from rejoinder.write.words import counted, date_in_words


class Said(NamedTuple):
    """What a person says about which exhibits."""

    case: cases.Case
    which: tuple[str, ...]
    section: str | None
    before: str
    title: str
    family: bool
    source: str
    query: str
    core: bool
    profile: str
    at: str

    @property
    def one(self) -> str:
        """Give the exhibit it is about; UsageError where none is named."""
        if not self.which:
            raise UsageError("It was not said which exhibit.", f"List them: rejoinder bundle {self.case.folder}")
        return self.which[0]


def _add(said: Said) -> None:
    section = said.section or ""
    if said.source:
        told.add_from(said.case, said.source, section=section, at=said.at)
    if said.query:
        told.add_found(said.case, said.query, section=section, at=said.at)
    if said.which or not (said.source or said.query):
        _one = said.one
        told.add(said.case, said.which, section=section, family=said.family, at=said.at)


def _filed(said: Said) -> None:
    told.was_filed(said.case, profile_named(said.profile).id, said.case.journal.head(), at=said.at)


ACTS: dict[str, Callable[[Said], object]] = {
    "add": _add,
    "absent": lambda said: told.add_absent(said.case, said.which, section=said.section or "", at=said.at),
    "move": lambda said: told.move(said.case, said.which, section=said.section, before=said.before, at=said.at),
    "sort": lambda said: told.sort(said.case, at=said.at),
    "title": lambda said: told.retitle(said.case, said.one, said.title, at=said.at),
    "core": lambda said: told.mark_core(said.case, said.which, at=said.at),
    "not-core": lambda said: told.mark_core(said.case, said.which, core=False, at=said.at),
    "remove": lambda said: told.remove(said.case, said.which, at=said.at),
    "rename-section": lambda said: told.rename_section(said.case, said.one, said.title, at=said.at),
    "order-sections": lambda said: told.order_sections(said.case, said.which, at=said.at),
    "filed": _filed,
    "afresh": lambda said: told.afresh(said.case, at=said.at),
    "undo": lambda said: told.undo(said.case, at=said.at),
}


@cli.command()
@click.argument("case", type=CASE, required=False)
@click.argument("act", type=click.Choice(["list", *ACTS]), default="list", required=False)
@click.argument("which", type=text, nargs=-1, metavar="[WHICH…]")
@click.option(
    "--profile",
    type=click.Choice(list(profiles())),
    default="ew_courts_2021",
    show_default=True,
    help="What forum it is for.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help="Make the bundle: a .pdf, or a folder that is there, where its name is made as the profile has it.",
)
@click.option("--core", is_flag=True, help="Make the core bundle: what was marked for it, with its pages in the whole.")
@click.option(
    "--add",
    "late",
    type=text,
    multiple=True,
    metavar="DOCUMENT",
    help="Add a document first; once it was filed, after all that it had then. May be given more than once.",
)
@click.option("--section", type=text, default=None, help="Under which section; a new one is made.")
@click.option("--before", type=text, default="", help="Before which exhibit to move.")
@click.option("--title", type=text, default="", help="What an exhibit or a section is to be called.")
@click.option("--family", is_flag=True, help="With what is attached to each.")
@click.option(
    "--from",
    "source",
    type=click.Choice(told.SOURCES),
    default=None,
    help="Add what the chronology you stand by cites, what you placed for allegations, or all that was disclosed.",
)
@click.option(
    "--search", "query", type=text, default="", help="Add the disclosed documents in which this search finds something."
)
@click.option(
    "--check",
    "checked",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE",
    help="Hold any bundle against the profile; needs no case.",
)
@click.option(
    "--earlier",
    type=click.Path(path_type=Path),
    default=None,
    help="With --check: the bundle that was handed in before pages were added.",
)
@click.option(
    "--whole", type=click.Path(path_type=Path), default=None, help="With --check: the bundle that this is the core of."
)
@as_json
@with_progress
def bundle(
    case: Path | None,
    act: str,
    which: tuple[str, ...],
    profile: str,
    output: Path | None,
    core: bool,
    late: tuple[str, ...],
    section: str | None,
    before: str,
    title: str,
    family: bool,
    source: str | None,
    query: str,
    checked: Path | None,
    earlier: Path | None,
    whole: Path | None,
    as_json: bool,
    progress_: bool,
) -> int:
    """Choose exhibits and make one PDF of them: numbered, indexed, bookmarked, searchable, as a forum asks for it.

    WHICH is a document's reference or path where exhibits are added, else an exhibit's number or id. Nothing is in a
    bundle that you did not choose; your own papers are added by name alone. Every act is kept in the journal. Once you
    say that it was filed, its numbers stay, and what is added comes after all of it.

    \b
      rejoinder bundle my-case add letters/decision.pdf k3jq5w7xabcd --section "Decision"
      rejoinder bundle my-case add --from chronology --section "Correspondence"
      rejoinder bundle my-case absent 6e6g                   a slip sheet: not in this disclosure
      rejoinder bundle my-case move 7 --before 3
      rejoinder bundle my-case sort
      rejoinder bundle my-case core 1 2 3
      rejoinder bundle my-case -o out/
      rejoinder bundle my-case --core -o out/
      rejoinder bundle my-case filed
      rejoinder bundle my-case --add letters/late.pdf -o out/
      rejoinder bundle --check their-bundle.pdf --profile et_ew
    """
    if checked:
        return _checked(checked, profile, earlier, whole, as_json=as_json)
    if case is None:
        raise UsageError("It was not said which case.", "Name its folder, or a bundle with --check.")
    opened = cases.open_case(case)
    said = Said(opened, which, section, before, title, family, source or "", query, core, profile, now().isoformat())
    if act in ACTS:
        ACTS[act](said)
    if late:
        told.add(opened, late, section=section or "", family=family, at=said.at)
    if output:
        with progress(progress_) as hears:
            made = make(opened, Asked(profile_named(profile), core), output, hears)
        return _print_made(made, profile, as_json=as_json)
    return _print(opened, as_json=as_json)


def _print(case: cases.Case, *, as_json: bool) -> int:
    made = told.chosen(case)
    found = told.exhibits(case, made)
    absent = lines.absent_titles(case, found)
    if as_json:
        print_lines(lines.exhibit_line(one, absent) for one in found)
        return 0
    from rejoinder.cli.terminal import console

    before: tuple[int, str] = (0, "")
    for one in found:
        here = (one.entry.late, one.entry.section)
        if here != before:
            late = " · added after it was filed" if one.entry.late else ""
            console.print(Text(f"{plain(one.entry.section) or 'No section'}{late}", style="bold"))
            before = here
        day = date_in_words(one.holding.date[:10]) if one.holding and one.holding.date else ""
        stand = [one.entry.id, day, "core" if one.entry.core else "", "" if one.entry.document else "slip sheet"]
        console.print(Text(f"{one.number:>5}  {on_one_line(lines.shown_title(one, absent), 100)}"))
        console.print(Padding(Text(" · ".join(filter(None, stand)), style="dim"), (0, 0, 0, 7)))
    for each in made.filed:
        console.print(Text(f"Filed on {date_in_words(each.at[:10])}: its numbers stay.", style="dim"))
    if found:
        console.print(f"{counted(len(found), 'exhibit', 'exhibits')}. Make it: rejoinder bundle {case.folder} -o FILE")
    else:
        console.print(f"Nothing was chosen yet: rejoinder bundle {case.folder} add DOCUMENT…")
    return 0


def _print_made(made: Made, profile: str, *, as_json: bool) -> int:
    status = SOMETHING_TO_SEE if made.serious else 0
    if as_json:
        print_lines(lines.made_lines(made, profile))
        return status
    from rejoinder.cli.terminal import console

    pages = counted(made.pages, "page", "pages")
    console.print(f"{counted(len(made.rows), 'exhibit', 'exhibits')} on {pages} in {made.path}")
    for row in made.rows:
        if row.notes:
            words = f"{on_one_line(row.material.title, 60)}: {lines.notes_in_words(row)}"
            console.print(Padding(Text.assemble((f"page {row.page}  ", "bold"), words), (0, 0, 0, 4)))
    remedies = dict.fromkeys(lines.REMEDIES[one] for row in made.rows for one in row.notes if one in lines.REMEDIES)
    for remedy in remedies:
        console.print(remedy)
    console.print(Text(f"From line {made.head[:16]} of the journal. SHA-256 {made.sha256}", style="dim"))
    return status


def _checked(place: Path, profile: str, earlier: Path | None, whole: Path | None, *, as_json: bool) -> int:
    found = checks.check(place, profile_named(profile), earlier=earlier, whole=whole)
    if as_json:
        print_lines(lines.check_lines(found))
        return 0 if found.met else SOMETHING_TO_SEE
    from rejoinder.cli.terminal import console

    console.print(
        Text(f"{plain(place.name)}: {counted(found.pages, 'page', 'pages')}. {found.profile.title}", style="bold")
    )
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for one in found.found:
        style = {True: "green", False: "red", None: "yellow"}[one.met]
        says = f"\n{lines.found_in_words(one)}" if one.says else ""
        rule = Text.assemble((checks.TITLES[one.rule.check], "bold"), f": {one.rule.says}", (says, "dim"))
        table.add_row(Text(one.word, style=style), rule)
    console.print(table)
    return 0 if found.met else SOMETHING_TO_SEE
