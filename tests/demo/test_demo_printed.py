"""The demo's printed mail, read as anyone's would be."""

from pathlib import Path

import pytest

from rejoinder.demo import Truth, read_truth, write_demo
from rejoinder.model import Blob, Document
from rejoinder.read import read


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, list[Document]]:
    written = write_demo(tmp_path_factory.mktemp("demo"))
    truth = read_truth(written.truth)
    (path,) = {fact["document"] for fact in truth.facts["printed"]}
    blob = Blob("mail.pdf", (Path(written.truth.parent) / path).read_bytes())
    return truth, [one for reading in read(blob, "batch") for one in reading.documents]


def test_every_planted_print_is_a_message_on_its_page(told: tuple[Truth, list[Document]]) -> None:
    truth, documents = told
    messages = [one for one in documents if one.message]
    assert [(one.pages[0].number, one.message.subject, one.message.date) for one in messages if one.message] == [
        (fact["page"], fact["subject"], fact["date"][:16]) for fact in truth.facts["printed"]
    ]


def test_what_is_printed_beside_the_messages_is_kept_with_the_file(told: tuple[Truth, list[Document]]) -> None:
    _, (whole, *_) = told
    assert whole.text.split("\n")[-1] == str(len(whole.pages))
