"""A case handed to an adviser: what leaves is what was said, it opens whole elsewhere, a hostile one is refused."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import stat
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ANSWER, NOW, Disclosed
from rejoinder.case import audit, faults, judge, new, open_case
from rejoinder.case.letters import answer, write_words
from rejoinder.errors import CaseDamaged, UsageError
from rejoinder.handover import Locks, Part, leaving, new_key, open_archive, part_of, seal
from rejoinder.handover.sealing import lacks

WORDS = "four frogs in a butt"
SECRET = pyrage.x25519.Identity.generate()
LOCK = Locks((str(SECRET.to_public()),))
KEY = Path(tempfile.mkdtemp()) / "my.key"
KEY.write_text(str(SECRET))


@pytest.fixture
def held(case: Disclosed) -> Disclosed:
    """Give a case with two batches, a judgement with its reason, a draft, and a note of the person's own."""
    case.give({"answer.eml": ANSWER, "sub/ΐ “x”.txt": "The butts."})
    case.give({"mine.txt": "My own paper."}, "mine", own=True)
    judge(case.case, case.found()[0].id, "unsure", because="SECRET REASON", at=NOW)
    write_words(case.case, "chaser", "thanks", "SECRET DRAFT", {}, at=NOW)
    answer(case.case, "address", "SECRET ADDRESS", at=NOW)
    (case.case.folder / "my notes.txt").write_text("SECRET NOTE")
    return case


def sealed(case: Disclosed, part: Part, to: Path, locks: Locks = LOCK) -> Path:
    seal(case.case, leaving(case.case, part), to, locks, at=NOW)
    return to


