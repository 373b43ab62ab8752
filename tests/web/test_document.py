"""One document on screen: its page or text, what is known of it, its original; nothing in it comes to life."""

from __future__ import annotations

import hashlib
import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
import typst
from starlette.testclient import TestClient

from conftest import NOW, Disclosed
from read.making_print import memo, pdf_of
from rejoinder.case import judge, original, original_file
from rejoinder.errors import CaseDamaged, UsageError
from rejoinder.model import Blob, Holding
from rejoinder.read import read
from rejoinder.read.pdf_picture import picture_of
from rejoinder.web.app import application
from rejoinder.web.pages import document
from rejoinder.web.pages.document import Asked, asked_in, opened, part, parts, picture, proven_by

ANSWER = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    To: Ezra Mumby <ezra@mumby.example>
    Date: Tue, 20 Feb 2024 16:44:00 +0000
    Subject: Re: Water butts
    Message-ID: <second@lower-wibbling.example>
    In-Reply-To: <first@mumby.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="b"

    --b
    Content-Type: text/plain

    The butt is mended.

    On 19 Feb 2024, Ezra Mumby wrote:
    > Is the butt mended?
    --b
    Content-Type: text/plain; name="levels.txt"
    Content-Disposition: attachment; filename="levels.txt"

    Three inches in the butt.
    --b--
    """
HOSTILE = """\
<script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">x</a>
</textarea></title><svg onload=alert(4)></svg><form action=https://wibble.example><input></form>
"""


class Elements(HTMLParser):
    """What elements an answer makes, and with which attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.fixture(scope="module")
def letter() -> bytes:
    source = (
        "#set page(width: 200pt, height: 300pt)\nThe butt leaks.\\ The frog stays.\n#pagebreak()\nThe butt is gone."
    )
    return bytes(typst.compile(source.encode()))


@pytest.fixture
def browser(case: Disclosed) -> Iterator[TestClient]:
    with TestClient(application(case.folder, pages=("documents", "document", "thread"))) as client:
        yield client


def held(case: Disclosed, path: str) -> Holding:
    with case.case.shelf() as shelf:
        holding = shelf.find_document(path)
    assert holding is not None
    return holding


def test_a_pdf_opens_at_the_page_of_its_first_hit_with_a_box_a_word(case: Disclosed, letter: bytes) -> None:
    case.give({"letter.pdf": letter})
    made = opened(case.case, held(case, "letter.pdf").ref, Asked("gone"))
    assert made.place.page == 2 and made.sheet is not None
    assert [box.here for box in made.sheet.boxes] == [True]


def test_the_next_hit_may_be_on_another_page(case: Disclosed, letter: bytes) -> None:
    case.give({"letter.pdf": letter})
    ref = held(case, "letter.pdf").ref
    first, second = (opened(case.case, ref, Asked("butt", hit=hit)).place for hit in (1, 2))
    assert [(place.hit, place.hits, place.page) for place in (first, second)] == [(1, 2, 1), (2, 2, 2)]


