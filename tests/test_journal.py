import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.disk import locked
from rejoinder.errors import CaseBusy, CaseDamaged
from rejoinder.journal import Act, Journal, judgements, partings
from rejoinder.model import Parting


def decide(journal: Journal, finding: str, decision: str, because: str = "") -> None:
    told = {"finding": finding, "decision": decision, "because": because, "evidence": []}
    journal.write("judge", "2024-06-30T10:00:00+00:00", told)


def test_the_last_judgement_of_a_finding_holds(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    decide(journal, "butts", "accept")
    decide(journal, "butts", "dismiss", "They sent it by post.")
    assert judgements(journal.acts())["butts"].because == "They sent it by post."


def test_undo_falls_back_on_the_judgement_before(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    decide(journal, "butts", "accept")
    decide(journal, "butts", "dismiss", "They sent it by post.")
    journal.write("undo", "2024-06-30T10:00:00+00:00", {"finding": "butts"})
    assert judgements(journal.acts())["butts"].decision == "accept"


def test_a_changed_word_breaks_the_chain(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    decide(journal, "butts", "accept")
    decide(journal, "keys", "accept")
    journal.path.write_text(journal.path.read_text().replace("butts", "bolts"))
    with pytest.raises(CaseDamaged, match="Line 1"):
        list(journal.acts())


def test_a_half_line_left_by_a_power_cut_is_no_act_and_is_put_aside(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    decide(journal, "butts", "accept")
    with journal.path.open("ab") as file:
        file.write(b'{"act": "judge", "finding": "ke')
    assert len(list(journal.acts())) == 1
    decide(journal, "keys", "accept")
    assert len(list(journal.acts())) == 2
    assert (tmp_path / "journal.cut").read_bytes().endswith(b'"ke')


def test_what_was_changed_after_it_was_read_is_found_out(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    decide(journal, "keys", "accept")
    assert [act.told["finding"] for act in journal.acts()] == ["keys"] and journal.head() == journal.head()
    kept = journal.path.stat()
    journal.path.write_bytes(journal.path.read_bytes().replace(b'"keys"', b'"leys"'))
    os.utime(journal.path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    for asked in (journal.head, lambda: list(journal.acts())):
        with pytest.raises(CaseDamaged):
            asked()


def test_a_journal_that_another_run_holds_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.disk.WAIT", 0.0)
    journal = Journal(tmp_path / "journal.jsonl")
    with locked(journal.path), pytest.raises(CaseBusy), locked(journal.path, wait=0.0):
        pass


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=20)), max_size=6))
def test_a_journal_is_only_ever_a_longer_version_of_itself(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str]]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("case") / "journal.jsonl")
    before = b""
    for finding, because in told:
        decide(journal, finding, "accept", because.encode("utf-8", "replace").decode())
        after = journal.path.read_bytes()
        assert after.startswith(before)
        before = after
    assert len(list(journal.acts())) == len(told)


def boundary(decision: str, page: int, words: str = "") -> Act:
    """Give an act about where a document begins in the bundle."""
    told = {"batch": "first", "sha256": "5a", "path": "bundle.pdf", "page": page, "words": words, "time": 1}
    return Act("boundary", "2024-06-30T10:00:00+00:00", {**told, "decision": decision})


def test_the_last_decision_about_a_place_stands_and_an_undone_one_falls_back_on_the_one_before() -> None:
    acts = [boundary("begins", 2), boundary("begins", 4), boundary("continues", 2)]
    two, four = Parting("bundle.pdf", 2, "", begins=True), Parting("bundle.pdf", 4, "", begins=True)
    assert partings(iter(acts)) == {("first", "5a"): (four, two._replace(begins=False))}
    assert partings(iter([*acts, boundary("undo", 2)])) == {("first", "5a"): (two, four)}
    assert partings(iter([*acts, boundary("undo", 2), boundary("undo", 2)])) == {("first", "5a"): (four,)}
    assert partings(iter([*acts[:1], boundary("undo", 2), boundary("undo", 2)])) == {}