def everything(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


def test_a_case_opens_elsewhere_with_its_journal_and_gives_the_same_findings(held: Disclosed, tmp_path: Path) -> None:
    head = held.case.journal.head()
    archive = sealed(held, Part(notes=True), tmp_path / "case.age")
    assert b"SECRET" not in archive.read_bytes()
    opened = open_archive(archive, tmp_path / "there", identity=KEY)
    assert (opened.lacks, opened.faults) == ((), ())
    assert opened.case is not None
    assert opened.case.journal.head() == head
    assert audit(opened.case) == audit(held.case)
    assert (tmp_path / "there" / "my notes.txt").read_text() == "SECRET NOTE"
    assert [act.kind for act in held.case.journal.acts()][-1] == "handover"


def test_own_notes_stay_unless_they_are_chosen(held: Disclosed, tmp_path: Path) -> None:
    leaves = leaving(held.case)
    assert (leaves.reasons, leaves.own_files) == (1, ("my notes.txt",))
    opened = open_archive(sealed(held, Part(), tmp_path / "case.age"), tmp_path / "there", identity=KEY)
    assert b"SECRET" not in everything(tmp_path / "there")
    assert opened.faults == ()
    assert opened.case is not None
    (one,) = (each for each in audit(opened.case) if each.judgement)
    assert (one.status, one.judgement and one.judgement.because) == ("unsure", "")
    first = next(opened.case.journal.acts())
    assert (first.kind, first.told["of"]) == ("handover", leaves.head)
    assert first.told["lacks"] == list(opened.lacks) == lacks(leaves)
    assert part_of(opened.case) == ""


def test_what_happened_in_their_own_words_stays(tmp_path: Path) -> None:
    made = new(tmp_path / "case", at=NOW, subject="Marigold “M” Threnody", happened="SECRET: a frog.\nAnd more.")
    leaves = leaving(made)
    (tmp_path / "case" / "out").mkdir()
    (tmp_path / "case" / "out" / "letter.txt").write_text("a letter")
    seal(made, leaving(made), tmp_path / "a.age", LOCK, at=NOW)
    there = open_archive(tmp_path / "a.age", tmp_path / "there", identity=KEY).case
    assert leaves.told
    assert there is not None
    assert (there.subject, there.happened) == (made.subject, "")
    assert b"SECRET" not in everything(tmp_path / "there")


def test_a_part_of_a_case_says_that_it_is_one_and_holds_nothing_of_the_rest(held: Disclosed, tmp_path: Path) -> None:
    archive = sealed(held, Part(("mine",)), tmp_path / "part.age")
    opened = open_archive(archive, tmp_path / "there", identity=KEY)
    assert opened.faults == ()
    assert opened.case is not None
    assert part_of(opened.case).startswith("This is a part of a case")
    assert b"butts" not in everything(tmp_path / "there" / "received")
    assert [path.name for path in (tmp_path / "there" / "received").iterdir()] == ["2024-06-30-mine"]


def test_single_documents_leave_alone_and_are_no_case(held: Disclosed, tmp_path: Path) -> None:
    archive = sealed(held, Part((), ("answer.eml",)), tmp_path / "one.age")
    opened = open_archive(archive, tmp_path / "there", identity=KEY)
    assert opened.case is None
    assert [one.name for one in (tmp_path / "there").rglob("*") if one.is_file()] == ["answer.eml"]
    with pytest.raises(UsageError, match="No document of this case"):
        leaving(held.case, Part((), ("nowhere.eml",)))
    with pytest.raises(UsageError, match="No batch of this case"):
        leaving(held.case, Part(("nowhere",)))


def test_it_opens_with_the_key_it_was_sealed_for_and_with_no_other(held: Disclosed, tmp_path: Path) -> None:
    public, other = (new_key(tmp_path / name, day="2024-07-01") for name in ("my.key", "other.key"))
    assert stat.S_IMODE((tmp_path / "my.key").stat().st_mode) == 0o600
    archive = sealed(held, Part(), tmp_path / "case.age", Locks((public,)))
    assert other != public
    for wrong in ({"identity": tmp_path / "other.key"}, {"passphrase": WORDS}, {}):
        with pytest.raises(UsageError):
            open_archive(archive, tmp_path / "there", **wrong)
        assert not (tmp_path / "there").exists()
    assert open_archive(archive, tmp_path / "there", identity=tmp_path / "my.key").faults == ()
    with pytest.raises(UsageError, match="is there already"):
        new_key(tmp_path / "my.key", day="2024-07-01")


def test_what_cannot_be_sealed_is_said_before_anything_is_written(held: Disclosed, tmp_path: Path) -> None:
    leaves = leaving(held.case)
    for locks in (Locks(), Locks(LOCK.recipients, WORDS), Locks(passphrase="short"), Locks(("age1nonsense",))):
        with pytest.raises(UsageError):
            seal(held.case, leaves, tmp_path / "case.age", locks, at=NOW)
    assert [one for one in tmp_path.iterdir() if "age" in one.name] == []


def test_a_file_that_is_not_as_it_was_received_stops_the_sealing(held: Disclosed, tmp_path: Path) -> None:
    leaves = leaving(held.case)
    victim = next(held.case.received.rglob("answer.eml"))
    victim.write_bytes(victim.read_bytes().replace(b"Agreed", b"Argued"))
    for locks in (LOCK, Locks(passphrase=WORDS)):
        with pytest.raises(CaseDamaged, match="is not as it was received"):
            seal(held.case, leaves, tmp_path / "case.age", locks, at=NOW)
        assert not (tmp_path / "case.age").exists()


class Enough(BaseException):
    """The person stops it."""


def test_a_sealing_that_is_stopped_leaves_nothing_behind(held: Disclosed, tmp_path: Path) -> None:
    def stop(_what: str, done: int, _of: int) -> None:
        if done > 1:
            raise Enough

    for number, locks in enumerate((LOCK, Locks(passphrase=WORDS))):
        with pytest.raises(Enough):
            seal(held.case, leaving(held.case), tmp_path / f"{number}.age", locks, at=NOW, told=stop)
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith((".age", ".new"))] == []


def test_a_large_case_is_sealed_and_opened_a_piece_at_a_time(case: Disclosed, tmp_path: Path) -> None:
    case.give({"large.bin": bytes(48 << 20)})
    public = new_key(tmp_path / "k", day="2024-07-01")
    leaves = leaving(case.case)
    tracemalloc.start()
    seal(case.case, leaves, tmp_path / "a.age", Locks((public,)), at=NOW)
    open_archive(tmp_path / "a.age", tmp_path / "there", identity=tmp_path / "k")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 << 20, most
    shutil.rmtree(tmp_path / "there")


# Hostile archives


