"""The screen that hands a case to an adviser: exactly what leaves, the archive made by a job, and taken as a file."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from conftest import ANSWER, Disclosed
from rejoinder.handover import new_key, open_archive
from rejoinder.web.app import application

HERE = "/case/case/handover"


@pytest.fixture
def client(case: Disclosed) -> Iterator[TestClient]:
    case.give({"answer.eml": ANSWER})
    case.give({"mine.txt": "My own paper."}, "mine", own=True)
    with TestClient(application(case.folder)) as made:
        yield made


def test_what_leaves_is_shown_before_anything_is_written(client: TestClient, case: Disclosed) -> None:
    page = client.get(HERE).text
    assert "Batches that leave: the society and mine." in page
    assert "Your own notes stay" in page
    assert "answer.eml" in page and "mine.txt" in page
    part = client.get(f"{HERE}?chosen=1&batch=mine&notes=1").text
    assert "Only some batches are in it" in part
    assert "answer.eml" not in part
    assert not (case.case.folder / "out").exists()
    assert client.get(f"{HERE}?chosen=1").status_code == 404


def test_an_archive_is_made_and_taken_and_opens(client: TestClient, tmp_path: Path) -> None:
    public = new_key(tmp_path / "my.key", day="2024-07-01")
    told = {"batch": ["the society", "mine"], "passphrase": "", "recipient": public}
    client.post(f"{HERE}/seal", data=told)
    for _ in range(200):
        page = client.get(HERE).text
        if ".age" in page:
            break
        time.sleep(0.05)
    (address,) = re.findall(r'href="([^"]*\.age)"', page)
    (tmp_path / "a.age").write_bytes(client.get(address).content)
    opened = open_archive(tmp_path / "a.age", tmp_path / "there", identity=tmp_path / "my.key")
    assert opened.case is not None
    assert opened.faults == ()
    assert client.get(f"{HERE}/..%2Fjournal.jsonl").status_code == 404
    assert client.get(f"{HERE}/nothing.age").status_code == 404


@pytest.mark.parametrize("told", [{}, {"passphrase": "short"}, {"recipient": "age1nonsense"}])
def test_what_cannot_be_sealed_is_said_at_once(client: TestClient, case: Disclosed, told: dict[str, str]) -> None:
    assert client.post(f"{HERE}/seal", data={"batch": ["mine"], **told}).status_code == 404
    assert not (case.case.folder / "out").exists()
