"""Procedures as data: what rests on nothing does not load."""

from __future__ import annotations

import pytest

from rejoinder.errors import UsageError
from rejoinder.procedure.packs import pack_of, packs, read_pack
from rejoinder.procedure.steps import FINDS

PACK = """
id = "shed"
version = 1
title = "Sheds"
about = "Who may lock a shed."
[issues]
a = "Was there a rule?"
[sources.lock]
title = "The Lock Act 1901"
says = "A shed is locked by its holder."
read = 2024-05-03
status = "primary"
[[step]]
id = "S1"
title = "The key was asked for"
who = "holder"
when = "before"
issue = "a"
sources = ["lock"]
question = "Who asked for the key?"
shown_by = "A note that asks."
against = "A lock that was cut."
"""


def test_the_packs_that_come_with_the_program_are_whole() -> None:
    found = packs()
    assert [(one.id, len(one.step)) for one in found.values()] == [
        ("assoc_ew", 30),
        ("acas_discipline_2015", 17),
        ("acas_grievance_2015", 7),
        ("union_gb", 35),
        ("art15_answer", 19),
        ("foi_refusal", 6),
        ("dpa2018_exemptions", 12),
    ]
    for pack in found.values():
        if pack.kind == "procedure":
            assert {step.finds for step in pack.step} - {""} <= FINDS.keys()
        assert [step for _, several in pack.steps() for step in several]
        assert sorted(step.id for _, several in pack.steps() for step in several) == sorted(one.id for one in pack.step)
    assert list(found["assoc_ew"].issues) == ["a", "b", "c", "d", "e"]


def test_a_whole_pack_is_read() -> None:
    pack = read_pack(PACK, "shed")
    assert [(one.id, one.sources) for one in pack.step] == [("S1", ("lock",))]


@pytest.mark.parametrize(
    ("taken", "given", "said"),
    [
        ('sources = ["lock"]\n', "sources = []\n", "step S1 has no source"),
        ('sources = ["lock"]\n', 'sources = ["key"]\n', "step S1 has no source key"),
        ('sources = ["lock"]\n', "", "sources"),
        ("read = 2024-05-03\n", "", "read"),
        ("read = 2024-05-03\n", 'read = "lately"\n', "read"),
        ('status = "primary"\n', 'status = "heard"\n', "status"),
        ('says = "A shed is locked by its holder."\n', 'says = ""\n', "source lock says nothing"),
        ('issue = "a"\n', 'issue = "z"\n', "step S1 stands under no issue"),
        ('shown_by = "A note that asks."\n', 'shown_by = " "\n', "no question or no example"),
        ('question = "Who asked for the key?"\n', 'question = ""\n', "no question or no example"),
        ('who = "holder"\n', "who = \"holder\"\nsays = ['(']\n", "step S1 has a pattern that is none"),
        ('who = "holder"\n', 'who = "holder"\ncolour = "green"\n', "colour"),
        ("version = 1\n", "version = one\n", "cannot be used"),
    ],
)
def test_what_rests_on_nothing_does_not_load(taken: str, given: str, said: str) -> None:
    assert taken in PACK
    with pytest.raises(UsageError) as fault:
        read_pack(PACK.replace(taken, given), "shed")
    assert said in str(fault.value) and "shed" in str(fault.value)


def test_a_step_stands_once() -> None:
    step = PACK[PACK.index("[[step]]") :]
    with pytest.raises(UsageError, match="S1 stands in it twice"):
        read_pack(f"{PACK}\n{step}", "shed")


def test_a_pack_that_is_not_there_is_said() -> None:
    with pytest.raises(UsageError, match="no procedure named sheds"):
        pack_of("sheds")
