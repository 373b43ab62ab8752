"""Attributions, the words that introduce a quotation: whether a line is one, and whom and when it names."""

from __future__ import annotations

import re
from typing import NamedTuple

from rejoinder.model import Person
from rejoinder.zones.dates import MONTHS, WEEKDAYS, dated
from rejoinder.zones.people import ADDRESS, person, spelt_out

_VERBS_LAST = (
    r"wrote|writes|typed|a [éeÉ?]crit|à écrit|écrit|écrivait|escribió|escribio|escribe"
    r"|ha scritto|scrisse|scrive|heeft geschreven|schrieben|geschrieben|geschreven|escreveu|escreve"
    r"|kirjoitti|napisał\(a\)|napisał|napisała|pisze|написал\(а\)|написал|написала|пишет|пишет|yazdı"
    r"|a scris|írta|va escriure|đã viết|scripsit|spake thusly|spake|je napisao/la|je napisala|je napisao"
    r"|έγραψε|写道|寫道|のメール|ha escrit"
)
_VERBS_MIDDLE = (
    r"schrieb|schreef|skrev|ysgrifennodd|napsal\(a\)|napsal|ysgrifennwyd gan|het volgende geschreven"
    r"|thus spake|quoth"
)
_VERBS_FIRST = "quoting|zitat von|citando(?: a)?|quotando|citat von|citát|selon|cytowanie|in reply to"
_VERBS_WEAK = (
    r"said|says|asked|asks|replied|answered|responded|added|commented|noted|suggested|stated|posted"
    r"|sagte|meinte|dit|dijo|disse|zei|dywedodd|meddai|mentioned|explained|posited|opined|mumbled"
    r"|muttered|blurted|babbled|expounded"
)
VERB = re.compile(
    rf"(?<!\w)(?:(?P<last>{_VERBS_LAST})|(?P<middle>{_VERBS_MIDDLE}))(?!\w)", re.IGNORECASE
)  # fmt: skip
_SINGLE_VERBS = (
    "wrote writes typed écrit ecrit écrivait escribió escribio escribe scritto scrisse scrive "
    "geschreven schrieben geschrieben escreveu escreve kirjoitti napisał napisała pisze написал написала "
    "пишет yazdı scris írta escriure viết scripsit thusly spake schrieb schreef skrev ysgrifennodd napsal "
    "ysgrifennwyd quoth quoting zitat citando quotando citat citát selon cytowanie napisao/la napisala "
    "napisao έγραψε 写道 寫道 のメール escrit"
)
_VERB_WORDS = frozenset(_SINGLE_VERBS.split())
_NO_POINTS = dict.fromkeys(map(ord, ":：<>()[],;."), " ")
_FIRST = re.compile(rf"(?:{_VERBS_FIRST})\s+", re.IGNORECASE)
_WEAK = re.compile(rf"(?<!\w)(?:{_VERBS_WEAK})(?!\w)", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:On|Am|Le|El|Il(?: giorno)?|Op|Em|No dia|Ar|Den|På|W dniu|Dne|Dňa|V|Pe|At|Vào|Din"
    r"|Kirjoitettaessa|In data)\s+",
)
_LANGUAGE_DAY_FIRST = re.compile(r"(?:Am|Le|El|Il(?: giorno)?|Op|Em|Ar|Den|På|W dniu|Dne)\s", re.IGNORECASE)
_IDENTIFIER = re.compile(
    r"(?:\bin )?\b(?:article|message|news:?|msg|posting|id)\b\W{0,3}<?(?:news:)?([^\s<>@]{1,120}@[^\s<>,]{1,120})>?",
    re.I,
)
_ENDING = re.compile(r"[:：]\s*$|\.\.\.\s*$|[:：]-?\)?\s*$")
_STARTS_DATED = re.compile(r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})[ ,]")
_PROSE = re.compile(r"\b(?:I|you|we|they|it|this|that|which|because|should|would|could|have)\b")
_FILLERS = re.compile(
    r"(?<!\w)(?:in (?:article|a message dated|message|news:?|msg)|on|am|le|el|il giorno|op|em|ar|den|at|um"
    r"|the following|folgendes|het volgende"
    r"|following|heeft|hat|quoting|dne|dana|στις|ο χρήστης|用户|于|w dniu|tarihinde|użytkownik|as|and|also"
    r"|says|said|via|thus|by|gan"
    r"|von|lo siguiente|the)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*", re.UNICODE)
LONGEST = 420


class Introduced(NamedTuple):
    """What an attribution says of the message it introduces."""

    author: Person
    date: str
    message_id: str


def says(words: str) -> bool:
    """Say whether words may hold a verb of attribution: a quick look that overlooks none."""
    lower = words.lower()
    return not _VERB_WORDS.isdisjoint(lower.translate(_NO_POINTS).split()) or "quoting" in lower[:8]


def begins(words: str) -> bool:
    """Say whether words begin as an attribution does that goes on over the next lines."""
    found = _LEAD.match(words)
    if found:
        first = words[found.end() : found.end() + 40].lstrip("( ").partition(" ")[0]
        name = first.lower().strip(".,;")
        return first[:1].isdigit() or name in MONTHS or name in WEEKDAYS or name.partition("-")[0] in WEEKDAYS
    return bool(
        _STARTS_DATED.match(words) or words[:11].lower() in ("in article ", "in message ") or _FIRST.match(words)
    )


