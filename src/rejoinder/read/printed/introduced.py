"""Who wrote when, as the lines say that introduce a quotation in printed text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.model import Person
from rejoinder.read.printed.heads import Head
from rejoinder.read.printed.running import Told
from rejoinder.text import fold
from rejoinder.zones.attributions import introduced
from rejoinder.zones.leads import leads
from rejoinder.zones.sheet import sheet


class Introduction(NamedTuple):
    """A message that is quoted: where the lines that say so end, who wrote it, and when."""

    end: int
    author: Person
    date: str


def attributed(told: Sequence[Told]) -> Iterator[Introduction]:
    """Give what each attribution of a running text introduces, in order."""
    page = sheet("\n".join(f"{one.mark}{one.text}" for one in told), 0)
    for lead in leads(page):
        if lead.kind == "attribution":
            said = introduced(" ".join(page.words[lead.start : lead.end]))
            yield Introduction(lead.end, said.author, said.date)


def of_head(head: Head) -> Introduction:
    """Give what a header block introduces."""
    return Introduction(head.end, head.message.author, head.message.date)


def is_one_person(one: Person, other: Person) -> bool:
    """Say whether two names are of one person: by the address where both have one, else by the whole name."""
    if one.address and other.address:
        return one.address.lower() == other.address.lower()
    return bool(one.name) and fold(one.name) == fold(other.name)
