"""What the journal tells of a model: which one a person named, what it was asked, and what was kept of its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import msgspec

from rejoinder.journal import Act
from rejoinder.proposer.answer import Cited
from rejoinder.proposer.question import About, Passage


class Model(NamedTuple):
    """A model that a person named for a case."""

    address: str
    name: str


class Use(NamedTuple):
    """One question put to a model, and what came of it."""

    at: str
    about: About
    of: str
    """The allegation, letter or document it was asked about."""
    model: Model
    passages: int
    answer: str
    """Hash of the answer as it came; empty where none came."""
    kept: tuple[Cited, ...]
    dropped: Mapping[str, int]
    failed: str = ""
    """Why no answer came."""


def named(acts: Iterable[Act]) -> Model | None:
    """Give the model that may be asked; None where none was named, or it was switched off."""
    found: Model | None = None
    for act in acts:
        if act.kind == "model" and act.told["decision"] == "on":
            found = Model(str(act.told["endpoint"]), str(act.told["name"]))
        elif act.kind == "model" and act.told["decision"] == "off":
            found = None
    return found


def uses(acts: Iterable[Act]) -> Iterator[Use]:
    """Give every question that was put to a model, in order."""
    for act in acts:
        if act.kind == "model" and act.told["decision"] == "ask":
            told = act.told
            yield Use(
                at=act.at,
                about=cast("About", told["about"]),
                of=str(told["of"]),
                model=Model(str(told["endpoint"]), str(told["name"])),
                passages=len(told["passages"]),
                answer=str(told["answer"]),
                kept=msgspec.convert(told["kept"], tuple[Cited, ...]),
                dropped=dict(told["dropped"]),
                failed=str(told.get("failed", "")),
            )


def asked(about: About, of: str, model: Model, prompts: str, passages: Sequence[Passage]) -> dict[str, Any]:
    """Give what an act tells of a question, before its answer."""
    return {
        "decision": "ask",
        "about": about,
        "of": of,
        "endpoint": model.address,
        "name": model.name,
        "prompts": prompts,
        "passages": [{"document": one.document, "start": one.start, "end": one.end} for one in passages],
    }


def answered(answer: str, cited: Sequence[Cited], dropped: Mapping[str, int], failed: str = "") -> dict[str, Any]:
    """Give what an act tells of an answer."""
    kept: Any = msgspec.to_builtins(tuple(cited))
    return {"answer": answer, "kept": kept, "dropped": dict(dropped), **({"failed": failed} if failed else {})}


def latest(found: Iterable[Use], about: About, of: str = "") -> Iterator[tuple[Use, Cited]]:
    """Give what was kept of all that a model was asked about something, each place once, as it was cited last."""
    places: dict[tuple[str, str, str], tuple[Use, Cited]] = {}
    for use in found:
        if use.about == about and (not of or use.of == of):
            for one in use.kept:
                places[one.span.document, one.span.exact, one.date] = (use, one)
    yield from places.values()
