"""Conversations on screen: as they went, by day, with what was edited, deleted or left out, a page at a time."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from importlib import resources

import pytest
from starlette.testclient import TestClient

from conftest import Disclosed
from rejoinder.errors import UsageError
from rejoinder.web.app import application
from rejoinder.web.catalogue import messages
from rejoinder.web.pages.conversation import GONE, LENGTH, NAMES, Turn, conversation, facts_of, listing

CHAT = """
08/03/2024, 07:41 - Dilys created group "Bottom Gate"
08/03/2024, 07:42 - Ezra: Four <b>dry</b> butts.
08/03/2024, 07:43 - Ezra: And a frog.
15/03/2024, 07:44 - Vera: This message was deleted
"""


def turns(case: Disclosed, path: str = "_chat.txt!/3") -> tuple[Turn, ...]:
    return conversation(case.case, path).turns


def test_messages_stand_by_day_an_author_is_named_once_in_a_row_and_the_one_asked_for_is_marked(
    case: Disclosed,
) -> None:
    case.give({"_chat.txt": CHAT})
    found = turns(case)
    assert [(one.day, one.holding.author, one.goes_on, one.clock) for one in found] == [
        ("2024-03-08", "", False, "07:41"),
        ("", "Ezra", False, "07:42"),
        ("", "Ezra", True, "07:43"),
        ("2024-03-15", "Vera", False, "07:44"),
    ]
    reference = found[2].holding.ref
    assert [one.asked for one in turns(case, reference)] == [False, False, True, False]


def test_what_the_export_says_beside_the_words_is_told_and_what_is_gone_is_marked() -> None:
    (fact,) = facts_of("From: Vera\nDate: 15/03/2024\nConversation: Gate\nDeleted: by its author\n")
    assert (fact.name, fact.value, fact.gone) == ("Deleted", "by its author", True)


def test_an_answer_leads_to_what_it_answers(case: Disclosed) -> None:
    messages = [
        {"id": 1, "type": "message", "date": "2024-03-08T07:41:00", "from": "Ezra", "text": "Beans?"},
        {
            "id": 2,
            "type": "message",
            "date": "2024-03-08T07:42:00",
            "from": "Vera",
            "text": "Ten.",
            "reply_to_message_id": 1,
        },
    ]
    case.give({"result.json": json.dumps({"name": "Gate", "type": "private_group", "id": 1, "messages": messages})})
    first, second = turns(case, "result.json!/1")
    assert [(fact.name, fact.leads_to) for fact in second.facts] == [("Answers", first.holding.ref)]


def test_a_long_conversation_is_shown_a_page_at_a_time_at_the_message_asked_for(case: Disclosed) -> None:
    start = datetime.fromisoformat("2024-03-08")
    lines = [f"{start + timedelta(minutes=at):%d/%m/%Y, %H:%M} - Ezra: bean {at}" for at in range(2 * LENGTH + 5)]
    case.give({"_chat.txt": "\n".join(lines)})
    made = conversation(case.case, f"_chat.txt!/{LENGTH + 1}")
    assert (made.page, made.last, len(made.turns), made.turns[0].words) == (2, 3, LENGTH, f"bean {LENGTH}")
    assert [one.words for one in conversation(case.case, "_chat.txt!/1", 9).turns] == [
        f"bean {2 * LENGTH + at}" for at in range(5)
    ]


def test_conversations_are_listed_the_latest_first_with_their_people_and_dates(case: Disclosed) -> None:
    case.give({"a/_chat.txt": CHAT, "b/_chat.txt": CHAT.replace("2024", "2023"), "note.txt": "Beans."})
    listed = listing(case.case).talks
    assert [(one.title, one.messages, one.people, one.first[:10], one.last[:10]) for one in listed] == [
        ("WhatsApp: a", 4, 2, "2024-03-08", "2024-03-15"),
        ("WhatsApp: b", 4, 2, "2023-03-08", "2023-03-15"),
    ]


def test_a_conversation_over_several_files_is_one(case: Disclosed) -> None:
    day = [{"type": "message", "ts": "1709883660.000100", "user": "U7", "text": "Beans?"}]
    case.give(
        {"gate/2024-03-08.json": json.dumps(day), "gate/2024-03-09.json": json.dumps(day).replace("17098", "17099")}
    )
    (talk,) = listing(case.case).talks
    assert talk.messages == 2


def test_the_screen_shows_words_as_words_and_what_the_export_leaves_open(case: Disclosed) -> None:
    case.give({"_chat.txt": CHAT}, own=True)
    with TestClient(application(case.folder)) as client:
        page = client.get(address(case)).text
        assert "Four &lt;b&gt;dry&lt;/b&gt; butts." in page and "your own archive" in page
        assert "1 message was deleted" in page and "style=" not in page
        assert client.get("/case/case/conversations").status_code == 200
        documents = client.get("/case/case/documents").text
        assert "/case/case/conversations" in documents and "And a frog." in documents
        document = client.get(address(case).replace("/conversation/", "/document/")).text
        assert address(case) in document and "1 message was deleted" in document


def address(case: Disclosed) -> str:
    return f"/case/case/conversation/{turns(case)[2].holding.ref}"


def test_the_original_of_a_message_is_its_whole_export_under_its_own_name(case: Disclosed) -> None:
    case.give({"_chat.txt": CHAT})
    with TestClient(application(case.folder)) as client:
        got = client.get(address(case).replace("/conversation/", "/document/") + "/original")
    assert got.text.strip() == CHAT.strip() and got.headers["content-disposition"].endswith("''_chat.txt")


def test_what_is_of_no_conversation_has_no_such_screen(case: Disclosed) -> None:
    case.give({"note.txt": "Beans."})
    with pytest.raises(UsageError, match="no message of a chat"):
        conversation(case.case, "note.txt")
    assert listing(case.case).talks == ()


def test_a_file_that_a_message_names_is_a_link_where_it_lies_beside_the_chat(case: Disclosed) -> None:
    said = "08/03/2024, 07:42 - Ezra: minutes.txt (file attached)\n15/03/2024, 07:43 - Ezra: gone.pdf (file attached)\n"
    case.give({"a/_chat.txt": said, "a/minutes.txt": "Nobody came.", "b/gone.pdf": "x"})
    first, second = turns(case, "a/_chat.txt!/1")
    assert [(fact.value, bool(fact.leads_to)) for fact in (*first.facts, *second.facts)] == [
        ("minutes.txt", True),
        ("gone.pdf", False),
    ]


def test_the_names_of_facts_that_are_ours_are_said_in_french_and_others_as_they_stand() -> None:
    french = messages(resources.files("rejoinder.web").joinpath("locale", "fr.po").read_text("utf-8"))
    assert set(NAMES) <= french.keys() and set(GONE) <= set(NAMES)
    assert not next(facts_of("100%: of the beans\n")).is_known
