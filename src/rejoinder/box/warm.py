"""All that a reader may need in memory before the lock: after it nothing can be imported and no file opened."""

from __future__ import annotations

import encodings
import io
import pkgutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module

from PIL import Image

from rejoinder import read
from rejoinder.model import Blob
from rejoinder.read.image_picture import image_picture_of
from rejoinder.read.ocr.pictures import FORMATS, pages_to_recognise
from rejoinder.read.unread import SMALLEST

_LAZY = ("_strptime", "stringprep", "unicodedata", "zoneinfo", "decimal", "fractions", "socket", "html.entities")
"""Modules the standard library imports only when they are first needed."""
_MAIL = b"""\
From: =?utf-8?b?SGVzcGVyIFF1aWxsZmVhdGhlcg==?= <hesper@wibbling.example>
To: vera@wibbling.example
Date: Tue, 20 Feb 2024 16:44:00 +0000
Subject: =?iso-8859-1?q?The_pr=EAt?=
Message-ID: <first@wibbling.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="plot"

--plot
Content-Type: text/plain; charset=utf-8; format=flowed
Content-Transfer-Encoding: quoted-printable

All is w=C3=A9ll.
--plot
Content-Type: text/html

<p>All is <b>well</b>.<blockquote>Is it?</blockquote>
--plot
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*=utf-8''plan%20b.bin
Content-Transfer-Encoding: base64

AAEC
--plot--
"""
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R
/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 38>>stream
BT /F1 12 Tf 20 100 Td (All is well) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
%%EOF
"""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def warmed() -> None:
    """Import every reader and codec, and let each reader read one small document."""
    read.imported()
    for name in (*_LAZY, *(f"encodings.{one.name}" for one in pkgutil.iter_modules(encodings.__path__))):
        with suppress(ImportError):
            import_module(name)
    for name, content in samples():
        for _ in read.read(Blob(name, content), ""):
            pass
    for content in images():
        if pages_to_recognise(Blob("x", content)):
            image_picture_of(content, 1)


def images() -> Iterator[bytes]:
    """Give a small image of each format that is drawn."""
    for kind in FORMATS:
        made = io.BytesIO()
        Image.new("RGBA" if kind in ("PNG", "WEBP") else "L", (SMALLEST, SMALLEST)).save(made, kind)
        yield made.getvalue()


def samples() -> Iterator[tuple[str, bytes]]:
    """Give a small document of each kind that we can make in a few lines, and damaged ones of the others."""
    yield "x.eml", _MAIL
    yield "x.mbox", b"From hesper Tue Feb 20 16:44:00 2024\n" + _MAIL
    yield "x.html", b"<title>All</title><p>All is well."
    yield "x.pdf", _PDF
    yield "x.rtf", rb"{\rtf1\ansi All is \b well\b0 .}"
    yield "x.csv", b"plot,state\n1,well\n"
    yield "x.txt", "Tout va trés bien.".encode("cp1252")
    yield "x.xml", b"<all>well</all>"
    yield "x.docx", _office("word/document.xml", _word_part(), "officeDocument")
    yield "x.xlsx", _office("xl/workbook.xml", _workbook(), "officeDocument", _sheet_parts())
    yield "x.odt", _open_document()
    yield "x.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)
    yield "x.pst", b"!BDN" + bytes(2048)
    yield "winmail.dat", b"\x78\x9f\x3e\x22" + bytes(64)
    yield "x.bin", bytes(range(256))


def _office(main: str, part: str, kind: str, parts: tuple[tuple[str, str], ...] = ()) -> bytes:
    relations = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_RELATION}/{kind}" Target="{main}"/>'
        "</Relationships>"
    )
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return _zipped(("[Content_Types].xml", types), ("_rels/.rels", relations), (main, part), *parts)


def _word_part() -> str:
    return f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>All is well.</w:t></w:r></w:p></w:body></w:document>'


def _workbook() -> str:
    sheets = f'<sheets><sheet name="Plots" sheetId="1" r:id="r1" xmlns:r="{_RELATION}"/></sheets>'
    return f'<workbook xmlns="{_SHEET}">{sheets}</workbook>'


def _sheet_parts() -> tuple[tuple[str, str], ...]:
    target = f'<Relationship Id="r1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    rows = '<row r="1"><c r="A1" s="0"><v>45342</v></c><c r="B1" t="inlineStr"><is><t>well</t></is></c></row>'
    styles = '<cellXfs count="1"><xf numFmtId="14"/></cellXfs>'
    return (
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{target}</Relationships>'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'),
        ("xl/styles.xml", f'<styleSheet xmlns="{_SHEET}">{styles}</styleSheet>'),
    )


def _open_document() -> bytes:
    body = f'<t:p xmlns:t="{_OPEN}:text:1.0">All is well.</t:p>'
    text = f"<o:body><o:text>{body}</o:text></o:body>"
    content = f'<o:document-content xmlns:o="{_OPEN}:office:1.0">{text}</o:document-content>'
    manifest = f'<m:manifest xmlns:m="{_OPEN}:manifest:1.0"/>'
    return _zipped(
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        ("META-INF/manifest.xml", manifest),
    )


def _zipped(*members: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()
