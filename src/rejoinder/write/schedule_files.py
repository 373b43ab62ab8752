"""The schedule as a workbook (XLSX) and on paper (DOCX, PDF), the same to the byte for the same case and day."""

from __future__ import annotations

import io
from dataclasses import replace
from gettext import NullTranslations

from rejoinder.write.letters import printed
from rejoinder.write.letters.annexes import schedule_annex
from rejoinder.write.letters.paper import Paper
from rejoinder.write.same_bytes import packed
from rejoinder.write.schedule import COLUMNS, Schedule, cells, summary_in_words
from rejoinder.write.words import ENGLISH, date_in_words, ledger_in_words, sentence

WIDTHS = {"number": 8, "author": 26, "recipients": 30, "date": 18, "subject": 34, "proof": 70, "documents": 46}
"""Characters of the columns that are wider or narrower than the others."""
USUAL = 20
MOST = 32_000
"""Characters that a cell of a workbook holds."""


def as_file(schedule: Schedule, ending: str, words: NullTranslations = ENGLISH, *, texts: bool = True) -> bytes:
    """Give the schedule as a file of this ending."""
    return _as_xlsx(schedule, words, texts) if ending == ".xlsx" else printed(paper_of(schedule, words, texts), ending)


def paper_of(schedule: Schedule, words: NullTranslations, texts: bool) -> Paper:
    """Give the schedule as it is printed."""
    annex = schedule_annex(schedule.rows, texts=texts, words=words)
    told = (
        ("Prepared for", schedule.subject),
        ("Disclosure by", schedule.controller),
        ("Made on", date_in_words(schedule.on, words)),
        ("Compared", "; ".join(schedule.batches)),
        ("Read", ledger_in_words(schedule.ledger, words)),
    )
    named = words.gettext("{label}: {value}")
    about = (
        sentence(summary_in_words(schedule, words)),
        *(named.format(label=words.gettext(label), value=value) for label, value in told if value),
    )
    return Paper(
        title=annex.title,
        foot=words.gettext("Record of this case: {head}").format(head=schedule.journal_head[:16]),
        language=words.gettext("en"),
        pages=(words.gettext("Page"), words.gettext(" of ").strip()),
        subject=annex.title,
        about=about,
        annexes=(replace(annex, title=""),),
    )


def _as_xlsx(schedule: Schedule, words: NullTranslations, texts: bool) -> bytes:
    """Give a workbook of one sheet: every cell is text, the heads stay in sight and every column can be filtered."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    made = Workbook()
    made.properties.creator, made.properties.title = "", words.gettext("Schedule of documents not in this disclosure")
    sheet = made.active
    sheet.title = words.gettext("Schedule")
    rows = [[words.pgettext("column", name) for name in COLUMNS]]
    rows += [list(cells(row, words, texts=texts)) for row in schedule.rows]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST])
            cell.data_type = "s"  # a text that begins with "=" is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for column, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, USUAL)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.left.text = schedule.journal_head[:16]
    out = io.BytesIO()
    made.save(out)
    return packed(out.getvalue())
