from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.find.traces import traces_of
from rejoinder.model import Batch, Document, Message, Page, Person, Problem, Shelved, Word
from rejoinder.shelf import Shelf

SOCIETY = Batch(1, "the society", "2024-06-30-the-society", date="2024-06-30")
HESTER = Person("Hester Pomfrey", "hester@wibbling.example")
WORDS = "The green water butts behind the shed were full when the café owner locked the gate on Friday evening."


def message(path: str, text: str, parent: str = "") -> Shelved:
    """Give a message as it was read, with ids, a page, a quotation, a named file and a remark."""
    head = f"From: {HESTER.name}\n\n"
    spoken = "Thank you for your letter of 3 May 2024.\n\n<<rules.docx>>"
    text = f"{head}{text}\n\n{spoken}\n\nOn 3 May 2024, Osric Marrowby wrote:\n> {text[::-1]} of old\n"
    one = Document(
        path,
        "email",
        text,
        len(head),
        pages=(Page(1, 0, len(text), 600, 800, (Word(0, 4, 1, 1, 9, 9),)),),
        message=Message(f"{path}@id", answered=(f"{path}@before",), thread_index=b"x" * 22, author=HESTER),
        parent=parent,
        batch=SOCIETY.name,
        sha256="0" * 64,
    )
    said = (Problem(path, "It is damaged."),)
    beneath = ((path, text),)
    return Shelved(path, parent, one.sha256, 1, "email", "partial", 0, said, ((one, traces_of(one)),), beneath)


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give all rows of all tables."""
    with closing(sqlite3.connect(path)) as rows:
        tables = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {one: sorted(rows.execute(f"SELECT * FROM {one}"), key=repr) for one in tables if "words_" not in one}


def indexed(path: Path) -> list[tuple[str, int]]:
    """Give each word of the index with how many passages have it; an index that is not whole is a fault."""
    with closing(sqlite3.connect(path)) as rows:
        rows.execute("CREATE VIRTUAL TABLE temp.index_words USING fts5vocab(main, passage_words, row)")
        return list(rows.execute("SELECT term, doc FROM index_words ORDER BY term"))


def test_what_is_forgotten_leaves_nothing_in_any_table_and_what_stays_is_untouched(tmp_path: Path) -> None:
    path = tmp_path / "shelf.sqlite"
    with closing(Shelf(path)) as shelf:
        shelf.add_batch(SOCIETY)
        shelf.add(SOCIETY, [message("a.zip2", WORDS), message("a.zip.eml", f"{WORDS} Nobody has the key.")])
        before, words = everything(path), indexed(path)
        shelf.add(SOCIETY, [message("a.zip!/1.eml", f"{WORDS} Ask Barnaby."), message("a.zip", "Both of the spades")])
        shelf.note_read(1, "all")
        grown = {name for name, rows in everything(path).items() if len(rows) > len(before[name])}
        assert grown >= {"blobs", "documents", "texts", "pages", "passages", "passage_words", "ids", "answers"}
        assert grown >= {"thread_indexes", "quoted", "names", "mentions", "fingerprints", "problems", "stamps"}
        assert indexed(path) != words
        shelf.forget(1, "a.zip")
        assert everything(path) == before
        assert indexed(path) == words
        assert not shelf.is_read(1, "all")


def test_what_was_read_in_the_same_step_stays(tmp_path: Path) -> None:
    alone, together = tmp_path / "alone.sqlite", tmp_path / "together.sqlite"
    stays, goes = message("b.eml", f"{WORDS} Nobody has the key."), message("a.eml", f"{WORDS} Ask Barnaby.")
    for path, step in ((alone, [stays]), (together, [stays, goes])):
        with closing(Shelf(path)) as shelf:
            shelf.add_batch(SOCIETY)
            shelf.add(SOCIETY, step)
            shelf.forget(1, "a.eml")
    assert everything(together) == everything(alone)
    assert indexed(together) == indexed(alone)


@settings(max_examples=30)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=4))
def test_words_of_any_writing_leave_the_index_again(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shelf.sqlite"
        with closing(Shelf(path)) as shelf:
            shelf.add_batch(SOCIETY)
            shelf.add(SOCIETY, [message(f"x!/{number}", text) for number, text in enumerate(texts)])
            shelf.forget(1, "x")
        assert everything(path)["documents"] == []
        assert indexed(path) == []
