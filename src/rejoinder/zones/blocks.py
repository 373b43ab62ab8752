"""Header blocks and the rules above them, with which mail programs introduce a message without marking its lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from rejoinder.zones.dates import dated
from rejoinder.zones.fields import WIDEST, field
from rejoinder.zones.people import ADDRESS
from rejoinder.zones.sheet import Sheet

_NAMES = (
    "original message|original appointment|original meeting request|original memo|forwarded message|forwarded mail"
    "|forwarded email|forwarded e-mail|forward header|reply separator|inline message follows"
    "|inline attachment follows|forwarded"
    "|ursprüngliche nachricht|ursprungliche nachricht|original-?nachricht|originalmeldung"
    "|weitergeleitete (?:nachricht|mail)"
    "|message d['’]origine|m(?:essage|ail) original|courriel original|message originel"
    "|message transf[ée]r[ée]|message r[ée]exp[ée]di[ée]|courrier original"
    "|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|mensagem reencaminhada"
    "|messaggio originale|messaggio inoltrato|messaggio originario|oorspronkelijk bericht|origineel bericht"
    "|oorspronkelijke bericht|doorgestuurd bericht|neges wreiddiol|neges a anfonwyd ymlaen"
    "|neges wedi['’]i hanfon ymlaen"
    "|y neges wreiddiol|ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|vidarebefordrat brev"
    "|opprinnelig melding|videresendt melding|oprindelig meddelelse|videresendt meddelelse|alkuperäinen viesti"
    "|wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana|исходное сообщение|пересылаемое сообщение"
)
_OPENING = (
    "begin forwarded message|forwarded message|start of forwarded message"
    "|anfang der weitergeleiteten (?:nachricht|e-mail)"
    "|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|inicio del mensaje reenviado"
    "|inizio (?:del )?messaggio inoltrato|begin doorgestuurd bericht|in[íi]cio da mensagem (?:re)?encaminhada"
    "|dechrau(?:'r)? neges (?:a anfonwyd ymlaen|wedi['’]i hanfon ymlaen)|vidarebefordrat brev|start på videresendt"
)
_RULE = re.compile(
    rf"[-_=*~—–]{{2,}}\s*(?:{_NAMES}|(?:forwarded(?: message)?|original message|message|mensaje|nachricht"
    rf"|weitergeleitet"
    r"|transf[ée]r[ée]|reenviado|inoltrato|doorgestuurd|weitergeleitete nachricht) (?:by|from|von|par|por"
    r"|da|door|de) .{1,120}?"
    r"|forwarded by .{1,120}?)\s*:?\s*[-_=*~—–]*(?: ?on .{1,40})?$",
    re.IGNORECASE,
)
_OPENED = re.compile(rf"(?:{_OPENING})\s?:$", re.IGNORECASE)
_END = re.compile(
    r"[-_=*~—–]{2,}\s*(?:end(?: of)?|ende(?: der)?|fin(?: du| del)?|fine|einde)\b.{0,20}(?:message|nachricht|mensaje"
    r"|messaggio|bericht|mail|forward).{0,60}$",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"<[^<>\s]{1,80}@[^<>\s]{1,80}>[;,]?")
_LINE = re.compile(r"[-_=*~—–]{5,}$")
_FULL = frozenset(("from", "date", "subject"))
_LISTS = frozenset(("to", "cc", "bcc", "attachments"))
_ROW = re.compile(r"([*=~#+•])(?: ?\1){2,}$")
FURTHEST = 120
"""Lines over which one field may be wrapped."""
MOST_FIELDS = 40


class Row(NamedTuple):
    """One field of a block: its role, its name as written, its first line, where its value begins in that line."""

    role: str
    name: str
    line: int
    value: int


class Block(NamedTuple):
    """A header block: its lines and its fields."""

    start: int
    end: int
    rows: tuple[Row, ...]


def rules(words: str) -> bool:
    """Say whether a line announces a forwarded or an original message."""
    if words[-1:] in ":：" and len(words) < 70 and _OPENED.match(words):
        return True
    return len(words) < 220 and bool(_RULE.match(words))


def ends(words: str) -> bool:
    """Say whether a line says that the forwarded message ends."""
    return len(words) < 120 and bool(_END.match(words))


def scrubbed(words: str) -> bool:
    """Say whether a line stands where an archive took an attachment out (Mailman)."""
    return words.startswith("-------------- next part ---")


def is_line(words: str) -> bool:
    """Say whether a line is nothing but drawn."""
    return bool(_LINE.match(words[:200]))


def parts(words: str) -> bool:
    """Say whether a line is a row of signs by which people part what they paste.

    Rows of dashes and of underscores are none: mail programs set them over what they quote.
    """
    return bool(_ROW.match(words[:200]))


def field_of(words: str) -> tuple[str, str, int] | None:
    """Give the field a line begins with, if any."""
    head = words[:WIDEST]
    return field(words) if ":" in head or "：" in head else None


def block_from(page: Sheet, number: int, *, ruled: bool) -> Block | None:
    """Give the header block that begins with this line, if one does; `ruled` says a rule announces it."""
    rows, end = _rows(page, number)
    roles = {row.role for row in rows}
    if not roles & {"from", "to", "date"} and not (ruled and "subject" in roles):
        return None
    if ruled:
        return Block(number, end, tuple(rows))
    if "from" not in roles and "date" not in roles:
        start = _notes_start(page, number) if "to" in roles and roles & {"subject", "cc"} else number
        return Block(start, end, tuple(rows)) if start < number else None
    return Block(_line_start(page, number), end, tuple(rows)) if _convinces(page, rows, roles) else None


def _convinces(page: Sheet, rows: list[Row], roles: set[str]) -> bool:
    first = rows[0].line
    values = {row.role: _value(page, row) for row in reversed(rows)}
    known = len(roles & {"from", "date", "to", "subject"})
    author = values.get("from", "" if "from" in roles else "unsaid")
    addressed = ADDRESS.search(author[:200]) is not None
    timed = "date" in roles and any(character.isdigit() for character in values["date"][:80])
    if not author or known < 2 or (page.indented(first) and not page.all_indented()):
        return False
    if known >= 3:
        return timed or addressed
    if author == "unsaid":
        return False
    before = first - 1
    opens = (
        before < 0 or not page.words[before] or page.levels[before] < page.levels[first] or is_line(page.words[before])
    )
    return opens and (addressed or timed)


def _value(page: Sheet, row: Row) -> str:
    """Give what a field says in its line, or in the next where its line says nothing."""
    below = row.line + 1
    value = page.words[row.line][row.value :]
    return value or (page.words[below] if below < len(page) and not field_of(page.words[below]) else "")


def _rows(page: Sheet, number: int) -> tuple[list[Row], int]:
    """Give the fields from this line on, and the line after them."""
    rows: list[Row] = []
    seen: set[str] = set()
    level, at, end = page.levels[number], number, number
    while at < len(page) and len(rows) < MOST_FIELDS:
        if not page.words[at]:
            at = _past_gap(page, at, level, rows)
            if at < 0:
                break
            continue
        found = field_of(page.words[at]) if page.levels[at] == level else None
        if found and (found[0] not in seen or found[0] == "other" or _repeats(found[0], rows)):
            rows.append(Row(found[0], found[1], at, found[2]))
            seen.add(found[0])
            at += 1
        elif page.levels[at] == level and not found and rows:
            following = _past_wrapping(page, at, rows[-1])
            if following == at:
                break
            at = following
        else:
            break
        end = at
    return rows, end


def _repeats(role: str, rows: list[Row]) -> bool:
    """Say whether a field goes on naming recipients, one to a line (BlackBerry)."""
    return role in _LISTS and rows[-1].role == role and rows[0].role == "from"


def _past_gap(page: Sheet, at: int, level: int, rows: list[Row]) -> int:
    """Give the next field's line below one to three empty lines; -1 where the block has ended."""
    seen = {row.role for row in rows}
    spaced = len(rows) > 1 and not page.words[rows[-1].line - 1]
    if not rows or (seen >= _FULL and not spaced):
        return -1
    following = page.next_words(at)
    if following >= len(page) or following - at > 3 or page.levels[following] != level:
        return -1
    found = field_of(page.words[following])
    if found:
        new = spaced if found[0] == "other" else found[0] not in seen or _repeats(found[0], rows)
        return following if new else -1
    after = page.next_words(following + 1)
    goes_on = after < len(page) and after - following <= 4 and field_of(page.words[after])
    return following if spaced and goes_on and _continues(page, following, rows[-1]) else -1


