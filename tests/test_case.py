"""The four laws of a case: derived data can be made again, no judgement is lost, received bytes stay, acts stay."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import NOW, Disclosed
from rejoinder import case as cases
from rejoinder.case import Delivery, audit, batch_number, faults, judge, open_case, rebuild, receive, undo
from rejoinder.demo import write_demo
from rejoinder.errors import UsageError
from rejoinder.journal import Journal
from rejoinder.received import bags
from rejoinder.shelf import Wanted
from rejoinder.write.contract import all_lines, finding_line


def said(case: cases.Case) -> str:
    """Give what `documents --json` and `audit --json` print."""
    with case.shelf() as shelf:
        names = {batch.number: batch.name for batch in shelf.batches()}
        documents = [json.dumps(line) for line in all_lines(shelf, names)]
    return "\n".join([*documents, *(json.dumps(finding_line(one)) for one in audit(case))])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the invented case as it was handed over, received and audited once."""
    folder = tmp_path_factory.mktemp("demo")
    made = write_demo(folder / "given")
    case = cases.new(folder / "case", at=NOW, subject=made.subject)
    for batch in made.batches:
        receive(case, [batch.folder], Delivery(batch.name, batch.sender, batch.date, batch.own), at=NOW)
    audit(case)
    return folder / "case"


@pytest.fixture
def copied(demo: Path, tmp_path: Path) -> cases.Case:
    """Give a copy of the invented case."""
    shutil.copytree(demo, tmp_path / "case")
    return open_case(tmp_path / "case")


# 1. What is derived can be made again


def test_a_case_that_is_built_again_says_the_same_to_the_byte(copied: cases.Case) -> None:
    before = said(copied)
    rebuild(copied)
    assert said(copied) == before
    shutil.rmtree(copied.folder / ".derived")
    assert said(copied) == before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_in_which_files_are_read_changes_nothing(
    copied: cases.Case, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(copied)
    chance = random.Random(seed)

    def shuffled(paths: Iterable[str]) -> list[str]:
        return chance.sample(several := list(paths), len(several))

    monkeypatch.setattr("rejoinder.case.receiving.sorted", shuffled, raising=False)
    monkeypatch.setattr("rejoinder.case.receiving.STEP", 7)
    rebuild(copied)
    monkeypatch.undo()
    assert said(copied) == before


def test_a_batch_received_in_two_parts_says_what_it_says_received_at_once(demo: Path, tmp_path: Path) -> None:
    (bag, *_) = bags(demo / "received")
    delivery = Delivery("the society", "", "2024-06-30")
    whole, parts = (cases.new(tmp_path / name, at=NOW) for name in ("whole", "parts"))
    receive(whole, [bag.payload], delivery, at=NOW)
    some = tmp_path / "some"
    for number, path in enumerate(sorted(bag.taken(), reverse=True)):
        if number % 3:
            (some / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(bag.payload / path, some / path)
    receive(parts, [some], delivery, at=NOW)
    receive(parts, [bag.payload], delivery, at=NOW)
    assert said(parts) == said(whole)


# 2. No judgement is lost


def test_judgements_stay_when_all_is_built_again(copied: cases.Case) -> None:
    first, second, third = (one.id for one in audit(copied)[:3])
    judge(copied, first, "accept", at=NOW)
    judge(copied, second, "dismiss", because="They sent it by post.", at=NOW)
    judge(copied, third, "unsure", at=NOW)
    shutil.rmtree(copied.folder / ".derived")
    status = {one.id: one.status for one in audit(copied)}
    assert (status[first], status[second], status[third]) == ("accepted", "dismissed", "unsure")


def answering(absent: str) -> str:
    return f"""
        From: Hesper Quillfeather <secretary@lower-wibbling.example>
        Message-ID: <answer-to-{absent}@lower-wibbling.example>
        In-Reply-To: <{absent}@grommet-works.example>

        Agreed, and let us say nothing of the {absent}.
        """


def test_a_judgement_whose_finding_has_gone_is_shown(case: Disclosed) -> None:
    case.give({"butts.eml": answering("butts")}, name="first").give({"keys.eml": answering("keys")}, name="second")
    keys = next(one.id for one in case.weighed() if one.finding and "keys" in one.finding.absent.message_id)
    judge(case.case, keys, "accept", because="Vera saw it.", at=NOW)
    shutil.rmtree(bags(case.case.received)[1].folder)
    rebuild(case.case)
    gone = [one for one in case.weighed() if one.finding is None]
    assert [(one.id, one.status) for one in gone] == [(keys, "closed")]
    line = finding_line(gone[0])
    assert line["judgement"] == {"decision": "accept", "because": "Vera saw it.", "at": NOW, "together": None}
    assert set(line) == set(finding_line(case.weighed()[0]))
    assert line["kind"] is line["grade"] is line["text"] is line["confidence"] is None


def test_a_gone_finding_can_still_be_undone(case: Disclosed) -> None:
    case.give({"keys.eml": answering("keys")})
    (keys,) = (one.id for one in case.weighed())
    judge(case.case, keys, "accept", at=NOW)
    shutil.rmtree(bags(case.case.received)[0].folder)
    rebuild(case.case)
    undo(case.case, keys, at=NOW)
    assert case.weighed() == []
    with pytest.raises(UsageError, match="No finding has the id"):
        undo(case.case, keys, at=NOW)


def test_what_a_later_batch_brings_closes_the_finding_and_keeps_its_judgement(case: Disclosed) -> None:
    case.give({"keys.eml": answering("keys")}, name="first")
    (keys,) = (one.id for one in case.weighed())
    judge(case.case, keys, "accept", because="Vera saw it.", at=NOW)
    found = """
        From: Barnaby Tuppence <b.tuppence@grommet-works.example>
        Message-ID: <keys@grommet-works.example>

        Where are the keys of the tool shed?
        """
    case.give({"found.eml": found}, name="second")
    (one,) = case.weighed()
    assert (one.id, one.status) == (keys, "closed")
    assert one.judgement is not None
    assert one.judgement.because == "Vera saw it."
    assert [each.id for each in audit(case.case, wanted=Wanted(since=batch_number(case.case, "second")))] == [keys]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(("accept", "dismiss", "unsure", "undo", "rebuild", "more"))),
        max_size=8,
    )
)
def test_whatever_people_do_the_last_word_on_each_finding_holds(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, str]]
) -> None:
    case = Disclosed(tmp_path_factory.mktemp("acts"))
    case.give({f"{name}.eml": answering(name) for name in ("butts", "keys", "marrow")})
    ids = [one.id for one in case.weighed()]
    words: dict[str, list[str]] = {one: [] for one in ids}
    for number, (which, act) in enumerate(acts):
        before = case.case.journal.path.read_bytes()
        match act:
            case "rebuild":
                rebuild(case.case)
            case "more":
                case.give({f"{number}.eml": answering(f"plot {number}")}, name=f"more {number}")
            case "undo" if words[ids[which]]:
                undo(case.case, ids[which], at=NOW)
                words[ids[which]].pop()
            case "accept" | "dismiss" | "unsure":
                judge(case.case, ids[which], act, because=f"Reason {number}.", at=NOW)
                words[ids[which]].append(act)
        assert case.case.journal.path.read_bytes().startswith(before)
    decided = {one.id: one.judgement.decision for one in case.weighed() if one.judgement}
    assert decided == {finding: said_of[-1] for finding, said_of in words.items() if said_of}
    assert list(faults(case.case)) == []


