"""Numbers by which a state knows a person: National Insurance, NHS, passport and driving licence numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.personal.mark import GAP, Personal, before, is_reference

_INSURANCE = re.compile(
    rf"(?<![\w-])([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]){GAP}?([0-9]{{2}})({GAP}|-)?([0-9]{{2}})\3?([0-9]{{2}}){GAP}?-?"
    r"([A-D])(?![\w-])",
    re.IGNORECASE,
)
_NO_PREFIX = frozenset(("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"))
_INSURANCE_CUE = re.compile(r"national insurance|\bN\.?I\.?(?:N|NO)?\b|\bNINO\b", re.IGNORECASE)
_HEALTH = re.compile(rf"(?<![\w.+/-])([0-9]{{3}})({GAP}|-)?([0-9]{{3}})\2?([0-9]{{4}})(?![\w/-]|\.[0-9])")
_HEALTH_CUE = re.compile(
    r"\bNHS\b(?![^\n]{0,30}(?:invoice|order|trust ref))|\bhealth and care number\b|\bH&C\b|\bCHI\b"
)
_CARE = re.compile(
    r"\b(?:patients?|hospital|discharged?|surgery|gp|clinic|ward|medical|doctor|dr|nurse|appointment|health|referr\w+|admi(?:tted|ssion))\b",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"\bpassport(?:[ ](?:number|no|num))?\.?(?:[ ](?:is|was))?[ \t]{0,4}[:#(-]?[ \t]{0,4}\n?[ \t]{0,4}"
    rf"((?:[0-9]{{9}}|[0-9]{{3}}{GAP}[0-9]{{3}}{GAP}[0-9]{{3}}|[A-Z]{{1,2}}[0-9]{{6,8}}|[0-9]{{2}}[A-Z]{{2}}[0-9]{{5}}))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    rf"(?<![\w-])([A-Z](?:[A-Z]{{4}}|[A-Z]{{3}}9|[A-Z]{{2}}99|[A-Z]999|9999)){GAP}?([0-9])([0156][0-9])([0-3][0-9])([0-9])"
    rf"{GAP}?([A-Z][A-Z9])([0-9]){GAP}?([A-Z]{{2}})(?![A-Z0-9-])"
)


def insurance_numbers(text: str) -> Iterator[Personal]:
    """Give National Insurance numbers: two letters, six digits, A to D, with the prefixes that are never used left out.

    HMRC, National Insurance Manual, NIM39110.
    """
    for found in _INSURANCE.finditer(text):
        prefix = found[1].upper()
        cued = bool(_INSURANCE_CUE.search(before(text, found.start(), 48)))
        if prefix in _NO_PREFIX or (not cued and (not found[0].isupper() or is_reference(text, found.start()))):
            continue
        value = f"{prefix}{found[2]}{found[4]}{found[5]}{found[6].upper()}"
        yield Personal("national-insurance-number", *found.span(), value)


def health_numbers(text: str) -> Iterator[Personal]:
    """Give NHS numbers: ten digits whose last checks the others (modulus 11), said to be one or written 3-3-4.

    NHS Data Model and Dictionary, NHS NUMBER. Where only its form and words of care near it say so, its range must be
    in use.
    """
    for found in _HEALTH.finditer(text):
        number = found[1] + found[3] + found[4]
        if not checks_by_eleven(number) or is_reference(text, found.start()):
            continue
        said = before(text, found.start(), 60)
        after = text[found.end() : found.end() + 60].partition("\n\n")[0]
        written = found[2] is not None and found[2] != "-" and _is_in_use(number)
        if _HEALTH_CUE.search(said) or (written and _CARE.search(f"{said} {after}")):
            yield Personal("nhs-number", *found.span(), number)


def _is_in_use(number: str) -> bool:
    """Say whether an NHS number is of a range given out: England, Wales and Man, or Northern Ireland."""
    return number[0] in "467" or "320" <= number[:3] <= "399"


def checks_by_eleven(number: str) -> bool:
    """Say whether the tenth digit checks the others: weights 10 to 2, eleven less the remainder; 10 is never used."""
    if len(set(number)) == 1:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), number[:9], strict=True))
    return (11 - total % 11) % 11 == int(number[9])


def passport_numbers(text: str) -> Iterator[Personal]:
    """Give numbers that are said to be of a passport: nine characters in the United Kingdom (ICAO Doc 9303, part 4)."""
    for found in _PASSPORT.finditer(text):
        yield Personal("passport-number", *found.span(1), "".join(found[1].split()).upper())


def licence_numbers(text: str) -> Iterator[Personal]:
    """Give driver numbers of Great Britain: five of the surname, the birthday with its month, initials, three to check.

    DVLA's driver number: 50 is added to the month of a woman's birth; a short surname is filled up with 9.
    """
    for found in _LICENCE.finditer(text):
        month, day = int(found[3]) % 50, int(found[4])
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Personal("driving-licence-number", *found.span(), "".join(found[0].split()))
