"""What may be somebody's name by what stands with it: a title, a greeting, a signature, a label, a number to ring.

None of it is certain, so it is told as perhaps a name. Where lists of given names are installed (`rejoinder[names]`) a
given name with a surname after it is told as well. What is no name by such a sign is passed over: the decision on
names (`decisions/0020`) has what programs that take names from any text were measured to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from rejoinder.personal.mark import Personal
from rejoinder.personal.no_names import ALSO_GIVEN, BODIES, GREETED, LIKE_PEOPLE, NO_NAMES, PLACES

PERHAPS = "perhaps-a-name"
_NEAR = 160
"""Characters on either side of a title in which words say that it is one."""
_UP, _LOW = "A-Z\u00c0-\u00d6\u00d8-\u00de", "a-z\u00df-\u00f6\u00f8-\u00ff"
_PART = rf"(?:[ODL]['’])?[{_UP}][{_LOW}]+(?:[{_UP}][{_LOW}]+)?(?:-[{_UP}]?[{_LOW}]+)*"
_WHOLE = rf"{_PART}(?![\w-])"
_INITIAL = rf"[{_UP}]\.?"
_NAMES = rf"{_WHOLE}(?:[ ]{_WHOLE}){{0,2}}"
_FULL = rf"(?:{_PART}|{_INITIAL})(?:[ ](?:{_INITIAL}[ ])*{_WHOLE}){{1,2}}"
"""A given name or initial, and what comes after it."""
_SURE = "Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof|Professor|Cllr|Councillor|Rev|Revd|Reverend|Sir|Dame|Lady|WPC|Sgt|Sergeant"
_OF_AN_OFFICE = "PC|DC|DS|DI|PS|Constable|Inspector|Sister|Nurse|Matron|Judge|Father|Canon"
"""What is a title only where the words around speak of the police, a ward, a court or a church."""
_TITLE = rf"(?:(?:{_SURE})\.?[ ]+)?"
_LINE = r"^[>| ]*"
_OFFICE_NEAR = re.compile(
    r"\b(?:police|officers?|constable|arrest\w*|custody|crime|collar|ward|nurs\w+|hospital|matron|clinic|court|tribunal"
    r"|hearing|parish|church|priest|statement|witness\w*|attended|interview\w*|reported)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"(?<![\w&@.-])(?:(?P<sure>{_SURE})|(?:{_OF_AN_OFFICE}))\.?[ ]+(?P<name>(?:{_INITIAL}[ ])*{_NAMES})"
)
_DEAR = re.compile(
    rf"{_LINE}(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening)|Morning|Afternoon)[ ]+"
    rf"{_TITLE}(?P<name>{_NAMES})[ ]?(?:[,:!–-]|$)",
    re.MULTILINE,
)
_ENDING = (
    r"Yours(?:[ ]\w+)?|(?:(?:Kind|Kindest|Best|Warm|Warmest|With(?: kind| best)?)[ ])?Regards|Best wishes|Best"
    r"|(?:Many |With )?Thanks(?: again| and regards)?|Thank you|Cheers|Sincerely|Signed"
)
_SIGNED = re.compile(
    rf"{_LINE}(?i:{_ENDING})[,.!]?[ ]*\n(?:[>| ]*\n){{0,3}}[>| ]*{_TITLE}(?P<name>{_FULL}|{_WHOLE})[ ]*(?:,[^\n]*)?$",
    re.MULTILINE,
)
_LABEL = (
    "(?:full )?name|contact(?: name| person)?|emergency contact|next of kin|witness|signed|signature|interviewer"
    "|interviewee|present|apologies|attendees|in attendance|prepared by|reported by|completed by|author|written by"
    "|employee(?: name)?|patient(?: name)?|tenant|claimant|complainant|carer|line manager|investigating officer|chair"
    "|note[- ]taker|note taken by|social worker|reviewed by|approved by|entry (?:was )?made by"
)
_LABELLED = re.compile(
    rf"{_LINE}(?i:{_LABEL})[ ]?(?::|[ ][–-])[ ]*{_TITLE}(?P<name>{_FULL})(?=[ ]*(?:$|[,;(–]|[ ]-[ ]|[ ]and[ ]))",
    re.MULTILINE,
)
_RUNG = re.compile(
    rf"(?<![\w&.@-])(?P<name>{_FULL})"
    r"(?:,?[ ](?:\(|on[ ]|at[ ]|[–-][ ])?|[ ]?:[ ]|\n(?:(?i:tel|telephone|phone|mobile|mob)[.:]*[ ])?)"
    r"(?=\+?[0(][0-9() ]{9,16}[0-9])"
)
_MAILED = re.compile(rf"(?<![\w&.@-])\"?(?P<name>{_FULL})\"?[ ]<[\w.+'-]+@[\w.-]+\.[A-Za-z]{{2,}}>")
_INITIALS = re.compile(rf"(?<![\w&.@-])(?P<name>(?:[{_UP}]\.[ ]?){{2,3}}{_WHOLE})")
_ABBREVIATED = frozenset(("us", "uk", "eu", "po", "ps", "nb", "un"))
"""Two letters with full stops that are seldom a person's initials."""
_IN_FULL = re.compile(rf"(?<![\w&.@'’/-])(?=(?P<name>{_PART}[ ](?:{_INITIAL}[ ]){{0,2}}{_WHOLE}))")
_BEFORE = re.compile(rf"(?:(?P<of>\b(?i:at|in|the|a|an|near))|(?P<upper>[{_UP}][\w'’-]*|&))[ ]$")
_AFTER = re.compile(r"[ ]?(?:&|[ ]and[ ]Sons?\b|[ ](?P<next>[A-Z][\w'’-]*)|@)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def told_names(text: str, given: Collection[str] = frozenset()) -> list[Personal]:
    """Give the places that are perhaps names, in order, none over another; `given` are given names, folded."""
    told: list[Personal] = []
    for one in sorted(_by_signs(text), key=lambda one: (one.start, -one.end)):
        if not told or one.start >= told[-1].end:
            told.append(one)
    if given:
        taken = {place for one in told for place in range(one.start, one.end)}
        told += [one for one in _in_full(text, given) if one.start not in taken and one.end - 1 not in taken]
    return sorted(told, key=lambda one: one.start)


def _by_signs(text: str) -> Iterator[Personal]:
    signs: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
        (_TITLED, _is_title),
        (_DEAR, _is_greeting),
        (_SIGNED, bool),
        (_LABELLED, bool),
        (_RUNG, bool),
        (_MAILED, bool),
        (_INITIALS, _are_initials),
    )
    for pattern, holds in signs:
        for found in pattern.finditer(text):
            start, end = found.span("name")
            end = _end(text, start, end)
            alone = pattern in (_SIGNED, _LABELLED, _MAILED, _INITIALS) or " " not in text[start:end]
            if end > start and holds(found) and _is_of_somebody(text, start, end, alone=alone):
                yield _mark(text, start, end)


