"""Procedures as data: what rests on nothing does not load."""

from __future__ import annotations

import pytest

from rejoinder.errors import LawDamaged, UsageError
from rejoinder.procedure.packs import own_pack, pack_in, packs
from rejoinder.procedure.steps import FINDS

PACK = """
[pack]
id = "shed"
version = "1"
title = "Sheds"
about = "Who may lock a shed."
issue_a = "Was there a rule?"
[sources.lock]
title = "The Lock Act 1901"
url = "https://law.example/lock"
note = "A shed is locked by its holder."
read = "2024-05-03"
status = "primary"
[[steps]]
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
        ("art15_eu_answer", 16),
        ("foi_refusal", 6),
        ("dpa2018_exemptions", 19),
    ]
    for pack in found.values():
        if pack.kind == "procedure":
            assert {step.finds for step in pack.step} - {""} <= FINDS.keys()
        assert [step for _, several in pack.steps() for step in several]
        assert sorted(step.id for _, several in pack.steps() for step in several) == sorted(one.id for one in pack.step)
    assert list(found["assoc_ew"].issues) == ["a", "b", "c", "d", "e"]


def test_a_whole_pack_is_read() -> None:
    pack = pack_in(PACK, "shed.toml")
    assert [(one.id, one.sources) for one in pack.step] == [("S1", ("lock",))]
    assert (pack.kind, dict(pack.issues)) == ("procedure", {"a": "Was there a rule?"})


@pytest.mark.parametrize(
    ("taken", "given", "said"),
    [
        ('sources = ["lock"]\n', "sources = []\n", "a step without a source is none"),
        ('sources = ["lock"]\n', 'sources = ["key"]\n', "no source is key"),
        ('sources = ["lock"]\n', "", "sources"),
        ('read = "2024-05-03"\n', "", "read"),
        ('read = "2024-05-03"\n', 'read = "lately"\n', "lately is no date"),
        ('status = "primary"\n', 'status = "heard"\n', "status"),
        ('url = "https://law.example/lock"\n', 'url = ""\n', "url"),
        ('issue = "a"\n', 'issue = "z"\n', "it stands under no issue"),
        ('shown_by = "A note that asks."\n', 'shown_by = " "\n', "it has no example"),
        ('question = "Who asked for the key?"\n', 'question = ""\n', "it asks nothing"),
        ('who = "holder"\n', 'who = "holder"\nsays = ["("]\n', "a pattern of it is none"),
        ('who = "holder"\n', 'who = "holder"\ncolour = "green"\n', "colour"),
        ('about = "Who may lock a shed."\n', "", "pack.about"),
        ('about = "Who may lock a shed."\n', 'about = "Sheds."\nkind = "hut"\n', "hut is no kind of pack"),
        ("[[steps]]", "[[rules]]", "rules"),
    ],
)
def test_what_rests_on_nothing_does_not_load(taken: str, given: str, said: str) -> None:
    assert taken in PACK
    with pytest.raises(LawDamaged) as fault:
        pack_in(PACK.replace(taken, given), "shed.toml")
    assert said in str(fault.value) and "shed.toml" in str(fault.value)


def test_a_step_stands_once() -> None:
    step = PACK[PACK.index("[[steps]]") :]
    with pytest.raises(LawDamaged, match="it stands here twice"):
        pack_in(f"{PACK}\n{step}", "shed.toml")


def test_a_pack_of_ones_own_stands_on_one_of_ours_and_takes_no_name_of_ours() -> None:
    told = PACK.replace('version = "1"', 'version = "1"\nextends = "assoc_ew"')
    pack = own_pack(told, "shed.toml")
    assert len(pack.step) == 31 and pack.issues["a"] == "Was there a rule?"
    with pytest.raises(LawDamaged, match="no procedure named hut"):
        own_pack(told.replace("assoc_ew", "hut"), "shed.toml")
    with pytest.raises(UsageError, match="assoc_ew already"):
        own_pack(PACK.replace('id = "shed"', 'id = "assoc_ew"'), "shed.toml")
