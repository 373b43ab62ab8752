"""The demo's covered words, counted and located where the truth says, and shown nowhere."""

from pathlib import Path

import pytest

from rejoinder.covered import BLOCK, masked
from rejoinder.demo import Written, read_truth, write_demo
from rejoinder.model import Blob
from rejoinder.read import Reading, read


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write_demo(tmp_path_factory.mktemp("demo"))


def last_reading(path: Path) -> Reading:
    return list(read(Blob(path.name, path.read_bytes()), "batch"))[-1]


def test_every_covered_word_is_beneath_its_box_and_no_other_is(written: Written) -> None:
    for fact in read_truth(written.truth).facts["covered"]:
        reading = last_reading(written.truth.parent / fact["document"])
        (document,) = reading.documents
        (problem,) = [one for one in reading.problems if one.code == "covered_text"]
        told = " ".join(document.text[start:end] for start, end in problem.spans)
        assert " ".join(told.split()).rstrip(".") == fact["words"]
        assert problem.what.endswith(f"on page {fact['page']}.")
        (one,) = masked(reading.documents, reading.problems)
        assert "blazer" not in one.document.text and BLOCK in one.document.text
