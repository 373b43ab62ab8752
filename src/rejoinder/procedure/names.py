"""Whether two written names may be one person's: the same words, or initials that stand for first names.

A like name is a ground to ask, not to join: what is said of it says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rejoinder.text import fold

_TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "cllr",
        "councillor",
        "sir",
        "dame",
        "rev",
        "lord",
        "lady",
    )
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_NAME = (
    r"(?!(?:The|This|That|These|Those|A|An|Our|Your|My|His|Her|Their|Its|Dear|If|In|On|At|By|For|From|No|Not|And|But"
    r"|As|It|We|He|She|They|You)\s)"
)
NAME = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Cllr|Councillor|Sir|Dame|Rev)\.?\s)?"
    + _NO_NAME
    + r"(?:[A-Z](?:\.[ ]?|[\w’']+(?:-[A-Z][\w’']+)*[ \n])){1,3}[A-Z][\w’']+(?:-[A-Z][\w’']+)*"
)
"""A written name: one or more first names or initials, and a surname; a line may end within it."""
LINE_NAME = NAME.replace("[ \\n]", "[ ]")
"""The same, on one line."""


def parts(name: str) -> tuple[str, ...]:
    """Give the words of a name, small, without its title and its address; what is before a comma goes last."""
    shown = name.partition("<")[0].strip().strip('"')
    last, comma, first = shown.partition(",")
    told = [word for word in _LETTERS.findall(fold(f"{first} {last}" if comma else shown)) if word not in _TITLES]
    return tuple(told)


def bare(name: str) -> str:
    """Give a name without its address and quotation marks, spaces made single."""
    return " ".join(name.partition("<")[0].strip().strip('"').split())


def surname(name: str) -> str:
    """Give the last word of a name."""
    return (parts(name) or ("",))[-1]


def is_full(name: str) -> bool:
    """Say whether a name has a first name written out and a surname."""
    told = parts(name)
    return len(told) > 1 and len(told[0]) > 1


def may_be_one(one: str, other: str) -> bool:
    """Say whether two names may be one person's: the same surname, and first names that begin alike."""
    mine, yours = parts(one), parts(other)
    if len(mine) < 2 or len(yours) < 2 or mine[-1] != yours[-1]:
        return False
    return all(
        first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
        for first, second in zip(mine[:-1], yours[:-1], strict=False)
    )


def groups(names: Iterable[str]) -> list[list[str]]:
    """Give names that may be one person's together; one that may be either of two stays by itself."""
    full: list[list[str]] = []
    short: list[str] = []
    for name in dict.fromkeys(names):
        if not is_full(name):
            short.append(name)
            continue
        same = next((each for each in full if parts(each[0]) == parts(name)), None)
        if same is None:
            full.append([name])
        else:
            same.append(name)
    alone: list[list[str]] = []
    for name in short:
        likely = [each for each in full if may_be_one(name, each[0])]
        known = next((each for each in alone if parts(each[0]) == parts(name)), None)
        if len(likely) == 1:
            likely[0].append(name)
        elif known:
            known.append(name)
        else:
            alone.append([name])
    return [*full, *alone]


def shown_best(names: Sequence[str]) -> str:
    """Give of one person's names the one that tells most."""
    return max(
        (name.partition("<")[0].strip().strip('"') for name in names), key=lambda name: (is_full(name), len(name))
    )
