"""Numbers of a person's money: bank accounts with their sort code, IBANs, payment cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rejoinder.personal.mark import GAP, Personal, before, digits_of, is_reference

_SORT = re.compile(
    rf"(?<![\w./-])([0-9]{{2}})(-|{GAP})?([0-9]{{2}})\2([0-9]{{2}})(?![\w/-]|\.[0-9])|(?<![\w./-])[0-9]{{6}}(?!\w)"
)
_SORT_CUE = re.compile(r"\bsort[ -]?code[ \t]*(?:is|no\.?|number)?[ \t]*[:#.-]?[ \t\n]*$", re.IGNORECASE)
_ACCOUNT = re.compile(rf"(?<![\w./-])(?:[0-9]{{8}}|[0-9]{{4}}{GAP}[0-9]{{4}})(?![\w/-]|\.[0-9])")
_ACCOUNT_CUE = re.compile(
    r"\b(?:account|acct?|a/c)[.]?[ \t]*(?:number|num|no)?[.]?(?:[ \t]+is)?[ \t]*[:#-]?[ \t\n]*$", re.IGNORECASE
)
_MONEY_CUE = re.compile(r"\b(?:sort[ -]?code|bank|account|a/c|BACS|payee)\b", re.IGNORECASE)
_TOGETHER = 90
"""Characters from the end of a sort code to the beginning of its account number, or the other way round."""
_BESIDE = re.compile(r"[ \t,;/|-]{1,6}(?:a/c|acc(?:ount)?(?:[ ](?:no|number))?)?[.:]?[ \t]{0,3}", re.IGNORECASE)
_IBAN = re.compile(rf"(?<![\w-])([A-Z]{{2}})([0-9]{{2}})((?:{GAP}?[A-Z0-9]){{11,30}})(?![A-Za-z0-9])")
_LENGTHS = {
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25,
    "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26,
}  # fmt: skip
"""Characters of an IBAN by country (ISO 13616, SWIFT's IBAN Registry)."""
_CARD = re.compile(r"(?<![\w.+/-])[0-9]{4}(?:[ \u00a0-]?[0-9]{2,6}){2,4}(?![\w/-]|\.[0-9])")
_CARD_SHAPES = re.compile(r"[0-9]{4}([ \u00a0-])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|[0-9]{4}([ \u00a0-])[0-9]{6}\2[0-9]{4,5}")
_CARD_CUE = re.compile(r"\b(?:card|visa|mastercard|amex|american express|debit|credit|maestro|pan)\b", re.IGNORECASE)
_ISSUERS = re.compile(
    r"4[0-9]{15}|4[0-9]{12}|5[1-5][0-9]{14}|(?:222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
    r"|3[47][0-9]{13}|6(?:011|5[0-9]{2})[0-9]{12}|3(?:0[0-5]|[68][0-9])[0-9]{11}"
)


def bank_accounts(text: str) -> Iterator[Personal]:
    """Give a sort code and the account number beside it as one; a sort code alone where it is said to be one.

    Six digits and eight (Pay.UK, Vocalink: Validating account numbers). A number of eight digits alone is none.
    """
    accounts = list(_ACCOUNT.finditer(text))
    taken: set[int] = set()
    for sort in _SORT.finditer(text):
        cued = bool(_SORT_CUE.search(before(text, sort.start())))
        near = [one for one in accounts if one.start() not in taken and _belong(text, sort, one, cued=cued)]
        if near:
            account = min(near, key=lambda one: (one.start() < sort.start(), abs(one.start() - sort.end())))
            taken.add(account.start())
            start, end = min(sort.start(), account.start()), max(sort.end(), account.end())
            yield Personal("bank-account", start, end, f"{digits_of(sort[0])} {digits_of(account[0])}")
        elif cued:
            yield Personal("bank-account", *sort.span(), digits_of(sort[0]))


def _belong(text: str, sort: re.Match[str], account: re.Match[str], *, cued: bool) -> bool:
    """Say whether an account number stands with a sort code."""
    after = sort.end() <= account.start()
    between = text[sort.end() : account.start()] if after else text[account.end() : sort.start()]
    if not between or len(between) > _TOGETHER or "\n\n" in between:
        return False
    beside = after and bool(_BESIDE.fullmatch(between) or between.isspace())
    said = bool(_ACCOUNT_CUE.search(before(text, account.start())))
    if cued:
        return said or beside
    surely = "-" in sort[0] and not _is_day(sort[0])
    around = before(text, sort.start(), 60) + text[sort.start() : account.end() + 40].partition("\n\n")[0]
    return beside and (surely or bool(_MONEY_CUE.search(around)))


def _is_day(words: str) -> bool:
    """Say whether a sort code could be a day."""
    first, second, third = (int(part) for part in words.split("-"))
    return (first <= 31 and second <= 12) or (first <= 12 and second <= 31) or (second <= 12 and third <= 31)


def ibans(text: str) -> Iterator[Personal]:
    """Give international account numbers: of the length of their country, and 1 modulo 97 (ISO 13616, ISO 7064)."""
    for found in _IBAN.finditer(text):
        length = _LENGTHS.get(found[1], 0)
        at, kept = found.start(), ""
        while length and at < found.end() and len(kept) < length:
            kept += text[at] if text[at].isalnum() else ""
            at += 1
        if length and len(kept) == length and not text[at : at + 1].isalnum() and checks_by_97(kept):
            yield Personal("iban", found.start(), at, kept)


def checks_by_97(number: str) -> bool:
    """Say whether the two digits after the country check an IBAN: letters as 10 to 35, the first four at the end."""
    moved = number[4:] + number[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def payment_cards(text: str) -> Iterator[Personal]:
    """Give card numbers: an issuer's first digits, the last digit checks (Luhn), in fours or said to be a card.

    ISO/IEC 7812-1, annex B.
    """
    for found in _CARD.finditer(text):
        number = digits_of(found[0])
        if not _ISSUERS.fullmatch(number) or not checks_by_ten(number):
            continue
        cued = bool(_CARD_CUE.search(before(text, found.start(), 60)))
        if cued or (_CARD_SHAPES.fullmatch(found[0]) and not is_reference(text, found.start())):
            yield Personal("payment-card", *found.span(), number)


def checks_by_ten(number: str) -> bool:
    """Say whether the last digit checks the others: every second from the right doubled, digits added (Luhn)."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number)))
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0
