"""A letter as a Word document with real styles, to be changed and printed, the same to the byte for the same words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from rejoinder.write.letters.paper import Annex, Drawn, Listed, Paper, letter_of, reference_lines
from rejoinder.write.same_bytes import packed

MUTED = "565D6B"
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""Characters that XML cannot hold (XML 1.0, 2.2)."""
FONT = "Liberation Serif"
"""A font of every LibreOffice; Word takes Times New Roman, which has the same widths."""


def as_docx(paper: Paper) -> bytes:
    """Give a letter as DOCX."""
    from docx import Document

    made = Document()
    made.core_properties.author = paper.sender[0].translate(_UNWRITABLE) if paper.sender else ""
    made.core_properties.title = paper.title.translate(_UNWRITABLE)
    made.core_properties.comments = ""
    made.core_properties.language = paper.language
    _styles(made)
    _foot(made, paper)
    _head(made, paper)
    for line in paper.body:
        _line(made, line)
    _close(made, paper.ending)
    _rests(made, paper)
    for annex in paper.annexes:
        _annex(made, annex, on_new_page=bool(paper.body))
    out = io.BytesIO()
    made.save(out)
    return packed(out.getvalue())


def _styles(made: Any) -> None:
    """Set the page, and the styles that the whole letter is set in."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.2), Cm(2.4)
    styles = made.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.1
    for name, size in (("Heading 1", 13), ("Heading 2", 11)):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.rPr.rFonts.set(qn("w:ascii"), FONT)
        style.element.rPr.rFonts.set(qn("w:hAnsi"), FONT)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
        style.paragraph_format.keep_with_next = True
    small = styles.add_style("Reference", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size = normal, Pt(9.5)
    small.paragraph_format.left_indent, small.paragraph_format.first_line_indent = Cm(0.7), Cm(-0.7)
    small.paragraph_format.space_after = Pt(4)
    entry = styles.add_style("Entry", WD_STYLE_TYPE.PARAGRAPH)
    entry.base_style, entry.font.size = normal, Pt(10)
    entry.paragraph_format.space_before, entry.paragraph_format.space_after = Pt(6), Pt(2)
    entry.paragraph_format.keep_with_next = True
    shown = styles.add_style("Shown", WD_STYLE_TYPE.PARAGRAPH)
    shown.base_style, shown.font.size = normal, Pt(9)
    shown.paragraph_format.left_indent, shown.paragraph_format.space_after = Cm(1.1), Pt(2)
    for name in ("List Number", "List Bullet"):
        styles[name].paragraph_format.space_after = Pt(4)


def _foot(made: Any, paper: Paper) -> None:
    """Put the head of the journal and the page's number at the foot."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm, Pt

    foot = made.sections[0].footer.paragraphs[0]
    style = made.styles["Footer"]
    style.font.size = Pt(8)
    style.paragraph_format.tab_stops.clear_all()
    style.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{paper.foot}\t{paper.pages[0]} ")
    _field(foot, "PAGE")
    foot.add_run(f" {paper.pages[1]} ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)


def _head(made: Any, paper: Paper) -> None:
    from docx.shared import Cm, Pt

    if paper.sender:
        sender = _lines(made, paper.sender)
        sender.paragraph_format.left_indent = Cm(10)
        for run in sender.runs:
            run.font.size = Pt(10)
    if paper.recipient:
        _lines(made, paper.recipient)
    if paper.day:
        made.add_paragraph(paper.day).paragraph_format.space_before = Pt(12)
    if paper.reference:
        _say(made.add_paragraph(), f"Your reference: {paper.reference}")
    if paper.subject:
        made.add_heading(paper.subject.translate(_UNWRITABLE), 1)
    for line in paper.about:
        _say(made.add_paragraph(), line)


def _lines(made: Any, several: Sequence[str]) -> Any:
    paragraph = made.add_paragraph()
    for number, line in enumerate(several):
        run = _say(paragraph, line)
        if number < len(several) - 1:
            run.add_break()
    return paragraph


def _say(paragraph: Any, words: str) -> Any:
    return paragraph.add_run(words.translate(_UNWRITABLE))


def _line(made: Any, line: Drawn) -> None:
    """Put one paragraph, heading or entry, with what it rests on raised."""
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import Cm

    paragraph = made.add_paragraph(style="Heading 2" if line.mark == "#" else None)
    if line.mark in ("1.", "-"):
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
        _say(paragraph, f"{line.number}.\t" if line.mark == "1." else "•\t")
    for piece in line.pieces:
        run = _say(paragraph, piece.words)
        if piece.gap:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        marks = [*map(str, piece.refs), *map(letter_of, piece.law)]
        if marks:
            _say(paragraph, ",".join(marks)).font.superscript = True


def _close(made: Any, ending: Sequence[str]) -> None:
    """Put the closing words, and room for a name to be signed."""
    from docx.shared import Cm

    for number, words in enumerate(filter(None, ending)):
        paragraph = made.add_paragraph()
        _say(paragraph, words)
        paragraph.paragraph_format.keep_with_next = number == 0
        if number:
            paragraph.paragraph_format.space_before = Cm(1.1)


def _rests(made: Any, paper: Paper) -> None:
    if paper.references:
        made.add_heading("Documents this letter rests on", 2)
        for one in paper.references:
            paragraph = made.add_paragraph(style="Reference")
            batch = f" ({one.batch})" if one.batch else ""
            _broken(paragraph, (f"{one.number}.  {one.path}{batch}", *reference_lines(one)))
    if paper.law:
        made.add_heading("The law it speaks of", 2)
        for cited in paper.law:
            _say(made.add_paragraph(style="Reference"), f"{cited.letter}.  {cited.source.title}. {cited.source.url}")


def _broken(paragraph: Any, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        _say(paragraph, line)


def _annex(made: Any, annex: Annex, *, on_new_page: bool) -> None:
    if annex.title:
        heading = made.add_heading(annex.title.translate(_UNWRITABLE), 1)
        heading.paragraph_format.page_break_before = on_new_page
    _say(made.add_paragraph(), annex.about)
    for one in annex.entries:
        _entry(made, one, annex.name)


def _added(made: Any, style: str) -> Any:
    """Add a paragraph at the end, for which the library looks through all that stand before and through all styles."""
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    added: Any = OxmlElement("w:p")
    added.style = style
    made.element.body[-1].addprevious(added)
    return Paragraph(added, made)


def _entry(made: Any, one: Listed, name: str) -> None:
    from docx.shared import Cm

    wide = 3.4 if name == "chronology" else 1.1
    paragraph = _added(made, "Entry")
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(wide), Cm(-wide)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(wide))
    _say(paragraph, f"{one.label}\t{one.head}").font.bold = name != "chronology"
    lines = [*one.lines]
    for shown in one.shown:
        place = " ".join(filter(None, (shown.how, shown.place)))
        lines.append(f"{place}: “{shown.exact}”" if shown.exact else place)
    lines += [f"> {line}" for line in one.text.splitlines()]
    for number, line in enumerate(lines, 1):
        under = _added(made, "Shown")
        under.paragraph_format.left_indent = Cm(wide)
        under.paragraph_format.keep_with_next = number < min(len(lines), 8)
        _say(under, line)