def _past_wrapping(page: Sheet, at: int, row: Row) -> int:
    """Give the line after those that belong to this field because they were wrapped."""
    level, following = page.levels[at], at
    while following < min(len(page), at + FURTHEST) and page.words[following] and page.levels[following] == level:
        if field_of(page.words[following]):
            return following
        following += 1
    end = at
    while end < following and _continues(page, end, row):
        end += 1
    return end


def _continues(page: Sheet, number: int, row: Row) -> bool:
    """Say whether the last field of a block goes on in this line."""
    before, words = page.words[page.words_before(number)], page.words[number]
    if row.role in _LISTS:
        listed = "@" in words and (before[-1:] == ":" or _ENTRY.search(words[:200]) is not None)
        return before[-1:] in ",;<" or words[:1] == "<" or listed
    if number == row.line + 1 and not page.words[row.line][row.value :]:
        return True
    if row.role in ("from", "date"):
        return words[:1] in "<[" or (before.rstrip()[-1:] in "<:" and len(words) < 80)
    first = len(words.partition(" ")[0])
    room = page.starts[number] - page.starts[number - 1] + first
    ended = number + 1 >= len(page) or not page.words[number + 1]
    return ended and len(words) < 60 and (room > 72 or page.line(number)[:1] in " \t") and len(before) > 40


def _line_start(page: Sheet, number: int) -> int:
    """Give the line drawn above a block, where there is one, as its start."""
    above = page.words_before(number)
    if above >= 0 and number - above <= 2 and is_line(page.words[above]) and page.levels[above] == page.levels[number]:
        return above
    return number


def _notes_start(page: Sheet, number: int) -> int:
    """Give the line where the author and the date stand above a block that names neither (Lotus Notes)."""
    at, seen = number, 0
    for above in range(number - 1, max(-1, number - 8), -1):
        words = page.words[above]
        if not words:
            continue
        if len(words) > 90 or rules(words) or page.levels[above] != page.levels[number]:
            break
        seen += 1
        when = dated(words)
        if when:
            named = bool(words[: when.start].strip(" \t,")) and len(words) - when.end < 4
            if named:
                return above
            if when.end - when.start < 0.7 * len(words):
                break
            return _author_line(page, above)
        if seen > 2 or words[-1:] in ".!?,":
            break
    return at


def _author_line(page: Sheet, number: int) -> int:
    above = number - 1
    if above >= 0 and page.words[above].lower().startswith(("sent by:", "gesendet von:")):
        number, above = above, above - 1
    if (
        above >= 0
        and 0 < len(page.words[above]) < 70
        and page.words[above][-1:] not in ".!?,:"
        and not rules(page.words[above])
    ):
        return above
    return number
