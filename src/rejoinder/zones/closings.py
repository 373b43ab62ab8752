"""The ends of messages: signatures, notices of confidentiality, the footers of mailing lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from rejoinder.zones.people import ADDRESS

LONGEST_SIGNATURE = 16
"""Lines of a signature behind its two dashes, and of one without them."""
MOST_WORDS = 12
"""Spaces in a line of a signature; one with more is prose."""
_DASHES = ("--", "-- ", "---", "—", "__", "- --")
_DEVICE = re.compile(
    r"(?:sent (?:from|via|with|by|using) (?:my |a |an |the )?(?!here\b|there\b)[\w'’.®™ -]{2,60}(?:\([^)]{1,80}\))?"
    r"|get outlook for \w+.{0,60}|(?:this (?:message|e-?mail) was )?sent (?:from|via) .{2,40}"
    r"|envoy[ée] (?:de|depuis|à partir d) ?.{2,50}"
    r"|(?:von meinem|gesendet von) .{2,50}|enviado (?:desde|do|a partir|de) .{2,50}|inviato da(?:l mio)? .{2,50}"
    r"|verstuurd vanaf .{2,50}|verzonden (?:met|vanaf|via) .{2,50}|anfonwyd o.{2,50}|skickat från .{2,40}"
    r"|sendt fra .{2,40}|wysłane z .{2,40}|via mobile|sent wirelessly .{2,60}|отправлено с .{2,40})[.!]?$",
    re.IGNORECASE,
)
_DEVICE_NAMES = re.compile(
    r"phone|ipad|ipod|android|samsung|galaxy|blackberry|mobile|handheld|outlook|yahoo|mail|tablet|windows|nexus|htc|xperia"
    r"|huawei|mobil|móvil|handy|telefon|telemóvel|sparrow|treo|wireless|ffôn|pixel|телефон|device|palm|droid",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:with |many |my )?(?:kind(?:est)?|best|warm(?:est)?|cordial|sincere) (?:regards|wishes)|regards"
    r"|best|cheers|thanks?"
    r"|thank you|many thanks|thanks (?:again|in advance|so much|a lot|for your help)|thanks and regards"
    r"|sincerely|sincerely yours"
    r"|yours|yours (?:sincerely|faithfully|truly|ever)|very truly yours|respectfully|all the best"
    r"|take care|ta|love|xx?|rgds|kr|br"
    r"|cordially|with thanks|mit (?:freundlichen|besten|herzlichen) gr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe"
    r"|beste|schöne|freundliche)"
    r" gr(?:ü|ue)(?:ß|ss)e|gru(?:ß|ss)|mfg|vg|lg|cordialement|bien cordialement|cdt|amicalement"
    r"|salutations|bien à vous|merci"
    r"|sincères salutations|saludos|un saludo|saludos cordiales|atentamente|un cordial saludo|gracias"
    r"|cordiali saluti|saluti"
    r"|distinti saluti|grazie|un saluto|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|groet(?:en"
    r"|jes)?|mvg|bedankt"
    r"|atenciosamente|cumprimentos|melhores cumprimentos|abraços?|obrigad[oa]|cofion|cofion (?:gorau|cynnes)|yn gywir"
    r"|yr eiddoch yn gywir|diolch|diolch yn fawr|hwyl|pob hwyl|med vänlig hälsning|vänliga hälsningar|mvh"
    r"|hilsen|с уважением"
    r"|pozdrawiam)\W{0,3}$",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?:\b(?:tel|phone|fax|mob|mobile|cell|office|direct|ph|ext|telefon|tél|gsm|ffôn|handy|t|f|m|p|d"
    r"|w)\b\s?[.:]|(?:\+|\(0|\b0|\(?\d{3}\)?[ .-])"
    r"[\d() .-]{6,}\d)",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|org|net|co\.uk|example|io|eu|de|fr)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:manager|director|president|officer|engineer|analyst|assistant|associate|secretary|chair(?:man"
    r"|woman|person)?|head of"
    r"|professor|lecturer|consultant|partner|solicitor|attorney|counsel|developer|administrator|coordinator|executive|ph\.?d"
    r"|department|dept|division|university|institute|ltd|limited|inc|llc|llp|gmbh|plc|corp(?:oration)?|council|software|editor"
    r"|treasurer|clerk|trustee|ceo|cto|cfo|skype|icq|aim|gpg|pgp|linkedin|twitter)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[-–—~ ]{0,3}[*_]{0,2}(?>(?:[A-ZÀ-ÖØ-ÞŁŚŽŠ][\w.'’-]{0,20}+[*_,]{0,3}+ ?+"
    r"|(?:van|von|der|den|de|du|da|di|la|le|of|the|and|ap|ferch|ter|y|und|for)\b ?+){1,7})(?:\([\w .'’-]{1,30}\))?$"
)
_DASHED_NAME = re.compile(r"(?:[-–—~]{1,2} ?|/)(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [A-ZÀ-ÖØ-Þ][\w.'’-]*){0,2}|\w{1,12})$")
_BULLET = re.compile(r"\s*[-–—~*] ")
_NOTICE_OPENING = re.compile(
    r"(?:[*_=\-\s]{0,40})(?:this (?:e-?mail|message|communication|transmission|electronic|document"
    r"|information|footnote)"
    r"|the (?:information|contents?|e-?mail|materials?)|confidential|notice|disclaimer|important"
    r"|privileged|legal notice|caution"
    r"|if you (?:are not|have received)|any (?:views|opinions|unauthori[sz]ed)|please (?:consider|think)"
    r"|internet communications"
    r"|statement of confidentiality|diese (?:e-?mail|nachricht)|ce (?:message|courriel|courrier)"
    r"|cet? e-?mail|este (?:mensaje|correo|mensagem|e-?mail)"
    r"|esta (?:mensagem|comunicación)|la (?:présente|información)|questo messaggio"
    r"|il (?:presente )?messaggio|le informazioni|dit (?:bericht|e-?mail)"
    r"|de informatie|mae(?:'r| yr) (?:neges|e-?bost|wybodaeth)|y neges|gall|warning|attention"
    r"|nothing in this|unless otherwise|registered)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"confidential|privileged|intended (?:only|solely|recipient|for the)|intended recipient|disclos"
    r"|unauthori[sz]ed|vertraulich|confidenti"
    r"|confidencial|destinat(?:aire|ari)|riservat|vertrouwelijk|geadresseerde|empfänger|cyfrinachol"
    r"|derbynnydd|virus|printing this|not necessarily"
    r"|before printing|registered (?:in|office)|legally binding|monitored",
    re.IGNORECASE,
)
_FRAME = re.compile(r"\*{8,}$")
_DRAWN = re.compile(r"[-_=*~ ]{2,80}$")
_LIST_RULE = re.compile(r"(?:_{20,}|-{5,}|=-=|~-~|-+~|\*{5,}|-~)")
_LIST = re.compile(
    r"mailing list|mailman/|listinfo|yahoo! groups|yahoogroups|google groups|groups\.google|unsubscribe"
    r"|listserv|lists?\.[\w.-]+\.\w{2,}"
    r"|subscribed to|abonnement|groups\.yahoo|list archives|to post to this group|majordomo|-~----------~"
    r"|@lists?\.|view it on github",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[^\n]{1,80} mailing list\n[^\s@]+@[^\s@]+\nhttps?://\S+/listinfo/\S+", re.IGNORECASE)
"""A footer as Mailman writes it, below a rule that text recognition (OCR) may not read."""
_GROUPS = re.compile(
    r"(?:you(?:'ve)? (?:are )?received? this (?:message|email) because|you received this|to unsubscribe"
    r"|to post to this|"
    r"for more options,? visit|yahoo! groups links|your use of yahoo! groups|--~--~|-~-{5,}|~-{4,}~"
    r"|community email addresses"
    r"|reply to this email directly|you are receiving this)",
    re.IGNORECASE,
)


class Closing(NamedTuple):
    """The end of a message: what it is and its lines."""

    kind: str
    """signature, disclaimer or list footer."""
    start: int
    end: int


def closings(words: list[str], start: int, end: int) -> list[Closing]:
    """Give what closes the message whose lines are start..end, first line first; nothing overlaps."""
    found: list[Closing] = []
    end, before = _without_empty(words, start, end), -1
    while end != before:
        before = end
        for kind, finder in _FINDERS:
            at = finder(words, start, end)
            if at < end:
                found.append(Closing(kind, at, end))
                end = _without_empty(words, start, at)
    at = _signature(words, start, end)
    if at < end:
        found.append(Closing("signature", at, end))
    return found[::-1]


def closes(line: str) -> bool:
    """Say whether a line is what stands before a name: Kind regards, Cheers, Mvh."""
    return _CLOSING.match(line) is not None


def _footer(words: list[str], start: int, end: int) -> int:
    """Give the line where a list's footer begins; end where there is none."""
    lowest = max(start, end - 40)
    for number in range(end - 1, lowest - 1, -1):
        line = words[number][:200]
        if not line:
            continue
        if line[0] in "_-=~*" and _LIST_RULE.match(line) and _is_footer(words, number, end):
            return _highest(words, number, lowest, end)
        if (
            line[0] in "yYtTfFcCrR-~"
            and _GROUPS.match(line)
            and _LIST.search("\n".join(words[max(start, number - 1) : end])[:3000])
        ):
            above = number - 1
            while above >= start and (_DRAWN.match(words[above]) or _LIST_RULE.match(words[above])):
                above -= 1
            if above < start or not words[above] or above < number - 1:
                return above + 1
    return end - 3 if end - 3 >= start and _LISTED.fullmatch("\n".join(words[end - 3 : end])) else end


