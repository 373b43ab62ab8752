"""The chronology as a file: a table (CSV), a page (HTML), a Word document, a calendar (RFC 5545), TimelineJS's JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import partial
from gettext import NullTranslations
from typing import Any

from rejoinder.events.decided import Event
from rejoinder.write.chronology import (
    AGREED,
    KINDS,
    PARTIES,
    STANDINGS,
    Paper,
    cited_in_words,
    event_in_words,
    firsts_in_words,
    when_in_words,
)
from rejoinder.write.ics import Entry, calendar
from rejoinder.write.same_bytes import packed
from rejoinder.write.schedule import as_text
from rejoinder.write.words import date_in_words

COLUMNS = ("date", "until", "precision", "event", "kind", "party", "status", "standing", "people", "proof", "id")
"""Heads of the columns, and context of their translations."""
WHO = "in front of"
"""Head of the column that tells who had an event in front of them."""
_WIDTHS = (2.7, 5.6, 2.2, 6.5)
"""Centimetres of the columns on paper: date, event, status and proof."""
_SMALL = 101_600
"""Eight points, in the unit of Office (English Metric Units: 12,700 a point)."""
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""Characters that XML cannot hold (XML 1.0, 2.2)."""


def as_csv(paper: Paper, words: NullTranslations) -> bytes:
    """Give a table that every spreadsheet opens, no cell of which it takes for a formula."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    columns = (*COLUMNS, *([WHO] if paper.firsts else []))
    rows.writerow([words.pgettext("column", name) for name in columns])
    for one in paper.events:
        rows.writerow([as_text(cell) for cell in _cells(one, paper, words)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _cells(one: Event, paper: Paper, words: NullTranslations) -> Iterator[str]:
    """Give an event's cells in the order of the columns."""
    yield from (one.date, one.until, words.pgettext("precision", one.precision))
    yield event_in_words(one, words)
    yield from _told(one, words)
    yield words.gettext(STANDINGS[one.standing])
    yield "; ".join(one.people)
    yield "\n".join(cited_in_words(one, paper.paths, words))
    yield one.id
    if paper.firsts:
        yield "\n".join(firsts_in_words(one, paper, words))


def _told(one: Event, words: NullTranslations) -> tuple[str, str, str]:
    """Give an event's kind, party and status in words; empty where not said."""
    party, status = PARTIES.get(one.party, ""), AGREED.get(one.agreed, "")
    return words.gettext(KINDS[one.kind]), party and words.gettext(party), status and words.gettext(status)