def test_a_page_is_drawn_once_as_a_grey_picture_of_one_and_a_half_times_its_size(
    case: Disclosed, letter: bytes, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.give({"letter.pdf": letter})
    address = f"/case/case/document/{held(case, 'letter.pdf').ref}/page/2.png"
    drawn = browser.get(address)
    assert drawn.headers["content-type"] == "image/png"
    assert struct.unpack(">IIBB", drawn.content[16:26]) == (300, 450, 8, 0)
    start = drawn.content.index(b"IDAT") + 4
    pixels = zlib.decompressobj().decompress(drawn.content[start:])
    assert len(pixels) == 301 * 450 and min(pixels) < max(pixels) == 255 and 10 < pixels.count(b"\0") - 450 < 2_000
    monkeypatch.setattr(document, "picture_of", lambda *_: pytest.fail("drawn again"))
    assert browser.get(address).content == drawn.content
    assert browser.get(address.replace("2.png", "3.png")).status_code == 404


def test_boxes_lie_on_the_ink_of_their_words(case: Disclosed, letter: bytes, browser: TestClient) -> None:
    case.give({"letter.pdf": letter})
    ref = held(case, "letter.pdf").ref
    made = opened(case.case, ref, Asked("frog"))
    assert made.sheet is not None
    content = browser.get(f"/case/case/document/{ref}/page/1.png").content
    rows = zlib.decompressobj().decompress(content[content.index(b"IDAT") + 4 :])
    box = made.sheet.boxes[0]
    top, left = round(box.top * 1.5), round(box.left * 1.5)
    bottom, right = round((box.top + box.height) * 1.5), round((box.left + box.width) * 1.5)
    dark = [x for y in range(top, bottom) for x in range(left - 12, right + 12) if rows[y * 301 + 1 + x] < 128]
    inside = [x for x in dark if left <= x < right]
    assert inside and min(inside) - left <= 3 and right - max(inside) <= 3


def test_lines_of_a_page_stand_one_under_the_other_in_its_text_layer(
    case: Disclosed, letter: bytes, browser: TestClient
) -> None:
    case.give({"letter.pdf": letter})
    text = browser.get(f"/case/case/document/{held(case, 'letter.pdf').ref}?q=frog").text
    assert text.count("<rect ") == 1 == text.count('id="hit"')
    assert text.count("</text>") == 2 and text.count("</tspan>") == 6
    assert "</tspan> <tspan" in text and "style=" not in text


def test_a_message_is_shown_with_headers_zones_and_the_words_asked_for(case: Disclosed, browser: TestClient) -> None:
    case.give({"answer.eml": ANSWER})
    holding = held(case, "answer.eml")
    made = opened(case.case, holding.ref, Asked("butt mended"))
    assert [header.name for header in made.headers][:2] == ["From", "To"]
    assert [block.manner for block in made.blocks] == ["own", "quoted", "quoted"]
    assert {run.words for block in made.blocks for run in block.runs if run.marked} == {"butt", "mended"}
    text = browser.get(f"/case/case/document/{holding.ref}?q=butt").text
    assert text.count('<mark id="hit">') == 1 and "Hit 1 of 2" in text and 'rel="next"' in text


def test_an_asked_span_is_marked_and_cited(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER})
    holding = held(case, "answer.eml")
    with case.case.shelf() as shelf:
        start = shelf.text(holding.number).index("The butt")
    made = opened(case.case, holding.ref, Asked(span=(start, start + 8)))
    assert [run.words for run in made.blocks[0].runs if run.here] == ["The butt"]
    assert "“The butt”" in made.cited and holding.ref in made.cited and "20 February 2024" in made.cited


def test_a_family_is_linked_both_ways(case: Disclosed) -> None:
    case.give({"answer.eml": ANSWER})
    message, attached = held(case, "answer.eml"), held(case, "answer.eml!/2/levels.txt")
    assert [one.ref for one in opened(case.case, message.ref, Asked()).about.attached] == [attached.ref]
    parent = opened(case.case, attached.ref, Asked()).about.parent
    assert parent is not None and parent.ref == message.ref


def test_what_a_document_proves_is_linked_with_its_status(case: Disclosed, browser: TestClient) -> None:
    case.give({"answer.eml": ANSWER})
    (finding,) = case.found()
    ref = held(case, "answer.eml").ref
    assert [(one.id, one.status) for one in proven_by(case.case, ref)] == [(finding.id, "to check")]
    judge(case.case, finding.id, "accept", at=NOW)
    text = browser.get(f"/case/case/document/{ref}").text
    assert f'href="/case/case/missing?finding={finding.id}"' in text and "Accepted" in text


