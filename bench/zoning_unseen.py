"""Further styles of mail clients, in two sets, each written after the patterns and measured before it was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bench.zoning_training import Sent, Style, Told, american, day, mailbox, minute, month, short, told, twelve

SHORT = {"sv": "mån tis ons tors fre lör sön", "pl": "pon. wt. śr. czw. pt. sob. niedz."}
MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
}


def _boxes(sent: Sent, between: str) -> str:
    return between.join(f"{mailbox(one)}" for one in sent.to)


def _yahoo_classic(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{american(sent.date)}, {twelve(sent.date)}"
    first = f"--- On {day(sent.date, 'en', True)}, {sent.date.month}/{sent.date.day}/{sent.date:%y}, "
    lines = [
        f"{first}{mailbox(sent.author)} wrote:",
        "",
        f"From: {mailbox(sent.author)}",
    ]
    lines += [f"Subject: {sent.subject}", f"To: {_boxes(sent, ', ')}", f"Date: {date}", ""]
    return lines, told(sent, minute(sent.date), full=True)


def _outlook_mobile(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{day(sent.date, 'en')}, {sent.date.day} {month(sent.date, 'en')} {sent.date.year} {sent.date:%H:%M:%S}"
    lines = [
        "_" * 32,
        f"From: {mailbox(sent.author)}",
        f"Sent: {date}",
        f"To: {_boxes(sent, '; ')}",
    ]
    return [*lines, f"Subject: {sent.subject}", ""], told(sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}", full=True)


def _spark(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{sent.date.day} {month(sent.date, 'en', True)} {sent.date.year}, {sent.date:%H:%M} +0100"
    return [f"On {date}, {mailbox(sent.author)}, wrote:"], told(sent, f"{minute(sent.date)}+01:00")


def _fastmail(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{short(sent.date)}, at {twelve(sent.date)}"
    return [f"On {date}, {sent.author.name} wrote:"], told(sent, minute(sent.date), address=False)


def _thunderbird_forward(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{short(sent.date)[:-5]} {sent.date:%Y %H:%M:%S} +0100"
    lines = ["-------- Forwarded Message --------", f"Subject: \t{sent.subject}", f"Date: \t{date}"]
    lines += [f"From: \t{mailbox(sent.author)}", f"To: \t{_boxes(sent, ', ')}", "", ""]
    return lines, told(sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}+01:00", full=True)


def _german_forward(sent: Sent, _language: str) -> tuple[list[str], Told]:
    first = f"{day(sent.date, 'de', True)}., {sent.date.day}. {month(sent.date, 'de')}"
    date = f"{first} {sent.date:%Y} um {sent.date:%H:%M} Uhr"
    lines = ["---------- Forwarded message ---------", f"Von: {mailbox(sent.author)}"]
    lines += [f"Date: {date}", f"Subject: {sent.subject}", f"To: {_boxes(sent, ', ')}", "", ""]
    return lines, told(sent, minute(sent.date), full=True)


def _groupwise(sent: Sent, _language: str) -> tuple[list[str], Told]:
    return [f">>> {mailbox(sent.author)} {sent.date:%d/%m/%Y %H:%M} >>>"], told(sent, minute(sent.date))


def _aol(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{sent.date.day} {month(sent.date, 'en')} {sent.date.year} {sent.date:%H:%M:%S} GMT"
    lines = [f"In a message dated {date}, {sent.author.address}", "writes:", ""]
    return lines, told(sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}+00:00")._replace(name="")


def _northern(sent: Sent, language: str) -> tuple[list[str], Told]:
    weekday = SHORT[language].split()[sent.date.weekday()]
    name = MONTHS[language].split()[sent.date.month - 1]
    who = f"{mailbox(sent.author)}"
    line = {
        "sv": f"Den {weekday} {sent.date.day} {name} {sent.date.year} kl {sent.date:%H:%M} skrev {who}:",
        "pl": f"{weekday}, {sent.date.day} {name} {sent.date.year} o {sent.date:%H:%M} {who} napisał(a):",
    }[language]
    return [line], told(sent, minute(sent.date))


def _sylpheed(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{short(sent.date)[:-5]} {sent.date:%Y %H:%M:%S} +0100"
    lines = [f"On {date}", f"{mailbox(sent.author)} wrote:", ""]
    return lines, told(sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}+01:00")


def _notes_answer(sent: Sent, _language: str) -> tuple[list[str], Told]:
    return [f"{sent.author.name}/LWAS wrote on {sent.date:%d/%m/%Y %H:%M:%S}:", ""], told(
        sent, f"{sent.date:%Y-%m-%dT%H:%M:%S}", address=False
    )


def _notes_memo(sent: Sent, _language: str) -> tuple[list[str], Told]:
    rows = [("From:", f"{sent.author.name}/LWAS/GB"), ("To:", ", ".join(f"{one.name}/LWAS/GB@LWAS" for one in sent.to))]
    rows += [("Date:", f"{sent.date:%d/%m/%Y %H:%M}"), ("Subject:", sent.subject)]
    found = told(sent, minute(sent.date), address=False, full=True)
    return [*(f"{name:<12}{value}" for name, value in rows), "", ""], found._replace(
        recipients=tuple((one.name, "") for one in sent.to)
    )


def _spanish_block(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{day(sent.date, 'es')}, {sent.date.day} de {month(sent.date, 'es')} de {sent.date.year} {sent.date:%H:%M}"
    lines = [
        f"De: {sent.author.name} [mailto:{sent.author.address}] ",
        f"Enviado el: {date}",
        f"Para: {_boxes(sent, '; ')}",
    ]
    return [*lines, f"Asunto: {sent.subject}", ""], told(sent, minute(sent.date), full=True)


def _bulletin(sent: Sent, _language: str) -> tuple[list[str], Told]:
    return [f"* {mailbox(sent.author)} [{sent.date:%Y-%m-%d %H:%M}]:"], told(sent, minute(sent.date))


def _initials(sent: Sent, _language: str) -> tuple[list[str], Told]:
    date = f"{american(sent.date)}, {twelve(sent.date)}"
    return [f"{date}, {sent.author.name} wrote:", ""], told(sent, minute(sent.date), address=False)


UNSEEN = (
    Style("yahoo classic", _yahoo_classic, ""),
    Style("outlook mobile", _outlook_mobile, ""),
    Style("spark", _spark, "> "),
    Style("fastmail", _fastmail, "> "),
    Style("thunderbird forward", _thunderbird_forward, ""),
    Style("german forward", _german_forward, ""),
    Style("groupwise", _groupwise, ""),
    Style("aol", _aol, ">"),
    Style("northern", _northern, "> ", ("sv", "pl")),
    Style("sylpheed", _sylpheed, "> "),
    Style("notes answer", _notes_answer, "> "),
    Style("notes memo", _notes_memo, ""),
    Style("spanish block", _spanish_block, ""),
    Style("bulletin", _bulletin, "> "),
    Style("initials", _initials, "HQ> "),
)


MONTH_NAMES = {
    "danish": "januar februar marts april maj juni juli august september oktober november december",
    "finnish": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta"
    " syyskuuta lokakuuta marraskuuta joulukuuta",
}


def _second(date: datetime) -> str:
    return f"{date:%Y-%m-%dT%H:%M:%S}"


def _written(
    *lines: str, date: Callable[[datetime], str] = minute, zone: str = "", address: bool = True, full: bool = False
) -> Callable[[Sent, str], tuple[list[str], Told]]:
    """Give a lead whose lines are these, filled in; `date` and `zone` are what it says of the date."""

    def lead(sent: Sent, _language: str) -> tuple[list[str], Told]:
        months = {name: names.split()[sent.date.month - 1] for name, names in MONTH_NAMES.items()}
        filled = [
            line.format(
                who=mailbox(sent.author), name=sent.author.name, address=sent.author.address, to=_boxes(sent, "; "),
                commas=_boxes(sent, ", "), subject=sent.subject, date=sent.date, short=short(sent.date),
                american=american(sent.date), twelve=twelve(sent.date), **months,
            )
            for line in lines
        ]  # fmt: skip
        return filled, told(sent, date(sent.date) + zone, address=address, full=full)

    return lead


LATEST = (
    Style("danish block", _written(
        "Fra: {who}", "Sendt: {date.day}. {danish} {date:%Y %H:%M}", "Til: {to}", "Emne: {subject}", "",
        full=True), ""),
    Style("finnish block", _written(
        "Lähettäjä: {who}", "Lähetetty: {date.day}. {finnish} {date:%Y %H:%M}", "Vastaanottaja: {to}",
        "Aihe: {subject}", "", full=True), ""),
    Style("polish block", _written(
        "Od: {who}", "Wysłano: {date:%d.%m.%Y %H:%M}", "Do: {to}", "Temat: {subject}", "", full=True), ""),
    Style("italian thunderbird", _written(
        "-------- Messaggio Inoltrato --------", "Oggetto: \t{subject}", "Data: \t{short} {date:%H:%M:%S} +0200",
        "Mittente: \t{who}", "A: \t{commas}", "", "", date=_second, zone="+02:00", full=True), ""),
    Style("chinese gmail", _written("{who} 于{date.year}年{date.month}月{date.day}日周二 {date:%H:%M}写道："), "> "),
    Style("croatian", _written(
        "Dana {date.day}.{date.month}.{date.year}. u {date:%H:%M}, {name} je napisao/la:", address=False), "> "),
    Style("greek", _written("Στις {date.day}/{date.month}/{date.year} {date:%H:%M}, ο χρήστης {who} έγραψε:"), "> "),
    Style("indented", _written("On {short} {date:%H:%M} {name} wrote:", address=False), "    "),
    Style("zimbra web", _written(
        'From: "{name}" <{address}>', "To: {commas}", "Sent: {american} {date:%I:%M:%S %p}", "Subject: {subject}",
        "", date=_second, full=True), ""),
    Style("outlook quoted", _written(
        "> -----Original Message-----", "> From: {name} [mailto:{address}]", "> Sent: {american} {twelve}",
        "> To: {to}", "> Subject: {subject}", ">", full=True), "> "),
    Style("eudora", _written("At {date:%H:%M} {date:%d/%m/%Y} +0100, {name} wrote:", zone="+01:00", address=False),
        ">"),
)  # fmt: skip
