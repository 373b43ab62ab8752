"""Papers as offices write them: letters, minutes, reports, statements, forms, invoices, in invented words."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from bench.clients import MONTHS
from bench.invented import FIRST, LAST, Words
from bench.paper import A4, LETTER, Drawn, Foot, Layout, Leaf, centred, furnished, right

SERIFS = ("Times-Roman", "Times-Bold")
SANSES = ("Helvetica", "Helvetica-Bold")
MONOS = ("Courier", "Courier-Bold")


class Tongue(NamedTuple):
    """What papers say in one language."""

    name: str
    dear: str
    close: tuple[str, ...]
    minutes: str
    report: str
    invoice: str
    form: str
    statement: str
    page: str
    of: str
    chapter: str
    fields: tuple[str, ...]
    held_out: bool = False


TONGUES = (
    Tongue(
        "en", "Dear Ms {name},", ("Yours sincerely,", "Kind regards", "Yours faithfully"),
        "Minutes of the meeting of {what}", "Report on {what}", "INVOICE", "Application form",
        "Witness statement of {name}", "Page", "of", "Chapter",
        ("Name:", "Address:", "Date of birth:", "Reason:", "Signature:"),
    ),
    Tongue(
        "de", "Sehr geehrte Frau {name},", ("Mit freundlichen Grüßen",),
        "Protokoll der Sitzung {what}", "Bericht über {what}", "Rechnung", "Antrag auf Auskunft",
        "Stellungnahme von {name}", "Seite", "von", "Kapitel",
        ("Name:", "Anschrift:", "Geburtsdatum:", "Grund:", "Unterschrift:"),
    ),
    Tongue(
        "fr", "Madame {name},", ("Cordialement,", "Veuillez agréer, Madame, mes salutations distinguées."),
        "Procès-verbal de la réunion {what}", "Rapport sur {what}", "Facture", "Formulaire de demande",
        "Attestation de {name}", "Page", "sur", "Chapitre",
        ("Nom :", "Adresse :", "Né le :", "Motif :", "Signature :"),
    ),
    Tongue(
        "es", "Estimada señora {name}:", ("Atentamente,", "Un cordial saludo,"),
        "Acta de la reunión {what}", "Informe sobre {what}", "Factura", "Solicitud de acceso",
        "Declaración de {name}", "Página", "de", "Capítulo",
        ("Nombre:", "Domicilio:", "Fecha:", "Motivo:", "Firma:"), held_out=True,
    ),
    Tongue(
        "nl", "Geachte mevrouw {name},", ("Met vriendelijke groet,", "Hoogachtend,"),
        "Notulen van de vergadering {what}", "Verslag over {what}", "Factuur", "Aanvraagformulier",
        "Verklaring van {name}", "Pagina", "van", "Hoofdstuk",
        ("Naam:", "Adres:", "Geboren:", "Reden:", "Handtekening:"), held_out=True,
    ),
)  # fmt: skip


class Office(NamedTuple):
    """Whose paper it is: its language, its letters, its margins, its words."""

    tongue: Tongue
    font: str
    bold: str
    size: float
    sheet: tuple[float, float]
    margins: tuple[float, float, float, float]
    name: str
    words: Words

    @property
    def chance(self) -> random.Random:
        """What chooses."""
        return self.words.chance

    def layout(self) -> Layout:
        """Give an empty first page."""
        return Layout(self.sheet, self.margins)

    def date(self) -> str:
        """Give a date as its language writes it."""
        day = datetime(2021, 1, 4, tzinfo=UTC) + timedelta(days=self.chance.randint(0, 900))
        if self.tongue.name == "en":
            return f"{day.day} {day:%B} {day.year}"
        if self.tongue.name == "de":
            return f"{day.day}. {MONTHS['de'][day.month - 1]} {day.year}"
        if self.tongue.name == "fr":
            return f"{day.day} {MONTHS['fr'][day.month - 1]} {day.year}"
        return f"{day:%d-%m-%Y}"

    def person(self) -> str:
        """Give a name."""
        return f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"

    def what(self) -> str:
        """Give what something is about."""
        return " ".join(self.chance.choices(self.words.known, k=self.chance.randint(2, 4)))


def office_of(chance: random.Random, words: Words, *, held_out: bool) -> Office:
    """Give an office by chance."""
    font, bold = chance.choice((SERIFS, SANSES, SANSES, MONOS) if held_out else (SERIFS, SANSES))
    side = chance.choice((45, 56, 64, 72, 85))
    return Office(
        tongue=chance.choice([one for one in TONGUES if one.held_out == held_out]),
        font=font,
        bold=bold,
        size=chance.choice((9.5, 10, 10.5, 11, 11, 12)),
        sheet=LETTER if held_out and chance.random() < 0.6 else A4,
        margins=(side, side + chance.choice((-10, 0, 0)), chance.choice((50, 60, 72, 90)), chance.choice((56, 70, 80))),
        name=f"{words.chance.choice(words.known).title()} {words.chance.choice(words.known).title()} Society",
        words=words,
    )


def prose(office: Office, layout: Layout, paragraphs: int, *, counted: int = 0) -> None:
    """Set paragraphs, counted from a number where there is one."""
    for number in range(paragraphs):
        words = " ".join(office.words.sentence() for _ in range(office.chance.randint(2, 6)))
        layout.paragraph(layout.left, f"{counted + number}. {words}" if counted else words, office.font, office.size)
        layout.gap(office.size * 0.8)


def letter(office: Office) -> Layout:
    """Set a letter of one to three pages."""
    layout, chance, tongue = office.layout(), office.chance, office.tongue
    if chance.random() < 0.7:
        layout.line(layout.left, office.name, office.bold, office.size + chance.choice((2, 4, 6)))
        layout.line(layout.left, f"{chance.randint(1, 90)} {chance.choice(LAST)} Lane", office.font, office.size - 1)
        layout.gap(20)
    for line in (office.person(), f"{chance.randint(1, 90)} {chance.choice(LAST)} Steps", office.what().title()):
        layout.line(layout.left, line, office.font, office.size)
    layout.gap(14)
    layout.line(layout.left + chance.choice((0, 0, 260)), office.date(), office.font, office.size)
    if chance.random() < 0.4:
        layout.line(
            layout.left, f"Ref: {chance.randint(100, 9999)}/{chance.choice(LAST)[:3].upper()}", office.font, office.size
        )
    layout.gap(14)
    layout.line(layout.left, tongue.dear.format(name=office.person().split()[1]), office.font, office.size)
    layout.gap(10)
    prose(office, layout, chance.choice((2, 3, 4, 6, 9, 14)))
    layout.room(90)
    layout.line(layout.left, chance.choice(tongue.close), office.font, office.size)
    layout.gap(36)
    layout.line(layout.left, office.person(), office.font, office.size)
    return layout


def minutes(office: Office) -> Layout:
    """Set the minutes of a meeting."""
    layout, chance = office.layout(), office.chance
    layout.paragraph(layout.left, office.tongue.minutes.format(what=office.what()), office.bold, office.size + 4)
    layout.line(layout.left, office.date(), office.font, office.size)
    layout.gap(12)
    for number in range(1, chance.randint(4, 12)):
        layout.line(layout.left, f"{number}. {office.what().capitalize()}", office.bold, office.size)
        prose(office, layout, chance.randint(1, 3))
    return layout


def report(office: Office) -> Layout:
    """Set a report whose chapters begin on new pages."""
    layout, chance = office.layout(), office.chance
    layout.gap(chance.choice((0, 120, 240)))
    layout.paragraph(layout.left, office.tongue.report.format(what=office.what()), office.bold, office.size + 8)
    layout.line(layout.left, office.date(), office.font, office.size)
    layout.gap(20)
    prose(office, layout, chance.randint(1, 3))
    for number in range(1, chance.randint(3, 7)):
        layout.turn()
        head = (
            f"{office.tongue.chapter} {number}: {office.what()}"
            if chance.random() < 0.5
            else f"{number} {office.what()}"
        )
        layout.line(layout.left, head, office.bold, office.size + 4)
        layout.gap(10)
        prose(office, layout, chance.randint(3, 14))
    return layout


def statement(office: Office) -> Layout:
    """Set a statement in counted paragraphs."""
    layout, chance = office.layout(), office.chance
    layout.line(layout.left, office.tongue.statement.format(name=office.person()), office.bold, office.size + 2)
    layout.gap(16)
    prose(office, layout, chance.randint(5, 24), counted=1)
    layout.room(60)
    layout.line(layout.left, f"{office.person()}, {office.date()}", office.font, office.size)
    return layout


def form(office: Office) -> Layout:
    """Set a form of one page."""
    layout = office.layout()
    layout.line(layout.left, office.tongue.form, office.bold, office.size + 4)
    layout.gap(16)
    for name in office.tongue.fields:
        layout.line(layout.left, f"{name}  {office.what()}", office.font, office.size)
        layout.gap(16)
    prose(office, layout, 1)
    return layout


def invoice(office: Office) -> Layout:
    """Set an invoice of one page."""
    layout, chance = office.layout(), office.chance
    layout.line(layout.left, office.name, office.bold, office.size + 3)
    layout.gap(10)
    layout.line(layout.left, f"{office.tongue.invoice} {chance.randint(100, 9999)}", office.bold, office.size + 3)
    layout.line(layout.left, office.date(), office.font, office.size)
    layout.gap(20)
    for _ in range(chance.randint(3, 12)):
        layout.line(
            layout.left,
            f"{office.what()}   {chance.randint(1, 300)}.{chance.randint(10, 99)}",
            office.font,
            office.size,
        )
    return layout


PAPERS: tuple[Callable[[Office], Layout], ...] = (letter, letter, letter, minutes, report, statement, form, invoice)


def set_paper(office: Office) -> list[Leaf]:
    """Give a paper's pages with furniture as its office has it."""
    paper = office.chance.choice(PAPERS)
    layout = paper(office)
    layout.leaves[0].begun = 1
    return furnished(layout.leaves, _foot(office, paper.__name__))


