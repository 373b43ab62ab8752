"""Letters: each a template, a text file that a person can copy and change, and the facts of the case it may speak of.

The person's own words live in the journal and stand as they were written; facts are those of the case on the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from rejoinder.case import Case
from rejoinder.case.clocks import clocks
from rejoinder.case.letters import letters_of
from rejoinder.case.steps import Next, next_steps
from rejoinder.errors import UsageError
from rejoinder.law.loading import law
from rejoinder.law.rules import Source
from rejoinder.law.steps import steps
from rejoinder.procedure.packs import packs
from rejoinder.write.letters.accepted import Accepted
from rejoinder.write.letters.annexes import annexes_of
from rejoinder.write.letters.drafting import Drafted, Part, drafted
from rejoinder.write.letters.facts import FACTS, FIELDS, HOLDS, LISTS, Fact, Facts
from rejoinder.write.letters.gathering import day, gathered
from rejoinder.write.letters.kinds import KINDS, Fit, Kind
from rejoinder.write.letters.language import Known, Template, template_in
from rejoinder.write.letters.paper import Drawn, Paper, Piece

FOLDER = "letters"
"""Where a person's own templates lie in the folder of the case."""
ENDINGS = (".docx", ".pdf", ".txt")


class Fitting(NamedTuple):
    """A kind of letter, and whether it fits the case."""

    kind: Kind
    fit: Fit


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of a case on one day: drafted, and what goes with it."""

    kind: Kind
    fit: Fit
    template: Template
    drafted: Drafted
    paper: Paper
    own_template: bool
    """Whether the template is the person's."""
    left: int
    """Findings that nobody has decided about, and that are in no letter."""

    def part(self, name: str) -> Part | None:
        """Give a passage of the draft; None where it has none of this name. UsageError where the template has none."""
        names = [one.name for one in self.template.passages]
        if name not in names:
            raise UsageError(f"The letter has no passage {name or '(empty)'}.", f"Its passages: {', '.join(names)}.")
        return next((one for one in self.drafted.parts if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Desk:
    """What letters are written from: the case on a day, its facts, and what was accepted."""

    case: Case
    on: date
    facts: Facts
    accepted: Accepted
    ladder: tuple[Next, ...]

    def fitting(self) -> tuple[Fitting, ...]:
        """Give every kind with whether it fits."""
        return tuple(Fitting(kind, kind.fits(self.facts, self.ladder)) for kind in KINDS.values())


def desk(case: Case, *, on: date, answers: Mapping[str, str] | None = None) -> Desk:
    """Give what letters of a case are written from on a day; answers stand in place of those in the journal."""
    accepted, found = Accepted(case), clocks(case, today=on)
    facts = gathered(case, accepted, found, on=on)
    given = {name: Fact(_answer(name, value)) for name, value in (answers or {}).items()}
    merged = Facts({**facts.values, **given}, facts.lists, facts.holds, facts.unconfirmed)
    return Desk(case, on, merged, accepted, tuple(next_steps(found, on)))


def _answer(name: str, value: str) -> str:
    """Give an answer in words; UsageError where it is none."""
    if name not in FIELDS:
        raise UsageError(f"Letters ask nothing called {name or '(empty)'}.", f"They ask: {', '.join(FIELDS)}.")
    if not FIELDS[name].is_day:
        return value
    try:
        return day(date.fromisoformat(value.strip()))
    except ValueError as fault:
        raise UsageError(f"{value or 'Nothing'} is not a day.", "Write it as 2024-06-30.") from fault


def check_answer(name: str, value: str) -> None:
    """Refuse an answer that is none of those asked for."""
    _answer(name, value)


def kind_of(name: str) -> Kind:
    """Give the kind of letter of this name."""
    if name not in KINDS:
        raise UsageError(f"No letter is called {name or '(empty)'}.", f"Say one of: {', '.join(KINDS)}.")
    return KINDS[name]


def letter(
    at: Desk, name: str, *, template: Path | None = None, texts: bool = False, most: int | None = None
) -> Letter:
    """Give one letter drafted; what it lacks is told in its gaps, and so many entries at most are in its lists."""
    kind = kind_of(name)
    form, own = template_of(at.case, name, template)
    words = letters_of(at.case).of(name)
    with at.case.shelf() as shelf:
        made = drafted(form, at.facts, words, sources(), shelf)
    extra = tuple(annexes_of(at.case, kind.annexes, at.facts, at.accepted, texts=texts, most=most))
    paper = replace(_paper(at, form, made, kind), annexes=extra)
    return Letter(kind, kind.fits(at.facts, at.ladder), form, made, paper, own, at.accepted.left)


def _paper(at: Desk, form: Template, made: Drafted, kind: Kind) -> Paper:
    """Give a letter as it is printed."""

    def said(name: str) -> str:
        return at.facts.values[name].words if name in at.facts.values else ""

    ico = kind.id == "ico-complaint"
    body = [line for part in made.parts for line in part.lines]
    named = "" if ico or said("to").lower().startswith("the ") else said("to")
    greeting = Drawn("", (Piece(f"Dear {named or 'Sir or Madam'},"),))
    closing = "Yours sincerely," if named else "Yours faithfully,"
    whom = "Information Commissioner’s Office" if ico else said("controller")
    return Paper(
        title=form.title,
        foot=f"Record of this case: {at.case.journal.head()[:16]}",
        day=said("date"),
        sender=tuple(filter(None, (said("me"), *said("address").splitlines(), said("email")))),
        recipient=tuple(
            filter(
                None, (said("to") if not ico else "", whom, *(said("their_address").splitlines() if not ico else ()))
            )
        ),
        reference=said("reference") if not ico else "",
        subject=made.subject,
        body=(greeting, *body),
        ending=(closing, said("me")),
        references=made.references,
        law=made.law,
    )


# Templates


@cache
def known() -> Known:
    """Give what templates may name."""
    return Known({*FACTS, *FIELDS}, LISTS, HOLDS, tuple(sources()))


@cache
def sources() -> dict[str, Source]:
    """Give every source of the law by its pack and name."""
    held = [(one.id, one.sources) for one in law().packs]
    held += [(one.id, one.sources) for one in steps()]
    held += [(one.id, one.sources) for one in packs().values()]
    return {f"{pack}.{name}": source for pack, several in held for name, source in several.items()}


def text_of_template(name: str) -> str:
    """Give the text of a template that comes with the program."""
    kind_of(name)
    return resources.files("rejoinder.write.letters").joinpath("templates", f"{name}.txt").read_text("utf-8")


def template_of(case: Case, name: str, file: Path | None = None) -> tuple[Template, bool]:
    """Give the template of a file that was named, else that of the case, else ours; and whether it is own."""
    own = file or case.folder / FOLDER / f"{name}.txt"
    if file is None and not own.is_file():
        return template_in(text_of_template(name), f"{name}.txt", known()), False
    try:
        return template_in(own.read_text("utf-8"), own.name, known()), True
    except (UnicodeDecodeError, OSError) as fault:
        raise UsageError(f"{own} cannot be read.", "Save it as plain text (UTF-8).") from fault


def copy_template(case: Case, name: str) -> Path:
    """Put a copy of a template into the case, to be changed there; one that is there is kept."""
    place = case.folder / FOLDER / f"{name}.txt"
    if place.exists():
        raise UsageError(f"{place} is there already.", "Change that file, or take it away first.")
    place.parent.mkdir(mode=0o700, exist_ok=True)
    place.write_text(text_of_template(name), "utf-8")
    return place


def written(made: Letter, ending: str) -> bytes:
    """Give a letter as a file; UsageError where something that it needs is not known."""
    if ending not in ENDINGS:
        raise UsageError(
            f"A letter cannot be written as {ending or 'a file without an ending'}.", "Use .docx, .pdf or .txt."
        )
    if made.fit.state == "no":
        raise UsageError(f"This letter does not fit the case. {made.fit.why}", "See which do: rejoinder letter CASE")
    if made.drafted.gaps:
        gap = made.drafted.gaps[0]
        raise UsageError(f"The letter lacks {gap.name}.", gap.ask)
    return printed(made.paper, ending)


def printed(paper: Paper, ending: str) -> bytes:
    """Give what is ready for paper as a file."""
    if ending == ".txt":
        from rejoinder.write.letters.as_text import as_text

        return as_text(paper)
    if ending == ".docx":
        from rejoinder.write.letters.as_docx import as_docx

        return as_docx(paper)
    from rejoinder.write.letters.as_pdf import as_pdf

    return as_pdf(paper)


__all__ = [
    "ENDINGS",
    "FIELDS",
    "KINDS",
    "Desk",
    "Fitting",
    "Letter",
    "Paper",
    "check_answer",
    "copy_template",
    "desk",
    "kind_of",
    "letter",
    "printed",
    "template_of",
    "text_of_template",
    "written",
]
