"""Numbers that check, or have the form of what somebody is known by; and numbers that are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rejoinder.personal import personal_in
from rejoinder.personal.identity import checks_by_eleven
from rejoinder.personal.money import checks_by_97, checks_by_ten


def told(text: str) -> list[tuple[str, str]]:
    """Give the kind and words of each place of a text that holds personal data."""
    return [(one.kind, text[one.start : one.end]) for one in personal_in(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Her NHS number is 943 476 5919.", "nhs-number", "943 476 5919"),
        ("NHS no: 9434765919", "nhs-number", "9434765919"),
        ("The patient, 485 777 3457, was seen.", "nhs-number", "485 777 3457"),
        ("NI number AB 12 34 56 C", "national-insurance-number", "AB 12 34 56 C"),
        ("national insurance ab123456c", "national-insurance-number", "ab123456c"),
        ("Sort code 20-00-00, account number 55779911", "bank-account", "20-00-00, account number 55779911"),
        ("account no. 55779911 (sort code 200000)", "bank-account", "55779911 (sort code 200000"),
        ("IBAN GB82 WEST 1234 5698 7654 32.", "iban", "GB82 WEST 1234 5698 7654 32"),
        ("She paid with 4111 1111 1111 1111.", "payment-card", "4111 1111 1111 1111"),
        ("Passport number: 123456789", "passport-number", "123456789"),
        ("Licence MORGA 753116 SM9IJ", "driving-licence-number", "MORGA 753116 SM9IJ"),
        ("DOB 12/03/1984", "date-of-birth", "12/03/1984"),
        ("She was born on 3 May 1971.", "date-of-birth", "3 May 1971"),
        ("Ring 07700 900123 tonight.", "telephone", "07700 900123"),
        ("(01632 960123)", "telephone", "01632 960123"),
        ("tel. 01632960123", "telephone", "01632960123"),
        ("+44 (0)20 7946 0018", "telephone", "+44 (0)20 7946 0018"),
        ("at 4 Nether Lane, Leeds, LS1 4AP", "postal-address", "4 Nether Lane, Leeds, LS1 4AP"),
        ("in Leeds LS1 4AP", "postcode", "LS1 4AP"),
        ("postcode sw1a1aa", "postcode", "sw1a1aa"),
        ("Write to 'j.frog@pond.example'", "email-address", "j.frog@pond.example"),
    ],
)
def test_what_holds_personal_data_is_told_at_its_words(text: str, kind: str, words: str) -> None:
    assert told(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Our reference 9434765919",
        "Her NHS number is 943 476 5918.",
        "Readings: 485 777 3457",
        "Readings 943-476-5919 and NHS",
        "Prefixes that are never used: GB 12 34 56 C, ZZ123456A, QQ 12 34 56 C",
        "Part no. AB123456C",
        "Order 07700900123",
        "The server is 10.171.163.182, version 20.7946.0018.1",
        "Helpline 0800 1111222 or 0345 600 0723",
        "Invoice 12345678 of 12-05-24",
        "on 12-05-24 12345678 visitors came",
        "GB82 WEST 1234 5698 7654 33",
        "Card 4111 1111 1111 1112",
        "4111111111111111",
        "born in 1984",
        "Grid SU 123 456, class B12 345",
        "Message-ID: <k3jq5w@mail.pond.example>",
        "info@pond.example and logo@2x.png",
        "12 June Street Fair, 3 Small Marrows, 10 Drowning Street Blues",
        "The passport office closed at 10.30.",
        "£1,234,567.89 of 2024-05-03T10:02:11",
    ],
)
def test_what_only_looks_like_it_is_not_told(text: str) -> None:
    assert told(text) == []


def test_a_column_whose_head_says_so_is_told_and_no_other() -> None:
    table = "Name\tDate of birth\tNHS number\tJoined\nA. Frog\t12/03/1984\t9434765919\t01/02/2003\n"
    assert told(table) == [("date-of-birth", "12/03/1984"), ("nhs-number", "9434765919")]


def test_one_place_is_told_once_and_places_stand_in_order() -> None:
    text = "Sort code 20-00-00 account 55779911, tel 01632 960123, NHS number 943 476 5919, AB123456C"
    found = personal_in(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(some.text(alphabet="0123456789 +-()./@:,\nABCDGNHSortcodeINIborn", max_size=200))
def test_places_lie_within_the_text_apart_and_in_order(text: str) -> None:
    found = personal_in(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(some.text(alphabet="0123456789", min_size=10, max_size=10), some.integers(0, 9), some.integers(1, 9))
def test_one_digit_changed_breaks_an_nhs_number(number: str, place: int, by: int) -> None:
    changed = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert not (checks_by_eleven(number) and checks_by_eleven(changed))


@given(some.integers(10**14, 10**15 - 1), some.integers(0, 15), some.integers(1, 9))
def test_one_digit_changed_breaks_a_card_number(first: int, place: int, by: int) -> None:
    (number,) = [f"{first}{last}" for last in range(10) if checks_by_ten(f"{first}{last}")]
    changed = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert not checks_by_ten(changed)


def test_the_check_of_an_iban_is_modulo_97() -> None:
    assert checks_by_97("GB82WEST12345698765432")
    assert not checks_by_97("GB28WEST12345698765432")
