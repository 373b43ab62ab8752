"""Places where a person's own words speak of another document: by its date, its mark, as enclosed, or as in stock.

Only what is said to exist is a mention: not a letter that will be sent, one that was never received, or the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rejoinder.find.said_dates import Low, SaidDate, day_of, low_of, said_dates
from rejoinder.find.said_papers import MEETING_SIGNS, said_meeting, said_papers
from rejoinder.find.signs import around, joined
from rejoinder.model import Allusion

_NOUNS = {
    "letter": "letter", "letters": "letter", "fax": "letter", "email": "email", "e-mail": "email", "emails": "email",
    "e-mails": "email", "mail": "email", "minutes": "minutes", "report": "report", "statement": "statement",
    "form": "form", "notes": "notes", "note": "notes", "memo": "memo", "memorandum": "memo",
    "screenshot": "screenshots", "screenshots": "screenshots", "screen shots": "screenshots",
    "recording": "recording", "photographs": "photographs", "photograph": "photographs", "photos": "photographs",
    "photo": "photographs", "agenda": "agenda", "invoice": "invoice", "transcript": "transcript",
    "assessment": "assessment", "referral": "referral", "complaint": "complaint", "grievance": "complaint",
    "contract": "contract", "application form": "form", "witness statement": "statement", "certificate": "certificate",
    "questionnaire": "form", "message": "email", "post": "email", "posting": "email", "reply": "email",
    "response": "email", "spreadsheet": "spreadsheet", "attendance notes": "notes", "attendance note": "notes",
}  # fmt: skip
_NOUN = "(?:" + "|".join(sorted((re.escape(noun) for noun in _NOUNS), key=len, reverse=True)) + ")"
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s)?[A-Z][\w’'-]{1,25}(?:\s[A-Z][\w’'-]{1,25}){0,2}"
_WHOSE = rf"(?P<whose>(?i:my|our|your|his|her|their|the|that|this)|{_NAME}['’]s|{_NAME}s['’])"
_LIKE = r"(?:[A-Za-z][\w-]{1,20}\s){0,2}"
"""Words between whose a document is and what it is: "my formal letter"."""
_BETWEEN = rf"(?:\s(?:from|by|to|of)\s(?:me|you|us|{_NAME})){{0,2}}"
_BEFORE = re.compile(
    rf"(?<![\w-]){_WHOSE}\s{_LIKE}(?P<noun>(?i:{_NOUN}))(?P<people>{_BETWEEN})"
    r"(?:\s(?:of|in|for)\sthe\s(?:[a-z][\w-]{1,20}\s){0,3}(?:meeting|hearing|visit|interview|committee|board|panel|council"
    r"|trustees|governors|directors)(?:\sheld)?)?"
    r"(?:,)?(?:\s(?:which|that)\s(?:I|you|we|he|she|they)\s(?:sent|wrote)(?:\s(?:me|you|us|him|her|them))?)?"
    r"(?:\s(?:sent|emailed|written)(?:\sto\s(?:me|you|us))?)?(?:(?P<link>\s\(?(?:of|dated|from|on|sent)(?:\sthe)?)\s|(?P<bracket>\s\()|\s)$"
)
_WROTE = re.compile(
    r"(?<![\w'’-])(?:(?P<who>I|[Ww]e|[Yy]ou)(?:\shad|\shave)?\s(?:(?:first|last|also|previously)\s)?"
    r"(?P<verb>wrote|written|emailed|e-mailed)(?:\sto)?\s(?P<whom>me|you|us)(?:\sabout\sthis)?\s(?:again\s)?(?:on\s(?:the\s)?)?)$"
)
_HELD = re.compile(r"meeting|hearing|visit|interview|held")
_AFTER = re.compile(rf"(?P<own>['’]s)?\s(?P<noun>(?i:{_NOUN}))(?![\w-])")
_WHOSE_DATE = re.compile(r"(?<![\w-])(?P<whose>[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Tt]he)\s$")
_UNSAID = re.compile(
    r"\b(?:no|any|if|unless|will(?!\s(?:find|see|recall|remember|know|note)\b)|would|shall|going to|whether|could"
    r"|should|please send|without|template|draft|example|e\.g\.)\b"
    r"|(?:\b(?:not|never|cannot)\b|n['’]t\b)(?:\s\w{1,12}){0,2}\s"
    r"(?:receive|received|see|seen|get|got|send|sent|find|found|have|had|write|written|wrote|attach|attached|enclose|enclosed)\b",
    re.IGNORECASE,
)
_UNATTACHED = re.compile(r"\b(?:not|never|cannot|no|if|will|would|shall|could|should|unless)\b|n['’]t\b", re.IGNORECASE)
_OF_AN_EVENT = frozenset(("agenda", "mail", "post", "application form", "form", "assessment", "contract", "minutes"))
"""What "Tuesday's …" may be of Tuesday, and the day's round of a postman, rather than a document written then."""
_KINDS_OF_FILE = (
    r"(?:minutes|report|letters?|screen\s?shots?|form|statements?|photo(?:graph)?s?|spreadsheet|agenda|contract"
    r"|invoices?|notes|lists?|drafts?|copy|copies|presentation"
    r"|files?|worksheets?|templates?|agreements?|logs?|tables?|patch|examples?|summary|pictures?|images?|scans?|maps?"
    r"|plan|proposal|policy|guidance|application|certificates?|transcript|questionnaire|cv|memo|recordings?|documents?|correspondence)"
)
_CALLED = frozenset(
    ("list", "draft", "cv", "correspondence", "presentation", "worksheet", "template", "agreement", "log")
)
"""What else an attachment may be called in a finding; anything else is called a document."""
_OF_WHAT = (
    r"(?:(?:the|a|an|my|our|your|some|two|three|copies\sof|a\scopy\sof|both|these|this)\s){0,3}"
    r"(?:[\w’'-]{1,20}\s){0,3}?"
)
_ITSELF = (
    r"(?!-|\s(?:below|inline|here|beneath)\b|\s(?-i:[A-Z])"
    r"|\sto\s(?:(?:the|your|my|this|his|her|our)\s)?(?:issue|bug|ticket|case|file|record|profile|account|wall|door)\b)"
)
"""A noun that goes on, as in "Demand Letter Log", is not what the thing is; nor is it here when it hangs elsewhere."""
_ARTICLE = r"(?:an?|the|my|our|your|his|her|two|three|some|several|both|copies|this|that)\s"
_WITH_THIS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:please\s(?:find|see)|see|I|we|I\shave|we\shave|I['’]ve|we['’]ve|I\sam|I['’]m)\s(?:now\s|also\s)?"
        rf"(?:attached|enclosed|attach|enclose|attaching|enclosing)\s(?:herewith\s)?{_OF_WHAT}(?P<noun>{_KINDS_OF_FILE})\b{_ITSELF}",
        rf"\b(?:attached|enclosed)(?:\s(?:for\s[^.\n]{{2,40}}?|herewith))?\s(?:is|are|please\sfind)\s{_OF_WHAT}(?P<noun>{_KINDS_OF_FILE})\b{_ITSELF}",
        rf"(?<!\w)(?P<noun>{_KINDS_OF_FILE})\s(?:(?:is|are)\s)?(?:attached|enclosed)(?:\s(?:herewith|hereto))?(?=\s*[.,;\n)]|\s*$)",
        rf"(?:(?-i:Attached)|(?<![a-z]\s)attached)(?:\s(?:hereto|herewith))?\s(?:is|are|please\sfind)\s{_ARTICLE}"
        r"(?P<noun>(?!the\b)[\w’'-]{2,20})\b(?!\sto\b)",
        r"\b(?:I|we)(?:\s(?:have|am|had)|['’](?:ve|m))?\s(?:also\s|now\s|just\s)?(?:attach(?:ed|ing)?|enclos(?:ed?|ing))\s"
        rf"(?:herewith\s)?{_ARTICLE}(?P<noun>(?!the\b)[\w’'-]{{2,20}})\b(?![^.]{{0,50}}\b(?:to\s{_ARTICLE}|to\s(?:it|them|each|issue|bug|ticket)\b"
        r"|below\b|inline\b|callback|errback|handler|listener|event\b|timer|debugger))",
        r"\((?:(?:see|the|my|full)\s)?(?P<noun>[\w’'-]{2,20})\sattached\)",
        rf"\b(?:see|the|see\sthe)\s(?:attached|enclosed)\s(?:[\w’'-]{{1,20}}\s){{0,2}}?(?P<noun>{_KINDS_OF_FILE})\b{_ITSELF}",
    )
)
_STOCK_NOUN = (
    r"(?:evidence|documents?|documentation|records|screen\s?shots?|statements|emails|e-mails|correspondence|complaints"
    r"|recordings?|photographs|photos|letters|witness(?:es|\sstatements)|notes)"
)
_STOCKS = {
    "information": "information", "evidence": "evidence", "records": "records", "correspondence": "correspondence",
    "emails": "correspondence", "e-mails": "correspondence", "letters": "correspondence", "complaints": "complaints",
    "allegations": "complaints", "concerns": "complaints", "reports": "complaints", "photographs": "photographs",
    "photos": "photographs", "recordings": "recordings", "recording": "recordings", "statements": "statements",
    "witness statements": "statements", "screenshots": "screenshots", "notes": "notes", "messages": "correspondence",
    "posts": "correspondence", "texts": "correspondence",
}  # fmt: skip
"""What is said to be held, in the words of a finding; anything else is called documents."""
_MORE = r"(?:more|further|additional|other|supporting|numerous|several|many)"
_SEND = r"send(?!\s(?:[a-z-]{2,15}\s){1,4}(?:letters|e-?mails|messages)\b)"
"""To send: letters that somebody can send more of are still to be written, and are not held."""
_STOCK = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:I|we)\s(?:do\s|also\s|still\s)?(?:have|hold|keep|possess)\s(?:(?:plenty|lots|a\slot)\sof\s)?"
        rf"(?:{_MORE}\s)?(?:[a-z-]{{2,15}}\s){{0,2}}?(?P<noun>{_STOCK_NOUN}|information)\s[^.\n]{{0,40}}?"
        r"\b(?:if\s(?:required|needed|necessary|requested|you\s(?:need|want|require|wish))|should\syou\s(?:need|require|wish)"
        r"|(?:held\s)?on\sfile|(?:available\s)?(?:on|upon)\srequest)\b",
        rf"\b(?P<noun>{_STOCK_NOUN}|information|this|these|copies|copy)\s(?:(?:is|are|has\sbeen|have\sbeen|was|were)\s)?"
        r"(?:being\s)?(?:held|kept|retained|stored)\son\s(?:(?:the|our|your|her|his|my)\s)?(?:[a-z]{2,12}\s)?file\b",
        rf"\b(?:am|are|['’]m|['’]re|would\sbe|be|is)\s(?:more\sthan\s|very\s|quite\s)?(?:happy|able|willing|prepared|glad)"
        rf"\sto\s(?:provide|supply|{_SEND}|share|forward|produce|disclose)\s(?:you\s(?:with\s)?)?{_MORE}\s"
        rf"(?:[a-z-]{{2,15}}\s)?(?P<noun>{_STOCK_NOUN})\b",
        rf"\b(?P<more>(?:{_MORE})\s)(?:[a-z-]{{2,15}}\s)?(?P<noun>complaints|allegations|concerns|reports)\s"
        r"(?:(?:about|against|regarding|concerning)\s[^.\n]{2,40}?\s)?(?:have|had)\s(?:also\s|since\s|previously\s)?been\s"
        r"(?:received|made|raised|logged|lodged)\b",
        rf"\b(?:I|we)\s(?:can|could)\s(?:also\s)?(?:provide|supply|{_SEND}|produce)\s(?:you\s(?:with\s)?)?{_MORE}\s"
        rf"(?:[a-z-]{{2,15}}\s)?(?P<noun>{_STOCK_NOUN})\b",
        rf"\bthere\s(?:is|are)\s{_MORE}\s(?:[a-z-]{{2,15}}\s)?(?P<noun>{_STOCK_NOUN}|information)\s(?:held\s|kept\s)?"
        r"on\s(?:(?:the|our|your|her|his|my)\s)?file\b",
        rf"\b(?:I|we)\s(?:have\s)?(?:kept|saved|retained)\s(?:copies|screenshots|a\scopy|records|recordings)\sof\s"
        rf"(?:(?:all|the|your|his|her|their|these|those|every)\s){{1,3}}(?P<noun>{_STOCK_NOUN}|messages|posts|texts)\b",
        rf"\b(?P<noun>{_STOCK_NOUN})\s(?:(?:is|are|can\sbe|will\sbe)\s)(?:(?:made|also)\s)?(?:available|provided|supplied)\s"
        r"(?:on|upon|if)\s(?:request|required|requested|needed)\b",
    )
)
_NOUN_SIGNS = (
    "letter", "fax", "mail", "minutes", "report", "statement", "form", "note", "memo", "screen shot", "screenshot",
    "recording", "photo", "agenda", "invoice", "transcript", "assessment", "referral", "complaint", "grievance",
    "contract", "certificate", "questionnaire", "spreadsheet", "message", "post", "reply", "response", "wrote",
    "written", *MEETING_SIGNS,
)  # fmt: skip
_BEFORE_NOUN, _AFTER_NOUN = 80, 200
"""Characters before and after a noun in which a date may stand that is of one mention with it."""
_BESIDE_SIGN = 600
"""Characters around the sign of a date in which a noun may stand near enough."""
_EDGE = 40
"""Characters at the edges of what is looked at in which a date may be cut in two."""
_WITH_SIGNS = ("attach", "enclos")
_STOCK_SIGN = re.compile(
    r"\bon (?:[a-z]+ ){0,2}file\b|on request|(?:if|should) (?:you |required|requested|needed|necessary)"
    r"|(?:happy|able|willing|prepared|glad) to (?:pr|su|se|sh|fo|di)|been (?:rec|made|rai|log|lod)"
    r"|(?:can|could) (?:also )?(?:pr|su|se)|(?:kept|saved|retained) (?:cop|scr|a cop|rec)"
)
"""Words without which the long patterns cannot fit: most mail has none of them."""
_STOCK_SIGNS = (
    " file", " request", "if you ", "should you ", " required", " needed", " necessary", "happy to ", "able to ",
    "willing to ", "prepared to ", "glad to ", " can ", " could ", " kept ", " saved ", " retained ",
    "been rec", "been made", "been rai", "been log", "been lod",
)  # fmt: skip
_IF_YOU = re.compile(r"(?:if|should)\syou\s.*$", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|never|any|whether|unless|you\shave|do\syou)\b|n['’]t\b", re.IGNORECASE)
_LONGEST = 400_000
_SPACES = "\t\n\r\xa0"


def said_documents(
    text: str, stretches: Sequence[tuple[int, int]], own_date: str = "", signs: Sequence[int] | None = None
) -> Iterator[Allusion]:
    """Give every place in these stretches of own words that speaks of another document, in the order of the ways.

    `signs` are those of the text's dates, where they are at hand.
    """
    plain = text[:_LONGEST]
    for space in _SPACES:
        plain = plain.replace(space, " ")
    low = low_of(plain, signs)
    for start, end in stretches:
        end = min(end, _LONGEST)
        dated: list[Allusion] = []
        for told in _dates_near_nouns(plain, low, own_date, start, end):
            found = _before(plain, told, start) or _after(plain, told, start, end)
            found = found or said_meeting(plain, told, (start, end))
            if found and _is_past(told, own_date):
                dated.append(found)
        yield from dated
        for first, last in around(low.text, _WITH_SIGNS, start, end):
            yield from _with_this(plain, first, last)
        yield from (
            one
            for one in said_papers(plain, text, low.text, (start, end))
            if not any(one.start < other.end and other.start < one.end for other in dated)
        )
        for first, last in around(low.text, _STOCK_SIGNS, start, end):
            if _STOCK_SIGN.search(low.text, first, last):
                yield from _stock(plain, first, last)


def _dates_near_nouns(text: str, low: Low, own_date: str, start: int, end: int) -> Iterator[SaidDate]:
    """Give the dates that stand near a word for a document: others are of no mention, and most are."""
    for begin, stop in joined(low.signs_in(start, end), start, end, _BESIDE_SIGN, _BESIDE_SIGN):
        for first, last in around(low.text, _NOUN_SIGNS, begin, stop, _BEFORE_NOUN, _AFTER_NOUN):
            for told in said_dates(text, own_date, first, last, low=low, within=(start, end)):
                begun, over = told.start >= first + _EDGE or first == start, told.end <= last - _EDGE or last == end
                if begun and over:
                    yield told


def _before(text: str, told: SaidDate, start: int) -> Allusion | None:
    """Give what is said before a date to be of it: "your letter of", "I wrote to you on"."""
    since = max(start, told.start - 160)
    words = text[since : told.start]
    if wrote := _WROTE.search(words):
        noun = "letter" if wrote["verb"] in ("wrote", "written") else "email"
        if _is_said(words[: wrote.start()]):
            author = "your" if wrote["who"].lower() == "you" else "my"
            return Allusion(
                "dated", noun, since + wrote.start(), told.end, told.date, told.relative, author, wrote["whom"] or ""
            )
    last = next(_BEFORE.finditer(words), None)
    if last is None or not _is_said(words[: last.start()]) or not _is_linked(last, told):
        return None
    author, recipient = _people(last["people"] or "", _owner(last["whose"]))
    return Allusion(
        "dated", _kind(last["noun"]), since + last.start(), told.end, told.date, told.relative, author, recipient
    )


def _is_linked(one: re.Match[str], told: SaidDate) -> bool:
    """Say whether a date is the document's and not of what is done with it: "on Tuesday" may be either."""
    link = " ".join((one["link"] or "").strip(" (").split())
    if told.relative:
        return link.startswith(("of", "from", "sent", "dated")) or (not link and one["whose"].lower() in ("my", "your"))
    if one["bracket"]:
        return True
    return bool(link) and (not link.startswith("on") or "sent" in one[0] or _HELD.search(one[0]) is not None)


def _after(text: str, told: SaidDate, start: int, end: int) -> Allusion | None:
    """Give what a date is said to be of before its noun: "yesterday's email", "your 3 May letter"."""
    one = _AFTER.match(text, told.end, end)
    whose = _WHOSE_DATE.search(text, max(start, told.start - 12), told.start)
    if one is None or not (one["own"] or whose) or (told.relative and one["noun"].lower() in _OF_AN_EVENT):
        return None
    begin = whose.start() if whose else told.start
    if not _is_said(text[max(start, begin - 60) : begin]):
        return None
    author = _owner(whose["whose"]) if whose else ""
    return Allusion("dated", _kind(one["noun"]), begin, one.end(), told.date, told.relative, author)


def _is_said(before: str, unsaid: re.Pattern[str] = _UNSAID) -> bool:
    """Say whether the words of the sentence before a mention let it stand as a thing that exists."""
    sentence = re.split(r"[.!?;:]\s", before)[-1]
    return not unsaid.search(sentence[-60:])


def _is_past(told: SaidDate, own_date: str) -> bool:
    """Say whether a date is not after the document that says it."""
    own, day = day_of(own_date), day_of(told.date)
    return own is None or day is None or day <= own


def _people(said: str, author: str) -> tuple[str, str]:
    recipient = ""
    for link, name in re.findall(rf"(from|by|to|of)\s(me|you|us|{_NAME})", said):
        if link == "to":
            recipient = {"us": "me"}.get(name, name)
        else:
            author = {"me": "my", "us": "my", "you": "your"}.get(name, name)
    return author, recipient


def _owner(whose: str) -> str:
    low = whose.lower()
    if low in ("my", "our"):
        return "my"
    if low == "your":
        return "your"
    return "" if low in ("his", "her", "their", "the", "that", "this") else re.sub(r"(?:['’]s|['’])$", "", whose)


def _kind(noun: str) -> str:
    low = " ".join(noun.lower().split())
    return _NOUNS.get(low, low)


def _with_this(text: str, start: int, end: int) -> Iterator[Allusion]:
    taken: list[tuple[int, int]] = []
    *own, seen = _WITH_THIS
    for pattern in (*own, seen):
        for one in pattern.finditer(text, start, end):
            overlaps = any(one.start() < until and since < one.end() for since, until in taken)
            if overlaps or not _is_said(text[max(start, one.start() - 60) : one.start()], _UNATTACHED):
                continue
            taken.append(one.span())
            author = "" if pattern is seen or one[0].lower().startswith("see") else "my"
            yield Allusion("with this", _with_kind(one["noun"]), one.start(), one.end(), author=author)


def _with_kind(noun: str) -> str:
    low = " ".join(noun.lower().split())
    for form in (low, low.removesuffix("s")):
        if form in _NOUNS or form in _CALLED:
            return _NOUNS.get(form, form)
    return "document"


def _stock(text: str, start: int, end: int) -> Iterator[Allusion]:
    until = start
    for one in sorted((one for pattern in _STOCK for one in pattern.finditer(text, start, end)), key=re.Match.start):
        if one.start() < until or _is_denied(text[max(start, one.start() - 40) : one.end()]):
            continue
        until = one.end()
        yield Allusion("stock", _STOCKS.get(" ".join(one["noun"].lower().split()), "documents"), one.start(), one.end())


def _is_denied(words: str) -> bool:
    sentence = re.split(r"[.!?;:]\s", words)[-1]
    return bool(_DENIED.search(_IF_YOU.sub("", sentence)))