def _is_footer(words: list[str], number: int, end: int) -> bool:
    """Say whether what stands below a rule speaks of a list, or is an advertisement with an address."""
    lines = [line for line in words[number + 1 : end] if line]
    told = "\n".join(lines)[:3000]
    if not _LIST.search(told):
        return len(lines) <= 4 and words[number][:20] == "_" * 20 and "http" in told
    return 1 <= len(lines) <= 25 and (len(lines) <= 5 or any(_GROUPS.match(line) for line in lines))


def _highest(words: list[str], number: int, lowest: int, end: int) -> int:
    """Give the rule above this one, where the footer is framed by two."""
    for above in range(number - 1, max(lowest, number - 8) - 1, -1):
        if words[above][:12] == words[number][:12] and _LIST.search("\n".join(words[above:number])[:2000]):
            return above
        if len(words[above]) > 90:
            break
    return number if number < end else end


def _framed(words: list[str], start: int, end: int) -> int:
    """Give the row of asterisks above the one that ends these lines, with words between; end where there is none."""
    for number in range(end - 3, max(start, end - 20) - 1, -1) if _FRAME.match(words[end - 1][:80]) else ():
        if _FRAME.match(words[number][:80]):
            return number
    return end


def _notice(words: list[str], start: int, end: int) -> int:
    """Give the line where a notice begins; end where there is none."""
    if end > start and (framed := _framed(words, start, end)) < end:
        return framed
    top = end - 1
    while top > start and words[top - 1] and end - top < 60:
        top -= 1
    if top < start or end <= start:
        return end
    for first in range(top, min(end, top + 4)):
        if _NOTICE_OPENING.match(words[first][:200]):
            paragraph = " ".join(words[first:end])[:6000]
            telling = {found.lower() for found in _NOTICE.findall(paragraph)}
            if len(telling) >= 2 or (telling and len(paragraph) > 150):
                while first > start and words[first - 1] and not any(map(str.isalnum, words[first - 1])):
                    first -= 1
                return first
    if not any(map(str.isalnum, "".join(words[top:end]))) and end - top == 1:
        above = _notice(words, start, _without_empty(words, start, top))
        return above if above < _without_empty(words, start, top) else end
    return end


