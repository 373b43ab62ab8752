"""The rule packs: every worked example comes out, and what cannot be relied on is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from rejoinder.clocks import Clock, Given, clock_of
from rejoinder.errors import LawDamaged
from rejoinder.law.loading import Law, law, law_of
from rejoinder.law.rules import Event, Example, Regime, Rule

EXAMPLES = [(rule, number) for rule in law().rules() for number, _ in enumerate(rule.examples)]
EVENTS = {"asked": Event(title="asked", ask="When?"), "told": Event(title="told", ask="When?")}
REGIMES = {"here": Regime(title="Here", begins="asked")}
PACK = """
[pack]
id = "p"
title = "P"
version = "1"

[sources.act]
title = "An Act"
url = "https://law.example/act"
read = "2026-01-02"
status = "primary"

[[rules]]
id = "one"
regime = "here"
title = "Answer"
text = "Within ten days."
who = "controller"
sources = ["act"]
start = { latest_of = ["asked"], source = "act" }
length = { days = 10, source = "act" }

[[rules.examples]]
events = { asked = 2026-01-01 }
due = 2026-01-11
source = "act"
"""


def held(example: Example, rule: Rule) -> Clock:
    events = {name: one if isinstance(one, tuple) else (one,) for name, one in example.events.items()}
    return clock_of(law(), rule, Given(events, example.place, example.days), date(2026, 11, 30))


@pytest.mark.parametrize(("rule", "number"), EXAMPLES, ids=[f"{rule.id}-{number}" for rule, number in EXAMPLES])
def test_a_worked_example_comes_out(rule: Rule, number: int) -> None:
    example = rule.examples[number]
    clock = held(example, rule)
    counted = (*clock.reckonings, *(rival.reckoning for rival in clock.rivals))
    assert {one.due for one in counted if one.reading == example.reading} == {example.due}
    assert example.earliest in (None, clock.earliest.due)
    assert example.latest in (None, clock.latest.due)


def test_every_rule_is_met_by_what_applies_where_it_applies() -> None:
    for rule in law().rules():
        for example in rule.examples:
            days = example.events.get(rule.applies.event) if rule.applies else None
            if rule.applies and isinstance(days, date):
                assert rule.applies.since is None or days >= rule.applies.since
                assert rule.applies.before is None or days < rule.applies.before


def test_the_five_regimes_of_the_access_request_follow_each_other_without_a_gap() -> None:
    rules = [rule for rule in law().rules() if rule.id.startswith(("uk_gdpr_sar", "uk_dpa1998_sar"))]
    applies = [rule.applies for rule in rules if rule.applies]
    assert len(applies) == len(rules) == 5
    assert applies[0].since is None
    assert applies[-1].before is None
    assert [one.before for one in applies[:-1]] == [one.since for one in applies[1:]]


def read(text: str) -> Law:
    return law_of([("p.toml", text)], EVENTS, REGIMES)


def test_a_pack_that_can_be_relied_on_is_read() -> None:
    assert [rule.id for rule in read(PACK).rules()] == ["one"]


NAMED = [
    ('sources = ["act"]\n', "sources = []\n", "sources", "without a source"),
    ('sources = ["act"]\n', "", "sources", "missing required field"),
    ('length = { days = 10, source = "act" }', "length = { days = 10 }", "length.source", "missing required field"),
    (
        'length = { days = 10, source = "act" }',
        'length = { days = 10, source = "b" }',
        "length.source",
        "no source is b",
    ),
    (
        '[[rules.examples]]\nevents = { asked = 2026-01-01 }\ndue = 2026-01-11\nsource = "act"\n',
        "",
        "examples",
        "missing",
    ),
    ("[[rules]]", "[other]\nx = 1\n[[rules]]", "other", "not known"),
    ('who = "controller"', 'who = "controller"\nwhom = "you"', "whom", "unknown field"),
    ("days = 10, source", "days = 10, months = 1, source", "length", "say one of"),
    ("days = 10, source", "source", "length", "say one of"),
    ("days = 10, source", "working_days = 10, source", "calendar", "working days"),
    ('latest_of = ["asked"]', 'latest_of = ["sneezed"]', "start.latest_of", "no event is sneezed"),
    ('latest_of = ["asked"]', "latest_of = []", "start", "say what starts it"),
    ('latest_of = ["asked"]', 'latest_of = ["asked"], after_rule = "two"', "start.after_rule", "no rule is two"),
    ('regime = "here"', 'regime = "there"', "regime", "no regime is there"),
    ("due = 2026-01-11\n", 'due = 2026-01-11\nreading = "other"\n', "examples.reading", "no reading is other"),
    ("due = 2026-01-11\n", "", "examples[0].due", "missing required field"),
    ('who = "controller"', 'who = "nobody"', "who", "Invalid enum value"),
]


@pytest.mark.parametrize(("words", "instead", "field", "why"), NAMED, ids=[f"{one[2]}-{one[3]}" for one in NAMED])
def test_a_rule_that_cannot_be_relied_on_is_refused_by_file_rule_and_field(
    words: str, instead: str, field: str, why: str
) -> None:
    assert words in PACK
    with pytest.raises(LawDamaged, match=why) as refused:
        read(PACK.replace(words, instead, 1))
    assert refused.value.file == "p.toml"
    assert refused.value.rule in ("one", "")
    assert refused.value.field.startswith(field)


OF_A_SOURCE = [
    ('title = "An Act"\n', "", "sources"),
    ('title = "An Act"', 'title = " "', "sources.act.title"),
    ('read = "2026-01-02"\n', "", "sources"),
    ('read = "2026-01-02"', 'read = ""', "sources.act.read"),
    ('read = "2026-01-02"', 'read = "lately"', "sources.act.read"),
    ('url = "https://law.example/act"', 'url = "ftp"', "sources.act.url"),
    ('status = "primary"\n', "", "sources"),
    ('status = "primary"', 'status = "sure"', "sources"),
    ('version = "1"\n', "", "pack.version"),
]


@pytest.mark.parametrize(("words", "instead", "field"), OF_A_SOURCE)
def test_a_source_without_title_address_date_or_review_is_refused(words: str, instead: str, field: str) -> None:
    with pytest.raises(LawDamaged) as refused:
        read(PACK.replace(words, instead, 1))
    assert refused.value.field.startswith(field) or field == "sources"


def test_two_rules_of_one_name_and_a_text_that_is_no_toml_are_refused() -> None:
    with pytest.raises(LawDamaged, match="another rule"):
        law_of([("p.toml", PACK), ("q.toml", PACK)], EVENTS, REGIMES)
    with pytest.raises(LawDamaged):
        read("[pack")


def test_a_rule_is_as_firm_as_the_least_firm_of_its_sources() -> None:
    for rule in law().rules():
        statuses = {source.status for source in law().sources_of(rule)}
        assert law().review_of(rule) in statuses
        assert ("memory" in statuses) == (law().review_of(rule) == "memory")
