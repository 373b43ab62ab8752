"""A model that a person runs, named for a case and asked: each question and what was kept of its answer is journalled.

Nothing is sent before a person names a model and asks. What is sent are passages of the case, to this machine alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rejoinder.allege.candidates import places, ranking
from rejoinder.case.allegations import against, find
from rejoinder.case.reasons import letters
from rejoinder.case.receiving import Case, Told
from rejoinder.case.weighing import asked_of
from rejoinder.errors import RejoinderError, UsageError
from rejoinder.model import Holding
from rejoinder.proposer.answer import Cited, kept
from rejoinder.proposer.decided import Model, Use, answered, asked, named, uses
from rejoinder.proposer.endpoint import ask, endpoint_of, said_in
from rejoinder.proposer.question import About, Passage, prompts, question

if TYPE_CHECKING:
    from rejoinder.shelf import Shelf

ASKING = "Asking the model"
TOGETHER = 12_000
"""Characters of passages sent in one question."""
PIECE = 3_000
"""Characters of one passage."""
LONGEST = 60_000
"""Characters of one document that are sent."""
RANKED = 24
"""Passages sent for an allegation: those that the program ranks likeliest."""
NAME = 120
"""Characters of a model's name."""


class Asking(NamedTuple):
    """What came of asking: questions put, citations kept and dropped."""

    questions: int
    kept: int
    dropped: int


def model_of(case: Case) -> Model | None:
    """Give the model that may be asked in a case; None where none is named."""
    return named(case.journal.acts())


def used(case: Case) -> tuple[Use, ...]:
    """Give every question that was put to a model in a case, in order."""
    return tuple(uses(case.journal.acts()))


def name_model(case: Case, address: str, name: str, *, at: str) -> Model:
    """Name the model that may be asked: where it answers on this machine, and what it is called there."""
    model = Model(endpoint_of(address).address, " ".join(name.split()))
    if not model.name or len(model.name) > NAME or not model.name.isprintable():
        raise UsageError("The model has no name.", "Give the name by which the program that runs it knows it.")
    if model_of(case) != model:
        case.journal.write("model", at, {"decision": "on", "endpoint": model.address, "name": model.name})
    return model


def leave_model(case: Case, *, at: str) -> None:
    """Switch the model off: nothing more is asked, and what it proposed stays until a person decides about it."""
    if model_of(case):
        case.journal.write("model", at, {"decision": "off"})


def ask_for_allegations(case: Case, *, at: str, told: Told) -> Asking:
    """Ask the model where the letters of reasons say something against the subject."""
    asked_about = [
        (letter.ref, some)
        for letter in letters(case)
        for some in _together(_pieces(letter.ref, letter.text[:LONGEST], 0, letter.date))
    ]
    if not asked_about:
        raise UsageError("No letter was read for allegations yet.", "Name the letter first.")
    return _put(case, "allegations", asked_about, at=at, told=told)


def ask_for_candidates(case: Case, which: str, *, at: str, told: Told) -> Asking:
    """Ask the model which passages are about an allegation, of those that the program ranks likeliest."""
    one = find(case, which)
    wanted = asked_of(against(case), one)
    with case.shelf() as shelf:
        order = ranking(shelf, wanted).order
        where = places(shelf, order)
        found = [where[number] for number in order if where[number].document not in wanted.besides][:RANKED]
        pieces = [piece for place in found for piece in _of(shelf, shelf.document(place.document), *place[1:])]
    if not pieces:
        raise UsageError("No passage shares a word with this allegation.", "There is nothing to ask about.")
    return _put(case, "candidates", [(one.id, some) for some in _together(pieces)], one.words, at=at, told=told)


def ask_for_events(case: Case, documents: Sequence[str], *, at: str, told: Told) -> Asking:
    """Ask the model where documents say that something happened on a day."""
    asked_about: list[tuple[str, list[Passage]]] = []
    with case.shelf() as shelf:
        for document in dict.fromkeys(documents):
            holding = shelf.find_document(document)
            if holding is None:
                what = f"No document of this case is {document}."
                raise UsageError(what, f"List them with: rejoinder documents {case.folder}")
            pieces = _of(shelf, holding, holding.body_start, holding.body_start + LONGEST)
            asked_about += [(holding.ref, some) for some in _together(pieces)]
    if not asked_about:
        raise UsageError("There are no words to ask about.", "Name a document that has text.")
    return _put(case, "events", asked_about, at=at, told=told)


def _of(shelf: Shelf, holding: Holding, start: int, end: int) -> Iterator[Passage]:
    """Give a stretch of a document, words beneath redactions left out of it, in pieces."""
    return _pieces(holding.ref, shelf.text(holding.number)[start:end], start, holding.date[:10])


def _pieces(document: str, text: str, start: int, date: str) -> Iterator[Passage]:
    """Give a text in pieces, cut between lines or words where that is possible."""
    while text.strip():
        cut = len(text) if len(text) <= PIECE else max(text.rfind("\n", PIECE // 2, PIECE), 0)
        cut = cut or max(text.rfind(" ", PIECE // 2, PIECE), 0) or PIECE
        yield Passage(document, start, text[:cut], date)
        text, start = text[cut:], start + cut


def _together(pieces: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Give pieces in the groups that are sent in one question."""
    group: list[Passage] = []
    for piece in pieces:
        if group and sum(len(one.text) for one in (*group, piece)) > TOGETHER:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _put(
    case: Case,
    about: About,
    asked_about: Sequence[tuple[str, list[Passage]]],
    statement: str = "",
    *,
    at: str,
    told: Told,
) -> Asking:
    """Put questions one after the other, each journalled as it is answered, so that a stopped run loses none."""
    model, words, of_them = model_of(case), prompts(case.folder), len(asked_about)
    if model is None:
        remedy = f"Name one: rejoinder model {case.folder} --endpoint URL --model NAME"
        raise UsageError("No model is switched on for this case.", remedy)
    found = dropped = 0
    for done, (of, passages) in enumerate(asked_about):
        sent = question(words, model.name, about, passages, statement)
        act = asked(about, of, model, words.digest, passages)
        try:
            answer = ask(endpoint_of(model.address), sent, heard=partial(told, ASKING, done, of_them))
        except RejoinderError as fault:
            case.journal.write("model", at, {**act, **answered("", (), {}, fault.what)})
            raise
        one = kept(said_in(answer), passages, dated=about == "events")
        cited = _paged(case, one.cited)
        case.journal.write("model", at, {**act, **answered(hashlib.sha256(answer).hexdigest(), cited, one.dropped)})
        found, dropped = found + len(cited), dropped + sum(one.dropped.values())
    told(ASKING, of_them, of_them)
    return Asking(of_them, found, dropped)


def _paged(case: Case, cited: Iterable[Cited]) -> list[Cited]:
    """Give citations with their pages."""
    with case.shelf() as shelf:
        found = [(one, shelf.find_document(one.span.document)) for one in cited]
        return [
            replace(one, span=replace(one.span, page=shelf.page_of(holding.number, one.span.start))) if holding else one
            for one, holding in found
        ]


__all__ = [
    "ASKING",
    "Asking",
    "Model",
    "Use",
    "ask_for_allegations",
    "ask_for_candidates",
    "ask_for_events",
    "leave_model",
    "model_of",
    "name_model",
    "used",
]
