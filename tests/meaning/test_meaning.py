"""Ranking by meaning: what is read, where it is kept, that its process reaches nobody, and that without it words do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from cli.calling import call
from conftest import NOW, Disclosed
from rejoinder.allege.candidates import Asked, candidates
from rejoinder.case import nearness, ranking, rebuild
from rejoinder.case.allegations import add, against, withdraw
from rejoinder.case.receiving import silent
from rejoinder.case.weighing import matrix, weighed
from rejoinder.errors import UsageError
from rejoinder.locks.programs import Allowed
from rejoinder.locks.programs import run as run_locked
from rejoinder.meaning import here
from rejoinder.meaning.here import SIZE, Vectors, model_here, vectors
from rejoinder.meaning.kept import KeptVectors
from rejoinder.meaning.wordpieces import LONGEST, pieces
from rejoinder.web.app import application

with_model = pytest.mark.skipif(model_here() is None, reason="the extra is not installed")


def said(words: str) -> list[int]:
    return pieces(words)[1:-1]


def test_a_text_is_read_in_known_pieces_without_case_accents_or_unseen_characters() -> None:
    assert said("The Gate was re-opened") == said("the gäte was re - opened") == said("the\u200b gate was re-opened")
    assert len(said("strimmer")) > 1 and len(said("gate")) == 1
    assert said("x" * 101) == said("☃☃☃☃") == [100]
    assert said("") == said("\u200b\x00") == []


def test_a_long_text_is_read_to_a_number_of_pieces() -> None:
    assert len(pieces("gate " * 1_000)) == LONGEST
    assert pieces("gate")[0] == 101 and pieces("gate " * 1_000)[-1] == 102


def test_vectors_are_kept_by_their_words_alone(tmp_path: Path) -> None:
    kept = KeptVectors(tmp_path / "new" / "meaning.sqlite")
    assert kept.of(["a gate"]) == {} and kept.stamp() == ""
    kept.keep(["a gate"], np.ones((1, SIZE), np.float32))
    assert list(kept.of(["a  gate\n", "a pond"])) == ["a  gate\n"] and kept.stamp()


NOTES = {
    "a.txt": "The gate was left open by a visitor.",
    "b.txt": "The gate has a new lock.",
    "c.txt": "A gate is no fence, as the gate maker says.",
}


@pytest.fixture
def gates(case: Disclosed) -> Disclosed:
    """Give a case with three notes about a gate, and one allegation."""
    case.give(NOTES)
    add(case.case, "You left the gate unlocked.", at=NOW)
    return case


def reads(monkeypatch: pytest.MonkeyPatch, nearest: str) -> list[str]:
    """Put in the model's place one that finds nothing near but texts with this word; give what it read."""
    read: list[str] = []

    def told(_: Path, texts: Sequence[str]) -> Vectors:
        read.extend(texts)
        made = np.zeros((len(texts), SIZE), np.float32)
        for row, text in enumerate(texts):
            made[row, 0 if nearest in text or "You left" in text else 1] = 1
        return made

    for module in (nearness, ranking):
        monkeypatch.setattr(module, "model_here", lambda: Path("model.onnx"))
    monkeypatch.setattr(ranking, "vectors", told)
    return read


def order(some: Disclosed) -> list[str]:
    one = weighed(some.case, only(some))
    return [each.holding.path for each in one.candidates if each.holding]


def only(some: Disclosed) -> str:
    return against(some.case).allegations[0].id


def unranked(some: Disclosed) -> int:
    return ranking.unranked(matrix(some.case)[1])


