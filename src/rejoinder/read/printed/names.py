"""What the fields over a printed message are called: as in mail itself, or in a program's own words."""

from __future__ import annotations

import re

from rejoinder.zones.fields import ROLES

FURTHER = "further field"
"""What a field is called of which nothing but its place is known."""
TIME = "time"
"""What the field is called that gives the time, where the date is another's."""
RECEIVED = "received"
"""The role of a date that counts where no other is given."""
_BEFORE_SUBJECTS = "re aw antw sv vs tr fw fwd wg rv rif enc doorst odp ynt vb vl ref"
ANSWERS = frozenset(_BEFORE_SUBJECTS.split())
"""What programs put before a subject, with a colon, where it answers or forwards."""
_OWN = {
    "from": (
        "author; written by; sent from; from name; from (name); originator; by; sender name; from address; posted by; "
        "message from; émetteur; auteur; autor; autore"
    ),
    "date": (
        "when; timestamp; time stamp; date & time; sent date/time; message date; date sent (utc); date/heure; "
        "date et heure; datum/tijd; datum en tijd; data e ora; data/ora; fecha y hora; fecha/hora; datum/uhrzeit; "
        "datum und uhrzeit; data e hora; data/hora"
    ),
    "to": "recipient; recipients; addressee; addressees; sent to; to whom; to name; all recipients; for; "
    "delivered to; deliver to; to (name); primary recipients; geadresseerde; destinatário; destinatários",
    "cc": "copied to; copied; copy; copies; copies to; copy to; cc to; cc'd; carbon copy; copy recipients; cc name; "
    "also to; also sent to; in copy; cc recipients; "
    "in kopie; en cc; per conoscenza; kopie aan; com cópia",
    "bcc": "blind copy; blind copied to; blind copies; bcc'd",
    "subject": "subject line; regarding; title; message title; reference line; about; topic; concerning; betreft",
    "attachments": "attachment names; attachment name; file names; files attached; enclosures",
    "other": (
        "custodian; account; size; message size; mailbox; document id; doc id; bates; bates range; begin bates; "
        "end bates; file name; file type; file size; file extension; page count; pages; status; security; "
        "classification; protective marking; tag; tags; label; labels; matter; matter number; case number; "
        "our ref; your ref; reference; attachment count; hash; md5; md5 hash; sha1; flag; flagged; read"
    ),
    RECEIVED: (
        "received; date received; received date; received on; received at; erhalten; empfangen; empfangen am; reçu; "
        "reçu le; recibido; recibido el; ricevuto; ricevuto il; ontvangen; derbyniwyd; mottaget; modtaget; mottatt; "
        "recebido; otrzymano; vastaanotettu; alındı"
    ),
    TIME: (
        "time; time sent; sent time; time received; uhrzeit; zeit; heure; heure d'envoi; hora; hora de envío; ora; "
        "ora invio; tijd; tijdstip; amser; tid; klockslag; godzina; aika; saat; время"
    ),
}
_ROLES = {name.strip(): role for role, names in _OWN.items() for name in names.split(";")}
_CALLED = {"from": "from", "date": "sent", "to": "to", "cc": "cc", "bcc": "bcc", "subject": "subject",
           "attachments": "attachments", RECEIVED: "sent", TIME: TIME, "other": FURTHER}  # fmt: skip
_OF_MAIL = frozenset(("email", "e-mail", "mail", "message", "msg", "header"))
"""Words that are put before the name of a field to say whose it is."""
_OF_HEADER = frozenset(("header", "headers", "mime", "smtp", "email", "e-mail", "utc", "gmt", "local", "local time"))
"""What is put in brackets behind the name of a field to say where it was taken from, or by which clock."""
_OF_ENVELOPE = frozenset(("envelope", "env", "mail from", "rcpt to"))
_PLURAL = re.compile(r"\(s\)|\s*\(\d{1,3}\)$")


def role_of(label: str) -> tuple[str, str] | None:
    """Give the role of what a field is called, and its name as mail programs have it; None of what names no field."""
    words = _PLURAL.sub("", label.strip().rstrip(":：").strip().lower()).split()
    plain = " ".join(words)
    if plain in ROLES and ROLES[plain] not in ("other", "message-id"):
        return ROLES[plain], plain
    if plain in _ROLES:
        return _ROLES[plain], _CALLED[_ROLES[plain]]
    return (
        _without_mail(words)
        or _qualified(plain)
        or _in_two_languages(plain)
        or (("other", FURTHER) if plain in ROLES else None)
    )


def is_of_mail(label: str) -> bool:
    """Say whether mail programs call a field so, and not only other programs, whose `Title` may be anything's."""
    plain = " ".join(label.lower().split())
    return plain not in _ROLES and role_of(plain) is not None


def _without_mail(words: list[str]) -> tuple[str, str] | None:
    """Give the role of `Email From` and the like."""
    for kept in (words[1:], words[:-1]):
        if len(kept) == len(words) - 1 and kept and {words[0], words[-1]} & _OF_MAIL:
            left = words[0] if kept == words[1:] else words[-1]
            if left in _OF_MAIL and (found := role_of(" ".join(kept))):
                return found
    return None


def _qualified(plain: str) -> tuple[str, str] | None:
    """Give the role of `From (header)` and the like; what the envelope says is a further field."""
    bare, _, qualifier = plain.partition(" (")
    if qualifier.rstrip(")") in _OF_ENVELOPE and bare in ROLES:
        return "other", FURTHER
    return (ROLES[bare], bare) if qualifier.rstrip(")") in _OF_HEADER and ROLES.get(bare, "other") != "other" else None


def _in_two_languages(plain: str) -> tuple[str, str] | None:
    """Give the role of `Oddi wrth / From`: each half names it."""
    halves = [half.strip() for half in re.split(r"[/|]", plain)]
    roles = [ROLES.get(half) for half in halves]
    return (roles[0], halves[0]) if len(halves) == 2 and roles[0] and roles[0] == roles[1] != "other" else None
