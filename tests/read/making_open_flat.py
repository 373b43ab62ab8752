"""Invented documents that hide things, as flat OpenDocument, and the old Office files LibreOffice makes of them."""

from __future__ import annotations

import base64
import io
import struct
from functools import cache

from PIL import Image

from read.making_outlook import compound
from rejoinder.read.converted import Form, _made, office_here

_SPACES = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "presentation": "presentation",
    "svg": "svg-compatible",
    "meta": "meta",
    "fo": "xsl-fo-compatible",
}
_NAMED = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in _SPACES.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WHO = "<dc:creator>Tansy Quill</dc:creator><dc:date>2004-03-02T10:00:00</dc:date>"
_ABOUT = (
    "<office:meta><meta:initial-creator>Ezra Mumby</meta:initial-creator><dc:creator>Tansy Quill</dc:creator>"
    "<dc:title>The allotments</dc:title><meta:keyword>campion</meta:keyword>"
    '<meta:user-defined meta:name="Reviewed by">Vera Teasel</meta:user-defined></office:meta>'
)


def _document(kind: str, body: str, styles: str = "", about: str = "") -> str:
    head = f'<office:document {_NAMED} xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'{head} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.{kind}">'
        f"{about}{styles}<office:body>{body}</office:body></office:document>"
    )


def _cell(words: str, note: str = "") -> str:
    inside = f"{note}<text:p>{words}</text:p>"
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def _row(words: str, note: str = "", more: str = "") -> str:
    return f"<table:table-row{more}>{_cell(words, note)}</table:table-row>"


def _table(name: str, rows: str, more: str = "") -> str:
    return f'<table:table table:name="{name}"{more}>{rows}</table:table>'


def _book(tables: str, about: str = "", styles: str = "") -> str:
    return _document("spreadsheet", f"<office:spreadsheet>{tables}</office:spreadsheet>", styles, about)


def _packed(name: bytes, content: bytes) -> str:
    """Give an OLE object that holds a file as Windows' Packager does."""
    head = struct.pack("<H", 2) + name + b"\0" + name + b"\0" + struct.pack("<HHI", 0, 3, 2) + b"x\0"
    body = head + struct.pack("<I", len(content)) + content
    whole = {"\x01Ole10Native": struct.pack("<I", len(body)) + body, "\x01Ole": b"\1\0\0\2" + bytes(16)}
    return base64.b64encode(compound(dict(whole))).decode()


def _picture() -> str:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(written, "PNG")
    return base64.b64encode(written.getvalue()).decode()


def _frame(inside: str, down: int, more: str = "") -> str:
    place = f'svg:width="6cm" svg:height="3cm" svg:x="2cm" svg:y="{down}cm"'
    return f"<draw:frame {place} {more}>{inside}</draw:frame>"


def _inside(more: str = "", *, letters: bool = True) -> str:
    """Give a workbook, a letter, a packed file and a picture, each as it lies on a page.

    LibreOffice 7.4 writes no presentation or workbook with a letter inside.
    """
    book = _book(_table("First", _row("marjoram in the book inside")))
    letter = _document("text", "<office:text><text:p>bryony in the letter inside</text:p></office:text>")
    packed, picture = _packed(b"rota.txt", b"celandine on the rota\n"), _picture()
    binary = "<office:binary-data>{}</office:binary-data>".format
    return (
        _frame(f"<draw:object>{book}</draw:object>", 2, more)
        + (_frame(f"<draw:object>{letter}</draw:object>", 6, more) if letters else "")
        + _frame(f"<draw:object-ole>{binary(packed)}</draw:object-ole>", 10, more)
        + _frame(f"<draw:image>{binary(picture)}</draw:image>", 14, more)
    )


_NOTE = f"<office:annotation>{_WHO}<text:p>clover in a comment</text:p></office:annotation>"


def _talk() -> str:
    def box(words: str, more: str = "") -> str:
        return _frame(f"<draw:text-box><text:p>{words}</text:p></draw:text-box>", 1, more)

    hidden = '<style:drawing-page-properties presentation:visibility="hidden"/>'
    look = f'<style:style style:name="away" style:family="drawing-page">{hidden}</style:style>'
    styles = f"<office:automatic-styles>{look}</office:automatic-styles>"
    styles += '<office:master-styles><style:master-page style:name="M"/></office:master-styles>'
    spoken = box("bramble in the notes", 'presentation:class="notes"')
    notes = f"<presentation:notes>{spoken}</presentation:notes>"
    inside = _inside(letters=False)
    first = f'<draw:page draw:master-page-name="M">{box("hawthorn on a slide")}{inside}{_NOTE}{notes}</draw:page>'
    second = (
        f'<draw:page draw:style-name="away" draw:master-page-name="M">{box("juniper on a hidden slide")}</draw:page>'
    )
    return _document("presentation", f"<office:presentation>{first}{second}</office:presentation>", styles, _ABOUT)


def _letter() -> str:
    look = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    gone = (
        f"<text:deletion><office:change-info>{_WHO}</office:change-info><text:p>nettle deleted</text:p></text:deletion>"
    )
    changes = f'<text:changed-region text:id="c1">{gone}</text:changed-region>'
    inside = _inside('text:anchor-type="as-char"')
    body = (
        f"<text:tracked-changes>{changes}</text:tracked-changes>"
        '<text:p>hawthorn <text:change text:change-id="c1"/></text:p>'
        f'<text:p>then <text:span text:style-name="H">juniper hidden</text:span> end{_NOTE}</text:p>'
        f"<text:p>{inside}</text:p>"
    )
    styles = f"<office:automatic-styles>{look}</office:automatic-styles>"
    return _document("text", f"<office:text>{body}</office:text>", styles, _ABOUT)


def _ledger() -> str:
    hidden = '<style:table-properties table:display="false"/>'
    look = f'<style:style style:name="T" style:family="table">{hidden}</style:style>'
    shown = f"<table:shapes>{_inside(letters=False)}</table:shapes>{_row('hawthorn in a cell', _NOTE)}"
    shown += _row("juniper in a hidden row", more=' table:visibility="collapse"')
    tables = _table("Shown", shown) + _table("Away", _row("nettle in a hidden sheet"), ' table:style-name="T"')
    return _book(tables, _ABOUT, f"<office:automatic-styles>{look}</office:automatic-styles>")


def _changed() -> str:
    was = '<table:change-track-table-cell office:value-type="string"><text:p>nettle before</text:p>'
    place = '<table:cell-address table:column="0" table:row="0" table:table="0"/>'
    previous = f"<table:previous>{was}</table:change-track-table-cell></table:previous>"
    change = (
        f'<table:cell-content-change table:id="ct1">{place}<office:change-info>{_WHO}</office:change-info>{previous}'
    )
    changes = f"<table:tracked-changes>{change}</table:cell-content-change></table:tracked-changes>"
    return _book(changes + _table("Shown", _row("hawthorn after")))


_MADE = {
    "talk.ppt": (_talk, "fodp", "ppt:MS PowerPoint 97"),
    "letter.doc": (_letter, "fodt", "doc:MS Word 97"),
    "ledger.xls": (_ledger, "fods", "xls:MS Excel 97"),
    "changed.xls": (_changed, "fods", "xls:MS Excel 97"),
}


@cache
def old_file(name: str) -> bytes:
    """Give the old Office file of this name, made by LibreOffice; empty when it could not be made."""
    written, ending, wanted = _MADE[name]
    office = office_here()
    return _made(f"{_HEAD}{written()}".encode(), Form(ending, wanted, ""), office) if office else b""