def test_once_read_the_nearest_in_meaning_comes_first_and_the_log_says_so(
    gates: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_words = order(gates)
    read = reads(monkeypatch, nearest="maker")
    assert order(gates) == by_words and not weighed(gates.case, only(gates)).search.by_meaning
    assert unranked(gates) == 1
    assert ranking.rank(gates.case, silent) == (1, 4) and len(read) == 4
    assert unranked(gates) == 0
    assert by_words[0] != "c.txt" and order(gates)[0] == "c.txt"
    assert weighed(gates.case, only(gates)).search.by_meaning
    assert sorted(order(gates)) == sorted(by_words)


def test_nothing_is_read_twice_and_what_was_read_outlives_a_rebuild(
    gates: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reads(monkeypatch, nearest="maker")
    ranking.rank(gates.case, silent)
    rebuild(gates.case)
    assert ranking.rank(gates.case, silent) == (1, 0) and len(read) == 4
    assert order(gates)[0] == "c.txt"


def test_a_passage_that_was_not_read_leaves_its_allegation_to_words(
    gates: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, nearest="maker")
    ranking.rank(gates.case, silent)
    gates.give({"d.txt": "The gate was found unlocked."}, name="later")
    assert not weighed(gates.case, only(gates)).search.by_meaning and unranked(gates) == 1
    withdraw(gates.case, only(gates), at=NOW)
    assert unranked(gates) == 0


def test_a_stopped_run_keeps_what_was_read(gates: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reads(monkeypatch, nearest="maker")
    monkeypatch.setattr(ranking, "TOGETHER", 1)

    def stops(_what: str, done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ranking.rank(gates.case, stops)
    assert len(read) == 2
    ranking.rank(gates.case, silent)
    assert len(read) == len(set(read)) == 4


def test_without_the_model_words_alone_rank_and_the_way_to_it_is_told(
    gates: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (nearness, ranking, here):
        monkeypatch.setattr(module, "model_here", lambda: None)
    assert order(gates) and unranked(gates) == 0
    with pytest.raises(UsageError, match=r"rejoinder\[meaning\]"):
        ranking.rank(gates.case, silent)
    told = call("doctor")
    assert "Ranking by meaning: not here." in told.out and "rejoinder[meaning]" in told.out
    assert "rejoinder[meaning]" in TestClient(application(gates.folder)).get("/case/case/settings").text


def test_a_model_that_gives_no_vectors_is_told(gates: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, nearest="maker")
    monkeypatch.setattr(ranking, "vectors", lambda *_: None)
    with pytest.raises(UsageError, match="could not be run"):
        ranking.rank(gates.case, silent)


def test_the_button_begins_a_job_that_leads_back(gates: Disclosed, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, nearest="maker")
    browser = TestClient(application(gates.folder))
    assert "Rank by meaning" in browser.get("/case/case/allegations").text
    browser.post("/case/case/meaning")
    assert browser.app.state.jobs.of("case").wait(20)  # type: ignore[attr-defined]
    assert "1 allegation is ranked by meaning too; 4 passages were read for it." in browser.get("/case/case/job").text
    assert "Rank by meaning" not in browser.get("/case/case/allegations").text


def test_quoted_words_are_still_first_where_they_are_ranked_by_meaning(case: Disclosed) -> None:
    case.give(NOTES)
    with case.case.shelf() as shelf:
        asked = Asked("You left the gate open.", ("The gate has a new lock",))
        found = candidates(shelf, asked, lambda _, texts: [1.0] * len(texts))[0]
    assert found[0].holding.path == "b.txt" and found[0].by[0] == "quoted words"


@with_model
def test_the_model_finds_what_is_said_in_other_words_nearer(tmp_path: Path) -> None:
    model = model_here()
    assert model is not None
    found = vectors(model, ["The gate was left open.", "Somebody did not shut the door.", "The frog sat in the pond."])
    assert found is not None and found.shape == (3, SIZE)
    assert found[0] @ found[1] > found[0] @ found[2] + 0.2
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    again = vectors(model, ["The frog sat in the pond."])
    assert again is not None and np.array_equal(again[0], found[2]), "a vector depends on nothing but its text"


@with_model
def test_its_process_is_held_by_the_lock_on_other_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Allowed] = []

    def run(command: Sequence[str], allowed: Allowed, told: bytes = b"", **environment: str) -> object:
        asked.append(allowed)
        return run_locked(command, allowed, told, **environment)

    monkeypatch.setattr(here, "run", run)
    model = model_here()
    assert model is not None and vectors(model, ["A gate."]) is not None
    [allowed] = asked
    assert allowed.locked and not any(Path.home() == place for place in allowed.reads)


def test_another_file_in_the_model_s_place_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / here.PACKAGE).mkdir()
    for name in ("__init__.py", here.FILE):
        (tmp_path / here.PACKAGE / name).write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    here.model_here.cache_clear()
    assert here.model_here() is None
    here.model_here.cache_clear()


def test_the_search_log_says_by_json_whether_meaning_was_used(gates: Disclosed) -> None:
    [line] = [json.loads(one) for one in call("allegations", gates.case.folder, "--json").out.splitlines()]
    assert line["looked"]["by_meaning"] is False
