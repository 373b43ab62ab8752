"""How a person is reached: e-mail addresses and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.personal.mark import Personal, before, digits_of, is_reference

_ADDRESS = re.compile(
    r"(?<![\w.+@/%-])([A-Za-z0-9](?:[\w.+'-]{0,62}[\w+-])?)@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24})"
    r"(?![\w@-]|\.[A-Za-z0-9])"
)
_ID_LINE = re.compile(
    r"(?:message-id|in-reply-to|references|content-id|cid|resent-message-id|x-[\w-]+|url|list-[\w-]+)\b", re.IGNORECASE
)
_OF_NOBODY = frozenset((
    "abuse", "accounts", "admin", "administrator", "billing", "bounce", "bounces", "careers", "contact", "contactus",
    "donotreply", "do-not-reply", "enquiries", "enquiry", "feedback", "foi", "hello", "help", "helpdesk", "hr", "info",
    "information", "inquiries", "it", "jobs", "listserv", "mail", "mailer-daemon", "mailman", "majordomo", "marketing",
    "media", "news", "newsletter", "no-reply", "noreply", "office", "orders", "postmaster", "press", "privacy",
    "reception", "recruitment", "returns", "root", "sales", "security", "service", "services", "support", "webmaster",
))  # fmt: skip
"""Local parts of mailboxes that are of an office and no person (RFC 2142, and such as are usual)."""
_OF_A_LIST = re.compile(
    r"(?:dl|imcea[a-z]+|list|group|team)-|.*[._-](?:request|owner|bounces|admin|announce|list|users|devel?|team|group|office)$"
)
"""Local parts of mailboxes of many (RFC 2142, 6)."""
_FILES = frozenset(("png", "jpg", "jpeg", "gif", "svg", "css", "js", "html", "htm", "pdf", "py", "txt", "local"))
_MACHINE = re.compile(r"[0-9a-f]{8}[.-][0-9a-z]{6,}|[0-9a-f]{12,}|[0-9]{7,}|[0-9]{6,}\.[0-9]{4,}|\$", re.IGNORECASE)
_CALL = re.compile(
    r"(?<![\w./+@=#%&?$£€-])(?P<plus>\+|00(?=[1-9]))?(?P<number>\(?[0-9][0-9()\u00a0 ./\u2010\u2011\u2013-]{6,22}[0-9])"
    r"(?![\w@%]|[./:-][0-9])"
)
_CALL_CUE = re.compile(
    r"\b(?:tel|telephone|phone|phoned|ph|mob|mobile|cell|call|called|calls|ring|rang|fax|text|texted|direct|landline"
    r"|whatsapp|contact|number|home|work|reach (?:me|him|her|them|us)(?: on)?|[tmhwpf])[.:)]*[ \t]*(?:number|no|line)?"
    r"[.:)]?[ \t]*(?:\([^)\n]{1,16}\))?(?:[ \w,]{0,24}\b(?:on|is|was|at|to|or|me))?[ \t]*[:.-]*[ \t]*$",
    re.IGNORECASE,
)
_NATIONAL = re.compile(r"1[1-9][0-9]{7,8}|2[03489][0-9]{8}|7[1-57-9][0-9]{8}|7624[0-9]{6}|70[0-9]{8}")
"""Numbers of a place, of a mobile or personal ones, without the 0 (Ofcom, National Telephone Numbering Plan, A1).

Those of 03, 05, 08 and 09 are of organisations and services, not of a person.
"""
_PREFIX = re.compile(r"\(?0[1-9][0-9]")
_GROUPS = re.compile(
    r"\(?0[0-9]{2}\)?[ \u00a0-]{1,2}[0-9]{4}[ \u00a0-][0-9]{4}|\(?01[0-9]1\)?[ \u00a0-]{1,2}[0-9]{3}[ \u00a0-]?[0-9]{4}"
    r"|\(?0[17][0-9]{3}\)?[ \u00a0-]{1,2}[0-9]{5,6}|\(?0[17][0-9]{3}\)?[ \u00a0-]{1,2}[0-9]{3}[ \u00a0-][0-9]{3}"
    r"|\(?01[0-9]{4}\)?[ \u00a0-]{1,2}[0-9]{4,5}|07[0-9]{3}[ \u00a0-][0-9]{2}[ \u00a0-][0-9]{2}[ \u00a0-][0-9]{2}"
    r"|07[0-9]{2}[ \u00a0-][0-9]{3}[ \u00a0-][0-9]{4}|07[0-9]{2}[ \u00a0-][0-9]{4}[ \u00a0-][0-9]{3}"
)
"""How such numbers are usually spaced."""
_COUNTRY = re.compile(
    r"(?:[17]|2(?:[07]|[1-689][0-9])|3(?:[0-469]|[578][0-9])|4(?:[013-9]|2[0-9])|5(?:[1-8]|[09][0-9])|6(?:[0-6]|[7-9][0-9])|8(?:[1246]|[05789][0-9])|9(?:[0-58]|[679][0-9]))"
)
"""Codes of countries (ITU-T E.164, list of assigned codes)."""


def email_addresses(text: str) -> Iterator[Personal]:
    """Give e-mail addresses of people (RFC 5322, 3.4.1): not ids of messages, nor mailboxes that are an office's."""
    for found in _ADDRESS.finditer(text):
        local = found[1].lower()
        if (
            local in _OF_NOBODY
            or _OF_A_LIST.match(local)
            or found[2].rpartition(".")[2].lower() in _FILES
            or _MACHINE.search(local)
        ):
            continue
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if not _ID_LINE.match(line) and not line.endswith(("//", "id=")):
            yield Personal("email-address", *found.span(), found[0].lower())


def telephone_numbers(text: str) -> Iterator[Personal]:
    """Give telephone numbers of the United Kingdom, usually spaced or said to be one, and of others after a plus."""
    for found in _CALL.finditer(text):
        wrapped = found["number"].count("(") - found["number"].count(")")
        said = found["number"].removeprefix("(" * max(0, wrapped))
        number = _number(said, abroad=bool(found["plus"]))
        if not number:
            continue
        cued = bool(_CALL_CUE.search(before(text, found.start(), 48)))
        if not cued and is_reference(text, found.start()):
            continue
        if found["plus"] == "+" or cued or _GROUPS.fullmatch(said) or (said.isdigit() and number.startswith("447")):
            yield Personal("telephone", found.end() - len(said) - len(found["plus"] or ""), found.end(), number)


def _number(said: str, *, abroad: bool) -> str:
    """Give a number as it is called from anywhere, country first; empty where it is none."""
    if said.count("(") != said.count(")") or "--" in said or "  " in said.replace(")  ", ") "):
        return ""
    digits = digits_of(said)
    if not abroad:
        return f"44{digits[1:]}" if _PREFIX.match(said) and _NATIONAL.fullmatch(digits[1:]) else ""
    if digits.startswith("44"):
        national = digits[2:].removeprefix("0")
        return f"44{national}" if _NATIONAL.fullmatch(national) else ""
    return digits if 9 <= len(digits) <= 15 and _COUNTRY.match(digits) else ""
