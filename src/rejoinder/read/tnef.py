"""Outlook's winmail.dat: the message it wraps, its rich text, and its attachments (MS-OXTNEF)."""

from __future__ import annotations

from collections.abc import Iterator

from rejoinder.model import Blob, Document, Problem
from rejoinder.read.mapi.stream import DamagedError, record_of
from rejoinder.read.mapi.told import told


def read(blob: Blob) -> Iterator[Document | Blob | Problem]:
    """Give the message as one document, then its attachments."""
    try:
        record = record_of(bytes(blob.untrusted_bytes))
    except DamagedError:
        what = "It is named as Outlook's winmail.dat and holds nothing that can be read as one."
        yield Problem(blob.name, what, "Ask the sender for the message itself.", "tnef_corrupt", "refused")
        return
    yield from told(blob, record)
    if record.lost:
        what = f"It is damaged: {'; '.join(record.lost)}. What could be read is kept."
        yield Problem(blob.name, what, "Ask the sender for the message itself.", "tnef_corrupt", "partial")
