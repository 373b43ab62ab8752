"""Where a person lives and when they were born: postal addresses, postcodes, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.personal.mark import Personal, before, is_reference

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY"
    " G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR"
    " NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA"
    " WC WD WF WN WR WS WV YO ZE"
)
"""The postcode areas of Royal Mail."""
_KNOWN = frozenset(_AREAS.split())
_POSTCODE = re.compile(
    r"(?<![\w/.@#=-])(([A-Za-z]{1,2})(?:[0-9]{1,2}|[0-9][A-HJKPSTUWXYa-hjkpstuwxy]))(\u00a0| {1,2}|)"
    r"([0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})(?![\w/@=-])"
)
"""Outward and inward code (BS 7666; Royal Mail's guide to its address file): no C, I, K, M, O or V in the last two."""
_POSTCODE_CUE = re.compile(r"\bpost ?code\b", re.IGNORECASE)
_SURE = "Road|Rd|Street|Avenue|Ave|Lane|Crescent|Cres|Gardens|Terrace|Mews|Grove|Drive|Close|Steps|Villas"
_OTHER = (
    "St|Court|Place|Square|Hill|Park|Row|Walk|Rise|Green|Parade|Quay|View|Yard|Broadway|Vale|Wharf|Way|Gate|Fields|Croft"
    "|Bank|Mount|Meadow|Meadows|Wynd|Loan|Brae|Circus|Dr|Ct|Gdns|Cl|Ln|Cottages|Buildings|House|End|Common|Heath|Orchard"
)
"""What a street may be called and much else is too: told only where a postcode follows or words say that it is one."""
_STREET = re.compile(
    r"(?<![\w.,/£$€:-])(?:(?:Flat|Apartment|Apt|Unit|Room|Studio)[ ][A-Z0-9]{1,4},?[ ])?"
    r"(?P<number>[1-9][0-9]{0,3}[A-Za-z]?(?:[-\u2013][1-9][0-9]{0,3})?),?[ ]"
    rf"(?P<name>(?:(?:the|of|St\.)[ ]|[A-Z][\w'’-]{{1,20}}[ ]){{1,4}}?)(?P<type>{_SURE}|{_OTHER})(?![\w'’-])"
)
_GOES_ON = re.compile(r"[ ][A-Z][a-z]|['’]s\b")
"""A name that goes on after what looked like its street."""
_DAY_BEFORE = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The)\b"
)
_LIVES = re.compile(
    r"\b(?:lives?|living|resid(?:es?|ing|ent)|address(?: is| was|es)?|home|moved|house|flat"
    r"|property|delivered|deliver|visit(?:ed)?)"
    r"(?:[ ](?:at|in|to|is|of|on))?[:,]?[ \n]{0,2}$",
    re.IGNORECASE,
)
_TO_POSTCODE = 90
"""Characters from the end of a street to the beginning of its postcode."""
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_BIRTH = re.compile(
    r"\b(?:date[ ]of[ ]birth|birth[ ]?date|d\.?o\.?b\.?|born|(?<=\()b\.)(?![\w])"
    r"(?:[ ]+(?:is|was|on|in|the|as|given|recorded))*"
    r"[ \t]*[:;,=(-]?[ \t]*\n?[ \t]*(?:the[ ])?"
    rf"((?:[0-3]?[0-9](?:st|nd|rd|th)?(?:[ ]of)?[ ](?:{_MONTHS})\.?,?[ ](?:19|20)[0-9]{{2}}"
    rf"|(?:{_MONTHS})[ ][0-3]?[0-9](?:st|nd|rd|th)?,?[ ](?:19|20)[0-9]{{2}}"
    r"|[0-3]?[0-9]([/.-])[0-3]?[0-9]\2(?:(?:19|20)[0-9]{2}|[0-9]{2})|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]))(?![\w/-])",
    re.IGNORECASE,
)


def postcodes(text: str) -> Iterator[Personal]:
    """Give postcodes of the United Kingdom; without the space, or in small letters, where they are said to be one."""
    for found in _POSTCODE.finditer(text):
        if found[2].upper() not in _KNOWN:
            continue
        plain = found[0].isupper() and found[3] and not is_reference(text, found.start())
        if plain or _POSTCODE_CUE.search(before(text, found.start(), 24)):
            yield Personal("postcode", *found.span(), f"{found[1]} {found[4]}".upper())


def postal_addresses(text: str) -> Iterator[Personal]:
    """Give a house number with its street, up to the postcode where one follows."""
    codes = [(one.start, one.end) for one in postcodes(text)]
    at = 0
    for found in _STREET.finditer(text):
        if _DAY_BEFORE.match(found["name"]):
            continue
        while at < len(codes) and codes[at][0] < found.end():
            at += 1
        code = codes[at] if at < len(codes) and _leads(text, found.end(), codes[at][0]) else None
        sure = re.fullmatch(_SURE, found["type"]) is not None
        goes_on = _GOES_ON.match(text, found.end())
        if code or (sure and not goes_on) or _LIVES.search(before(text, found.start())):
            end = code[1] if code else found.end()
            yield Personal("postal-address", found.start(), end, " ".join(text[found.start() : end].upper().split()))


def _leads(text: str, end: int, start: int) -> bool:
    """Say whether a postcode belongs to the street before it: near, in the same paragraph and the same sentence."""
    between = text[end:start]
    return len(between) <= _TO_POSTCODE and "\n\n" not in between and not re.search(r"[.;:?!][ \n]|[0-9]", between)


def dates_of_birth(text: str) -> Iterator[Personal]:
    """Give days on which somebody is said to be born; a year alone is none."""
    for found in _BIRTH.finditer(text):
        yield Personal("date-of-birth", *found.span(1), " ".join(found[1].lower().split()))
