"""Mails of the story on paper: several printed into one PDF, as Outlook sets them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from rejoinder.demo.clients import MONTHS, mailbox
from rejoinder.demo.mail import Mail, Story
from rejoinder.demo.writing import text_of


def printed(story: Story, record: Mapping[str, Any]) -> bytes:
    """Give the PDF into which the mails of a record were printed."""
    import typst

    mails = [_told(story.mail(key), record["printer"]) for key in record["mails"]]
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
    content = compiler.compile(
        (files("rejoinder.demo") / "printed.typ").read_bytes(),
        format="pdf",
        sys_inputs={"mails": json.dumps(mails)},
        timestamp=datetime.fromisoformat(record["date"] + "T12:00:00+00:00"),
    )
    if not isinstance(content, bytes):
        raise TypeError(f"{record['file']} has no single PDF.")
    return content


def _told(mail: Mail, printer: str) -> dict[str, object]:
    fields = [
        ("From", mailbox(mail.author)),
        ("Sent", f"{mail.at.day} {MONTHS[mail.at.month - 1]} {mail.at.year} {mail.at:%H:%M}"),
        ("To", "; ".join(map(mailbox, mail.to))),
        ("Cc", "; ".join(map(mailbox, mail.cc))),
        ("Subject", mail.subject),
        ("Attachments", "; ".join(mail.files.names)),
    ]
    return {"printer": printer, "fields": [pair for pair in fields if pair[1]], "body": text_of(mail)}
