"""The command for a procedure: what this disclosure shows of each step, and what a person says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from rich.padding import Padding
from rich.text import Text

from rejoinder import case as cases
from rejoinder.case import procedure as told
from rejoinder.case import procedure_acts as acts
from rejoinder.case.allegations import passage
from rejoinder.cli.commands import CASE, SOMETHING_TO_SEE, as_json, cli, now, print_lines
from rejoinder.cli.lines import on_one_line, plain, text
from rejoinder.cli.terminal import console
from rejoinder.errors import UsageError
from rejoinder.model import Span
from rejoinder.write.procedure import PAPERS, PARTS, conflict_in_words, fact_in_words, lines, statuses_of
from rejoinder.write.words import date_in_words

_PASSAGE = re.compile(r"(?P<document>.+):(?P<start>\d+)-(?P<end>\d+)")
STYLES = {"shown": "green", "confirmed": "green", "contradicted": "bold red", "not shown": "dim", "rule silent": "dim"}


class Said(NamedTuple):
    """What a person says, and of which pack."""

    case: cases.Case
    which: tuple[str, ...]
    pack: str
    because: str
    cite: str
    at: str

    def need(self, many: int, how: str) -> tuple[str, ...]:
        """Give what was said; UsageError where it is less than is needed."""
        if len(self.which) < many:
            raise UsageError("Something was left out.", f"Write: rejoinder procedure {self.case.folder} {how}")
        return self.which

    @property
    def span(self) -> Span | None:
        """Give the passage that is cited; None where none is."""
        one = _PASSAGE.fullmatch(self.cite) if self.cite else None
        if self.cite and one is None:
            raise UsageError(f"{self.cite} is no passage.", "Write it as DOCUMENT:START-END.")
        return passage(self.case, one["document"], int(one["start"]), int(one["end"])) if one else None


def _paper(said: Said) -> None:
    kind, *documents = said.need(1, "paper rules DOCUMENT")
    acts.name_papers(said.case, kind, documents, at=said.at)


def _part(said: Said, *, stands: bool = True) -> None:
    person, part = said.need(2, 'part "NAME" decider')[:2]
    acts.give_part(said.case, person, part, stands=stands, because=said.because, cite=said.span, at=said.at)


def _step(said: Said) -> None:
    step, status = said.need(2, "step P12 contradicted")[:2]
    spans = (said.span,) if said.span else ()
    acts.decide(said.case, said.pack, step, status, because=said.because, spans=spans, at=said.at)


def _add_pack(said: Said) -> None:
    path = Path(said.need(1, "add-pack FILE.toml")[0])
    try:
        text_of = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path} cannot be read as text.", "Name a TOML file.") from fault
    added = acts.add_pack(said.case, text_of, path.name, at=said.at)
    click.echo(f"{added.title} is added: rejoinder procedure {said.case.folder} --pack {added.id}", err=True)


def _undo(said: Said) -> None:
    what = said.need(1, "undo P12")[0]
    of = f"papers {what}" if what in PAPERS else f"step {said.pack} {what.upper()}"
    if what in told.packs_of(said.case):
        of = f"pack {what}"
    if len(said.which) > 1:
        of = f"part {acts.part_id(what, said.which[1])}"
    acts.undo(said.case, of, at=said.at)


ACTS: dict[str, Callable[[Said], None]] = {
    "paper": _paper,
    "part": _part,
    "no-part": lambda said: _part(said, stands=False),
    "step": _step,
    "add-pack": _add_pack,
    "undo": _undo,
}


@cli.command()
@click.argument("case", type=CASE)
@click.argument("act", type=click.Choice(["list", "packs", *ACTS]), default="list", required=False)
@click.argument("which", type=text, nargs=-1, metavar="[WHICH…]")
@click.option("--pack", type=text, default="assoc_ew", show_default=True, help="Which procedure: see packs.")
@click.option("--because", type=text, default="", help="Why you say so.")
@click.option("--cite", type=text, default="", metavar="DOCUMENT:START-END", help="The passage that shows it.")
@as_json
def procedure(case: Path, act: str, which: tuple[str, ...], pack: str, because: str, cite: str, as_json: bool) -> int:
    """Was the procedure fair: each step, and what this disclosure shows of it.

    A step is shown, contradicted, not shown in this disclosure, or the rules are silent. What is worked out is only
    proposed; you confirm it or say otherwise. It informs, and advises nobody.

    \b
      rejoinder procedure my-case                                     every step, who had which part, conflicts
      rejoinder procedure my-case --pack acas_discipline_2015
      rejoinder procedure my-case packs                               the procedures there are
      rejoinder procedure my-case paper rules letters/rules.pdf       name the rules, the notice, decision or minutes
      rejoinder procedure my-case part "B. Tuppence" witness --cite k3jq5w7xabcd:120-204
      rejoinder procedure my-case no-part "B. Tuppence" witness
      rejoinder procedure my-case step P12 contradicted --because "She complained, and sat."
      rejoinder procedure my-case add-pack our-rules.toml             a procedure that you wrote as a pack
      rejoinder procedure my-case undo P12
    """
    opened = cases.open_case(case)
    if act == "packs":
        _print_packs(opened)
        return 0
    if act in ACTS:
        ACTS[act](Said(opened, which, pack, because, cite, now().isoformat()))
    found = told.audit(opened, pack)
    if as_json:
        print_lines(lines(found))
    else:
        print_procedure(found)
    seen = {"answer": "not shown", "exemptions": "confirmed"}.get(found.pack.kind, "contradicted")
    conflicts = found.conflicts if found.pack.kind == "procedure" else ()
    return SOMETHING_TO_SEE if conflicts or any(one.status == seen for one in found.steps) else 0


def _print_packs(case: cases.Case) -> None:
    for one in told.packs_of(case).values():
        console.print(Text.assemble((one.id, "bold"), "  ", one.title))
        console.print(Padding(Text(f"{one.about} {len(one.step)} steps.", style="dim"), (0, 0, 0, 4)))


def print_procedure(found: told.Procedure) -> None:
    """Print a procedure: its papers, who had which part, and its steps by issue."""
    console.print(Text(found.pack.title, style="bold"))
    for letter in found.letters:
        console.print(Text(f"Letter: {plain(letter.holding.path)}, {date_in_words(letter.date)}", style="dim"))
    if found.pack.kind == "procedure":
        _print_people(found)
    for issue, words in found.pack.issues.items():
        console.print(Padding(Text(f"({issue}) {words}", style="bold"), (1, 0, 0, 0)))
        for step in found.of(issue):
            _print_step(step, statuses_of(found.pack.kind))


def _print_people(found: told.Procedure) -> None:
    for chosen in found.papers:
        standing = "" if chosen.named else " (likely)"
        day = f", {date_in_words(chosen.paper.date)}" if chosen.paper.date else ""
        console.print(Text(f"{PAPERS[chosen.kind]}{standing}: {plain(chosen.paper.holding.path)}{day}", style="dim"))
    if found.has:
        console.print(Padding(Text("People and parts", style="bold"), (1, 0, 0, 0)))
    seen: dict[str, dict[str, None]] = {}
    for one in found.has:
        seen.setdefault(one.person, {})[PARTS[one.part]] = None
    for person, parts in seen.items():
        console.print(Text(f"  {plain(person)}: {', '.join(parts)}"))
    for conflict in found.conflicts:
        for sentence in conflict_in_words(conflict):
            console.print(Text(f"  ! {plain(sentence)}", style="bold red"))


def _print_step(one: told.Stepped, statuses: Mapping[str, str]) -> None:
    by = "" if one.confirmed else "proposed: " if one.status in ("shown", "contradicted", "confirmed") else ""
    console.print(
        Text.assemble(
            (f"{one.step.id}  ", "bold"), one.step.title, "  ", (f"{by}{statuses[one.status]}", STYLES[one.status])
        )
    )
    if one.confirmed and one.confirmed.because:
        console.print(Padding(Text(on_one_line(one.confirmed.because, 400)), (0, 0, 0, 5)))
    for fact in one.shows.facts:
        console.print(Padding(Text(on_one_line(fact_in_words(fact), 400)), (0, 0, 0, 5)))
        _print_spans(fact.spans[:3])
    cited = {span for fact in one.shows.facts for span in fact.spans}
    clauses = [span for span in one.clauses if span not in cited]
    for title, spans in (("The rules", clauses), ("It may bear on it", one.passages[:3])):
        if spans:
            console.print(Padding(Text(title, style="dim"), (0, 0, 0, 5)))
            _print_spans(spans)


def _print_spans(spans: Sequence[Span]) -> None:
    for span in spans:
        page = f" p{span.page}" if span.page else ""
        where = f"{span.document}:{span.start}-{span.end}{page}"
        console.print(Padding(Text(f"{where}  {on_one_line(span.exact, 160)}", style="dim"), (0, 0, 0, 8)))
