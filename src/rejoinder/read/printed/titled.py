"""The subject that stands over author and date without a name before it, and what else stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rejoinder.read.printed.running import Told
from rejoinder.zones.blocks import field_of
from rejoinder.zones.sheet import Sheet

TOP = 4
"""Lines at the top of a page in which a subject and what belongs to it stand."""
LARGER = 1.08
"""Times another line's size from which on a line is set in larger letters."""
HEADING = 1.2
"""Times their size from which on a line above author and date is a heading in the midst of a page.

Where the name of a folder stands below it, larger letters are enough.
"""
LARGEST = 1.25
"""Times the size of the lines below it from which on a line is the subject, whatever those say."""
SAME = 0.1
"""Part of their size by which the lines of one heading may differ, as nearly as sizes can be told."""
_COUNT = re.compile(r"\d{1,4} [^\W\d_]{4,20}$")
"""How many messages a conversation has, as Gmail writes it above them."""
_COUNTED = re.compile(
    r"[^\W\d_]{3,14}(?: (?:no|nr|n)\.?)? ?[#°º]?\d{1,4}(?: \w{1,3} \d{1,4}|/\d{1,4})?:?$", re.IGNORECASE
)
"""What counts messages above each: `Message 3 of 12`."""
_NAMES = (
    "inbox; sent; sent items; sent mail; sent messages; outbox; drafts; archive; archives; all mail; deleted items; "
    "deleted messages; trash; bin; junk; junk email; junk e-mail; junk mail; spam; starred; important; "
    "posteingang; gesendet; gesendete elemente; gesendete objekte; postausgang; entwürfe; archiv; gelöschte elemente; "
    "gelöschte objekte; papierkorb; junk-e-mail; werbung; alle nachrichten; "
    "boîte de réception; courrier entrant; envoyés; éléments envoyés; messages envoyés; boîte d'envoi; brouillons; "
    "éléments supprimés; corbeille; courrier indésirable; indésirables; tous les messages; "
    "bandeja de entrada; recibidos; enviados; elementos enviados; bandeja de salida; borradores; archivo; archivados; "
    "elementos eliminados; papelera; correo no deseado; todos; "
    "posta in arrivo; in arrivo; posta inviata; inviata; posta in uscita; bozze; archivio; posta eliminata; cestino; "
    "posta indesiderata; tutti i messaggi; "
    "postvak in; verzonden; verzonden items; verzonden berichten; postvak uit; concepten; archief; verwijderde items; "
    "prullenbak; ongewenste e-mail; alle e-mail; "
    "caixa de entrada; entrada; itens enviados; mensagens enviadas; caixa de saída; rascunhos; arquivo; "
    "itens excluídos; itens eliminados; lixeira; lixo; lixo eletrônico; todos os e-mails; "
    "mewnflwch; blwch derbyn; eitemau a anfonwyd; anfonwyd; blwch anfon; drafftiau; archif; sbwriel; "
    "inkorg; inkorgen; skickat; utkorg; utkast; arkiv; borttaget; papperskorg; papperskorgen; skräppost; alla mejl; "
    "indbakke; sendt post; sendte elementer; udbakke; kladder; slettet post; papirkurv; uønsket mail; "
    "innboks; sendt; sendte elementer; utboks; slettede elementer; papirkurv; søppelpost; "
    "saapuneet; lähetetyt; lähtevät; luonnokset; arkisto; poistetut; roskaposti; roskakori; "
    "odebrane; skrzynka odbiorcza; wysłane; elementy wysłane; skrzynka nadawcza; robocze; wersje robocze; archiwum; "
    "elementy usunięte; kosz; wiadomości-śmieci; wszystkie; "
    "gelen kutusu; gönderilmiş öğeler; gönderilenler; giden kutusu; taslaklar; arşiv; silinmiş öğeler; çöp kutusu; "
    "входящие; отправленные; исходящие; черновики; архив; удаленные; корзина; спам; вся почта; "
    "doručená pošta; odeslaná pošta; odeslané; pošta k odeslání; koncepty; odstraněná pošta; koš; nevyžádaná pošta; "
    "mesaje primite; elemente trimise; trimise; ciorne; arhivă; elemente șterse; coș de gunoi; "
    "beérkezett üzenetek; elküldött elemek; elküldött; piszkozatok; archívum; törölt elemek; kuka; levélszemét"
)
_FOLDERS = frozenset(name.strip() for name in _NAMES.split(";"))
"""What mail programs call the folders they make themselves."""
_PROGRAM = re.compile(r"\[[^\]/]{3,20}\]/")
"""What Gmail puts before the names of its own folders: `[Gmail]/All Mail`."""
_OTHER = re.compile(r"^(?:[^\W\d_]{3,10}: ?)|\s*\(\d{1,5}\)$")


