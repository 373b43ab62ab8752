"""A box whose zygote knows one more reader, and a box as it is where the system cannot fork."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rejoinder.box import start

READER = Path(__file__).with_name("hostile_reader.py")


def installed(folder: Path) -> str:
    """Install the hostile reader for files ending in .wish into a folder, and give the path on which it is found."""
    (folder / "wishes").mkdir()
    (folder / "wishes" / "wishes.py").write_text(READER.read_text())
    told = folder / "wishes" / "wishes-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: wishes\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[rejoinder.readers]\nwish = wishes\n")
    return os.pathsep.join([str(folder / "wishes"), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)


@pytest.fixture
def wishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read files ending in .wish with the hostile reader."""
    monkeypatch.setenv("PYTHONPATH", installed(tmp_path))
    start.let_go_of_starter()
    yield
    start.let_go_of_starter()


@pytest.fixture
def no_fork(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Be on a system that cannot fork."""
    start.let_go_of_starter()
    monkeypatch.setattr(start, "CAN_FORK", False)
    yield
    start.let_go_of_starter()
