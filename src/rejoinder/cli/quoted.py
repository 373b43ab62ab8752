"""What the quote check prints for people: the verdict, then the quotation and its source side by side in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from rejoinder.case.pictured import Pictured
from rejoinder.case.quoting import Candidate, Checked, Difference, Near, Omission, Others
from rejoinder.cli.lines import elided, on_one_line, plain
from rejoinder.cli.terminal import console
from rejoinder.model import Span
from rejoinder.write.quoted import not_found_in_words
from rejoinder.write.words import counted, date_in_words

_INDENT, _FURTHER = (0, 0, 0, 2), (0, 0, 0, 4)
_SAID = {
    "verbatim": "Verbatim: these words stand there as they are quoted.",
    "elided": "Elided: words of the source are left out, and no other is changed.",
    "altered": "Altered: the quotation does not have the words of its source.",
    "not found": "Not found in what this case holds.",
}
AGAINST_QUOTED = {
    "verbatim": "as quoted",
    "elided": "with more words than are quoted",
    "altered": "not as quoted",
    "not found": "not as quoted",
}
"""What the quotation is to another document than its source."""
IN_BRACKETS = "Verbatim but for words in brackets, which are those of the person who quotes."
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
    bracketed = any(change.declared for one in checked.candidates[:1] for change in one.changed)
    said = IN_BRACKETS if bracketed and checked.verdict == "verbatim" else _SAID[checked.verdict]
    console.print(Text(said, style="bold"))
    if not checked.candidates:
        for sentence in not_found_in_words(checked):
            console.print(Text(sentence))
        return
    print_candidate(checked.quoted, checked.candidates[0])
    for picture in checked.pictured:
        console.print()
        _print_pictured(picture)
    _print_others(checked.others)
    if checked.without:
        console.print(Padding(Text("In these copies of the message they do not stand", style="bold"), (1, 0, 0, 0)))
    for near in checked.without:
        where = f"{near.span.document}  {elided(near.message.path, 60) if near.message else ''}"
        console.print(Padding(Text(f"{where}, which reads “{on_one_line(near.exact, 300)}”"), _INDENT))
    if checked.looked.left:
        left = counted(checked.looked.left, "more document holds", "more documents hold")
        console.print(
            f"\n{left} nearly all of its rare words too, not compared: quote more, or name a document with --in."
        )


def print_candidate(quoted: str, one: Candidate) -> None:
    """Print a quotation beside one source, what differs, and what stands before and after."""
    console.print(_place(one))
    if one.in_marks:
        console.print("There it stands in quotation marks: that document says that somebody said so.")
    elif not one.own:
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
    _print_doubtful(one.doubtful)
    _print_became(one)
    _print_beside("Before it", one.before)
    _print_beside("After it", one.after)


def _print_doubtful(some: tuple[Difference, ...]) -> None:
    if some:
        pairs = ", ".join(f"{plain(two.quoted)} / {plain(two.source.exact)}" for two in some)
        console.print(Text(f"· Letters that may be misread: {pairs}"))


def _print_became(one: Candidate) -> None:
    for told in one.became:
        since = f", on {date_in_words(told.when)}." if told.when else f": {on_one_line(told.span.exact, 200)}"
        console.print(Text(f"· {BECAME[told.kind]}{since}"))


def _print_pictured(one: Pictured) -> None:
    """Print how much of a conversation a document shows, and what stands there and not in it."""
    copies = f" (and {counted(len(one.copies), 'copy', 'copies')} of it)" if one.copies else ""
    part = f", {one.in_part} of them in part" if one.in_part else ""
    short = f" Too short to tell: {one.too_short}." if one.too_short else ""
    console.print(
        Text(
            f"{one.holding.ref}  {elided(one.holding.path, 60)}{copies} shows {one.shown} of"
            f" {counted(one.of, 'message', 'messages')} of this conversation{part}."
            f" Not in it: {one.before} before, {len(one.between)} between, {one.after} after.{short}"
        )
    )
    left_out = [("the last before", one.last_before), *(("between", left) for left in one.between)]
    for where, left in (*left_out, ("the next after", one.next_after)):
        if left:
            who = f"{plain(left.holding.author)}, " if left.holding.author else ""
            when = date_in_words(left.holding.date) if left.holding.date else ""
            line = f"{where}, and not in it: {who}{when}: “{on_one_line(left.span.exact, 200)}”"
            console.print(Padding(Text(line), _INDENT))


def _print_others(others: Others) -> None:
    """Print every other document that holds the words: those that read as the source does, and those that do not."""
    same, otherwise, few = others
    if same:
        console.print(Padding(Text("The words of the source stand in these too", style="bold"), (1, 0, 0, 0)))
        _print_places(same, _INDENT)
    if otherwise:
        console.print(Padding(Text("These read otherwise than the source", style="bold"), (1, 0, 0, 0)))
    for alike in otherwise:
        one = alike[0]
        line = f"“{on_one_line(one.source.exact, 400)}” ({AGAINST_QUOTED[one.verdict]})"
        console.print(Padding(Text(line), _INDENT))
        if one.reading:
            for told in (*map(_change, one.reading.changed), *map(_omission, one.reading.left_out)):
                console.print(Padding(Text(f"· {told}"), _INDENT))
        _print_places(alike, _FURTHER)
    if few:
        console.print(Padding(Text("Some of the words stand in these", style="bold"), (1, 0, 0, 0)))
        _print_places(few, _INDENT)


def _print_places(some: Sequence[Candidate], indent: tuple[int, int, int, int]) -> None:
    for one in some:
        marks = ", in quotation marks" if one.in_marks else ""
        console.print(Padding(Text(f"{_place(one)}{marks}", style="dim"), indent))
        _print_became(one)


def _sources(changes: tuple[Difference, ...]) -> Iterator[Span]:
    return (change.source for change in changes)


def _place(one: Candidate) -> str:
    """Give where the words stand: document, page, who and when."""
    page = f", page {one.source.page}" if one.source.page else ""
    when = f", {date_in_words(one.holding.date)}" if one.holding.date else ""
    who = f", {plain(one.holding.author)}" if one.holding.author else ""
    own = ", your own archive" if one.archive else ""
    return f"{one.holding.ref}  {elided(one.holding.path, 60)}{page}{who}{when}{own}"


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


def _print_beside(title: str, some: tuple[Near, ...]) -> None:
    if some:
        console.print(Padding(Text(title), (1, 0, 0, 0)))
    for near in some:
        who = ""
        if near.message:
            told = (plain(near.message.author), date_in_words(near.message.date) if near.message.date else "")
            who = f"{', '.join(filter(None, told))}: "
        console.print(Padding(Text(f"{who}{on_one_line(near.exact, 600)}", style="dim"), _INDENT))
