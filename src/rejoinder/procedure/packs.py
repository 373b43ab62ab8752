"""Procedures as data: the steps that a fair one has, each with its question and the law or rules it rests on.

A pack that names no source for a step, or a source without its day, does not load.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from rejoinder.errors import UsageError

Review = Literal["primary", "secondary", "memory"]
"""What was read of a source: its own text, what another says of it, or neither."""
FOLDER = resources.files("rejoinder.procedure").joinpath("packs")


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a step rests on."""

    title: str
    says: str
    read: date
    status: Review
    url: str = ""


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a fair procedure."""

    id: str
    title: str
    who: str
    when: str
    issue: str
    """Under which issue of the report it stands."""
    sources: tuple[str, ...]
    question: str
    """What is to be asked of the documents."""
    shown_by: str
    """An example of what shows it."""
    against: str
    """An example of what contradicts it."""
    words: tuple[str, ...] = ()
    """Words or phrases that a passage that may bear on it has one of; none where what bears on it is worked out."""
    beside: tuple[str, ...] = ()
    """Words of which one must stand in the same sentence."""
    finds: str = ""
    """What is worked out for it from the case; empty where passages are only looked for."""
    paragraph: str = ""
    """Of a code of practice or a schedule, its paragraph."""
    says: tuple[str, ...] = ()
    """Patterns of words that an answer says it by; none where it is no letter that is looked at."""
    applies_from: date | None = None
    """The day from which answers must have it; None where they always had."""


Kind = Literal["procedure", "answer", "exemptions"]
"""Of a procedure; of what an answer must contain; of what may be claimed for withholding."""


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The steps of one kind of procedure, in the order of its report."""

    id: str
    version: int
    title: str
    about: str
    issues: dict[str, str]
    sources: dict[str, Source]
    step: tuple[Step, ...]
    help: str = ""
    extends: str = ""
    kind: Kind = "procedure"

    def steps(self) -> Iterator[tuple[str, tuple[Step, ...]]]:
        """Give each issue with its steps, in the order of the report."""
        for issue in self.issues:
            yield issue, tuple(step for step in self.step if step.issue == issue)


def read_pack(content: str, name: str, base: Pack | None = None) -> Pack:
    """Give the pack of a TOML text, on top of the one that it extends; UsageError where it is not whole."""
    try:
        told = tomllib.loads(content)
        if base:
            told["issues"] = base.issues | told.get("issues", {})
            told["sources"] = msgspec.to_builtins(base.sources, builtin_types=(date,)) | told.get("sources", {})
            told["step"] = [*msgspec.to_builtins(base.step), *told.get("step", ())]
        pack = msgspec.convert(told, Pack, builtin_types=(date,))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise _refused(name, str(fault)) from fault
    for what in _wanting(pack):
        raise _refused(name, what)
    return pack


def _wanting(pack: Pack) -> Iterator[str]:
    """Give what a pack lacks: nothing stands in it that rests on nothing."""
    if not pack.step:
        yield "it has no step"
    seen: set[str] = set()
    for step in pack.step:
        if step.id in seen:
            yield f"step {step.id} stands in it twice"
        seen.add(step.id)
        if not step.sources:
            yield f"step {step.id} has no source"
        yield from (f"step {step.id} has no source {one}" for one in step.sources if one not in pack.sources)
        if step.issue not in pack.issues:
            yield f"step {step.id} stands under no issue"
        yield from (f"step {step.id} has a pattern that is none" for one in step.says if not _is_pattern(one))
        if not (step.question.strip() and step.shown_by.strip() and step.against.strip()):
            yield f"step {step.id} has no question or no example"
    yield from (f"source {key} says nothing" for key, one in pack.sources.items() if not (one.title and one.says))


def _is_pattern(written: str) -> bool:
    try:
        re.compile(written)
    except re.error:
        return False
    return True


def _refused(name: str, what: str) -> UsageError:
    return UsageError(f"The procedure {name} cannot be used: {what}.", "Mend the file, or use another pack.")


_ORDER = ("procedure", "answer", "exemptions")


@cache
def packs() -> dict[str, Pack]:
    """Give the packs that come with the program, by id."""
    found = {file.name[:-5]: file.read_text("utf-8") for file in FOLDER.iterdir() if file.name.endswith(".toml")}
    bases = {name: tomllib.loads(content).get("extends", "") for name, content in found.items()}
    made: dict[str, Pack] = {}
    for name in sorted(found, key=lambda one: (bool(bases[one]), one)):
        made[name] = read_pack(found[name], name, made.get(bases[name]))
    return dict(
        sorted(
            made.items(),
            key=lambda one: (_ORDER.index(one[1].kind), bool(one[1].extends), one[0] != "assoc_ew", one[0]),
        )
    )


def pack_of(which: str) -> Pack:
    """Give the pack of this id; UsageError where there is none."""
    found = packs().get(which)
    if found is None:
        raise UsageError(f"There is no procedure named {which}.", f"The packs are: {', '.join(packs())}.")
    return found
