"""Whom a document's own words name with what they hold: who signed it, who was present, “Ann Marsh, the Treasurer”.

A statement such as “my new address is …” is of whoever wrote the message. Quoted words name nobody here: they are
another document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rejoinder.find.roles import ROLE, SIGNS, body_of, held
from rejoinder.model import Document, Naming, Zone
from rejoinder.people.names import is_body, is_shared, may_be_one, name_of
from rejoinder.zones.closings import closes

_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[\w’'-]*[\w]|\.)?"
_PARTICLE = r"(?:(?:van|von|der|de|du|da|di|la|le|ap|ferch|bin|al) )"
NAME = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Cllr|Rev)\.? )?{_CAPITAL}(?:[ ]{_PARTICLE}?{_CAPITAL}){{1,3}}"
_SIGNED_AS = re.compile(
    rf"[-–—~*_ ]{{0,4}}(?P<name>{_CAPITAL}(?: {_PARTICLE}?{_CAPITAL}){{0,3}})(?P<rest>$|(?:,| [(–—|-]).*)"
)
_CLOSING = re.compile(
    r"^[ \t]*(?:Yours (?:sincerely|faithfully|truly)|(?:With )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|Regards"
    r"|Sincerely|Cofion(?: gorau)?|Cordialement)[,.]?[ \t]*\n",
    re.MULTILINE | re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(?:sent (?:from|via).*|get outlook.*|all the best|hth|tia|thx|ta|peace|faithfully|ciao|enjoy|bye|later|aloha"
    r"|mahalo|salut|thankfully|respectfully|cordially|greetings|best)\W*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?P<local>[\w.+%'/=&-]{1,64})(?:@| at )(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){0,7}\.[A-Za-z]{2,24})(?![\w@])"
)
_LABELLED = re.compile(r"^\W*(?:(?:e-?mail|mail|e|m)\W{1,3})?$", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:\+\d{1,3}[ .-]?)?(?:\(0?\d{1,5}\)[ .-]?)?\d[\d .-]{6,16}\d(?!\d)")
_ROLL = re.compile(
    r"^[ \t]*(?:(?P<here>(?:members |those |also )?(?:present|attending|in attendance|attendees))"
    r"|(?P<away>apologies(?: for absence)?|absent))[ \t]*(?:[:\t|–—-][ \t]*(?P<rest>[^\n]*)$|$)",
    re.MULTILINE | re.IGNORECASE,
)
_PIECE = re.compile(r"(?:[^;,()\n]|\([^()\n]*\))+")
_IN_ROLL = re.compile(rf"\W*(?P<name>{NAME})\s*(?:\((?P<held>[^()]*)\))?\W*(?:until\b.*|from\b.*)?$")
_BEFORE_ROLE = re.compile(rf"(?<![\w-])(?P<name>{NAME})(?:,)?\s(?:\((?:the )?|(?:the|our|your|its)\s)$")
_AFTER_ROLE = re.compile(rf",\s(?P<name>{NAME})(?=[,.;)])")
_ROLE_HERE = re.compile(rf"(?<![\w-]){ROLE}")
_THE = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Yy]our)\s$")
_NO_FIRST = frozenset((
    "the", "a", "an", "dear", "on", "in", "at", "to", "for", "from", "and", "but", "or", "if", "when", "while",
    "however", "also", "as", "so", "then", "that", "this", "these", "those", "our", "your", "my", "his", "her",
    "their", "its", "it", "he", "she", "we", "they", "you", "i", "after", "before", "since", "because", "although",
    "though", "no", "not", "yes", "please", "thank", "thanks", "re", "fw", "fwd", "subject", "date", "sent", "cc",
    "hello", "hi", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "minutes", "present",
))  # fmt: skip
_STATED = re.compile(
    r"(?:\bmy (?:(?:new|private|home|work|personal|other|own|current|usual|university|college) ){0,2}(?:e-?mail )?"
    r"(?:address|account)"
    r" (?:is now|is|will be|has changed to)|\b(?:reach|contact|e-?mail|write to) me (?:now |instead )?"
    r"(?:at|on|via)(?: my (?:new |private |home |work |personal )?(?:e-?mail )?(?:address|account),?)?"
    r"|\bI(?:[’']m| am) now (?:at|on|using)|\bI have (?:moved|changed) (?:my (?:e-?mail )?address )?to)[\s:(<“\"]*",
    re.IGNORECASE,
)
_WITHHELD = re.compile(r"\b(?:not|never|if|no longer|isn[’']t|wife|husband|colleague|friend)\b", re.IGNORECASE)
LINES, ROLL_LINES, LONGEST, AROUND = 7, 30, 110, 110
CLOSE = 400
"""Characters at the end of own words in which a writer's own name signs them."""


