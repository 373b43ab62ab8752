"""Personal data in a text: each recogniser gives the places it is sure of, and cites the format it knows them by.

A place is told once, by the recogniser that knows it best. Precision goes first: a number counts by its check digit,
its usual form or a word that says what it is; a bare number is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from rejoinder.personal.identity import health_numbers, insurance_numbers, licence_numbers, passport_numbers
from rejoinder.personal.mark import Personal
from rejoinder.personal.money import bank_accounts, ibans, payment_cards
from rejoinder.personal.places import dates_of_birth, postal_addresses, postcodes
from rejoinder.personal.reach import email_addresses, telephone_numbers
from rejoinder.personal.special import SPECIAL, Category, categories, special_words
from rejoinder.personal.tables import in_columns

__all__ = ["KINDS", "RECOGNISERS", "SPECIAL", "Category", "Personal", "categories", "personal_in"]

Recogniser = Callable[[str], Iterator[Personal]]
RECOGNISERS: tuple[Recogniser, ...] = (
    email_addresses,
    in_columns,
    licence_numbers,
    insurance_numbers,
    ibans,
    payment_cards,
    bank_accounts,
    health_numbers,
    passport_numbers,
    dates_of_birth,
    telephone_numbers,
    postal_addresses,
    postcodes,
    special_words,
)
"""In the order in which they are believed, where two of them know one place."""
KINDS = (
    "national-insurance-number",
    "nhs-number",
    "passport-number",
    "driving-licence-number",
    "bank-account",
    "iban",
    "payment-card",
    "date-of-birth",
    SPECIAL,
    "postal-address",
    "postcode",
    "telephone",
    "email-address",
)
"""Every kind, what harms most when it is left in first."""


def personal_in(text: str) -> list[Personal]:
    """Give the places of a text that hold personal data, in order, none over another."""
    taken: list[Personal] = []
    for recogniser in RECOGNISERS:
        for one in recogniser(text):
            at = bisect_left(taken, one.start, key=lambda other: other.start)
            if (at and taken[at - 1].end > one.start) or (at < len(taken) and taken[at].start < one.end):
                continue
            taken.insert(at, one)
    return taken
