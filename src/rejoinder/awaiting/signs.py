"""The words by which a letter asks for something, by kind: read from signs.toml, where they stand as data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

Kind = Literal[
    "access request", "information request", "complaint", "grievance", "appeal", "review", "chaser", "question",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "access request", "information request", "complaint", "grievance", "appeal", "review", "chaser", "question",
)  # fmt: skip
_SAME_SENTENCE = re.compile(r"<(\d+)>")


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The signs of one kind in one language."""

    kind: Kind
    language: str
    any_of: tuple[str, ...]


@cache
def signs() -> Mapping[Kind, re.Pattern[str]]:
    """Give by kind what tells it, in whatever language."""
    told = tomllib.loads(resources.files("rejoinder.awaiting").joinpath("signs.toml").read_text("utf-8"))
    words: dict[str, str] = told["words"]
    found: dict[Kind, list[str]] = {}
    for one in msgspec.convert(told["signs"], tuple[Signs, ...]):
        found.setdefault(one.kind, []).extend(_pattern(sign, words) for sign in one.any_of)
    return {kind: re.compile("|".join(several), re.IGNORECASE | re.MULTILINE) for kind, several in found.items()}


def _pattern(sign: str, words: Mapping[str, str]) -> str:
    """Give a sign as a pattern: its words put in, its spaces any white space, its gaps within one sentence."""
    for name, word in words.items():
        sign = sign.replace(f"{{{name}}}", word)
    sign = sign.replace(" ", r"\s")
    return _SAME_SENTENCE.sub(lambda most: rf"(?:[^.!?\n]|\n(?!\s*\n)){{0,{most[1]}}}?", sign)
