"""The messages a message quotes."""

from __future__ import annotations

import pytest

from rejoinder.model import Person, Quoted
from rejoinder.zones import quoted, unmarked, zones

HESPER = Person("Hesper Quill", "hesper@lwas.example")


def messages(text: str) -> tuple[Quoted, ...]:
    """Give the messages a text quotes."""
    return quoted(text, zones(text))


def words(text: str, message: Quoted) -> list[str]:
    """Give the lines of a quoted message without marks, empty ones left out."""
    spans = (span for run in message.runs for span in unmarked(text, *run, message.depth))
    return [text[start:end] for start, end in spans if text[start:end].strip()]


def test_interleaved_answers_leave_one_quoted_message() -> None:
    text = "Hesper wrote:\n> Who has the key?\n\nI.\n\n> And the barrow?\n\nNobody.\n"
    [one] = messages(text)
    assert words(text, one) == ["Who has the key?", "And the barrow?"]
    assert len(one.runs) == 2


def test_a_new_attribution_begins_a_new_message() -> None:
    text = "Hesper wrote:\n> Who has the key?\n\nI.\n\nTansy wrote:\n> And the barrow?\n\nNobody.\n"
    assert [(one.author.name, words(text, one)) for one in messages(text)] == [
        ("Hesper", ["Who has the key?"]),
        ("Tansy", ["And the barrow?"]),
    ]


def test_a_nested_quotation_is_the_message_quoted_by_the_quoted_one() -> None:
    text = "Osric wrote:\n> Hesper wrote:\n> > Who has the key?\n> > > Not I.\n>\n> I have.\n"
    assert [(one.depth, one.author.name, words(text, one)) for one in messages(text)] == [
        (1, "Osric", ["I have."]),
        (2, "Hesper", ["Who has the key?"]),
        (3, "", ["Not I."]),
    ]


def test_a_lead_with_no_words_below_it_is_a_message_without_runs() -> None:
    [one] = messages("I have.\n\nOn 3 May 2016, at 10:02, Hesper Quill <hesper@lwas.example> wrote:\n")
    assert (one.runs, one.author, one.date) == ((), HESPER, "2016-05-03T10:02")


def test_the_lead_and_the_run_are_cited_where_they_stand() -> None:
    text = "I have.\n\nHesper Quill wrote:\n\n> Who has it?\n\nAsk Tansy.\n"
    [one] = messages(text)
    assert one.lead is not None
    assert text[slice(*one.lead)] == "Hesper Quill wrote:\n"
    assert [text[slice(*run)] for run in one.runs] == ["> Who has it?\n"]


@pytest.mark.parametrize(("lead", "author", "date"), [
    ("On 3 May 2016, at 10:02, Hesper Quill <hesper@lwas.example> wrote:", HESPER, "2016-05-03T10:02"),
    ("On Tue, May 3, 2016 at 2:02 PM Hesper Quill <hesper@lwas.example> wrote:", HESPER, "2016-05-03T14:02"),
    ("Hesper Quill <hesper@lwas.example> wrote on 3 May 2016:", HESPER, "2016-05-03"),
    ("On Tue, 2016-05-03 at 10:02 +0530, Hesper Quill wrote:", Person("Hesper Quill", ""), "2016-05-03T10:02+05:30"),
    ("On Tue, 3 May 2016 10:02:11 -0700, \"Hesper Quill\" <hesper@lwas.example> said:",
     HESPER, "2016-05-03T10:02:11-07:00"),
    ("hesper@lwas.example (Hesper Quill) writes:", HESPER, ""),
    ("hesper at lwas.example writes:", Person("", "hesper@lwas.example"), ""),
    ("Am 03.05.2016 um 10:02 schrieb Hesper Quill <hesper@lwas.example>:", HESPER, "2016-05-03T10:02"),
    ("Op 03-05-2016 om 10:02 schreef Hesper Quill:", Person("Hesper Quill", ""), "2016-05-03T10:02"),
    ("Ar 3 Mawrth 2016 am 10:02, ysgrifennodd Hesper Quill <hesper@lwas.example>:", HESPER, "2016-03-03T10:02"),
    ("On 3 May 2016, hesper van der quill <hesper@lwas.example> wrote:",
     Person("hesper van der quill", "hesper@lwas.example"), "2016-05-03"),
    ("On 05/03/16 10:02, Hesper Quill wrote:", Person("Hesper Quill", ""), ""),
    ("On 03/05/2016 10:02, Hesper Quill wrote:", Person("Hesper Quill", ""), "2016-05-03T10:02"),
    ("On 5/3/2016 10:02 AM, Hesper Quill wrote:", Person("Hesper Quill", ""), "2016-05-03T10:02"),
    ("On 31/05/16 10:02, Hesper Quill wrote:", Person("Hesper Quill", ""), "2016-05-31T10:02"),
    ("Then she wrote:", Person("", ""), ""), ("hesper quill wrote:", Person("hesper quill", ""), ""),
    ("On 10:02 am, hesper at lwas.example wrote:", Person("", "hesper@lwas.example"), ""),
    ("On Tue, 3 May 2016 10:02:11 +0100 (BST), Hesper Quill wrote:",
     Person("Hesper Quill", ""), "2016-05-03T10:02:11+01:00"),
    ("On Tue, 3 May 2016 10:02:11 +0100, HQ wrote:", Person("HQ", ""), "2016-05-03T10:02:11+01:00"),
])  # fmt: skip
def test_an_attribution_says_who_and_when_as_far_as_it_is_certain(lead: str, author: Person, date: str) -> None:
    [one] = messages(f"{lead}\n> Who has the key?\n")
    assert (one.author, one.date) == (author, date)


