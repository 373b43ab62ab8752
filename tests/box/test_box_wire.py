"""What a process tells is believed only as far as a reader of its document could have told it."""

from __future__ import annotations

import ast
from importlib import import_module, resources

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from rejoinder.box.child import SHARED
from rejoinder.box.limits import seconds_for
from rejoinder.box.wire import BLOB, DOCUMENT, FORMAT, PROBLEM, Frame, Heard, NonsenseError, head_of
from rejoinder.model import Blob, Document, Page, Problem, Word
from rejoinder.read import READERS

OWN = Blob("a/x.zip", b"x", depth=2)
pack = msgspec.msgpack.encode


def heard(kind: int, value: object) -> object:
    return Heard(OWN).piece(Frame(kind, pack(value), b"inside"))


def test_what_a_reader_gives_arrives_as_it_was() -> None:
    word = Word(0, 3, 1.5, 2.0, 3.25, 4.0)
    document = Document("a/x.zip", "pdf", "All is well.", pages=(Page(1, 0, 12, 595.0, 842.0, (word,)),))
    problem = Problem("a/x.zip!/2", "It is damaged.", "Ask again.", "corrupt", "partial")
    assert heard(DOCUMENT, document) == document
    assert heard(PROBLEM, problem) == problem
    inside = Blob("a/x.zip!/b.txt", b"inside", "text/plain", "", 3)
    assert Heard(OWN).piece(Frame(BLOB, head_of(inside), b"inside")) == inside


@pytest.mark.parametrize(
    "value",
    [
        Document("a/y.zip", "pdf", "Another's."),
        Document("a/x.zipper", "pdf", "Another's."),
        Document("a/x.zip", "pdf", "Short.", body_start=7),
        Document("a/x.zip", "pdf", "Short.", pages=(Page(1, 0, 7),)),
        Document("a/x.zip", "pdf", "Short.", pages=(Page(1, 0, 6, words=(Word(5, 9, 0, 0, 0, 0),)),)),
        Document("a/x.zip", "pdf", "Short.", pages=(Page(1, 0, 6, width=float("nan")),)),
        Document("a/x.zip", "pdf", "Of a batch.", batch="own"),
        Document("a/x.zip", "pdf", "With a hash.", sha256="00"),
        Document("a/x.zip", "pdf", "With a parent.", parent="b.eml"),
    ],
)
def test_a_document_that_is_not_of_this_file_is_not_believed(value: Document) -> None:
    with pytest.raises(NonsenseError):
        heard(DOCUMENT, value)


@pytest.mark.parametrize(("name", "parent", "depth"), [("b", "", 3), ("a/x.zip!/b", "c.eml", 3), ("a/x.zip!/b", "", 9)])
def test_a_blob_that_does_not_lie_in_this_file_is_not_believed(name: str, parent: str, depth: int) -> None:
    with pytest.raises(NonsenseError):
        Heard(OWN).piece(Frame(BLOB, head_of(Blob(name, b"", "", parent, depth))))


@given(some.sampled_from([FORMAT, DOCUMENT, PROBLEM, BLOB, 0, 255]), some.binary(max_size=300))
@example(DOCUMENT, b"\x81" * 5_000)
@example(PROBLEM, pack({"where": "b.txt", "what": "Another's."}))
@example(FORMAT, pack("x" * 41))
def test_nonsense_is_named_and_nothing_else_happens(kind: int, packed: bytes) -> None:
    hearing = Heard(OWN)
    frame = Frame(kind, packed)
    try:
        told = hearing.format(frame) if kind == FORMAT else hearing.piece(frame)
    except NonsenseError:
        return
    assert isinstance(told, str | Document | Problem | Blob)


def test_a_large_document_may_compute_longer() -> None:
    assert (seconds_for(0), seconds_for(999_999), seconds_for(25_000_000)) == (10, 10, 110)


NATIVE = ("lxml", "pypdfium2", "numpy", "PIL", "olefile", "openpyxl", "docx")


def imports(module: str) -> set[str]:
    """Give what a module of the readers imports when it is loaded, by full names."""
    package, _, name = module.rpartition(".")
    folder = resources.files(package if name != "read" else module)
    tree = ast.parse(folder.joinpath(f"{name}.py" if name != "read" else "__init__.py").read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def test_what_shared_formats_may_reach_stops_before_a_parser_that_is_not_python() -> None:
    waiting = [READERS[name] for name in SHARED]
    seen: set[str] = set()
    unguarded = []
    while waiting:
        module = waiting.pop()
        if module in seen or not hasattr(import_module(module), "__file__"):
            continue
        seen.add(module)
        named = imports(module)
        if any(one.partition(".")[0] in NATIVE for one in named):
            if "rejoinder.read.alone.to_be_alone" not in named:
                unguarded.append(module)
            continue
        inner = (one.removeprefix("rejoinder.read.") for one in named if one.startswith("rejoinder.read."))
        folder = resources.files("rejoinder.read")
        waiting += [f"rejoinder.read.{one}" for one in inner if folder.joinpath(f"{one}.py").is_file()]
    assert "rejoinder.read.html" in seen
    assert unguarded == []
