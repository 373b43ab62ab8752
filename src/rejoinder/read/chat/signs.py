"""Whether text is a chat's export: by its beginnings of messages, and never by its name alone."""

from __future__ import annotations

import re
from collections import Counter

from rejoinder.read.chat.heads import Head, author_of, head_of

LEAST = 2
"""Beginnings of messages without which nothing is a chat."""
_NAMED = re.compile(r"whatsapp|(?:^|/)_chat\.txt$|\bsignal\b", re.IGNORECASE)
_APP = re.compile(
    r"end-to-end encrypted|Ende-zu-Ende-verschlüsselt|chiffrés de bout en bout|cifrados de extremo a extremo"
    r"|criptografia de ponta a ponta|<Media omitted>|\b(?:image|video|audio|sticker|document|GIF) omitted\b|<attached: "
    r"|\(file attached\)|This message was deleted|created group|You were added|<Medien ausgeschlossen>|<Médias omis>"
    r"|<Multimedia omitido>|<This message was edited>|Missed voice call|changed the subject"
)
"""Words that the apps themselves write into their exports."""
_LEVEL = re.compile(r"\b(?:INFO|WARN(?:ING)?|ERROR|DEBUG|NOTICE|TRACE|FATAL|CRITICAL|ALERT|SEVERE)\b")
_PROGRAM = re.compile(r"[=/\\{}|]|\b[a-z]\w{0,30}\.\w")
"""What programs write where a chat has a name."""
_BETWEEN = frozenset(
    ("de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "el", "al", "van", "von")
)
"""Small words of names."""
_LONGEST_NAME = 6
"""Words of a name."""


def is_chat(head: str, name: str) -> bool:
    """Say whether the beginning of a text is that of a chat's export."""
    lines = [line for line in head.split("\n") if line.strip()]
    if not lines or head_of(lines[0]) is None:
        return False
    found = [(one, line) for line in lines if (one := head_of(line)) and one.clock]
    if len(found) < LEAST or not _is_first(lines, found):
        return False
    authors = (author_of(line[one.start :])[0] for one, line in found)
    names = [author for author in authors if author]
    if not names or any(_LEVEL.search(author) for author in names):
        return False
    if _NAMED.search(name) or _APP.search(head):
        return True
    if any(_PROGRAM.search(author) or len(author.split()) > _LONGEST_NAME for author in names):
        return False
    return _is_talk(names, found)


def _is_first(lines: list[str], found: list[tuple[Head, str]]) -> bool:
    """Say whether the very first line with words is a beginning."""
    return found[0][1] is lines[0]


def _is_name(name: str) -> bool:
    """Say whether a name is written as people's are: no word of it small, but for those between names."""
    words = [word for word in name.split() if word[0].isalpha()]
    return all(not word[0].islower() or word in _BETWEEN for word in words) or len(words) == 1


def _is_talk(names: list[str], found: list[tuple[Head, str]]) -> bool:
    """Say whether few speak often, as in a chat; notes with a time have other words before each colon."""
    if len(names) < len(found) * 0.6:
        return False
    if found[0][0].bracketed and all(_is_name(name) for name in names):
        return True
    repeated = sum(times for times in Counter(names).values() if times > 1)
    return len(set(names)) > 1 and repeated * 2 > len(names)