def attributes(words: str, *, marked: bool) -> bool:
    """Say whether words are an attribution; `marked` says that more deeply marked lines follow them."""
    if len(words) > LONGEST:
        return False
    words = spelt_out(words.lstrip("- "))
    if words.startswith(">>> ") and words.endswith(" >>>"):
        return dated(words) is not None
    ended = bool(_ENDING.search(words[-8:]))
    verb = VERB.search(words)
    if not marked:
        return ended and _alone(words, verb)
    if verb:
        return ended or words[verb.end() :].strip(" ,.;") == "" or _is_said(words)
    return (ended or words.endswith(">")) and _without_verb(words, ended=ended)


def _without_verb(words: str, *, ended: bool) -> bool:
    """Say whether words above marked lines are an attribution though no verb of writing is among them."""
    if _FIRST.match(words):
        return True
    if ADDRESS.search(words) and (ended or _STARTS_DATED.match(words)) and len(words) < 160:
        return not _PROSE.search(words)
    if not ended:
        return False
    if _WEAK.search(words[-60:]) and len(words.split()) <= 12:
        return True
    if len(words.split()) > 14 or _PROSE.search(words):
        return False
    return begins(words) or _names_and_dates(words)


def _names_and_dates(words: str) -> bool:
    """Say whether words are a name and a date and nothing else."""
    when = dated(words)
    if when is None or not when.date:
        return False
    name = (words[: when.start] + words[when.end :]).strip(" ,;:-([])")
    return len(name.split()) <= 4 and name[:1].isupper() and all(word[:1].isupper() for word in name.split())


def _is_said(words: str) -> bool:
    return begins(words) and _says_who_or_when(words)


def _alone(words: str, verb: re.Match[str] | None) -> bool:
    """Say whether words with nothing marked below them are an attribution all the same."""
    if _FIRST.match(words):
        return bool(ADDRESS.search(words))
    if not verb or not _says_who_or_when(words):
        return False
    if begins(words):
        return True
    return bool(ADDRESS.search(words)) and len(words) < 160 and not _PROSE.search(words)


def _says_who_or_when(words: str) -> bool:
    return bool(ADDRESS.search(words)) or (any(map(str.isdigit, words)) and dated(words) is not None)


def introduced(words: str) -> Introduced:
    """Give what an attribution says: its author, the date as far as it is certain, the Message-ID."""
    words = spelt_out(" ".join(words.split())[:LONGEST])
    identifier = _IDENTIFIER.search(words)
    message_id = ""
    if identifier:
        message_id = identifier.group(1).rstrip(".,>")
        words = words[: identifier.start()] + " " + words[identifier.end() :]
    day_first = True if _LANGUAGE_DAY_FIRST.match(words) else None
    when = dated(words, day_first=day_first)
    verb = VERB.search(words) or _WEAK.search(words)
    return Introduced(
        _author(words, verb, (when.start, when.end) if when else None), when.date if when else "", message_id
    )


def _author(words: str, verb: re.Match[str] | None, when: tuple[int, int] | None) -> Person:
    if first := _FIRST.match(words):
        return person(words[first.end() :])
    blanked = words
    if when:
        blanked = words[: when[0]] + " " * (when[1] - when[0]) + words[when[1] :]
    if "==" in blanked:
        blanked = blanked.partition("==")[2].rjust(len(blanked))
    if verb is None:
        return _named(blanked)
    before, after = blanked[: verb.start()], blanked[verb.end() :]
    middle = verb.re is VERB and verb.group("middle")
    if middle and _named(after, dated_too=when is not None) != Person("", ""):
        return _named(after, dated_too=when is not None)
    one = _named(before, dated_too=when is not None)
    return one if one != Person("", "") else _named(after)


def _named(words: str, *, dated_too: bool = False) -> Person:
    """Give the person in what is left of an attribution when date and verb are taken away.

    Many words without capitals are a name only where an address or a date stands beside them.
    """
    address = ADDRESS.search(words)
    lead = words.lstrip(" ,.;:>-*\t")
    while found := _FILLERS.match(lead):
        lead = lead[found.end() :].lstrip(" ,.;:-")
    one = person(lead.rstrip(" :,.…"))
    one = Person(one.name.partition(" via ")[0].strip("' "), one.address)
    name = _FILLERS.sub(" ", one.name) if not _plausible(one.name) else one.name
    name = " ".join(name.split()).strip(" ,;:-\"'")
    longest = 5 if one.address or dated_too else 3
    if not _plausible(name) and 1 < len(name.split()) <= longest and not _speaks(name):
        return Person(name, one.address)
    return Person(name if _plausible(name) else "", one.address if address or one.address else "")


def _speaks(words: str) -> bool:
    """Say whether words belong to a sentence, so that they name no one."""
    return bool(_PROSE.search(words)) or not _PRONOUNS.isdisjoint(words.lower().split())


def _plausible(name: str) -> bool:
    """Say whether words are a name: few, and each begins with a capital, or a single nickname."""
    words = _WORD.findall(name)
    if not words or len(words) > 6 or len(name) > 60:
        return False
    if len(words) == 1:
        return words[0].lower() not in _PRONOUNS
    small = [word for word in words if word[0].islower()]
    return len(small) <= len(words) // 2 and words[0].lower() not in _PRONOUNS


_PRONOUN_WORDS = "he she they you we it i someone somebody then and as who which that this also er sie il elle"
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())
