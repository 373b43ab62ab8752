"""The plot holders' chat, as the member's telephone exports it: a text with a beginning for each message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any


def exported(chat: Mapping[str, Any]) -> dict[str, bytes]:
    """Give the export by its path, as WhatsApp on Android writes it for a reader in Britain."""
    lines = []
    for message in chat["message"]:
        at = datetime.fromisoformat(message["at"])
        author = f"{message['by']}: " if "by" in message else ""
        lines.append(f"{at:%d/%m/%Y, %H:%M} - {author}{message['words'].strip()}")
    return {f"phone/WhatsApp Chat with {chat['name']}.txt": ("\n".join(lines) + "\n").encode("utf-8")}
