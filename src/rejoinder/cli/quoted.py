"""What the quote check prints for people: the verdict, then the quotation and its source side by side in words."""

from __future__ import annotations

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from rejoinder.case.pictured import Pictured
from rejoinder.case.quoting import Candidate, Checked, Difference, Omission
from rejoinder.cli.lines import elided, on_one_line, plain
from rejoinder.cli.terminal import console
from rejoinder.model import Span
from rejoinder.write.words import counted, date_in_words

OTHERS = 5
"""Further documents shown."""
_INDENT = (0, 0, 0, 2)
_SAID = {
    "verbatim": "Verbatim: these words stand there as they are quoted.",
    "elided": "Elided: words of the source are left out, and no other is changed.",
    "altered": "Altered: the quotation does not have the words of its source.",
    "not found": "Not found in what this case holds.",
}
KINDS = {
    "negation": "a negation",
    "quantity": "a number, quantity or date",
    "condition": "a condition or how sure it is",
    "name": "a name",
}
"""What a difference may turn on, in words; other differences say nothing of it."""
BECAME = {
    "edited": "It was edited since",
    "deleted": "Something of it was deleted",
    "inserted": "Something was put in as a tracked change",
    "moved": "Something was moved as a tracked change",
}
"""What became of the words quoted, as their document tells it."""


def print_checked(checked: Checked) -> None:
    """Print a quote check."""
    console.print(Text(_SAID[checked.verdict], style="bold"))
    if not checked.candidates:
        console.print(_searched(checked))
        return
    best, *others = checked.candidates
    _print_candidate(checked.quoted, best)
    for picture in checked.pictured:
        console.print(Padding(Text(_pictured(picture)), (1, 0, 0, 0)))
    for one in others[:OTHERS]:
        console.print(Padding(Text.assemble("Also ", (one.verdict, "bold"), f" in {_place(one)}"), (1, 0, 0, 0)))
    if len(others) > OTHERS:
        console.print(f"And in {counted(len(others) - OTHERS, 'more document', 'more documents')}: --json lists all.")


def _print_candidate(quoted: str, one: Candidate) -> None:
    console.print(_place(one))
    if not one.own:
        console.print("There it is quoted from another message; that message itself was not found.")
    if one.misread:
        console.print("Text recognition (OCR) read this document: compare the words with the picture.")
    console.print()
    console.print("As quoted")
    console.print(Padding(_marked(quoted, 0, [(change.start, change.end) for change in one.changed]), _INDENT))
    console.print("In the source")
    differing = [span for span in (*_sources(one.changed), *(left.source for left in one.left_out)) if span.exact]
    places = sorted((span.start, span.end) for span in differing)
    console.print(Padding(_marked(one.source.exact, one.source.start, places), _INDENT))
    for line in (*map(_change, one.changed), *map(_omission, one.left_out)):
        console.print(Text(f"· {line}"))
    if one.doubtful:
        pairs = ", ".join(f"{plain(two.quoted)} / {plain(two.source.exact)}" for two in one.doubtful)
        console.print(Text(f"· Letters that may be misread: {pairs}"))
    for told in one.became:
        console.print(Text(f"· {BECAME[told.kind]}: {on_one_line(told.span.exact, 200)}"))
    _print_beside("Before it", one.before)
    _print_beside("After it", one.after)


def _pictured(one: Pictured) -> str:
    """Give how much of a conversation a picture shows, and what it leaves out."""
    short = f" Too short to tell: {one.too_short}." if one.too_short else ""
    return (
        f"{elided(one.holding.path, 60)} shows {one.shown} of {counted(one.of, 'message', 'messages')} of this"
        f" conversation. Not in it: {one.before} before, {len(one.between)} between, {one.after} after.{short}"
    )


def _sources(changes: tuple[Difference, ...]) -> Iterator[Span]:
    return (change.source for change in changes)


def _place(one: Candidate) -> str:
    """Give where the words stand: document, page, who and when."""
    page = f", page {one.source.page}" if one.source.page else ""
    when = f", {date_in_words(one.holding.date)}" if one.holding.date else ""
    who = f", {plain(one.holding.author)}" if one.holding.author else ""
    return f"{one.holding.ref}  {elided(one.holding.path, 60)}{page}{who}{when}"


def _marked(words: str, start: int, places: list[tuple[int, int]]) -> Text:
    """Give words with those at these places, counted from a start, underlined and in bold."""
    shown = Text(plain(words).strip("\n"))
    for first, last in places:
        shown.stylize("bold underline", max(0, first - start), max(0, last - start))
    return shown


def _change(one: Difference) -> str:
    about = f" ({KINDS[one.kind]})" if one.kind in KINDS else ""
    mine, its = plain(" ".join(one.quoted.split())), plain(" ".join(one.source.exact.split()))
    declared = ", in brackets" if one.declared else ""
    if not its:
        return f"“{mine}” is put in{declared}{about}."
    return f"“{mine}” stands for “{its}”{declared}{about}."


def _omission(one: Omission) -> str:
    about = f" ({KINDS[one.kind]})" if one.kind in KINDS else ""
    how = "Left out, with a mark" if one.marked else "Left out without a mark"
    return f"{how}: “{on_one_line(one.source.exact, 200)}”{about}."


def _print_beside(title: str, spans: tuple[Span, ...]) -> None:
    if spans:
        console.print(Padding(Text(title), (1, 0, 0, 0)))
    for span in spans:
        console.print(Padding(Text(on_one_line(span.exact, 600), style="dim"), _INDENT))


def _searched(checked: Checked) -> str:
    """Give what was done to find it: the search log."""
    looked = checked.looked
    said = (
        [
            f"Looked up {counted(len(looked.words), 'word or run of words', 'words and runs of words')}:"
            f" {', '.join(looked.words) or 'none stands in any passage'}."
        ]
        if looked.words or not looked.documents
        else []
    )
    said.append(
        f"They stand in {counted(looked.passages, 'passage', 'passages')};"
        f" {counted(looked.documents, 'document was', 'documents were')} compared word by word."
    )
    if checked.unread:
        said.append(f"{counted(checked.unread, 'file', 'files')} could not be read, or not wholly: it may stand there.")
    return " ".join(said)
