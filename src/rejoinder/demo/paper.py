"""Letters as PDF, minutes as DOCX, tables as XLSX and CSV: each the same to the byte each time."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from rejoinder.demo.archives import locked, zipped
from rejoinder.demo.clients import MONTHS
from rejoinder.demo.mail import Story
from rejoinder.demo.printed import printed
from rejoinder.demo.redacted import redacted, scanned
from rejoinder.demo.revised import revised
from rejoinder.demo.screens import pictured
from rejoinder.demo.stamped import stamped

STYLES = ("Normal", "Heading 1", "Heading 2", "Default Paragraph Font", "Normal Table", "Table Grid")
"""What minutes are set in."""
LEFT_OF_DAMAGED = 0.35
"""The share of the damaged file that is left."""


def papers(story: Story) -> dict[str, bytes]:
    """Give every paper of the story by its file name."""
    made = {letter["file"]: content for letter, content in _letters(story)}
    for record in story.minutes:
        made[record["file"]] = _minutes(record)
    for table in story.tables["sheet"]:
        made[table["file"]] = _workbook(table)
    for table in story.tables["csv"]:
        made[table["file"]] = _separated(table["rows"])
    for note in story.tables["note"]:
        made[note["file"]] = note["words"].strip().replace("\n", "\r\n").encode("utf-8") + b"\r\n"
    for print_ in story.tables["printed"]:
        made[print_["file"]] = printed(story, print_)
    for book in story.tables["stamped"]:
        made[book["file"]] = stamped(book)
    for scan in story.tables["scanned"]:
        made[scan["file"]] = scanned(made[scan["of"]], scan["covered"], date.fromisoformat(scan["date"]))
    for screen in story.tables["pictured"]:
        made[screen["file"]] = pictured(story.pictures, story.posts, screen["date"])
    for lock in story.tables["locked"]:
        made[lock["file"]] = locked(lock["member"], lock["words"].encode("utf-8"), lock["password"].encode("ascii"))
    return made


def long_date(iso: str) -> str:
    """Give a date as letters write it."""
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _letters(story: Story) -> list[tuple[Mapping[str, Any], bytes]]:
    import typst

    template = (files("rejoinder.demo") / "letter.typ").read_bytes()
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
    written = []
    for letter in story.letters:

        def in_type(words: str, letter: Mapping[str, Any] = letter) -> bytes:
            told = dict(letter) | {"head": story.case["letterheads"][letter["head"]], "blocks": blocks(words)}
            told["long_date"] = long_date(letter["date"])
            moment = datetime.fromisoformat(letter["date"] + "T12:00:00+00:00")
            inputs = {"letter": json.dumps(told)}
            content = compiler.compile(template, format="pdf", sys_inputs=inputs, timestamp=moment)
            if not isinstance(content, bytes):
                raise TypeError(f"{letter['file']} has no single PDF.")
            return content

        content = in_type(letter["words"])
        if letter.get("damaged"):
            content = content[: int(len(content) * LEFT_OF_DAMAGED)]
        if "earlier" in letter:
            before = letter["words"].replace(letter["earlier"]["now"], letter["earlier"]["was"])
            content = revised(in_type(before), content, letter["note"])
        if "covered" in letter:
            content = redacted(content, letter["covered"])
        written.append((letter, content))
    return written


def blocks(words: str) -> list[dict[str, str]]:
    """Give a letter's paragraphs with their kinds: `# ` heading, `> ` quotation, `1. ` numbered, plain."""
    found = []
    for block in words.strip().split("\n\n"):
        text = " ".join(block.split())
        numbered = re.match(r"(\d+)\. ", text)
        if text.startswith("# "):
            found.append({"kind": "heading", "text": text[2:]})
        elif text.startswith("> "):
            found.append({"kind": "quotation", "text": text[2:]})
        elif numbered:
            found.append({"kind": "numbered", "number": numbered[1], "text": text[numbered.end() :]})
        else:
            found.append({"kind": "plain", "text": text})
    return found


def _minutes(record: Mapping[str, Any]) -> bytes:
    import docx

    paper = docx.Document()
    made = datetime.fromisoformat(record["date"] + "T22:15:00")
    core = paper.core_properties
    core.author, core.title, core.created, core.modified = record["author"], record["title"], made, made
    core.last_modified_by, core.revision, core.comments = record["author"], 1, ""
    paper.add_heading(record["title"], 1)
    paper.add_paragraph(record["held"])
    table = paper.add_table(rows=0, cols=2)
    for name, value in record["roll"]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value
    items = _list_of_items(paper)
    for item in record["items"]:
        _number(paper.add_heading(item["title"], 2), items)
        for block in item["words"].strip().split("\n\n"):
            paragraph = paper.add_paragraph(" ".join(block.split()))
        if "deleted" in item:
            _delete(paragraph, item["deleted"])
    paper.add_paragraph(record["close"])
    _slimmed(paper)
    target = io.BytesIO()
    paper.save(target)
    return _settled(target.getvalue())


def _list_of_items(paper: Any) -> str:
    """Add a list that Word numbers by itself, 1. 2. 3., and give its number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    numbering = paper.part.numbering_part.element
    for one in list(numbering):
        numbering.remove(one)
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    pattern = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1">{level}</w:abstractNum>'
    numbering.append(parse_xml(pattern))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))
    return "1"


def _number(paragraph: Any, items: str) -> None:
    """Make a paragraph an item of a list."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    item = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{items}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(item))


def _delete(paragraph: Any, deleted: Mapping[str, str]) -> None:
    """Add words to a paragraph that somebody deleted with changes tracked."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    change, run, words = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    for name, value in (("id", "1"), ("author", deleted["by"]), ("date", deleted["at"])):
        change.set(qn(f"w:{name}"), value)
    words.set(qn("xml:space"), "preserve")
    words.text = deleted["words"]
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def _slimmed(paper: Any) -> None:
    """Take out what the template brings and minutes do not use: stored, not deflated, it would be 800 kB a paper."""
    for style in [style for style in paper.styles if style.name not in STYLES]:
        style.delete()
    for relation, related in list(paper.part.rels.items()):
        if related.reltype.endswith("/stylesWithEffects"):
            del paper.part.rels[relation]


def _workbook(table: Mapping[str, Any]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = table["title"]
    for row in table["rows"]:
        sheet.append(row)
    if "hidden" in table:
        hidden = book.create_sheet(table["hidden"]["title"])
        hidden.sheet_state = "hidden"
        for row in table["hidden"]["rows"]:
            hidden.append(row)
    made = datetime.fromisoformat(table["date"] + "T09:00:00")
    book.properties.creator, book.properties.created = table["author"], made
    target = io.BytesIO()
    book.save(target)
    return _settled(target.getvalue(), made)


def _settled(content: bytes, modified: datetime | None = None) -> bytes:
    """Give an Office file whose members bear fixed dates and are stored, not deflated."""
    members = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    if modified is not None:
        core = members["docProps/core.xml"].decode("utf-8")
        fixed = f"{modified:%Y-%m-%dT%H:%M:%SZ}"
        members["docProps/core.xml"] = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{fixed}", core).encode("utf-8")
    return zipped(members)


def _separated(rows: Sequence[Sequence[object]]) -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue().encode("utf-8")
