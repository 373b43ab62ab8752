"""Exports of chats and posts told from other files by their content."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rejoinder.read.charset import decode
from rejoinder.read.chat.signs import is_chat

_JSON = re.compile(rb"\s*+(?:\{\s*+(?:[\"}]|\Z)|\[\s*+(?:[{\[\"\]]|-?\d{1,20}[.,\]\s]|\Z))")
_SCRIPT = re.compile(rb"\s*+window\.(?:YTD\.[\w.]{1,80}|__THAR_CONFIG)\s*+=")
_TEXTS = re.compile(rb"\s*+(?>(?:<\?[^>]{1,300}>\s*+|<!--[^>]{0,2000}>\s*+)*)<smses\b")
_BESIDE = (frozenset((b"users.json", b"channels.json")), frozenset((b"account.js", b"manifest.js")))
"""Files that only the exports of Slack and of Twitter have side by side: they name who is meant elsewhere."""
_PAGE = re.compile(
    rb"class=\"message default clearfix|class=\"[^\"]{0,60}\b_a6-g\b[^\"]{0,40}\bnoborder\b"
    rb"|class=\"pam _3-95 _2pi0 _2lej uiBoxWhite noborder|class=\"outer-cell mdl-cell"
    rb"|itemtype=[\"']?https?://schema\.org/DiscussionForumPosting\b"
)
"""Marks of the pages that Telegram, Facebook and Instagram, Google, and forums write."""


def export_format(head: bytes, name: str) -> str:
    """Give the key of READERS for text that is a chat, text messages, JSON or Twitter's; empty for other text."""
    if _SCRIPT.match(head):
        return "archived-posts"
    if _TEXTS.match(head):
        return "text-messages"
    text = decode(head)[0]
    if is_chat(text, name):
        return "chat"
    return "json" if _JSON.match(head) else ""


def is_export(names: Iterable[bytes]) -> bool:
    """Say whether a zip with these names is an export whose files explain each other."""
    folders: dict[bytes, set[bytes]] = {}
    for name in names:
        folder, _, own = name.rpartition(b"/")
        folders.setdefault(folder, set()).add(own)
    return any(beside <= own for own in folders.values() for beside in _BESIDE)


def is_chat_page(start: bytes) -> bool:
    """Say whether a page is one of those in which an app gives what a person wrote."""
    return bool(_PAGE.search(start))