def test_the_original_is_a_download_of_the_bytes_received(case: Disclosed, browser: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("deep/page.html", HOSTILE)
    case.give({"papers.zip": packed.getvalue()})
    holding = held(case, "papers.zip!/deep/page.html")
    answer = browser.get(f"/case/case/document/{holding.ref}/original")
    assert answer.content == HOSTILE.encode()
    assert hashlib.sha256(answer.content).hexdigest() == holding.sha256
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''page.html"


def test_a_large_received_file_is_sent_in_pieces_and_never_held_whole(case: Disclosed, browser: TestClient) -> None:
    size = 64 << 20
    case.give({"large.bin": b"\0" * size, "named.txt": "The butt leaks."})
    for kept in case.folder.glob("given/**/large.bin"):
        kept.unlink()
    (path,) = (one for one in case.folder.glob("case/received/*/data/large.bin"))
    holding = held(case, "named.txt")._replace(path="large.bin", sha256=hashlib.sha256(b"\0" * size).hexdigest())
    tracemalloc.start()
    assert original_file(case.case, holding) == path
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < size // 16
    answer = browser.get(f"/case/case/document/{held(case, 'named.txt').ref}/original")
    assert (answer.content, answer.headers["content-length"]) == (b"The butt leaks.", "15")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_an_original_that_has_changed_is_not_given(case: Disclosed) -> None:
    case.give({"notes.txt": "The butt leaks."})
    (kept,) = case.folder.glob("case/received/*/data/notes.txt")
    kept.chmod(0o600)
    kept.write_text("The butt is sound.")
    with pytest.raises(CaseDamaged, match="not there as it was received"):
        original(case.case, held(case, "notes.txt"))


@pytest.mark.parametrize("ending", ["txt", "html", "eml"])
def test_nothing_in_a_hostile_document_becomes_an_element(case: Disclosed, browser: TestClient, ending: str) -> None:
    head = 'From: "<script>x</script>" <a@wibble.example>\nSubject: </title><script>\n\n' if ending == "eml" else ""
    case.give({f"hostile.{ending}": head + HOSTILE, f"plain.{ending}": head + "Nothing."})
    plain, hostile = (
        browser.get(f"/case/case/document/{held(case, path).ref}?q=alert")
        for path in (f"plain.{ending}", f"hostile.{ending}")
    )
    assert (plain.status_code, hostile.status_code) == (200, 200)
    made, usual = Elements(hostile.text), Elements(plain.text)
    for name in ("script", "img", "svg", "form", "input"):
        assert made.names.count(name) == usual.names.count(name)
    assert not [name for name, value in made.attributes if name.startswith("on") or value.startswith("javascript:")]
    assert "style" not in dict(made.attributes)


def test_what_is_hostile_is_shown_as_text(case: Disclosed, browser: TestClient) -> None:
    case.give({"notes.txt": HOSTILE})
    text = browser.get(f"/case/case/document/{held(case, 'notes.txt').ref}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    for screen in ("documents?q=alert", "documents"):
        assert Elements(browser.get(f"/case/case/{screen}").text).names.count("script") == 1


def test_a_document_that_is_not_here_is_not_found(case: Disclosed, browser: TestClient) -> None:
    case.give({"notes.txt": "The butt leaks."})
    with pytest.raises(UsageError):
        opened(case.case, "nothinghere", Asked())
    assert browser.get("/case/case/document/nothinghere").status_code == 404


def test_a_long_text_is_shown_in_parts_that_end_with_lines(case: Disclosed) -> None:
    text = "".join(f"Butt {number} holds water.\n" for number in range(8_000))
    case.give({"levels.txt": text})
    assert "".join(text[slice(*part(text, number))] for number in range(1, parts(text) + 1)) == text
    assert all(text[part(text, number)[1] - 1] == "\n" for number in range(1, parts(text) + 1))
    made = opened(case.case, held(case, "levels.txt").ref, Asked('"butt 7999"'))
    assert made.place.page == made.place.pages == parts(text) == 4


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"start": "3", "end": "9"}, Asked(span=(3, 9))),
        ({"start": "9", "end": "3"}, Asked()),
        ({"start": "-1", "end": "x", "hit": "²", "page": "9" * 30}, Asked()),
        ({"q": " a  b ", "hit": "2"}, Asked("a b", hit=2)),
    ],
)
def test_an_address_that_makes_no_sense_asks_for_nothing(values: dict[str, str], asked: Asked) -> None:
    assert asked_in(values) == asked


def test_pages_are_drawn_while_others_are_read(case: Disclosed, letter: bytes) -> None:
    case.give({"letter.pdf": letter})
    blob = Blob("letter.pdf", letter)
    with ThreadPoolExecutor(4) as threads:
        drawn = [threads.submit(picture_of, letter, 1 + number % 2) for number in range(12)]
        read_again = [threads.submit(lambda: list(read(blob, "the society"))) for _ in range(12)]
    assert len({one.result() for one in drawn}) == 2
    assert {one.result()[0].documents[0].text for one in read_again} == {
        "The butt leaks.\nThe frog stays.\nThe butt is gone."
    }


FIELDS = [("From:", "Osric Marrowby <osric@shed.example>"), ("To:", "Vera Loam <vera@plots.example>")]


def bundle() -> bytes:
    sent = [[*FIELDS, ("Sent:", f"{day} May 2024 09:15"), ("Subject:", f"The hose on day {day}")] for day in (3, 5)]
    return pdf_of([memo(fields, "It hung by the door, where it always hung.") for fields in sent])


def test_a_printed_message_opens_at_its_own_page_of_the_file_and_no_other_is_drawn(case: Disclosed) -> None:
    case.give({"bundle.pdf": bundle()})
    second = held(case, "bundle.pdf!/page 2")
    made = opened(case.case, second.ref, Asked())
    assert (made.place.page, made.place.first, made.place.last, made.drawn) == (2, 2, 2, True)
    assert picture(case.case, second.ref, 2).startswith(b"\x89PNG")
    with pytest.raises(UsageError):
        picture(case.case, second.ref, 1)


def test_what_a_file_holds_is_listed_with_it_and_each_part_says_what_it_is_of(
    case: Disclosed, browser: TestClient
) -> None:
    case.give({"bundle.pdf": bundle()})
    whole, part = held(case, "bundle.pdf"), held(case, "bundle.pdf!/page 2")
    shown = browser.get(f"/case/case/document/{whole.ref}").text
    assert "Documents in it" in shown and "The hose on day 5" in shown
    assert "Part of" in browser.get(f"/case/case/document/{part.ref}").text
    got = browser.get(f"/case/case/document/{part.ref}/original")
    assert got.content == bundle() and got.headers["content-disposition"].endswith("bundle.pdf")
