import os
import subprocess
from pathlib import Path

import bagit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.errors import UsageError
from rejoinder.received import Bag, bags, damage, given_files, new_bag, safe_name, take


def received(folder: Path, source: Path) -> Bag:
    bag = next(iter(bags(folder)), None) or new_bag(folder, name="The Society", sender="", date="2024-06-30", own=False)
    files, problems = given_files([source])
    for _ in take(bag, files, problems):
        pass
    return bag


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "given/letters").mkdir(parents=True)
    (tmp_path / "given/a.txt").write_text("Dear member")
    (tmp_path / "given/letters/b.txt").write_text("Dear member")
    return tmp_path / "given"


def test_what_was_received_is_a_bag_that_others_can_check(tmp_path: Path, source: Path) -> None:
    bag = received(tmp_path / "received", source)
    assert bagit.Bag(str(bag.folder)).is_valid()
    checked = subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=bag.folder, check=False)
    assert checked.returncode == 0


def test_the_same_folder_given_twice_adds_nothing(tmp_path: Path, source: Path) -> None:
    first = received(tmp_path / "received", source).taken()
    assert received(tmp_path / "received", source).taken() == first
    assert len(first) == 2


def test_the_same_bytes_at_two_paths_are_two_files_with_one_hash(tmp_path: Path, source: Path) -> None:
    taken = received(tmp_path / "received", source).taken()
    assert taken["a.txt"] == taken["letters/b.txt"]


def test_a_file_that_has_changed_since_is_kept_as_it_was_received(tmp_path: Path, source: Path) -> None:
    first = received(tmp_path / "received", source)
    (source / "a.txt").write_text("Dear former member")
    received(tmp_path / "received", source)
    assert (first.payload / "a.txt").read_text() == "Dear member"
    assert list(damage(first)) == []


def test_one_bit_of_difference_is_found(tmp_path: Path, source: Path) -> None:
    bag = received(tmp_path / "received", source)
    (bag.payload / "a.txt").write_text("Dear membes")
    assert list(damage(bag)) == ["The Society: a.txt has changed since it was received."]


def test_links_and_pipes_are_not_followed_and_are_said(tmp_path: Path, source: Path) -> None:
    (source / "secret").symlink_to("/etc/hostname")
    os.mkfifo(source / "pipe")
    bag = received(tmp_path / "received", source)
    assert sorted(bag.taken()) == ["a.txt", "letters/b.txt"]
    assert [problem.code for problem in bag.not_received()] == ["special_file", "link"]


def test_a_run_that_stopped_between_naming_and_listing_goes_on(tmp_path: Path, source: Path) -> None:
    bag = received(tmp_path / "received", source)
    manifest = bag.folder / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes()[:100])
    assert received(tmp_path / "received", source).taken() == bag.taken()
    assert len(bag.taken()) == 2
    assert bagit.Bag(str(bag.folder)).is_valid()


def test_a_path_that_is_not_there_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is nothing at"):
        given_files([tmp_path / "nowhere"])


@settings(max_examples=200)
@given(st.text(min_size=1, max_size=40).filter(lambda name: "/" not in name and name not in (".", "..")))
def test_a_safe_name_holds_nothing_a_manifest_cannot(name: str) -> None:
    safe = safe_name(name)
    assert not set(safe) & set('\n\r\t%\\:*?"<>|/')
    assert safe.encode("utf-8")
    assert safe == safe_name(safe)


def test_a_file_that_claims_more_than_the_disk_holds_is_left_out_and_said(tmp_path: Path, source: Path) -> None:
    with (source / "vast.bin").open("wb") as file:
        file.truncate(1 << 42)
    bag = received(tmp_path / "received", source)
    assert sorted(bag.taken()) == ["a.txt", "letters/b.txt"]
    assert [problem.code for problem in bag.not_received()] == ["too_large"]
