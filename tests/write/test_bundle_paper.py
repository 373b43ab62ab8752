"""The bundle as a PDF: held against the rules by a checker that knows nothing of the writer, and looked at by hand."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bench.bundle_paper import facts, random_bundle
from bench.bundle_pool import NOW, Pooled, pool
from bench.bundle_rules import POINTS, faults

from conftest import Disclosed
from read.making_pdf import one_page, words
from rejoinder.case import bundle, judge
from rejoinder.errors import UsageError
from rejoinder.law.bundles import profile_named
from rejoinder.publish.acts import choose
from rejoinder.write.bundle.check import check
from rejoinder.write.bundle.making import Asked, make
from rejoinder.write.bundle.numbering import Placed, letters_of, numbered

COURTS = profile_named("ew_courts_2021")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Pooled:
    """Give a case with documents of every kind."""
    return pool(tmp_path_factory.mktemp("pool"), 60, 7)


@pytest.mark.parametrize("seed", [0, 12, 20])
def test_a_random_bundle_meets_all_fourteen_rules(held: Pooled, seed: int, tmp_path: Path) -> None:
    assert random_bundle(held, seed, tmp_path).faults == {}


def test_the_checker_of_the_rules_sees_each_fault_that_is_put_in(held: Pooled, tmp_path: Path) -> None:
    kept = held.case.journal.path.read_bytes()
    try:
        bundle.add(held.case, sorted(held.kinds)[:4], section="Papers", at=NOW)
        made = make(held.case, Asked(COURTS), tmp_path)
        known = facts(held, held.case, by_section=False)
        assert faults(made.path, known) == {}
        for point, spoil in SPOILED.items():
            assert point in faults(spoiled(made.path, spoil), known), point
        other = tmp_path / "exhibits.pdf"
        shutil.copyfile(made.path, other)
        assert set(faults(other, known)) == {"named"}
        assert {one.__name__ for one in POINTS} == {*SPOILED, "named", "core", "late", "one_pdf"}
    finally:
        held.case.journal.path.write_bytes(kept)


def spoiled(path: Path, spoil: str) -> Path:
    """Give a copy of a bundle with one thing changed in it."""
    out = path.with_name(f"{path.stem} spoiled.pdf")
    with pikepdf.open(path) as pdf:
        exec(spoil, {"pdf": pdf, "pikepdf": pikepdf})
        pdf.save(out, linearize="plain save" not in spoil)
    return out


SPOILED = {
    "numbered": "pdf.pages[-1].obj.Contents = pdf.pages[-1].obj.Contents[:-1]",
    "index_linked": "del pdf.pages[0].obj['/Annots']",
    "all_bookmarked": "del pdf.Root['/Outlines']",
    "bookmarks_numbered": "pdf.Root.Outlines.First.Title = pikepdf.String('Index')",
    "searchable": "pdf.pages[2].obj.Contents = pdf.make_stream(b'')",
    "upright": "pdf.pages[1].obj.Rotate = 180",
    "opens_whole": "pdf.Root.OpenAction[4] = 2",
    "not_too_fine": (
        "im = pdf.make_stream(bytes(4000 * 10)); im.Subtype = pikepdf.Name.Image; im.Width = 4000; im.Height = 10;"
        "im.ColorSpace = pikepdf.Name.DeviceGray; im.BitsPerComponent = 8; p = pdf.pages[1].obj;"
        "p.Resources.XObject = pikepdf.Dictionary(Big=im);"
        "p.Contents.append(pdf.make_stream(b'q 100 0 0 9 0 0 cm /Big Do Q'))"
    ),
    "made_small": "'plain save'",
    "on_paper": "pdf.pages[-1].obj.Contents = pdf.make_stream(b'')",
}


def test_the_same_exhibits_give_the_same_bytes_and_the_index_names_the_line_of_the_journal(case: Disclosed) -> None:
    case.give({"one.pdf": one_page(words("A letter")), "two.txt": "A note."})
    bundle.add(case.case, ["one.pdf", "two.txt"], at=NOW)
    first, again = (make(case.case, Asked(COURTS), case.folder / f"{name}.pdf") for name in ("first", "again"))
    assert first.path.read_bytes() == again.path.read_bytes()
    with pikepdf.open(first.path) as pdf:
        assert case.case.journal.head()[:16] in str(pdf.docinfo["/Subject"])
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
        assert [page.label for page in pdf.pages] == ["1", "2", "3"]
        assert not pdf.check_pdf_syntax() and pdf.is_linearized


def test_pages_that_came_keep_what_they_draw_and_lose_what_acts_or_is_not_seen(case: Disclosed) -> None:
    letter = one_page(
        words("A letter"),
        b"<</S/JavaScript/JS(app.alert(1))>>",
        b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 6 0 R>>",
        b"<</Type/Annot/Subtype/FileAttachment/Rect[9 9 20 20]/FS<</F(x.exe)>>>>",
        page=b"/AA<</O 6 0 R>>/PieceInfo<</Secret<</LastModified(D:1)>>>>/Annots[7 0 R 8 0 R]",
    )
    case.give({"one.pdf": letter})
    bundle.add(case.case, ["one.pdf"], at=NOW)
    with pikepdf.open(make(case.case, Asked(COURTS), case.folder / "b.pdf").path) as pdf:
        page = pdf.pages[1].obj
        assert b"(A letter) Tj" in b"".join(one.read_bytes() for one in page.Contents)
        told = b"".join(str(one).encode() for one in (page.get("/AA"), page.get("/PieceInfo"), page.Annots))
        assert b"JavaScript" not in told and b"Secret" not in told and b"x.exe" not in told


def test_words_beneath_a_redaction_that_failed_do_not_enter(case: Disclosed) -> None:
    box = b" 0 g 70 695 300 16 re f"
    case.give({"one.pdf": one_page(words("The informant is Perpetua") + box)})
    bundle.add(case.case, ["one.pdf"], at=NOW)
    made = make(case.case, Asked(COURTS), case.folder / "b.pdf")
    assert made.rows[0].notes == ("drawn",)
    with pikepdf.open(made.path) as pdf:
        streams = b"".join(one.read_bytes() for one in pdf.pages[1].obj.Contents)
        assert b"Perpetua" not in streams and b"/Im Do" in streams


def test_a_file_that_is_locked_or_broken_gets_a_sheet_that_says_so(case: Disclosed, held: Pooled) -> None:
    slips = {path: kind.content for path, kind in held.kinds.items() if kind.slip}
    case.give(slips)
    bundle.add(case.case, sorted(slips), at=NOW)
    made = make(case.case, Asked(COURTS), case.folder / "b.pdf")
    assert [row.pages for row in made.rows] == [1] * len(slips)
    assert made.serious and {note for row in made.rows for note in row.notes} == {"unreadable"}


def test_an_absent_document_has_a_sheet_with_what_shows_it(case: Disclosed) -> None:
    from conftest import ANSWER

    case.give({"a.eml": ANSWER})
    finding = case.found()[0].id
    judge(case.case, finding, "accept", at=NOW)
    bundle.add_absent(case.case, [finding], section="Missing", at=NOW)
    made = make(case.case, Asked(COURTS), case.folder / "b.pdf")
    assert made.rows[0].material.detail == "Not in this disclosure"
    told = made.rows[0].material.told["sheet"]
    assert "first@grommet-works.example" in str(told["words"]) and "a.eml" in str(told["words"])


def test_late_pages_move_nothing_and_the_core_names_the_pages_of_the_whole(case: Disclosed) -> None:
    case.give({f"{name}.txt": f"A note of {name}." for name in ("gate", "shed", "butts")})
    bundle.add(case.case, ["gate.txt", "shed.txt"], section="Notes", at=NOW)
    bundle.mark_core(case.case, ["2"], at=NOW)
    first = make(case.case, Asked(COURTS), case.folder / "Marigold - Bundle.pdf")
    bundle.was_filed(case.case, COURTS.id, case.case.journal.head(), at=NOW)
    same = make(case.case, Asked(COURTS), case.folder / "same.pdf")
    assert same.sha256 == first.sha256
    bundle.add(case.case, ["butts.txt"], section="Notes", at=NOW)
    late = make(case.case, Asked(COURTS), case.folder / "Marigold - Late bundle.pdf")
    assert [row.page for row in late.rows] == ["2", "3", "5"]
    found = check(late.path, COURTS, earlier=first.path)
    assert found.met and next(one for one in found.found if one.rule.check == "late pages").met
    core = make(case.case, Asked(COURTS, core=True), case.folder / "Marigold - Core bundle.pdf")
    assert [row.page for row in core.rows] == ["2"] and core.rows[0].exhibit.entry.title == ""
    assert check(core.path, COURTS, whole=late.path).met


def test_the_check_says_of_another_bundle_what_is_not_as_the_rules_have_it(tmp_path: Path) -> None:
    plain = tmp_path / "scan.pdf"
    plain.write_bytes(one_page(words("Page one")))
    found = {one.rule.check: one for one in check(plain, COURTS).found}
    assert [name for name in ("numbering", "index", "bookmarks", "view", "size") if found[name].met is not False] == []
    assert found["numbering"].pages == (1,) and found["pdf"].met and found["core"].met is None
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.4 and no more")
    assert next(one for one in check(damaged, COURTS).found if one.rule.check == "pdf").met is False
    with pytest.raises(UsageError, match="There is no file"):
        check(tmp_path / "none.pdf", COURTS)


def test_a_run_that_is_stopped_leaves_nothing_half(case: Disclosed) -> None:
    case.give({"one.txt": "A note."})
    bundle.add(case.case, ["one.txt"], at=NOW)
    out = case.folder / "b.pdf"

    def stop(what: str, done: int, of: int) -> None:
        if what == "Making pages":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(case.case, Asked(COURTS), out, stop)
    assert not out.exists() and not list((case.case.folder / ".derived").glob("bundle-*"))
    with pytest.raises(UsageError, match="core"):
        make(case.case, Asked(COURTS, core=True), out)
    with pytest.raises(UsageError, match="There is no folder"):
        make(case.case, Asked(COURTS), case.folder / "none" / "b.pdf")


def test_numbers_go_by_section_with_the_index_of_what_was_added_under_the_next_letter() -> None:
    pieces = [Placed(-1, -1, 0, 2), Placed(0, 0, 0, 1), Placed(1, 0, 0, 3), Placed(2, 1, 0, 1), Placed(-1, -1, 1, 1)]
    by_section = numbered([*pieces, Placed(3, 2, 1, 1)], by_section=True)
    assert [by_section.printed(at) for at in range(9)] == ["i", "ii", "A1", "A2", "A3", "A4", "B1", "C1", "D1"]
    assert [numbered(pieces, by_section=False).printed(at) for at in (0, 7)] == ["1", "8"]
    assert [letters_of(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_the_rules_are_data_that_ships_with_the_program() -> None:
    from importlib import resources

    for file in resources.files("rejoinder.law").joinpath("bundles").iterdir():
        assert tomllib.loads(file.read_text("utf-8"))["profiles"]


def test_where_a_safe_copy_was_asked_for_it_stands_in_place_of_the_document(case: Disclosed) -> None:
    case.give({"one.txt": "Ring Perpetua Mumby on 01632 960123.", "two.txt": "A note."})
    with case.case.shelf() as shelf:
        one = shelf.find_document("one.txt")
    assert one
    choose(case.case, [one.ref], at=NOW)
    bundle.add(case.case, ["one.txt", "two.txt"], at=NOW)
    made = make(case.case, Asked(COURTS), case.folder / "b.pdf")
    assert [row.notes for row in made.rows] == [("safe copy",), ()]
    with pypdfium2.PdfDocument(made.path) as drawn:
        words_of = "".join(page.get_textpage().get_text_range() for page in drawn)
    assert "960123" not in words_of and "A note." in words_of