def _foot(office: Office, name: str) -> Foot | None:
    manner = office.chance.choice(("none", "bare", "of", "of", "name", "later"))
    tongue, size = office.tongue, 8.5

    def foot(leaf: Leaf, number: int, of: int) -> None:
        low = leaf.height - 30
        if manner == "bare":
            centred(leaf, low, str(number), office.font, size)
        elif manner == "of":
            right(
                leaf, leaf.width - office.margins[1], low, f"{tongue.page} {number} {tongue.of} {of}", office.font, size
            )
        elif manner == "later" and number > 1:
            centred(leaf, 34, f"- {number} -", office.font, size)
        elif manner == "name":
            leaf.drawn.append(Drawn(office.margins[0], low, f"{office.name} · {name}", office.font, size))
            right(leaf, leaf.width - office.margins[1], low, str(number), office.font, size)

    return None if manner == "none" else foot


def blank(size: tuple[float, float]) -> Leaf:
    """Give an empty page."""
    return Leaf(*size)


def separator(size: tuple[float, float], number: int, chance: random.Random) -> Leaf:
    """Give a sheet that parts two papers."""
    leaf = Leaf(*size)
    words = chance.choice((f"TAB {number}", f"Exhibit {number}", f"Document {number}", f"Anlage {number}"))
    centred(leaf, chance.choice((120, 380)), words, "Helvetica-Bold", 26)
    return leaf


def paginated(leaves: Sequence[Leaf]) -> None:
    """Count all pages of a bundle."""
    for number, leaf in enumerate(leaves, 1):
        right(leaf, leaf.width - 16, leaf.height - 12, str(number), "Helvetica-Bold", 11)
