"""A mail's whole text as its program writes it: own words, signature, quotation, list footer."""

from __future__ import annotations

import html
import textwrap
from functools import lru_cache
from hashlib import sha256

from rejoinder.demo.clients import CLIENTS, gmail_attribution, marked, thunderbird_attribution
from rejoinder.demo.mail import PARAGRAPH_OF, Mail

LIST_NAME = "committee"
LIST_HOST = "lists.lower-wibbling.example"
FOOTER = (
    "_______________________________________________\n"
    f"{LIST_NAME} mailing list\n{LIST_NAME}@{LIST_HOST}\n"
    f"https://{LIST_HOST}/listinfo/{LIST_NAME}"
)
QUOTE_STYLE = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"


@lru_cache(maxsize=512)
def text_of(mail: Mail) -> str:
    """Give the mail's text."""
    parts = [_own_text(mail)]
    if mail.author.signature and mail.author.signature not in mail.words:
        parts.append(mail.author.signature.strip("\n"))
    if mail.client == "phone":
        parts.append("Sent from my phone")
    below = _below(mail)
    if below:
        parts.append(below)
    parts += [_scrubbed(name) for name in mail.files.scrubbed]
    if mail.by_list:
        parts.append(FOOTER)
    return "\n\n".join(parts)


def _own_text(mail: Mail) -> str:
    width = CLIENTS[mail.client].width
    written = []
    for block in mail.words.split("\n\n"):
        if block.startswith(PARAGRAPH_OF) and mail.answered is not None:
            number = int(block.removeprefix(PARAGRAPH_OF)) - 1
            written.append(marked(_wrapped(_misquoted(mail, mail.answered.paragraphs[number]), 72)))
        else:
            written.append(_wrapped(block, width))
    if mail.interleaved and mail.answered is not None:
        attribute = thunderbird_attribution if mail.client == "thunderbird" else gmail_attribution
        written.insert(0, attribute(mail, mail.answered))
    if mail.client == "notes":
        written += [f"(See attached file: {name})" for name in mail.files.names]
    return "\n\n".join(written)


def _wrapped(block: str, width: int) -> str:
    line = " ".join(block.split())
    return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if width else line


def _misquoted(mail: Mail, text: str) -> str:
    for original, changed in mail.misquotes:
        if original not in text:
            raise ValueError(f"{mail.key} misquotes words that are not there: {original}")
        text = text.replace(original, changed)
    return text


def _below(mail: Mail) -> str:
    if mail.answered is None or mail.how == "bare" or mail.interleaved:
        return ""
    client = CLIENTS[mail.client]
    quote = client.forward if mail.how == "forward" else client.quote
    return quote(mail, mail.answered, _misquoted(mail, text_of(mail.answered)))


def _scrubbed(name: str) -> str:
    """Give what Mailman's archive puts in an attachment's place."""
    digest = sha256(name.encode()).hexdigest()
    address = f"http://{LIST_HOST}/private/{LIST_NAME}/attachments/20240419/{digest[:8]}/attachment.pdf"
    return (
        "-------------- next part --------------\nA non-text attachment was scrubbed...\n"
        f"Name: {name}\nType: application/pdf\nSize: {40000 + int(digest[:4], 16)} bytes\nDesc: not available\n"
        f"URL: <{address}>"
    )


def html_of(mail: Mail) -> str:
    """Give the mail as an HTML page, for the programs that send one beside the text."""
    return f'<html><head><meta charset="utf-8"></head><body>{_html(mail)}</body></html>\n'


def _html(mail: Mail) -> str:
    if not CLIENTS[mail.client].html or mail.interleaved:
        return _plain_html(text_of(mail))
    paragraphs = [_wrapped(block, 0) for block in mail.words.split("\n\n")]
    if mail.author.signature:
        paragraphs.append(mail.author.signature.strip("\n"))
    if mail.client == "outlook":
        own = "".join(f'<p class="MsoNormal">{_plain_html(block)}</p>\n' for block in paragraphs)
    else:
        own = (
            '<div dir="ltr">' + "".join(f"<div>{_plain_html(b)}</div><div><br></div>\n" for b in paragraphs) + "</div>"
        )
    return own + _html_below(mail) + (f"<hr><p>{_plain_html(FOOTER)}</p>" if mail.by_list else "")


def _html_below(mail: Mail) -> str:
    if mail.answered is None or mail.how == "bare":
        return ""
    quoted = _misquoted(mail, _html(mail.answered))
    lead = _below(mail).removesuffix(_marked_or_plain(mail)).strip("\n")
    if mail.client == "outlook":
        lead = lead.partition("\n")[2]
        block = "<br>\n".join(f"<b>{n}:</b> {html.escape(v)}" for n, v in _fields(lead))
        return (
            f'<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">{block}</p></div>\n{quoted}'
        )
    attributed = f'<div dir="ltr" class="gmail_attr">{_plain_html(lead)}<br></div>'
    if mail.how == "forward":
        return f'<br><div class="gmail_quote">{attributed}<br><br>{quoted}</div>'
    block = f'<blockquote class="gmail_quote" style="{QUOTE_STYLE}">{quoted}</blockquote>'
    return f'<br><div class="gmail_quote">{attributed}{block}</div>'


def _marked_or_plain(mail: Mail) -> str:
    text = _misquoted(mail, text_of(mail.answered)) if mail.answered else ""
    return text if mail.client == "outlook" or mail.how == "forward" else marked(text)


def _fields(block: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (line.partition(": ") for line in block.split("\n"))]


def _plain_html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>\n")
