"""How ids, file names and people are compared and shown."""

from __future__ import annotations

import re
from urllib.parse import unquote

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
