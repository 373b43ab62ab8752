"""Small Office and OpenDocument files written part by part, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Give a zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*stated: tuple[str, str, str], external: bool = False) -> str:
    """Give a part's relations: (own name, last word of the type, target)."""
    mode = ' TargetMode="External"' if external else ""
    form = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"{mode}/>'
    inside = "".join(form.format(*one) for one in stated)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def word_part(name: str, inside: str) -> str:
    """Give a part of a Word document with this root element."""
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return f'<w:{name} xmlns:w="{WORD}" {spaces}>{inside}</w:{name}>'


def word_file(body: str, more: Mapping[str, str | bytes] | None = None, before: str = "") -> bytes:
    """Give a Word document with this body and further parts; before stands before the main part's root."""
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": before + word_part("document", f"<w:body>{body}</w:body>"),
            **(more or {}),
        }
    )


def paragraph(text: str, mark: str = "") -> str:
    """Give a paragraph of one run, with these run properties."""
    return f'<w:p><w:r><w:rPr>{mark}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def sheet_file(rows: str, more: Mapping[str, str | bytes] | None = None, before: str = "") -> bytes:
    """Give a workbook of one sheet with these rows, further parts, and what stands before its rows."""
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Plots" sheetId="1" r:id="s1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("s1", "worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": _worksheet(before, rows),
            **(more or {}),
        }
    )


def _worksheet(before: str, rows: str) -> str:
    return f'<worksheet xmlns="{SHEET}">{before}<sheetData>{rows}</sheetData></worksheet>'


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"


def slides_part(name: str, inside: str, mark: str = "") -> str:
    """Give a part of a presentation with this root element."""
    return f'<p:{name} xmlns:p="{SLIDES}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"{mark}>{inside}</p:{name}>'


def shape(text: str, kind: str = "", mark: str = "", place: str = "") -> str:
    """Give a shape with this text: what it fills of the layout, what its name says, its place and size in EMU."""
    fills = f'<p:ph type="{kind}"/>' if kind else ""
    left, top, width, height = place.split() if place else ("0", "0", "10", "10")
    frame = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"{mark}/><p:nvPr>{fills}</p:nvPr></p:nvSpPr><p:spPr>{frame}</p:spPr>'
        f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def slides_file(
    *slides: str, more: Mapping[str, str | bytes] | None = None, marks: Mapping[int, str] | None = None
) -> bytes:
    """Give a presentation whose slides hold these shapes, with marks on some by their number."""
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{number}" r:id="s{number}"/>' for number in numbers)
    inside = f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="100" cy="80"/>'
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": slides_part("presentation", inside),
            "ppt/_rels/presentation.xml.rels": relations(
                *((f"s{number}", "slide", f"slides/slide{number}.xml") for number in numbers)
            ),
            **{
                f"ppt/slides/slide{number}.xml": slides_part(
                    "sld", f"<p:cSld><p:spTree>{held}</p:spTree></p:cSld>", (marks or {}).get(number, "")
                )
                for number, held in zip(numbers, slides, strict=True)
            },
            **(more or {}),
        }
    )


def cell(text: str, reference: str = "") -> str:
    """Give a cell of text."""
    at = f' r="{reference}"' if reference else ""
    return f'<c{at} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def open_file(
    kind: str, body: str, more: Mapping[str, str | bytes] | None = None, styles: str = "", before: str = ""
) -> bytes:
    """Give an OpenDocument file: text, spreadsheet or presentation, with this body and automatic styles."""
    names = {"office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing"}
    spaces = " ".join(f'xmlns:{prefix}="{OPEN}{name}:1.0"' for prefix, name in names.items())
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    inside = (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    )
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"{before}<office:document-content {spaces}>{inside}</office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
            **(more or {}),
        }
    )