def labels(told: Sequence[Told]) -> frozenset[str]:
    """Give the lines that stand alike at the top of pages, each time below another line in larger letters."""
    above: dict[str, set[str]] = {}
    tops: dict[int, int] = {}
    for one, other in pairwise(line for line in told if line.text.strip() and line.first.placed):
        side = other.first.side
        tops[side] = tops.get(side, 0) + 1
        larger = one.first.size > LARGER * other.first.size
        if one.first.side == side and tops[side] <= TOP and larger:
            above.setdefault(other.text.strip(), set()).add(one.text.strip())
    return frozenset(words for words, different in above.items() if len(different) > 1)


def is_folder(words: str) -> bool:
    """Say whether a line names a folder of a mail program, perhaps by the path to it."""
    name = _OTHER.sub("", words.strip().casefold())
    own = _PROGRAM.match(name)
    steps = re.split(r"[/\\]", name[own.end() :] if own else name)
    return bool(own) or any(step.strip() in _FOLDERS for step in (steps[0], steps[-1]))


def title_above(
    sheet: Sheet, told: Sequence[Told], above: Sequence[int], size: float, known: frozenset[str]
) -> range | None:
    """Give which of the lines above author and date, on their page, are the subject; None where none may be.

    It stands at the top of the page, or is a heading among text: `size` is that of the headers. `known`
    are lines that are no subject: labels. The name of a folder is none either where a line stands above it.
    """
    lines = [line for line in above if not _COUNT.match(sheet.words[line]) and sheet.words[line] not in known]
    lines = [line for line in lines if not _COUNTED.match(sheet.words[line])] or lines
    heading = HEADING
    while len(lines) > 1 and is_folder(sheet.words[lines[-1]]):
        lines.pop()
        heading = LARGER
    lines = _to_largest(told, lines)
    if not lines or not _is_title(sheet.words[lines[-1]]):
        return None
    if not _is_first(told, lines[0]) and told[lines[-1]].first.size < heading * size:
        return None
    first = lines[-1]
    while first - 1 in lines and "@" not in sheet.words[first - 1] and _alike(told[first - 1], told[first]):
        first -= 1
    return range(first, lines[-1] + 1)


def title_below(sheet: Sheet, told: Sequence[Told], end: int, size: float) -> range | None:
    """Give the heading directly below headers, clearly larger than they are; None where none stands there."""
    first = sheet.next_words(end)
    if first >= len(sheet) or end == 0 or not _is_heading(told[first], told[end - 1], size):
        return None
    last = first
    while last + 1 < len(sheet) and sheet.words[last + 1] and _alike(told[last + 1], told[last], SAME):
        last += 1
    return range(first, last + 1) if last - first < TOP and _is_title(sheet.words[first]) else None


def heading_from(sheet: Sheet, told: Sequence[Told], line: int, end: int) -> str:
    """Give the words of a heading that begins with a line, with those further lines of it that look alike."""
    last = line
    while last + 1 < end and _alike(told[last + 1], told[last], SAME):
        last += 1
    return " ".join(sheet.words[line : last + 1])


def _is_heading(one: Told, before: Told, size: float) -> bool:
    """Say whether a line stands close below another, in clearly larger letters than those of a size."""
    line, above = one.first, before.last
    near = line.placed and above.placed and line.side == above.side and line.top - above.bottom < 2 * line.height
    return near and line.size > LARGEST * size


def _to_largest(told: Sequence[Told], lines: Sequence[int]) -> list[int]:
    """Give the lines to the one in the largest letters, where those below it are clearly smaller."""
    sizes = [told[line].first.size for line in lines]
    at = sizes.index(max(sizes)) if sizes else 0
    smaller = all(size * LARGEST < sizes[at] for size in sizes[at + 1 :])
    return list(lines[: at + 1] if smaller else lines)


def _alike(one: Told, other: Told, within: float = 0.25) -> bool:
    """Say whether two lines begin at one margin in letters of about one size, a part of which they may differ."""
    near = abs(one.first.size - other.first.size) < within * other.first.size
    return one.first.placed and near and abs(one.first.left - other.first.left) < 2


def _is_title(words: str) -> bool:
    """Say whether a line may be a subject: no field, unless `Re:`, which is one in some programs."""
    found = field_of(words)
    return found is None or found[0] == "subject"


def _is_first(told: Sequence[Told], number: int) -> bool:
    """Say whether a line is among the first with words on its page."""
    side = told[number].first.side
    above = [one for one in told[max(0, number - 12) : number] if one.first.side == side and one.text.strip()]
    return len(above) <= 2
