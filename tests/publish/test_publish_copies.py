"""Safe copies hold nothing that was hidden, whatever the page and the file hide it in, and are the same each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pytest
from PIL import Image

from conftest import NOW, Disclosed
from making_scans import Parrot, printed, scanned
from read.making_pdf import one_page, stream, updated, words
from rejoinder.box.reading import read
from rejoinder.errors import UsageError
from rejoinder.model import Blob
from rejoinder.publish import acts
from rejoinder.publish.as_read import hidden_as_read
from rejoinder.publish.checked import faults
from rejoinder.publish.copying import Copy, safe_copy
from rejoinder.publish.making import publish, safe_bytes
from rejoinder.publish.proposed import Plan, plan_of
from rejoinder.read.ocr.engine import Line, Pixels, Seen
from rejoinder.read.ocr.found import Engines

NONE = Engines()
MAIL = """
    From: Hesper Quillfeather <secretary@lower-wibbling.example>
    To: Marigold Threnody <marigold@threnody.example>
    Date: Tue, 20 Feb 2024 16:44:00 +0000
    Subject: Quillfeather's answer
    Message-ID: <second@lower-wibbling.example>

    Dear Marigold,
    Hesper asked me to ring 07700 900123.
    Quillfeather
    """
Give = Callable[[Mapping[str, str | bytes]], Disclosed]


def line(said: str, up: int = 700) -> bytes:
    return b"BT /F1 12 Tf 72 %d Td (%s) Tj ET " % (up, said.encode("latin-1"))


def planned(given: Disclosed, path: str) -> tuple[Plan, Copy]:
    plan = plan_of(given.case, [path])
    return plan, safe_copy(given.case, plan, plan.documents[0], NONE)


def text_of(copy: Copy) -> str:
    return "\n".join(document.text for one in read([Blob("x.pdf", copy.content)], "") for document in one.documents)


def test_a_mail_is_set_with_one_label_for_a_person_and_none_of_their_names(disclosed: Give) -> None:
    given = disclosed({"one.eml": MAIL})
    plan, copy = planned(given, "one.eml")
    said = text_of(copy)
    assert said.count("[Person A]") == 5 and "Marigold Threnody" in said and "[telephone]" in said
    assert "uillfeather" not in said and "900123" not in said
    assert faults(copy, plan, NONE) == []
    assert safe_copy(given.case, plan, plan.documents[0], NONE).content == copy.content


def test_a_page_holds_the_words_that_stay_and_labels_where_names_were(disclosed: Give) -> None:
    page = one_page(line("Hesper Quillfeather spoke first.") + line("The hose was found by Quillfeather.", 680))
    given = disclosed({"one.eml": MAIL, "page.pdf": page})
    plan, copy = planned(given, "page.pdf")
    assert text_of(copy).split("\n")[:2] == ["[Person A] spoke first.", "The hose was found by [Person A]"]
    assert faults(copy, plan, NONE) == []


def test_neither_the_picture_nor_the_words_tell_how_wide_a_hidden_name_was(tmp_path: Path) -> None:
    pages, pictures = [], []
    for name in ("Hesper Lim", "Hesper Quillfeather-Mountwickham"):
        mail = f"From: {name} <h@wibbling.example>\nTo: b@x.example\nMessage-ID: <m@x.example>\n\nHello.\n"
        page = one_page(line(f"We asked {name} about the hose."))
        (tmp_path / name).mkdir()
        _, copy = planned(Disclosed(tmp_path / name).give({"one.eml": mail, "page.pdf": page}), "page.pdf")
        [side] = copy.sides
        pages.append([(one.words, round(one.left, 2)) for one in side.lines[0]])
        pictures.append(side.pixels)
    assert [word for word, _ in pages[0]] == ["We", "asked", "[Person A]", "about", "the", "hose."]
    assert pages[0] == pages[1]
    assert (pictures[0] == pictures[1]).all()


HELD = {
    "in an earlier version": lambda: updated(one_page(line("Quillfeather spoke.")), 4, stream(line("Nobody spoke."))),
    "in the file's properties": lambda: one_page(
        line("Nobody."), b"<</Author(Hesper Quillfeather)/Title(Quillfeather)>>", trailer=b"/Info 6 0 R"
    ),
    "in a note": lambda: one_page(
        line("Nobody."),
        b"<</Type/Annot/Subtype/Text/Rect[1 1 20 20]/Contents(Quillfeather)/T(Quillfeather)>>",
        page=b"/Annots[6 0 R]",
    ),
    "unseen": lambda: one_page(line("Nobody.") + words("Quillfeather", 3)),
    "in white": lambda: one_page(line("Nobody.") + b"1 g " + line("Quillfeather", 600)),
    "beyond the page": lambda: one_page(line("Nobody.") + line("Quillfeather", -40)),
    "in what it is to be read as": lambda: one_page(
        b"/Span <</ActualText(Quillfeather)>> BDC %s EMC" % line("Nobody.")
    ),
    "beneath a box": lambda: one_page(line("Nobody.") + line("Quillfeather", 600) + b"0 g 60 590 200 30 re f"),
    "in a bookmark": lambda: one_page(
        line("Nobody."),
        b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>",
        b"<</Title(Quillfeather)/Parent 6 0 R/Dest[3 0 R/Fit]>>",
        catalogue=b"/Outlines 6 0 R",
    ),
}


@pytest.mark.parametrize("where", HELD)
def test_what_no_print_shows_is_not_in_the_copy(disclosed: Give, where: str) -> None:
    given = disclosed({"one.eml": MAIL, "page.pdf": HELD[where]()})
    plan, copy = planned(given, "page.pdf")
    assert "uillfeather" not in text_of(copy)
    assert faults(copy, plan, NONE) == []
    with pikepdf.open(io.BytesIO(copy.content)) as opened:
        assert "/Outlines" not in opened.Root and "/Annots" not in opened.pages[0]
        assert set(opened.docinfo.keys()) == {"/Title"}


def test_a_picture_that_nobody_read_is_left_out_until_somebody_looked_at_it(disclosed: Give) -> None:
    drawn = b"0.2 g " + b"".join(b"%d 300 4 60 re f %d 340 5 5 re f " % (100 + 9 * at, 103 + 9 * at) for at in range(9))
    given = disclosed({"page.pdf": one_page(line("A drawing:") + drawn)})
    _, copy = planned(given, "page.pdf")
    assert copy.left_out and copy.sides[0].pixels[1200:1400].min() > 100
    acts.decide(given.case, f"page:{copy.holding.ref}:1", hide=False, because="a drawing", at=NOW)
    _, kept = planned(given, "page.pdf")
    assert not kept.left_out and kept.sides[0].pixels[1200:1400].min() < 100


def test_a_part_of_a_page_can_be_hidden(disclosed: Give) -> None:
    given = disclosed({"page.pdf": one_page(line("The hose was found.") + line("The tap was not.", 600))})
    plan = plan_of(given.case, ["page.pdf"])
    acts.decide(given.case, f"area:{plan.documents[0].ref}:1:60,80,300,110", hide=True, at=NOW)
    _, copy = planned(given, "page.pdf")
    assert "hose" not in text_of(copy) and "The tap was not." in text_of(copy)


def test_what_stays_in_one_place_is_hidden_in_the_others(disclosed: Give) -> None:
    given = disclosed({"one.eml": MAIL})
    [person] = [group for group in plan_of(given.case, ["one.eml"]).hidden if group.kind == "person"]
    place = person.places[-1]
    acts.decide(given.case, f"place:{place.document}:{place.start}-{place.end}", hide=False, at=NOW)
    plan, copy = planned(given, "one.eml")
    assert text_of(copy).count("Quillfeather") == 1 and text_of(copy).count("[Person A]") == 4
    assert faults(copy, plan, NONE) == []


def test_a_copy_in_which_something_hidden_can_be_got_at_is_not_handed_over(
    disclosed: Give, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = disclosed({"page.pdf": one_page(line("Hesper Quillfeather spoke.")), "one.eml": MAIL})
    monkeypatch.setattr("rejoinder.publish.copying._labels", lambda *_: {})
    with pytest.raises(UsageError, match="No copy was handed over"):
        publish(given.case, ["page.pdf"], tmp_path / "copy.pdf", at=NOW, engines=NONE)
    assert not (tmp_path / "copy.pdf").exists()


def test_every_way_to_write_a_name_in_a_stream_is_looked_through(disclosed: Give) -> None:
    given = disclosed({"one.eml": MAIL})
    plan, copy = planned(given, "one.eml")
    name = "Hesper Quillfeather"
    for written in (
        name.encode(),
        name.encode("utf-16-be"),
        name.encode().hex().encode(),
        b"SGVzcGVyIFF1aWxsZmVhdGhlcg==",
    ):
        with pikepdf.open(io.BytesIO(copy.content)) as opened:
            opened.Root.Held = opened.make_stream(b"0 0 m " + written)
            out = io.BytesIO()
            opened.save(out)
        held = Copy(copy.holding, copy.name, out.getvalue(), copy.rows, copy.pages)
        assert ("raw bytes", "Person A") in [fault[:2] for fault in faults(held, plan, NONE)], written


def test_where_packed_objects_stand_is_no_number_of_anybody(disclosed: Give) -> None:
    sorting = "Hesper's bank: sort code 67-60-68 account 96217419."
    given = disclosed({"one.eml": MAIL.replace("Hesper asked me", f"{sorting} Hesper asked me")})
    plan, copy = planned(given, "one.eml")
    assert "bank-account" in {group.kind for group in plan.hidden} and faults(copy, plan, NONE) == []
    for content, first, labels in ((b"67 6068 <</A 1>>", 8, set()), (b"67 6068 ", 0, {"bank account"})):
        with pikepdf.open(io.BytesIO(copy.content)) as opened:
            opened.Root.Held = opened.make_stream(content, Type=pikepdf.Name.ObjStm, First=first, N=1)
            out = io.BytesIO()
            opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        held = Copy(copy.holding, copy.name, out.getvalue(), copy.rows, copy.pages)
        assert {fault.label for fault in faults(held, plan, NONE)} == labels


def test_labels_stay_those_of_copies_made_before(disclosed: Give, tmp_path: Path) -> None:
    given = disclosed({"one.eml": MAIL, "page.pdf": one_page(line("Yours, Mr Ezra Mumby, then Quillfeather."))})
    publish(given.case, ["one.eml"], tmp_path / "copy.pdf", at=NOW, engines=NONE)
    plan = plan_of(given.case, ["page.pdf", "one.eml"])
    assert {group.name: group.label for group in plan.hidden if "uillfeather" in group.name} == {
        "Hesper Quillfeather": "Person A"
    }
    assert safe_bytes(given.case, "unknown") is None


def test_a_decision_can_be_taken_back(disclosed: Give) -> None:
    given = disclosed({"one.eml": MAIL})
    [group] = [group for group in plan_of(given.case, ["one.eml"]).hidden if group.kind == "person"]
    acts.decide(given.case, group.key, hide=False, because="acts in an office", at=NOW)
    assert group.key in {one.key for one in plan_of(given.case, ["one.eml"]).stays}
    acts.undo(given.case, group.key, at=NOW)
    assert group.key in {one.key for one in plan_of(given.case, ["one.eml"]).hidden}
    with pytest.raises(UsageError):
        acts.undo(given.case, group.key, at=NOW)


def test_names_of_files_are_hidden_too(disclosed: Give) -> None:
    given = disclosed({"one.eml": MAIL, "letter_to_quillfeather.txt": "Nothing.\n"})
    _, copy = planned(given, "letter_to_quillfeather.txt")
    assert copy.name == "letter_to_Person"


def test_a_number_broken_over_two_lines_is_hidden(disclosed: Give) -> None:
    page = one_page(line("National Insurance number AB 12 34") + line("56 C was given.", 685))
    _, copy = planned(disclosed({"page.pdf": page}), "page.pdf")
    assert "34" not in text_of(copy) and "56 C" not in text_of(copy) and "was given." in text_of(copy)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_set_upright_before_names_are_taken_out(disclosed: Give, turn: int) -> None:
    said = line("Hesper Quillfeather spoke first.") + line("The hose was found by the tap.", 680)
    page = one_page(said, page=b"/Rotate %d" % turn)
    given = disclosed({"one.eml": MAIL, "page.pdf": page})
    plan, copy = planned(given, "page.pdf")
    assert text_of(copy).split("\n")[:2] == ["[Person A] spoke first.", "The hose was found by the tap."]
    assert faults(copy, plan, NONE) == []


SCAN = "#set page(width: 300pt, height: 400pt, margin: 40pt)\n#set text(size: 11pt)\nHesper Quillfeather spoke first.\n"


def scan_with(layer: str) -> bytes:
    """Give a scan of a line with words laid under it, as another program read it."""
    with pikepdf.open(io.BytesIO(scanned(printed(SCAN)))) as opened:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        opened.pages[0].Resources.Font = pikepdf.Dictionary(F1=opened.make_indirect(font))
        opened.pages[0].contents_add(b"BT /F1 11 Tf 3 Tr 40 351 Td (%s) Tj ET" % layer.encode())
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


class Eye:
    """What reads the name on a picture for as long as it looks as it did at first."""

    def __init__(self) -> None:
        self.first: npt.NDArray[np.int_] | None = None

    def __call__(self, pixels: Pixels) -> list[Line]:
        """Give the name and a word after it, or that word alone."""
        high, wide = pixels.shape[0] / 400, pixels.shape[1] / 300
        box = (80 * wide, 40 * high, 135 * wide, 52 * high)
        place = np.asarray(Image.fromarray(pixels).resize((110, 24), Image.Resampling.BOX, box), int)
        self.first = place if self.first is None else self.first
        words = ("Quillfeather", "spoke") if abs(place - self.first).mean() < 16 else ("spoke",)
        return [tuple(Seen(word, *box, 0.99) for word in words)]


def test_a_name_that_the_words_under_a_scan_misspell_is_proposed(disclosed: Give) -> None:
    given = disclosed({"one.eml": MAIL, "page.pdf": scan_with("Hesper Qui11feather spoke first.")})
    plan, copy = planned(given, "page.pdf")
    assert [group.name for group in plan.hidden] == ["Hesper Quillfeather"]
    assert text_of(copy).strip() == "[Person A] spoke first."


@pytest.mark.parametrize("known", [True, False])
def test_a_name_that_only_the_picture_of_a_scan_shows_is_not_in_the_copy(disclosed: Give, *, known: bool) -> None:
    given = disclosed({"one.eml": MAIL if known else "", "page.pdf": scan_with("Hxspcr Oudfcalncr spoke first.")})
    if not known:
        acts.hide_words(given.case, "Quillfeather", at=NOW)
    plan = plan_of(given.case, ["page.pdf"])
    engines = Engines(Parrot(Eye()))
    assert plan.hidden == ()
    copy = safe_copy(given.case, plan, plan.documents[0], engines)
    assert copy.sides[0].read == "spoke" and faults(copy, plan, engines) == []


def test_what_a_machine_reads_is_hidden_as_it_would_be_in_a_text_and_labels_are_let_be(disclosed: Give) -> None:
    given = disclosed({"one.eml": MAIL, "page.pdf": one_page(line("Hesper Quillfeather spoke."))})
    plan = plan_of(given.case, ["page.pdf"])
    said = "Mr Person A and Mrs Larkspur met Marigold Threnody. Tel: 07700 900123. Quillfeather left."
    found = hidden_as_read(plan, plan.documents[0].ref, said)
    assert {said[place.start : place.end]: group.label for place, group in found} == {
        "Larkspur": "left out",
        "07700 900123": "telephone",
        "Quillfeather": "Person A",
    }