def _without_empty(words: list[str], start: int, end: int) -> int:
    while end > start and not words[end - 1]:
        end -= 1
    return end


def _sealed(words: list[str], start: int, end: int) -> int:
    """Give the line where a PGP signature begins; end where these lines do not end with one."""
    if end > start and words[end - 1].startswith("-----END PGP SIGNATURE"):
        for number in range(end - 2, max(start, end - 60) - 1, -1):
            if words[number].startswith("-----BEGIN PGP SIGNATURE"):
                return number
    return end


_FINDERS = (("list footer", _footer), ("signature", _sealed), ("disclaimer", _notice))


def _signature(words: list[str], start: int, end: int) -> int:
    """Give the line where a signature begins; end where there is none."""
    lowest = max(start, end - LONGEST_SIGNATURE - 4)
    for number in range(end - 1, lowest - 1, -1):
        if words[number] in _DASHES and number < end - 1:
            if words[number] == "--" or (number >= end - 8 and (number == start or not words[number - 1])):
                return number
            break
    at = _device(words, start, end)
    if at == end:
        return _unmarked(words, start, end)
    if at - 1 > start and not words[at - 2] and _NAME.match(words[at - 1] or "-"):
        return at - 1
    above = _without_empty(words, start, at)
    return min(at, _unmarked(words, start, above)) if above > start else at


def _device(words: list[str], start: int, end: int) -> int:
    line = words[end - 1] if end > start else ""
    if len(line) < 90 and _DEVICE.match(line) and (_DEVICE_NAMES.search(line) or len(line.split()) <= 6):
        return end - 1
    return end


def _unmarked(words: list[str], start: int, end: int) -> int:
    """Give where a signature begins that no dashes announce: a closing, a name, lines of where to reach its owner."""
    top, strength, lines, spare = end, 0, 0, 2
    for number in range(end - 1, max(start, end - LONGEST_SIGNATURE) - 1, -1):
        line = words[number]
        if not line:
            continue
        if len(line) > 66:
            break
        lines += 1
        if len(line) < 40 and _CLOSING.match(line):
            return number if number > start and lines <= 8 and (lines > 1 or line[-1] not in ".!") else top
        if _DRAWN.match(line):
            return number if strength >= 2 else top
        weight = _weight(line)
        if not weight and strength >= 4 and spare and len(line) <= 40 and line[-1] not in ".!?:,;":
            spare -= 1
            continue
        if not weight or (lines > 1 and _BULLET.match(line)):
            break
        strength += weight
        if _is_top(words, start, number, strength) and strength >= 2 and (lines > 1 or _DASHED_NAME.match(line)):
            top = number
    return top


def _is_top(words: list[str], start: int, number: int, strength: int) -> bool:
    if number == start:
        return start > 0 and strength >= 3
    return not words[number - 1]


def _weight(line: str) -> int:
    """Give how much a line looks like one of a signature: 0 where it does not at all."""
    if line.count(" ") > MOST_WORDS:
        return 0
    if _DASHED_NAME.match(line):
        return 2
    if ("@" in line and ADDRESS.search(line)) or _PHONE.search(line) or ("." in line and _WEB.search(line)):
        return 2 if len(line.split()) <= 8 else 0
    if _NAME.match(line) and line[-1:] not in ".!?:":
        return 1
    if _TITLE.search(line) and line[-1:] not in ".!?:" and len(line.split()) <= 8:
        return 1
    return 0
