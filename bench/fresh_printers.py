"""Programs as they print mail, written after all others: one set to learn from, one that was opened at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bench.clients import MONTHS
from bench.paper import A4, LETTER, Drawn, Foot, Layout, Leaf, centred, plain, right
from bench.printers import BOLD, MONO, SANS, SERIF, Print, Style, bars, marks, named, nothing, people, table

_MONTHS_CY = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
    "Rhagfyr",
)  # fmt: skip
_MONTHS_FI = (
    "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta",
    "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta",
)  # fmt: skip


_MONTHS_IT = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre",
)  # fmt: skip


def _ordinal(number: int) -> str:
    """Give a day as 1st, 2nd, 3rd."""
    last = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def _twelve(date: datetime) -> str:
    return f"{date.hour % 12 or 12}:{date:%M %p}"


def notes_eight(layout: Layout, mail: Print) -> None:
    """Set a message as Notes 8 does: its subject, then in one band author, people and date, a column each."""
    layout.paragraph(layout.left, mail.subject, BOLD, 12)
    layout.gap(3)
    top = layout.at
    layout.put(layout.left, top + 10, mail.author.name, BOLD, 9)
    layout.put(layout.left, top + 21, mail.author.address, SANS, 8)
    right(layout.leaf, layout.edge, top + 10, f"{mail.date:%d/%m/%Y %H:%M}", SANS, 9)
    column = layout.left + 175
    for name, words in (("to:", people(mail.to)), ("cc:", people(mail.cc))):
        if words:
            layout.put(column - 20, layout.at + 9.5, name, SANS, 9)
            layout.paragraph(column, words, SANS, 9, until=layout.edge - 90)
    layout.at = max(layout.at, top + 26)
    layout.rule()
    layout.gap(10)
    marks(layout, mail.body, SANS, 10)


def welsh_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as Outlook does in Welsh."""
    layout.line(layout.left, "Osric Pennyroyal", BOLD, 12)
    layout.rule(2)
    when = f"{mail.date:%d} {_MONTHS_CY[mail.date.month - 1]} {mail.date.year} {mail.date:%H:%M}"
    rows = (
        ("Oddi wrth:", str(mail.author)), ("Anfonwyd:", when), ("At:", "; ".join(map(str, mail.to))),
        ("Copi:", "; ".join(map(str, mail.cc))), ("Pwnc:", mail.subject), ("Atodiadau:", "; ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 100, 10, BOLD, SANS)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10)


def load_file(layout: Layout, mail: Print) -> None:
    """Set a message as the page of a load file does: what the database knows, day and time apart, then the text."""
    rows = (
        ("Custodian", "Pennyroyal, Osric"), ("Email From", str(mail.author)),
        ("Email To", "; ".join(map(str, mail.to))), ("Email CC", "; ".join(map(str, mail.cc))),
        ("Email Subject", mail.subject), ("Date Sent", f"{mail.date:%d/%m/%Y}"), ("Time Sent", f"{mail.date:%H:%M}"),
        ("Attachment Count", str(len(mail.attachments))), ("File Extension", "msg"),
    )  # fmt: skip
    for name, words in rows:
        if words:
            top = layout.at
            table(layout, ((name, words),), 118, 9, BOLD, SANS)
            if layout.at > top:
                layout.rule()
    layout.gap(10)
    marks(layout, mail.body, MONO, 9)


def endorsed(_mails: Sequence[Print]) -> Foot:
    """Give a running stamp of the production and its confidentiality."""

    def foot(leaf: Leaf, number: int, _of: int) -> None:
        leaf.drawn.append(Drawn(54, leaf.height - 22, "CONFIDENTIAL", BOLD, 9))
        right(leaf, leaf.width - 54, leaf.height - 22, f"PENN_{number + 4126:07}", MONO, 9)

    return foot


def thread_export(layout: Layout, mail: Print) -> None:
    """Set one message of a thread: name and, at the right, when; the address below; `to` and `cc` in small letters."""
    layout.room(70)
    layout.line(layout.left, mail.author.name, BOLD, 10.5)
    when = f"{mail.date.day} {mail.date:%b} {mail.date.year}, {mail.date:%H:%M}"
    right(layout.leaf, layout.edge, layout.at - 2.6, when, SANS, 9)
    layout.line(layout.left, mail.author.address, SANS, 8.5)
    named(layout, (("to", people(mail.to)), ("cc", people(mail.cc))), 8.5, SANS, SANS)
    layout.gap(9)
    bars(layout, mail.body, SANS, 10)
    layout.gap(8)
    layout.rule()
    layout.gap(6)


def thread_above(layout: Layout, mails: Sequence[Print]) -> None:
    """Set what stands above a thread: its matter, its subject, how many messages it has."""
    layout.line(layout.left, "Matter 2231 - Pennyroyal", SANS, 9)
    layout.paragraph(layout.left, mails[0].subject, BOLD, 15)
    layout.line(layout.left, f"Email thread - {len(mails)} email{'s' if len(mails) > 1 else ''}", SANS, 9)
    layout.rule()
    layout.gap(6)


def exported(_mails: Sequence[Print]) -> Foot:
    """Give when the thread was exported, and the page."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(50, leaf.height - 22, "Exported 24/11/2026 10:40", SANS, 8))
        right(leaf, leaf.width - 50, leaf.height - 22, f"{number} of {of}", SANS, 8)

    return foot


def proton(layout: Layout, mail: Print) -> None:
    """Set a message as Proton does: its subject as a heading, then fields with the day as an ordinal number."""
    layout.paragraph(layout.left, mail.subject, BOLD, 16)
    layout.gap(8)
    when = f"{mail.date:%A}, {mail.date:%B} {_ordinal(mail.date.day)}, {mail.date.year} at {_twelve(mail.date)}"
    rows = (
        ("From:", str(mail.author)), ("Date:", when), ("To:", people(mail.to)), ("CC:", people(mail.cc)),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.rule()
    layout.gap(8)
    bars(layout, mail.body, SANS, 10)
    if mail.attachments:
        layout.rule()
        layout.line(layout.left, f"{len(mail.attachments)} attachments", BOLD, 9)
        layout.line(layout.left, ", ".join(f"{name} (34.20 KB)" for name in mail.attachments), SANS, 9)


def about_proton(mails: Sequence[Print]) -> Foot:
    """Give what a browser prints about a page of it."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(24, 20, "24/11/2026, 10:40", SANS, 8))
        centred(leaf, 20, plain(f"{mails[0].subject} | osric@rufford.example | Mail")[:80], SANS, 8)
        leaf.drawn.append(Drawn(24, leaf.height - 16, "https://mail.example/u/0/inbox/Zk41", SANS, 8))
        right(leaf, leaf.width - 24, leaf.height - 16, f"{number}/{of}", SANS, 8)

    return foot


def mail_to_fax(layout: Layout, mail: Print) -> None:
    """Set a message as a gateway to fax machines does: a cover of fields, two of them to a line."""
    layout.line(layout.left, "FACSIMILE TRANSMISSION", BOLD, 18)
    layout.rule()
    middle = layout.left + 245
    pairs = (
        (("TO:", "; ".join(map(str, mail.to))), ("FROM:", str(mail.author))),
        (("DATE:", f"{mail.date:%d-%b-%Y %H:%M}"), ("PAGES:", "incl. this")),
    )
    for pair in pairs:
        layout.gap(4)
        top, low = layout.at, layout.at
        for (name, words), left in zip(pair, (layout.left, middle), strict=True):
            layout.at = top
            layout.put(left, top + 8.6, name, BOLD, 9)
            layout.paragraph(left + 42, words, SANS, 8, until=middle - 8 if left < middle else 0.0)
            low = max(low, layout.at)
        layout.at = low
    table(layout, (("CC:", people(mail.cc)), ("RE:", mail.subject)), 42, 9, BOLD, SANS)
    layout.rule()
    layout.gap(10)
    marks(layout, mail.body, SERIF, 11)


def fax_line(_mails: Sequence[Print]) -> Foot:
    """Give the line a fax machine puts at the top of each page."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        line = f"24-NOV-2026 10:40   FROM RUFFORD GATEWAY   TO 01632960127   P.{number:02}/{of:02}"
        leaf.drawn.append(Drawn(30, 18, line, MONO, 8))

    return foot


def french_phone(layout: Layout, mail: Print) -> None:
    """Set a message as a French telephone prints it: addresses without brackets behind the names."""
    when = f"{mail.date.day} {MONTHS['fr'][mail.date.month - 1]} {mail.date.year} à {mail.date:%H:%M:%S} UTC"
    rows = (
        ("De:", f"{mail.author.name} {mail.author.address}"), ("Objet:", mail.subject), ("Date:", when),
        ("À:", ", ".join(f"{one.name} {one.address}" for one in mail.to)),
        ("Cc:", ", ".join(f"{one.name} {one.address}" for one in mail.cc)),
    )  # fmt: skip
    named(layout, rows, 11, BOLD, SANS)
    layout.gap(16)
    bars(layout, mail.body, SANS, 12)


def yahoo(layout: Layout, mail: Print) -> None:
    """Set a message as Yahoo does: its subject, then fields, addresses in round brackets."""
    layout.paragraph(layout.left, mail.subject, BOLD, 13)
    layout.gap(6)
    when = f"{mail.date:%A}, {mail.date.day} {mail.date:%B} {mail.date.year} at {mail.date:%H:%M} GMT"
    rows = (
        ("From:", f"{mail.author.name} ({mail.author.address})"),
        ("To:", ", ".join(f"{one.name} ({one.address})" for one in mail.to)),
        ("Cc:", ", ".join(f"{one.name} ({one.address})" for one in mail.cc)), ("Date:", when),
    )  # fmt: skip
    table(layout, rows, 48, 10, SANS, SANS)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10)


def about_yahoo(_mails: Sequence[Print]) -> Foot:
    """Give what a browser prints about a page of it."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(24, 20, "24/11/2026, 10:40", SERIF, 8))
        centred(leaf, 20, "Yahoo Mail - osric@rufford.example", SERIF, 8)
        leaf.drawn.append(Drawn(24, leaf.height - 16, "https://mail.yahoo.example/b/folders/1", SERIF, 8))
        right(leaf, leaf.width - 24, leaf.height - 16, f"{number}/{of}", SERIF, 8)

    return foot


def case_system(layout: Layout, mail: Print) -> None:
    """Set a message as a solicitor's case system prints its correspondence: an entry of the file, fields in a box."""
    layout.line(layout.left, "Email received", BOLD, 12)
    layout.rule()
    rows = (
        ("Subject", mail.subject), ("Received", f"{mail.date:%d %b %Y %H:%M}"), ("Sender", str(mail.author)),
        ("Recipients", "; ".join(map(str, mail.to))), ("Copied to", "; ".join(map(str, mail.cc))),
        ("Attachments", ", ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 84, 9.5, SANS, SANS)
    layout.rule()
    layout.gap(8)
    marks(layout, mail.body, SERIF, 11)


def matter(_mails: Sequence[Print]) -> Foot:
    """Give the matter's number and the page."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        centred(leaf, leaf.height - 24, f"File PEN/2231/1 - page {number} of {of}", SANS, 8)

    return foot


def finnish_outlook(layout: Layout, mail: Print) -> None:
    """Set a message as Outlook does in Finnish."""
    layout.line(layout.left, "Osric Pennyroyal", BOLD, 12)
    layout.rule(2)
    when = f"{mail.date.day}. {_MONTHS_FI[mail.date.month - 1]} {mail.date.year} {mail.date.hour}.{mail.date:%M}"
    rows = (
        ("Lähettäjä:", str(mail.author)), ("Lähetetty:", when), ("Vastaanottaja:", "; ".join(map(str, mail.to))),
        ("Kopio:", "; ".join(map(str, mail.cc))), ("Aihe:", mail.subject), ("Liitteet:", "; ".join(mail.attachments)),
    )  # fmt: skip
    table(layout, rows, 100, 10, BOLD, SANS)
    layout.gap(14)
    marks(layout, mail.body, SANS, 10)


def left_number(_mails: Sequence[Print]) -> Foot:
    """Give a number at the left of the foot."""
    return lambda leaf, number, _of: leaf.drawn.append(Drawn(56, leaf.height - 28, str(number), SANS, 9))


def italian_web(layout: Layout, mail: Print) -> None:
    """Set a message as an Italian mail service's page does: when it was sent first, its subject last."""
    when = f"{mail.date.day} {_MONTHS_IT[mail.date.month - 1]} {mail.date.year} alle ore {mail.date:%H:%M}"
    rows = (
        ("Inviato:", when), ("Da:", str(mail.author)), ("A:", people(mail.to)), ("Cc:", people(mail.cc)),
        ("Oggetto:", mail.subject),
    )  # fmt: skip
    named(layout, rows, 10, BOLD, SANS)
    layout.rule()
    layout.gap(8)
    marks(layout, mail.body, SANS, 10)


def tracker(layout: Layout, mail: Print) -> None:
    """Set a message as a desk's tracker does: name, then address and when in one line with a stroke between."""
    layout.paragraph(layout.left, mail.subject, BOLD, 14)
    layout.gap(6)
    layout.line(layout.left, mail.author.name, BOLD, 10)
    when = f"{mail.date:%d/%m/%Y %H:%M}"
    layout.line(layout.left, f"{mail.author.address} | {when}", SANS, 9)
    named(layout, (("To:", people(mail.to)), ("Cc:", people(mail.cc))), 9, SANS, SANS)
    layout.rule()
    layout.gap(8)
    bars(layout, mail.body, SANS, 10)


def two_columns(layout: Layout, mail: Print) -> None:
    """Set a message as a records system does: from and date beside each other, the rest below, names in capitals."""
    middle = layout.left + 310
    layout.put(layout.left, layout.at + 10, "FROM", BOLD, 8)
    layout.put(layout.left + 54, layout.at + 10, str(mail.author), SANS, 9)
    layout.put(middle, layout.at + 10, "DATE", BOLD, 8)
    layout.put(middle + 40, layout.at + 10, f"{mail.date:%Y-%m-%d %H:%M}", SANS, 9)
    layout.gap(14)
    rows = (("TO", people(mail.to)), ("CC", people(mail.cc)), ("SUBJECT", mail.subject))
    table(layout, rows, 54, 9, BOLD, SANS)
    layout.rule()
    layout.gap(8)
    marks(layout, mail.body, SERIF, 10.5)


FRESH = (
    Style("Notes 8", notes_eight, nothing, held_out=True, runs_on=0.2),
    Style("Welsh Outlook", welsh_outlook, left_number, held_out=True, runs_on=0.3, any_order=True),
    Style("Load file", load_file, endorsed, LETTER, (54, 54, 54, 54), held_out=True),
    Style("Thread export", thread_export, exported, A4, (50, 50, 50, 54), thread_above, held_out=True, any_order=True),
    Style("Proton", proton, about_proton, margins=(40, 40, 44, 44), held_out=True),
    Style("Mail to fax", mail_to_fax, fax_line, margins=(54, 54, 54, 54), held_out=True),
)
"""Measured before the reader was thought over, and read only after it was."""
SEALED = (
    Style("French telephone", french_phone, nothing, held_out=True, runs_on=0.3, any_order=True),
    Style("Yahoo", yahoo, about_yahoo, LETTER, (40, 40, 44, 44), held_out=True),
    Style("Case system", case_system, matter, held_out=True, runs_on=0.2),
    Style("Finnish Outlook", finnish_outlook, left_number, held_out=True, runs_on=0.4, any_order=True),
)
"""Written with those, and opened when the reader was thought to be finished."""
NEWEST = (
    Style("Italian web mail", italian_web, about_yahoo, held_out=True, runs_on=0.2),
    Style("Tracker", tracker, exported, held_out=True, runs_on=0.3, any_order=True),
    Style("Records system", two_columns, matter, LETTER, held_out=True, runs_on=0.2),
)
"""Written after all that, and measured once."""
