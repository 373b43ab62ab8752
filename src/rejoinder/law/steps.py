"""What can be done about a limit that was not kept: steps as data, each with its source, when it opens and ends."""

from __future__ import annotations

from functools import cache
from importlib import resources

from rejoinder.errors import LawDamaged
from rejoinder.law.loading import Law, Pack, law, read_pack
from rejoinder.law.rules import Strict


class Step(Strict, frozen=True, kw_only=True):
    """One thing that a person can do, and from when on."""

    id: str
    regime: str
    title: str
    text: str
    source: str
    after_late: str = ""
    """It opens when the limit that this event meets has passed on every reading."""
    after_event: str = ""
    """It opens with this event."""
    by: str = ""
    """The rule of the limit within which it is to be done."""
    done: tuple[str, ...] = ()
    """Events that show that it was done."""
    adviser: bool = False


@cache
def steps() -> tuple[Pack[Step], ...]:
    """Give the steps that come with this program."""
    folder = resources.files("rejoinder.law").joinpath("steps")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(steps_of(file.read_text("utf-8"), file.name, law()) for file in files)


def steps_of(text: str, name: str, known: Law) -> Pack[Step]:
    """Give the steps of one file; LawDamaged where one of them speaks of what is not there."""
    pack = read_pack(text, name, Step, "steps")
    for step in pack.entries:
        wrong = (
            ("source", step.source not in pack.sources),
            ("regime", step.regime not in known.regimes),
            ("after_late", bool(step.after_late) == bool(step.after_event)),
            ("by", bool(step.by) and known.rule(step.by) is None),
        )
        named = (
            ("after_late", step.after_late),
            ("after_event", step.after_event),
            *(("done", one) for one in step.done),
        )
        unknown = ((field, bool(event) and event not in known.events) for field, event in named)
        for field, is_wrong in (*wrong, *unknown):
            if is_wrong:
                raise LawDamaged(name, step.id, field, "it names nothing that is there, or too much")
    return pack
