"""The fields of header blocks as mail programs name them, in the languages they speak."""

from __future__ import annotations

import re

_NAMES = {
    "from": (
        "from; sender; reply-from; von; de; da; van; oddi wrth; gan; från; fra; od; nadawca; lähettäjä; "
        "kimden; от; от кого; remitente; expéditeur; expediteur; absender; mittente; afzender; remetente; de "
        "la; feladó"
    ),
    "date": (
        "date; sent; date sent; sent at; date/time; datum; gesendet; gesendet am; envoyé; envoye; envoyé le; "
        "date d'envoi; fecha; enviado; enviados; enviado el; enviado em; enviada em; enviada; data; inviato; "
        "inviato il; data invio; verzonden; verstuurd; dyddiad; anfonwyd; skickat; datum; dato; sendt; "
        "wysłano; wysłane; data wysłania; lähetetty; päivämäärä; tarih; gönderildi; дата; отправлено; "
        "odesláno"
    ),
    "to": (
        "to; an; à; a; pour; destinataire; para; destinatario; aan; naar; at; i; til; till; do; adresat; "
        "vastaanottaja; kime; kому; кому; empfänger; destinataires; destinatari; címzett; komu"
    ),
    "cc": "cc; kopie; kopie (cc); copie; copie à; copia; c.c.; kopia; kopi; dw; копия; con copia; para cc; copi",
    "bcc": "bcc; cci; cco; ccn; bcc (blindkopie); blindkopie",
    "subject": (
        "subject; subj; re; betreff; objet; asunto; oggetto; onderwerp; assunto; pwnc; testun; ämne; emne; "
        "temat; aihe; konu; тема; předmět; subiect; tárgy"
    ),
    "attachments": (
        "attachments; attachment; attached; anlagen; anlage; anhänge; anhang; pièces jointes; pièce jointe; "
        "pj; adjuntos; datos adjuntos; archivos adjuntos; allegati; allegato; bijlagen; bijlage; anexos; "
        "anexo; atodiadau; atodiad; bilagor; vedhæftede filer; załączniki; вложения"
    ),
    "message-id": "message-id; message id; msgid",
    "other": (
        "when; where; required attendees; optional attendees; reply-to; reply to; replyto; répondre à; "
        "antwort an; antworten an; responder a; rispondi a; organization; organisation; importance; "
        "wichtigkeit; importancia; importanza; urgentie; prioridade; priority; priorität; sensitivity; "
        "newsgroups; sent by; gesendet von; envoyé par; on behalf of; categories; x-mailer; user-agent; "
        "in-reply-to; references; mime-version; content-type; content-transfer-encoding; return-path; "
        "received; delivered-to; mailing list; list-id; conversation; thread-topic; please respond to; "
        "expires; follow up flag; flag status; importanza; importância; pwysigrwydd; followup-to; "
        "resent-from; resent-to; resent-date; x-sender; security level; bitte antworten an; lines; sender ip; "
        "originator; posted at; posted to; mailto; folder"
    ),
}
ROLES = {name.strip(): role for role, names in _NAMES.items() for name in names.split(";") if name.strip()}
_DAY_FIRST_WORDS = (
    "von gesendet datum envoyé de fecha enviado da data inviato van verzonden oddi wrth dyddiad anfonwyd från "
    "fra skickat sendt absender"
)
_DAY_FIRST = frozenset(_DAY_FIRST_WORDS.split())
_FIELD = re.compile(
    r"[*_]{0,2}([^\W\d_][^\W\d_.'/ ()-]{0,20}(?:[ '/.(-]{1,2}[^\W\d_]{1,14}\)?){0,3}\.?)[*_]{0,2}[ "
    r"\t\xa0]*[:：][*_]{0,2}"
    r"(?!/|:)[ \t\xa0]*(?:[*_]{1,2}[ \t]+)?"
)
_MISREAD = {
    "frorn": "from", "fr0m": "from", "fr0rn": "from", "5ent": "sent", "t0": "to", "5ubject": "subject",
    "0ate": "date",
}  # fmt: skip
"""Names of fields as text recognition (OCR) writes them where it takes letters for others: none is a word itself."""
_MISREAD_FIELD = re.compile(rf"({'|'.join(_MISREAD)}) ?:[ \t\xa0]*", re.IGNORECASE)
WIDEST = 28
"""Characters before a field's colon."""


def field(words: str) -> tuple[str, str, int] | None:
    """Give the role and the name of the field that a line begins with and where its value begins, if it is one."""
    found = _FIELD.match(words[:60])
    if not found or " ".join(found.group(1).lower().split()) in _MISREAD:
        return _misread(words)
    name = " ".join(found.group(1).lower().split())
    role = ROLES.get(name)
    return (role, name, found.end()) if role else None


def _misread(words: str) -> tuple[str, str, int] | None:
    """Give the field that a line begins with where text recognition took letters of its name for others."""
    found = _MISREAD_FIELD.match(words[:60])
    if not found:
        return None
    name = _MISREAD[found.group(1).lower()]
    return ROLES[name], name, found.end()


def day_first(name: str) -> bool | None:
    """Say whether the language of this field writes days before months; None where its speakers differ."""
    return True if name in _DAY_FIRST else None