def hostile(members: list[tuple[str | zipfile.ZipInfo, bytes]], manifest: Any = None) -> bytes:
    """Give an archive that an attacker made, sealed for the reader."""
    out = io.BytesIO()
    names = [name if isinstance(name, str) else name.filename for name, _ in members]
    listed = [
        {"path": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, (_, content) in zip(names, members, strict=True)
    ]
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members:
            made.writestr(name, content)
        made.writestr("manifest.json", json.dumps({"files": listed} if manifest is None else manifest))
    return bytes(pyrage.encrypt(out.getvalue(), [SECRET.to_public()]))


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr, info.create_system = (stat.S_IFLNK | 0o777) << 16, 3
    return info


def squeezed(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


ATTACKS: dict[str, bytes] = {
    "a path upwards": hostile([("../evil.txt", b"x")]),
    "a path upwards inside": hostile([("received/../../evil.txt", b"x")]),
    "an absolute path": hostile([("/tmp/evil.txt", b"x")]),
    "a link": hostile([(link("received/link"), b"/etc/passwd")]),
    "a bomb": hostile([(squeezed("bomb"), bytes(1 << 20))]),
    "an empty name": hostile([("received//x", b"x")]),
    "a folder": hostile([("received/", b"")]),
    "a file too deep": hostile([("/".join(["d"] * 70), b"x")]),
    "a file that is not listed": hostile([("x", b"x")], {"files": []}),
    "a file that is listed and not there": hostile(
        [("x", b"x")], {"files": [{"path": one, "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()} for one in "xy"]}
    ),
    "a file with another hash": hostile([("x", b"x")], {"files": [{"path": "x", "size": 1, "sha256": "0" * 64}]}),
    "a manifest of another shape": hostile([("x", b"x")], ["x"]),
    "no zip": bytes(pyrage.encrypt(b"not a zip at all", [SECRET.to_public()])),
    "nothing": bytes(pyrage.encrypt(b"", [SECRET.to_public()])),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_archive_is_refused_and_nothing_of_it_is_kept(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    archive = tmp_path / "in" / "evil.age"
    archive.write_bytes(ATTACKS[name])
    with pytest.raises(CaseDamaged, match="The archive is refused"):
        open_archive(archive, tmp_path / "in" / "there", identity=KEY)
    assert [one.name for one in tmp_path.rglob("*")] == ["in", "evil.age"]


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = hostile([("x", b"x"), ("x", b"y")])
    (tmp_path / "evil.age").write_bytes(content)
    with pytest.raises(CaseDamaged, match="two of its files have one name"):
        open_archive(tmp_path / "evil.age", tmp_path / "there", identity=KEY)


@given(st.binary(max_size=300))
def test_whatever_is_in_it_a_bad_archive_ends_in_one_of_our_own_sentences(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "a.age"
        place.write_bytes(content)
        with pytest.raises((UsageError, CaseDamaged)):
            open_archive(place, Path(scratch) / "there", identity=None, passphrase="")
        assert [one.name for one in Path(scratch).iterdir()] == ["a.age"]


def test_a_journal_that_was_changed_on_the_way_is_told(held: Disclosed, tmp_path: Path) -> None:
    opened = open_archive(sealed(held, Part(), tmp_path / "case.age"), tmp_path / "there", identity=KEY)
    assert opened.case is not None
    journal = tmp_path / "there" / "journal.jsonl"
    journal.write_text(journal.read_text().replace('"decision": "unsure"', '"decision": "accept"'))
    assert any("journal.jsonl is not as it was written" in one for one in faults(open_case(tmp_path / "there")))


def test_a_passphrase_opens_it_and_another_does_not(held: Disclosed, tmp_path: Path) -> None:
    archive = sealed(held, Part(), tmp_path / "case.age", Locks(passphrase=WORDS))
    with pytest.raises(UsageError, match="does not open"):
        open_archive(archive, tmp_path / "there", passphrase="four frogs in a bucket")
    for _ in range(9):
        try:
            opened = open_archive(archive, tmp_path / "there", passphrase=WORDS)
            break
        except UsageError as fault:
            assert "too busy" in fault.remedy
    assert opened.faults == ()


def test_a_batch_of_which_nothing_is_noted_yet_is_counted_as_it_lies(held: Disclosed) -> None:
    usual = leaving(held.case)
    for info in held.case.received.rglob("bag-info.txt"):
        info.chmod(0o600)
        info.write_text(re.sub(r"Payload-Oxum: [\d.]+", "Payload-Oxum: 0.0", info.read_text()))
    counted = leaving(held.case)
    assert counted.many == usual.many == len(list(counted.files()))
    assert counted.size == sum(one.size for one in counted.files())
