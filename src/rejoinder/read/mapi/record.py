"""One message of Outlook, or one of its contacts, appointments, tasks, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass

from rejoinder.read.mapi.properties import Properties

WITHIN = 500
"""Messages attached to one record, and to those attached to it, that are read: any may hold all."""


@dataclass(frozen=True, slots=True)
class Attached:
    """One thing that hangs from a record."""

    properties: Properties
    content: bytes | None
    """Its bytes; a TNEF stream where a message is attached; None where there are none."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a file or a store holds of one message, contact, appointment or task."""

    properties: Properties
    recipients: tuple[Properties, ...] = ()
    attached: tuple[Attached, ...] = ()
    lost: tuple[str, ...] = ()
    """What of it could not be read, in words."""