def named_people(document: Document, parts: Sequence[Zone] = ()) -> Iterator[Naming]:
    """Give everybody a document names with what they hold, in order of kind; messages tell it in their zones."""
    text = document.text
    if document.message is not None:
        own = [(one.start, one.end) for one in parts if one.depth == 0 and one.kind == "own words"]
        signatures = [(one.start, one.end) for one in parts if one.depth == 0 and one.kind == "signature"]
        for start, end in signatures or _by_name(text, own[-1:], document.message.author.name):
            yield from _signed(text, start, end)
        for start, end in own:
            yield from _stated(text, start, end)
    else:
        own = [(0, len(text))]
        for closing in _CLOSING.finditer(text):
            yield from _signed(text, closing.end(), min(len(text), closing.end() + 400))
    for start, end in own:
        rolls = list(_rolls(text, start, end))
        yield from rolls
        for one in _called(text, start, end):
            if not any(one.start < other.end and other.start < one.end for other in rolls):
                yield one


def _by_name(text: str, own: Sequence[tuple[int, int]], author: str) -> Iterator[tuple[int, int]]:
    """Give where a writer's own name stands at the end of their words."""
    for start, end in own:
        for at, line in _lines(text, max(start, end - CLOSE), end):
            one = _SIGNED_AS.fullmatch(line) if len(line) <= LONGEST else None
            if one and name_of(one["name"]).is_full and may_be_one(one["name"], author):
                yield at, end
                return


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield at + len(line) - len(line.lstrip()), line.strip()
        at += len(line) + 1


def _signed(text: str, start: int, end: int) -> Iterator[Naming]:
    """Give who signed: the first line that is a name, and what the lines below it say they hold, and where they are."""
    lines = [
        (at, line)
        for at, line in _lines(text, start, end)
        if not _NO_NAME.match(line) and not closes(line) and line.strip("-—_ ")
    ]
    name, rest, first = "", "", 0
    while lines and not name:
        first, line = lines.pop(0)
        one = _SIGNED_AS.fullmatch(line) if len(line) <= LONGEST else None
        if one is None or closes(one["name"]) or is_body(one["name"]) or one["name"].lower().split()[0] in _NO_FIRST:
            return
        name, rest = one["name"], one["rest"]
    if not name:
        return
    told = [(first, one) for one in rest.strip(" ,–—|-").split("(")]
    last = first + len(name) + len(rest)
    for at, line in lines[:LINES]:
        if line == name and len(told) == rest.count("(") + 1:
            last = at + len(line)
            continue
        if len(line) > LONGEST or line[-1:] in "!?" or text[last:at].count("\n") > 2:
            break
        told.append((at, line))
        last = at + len(line)
    yield _signature(name, told, first, first + len(name) + len(rest))


def _signature(name: str, lines: Sequence[tuple[int, str]], start: int, own: int) -> Naming:
    """Give a signature, up to the last line that says something of who signed."""
    found = Naming("signed", name, start, start + len(name))
    for at, line in lines:
        before = found
        told, address, number = held(line), _ADDRESS.search(line), _TELEPHONE.search(line)
        if told and not found.role:
            found = found._replace(role=told.role, body=told.body)
        elif not told and not found.body and (body := body_of(line)):
            found = found._replace(body=body)
        if address and not found.address and _LABELLED.match(line[: address.start()]) and len(line) - address.end() < 3:
            found = found._replace(address=f"{address['local']}@{address['domain']}".lower())
        digits = "".join(letter for letter in number[0] if letter.isdigit()) if number else ""
        if len(digits) > 8 and not found.telephone:
            found = found._replace(telephone=digits)
        if found != before:
            found = found._replace(end=at + len(line) if at > start else own)
    return found


