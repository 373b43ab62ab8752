"""A case's pages that are pictures: read after all else, kept page by page, the same when made again."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from conftest import Disclosed
from making_scans import Parrot, as_file, line, printed, scanned
from rejoinder.case import rebuild, shown
from rejoinder.errors import UsageError
from rejoinder.read.ocr.found import Engines
from rejoinder.scans import READING, Asked, Done, read_scans, waiting_pages, without_engine

HOSE = line("The hose was lost", sure=0.95)


def quiet(_what: str, _done: int, _of: int) -> None:
    """Hear nothing."""


def read_by(case: Disclosed, fast: Parrot | None, better: Parrot | None = None, asked: Asked | None = None) -> Done:
    return read_scans(case.case, asked or Asked(), told=quiet, engines=Engines(fast, better))


def text_of(case: Disclosed, path: str) -> str:
    with case.case.shelf() as shelf:
        holding = shelf.find_document(path)
        assert holding is not None
        return shelf.text(holding.number)


def everything(case: Disclosed) -> list[tuple[object, ...]]:
    with sqlite3.connect(case.case.folder / ".derived" / "shelf.sqlite") as rows:
        tables = ("documents", "texts", "pages", "problems", "blobs", "passages", "fingerprints")
        found = [row for table in tables for row in rows.execute(f"SELECT * FROM {table}")]
    rows.close()
    return found


@pytest.fixture
def posted(case: Disclosed) -> Disclosed:
    """Give a case with a scan of two pages, a photograph and a note."""
    files: dict[str, str | bytes] = {
        "scan.pdf": scanned(printed(), printed()),
        "hut.png": as_file(printed()),
        "note.txt": "The hut is shut.",
    }
    return case.give(files)


def test_pages_that_are_pictures_wait_until_they_are_read(posted: Disclosed) -> None:
    assert waiting_pages(posted.case) == 3
    assert read_by(posted, Parrot([HOSE])) == Done(pages=3, failed=0, waiting=0)
    assert text_of(posted, "scan.pdf") == "The hose was lost\nThe hose was lost"
    assert text_of(posted, "hut.png") == "The hose was lost"


def test_words_of_scans_are_searched_as_all_others(posted: Disclosed) -> None:
    read_by(posted, Parrot([HOSE]))
    with posted.case.shelf() as shelf:
        assert sorted(str(hit.page) for hit in shelf.search('"hose was lost"')) == ["1", "1", "2"]


def test_how_sure_it_is_of_each_page_is_kept(posted: Disclosed) -> None:
    read_by(posted, Parrot([HOSE]))
    with posted.case.shelf() as shelf:
        holding = shelf.find_document("scan.pdf")
        assert holding is not None
    assert shown(posted.case, holding).confidences == ((1, 0.95), (2, 0.95))
    assert shown(posted.case, holding, 2).recognised == (1, 0.95)


def test_the_same_picture_is_read_once_however_often_it_came(case: Disclosed) -> None:
    scan = scanned(printed())
    case.give({"scan.pdf": scan, "copy.pdf": scan})
    parrot = Parrot([HOSE])
    assert read_by(case, parrot).waiting == 0
    assert len(parrot.asked) == 1
    assert text_of(case, "copy.pdf") == text_of(case, "scan.pdf") == "The hose was lost"


def test_a_rebuild_gives_the_same_and_asks_no_engine(posted: Disclosed) -> None:
    read_by(posted, Parrot([HOSE]))
    before = everything(posted)
    rebuild(posted.case)
    assert everything(posted) == before


def test_a_copy_that_comes_later_has_the_words_at_once(posted: Disclosed) -> None:
    read_by(posted, Parrot([HOSE]))
    scan = next(posted.case.received.rglob("scan.pdf")).read_bytes()
    posted.give({"again.pdf": scan}, "second post")
    assert waiting_pages(posted.case) == 0
    assert text_of(posted, "again.pdf") == text_of(posted, "scan.pdf")


class EnoughError(BaseException):
    """Somebody stopped it."""


def stopping_after(pages: int) -> Iterator[None]:
    yield from (None for _ in range(pages))
    raise EnoughError


def test_a_stopped_run_keeps_its_pages_and_the_next_one_goes_on(case: Disclosed) -> None:
    case.give({f"{number}.png": as_file(printed(dots=100 + number)) for number in range(24)})
    first, second = Parrot([HOSE]), Parrot([HOSE])
    until = stopping_after(4)

    def told(what: str, _done: int, _of: int) -> None:
        if what == READING:
            next(until)

    with pytest.raises(EnoughError):
        read_scans(case.case, Asked(), told=told, engines=Engines(first))
    kept = len(list((case.case.folder / ".derived" / "ocr").rglob("*-1.json.z")))
    assert 0 < kept < 24
    assert read_by(case, second) == Done(pages=24 - kept, failed=0, waiting=0)
    assert len(second.asked) == 24 - kept


def test_words_kept_by_a_run_that_was_stopped_at_its_end_are_taken_in_by_the_next(case: Disclosed) -> None:
    case.give({"hut.png": as_file(printed())})

    def told(what: str, done: int, of: int) -> None:
        if what == READING and done == of:
            raise EnoughError

    with pytest.raises(EnoughError):
        read_scans(case.case, Asked(), told=told, engines=Engines(Parrot([HOSE])))
    silent = Parrot()
    assert read_by(case, silent) == Done(0, 0, 0)
    assert text_of(case, "hut.png") == "The hose was lost"
    assert not silent.asked


def test_a_page_on_which_the_engine_fails_waits_for_another_run(posted: Disclosed) -> None:
    assert read_by(posted, Parrot(fails=True)) == Done(pages=0, failed=3, waiting=3)
    assert read_by(posted, Parrot([HOSE])).waiting == 0


def test_only_the_document_and_pages_named_are_read(posted: Disclosed) -> None:
    done = read_by(posted, Parrot([HOSE]), asked=Asked(documents=("scan.pdf",), pages=(2,)))
    assert done == Done(pages=1, failed=0, waiting=2)
    assert text_of(posted, "scan.pdf") == "\nThe hose was lost"


def test_a_document_that_is_no_scan_is_refused_in_one_sentence(posted: Disclosed) -> None:
    with pytest.raises(UsageError, match=r"note\.txt has no page that is a picture"):
        read_by(posted, Parrot([HOSE]), asked=Asked(documents=("note.txt",)))


def test_pages_of_which_the_fast_engine_is_unsure_are_read_again_when_a_better_one_is_there(posted: Disclosed) -> None:
    read_by(posted, Parrot([line("Tne hcse", sure=0.6)]))
    with posted.case.shelf() as shelf:
        assert {problem.code for _, problem in shelf.problems()} == {"ocr_unsure"}
    done = read_by(posted, Parrot([HOSE]), Parrot([HOSE], "Better 1"))
    assert done.pages == 3
    assert text_of(posted, "hut.png") == "The hose was lost"
    assert read_by(posted, Parrot([HOSE]), Parrot([HOSE], "Better 1")).pages == 0


def test_pages_that_are_sure_are_read_again_only_when_the_better_engine_is_asked_for(posted: Disclosed) -> None:
    better = Parrot([line("The hoses were lost")], "Better 1")
    read_by(posted, Parrot([HOSE]))
    assert read_by(posted, Parrot([HOSE]), better).pages == 0
    assert read_by(posted, Parrot([HOSE]), better, Asked("better")).pages == 3
    assert text_of(posted, "hut.png") == "The hoses were lost"


def test_a_damaged_image_is_told_of_and_not_waited_for(case: Disclosed) -> None:
    case.give({"cut.png": as_file(printed())[:2000]})
    assert read_by(case, Parrot([HOSE])) == Done(0, 0, 0)
    with case.case.shelf() as shelf:
        assert [(one.code, one.weight) for _, one in shelf.problems()] == [("ocr_nothing", "refused")]


def test_what_differs_in_the_order_of_its_files_is_read_the_same(tmp_path: Path) -> None:
    files = {f"{number}.png": as_file(printed(dots=100 + number)) for number in range(4)}
    told = []
    for name, order in (("one", sorted(files)), ("two", sorted(files, reverse=True))):
        case = Disclosed(tmp_path / name)
        (tmp_path / name).mkdir(exist_ok=True)
        for path in order:
            case.give({path: files[path]}, "post")
        read_by(case, Parrot(lambda pixels: [line(f"page {pixels.shape[1]}", sure=0.95)]))
        rebuild(case.case)
        told.append([text_of(case, path) for path in sorted(files)])
    assert told[0] == told[1]
    assert len(set(told[0])) == 4


def test_without_an_engine_one_sentence_says_how_many_pages_and_how_to_install(posted: Disclosed) -> None:
    with pytest.raises(UsageError, match="apt install tesseract-ocr"):
        read_by(posted, None)
    said = without_engine(waiting_pages(posted.case))
    assert said.startswith("3 pages are pictures without text")
    for way in ("tesseract-ocr-eng", "tesseract-ocr-cym", "brew install tesseract", "winget install"):
        assert way in said


def test_scans_within_mailboxes_and_archives_are_read_where_they_lie(case: Disclosed) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(3):
            archive.writestr(f"scans/{number}.png", as_file(printed(dots=100 + number)))
        archive.writestr("mail.eml", mail_with(as_file(printed(dots=120))))
    case.give({"all.zip": packed.getvalue(), "alone.eml": mail_with(as_file(printed(dots=130)))})
    assert read_by(case, Parrot([HOSE])) == Done(pages=5, failed=0, waiting=0)
    with case.case.shelf() as shelf:
        images = [holding for holding in shelf.documents() if holding.kind == "image"]
        assert sorted(bool(holding.parent) for holding in images) == [False, False, False, True, True]
        assert {shelf.text(holding.number) for holding in images} == {"The hose was lost"}


def mail_with(picture: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "ezra@mumby.example", "The hose"
    message.set_content("See the picture.")
    message.add_attachment(picture, "image", "png", filename="hose.png")
    return message.as_bytes()