def as_html(paper: Paper, words: NullTranslations) -> bytes:
    """Give a page that reads without this program, and prints."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rejoinder.write"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["day"] = partial(date_in_words, words=words)
    environment.filters["when"] = partial(when_in_words, words=words)
    environment.filters["event"] = partial(event_in_words, words=words)
    environment.filters["told"] = partial(_told, words=words)
    environment.filters["firsts"] = partial(firsts_in_words, paper=paper, words=words)
    environment.filters["cited"] = partial(cited_in_words, paths=paper.paths, words=words)
    page = environment.get_template("chronology.html").render(paper=paper)
    return page.encode("utf-8", "replace")


def as_docx(paper: Paper, words: NullTranslations) -> bytes:
    """Give a Word document: a table of date, event, status and proof."""
    from docx import Document

    made = Document()
    made.core_properties.author, made.core_properties.title = "", words.gettext("Chronology")
    made.add_heading(words.gettext("Chronology"), 1)
    for line in _about(paper, words):
        made.add_paragraph(line.translate(_UNWRITABLE))
    heads = (words.gettext("Date"), words.gettext("Event"), words.gettext("Status"), words.gettext("Proof"))
    table = made.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
        cell.paragraphs[0].runs[0].bold = True
    _set(made, table)
    for one, row in zip(paper.events, _rows(table, len(paper.events)), strict=True):
        _, party, status = _told(one, words)
        said = "\n".join(filter(None, (status, party)))
        proof = "\n".join(dict.fromkeys(cited_in_words(one, paper.paths, words)))
        if told := firsts_in_words(one, paper, words):
            proof = "\n".join((proof, words.gettext("First document in which each has this in front of them:"), *told))
        values = (when_in_words(one, words), event_in_words(one, words), said, proof)
        runs = [paragraph.add_run(value.translate(_UNWRITABLE)) for paragraph, value in zip(row, values, strict=True)]
        runs[-1].font.size = _SMALL
    out = io.BytesIO()
    made.save(out)
    return packed(out.getvalue())


def _set(made: Any, table: Any) -> None:
    """Set a document on A4, its table in columns as wide as their words need, with its head on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    made.styles["Normal"].font.size = Pt(10)
    table.autofit = False
    for column, wide in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(wide)
    _set_row(table.rows[0])
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _set_row(row: Any) -> None:
    """Keep a row on one page, its cells as wide as their columns."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, wide in zip(row.cells, _WIDTHS, strict=True):
        cell.width = Cm(wide)


def _rows(table: Any, many: int) -> Iterator[list[Any]]:
    """Add rows, and give each as the paragraphs of its cells: the library, asked for one, looks through all before."""
    from docx.text.paragraph import Paragraph

    first = table.add_row()
    _set_row(first)
    empty, rows = first._tr, table._tbl
    rows.remove(empty)
    for _ in range(many):
        row = deepcopy(empty)
        rows.append(row)
        yield [Paragraph(cell.p_lst[0], table) for cell in row.tc_lst]


def _about(paper: Paper, words: NullTranslations) -> Iterator[str]:
    if paper.subject:
        yield f"{words.gettext('Subject')}: {paper.subject}"
    if paper.controller:
        yield f"{words.gettext('Controller')}: {paper.controller}"
    made = {"day": date_in_words(paper.on, words), "head": paper.journal_head[:12]}
    yield words.gettext("Made on %(day)s. Journal at %(head)s.") % made


def as_calendar(paper: Paper, words: NullTranslations) -> bytes:
    """Give a calendar (RFC 5545): each event on its day, or on all days of its month, its year or its gap."""
    entries = []
    for one in paper.events:
        told = "\n".join((*filter(None, _told(one, words)), *cited_in_words(one, paper.paths, words)))
        entries.append(Entry(one.id, *_days(one), event_in_words(one, words), told))
    return calendar(entries, "Chronology", paper.on)


def _days(one: Event) -> tuple[date, date]:
    """Give the first day of an event and the day after its last."""
    first = date.fromisoformat(f"{one.date[:10]}-01-01"[:10] if len(one.date) == 4 else f"{one.date[:10]}-01"[:10])
    if one.until:
        return first, date.fromisoformat(one.until[:10]) + timedelta(days=1)
    if one.precision == "year":
        return first, first.replace(year=first.year + 1)
    if one.precision == "month":
        return first, (first + timedelta(days=31)).replace(day=1)
    return first, first + timedelta(days=1)


def as_timeline(paper: Paper, words: NullTranslations) -> bytes:
    """Give what TimelineJS draws (its JSON format): text is HTML there, so signs of it are escaped."""
    from markupsafe import escape

    def slide(one: Event) -> dict[str, Any]:
        proof = "".join(f"<p>{escape(line)}</p>" for line in cited_in_words(one, paper.paths, words))
        told: dict[str, Any] = {
            "unique_id": one.id,
            "start_date": _parts(one.date),
            "text": {"headline": str(escape(event_in_words(one, words))), "text": proof},
            "display_date": when_in_words(one, words),
        }
        told |= {"end_date": _parts(one.until)} if one.until else {}
        _, party, _ = _told(one, words)
        return told | ({"group": party} if party else {})

    made = {
        "title": {"text": {"headline": words.gettext("Chronology")}},
        "events": [slide(one) for one in paper.events],
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _parts(when: str) -> dict[str, int]:
    """Give a date in its parts, as far as it is known."""
    found = dict(zip(("year", "month", "day"), map(int, when[:10].split("-")), strict=False))
    if "T" in when:
        moment = datetime.fromisoformat(when)
        found |= {"hour": moment.hour, "minute": moment.minute}
    return found
