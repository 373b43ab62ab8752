"""Chats and posts are evidence and sources, and never a reason to call a message absent."""

from __future__ import annotations

import json

from conftest import Disclosed

WORDS = "Nobody has ever found the minute that spent the money on the marquee pole, and I have looked in every book"
CHAT = f"""
08/03/2024, 07:41 - Ezra: > {WORDS} and twice.
> On Friday, 8 March 2024 at 07:00, Hesper Quillfeather <hesper@plots.example> wrote:
>> Another message nobody has that speaks of laminated notices, red washers and of a frog in the third butt on the left
15/03/2024, 07:42 - Vera: From: Hesper Quillfeather
Sent: 7 March 2024 09:00
To: Vera Loam
Subject: Laminated notices
15/03/2024, 07:43 - Ezra: (See attached file: plot fees.xlsx) <<minutes.doc>>
"""
QUOTING = f"""
From: Cuthbert Plumley <cuthbert@plots.example>
To: Ezra Mumby <ezra@plots.example>
Date: Sat, 9 Mar 2024 10:00:00 +0000
Subject: Money
Message-ID: <money@plots.example>

I do not agree.

> {WORDS}
"""


def test_signs_of_quotation_in_a_chat_are_a_persons_own_and_show_no_absent_message(case: Disclosed) -> None:
    case.give({"_chat.txt": CHAT})
    assert case.weighed() == []


def test_an_answer_to_a_message_that_its_export_does_not_hold_shows_no_absent_message(case: Disclosed) -> None:
    messages = [
        {
            "id": 7,
            "type": "message",
            "date": "2024-03-08T07:41:00",
            "from": "Ezra",
            "text": "No.",
            "reply_to_message_id": 3,
        }
    ]
    case.give({"result.json": json.dumps({"name": "Gate", "type": "private_group", "id": 1, "messages": messages})})
    assert case.weighed() == []


def test_what_a_mail_quotes_of_a_chat_is_here_and_not_absent(case: Disclosed) -> None:
    case.give({"1.eml": QUOTING, "_chat.txt": CHAT})
    assert case.found() == []


def test_what_a_mail_quotes_is_absent_without_that_chat(case: Disclosed) -> None:
    case.give({"1.eml": QUOTING})
    assert len(case.found()) == 1
