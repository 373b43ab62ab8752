"""A procedure held against a case, what a person says of it, and the command and screen that do the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from cli.calling import call
from conftest import NOW, Disclosed
from rejoinder.case.allegations import take_letter
from rejoinder.case.procedure import audit
from rejoinder.case.procedure_acts import decide, give_part, name_papers, part_id, undo
from rejoinder.errors import UsageError
from rejoinder.web.app import application

RULES = """Rules of the Bee Club, adopted 1 May 2019

1. The club keeps bees, and is kept by them in turn.

2. A keeper has ten days to answer an allegation.

3. Only the general meeting may expel a keeper.
"""
NOTICE = """1 May 2024

Dear Ms Threnody,

The committee puts these allegations to you.

1. That on 9 April 2024 you left hive three open, which is misconduct.

2. That on 12 April 2024 you insulted the bees, which is misconduct.

You may answer in writing by 6 May 2024.

Ned Grindle
Secretary
"""
REASONS = """20 June 2024

Dear Ms Threnody,

Decision of the committee. The committee finds each of the following allegations proved.

1. On 9 April 2024 you left hive three open, which is misconduct.

2. You sold honey to a bear by night, as was reported by Vera Loam.

You are expelled.

Ned Grindle
Secretary, for the committee (N. Grindle, Otto Marsh)
"""
NOTE = "The complaint by the Secretary was read on 15 April 2024 and is upheld."


@pytest.fixture
def given(case: Disclosed) -> Disclosed:
    case.give({"rules.txt": RULES, "notice.txt": NOTICE, "reasons.txt": REASONS, "note.txt": NOTE})
    take_letter(case.case, "reasons.txt", at=NOW)
    return case


def status(case: Disclosed, step: str) -> str:
    return next(one.status for one in audit(case.case).steps if one.step.id == step)


def test_what_documents_show_is_proposed(given: Disclosed) -> None:
    found = audit(given.case)
    assert {one.kind: one.paper.holding.path for one in found.papers} == {
        "rules": "rules.txt",
        "notice": "notice.txt",
        "decision": "reasons.txt",
    }
    assert {one.step.id for one in found.contradicted} == {"P08", "P12", "P14", "P19"}
    [conflict] = found.conflicts
    assert (conflict.person, set(conflict.parts)) == ("Ned Grindle", {"decider", "complainant"})
    assert [one.notice is not None for one in found.put] == [True, False]
    assert all(one.confirmed is None for one in found.steps)


def test_a_case_with_nothing_in_it_shows_nothing_and_contradicts_nothing(case: Disclosed) -> None:
    case.give({"bees.txt": "The bees are well."})
    found = audit(case.case)
    assert not (found.papers or found.has or found.conflicts or found.put or found.contradicted)
    assert {one.status for one in found.steps} == {"not shown"}


def test_what_a_person_says_of_a_step_stands_and_is_undone(given: Disclosed) -> None:
    decide(given.case, "assoc_ew", "p14", "shown", because="The meeting ratified it.", at=NOW)
    assert status(given, "P14") == "shown"
    decide(given.case, "assoc_ew", "P14", "rule silent", at=NOW)
    assert status(given, "P14") == "rule silent"
    undo(given.case, "step assoc_ew P14", at=NOW)
    assert status(given, "P14") == "shown"
    undo(given.case, "step assoc_ew P14", at=NOW)
    assert status(given, "P14") == "contradicted"
    with pytest.raises(UsageError, match="Nothing was decided"):
        undo(given.case, "step assoc_ew P14", at=NOW)


def test_a_part_is_taken_off_and_another_said(given: Disclosed) -> None:
    of = give_part(given.case, "Ned Grindle", "complainant", stands=False, because="Another secretary.", at=NOW)
    assert of == f"part {part_id('Ned Grindle', 'complainant')}"
    assert not audit(given.case).conflicts and status(given, "P12") != "contradicted"
    give_part(given.case, "Otto Marsh", "witness", at=NOW)
    [conflict] = audit(given.case).conflicts
    assert (conflict.person, set(conflict.parts)) == ("Otto Marsh", {"decider", "witness"})
    undo(given.case, of, at=NOW)
    assert {one.person for one in audit(given.case).conflicts} == {"Ned Grindle", "Otto Marsh"}


def test_papers_are_named_and_named_to_be_none(given: Disclosed) -> None:
    name_papers(given.case, "rules", [], at=NOW)
    assert status(given, "P14") == "not shown" and status(given, "P01") == "not shown"
    name_papers(given.case, "notice", ["note.txt"], at=NOW)
    assert [one.paper.holding.path for one in audit(given.case).paper("notice")] == ["note.txt"]
    undo(given.case, "papers notice", at=NOW)
    assert [one.paper.holding.path for one in audit(given.case).paper("notice")] == ["notice.txt"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda case: decide(case, "assoc_ew", "P99", "shown", at=NOW),
        lambda case: decide(case, "assoc_ew", "P01", "unfair", at=NOW),
        lambda case: decide(case, "sheds", "P01", "shown", at=NOW),
        lambda case: give_part(case, "Ned", "king", at=NOW),
        lambda case: give_part(case, " ", "decider", at=NOW),
        lambda case: name_papers(case, "hat", [], at=NOW),
        lambda case: name_papers(case, "rules", ["nowhere.txt"], at=NOW),
        lambda case: audit(case, "sheds"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_written(given: Disclosed, wrong: object) -> None:
    before = given.case.journal.head()
    with pytest.raises(UsageError):
        wrong(given.case)  # type: ignore[operator]
    assert given.case.journal.head() == before


def test_the_command_lists_decides_and_undoes(given: Disclosed) -> None:
    folder = given.case.folder
    called = call("procedure", folder)
    assert called.status == 1
    assert "Ned Grindle: complained and decided." in called.out or "Ned Grindle: decided and complained." in called.out
    assert "No. 2 stands in no notice that is here" in " ".join(called.out.split())
    lines = [json.loads(line) for line in call("procedure", folder, "--json").out.splitlines()]
    steps = {one["step"]: one for one in lines if "step" in one}
    assert len(steps) == 30 and steps["P14"]["standing"] == "proposed" and steps["P14"]["sources"][0]["read"]
    assert any("conflict" in one for one in lines) and any("paper" in one for one in lines)
    call("procedure", folder, "step", "P14", "shown", "--because", "Ratified.")
    lines = [json.loads(line) for line in call("procedure", folder, "--json").out.splitlines()]
    steps = {one["step"]: one for one in lines if "step" in one}
    assert (steps["P14"]["status"], steps["P14"]["because_of"]) == ("shown", "Ratified.")
    call("procedure", folder, "undo", "P14")
    assert status(given, "P14") == "contradicted"
    call("procedure", folder, "no-part", "Ned Grindle", "complainant")
    call("procedure", folder, "undo", "Ned Grindle", "complainant")
    assert audit(given.case).conflicts
    assert "acas_discipline_2015" in call("procedure", folder, "packs").out
    assert call("procedure", folder, "--pack", "sheds").status == 2
    assert call("procedure", folder, "step", "P14").status == 2


def test_the_screen_shows_steps_and_takes_what_a_person_says(given: Disclosed) -> None:
    here = "/case/case/procedure"
    with TestClient(application(given.folder)) as client:
        page = client.get(here).text
        assert "One person in two parts" in page and page.count('class="card step"') == 30
        assert "Contradicted" in page and "hive three" in page
        data = {"pack": "assoc_ew", "step": "P14", "status": "shown", "because": "<b>Ratified</b>", "cite": ""}
        page = client.post(f"{here}/do/step", data=data).text
        assert "&lt;b&gt;Ratified&lt;/b&gt;" in page and "<b>Ratified" not in page
        assert status(given, "P14") == "shown"
        client.post(f"{here}/do/undo", data={"of": "step assoc_ew P14"})
        assert status(given, "P14") == "contradicted"
        data = {"person": "Ned Grindle", "part": "complainant"}
        assert "One person in two parts" not in client.post(f"{here}/do/no-part", data=data).text
        assert client.post(f"{here}/do/papers", data={"kind": "rules", "documents": "nowhere.txt"}).status_code == 404
        assert len(re.findall('class="card step"', client.get(f"{here}?pack=acas_discipline_2015").text)) == 17
        assert client.get(f"{here}?pack=sheds").status_code == 404


def test_a_step_may_cite_one_of_its_passages(given: Disclosed) -> None:
    with TestClient(application(given.folder)) as client:
        page = client.get("/case/case/procedure").text
        chosen = re.search(r'id="cite-P20".*?<option value="([a-z0-9]+:\d+-\d+)"', page, re.DOTALL)
        assert chosen
        data = {"step": "P20", "status": "shown", "cite": chosen[1]}
        client.post("/case/case/procedure/do/step", data=data)
    step = next(one for one in audit(given.case).steps if one.step.id == "P20")
    assert step.confirmed is not None and len(step.confirmed.spans) == 1


OURS = """
[pack]
id = "our-club"
title = "Rules of our club"
version = "2024"
about = "What our own rules ask."
extends = "assoc_ew"
[sources.rules]
title = "Rules of the club, 2019"
url = "https://club.example/rules"
read = "2024-05-03"
status = "primary"
[[steps]]
id = "C1"
title = "The decision is read out"
who = "secretary"
when = "end"
issue = "b"
sources = ["rules"]
question = "Who read it?"
shown_by = "A minute."
against = "None."
words = ["upheld"]
"""


def test_a_procedure_of_ones_own_is_added_shown_and_taken_off(given: Disclosed, tmp_path: Path) -> None:
    folder, file = given.case.folder, tmp_path / "ours.toml"
    file.write_text(OURS)
    call("procedure", folder, "add-pack", file)
    step = next(one for one in audit(given.case, "our-club").steps if one.step.id == "C1")
    assert [" ".join(span.exact.split()) for span in step.passages] == [NOTE]
    decide(given.case, "our-club", "C1", "shown", at=NOW)
    with TestClient(application(given.folder)) as client:
        page = client.get("/case/case/procedure?pack=our-club").text
        assert "The decision is read out" in page and "Take this procedure off" in page
        client.post("/case/case/procedure/do/undo", data={"of": "pack our-club"})
        assert client.get("/case/case/procedure?pack=our-club").status_code == 404
        assert "The decision is read out" in client.post("/case/case/procedure/do/pack", data={"text": OURS}).text
        assert client.post("/case/case/procedure/do/pack", data={"text": "[pack]"}).status_code >= 400
        assert "The rules in force are known" in client.get("/law/assoc_ew").text
    call("procedure", folder, "undo", "our-club")
    with pytest.raises(UsageError):
        audit(given.case, "our-club")
    before = given.case.journal.head()
    file.write_text(OURS.replace('sources = ["rules"]', "sources = []"))
    assert call("procedure", folder, "add-pack", file).status == 2
    assert call("procedure", folder, "add-pack", tmp_path / "nowhere.toml").status == 2
    assert given.case.journal.head() == before


def test_a_folder_that_is_no_case(tmp_path: Path) -> None:
    assert call("procedure", tmp_path).status == 2


def test_what_decides_nothing_is_no_decision(case: Disclosed) -> None:
    sale = "Dear friend,\n\n1. You have abused our prices.\n\n2. You have ignored our offer, in breach of sense.\n"
    case.give({"sale.txt": f"{sale}\nYou are charged nothing for misconduct.\n"})
    assert audit(case.case).papers == ()