# 3. What was received never changes


def test_nothing_that_a_person_can_do_changes_what_was_received(copied: cases.Case, tmp_path: Path) -> None:
    before = received(copied)
    finding = audit(copied)[0].id
    judge(copied, finding, "accept", at=NOW)
    undo(copied, finding, at=NOW)
    rebuild(copied)
    (tmp_path / "later.txt").write_text("The butts are to be green.")
    receive(copied, [tmp_path / "later.txt"], Delivery("later", "", "2024-07-30"), at=NOW)
    after = received(copied)
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1
    assert list(faults(copied)) == []


def received(case: cases.Case) -> dict[str, tuple[bytes, int]]:
    files = (path for path in sorted(case.received.glob("*/data/**/*")) if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_one_changed_bit_anywhere_in_what_was_received_is_found(demo: Path, chance: random.Random) -> None:
    case = open_case(demo)
    files = [path for path in sorted(case.received.glob("*/data/**/*")) if path.is_file() and path.stat().st_size]
    chosen = chance.choice(files)
    content = chosen.read_bytes()
    place, bit = chance.randrange(len(content)), 1 << chance.randrange(8)
    try:
        chosen.write_bytes(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
        found = list(faults(case))
        assert len(found) == 1
        assert chosen.name in found[0]
    finally:
        chosen.write_bytes(content)


# 4. The journal only grows


def test_the_journal_tells_of_every_batch_with_the_digest_of_its_manifest(copied: cases.Case) -> None:
    told = {act.told["batch"]: act.told["manifest"] for act in copied.journal.acts() if act.kind == "receive"}
    assert told == {bag.batch.name: bag.digest() for bag in bags(copied.received)}


def test_a_batch_that_was_read_but_not_told_of_is_told_of_by_the_next_run(
    case: Disclosed, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Journal.write

    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "write", stopped)
    with pytest.raises(KeyboardInterrupt):
        case.give({"butts.eml": answering("butts")})
    monkeypatch.setattr(Journal, "write", write)
    assert [act.kind for act in case.case.journal.acts()] == ["new"]
    case.give({"butts.eml": answering("butts")}).give({"butts.eml": answering("butts")})
    assert [act.kind for act in case.case.journal.acts()] == ["new", "receive"]


def test_each_paper_names_the_line_of_the_journal_it_was_made_from(copied: cases.Case) -> None:
    from rejoinder.write.schedule import schedule_of, written

    judge(copied, audit(copied)[0].id, "accept", at=NOW)
    made = schedule_of(copied, everything=False, on="2024-07-01")
    last = json.loads(copied.journal.path.read_text().splitlines()[-1])["digest"]
    assert made.journal_head == last
    assert last.encode() in written(made, ".html")


def test_the_same_bytes_at_two_places_are_two_documents_with_one_hash(case: Disclosed) -> None:
    case.give({"a/butts.eml": answering("butts"), "b/butts.eml": answering("butts")})
    with case.case.shelf() as shelf:
        here = list(shelf.documents())
    assert len({one.ref for one in here}) == 2
    assert len({one.sha256 for one in here}) == 1


def test_a_case_cannot_be_given_to_itself(case: Disclosed) -> None:
    case.give({"butts.eml": answering("butts")})
    for path in (case.case.folder, case.folder, next(case.case.received.iterdir())):
        with pytest.raises(UsageError, match="The case itself lies in"):
            receive(case.case, [path], Delivery("again", "", "2024-06-30"), at=NOW)


@given(st.text(max_size=200))
def test_what_happened_is_read_from_the_file_of_the_case_as_it_was_kept(happened: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = cases.new(Path(folder) / "case", at=NOW, happened=happened, asked="2024-05-03")
        assert open_case(made.folder) == made
    assert "".join(made.happened.split()) == "".join(c for c in happened if c.isprintable() and not c.isspace())
