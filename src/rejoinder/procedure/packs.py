"""Procedures as data: the steps that a fair one has, each with its question and the law that it rests on.

They are read as strictly as rules of time limits: a step that rests on nothing does not load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from rejoinder.errors import LawDamaged, UsageError
from rejoinder.law.loading import read_pack
from rejoinder.law.rules import Source, Strict

Kind = Literal["procedure", "answer", "exemptions"]
"""Of a procedure; of what an answer must contain; of what may be claimed for withholding."""
_EXTENDS = re.compile(r'^extends = "([\w-]+)"', re.MULTILINE)
_ISSUE = "issue_"
"""What the names of a pack's issues begin with."""


class Step(Strict, frozen=True, kw_only=True):
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


@dataclass(frozen=True, slots=True)
class Pack:
    """The steps of one kind of procedure, in the order of its report."""

    id: str
    title: str
    about: str
    help: str
    kind: Kind
    extends: str
    issues: Mapping[str, str]
    sources: Mapping[str, Source]
    step: tuple[Step, ...]

    def steps(self) -> Iterator[tuple[str, tuple[Step, ...]]]:
        """Give each issue with its steps, in the order of the report."""
        for issue in self.issues:
            yield issue, tuple(step for step in self.step if step.issue == issue)


def pack_in(text: str, name: str, base: Pack | None = None) -> Pack:
    """Give the pack of a file, on top of the one that it extends; LawDamaged where anything of it is not whole."""
    read = read_pack(text, name, Step, "steps")
    issues = {key.removeprefix(_ISSUE): words for key, words in read.about.items() if key.startswith(_ISSUE)}
    kind = read.about.get("kind", "procedure")
    if kind not in get_args(Kind):
        raise LawDamaged(name, "", "pack.kind", f"{kind} is no kind of pack")
    if not read.about.get("about"):
        raise LawDamaged(name, "", "pack.about", "it is missing")
    pack = Pack(
        read.id,
        read.title,
        read.about["about"],
        read.about.get("help", ""),
        cast("Kind", kind),
        read.about.get("extends", ""),
        {**(base.issues if base else {}), **issues},
        {**(base.sources if base else {}), **read.sources},
        (*(base.step if base else ()), *read.entries),
    )
    _check(pack, name)
    return pack


def _check(pack: Pack, name: str) -> None:
    """Refuse a step that cannot be relied on."""
    seen: set[str] = set()
    for step in pack.step:
        unknown = [one for one in step.sources if one not in pack.sources]
        wrong = (
            ("id", step.id in seen, "it stands here twice"),
            ("sources", not step.sources, "a step without a source is none"),
            ("sources", bool(unknown), f"no source is {', '.join(unknown)}"),
            ("issue", step.issue not in pack.issues, "it stands under no issue"),
            ("question", not step.question.strip(), "it asks nothing"),
            ("shown_by", not (step.shown_by.strip() and step.against.strip()), "it has no example"),
            ("says", not all(map(_is_pattern, step.says)), "a pattern of it is none"),
        )
        for field, is_wrong, why in wrong:
            if is_wrong:
                raise LawDamaged(name, step.id, field, why)
        seen.add(step.id)


def _is_pattern(written: str) -> bool:
    try:
        re.compile(written)
    except re.error:
        return False
    return True


@cache
def packs() -> dict[str, Pack]:
    """Give the packs that come with the program, by id, associations first."""
    folder = resources.files("rejoinder.law").joinpath("procedures")
    texts = {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}
    bases = {name: _EXTENDS.search(text) for name, text in texts.items()}
    made: dict[str, Pack] = {}
    for name in sorted(texts, key=lambda one: (bool(bases[one]), one)):
        base = bases[name]
        pack = pack_in(texts[name], name, made[base[1]] if base else None)
        made[pack.id] = pack
    return {one.id: one for one in sorted(made.values(), key=_place)}


def _place(one: Pack) -> tuple[int, bool, bool, str]:
    """Give by what packs are listed: by kind, the plain ones first, associations before all."""
    return get_args(Kind).index(one.kind), bool(one.extends), one.id != "assoc_ew", one.id


def own_pack(text: str, name: str) -> Pack:
    """Give a pack that a person wrote, on top of one of ours where it says so; UsageError where it takes our name."""
    extends = _EXTENDS.search(text)
    base = packs().get(extends[1]) if extends else None
    if extends and base is None:
        raise LawDamaged(name, "", "pack.extends", f"there is no procedure named {extends[1]}")
    pack = pack_in(text, name, base)
    if pack.id in packs():
        raise UsageError(f"There is a procedure named {pack.id} already.", "Give yours another id.")
    return pack
