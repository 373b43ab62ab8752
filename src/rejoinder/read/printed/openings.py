"""Where letters, minutes, forms and other papers that were put into one file begin: a page of their own each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rejoinder.read.printed.lines import Line
from rejoinder.read.printed.sights import Boundary, Printout, Reason, Sight, confidence_of, is_parting, of_page
from rejoinder.zones.dates import dated

SURE = 0.85
"""How sure a boundary between papers must be before they are parted: a long report must stay whole."""
TOP = 16
"""Lines at the top of a page in which a letter's date and greeting stand."""
END = 12
"""Lines at the end of a page in which a letter's closing stands."""
_GREETING = re.compile(
    r"(?:dear|to whom it may concern|sehr geehrte|liebe[rs]?\s|guten tag|madame|monsieur|messieurs|cher|chère"
    r"|estimad[oa]|egregi[oa]|gentile|geachte|beste|annwyl|hej|kära|szanown[yai]|caro|cara|prezad[oa])\b.{0,60}$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|with best wishes|signed\b|sincerely"
    r"|(?:mit )?(?:freundlichen|besten|herzlichen) gr(?:ü|ue)(?:ß|ss)en|hochachtungsvoll|cordialement|bien à vous"
    r"|veuillez agréer|salutations|atentamente|un saludo|cordiali saluti|distinti saluti|met vriendelijke groet"
    r"|hoogachtend|yn gywir|med vänlig|z poważaniem|atenciosamente|chair(?:man)?'s signature|statement of truth)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:draft )?minutes\b|notes? of (?:a |the )?(?:meeting|hearing|call)|agenda\b|memorandum\b|memo\b|report\b"
    r"|invoice\b|receipt\b|statement\b|witness statement|notice\b|certificate\b|application\b|(?:\w+ ){0,3}form\b"
    r"|order\b|policy\b"
    r"|protokoll\b|niederschrift|tagesordnung|rechnung\b|bescheid\b|antrag\b|bericht\b|vermerk\b|stellungnahme\b|erklärung\b|formular\b|quittung\b"
    r"|procès-verbal|compte[- ]rendu|ordre du jour|facture\b|rapport\b|attestation\b|formulaire|note de service|reçu\b"
    r"|acta\b|factura\b|informe\b|verbale\b|fattura\b|relazione\b|notulen\b|factuur\b|verslag\b|cofnodion\b)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:(?:our |your )?ref(?:erence)?\b|unser zeichen|ihr zeichen|aktenzeichen|az\.|n/réf|v/réf|réf\b|date\b|datum\b"
    r"|no\.|nr\.|n°).{0,3}[:.]",
    re.IGNORECASE,
)


def paper_boundaries(printout: Printout, taken: Sequence[Boundary]) -> Iterator[Boundary]:
    """Give the pages on which a paper begins, sure ones only, where no message does."""
    begun = {printout.side(one.line) for one in taken if printout.seen}
    first = next((side for side, sight in enumerate(printout.seen) if not is_parting(sight)), len(printout.seen))
    for side in range(first + 1, len(printout.seen)):
        sight = printout.seen[side]
        if side in begun or sight.first < 0 or is_parting(sight):
            continue
        reasons = [*of_page(printout, side), *_of_look(printout, side), *_of_opening(sight)]
        reasons += _of_closing(printout.seen[side - 1])
        confidence = confidence_of([*reasons, Reason("most pages go on with what is before them", -2.5)])
        confidence = round(confidence * printout.sure_of(side), 4)
        if confidence >= SURE:
            said = tuple(reason.words for reason in reasons if reason.weight > 0)
            yield Boundary(sight.first, printout.pages[side].number, said, confidence)


def _of_look(printout: Printout, side: int) -> Iterator[Reason]:
    """Give what a page's letters and margins say, beside those of the page before it."""
    here, before = printout.seen[side], printout.seen[side - 1]
    if not before.lines:
        return
    same = abs(here.height - before.height) < 0.06 * before.height
    if abs(here.height - before.height) > 0.12 * before.height:
        yield Reason("its letters are of another size", 1)
    if abs(here.left - before.left) > 6:
        yield Reason("its margin is another", 1)
    elif same:
        yield Reason("it looks like the page before it", -0.7)


def _of_opening(sight: Sight) -> Iterator[Reason]:
    """Give what the first lines of a page say: a letterhead, a date, a greeting, a title."""
    top = sight.lines[:TOP]
    texts = [line.text.strip() for line in top]
    if any(_GREETING.match(text) for text in texts if len(text) < 80):
        yield Reason("a greeting stands at its top", 2.5)
    if any(_TITLE.match(text) for text in texts[:4] if len(text) < 90):
        yield Reason("a title of a paper stands at its top", 2)
    if any(line.height > 1.22 * sight.height for line in top[:3]):
        yield Reason("larger letters stand at its top", 1)
    if any(map(_is_date, texts)):
        yield Reason("a date stands at its top", 1.2)
    if any(_REFERENCE.match(text) for text in texts if len(text) < 80):
        yield Reason("a reference stands at its top", 0.8)


def _is_date(text: str) -> bool:
    """Say whether a line is a date and little else: `Lower Wibbling, 3 May 2024`."""
    if len(text) > 60 or not any(map(str.isdigit, text)):
        return False
    when = dated(text)
    return when is not None and len(when.date) >= 10 and len(text) - (when.end - when.start) < 24


def date_of(lines: Sequence[Line]) -> str:
    """Give the date that stands by itself at the top of a paper; empty where none does."""
    text = next((line.text.strip() for line in lines[:TOP] if _is_date(line.text.strip())), "")
    when = dated(text) if text else None
    return when.date if when else ""


def _of_closing(before: Sight) -> Iterator[Reason]:
    """Give whether the page before closes as letters do."""
    if any(_CLOSING.match(line.text.strip()) for line in before.lines[-END:]):
        yield Reason("the page before it closes as a letter does", 2)
