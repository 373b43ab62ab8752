"""Numbers as lists are numbered with them: 1, 01, a, aa, i, 1st, One, First, and the bullets of those that are not."""

from __future__ import annotations

_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ONES, _NTHS = _CARDINALS.split(), _ORDINALS.split()
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST = 3_999
"""The largest number that is written in letters; a larger one is written in figures."""
BULLET = "•"
_PRIVATE = range(0xE000, 0xF900)


def numeral(number: int, form: str) -> str:
    """Give a number in one of the forms of Office Open XML (ST_NumberFormat); in figures where it is another."""
    if form == "none":
        return ""
    write = _FORMS.get(form)
    return write(number) if write and 0 < number <= MOST else str(number)


def letters(number: int) -> str:
    """Give a, b … z, aa, bb …, as word processors count."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def roman(number: int) -> str:
    """Give i, ii, iii, iv …."""
    told = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        told += sign * times
    return told


def bullet(sign: str) -> str:
    """Give the sign of an item that has no number; that of a font of pictures is a plain bullet."""
    shown = sign.strip()
    return BULLET if not shown or any(ord(one) in _PRIVATE for one in shown) or shown in "oq§" else shown


def _nth(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _cardinal(number: int) -> str:
    return _worded(number, _ONES)


def _ordinal(number: int) -> str:
    return _worded(number, _NTHS)


def _worded(number: int, last: list[str]) -> str:
    """Give a number below a hundred in words, in figures from there on."""
    if number >= 100:
        return str(number) if last is _ONES else _nth(number)
    if number < 20:
        return last[number].capitalize()
    tens, ones = divmod(number, 10)
    if ones:
        return f"{_TENS[tens].capitalize()}-{last[ones]}"
    return _TENS[tens].capitalize() if last is _ONES else f"{_TENS[tens][:-1].capitalize()}ieth"


_FORMS = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _nth,
    "cardinalText": _cardinal,
    "ordinalText": _ordinal,
}
