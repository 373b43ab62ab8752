"""How ids, file names and people are compared and shown."""

from __future__ import annotations

import calendar
import re
from urllib.parse import unquote

from rejoinder.model import Holding
from rejoinder.text import fold

_SPACES = re.compile(r"[\s_+]+")


def id_key(message_id: str) -> str:
    """Give a message id as it is compared: no white space, no case."""
    return "".join(message_id.split()).lower()


def name_key(name: str) -> str:
    """Give a file's name as it is compared: folded, escapes undone, runs of space and underline as one space."""
    plain = unquote(name) if "%" in name else name
    return _SPACES.sub(" ", fold(plain)).strip()


def shown(name: str, address: str) -> str:
    """Give a person as lists show one."""
    return f"{name} <{address}>" if name and address else name or address


def person_key(name: str, address: str) -> str:
    """Give a person as counted: the address in small letters, or else the name as it is compared."""
    return address.lower() if "@" in address or is_exchange(address) else " ".join(fold(name or address).split())


def is_exchange(address: str) -> bool:
    """Say whether an address is a mailbox of an Exchange organisation, which has no domain: /O=SOCIETY/CN=HQUILL."""
    return address[:3].lower() == "/o="


def home_of(shown: str) -> str:
    """Give where a person shown as `Name <address>` has the mailbox: the domain, or Exchange's organisation."""
    key = key_of(shown)
    if is_exchange(key):
        return "/".join(key.split("/")[:2])
    return key.rpartition("@")[2] if "@" in key else ""


def key_of(shown: str) -> str:
    """Give a person shown as `Name <address>` as counted."""
    name, _, address = shown.rpartition(" <") if shown.endswith(">") else ("", "", shown)
    return person_key(name or address, address.strip("<>"))


def described(holding: Holding) -> str:
    """Give a message by who wrote it and on which day."""
    name = holding.author.partition(" <")[0] or "an unnamed author"
    return f"{name} on {day_in_words(holding.date)}" if holding.date else name


def day_in_words(date: str) -> str:
    """Give the day of an ISO date as people write it: 3 May 2024; less where less is known."""
    year, _, rest = date[:10].partition("-")
    month, _, day = rest.partition("-")
    named = calendar.month_name[int(month)] if month.isdigit() and 1 <= int(month) <= 12 else ""
    return " ".join(part for part in (day.lstrip("0"), named, year) if part)
