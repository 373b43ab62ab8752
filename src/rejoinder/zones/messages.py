"""The messages that a message quotes, one of each: who wrote it, when, and the runs of its words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rejoinder.model import Person, Quoted, Zone
from rejoinder.zones.attributions import introduced
from rejoinder.zones.blocks import ends
from rejoinder.zones.headers import described
from rejoinder.zones.marks import unmarked
from rejoinder.zones.zoning import joined

_LEADS = frozenset(("attribution", "header block", "forward mark"))
_WORDS = frozenset(("quotation", "signature"))


@dataclass(slots=True)
class _Open:
    """A quoted message while its runs are being gathered."""

    depth: int
    leads: list[Zone] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)


def quoted(text: str, parts: tuple[Zone, ...]) -> tuple[Quoted, ...]:
    """Give each message that a text quotes, in order of appearance; several runs of one message are one."""
    found: list[_Open] = []
    current: list[_Open | None] = []
    before: Zone | None = None
    for zone in parts:
        if zone.kind in _LEADS:
            _introduce(text, zone, before, found, current)
        elif zone.depth and zone.kind in _WORDS:
            _extend(text, _at(zone.depth, found, current).runs, zone, before)
        before = zone
    return tuple(_told(text, one) for one in found)


def _at(depth: int, found: list[_Open], current: list[_Open | None]) -> _Open:
    """Give the message of this depth whose words go on; a new one without a lead where there is none."""
    current += [None] * (depth + 1 - len(current))
    one = current[depth]
    if one is None:
        one = current[depth] = _Open(depth)
        found.append(one)
    return one


def _introduce(text: str, zone: Zone, before: Zone | None, found: list[_Open], current: list[_Open | None]) -> None:
    """Begin the message that a lead introduces, or let the lead join the one directly above it."""
    depth = zone.depth + 1
    joins = before is not None and before.kind in _LEADS and before.depth == zone.depth
    if joins and before and joined(before.kind, zone.kind):
        _at(depth, found, current).leads.append(zone)
        return
    del current[depth:]
    if zone.kind == "forward mark" and ends(text[zone.start : zone.end].strip(" >\t\r\n")):
        return
    _at(depth, found, current).leads.append(zone)


def _extend(text: str, runs: list[tuple[int, int]], zone: Zone, before: Zone | None) -> None:
    start, end = zone.start, _without_empty(text, zone.start, zone.end)
    if runs and before is not None and before.depth == zone.depth and before.kind in _WORDS:
        start = runs.pop()[0]
    runs.append((start, end))


def _without_empty(text: str, start: int, end: int) -> int:
    """Give the end of whole lines without the empty ones at their end."""
    kept = len(text[start:end].rstrip())
    line = text.find("\n", start + kept, end)
    return end if line < 0 else line + 1


def _told(text: str, one: _Open) -> Quoted:
    runs = tuple(one.runs)
    if not one.leads:
        return Quoted(one.depth, runs)
    start, end = one.leads[0].start, _without_empty(text, one.leads[0].start, one.leads[-1].end)
    told = Quoted(one.depth, runs, (start, end))
    for zone in one.leads:
        lines = [text[slice(*span)] for span in unmarked(text, zone.start, zone.end)]
        if zone.kind == "attribution":
            author, date, message_id = introduced(" ".join(lines))
            told = replace(told, author=author, date=date, message_id=message_id)
        else:
            told = _with_headers(told, lines, forwarded=zone.kind == "forward mark")
    return told


def _with_headers(told: Quoted, lines: list[str], *, forwarded: bool) -> Quoted:
    if forwarded:
        said = describes_forwarding(" ".join(lines))
        return replace(told, forwarded=said)
    headers = described(lines)
    return replace(
        told,
        author=headers.author if headers.author != Person("", "") else told.author,
        recipients=headers.recipients,
        date=headers.date or told.date,
        subject=headers.subject,
        message_id=headers.message_id or told.message_id,
        attachments=headers.attachments,
    )


def describes_forwarding(words: str) -> bool:
    """Say whether a rule speaks of forwarding, and not only of an original message."""
    plain = words.lower()
    return any(word in plain for word in _FORWARDING)


_FORWARDING = (
    "forward", "weitergeleitet", "transfér", "transfer", "réexpédi", "reexpedi", "reenviado", "inoltrat",
    "doorgestuurd", "encaminhada", "anfon", "vidarebefordra", "videresend", "przekazan", "пересыл",
)  # fmt: skip
