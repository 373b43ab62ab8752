"""What was planted in the invented case: the shapes of truth.toml, how it is written and read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rejoinder.demo.plan import Planned

OPENING = """# What was planted in the invented case. Everything and everyone in it is made up.
# An audit must report every absent_message and absent_attachment, every document spoken_of and what is
# said_to_be_held, and nothing else of these kinds.
# Paths begin with the batch's folder, disclosure or own-archive; what lies in a container or a mail stands
# after !/ (an mbox's mails are numbered from 1, a mail's parts from 1).
"""


@dataclass(frozen=True, slots=True)
class AbsentMessage:
    """A message that existed and is not in the disclosure."""

    message_id: str
    author: str
    address: str
    date: str
    subject: str
    how: str
    """answered-id, quotation, both or thread-index: by what the papers handed over show that it existed."""
    depth: int
    """The least depth at which it is quoted; 0 where it is not."""
    witnesses: tuple[str, ...]
    text: str
    """Its own words, without signature, one line a paragraph."""
    quoted: str = ""
    """Those of them that some witness repeats: all that can be put together again."""
    changed: tuple[tuple[str, str], ...] = ()
    """Its words, and what one of its witnesses makes of them."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AbsentAttachment:
    """A file that hung from a message and is not in the disclosure."""

    name: str
    message_id: str
    """Of the message it hung from."""
    message_disclosed: bool
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """An absent message that is in the subject's own archive."""

    message_id: str
    subject: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PresentTrap:
    """Something that looks absent and is not."""

    kind: str
    why: str
    message_id: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that was planted."""

    absent_messages: tuple[AbsentMessage, ...]
    absent_attachments: tuple[AbsentAttachment, ...]
    own_archive: tuple[OwnCopy, ...]
    present_traps: tuple[PresentTrap, ...]
    facts: Mapping[str, tuple[Mapping[str, Any], ...]]
    """By section: unreadable, hidden, covered, left_in, allegation, quotation, edited_post, shown_in_part, conflict,
    unanswered, clock, event, spoken_of, said_to_be_held, one_person, two_people, held."""


def read_truth(path: Path) -> Truth:
    """Give what truth.toml says was planted."""
    import tomllib

    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return Truth(
        absent_messages=tuple(AbsentMessage(**_settled(row)) for row in sections.pop("absent_message", ())),
        absent_attachments=tuple(AbsentAttachment(**_settled(row)) for row in sections.pop("absent_attachment", ())),
        own_archive=tuple(OwnCopy(**_settled(row)) for row in sections.pop("own_archive", ())),
        present_traps=tuple(PresentTrap(**_settled(row)) for row in sections.pop("present_trap", ())),
        facts={section: tuple(rows) for section, rows in sections.items()},
    )


def _settled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _tuples(value) for name, value in row.items()}


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def told(facts: Mapping[str, list[dict[str, object]]], planned: Planned) -> str:
    """Give truth.toml."""
    sections: list[tuple[str, Iterable[Mapping[str, object]]]] = [
        ("absent_message", map(_row, planned.absent_messages)),
        ("absent_attachment", map(_row, planned.absent_attachments)),
        ("own_archive", map(_row, planned.own_archive)),
        ("present_trap", map(_row, planned.present_traps)),
        *facts.items(),
    ]
    lines = [OPENING]
    for section, rows in sections:
        for row in rows:
            lines.append(f"[[{section}]]")
            lines += [f"{name} = {_value(value)}" for name, value in row.items()]
            lines.append("")
    return "\n".join(lines)


def _row(planted: Any) -> dict[str, object]:
    return {field.name: getattr(planted, field.name) for field in fields(planted)}


def _value(value: object) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
