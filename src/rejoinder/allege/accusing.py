"""Whether a sentence says that somebody did something wrong, or speaks of rights, steps and thanks."""

from __future__ import annotations

import re
from typing import NamedTuple

_ROLES = r"the\s(?:member|respondent|employee|student|tenant|registrant|defendant|accused|claimant|complained[- ]of)"
_IRREGULAR = [
    "made",
    "took",
    "wrote",
    "said",
    "sent",
    "told",
    "put",
    "left",
    "brought",
    "gave",
    "went",
    "came",
    "spoke",
    "broke",
    "chose",
    "drove",
    "held",
    "kept",
    "led",
    "lost",
    "met",
    "paid",
    "read",
    "ran",
    "saw",
    "sold",
    "set",
    "shut",
    "spent",
    "stole",
    "struck",
    "swore",
    "taught",
    "threw",
    "understood",
    "wore",
    "withheld",
    "misled",
    "undertook",
    "began",
    "became",
    "caught",
    "cut",
    "dealt",
    "did",
    "drew",
    "fell",
    "felt",
    "fought",
    "found",
    "got",
    "had",
    "heard",
    "hit",
    "hid",
    "hurt",
    "laid",
    "let",
    "lay",
    "lied",
    "meant",
    "overrode",
    "rang",
    "rose",
    "shook",
    "shot",
    "showed",
    "shouted",
    "sought",
    "stood",
    "stuck",
    "swung",
    "thought",
    "were",
    "was",
    "have",
    "has",
]
_VERB = rf"(?:[a-z]{{2,}}(?:ed|ied)|{'|'.join(_IRREGULAR)})"
_BETWEEN = r"(?:[\w’'(),-]+\s){0,6}?"
_AFTER = [
    "to",
    "from",
    "with",
    "for",
    "of",
    "send",
    "sent",
    "asked",
    "about",
    "against",
    "told",
    "between",
    "tell",
    "inform",
    "remind",
    "show",
    "give",
]
_NOT_A_SUBJECT = "".join(rf"(?<!{word}\s)" for word in _AFTER)
_DID = re.compile(rf"{_NOT_A_SUBJECT}\b(?:you|{_ROLES}),?\s{_BETWEEN}{_VERB}\b", re.IGNORECASE)
_YOURS = re.compile(
    r"\b(?:your\s(?:[\w-]+\s){0,2}(?:conduct|behaviour|actions?|words|posts?|emails?|e-mails?|messages?|language"
    r"|failure"
    r"|refusal|complaints?|comments?|remarks|attitude|manner|absences?|lateness|treatment|use|publication|statements?)"
    r"|conduct\son\syour\spart|a\sfailure\sby\syou|a\srefusal\sby\syou|by\syou)\b",
    re.IGNORECASE,
)
_BY_DOING = re.compile(r"^(?:by|in|through)\s\w+ing\b.*\byou\b", re.IGNORECASE | re.DOTALL)
_ALLEGED = re.compile(
    r"\b(?:it\sis\s(?:also\s|further\s)?(?:alleged|said|claimed|reported)|alleg(?:es|ed|ations?)"
    r"|we\s(?:have\s)?(?:also\s)?f(?:ou|i)nd\sthat"
    r"|the\s(?:panel|committee|board)\s(?:also\s)?f(?:ou|i)nds?\sthat|accus\w+|in\sbreach\sof|contrary\sto"
    r"|misconduct)\b",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"\byou\s(?:may|can|cannot|could|must|should|will|shall|would|might)\b|\bif\syou\b|\bplease\b|\bthank\syou\b"
    rf"|(?:{_ROLES}|a\smember|members)\s(?:may|can|cannot|must|should|will|shall)\b"
    r"|\byou\s(?:are|were|have\sbeen)\s(?:hereby\s|also\s|therefore\s|now\s)?(?:invited|entitled|asked|expelled"
    r"|suspended|dismissed|required"
    r"|welcome|reminded|advised|informed|notified|given|sent|offered|free|accompanied|told|removed|excluded|to)\b"
    r"|\byou\s(?:also\s)?have\s(?:the\s|a\s)?(?:right|until|\w+\s(?:working\s)?days|chance|opportunity)\b"
    r"|\byour\s(?:appeal|request|right|rights|representative|membership|reply|response|answer|letter|email"
    r"|employment|contract|plot|data)"
    r"\s(?:of|dated|is|was|has|must|should|will|to|against|for|about|on)\b"
    r"|\bin\syour\s(?:answer|reply|response|appeal|interview|defence|statement|representations|letter)\b"
    r"|\bat\sthe\s(?:hearing|interview|meeting|panel),?\syou\b|\byou\s(?:attended|appealed|asked\s(?:to|for|us"
    r"|how|whether|who|when|why)|requested|denied|admitted|accepted"
    r"|explained|apologised|did\snot\s(?:attend|dispute))\b"
    r"|\b(?:I|we)\s(?:write|am\swriting|are\swriting)\b"
    r"|\byou\stold\s(?:us|the\spanel)\b|\bwe\s(?:wrote|sent|invited|asked|met|enclose)\b|\blook\sforward\b"
    r"|\bregret\b",
    re.IGNORECASE,
)
_HEADED_OTHERWISE = re.compile(
    r"\b(?:appeals?|rights?|next\ssteps|what\shappens|how\sto|procedure|process|sanctions?|outcome|penalty"
    r"|enclos\w+|attached|attachments"
    r"|background|introduction|membership\sof|those\spresent|present|in\sattendance|apologies|your\sdefence"
    r"|your\s(?:response|answer|case)"
    r"|decision|conclusions?|costs|data\sprotection|privacy|timetable|arrangements|hearing|mitigation|summary"
    r"|documents|contact|support)\b",
    re.IGNORECASE,
)
_HEADED_SO = re.compile(
    r"\b(?:allegations?|charges?|complaints?|concerns?|findings?|particulars|reasons|breach(?:es)?|counts?"
    r"|grounds\sof|misconduct"
    r"|case\sagainst|matters)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:following|allegations?|charges?|these|each\sof|as\sfollows|findings?|concerns?|complaints?|reasons?"
    r"|breach(?:es)?|counts?|matters"
    r"|accus\w+|alleged|proved|upheld)\b",
    re.IGNORECASE,
)


