"""Writing that is whole or not at all, locks that hold, and a full disk by its one name."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rejoinder import disk
from rejoinder.errors import CaseBusy, DiskFull


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_what_is_written_is_what_is_read(tmp_path: Path, first: bytes, second: bytes) -> None:
    for content in (first, second):
        disk.write_whole(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize("stage", ["write", "fsync", "open"])
def test_each_way_of_being_full_is_one_error_and_leaves_what_was_there(
    tmp_path: Path, fault: int, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"before")

    def full(*_: object) -> int:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, stage, full)
    with pytest.raises(DiskFull, match=r"is full: 5 bytes needed, .* free\. Free some space"):
        disk.write_whole(tmp_path / "file", b"after")
    monkeypatch.undo()
    assert (tmp_path / "file").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_another_fault_is_not_called_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "write", broken)
    with pytest.raises(OSError, match="Input/output error"):
        disk.write_whole(tmp_path / "file", b"after")


def test_a_disk_that_takes_a_little_at_a_time_still_gets_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = bytearray()

    def little(_: int, content: memoryview) -> int:
        taken.extend(content[:3])
        return len(content[:3])

    monkeypatch.setattr(os, "write", little)
    disk.write_all(0, b"the third water butt")
    assert bytes(taken) == b"the third water butt"


def test_a_disk_that_takes_nothing_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(OSError) as told:
        disk.write_all(0, b"butt")
    assert disk.is_full(told.value)


def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    disk.make_folder(tmp_path / "a" / "b")
    disk.write_whole(tmp_path / "a" / "b" / "file", b"")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "a/b", "a/b/file")]
    assert modes == [0o700, 0o700, 0o600]


def test_a_link_put_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"kept")
    (tmp_path / ".file.new").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        disk.write_whole(tmp_path / "file", b"lost")
    assert (tmp_path / "elsewhere").read_bytes() == b"kept"


def test_a_lock_is_held_against_every_other_and_let_go(tmp_path: Path) -> None:
    with disk.locked(tmp_path / "lock"), pytest.raises(CaseBusy), disk.locked(tmp_path / "lock", wait=0.0):
        pass
    with disk.locked(tmp_path / "lock", wait=0.0):
        pass


def test_a_lock_that_is_let_go_soon_is_waited_for(tmp_path: Path) -> None:
    held, order = threading.Event(), []

    def hold() -> None:
        with disk.locked(tmp_path / "lock"):
            held.set()
            threading.Event().wait(0.1)
            order.append("first")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    with disk.locked(tmp_path / "lock", wait=5.0):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]
