"""Mail programs and people as they print that were written after `last_printers`, and measured once."""

from __future__ import annotations

from collections.abc import Sequence

from bench.paper import A4, LETTER, Drawn, Foot, Layout, Leaf, centred, right
from bench.printers import BOLD, MONO, SANS, SERIF, Print, Style, bars, marks, named, nothing, people, table

_DAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTHS_ES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip


def spanish_web(layout: Layout, mail: Print) -> None:
    """Set a message as a Spanish mail service's page does: subject and folder, then names of fields and values."""
    layout.paragraph(layout.left, mail.subject, BOLD, 15)
    layout.line(layout.left, "Bandeja de entrada", SANS, 8.5)
    layout.rule()
    layout.gap(4)
    date = mail.date
    when = f"{_DAYS_ES[date.weekday()]}, {date.day} de {_MONTHS_ES[date.month - 1]} de {date.year}, {date:%H:%M}"
    rows = (("De:", str(mail.author)), ("Para:", people(mail.to)), ("CC:", people(mail.cc)), ("Fecha:", when))
    table(layout, rows, 52, 9.5, SANS, SANS)
    layout.gap(12)
    bars(layout, mail.body, SANS, 10)


def web_page(mails: Sequence[Print]) -> Foot:
    """Give what a browser prints about a page of it."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(26, 20, "24/11/26, 10:40", SERIF, 8))
        centred(leaf, 20, f"Correo: {mails[0].subject}"[:60], SERIF, 8)
        leaf.drawn.append(
            Drawn(26, leaf.height - 16, "https://correo.rufford.example/d/folders/1/messages/4127", SERIF, 8)
        )
        right(leaf, leaf.width - 26, leaf.height - 16, f"{number}/{of}", SERIF, 8)

    return foot


def private(layout: Layout, mail: Print) -> None:
    """Set a message as a service for private mail prints it: subject, then fields, dates as words with AM and PM."""
    layout.paragraph(layout.left, mail.subject, BOLD, 14)
    layout.gap(4)
    hour = mail.date.hour % 12 or 12
    when = f"{mail.date:%A}, {mail.date:%B} {mail.date.day}, {mail.date.year} {hour}:{mail.date:%M %p}"
    named(layout, (("From", str(mail.author)), ("To", people(mail.to)), ("CC", people(mail.cc)), ("Date", when)), 10,
          BOLD, SANS)  # fmt: skip
    layout.rule()
    layout.gap(8)
    marks(layout, mail.body, SANS, 10)
    if mail.attachments:
        layout.gap(6)
        layout.line(layout.left, f"{len(mail.attachments)} files attached: {', '.join(mail.attachments)}", SANS, 9)


def private_page(_mails: Sequence[Print]) -> Foot:
    """Give the service's name and the page's number."""

    def foot(leaf: Leaf, number: int, of: int) -> None:
        leaf.drawn.append(Drawn(44, 26, "Larkmail", BOLD, 9))
        right(leaf, leaf.width - 44, leaf.height - 20, f"{number} of {of}", SANS, 8)

    return foot


def dashed(layout: Layout, mail: Print) -> None:
    """Set a message as someone pastes it into one long text who draws dashes between messages."""
    if sum(leaf.begun for leaf in layout.leaves) > 1:
        layout.line(layout.left, "-" * 60, MONO, 10)
    rows = (
        ("From:", str(mail.author)), ("To:", "; ".join(map(str, mail.to))), ("Cc:", "; ".join(map(str, mail.cc))),
        ("Sent:", f"{mail.date.day}/{mail.date.month}/{mail.date.year} {mail.date:%H:%M}"), ("Subject:", mail.subject),
        ("Attachments:", "; ".join(mail.attachments)),
    )  # fmt: skip
    named(layout, rows, 10, MONO, MONO)
    layout.gap(10)
    marks(layout, mail.body, MONO, 10)
    layout.gap(10)


UNSEEN = (
    Style("Spanish web mail", spanish_web, web_page, margins=(40, 40, 44, 44), held_out=True, runs_on=0.3,
          any_order=True),
    Style("Private mail", private, private_page, LETTER, (44, 44, 50, 50), held_out=True),
    Style("Dashed", dashed, nothing, A4, (60, 60, 60, 60), held_out=True, runs_on=0.8, any_order=True),
)  # fmt: skip