class Against(NamedTuple):
    """Who is accused, besides "you"."""

    name: re.Pattern[str] | None = None


NOBODY = Against()


def against(subject: str = "") -> Against:
    """Give how a letter that does not speak to the person calls them: by name or surname, with or without a title."""
    names = [word for word in subject.split() if len(word) > 2]
    if not names:
        return Against()
    called = rf"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s)?(?:{re.escape(subject)}|{re.escape(names[-1])})"
    return Against(re.compile(rf"\b{called}\s{_BETWEEN}{_VERB}\b"))


def accuses(words: str, of: Against = NOBODY) -> bool:
    """Say whether words say that the person did something."""
    if _PROCEDURE.search(words):
        return False
    did = _DID.search(words) or _YOURS.search(words) or _BY_DOING.search(words)
    return bool(did or (of.name and of.name.search(words)))


def may_accuse(words: str, of: Against = NOBODY) -> bool:
    """Say whether words may be one of a list of accusations: they say what was done, or begin with That."""
    began = re.match(
        r"(?:that|you|your|on|by|in|at|between|during|failing|failure|refus\w+|using|making|\w+ing)\b", words, re.I
    )
    return accuses(words, of) or (bool(began) and not _PROCEDURE.search(words))


def is_announced(words: str) -> bool:
    """Say whether words announce a list of accusations."""
    return bool(_ANNOUNCED.search(words)) and not _HEADED_OTHERWISE.search(words[-60:] if len(words) > 120 else "")


def is_of_something_else(heading: str) -> bool:
    """Say whether what stands below a heading accuses nobody: rights, steps, who was there."""
    return bool(_HEADED_OTHERWISE.search(heading)) and not _HEADED_SO.search(heading)


def is_of_accusations(heading: str) -> bool:
    """Say whether a heading says that accusations stand below it."""
    return bool(_HEADED_SO.search(heading))


def says_alleged(words: str) -> bool:
    """Say whether a sentence says of itself that it alleges or finds."""
    return bool(_ALLEGED.search(words))