def test_an_attribution_may_name_the_message_itself() -> None:
    [one] = messages("In article <7.key@lwas.example>, Hesper Quill <hesper@lwas.example> writes:\n> Who has it?\n")
    assert (one.message_id, one.author) == ("7.key@lwas.example", HESPER)


def test_a_header_block_says_all_it_says() -> None:
    text = (
        "I have.\n\n________________________________\nFrom: Hesper Quill <hesper@lwas.example>\nSent: "
        "Tuesday, May 3, 2016 2:02 PM\n"
        "To: Thorn, Osric; Tansy Gale <tansy@lwas.example>\nCc: 'clerk@lwas.example'\nSubject: RE: The key "
        "to the tool shed\n"
        "Attachments: minutes of May.docx; plan.pdf (20 KB)\n\nWho has it?\n"
    )
    [one] = messages(text)
    assert one.author == HESPER
    assert one.date == "2016-05-03T14:02"
    assert one.recipients == (
        Person("Thorn, Osric", ""),
        Person("Tansy Gale", "tansy@lwas.example"),
        Person("", "clerk@lwas.example"),
    )
    assert one.subject == "RE: The key to the tool shed"
    assert one.attachments == ("minutes of May.docx", "plan.pdf")
    assert not one.forwarded
    assert words(text, one) == ["Who has it?"]


def test_wrapped_fields_are_read_whole() -> None:
    text = (
        "-----Original Message-----\nFrom: Hesper Quill\n[mailto:hesper@lwas.example]\nSent: 3 May 2016 10:02\n"
        "To: Osric Thorn <osric@lwas.example>; Tansy\nGale <tansy@lwas.example>\n"
        "Subject: The key to the tool shed, the barrow, and the matter of the\nmarrows\n\nWho has it?\n"
    )
    [one] = messages(text)
    assert one.author == HESPER
    assert one.recipients == (Person("Osric Thorn", "osric@lwas.example"), Person("Tansy Gale", "tansy@lwas.example"))
    assert one.subject == "The key to the tool shed, the barrow, and the matter of the marrows"


def test_recipients_may_stand_one_to_a_line() -> None:
    text = (
        "------Original Message------\nFrom: Hesper Quill\nTo: Osric Thorn\nTo: Tansy Gale\nCc: Clerk\nSent: "
        "May 3, 2016 2:02 PM\n"
        "Subject: Key\n\nWho has it?\n"
    )
    [one] = messages(text)
    assert [person.name for person in one.recipients] == ["Osric Thorn", "Tansy Gale", "Clerk"]
    assert one.date == "2016-05-03T14:02"


@pytest.mark.parametrize(("rule", "forwarded"), [
    ("---------- Forwarded message ---------", True), ("-----Original Message-----", False),
    ("-----Weitergeleitete Nachricht-----", True), ("Begin forwarded message:", True),
])  # fmt: skip
def test_a_rule_says_whether_a_message_was_forwarded(rule: str, forwarded: bool) -> None:
    [one] = messages(f"{rule}\nFrom: Hesper Quill <hesper@lwas.example>\nSubject: Key\n\nWho has it?\n")
    assert (one.forwarded, one.author, one.subject) == (forwarded, HESPER, "Key")


def test_a_forwarded_block_behind_marks_is_one_message_with_its_rule() -> None:
    text = (
        "Begin forwarded message:\n\n> From: Hesper Quill <hesper@lwas.example>\n> Date: 3 May 2016 at 10:02:11 BST\n"
        "> To: osric@lwas.example\n> Subject: Key\n>\n> Who has it?\n"
    )
    [one] = messages(text)
    assert (one.depth, one.forwarded, one.date) == (1, True, "2016-05-03T10:02:11+01:00")
    assert words(text, one) == ["Who has it?"]


def test_lotus_notes_names_come_without_their_place() -> None:
    text = (
        "---- Forwarded by Tansy Gale/LWAS on 05/04/2016 09:00 AM ----\n\nHesper Quill\n05/03/2016 02:02 PM\n"
        "To:\tOsric Thorn/LWAS@LWAS, Tansy Gale/LWAS@LWAS\ncc:\nSubject:\tKey\n\nWho has it?\n"
    )
    [one] = messages(text)
    assert one.author == Person("Hesper Quill", "")
    assert one.recipients == (Person("Osric Thorn", ""), Person("Tansy Gale", ""))
    assert (one.date, one.subject) == ("2016-05-03T14:02", "Key")


def test_a_directory_s_name_is_no_address() -> None:
    text = (
        "From: Quill, Hesper [/O=LWAS/OU=FIRST\nGROUP/CN=RECIPIENTS/CN=HQUILL]\nSent: 3 May 2016 10:02\nTo: Clerk\n"
        "Subject: Key\n\nWho has it?\n"
    )
    [one] = messages(text)
    assert one.author == Person("Quill, Hesper", "")


def test_quoted_reads_zones_of_a_part_of_a_text() -> None:
    text = "Subject: Re: Key\n\nI have.\n\nHesper wrote:\n> Who has it?\n"
    [one] = quoted(text, zones(text, text.index("I have")))
    assert words(text, one) == ["Who has it?"]
