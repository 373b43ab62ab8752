from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.errors import UsageError
from rejoinder.find.traces import traces_of
from rejoinder.model import Batch, Document, Message, Passage, Person, Shelved
from rejoinder.shelf import Shelf
from rejoinder.shelf.search import count, parse

SOCIETY = Batch(1, "the society", "2024-06-30-the-society", date="2024-06-30")
BARNABY = Person("Barnaby Quill", "barnaby@wibbling.example")
HESTER = Person("Hester Pomfrey", "hester@wibbling.example")


def document(path: str, text: str, author: Person = BARNABY, date: str = "2024-05-03T10:02:00+01:00") -> Document:
    message = Message(author=author, to=(HESTER,), date=date, subject="Water butts")
    return Document(path, "email", text, message=message, batch=SOCIETY.name, sha256="0" * 64)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "shelf.sqlite")
    shelf.add_batch(SOCIETY)
    documents = [
        document("1.eml", "The green water butts were full.\n\nThe gate was locked, said the café owner."),
        document("2.eml", "Full butts, no water, and a gate.", HESTER, "2024-07-01T08:00:00+01:00"),
    ]
    for one in documents:
        shelf.add(SOCIETY, [Shelved(one.path, "", one.sha256, 1, "email", "read", 0, (), ((one, traces_of(one)),))])
    yield shelf
    shelf.close()


def paths(shelf: Shelf, query: str) -> list[str]:
    return [path for _, path in sorted(shelf.paths(passage.document for passage in shelf.search(query)))]


def exact(shelf: Shelf, passage: Passage) -> list[str]:
    holding = shelf.find_document(passage.document)
    assert holding is not None
    return [shelf.text(holding.number)[start:end] for start, end in passage.hits]


def test_words_are_found_wherever_they_stand(shelf: Shelf) -> None:
    assert sorted(paths(shelf, "butts full")) == ["1.eml", "2.eml"]


def test_a_phrase_is_found_only_where_its_words_stand_together(shelf: Shelf) -> None:
    assert paths(shelf, '"green water"') == ["1.eml"]


def test_a_hit_is_the_exact_characters(shelf: Shelf) -> None:
    [passage] = shelf.search("CAFE")
    assert exact(shelf, passage) == ["café"]
    assert "café owner" in passage.snippet


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from:hester", ["2.eml"]),
        ("gate -locked", ["2.eml"]),
        ("gate date:2024-05", ["1.eml"]),
        ("gate date:2024-06..2024-08", ["2.eml"]),
        ("date:2024", ["1.eml", "2.eml"]),
        ('gate batch:"the society" kind:email to:hester', ["1.eml", "2.eml"]),
        ("gate kind:pdf", []),
        ("gate -from:hester", ["1.eml"]),
        ("hester gate", ["1.eml", "2.eml"]),
    ],
)
def test_fields_say_which_documents_count(shelf: Shelf, query: str, found: list[str]) -> None:
    assert sorted(paths(shelf, query)) == found


@pytest.mark.parametrize("query", ["", "-", '""', "date:soon gate"])
def test_a_question_that_asks_nothing_is_said(query: str) -> None:
    with pytest.raises(UsageError):
        parse(query)


@given(st.text(max_size=60))
def test_no_question_can_break_the_search(query: str) -> None:
    try:
        parsed = parse(query)
    except UsageError:
        return
    assert all(word == word.strip('"') for phrase in parsed.phrases for word in phrase)


@pytest.mark.parametrize("query", ["gate", "gate butts", "gate from:hester", "the -café", "gate kind:email"])
def test_words_that_stand_almost_everywhere_find_the_same_passages(
    shelf: Shelf, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3, 9):
        one = document(f"{number}.eml", "The gate again, and the butts.", HESTER if number % 2 else BARNABY)
        shelf.add(SOCIETY, [Shelved(one.path, "", one.sha256, 1, "email", "read", 0, (), ((one, traces_of(one)),))])
    found, counted = paths(shelf, query), count(shelf, query)
    monkeypatch.setattr("rejoinder.shelf.search.RANKED", 1)
    some = [passage.document for after in range(0, counted, 2) for passage in shelf.search(query, 2, after)]
    assert count(shelf, query) == counted == len(found)
    if ":" in query:
        assert sorted(path for _, path in shelf.paths(some)) == sorted(found)
    assert paths(shelf, f"{query} from:nobody") == []
