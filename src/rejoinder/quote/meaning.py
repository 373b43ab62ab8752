"""What kind of words a difference turns on: a negation, a quantity, a name, a condition; pointed out, never judged."""

from __future__ import annotations

import re

from rejoinder.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
NEGATION = frozenset(
    (
        "not",
        "no",
        "never",
        "none",
        "nothing",
        "nobody",
        "nor",
        "neither",
        "without",
        "cannot",
        "ne",
        "pas",
        "jamais",
        "rien",
        "aucun",
        "aucune",
        "sans",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "keinem",
        "keiner",
        "nie",
        "niemals",
        "nichts",
        "ohne",
        "nunca",
        "nada",
        "ningun",
        "ninguna",
        "sin",
        "non",
        "mai",
        "niente",
        "nessun",
        "nessuno",
        "senza",
        "niet",
        "geen",
        "nooit",
        "niets",
        "zonder",
        "nao",
        "nenhum",
        "nenhuma",
        "sem",
        "nid",
        "dim",
        "ddim",
        "heb",
    )
)
QUANTITY = frozenset(
    (
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "once",
        "twice",
        "half",
        "quarter",
        "third",
        "all",
        "some",
        "many",
        "most",
        "few",
        "any",
        "every",
        "each",
        "both",
        "several",
        "only",
        "first",
        "second",
        "last",
        "always",
        "often",
        "sometimes",
        "rarely",
        "seldom",
        "more",
        "less",
        "fewer",
        "least",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    )
)
CONDITION = frozenset(
    (
        "if",
        "unless",
        "until",
        "provided",
        "providing",
        "except",
        "although",
        "though",
        "however",
        "but",
        "whether",
        "otherwise",
        "might",
        "could",
        "would",
        "should",
        "must",
        "shall",
        "can",
        "perhaps",
        "possibly",
        "probably",
        "allegedly",
        "apparently",
        "reportedly",
        "seems",
        "appears",
        "suspected",
        "believe",
        "believed",
        "think",
        "thought",
    )
)
BEARING = frozenset(("negation", "quantity", "condition"))
"""Kinds whose leaving out without a mark changes what was said."""


def kind_of(one: str, other: str) -> str:
    """Give what kind of words stand on one side of a difference and not on the other."""
    mine, theirs = _words(one), _words(other)
    differing = mine ^ theirs
    if any(word in NEGATION or word.endswith("n't") for word in differing):
        return "negation"
    if any(any(letter.isdigit() for letter in word) or word in QUANTITY for word in differing):
        return "quantity"
    if differing & CONDITION:
        return "condition"
    if _names(one) ^ _names(other):
        return "name"
    return "words"


def _words(text: str) -> set[str]:
    return {word.replace("’", "'") for word in _WORD.findall(fold(text))}


def _names(text: str) -> set[str]:
    """Give the words that begin with a capital letter, other than the first of a sentence."""
    found = set()
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip("\"'“‘( ")
        if match.group()[0].isupper() and match.group() != "I" and (not before or before[-1] not in ".!?:\n"):
            found.add(fold(match.group()))
    return found
