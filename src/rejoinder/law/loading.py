"""Rule packs read strictly: a rule without source, date or example is refused, and so is a key that is not known.

Every refusal is LawDamaged and names the file, the rule and the field. A pack of another kind is read by the same door:
`read_pack` takes the shape of its entries.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from rejoinder.errors import LawDamaged
from rejoinder.law.calendars import calendars
from rejoinder.law.rules import REVIEWS, Event, Regime, Review, Rule, Source

_READ = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_AT = re.compile(r" - at `\$\.?(.*)`$")
_UNKNOWN = re.compile(r"unknown field `(.*)`")
_MISSING = re.compile(r"missing required field `(.*)`")


class Entry(Protocol):
    """What every entry of a pack has."""

    @property
    def id(self) -> str:
        """Give its name, which never changes."""


T = TypeVar("T", bound=Entry)


@dataclass(frozen=True, slots=True)
class Pack(Generic[T]):
    """One file of law: what it is, its sources and its entries."""

    id: str
    title: str
    version: str
    sources: Mapping[str, Source]
    entries: tuple[T, ...]
    about: Mapping[str, str]
    """Everything that it says of itself."""


@dataclass(frozen=True, slots=True)
class Law:
    """The rules of time limits that are known, and what they speak of."""

    packs: tuple[Pack[Rule], ...]
    events: Mapping[str, Event]
    regimes: Mapping[str, Regime]

    def rules(self) -> Iterator[Rule]:
        """Give every rule, in the order of its pack."""
        for pack in self.packs:
            yield from pack.entries

    def rule(self, identity: str) -> Rule | None:
        """Give the rule of this name."""
        return next((rule for rule in self.rules() if rule.id == identity), None)

    def pack_of(self, rule: Rule) -> Pack[Rule]:
        """Give the pack a rule stands in."""
        return next(pack for pack in self.packs if any(one is rule for one in pack.entries))

    def sources_of(self, rule: Rule) -> tuple[Source, ...]:
        """Give the sources of a rule, then those of its single values; how others count is no value of it."""
        held = self.pack_of(rule).sources
        named = (name for field, name in named_in(rule) if not field.startswith(("rivals", "examples")))
        return tuple(held[name] for name in dict.fromkeys((*rule.sources, *named)))

    def review_of(self, rule: Rule) -> Review:
        """Give how firm the rule is: as firm as the least firm of its sources."""
        return max((source.status for source in self.sources_of(rule)), key=REVIEWS.index)


@cache
def law() -> Law:
    """Give the law that comes with this program."""
    folder = resources.files("rejoinder.law")
    words = _toml(folder.joinpath("events.toml").read_text("utf-8"), "events.toml")
    events = _converted(words["events"], dict[str, Event], "events.toml", "")
    regimes = _converted(words["regimes"], dict[str, Regime], "events.toml", "")
    files = sorted(folder.joinpath("packs").iterdir(), key=lambda file: file.name)
    texts = ((file.name, file.read_text("utf-8")) for file in files if file.name.endswith(".toml"))
    return law_of(texts, events, regimes)


def law_of(texts: Iterable[tuple[str, str]], events: Mapping[str, Event], regimes: Mapping[str, Regime]) -> Law:
    """Give the law of some packs, by name and text; LawDamaged where one of them cannot be relied on."""
    known: set[str] = set()
    packs: list[Pack[Rule]] = []
    named: list[tuple[str, Rule]] = []
    for name, text in texts:
        pack = read_pack(text, name, Rule, "rules")
        for rule in pack.entries:
            _check(rule, pack.sources, name, events, regimes)
            if rule.id in known:
                raise LawDamaged(name, rule.id, "id", "there is another rule of this name")
            known.add(rule.id)
            named.append((name, rule))
        packs.append(pack)
    for name, rule in named:
        if rule.start.after_rule and rule.start.after_rule not in known:
            raise LawDamaged(name, rule.id, "start.after_rule", f"no rule is {rule.start.after_rule}")
    return Law(tuple(packs), events, regimes)


def read_pack(text: str, name: str, shape: type[T], entries: str) -> Pack[T]:
    """Give a pack whose entries, under this key, are of this shape; LawDamaged where anything of it is not."""
    told = _toml(text, name)
    unknown = set(told) - {"pack", "sources", entries}
    if unknown:
        raise LawDamaged(name, "", sorted(unknown)[0], "the key is not known")
    about = _converted(told.get("pack", {}), dict[str, str], name, "")
    for key in ("id", "title", "version"):
        if not about.get(key):
            raise LawDamaged(name, "", f"pack.{key}", "it is missing")
    sources = _converted(told.get("sources", {}), dict[str, Source], name, "")
    for key, source in sources.items():
        _check_source(source, key, name)
    found = tuple(_converted(one, shape, name, str(one.get("id", "?"))) for one in told.get(entries, ()))
    if not found:
        raise LawDamaged(name, "", entries, "there is none")
    return Pack(about["id"], about["title"], about["version"], sources, found, about)


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise LawDamaged(name, "", "", str(fault)) from fault


S = TypeVar("S")


def _converted(told: Any, shape: type[S], name: str, rule: str) -> S:
    try:
        return msgspec.convert(told, shape)
    except msgspec.ValidationError as fault:
        said = str(fault)
        place, said = _AT.search(said), _AT.sub("", said)
        at = place[1] if place else ""
        key = _UNKNOWN.search(said) or _MISSING.search(said)
        field = ".".join(filter(None, (at, key[1] if key else "")))
        raise LawDamaged(name, rule, field, said) from fault


def _check_source(source: Source, key: str, name: str) -> None:
    for field in ("title", "url", "read"):
        if not getattr(source, field).strip():
            raise LawDamaged(name, "", f"sources.{key}.{field}", "it is empty")
    if not _READ.fullmatch(source.read):
        raise LawDamaged(name, "", f"sources.{key}.read", f"{source.read} is no date")
    if not source.url.startswith("https://"):
        raise LawDamaged(name, "", f"sources.{key}.url", f"{source.url} is no address")


def named_in(rule: Rule) -> Iterator[tuple[str, str]]:
    """Give each value of a rule that names a source, with the source."""
    for field in ("applies", "start", "length", "roll", "calendar", "extension"):
        value = getattr(rule, field)
        if value is not None:
            yield f"{field}.source", value.source
    for field in ("pauses", "readings", "rivals", "examples"):
        for number, one in enumerate(getattr(rule, field)):
            yield f"{field}[{number}].source", one.source


def _events_in(rule: Rule) -> Iterator[tuple[str, str]]:
    """Give each value of a rule that names an event, with the event."""
    start = rule.start
    yield from (("start.latest_of", one) for one in start.latest_of)
    yield from (("start.needs", one) for one in start.needs)
    yield from (("start.waits", one) for pair in start.waits.items() for one in pair)
    yield from (("resets", one) for one in rule.resets)
    yield from (("ends", one) for one in rule.ends)
    yield from (("applies.event", rule.applies.event),) if rule.applies else ()
    yield from (("extension.notice", rule.extension.notice),) if rule.extension else ()
    for pause in rule.pauses:
        yield from (("pauses.since", pause.since), ("pauses.until", pause.until))
    for other in (*rule.readings, *rule.rivals):
        yield from (("readings", one) for one in (*(other.latest_of or ()), *(other.resets or ()), *other.unless))
    for example in rule.examples:
        yield from (("examples.events", one) for one in example.events)


def _check(
    rule: Rule, sources: Mapping[str, Source], name: str, events: Mapping[str, Event], regimes: Mapping[str, Regime]
) -> None:
    """Refuse a rule that cannot be relied on."""

    def refuse(field: str, why: str) -> None:
        raise LawDamaged(name, rule.id, field, why)

    if not rule.sources:
        refuse("sources", "a rule without a source is none")
    if not rule.examples:
        refuse("examples", "a rule without a worked example is none")
    for field, source in (*(("sources", one) for one in rule.sources), *named_in(rule)):
        if source not in sources:
            refuse(field, f"no source is {source or '(empty)'}")
    for field, event in _events_in(rule):
        if event not in events:
            refuse(field, f"no event is {event}")
    if rule.regime not in regimes:
        refuse("regime", f"no regime is {rule.regime}")
    _check_terms(rule, refuse)


def _check_terms(rule: Rule, refuse: Any) -> None:
    """Refuse a rule whose values do not make one limit."""
    length = rule.length
    units = sum(map(bool, (length.days, length.working_days, length.months, length.given)))
    if units != 1:
        refuse("length", "say one of days, working_days, months and given")
    if not (rule.start.latest_of or rule.start.after_rule):
        refuse("start", "say what starts it")
    for identity in filter(None, (rule.calendar and rule.calendar.calendar, *(one.calendar for one in rule.readings))):
        if identity not in calendars():
            refuse("calendar", f"no calendar is {identity}")
    works = length.working_days or length.working_up_to or (rule.roll and rule.roll.to != "none")
    if works and rule.calendar is None:
        refuse("calendar", "it needs to know which days are working days")
    names = [one.id for one in (*rule.readings, *rule.rivals)]
    if len(set(names)) < len(names):
        refuse("readings.id", "two are of one name")
    for example in rule.examples:
        if example.reading and example.reading not in names:
            refuse("examples.reading", f"no reading is {example.reading}")
