"""The fields of header blocks as mail programs name them, in the languages they speak."""

from __future__ import annotations

import re

_NAMES = {
    "from": (
        "from; sender; reply-from; von; de; da; van; oddi wrth; gan; från; fra; od; od kogo; nadawca; lähettäjä; "
        "kimden; gönderen; от; от кого; відправник; від; remitente; expéditeur; expediteur; absender; mittente; "
        "afzender; remetente; remitent; de la; feladó; avsändare; avsender; afsender; odesílatel; odosielateľ; "
        "από; 发件人; 寄件者; 差出人"
    ),
    "date": (
        "date; sent; date sent; sent at; sent on; sent date; date/time; date and time; datum; gesendet; gesendet am; "
        "envoyé; envoye; envoyé le; date d'envoi; fecha; fecha de envío; enviado; enviados; enviado el; enviado em; "
        "enviada em; enviada; data; inviato; inviato il; data invio; verzonden; verzonden op; verstuurd; dyddiad; "
        "anfonwyd; skickat; skickades; dato; sendt; afsendt; wysłano; wysłane; data wysłania; lähetetty; päivämäärä; "
        "päiväys; tarih; gönderildi; gönderme tarihi; дата; отправлено; надіслано; odesláno; odoslané; dátum; "
        "elküldve; küldve; trimis; data trimiterii; ημερομηνία; 日期; 发送时间; 送信日時; 日付"
    ),
    "to": (
        "to; an; à; a; pour; destinataire; para; destinatario; aan; naar; at; i; til; till; do; adresat; "
        "vastaanottaja; vastaanottajat; saaja; kime; kому; кому; empfänger; destinataires; destinatari; "
        "destinatarios; ontvanger; ontvangers; mottagare; mottaker; modtager; címzett; címzettek; komu; către; προς; "
        "alıcı; 收件人; 宛先"
    ),
    "cc": (
        "cc; kopie; kopie (cc); kopie an; copie; copie à; en copie; copia; c.c.; kopia; kopia till; kopi; kopi til; "
        "dw; do wiadomości; копия; копія; con copia; para cc; copi; kopio; másolat; másolatot kap; bilgi; κοιν; 抄送"
    ),
    "bcc": (
        "bcc; cci; cco; ccn; bcc (blindkopie); blindkopie; blindkopia; hemlig kopia; skjult kopi; udw; piilokopio; "
        "skrytá kopie; rejtett másolat; gizli; скрытая копия"
    ),
    "subject": (
        "subject; subj; re; betreff; thema; objet; sujet; asunto; tema; oggetto; onderwerp; assunto; pwnc; testun; "
        "ämne; emne; temat; aihe; konu; тема; předmět; predmet; subiect; tárgy; θέμα; 主题; 主旨; 件名"
    ),
    "attachments": (
        "attachments; attachment; attached; attached files; anlagen; anlage; anhänge; anhang; pièces jointes; "
        "pièce jointe; fichiers joints; pj; adjuntos; datos adjuntos; archivos adjuntos; allegati; allegato; bijlagen; "
        "bijlage; anexos; anexo; atodiadau; atodiad; bilagor; bilaga; vedhæftede filer; vedhæftet; vedlegg; liitteet; "
        "liite; załączniki; załącznik; přílohy; příloha; prílohy; melléklet; mellékletek; ekler; atașamente; "
        "вложения; вкладення; συνημμένα; 附件"
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
        "originator; posted at; posted to; mailto; folder; time; further field; "
        "priorytet; ważność; tärkeys; prioritet; prioriteit; fontosság; önem; důležitost; vigtighed; viktighet; "
        "svara till; odpowiedz do; odpověď komu; vastausosoite; svar til; kategorien; catégories; categorías"
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