def _rolls(text: str, start: int, end: int) -> Iterator[Naming]:
    """Give who was present, and who sent apologies, as minutes list them."""
    for one in _ROLL.finditer(text, start, end):
        way = "present" if one["here"] else "apologies"
        if one["rest"]:
            yield from _listed(text, way, one.start("rest"), one.end("rest"))
            continue
        at = one.end() + 1
        for _ in range(ROLL_LINES):
            stop = text.find("\n", at, end)
            stop = end if stop < 0 else stop
            if at >= end or not any(True for _ in _listed(text, way, at, stop)):
                break
            yield from _listed(text, way, at, stop)
            at = stop + 1


def _listed(text: str, way: str, start: int, end: int) -> Iterator[Naming]:
    """Give the people of one line of a roll; what stands between commas behind a name may be what they hold."""
    found: list[Naming] = []
    for piece in _PIECE.finditer(text, start, end):
        for at, words in _parted(piece):
            one = _IN_ROLL.fullmatch(words)
            told = held(one["held"] or "") if one else held(words)
            if one and one["name"].lower().split()[0] not in _NO_FIRST and not is_body(one["name"]):
                role, body = (told.role, told.body) if told else ("", "")
                found.append(Naming(way, one["name"], at + one.start("name"), at + len(words.rstrip()), "", role, body))
            elif told and found and not found[-1].role:
                found[-1] = found[-1]._replace(role=told.role, body=told.body, end=at + len(words.rstrip()))
    yield from found


def _parted(piece: re.Match[str]) -> Iterator[tuple[int, str]]:
    at = piece.start()
    for words in re.split(r"(?<=\S) and (?=[A-Z])", piece[0]):
        yield at, words
        at += len(words) + len(" and ")


def _called(text: str, start: int, end: int) -> Iterator[Naming]:
    """Give people of whom prose says what they hold: “Ann Marsh, the Treasurer”, “the Chair, Ann Marsh,”."""
    at = start
    for sign in SIGNS.finditer(text, start, end):
        if sign.start() < at:
            continue
        low = max(start, sign.start() - AROUND)
        one = next(
            (
                each
                for each in _ROLE_HERE.finditer(text, low, min(end, sign.end() + AROUND))
                if each.end() >= sign.end()
            ),
            None,
        )
        if one is None or one.start() > sign.start():
            continue
        at = one.end()
        told = held(one[0])
        before = _BEFORE_ROLE.search(text, low, one.start())
        after = _AFTER_ROLE.match(text, one.end(), min(end, one.end() + AROUND))
        named = before or (after if after and _THE.search(text, low, one.start()) else None)
        if told and named and _is_name(named["name"]):
            first, last = min(named.start("name"), one.start()), max(named.end("name"), one.end())
            yield Naming("called", " ".join(named["name"].split()), first, last, "", told.role, told.body)


def _is_name(words: str) -> bool:
    return words.lower().split()[0] not in _NO_FIRST and not is_body(words) and name_of(words).is_full


def _stated(text: str, start: int, end: int) -> Iterator[Naming]:
    """Give the addresses of which a writer says that they are theirs."""
    if text.find("@", start, end) < 0 and text.find(" at ", start, end) < 0:
        return
    for said in _STATED.finditer(text, start, end):
        one = _ADDRESS.match(text, said.end(), end)
        if one is None or is_shared(f"{one['local']}@{one['domain']}"):
            continue
        sentence = max(start, *(text.rfind(sign, start, said.start()) + 1 for sign in ".!?\n"))
        if not _WITHHELD.search(text, sentence, one.start()):
            yield Naming("statement", "", said.start(), one.end(), f"{one['local']}@{one['domain']}".lower())