def _mark(text: str, start: int, end: int) -> Personal:
    plain = text[start:end].casefold().replace("’", "'").replace(".", " ")
    return Personal(PERHAPS, start, end, " ".join(plain.split()))


def _end(text: str, start: int, end: int) -> int:
    """Give where a name ends: before a word that is in no name."""
    said = text[start:end]
    for word in _WORD.finditer(said):
        begins = word[0] in ALSO_GIVEN and not word.start() and word.end() < len(said)
        if len(word[0]) > 1 and word[0].casefold() in NO_NAMES and not begins:
            return start + len(said[: word.start()].rstrip())
    return end


def _is_of_somebody(text: str, start: int, end: int, *, alone: bool = False) -> bool:
    """Say whether words are not a street's, a body's or a product's by themselves or by what comes after them.

    What stands alone, as after a title or in a signature, may be called Hill or Wood.
    """
    words = [word.casefold() for word in _WORD.findall(text[start:end])]
    if not words or len(words[-1]) < 2 or " ".join(words) in LIKE_PEOPLE or words[-1] in BODIES:
        return False
    if not alone and _is_thing(words[-1]):
        return False
    after = _AFTER.match(text, end)
    return not after or bool(after["next"] and not _is_thing(after["next"].casefold()))


def _is_thing(word: str) -> bool:
    return not {word, word.removesuffix("s")}.isdisjoint(BODIES | PLACES)


def _is_title(found: re.Match[str]) -> bool:
    text = found.string
    around = text[max(0, found.start() - _NEAR) : found.start()], text[found.end() : found.end() + _NEAR]
    return bool(found["sure"]) or any(map(_OFFICE_NEAR.search, around))


def _is_greeting(found: re.Match[str]) -> bool:
    return not any(word.casefold() in GREETED for word in _WORD.findall(found["name"]))


def _are_initials(found: re.Match[str]) -> bool:
    return "".join(re.findall(rf"[{_UP}](?=\.)", found["name"])).casefold() not in _ABBREVIATED


def _in_full(text: str, given: Collection[str]) -> Iterator[Personal]:
    """Give a given name with a surname, where nothing says that it is of a place or a body."""
    for found in _IN_FULL.finditer(text):
        start, end = found.span("name")
        first = _WORD.findall(found["name"])[0].casefold()
        if first not in given or first in NO_NAMES or _end(text, start, end) != end:
            continue
        before = _BEFORE.search(text, max(0, start - 24), start)
        if before and (before["of"] or before["upper"].casefold() not in NO_NAMES):
            continue
        after = _AFTER.match(text, end)
        if not (after and after["next"]) and _is_of_somebody(text, start, end):
            yield _mark(text, start, end)
