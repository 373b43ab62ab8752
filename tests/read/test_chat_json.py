"""Chats and posts as JSON and as scripts: each app's shape told by itself, each record a message or counted."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from read.reading import body, codes, readings
from rejoinder.model import Document, Message
from rejoinder.read import Reading
from rejoinder.read.chat.meta import mended


def read(value: object, name: str = "x.json") -> Reading:
    return readings(json.dumps(value, ensure_ascii=False), name)[-1]


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Give who said what when."""
    return [(said(one).date, said(one).author.name, body(one).rstrip("\n")) for one in reading.documents if one.message]


def said(document: Document) -> Message:
    assert document.message is not None
    return document.message


def heads(reading: Reading) -> str:
    return "".join(one.text[: one.body_start] for one in reading.documents)


TELEGRAM: dict[str, Any] = {
    "name": "Bottom Gate",
    "type": "private_group",
    "id": 41,
    "messages": [
        {
            "id": 1,
            "type": "service",
            "date": "2024-03-08T07:40:00",
            "date_unixtime": "1709883600",
            "actor": "Dilys",
            "action": "remove_members",
            "members": ["Marigold"],
            "text": "",
        },
        {
            "id": 2,
            "type": "message",
            "date": "2024-03-08T07:41:00",
            "date_unixtime": "1709883660",
            "from": "Ezra",
            "from_id": "user7",
            "text": ["Four ", {"type": "bold", "text": "dry"}, " butts"],
            "edited_unixtime": "1709883700",
            "photo": "(File not included. Change data exporting settings to download.)",
        },
        {
            "id": 3,
            "type": "message",
            "date": "2024-03-08T07:42:00",
            "from": "Vera",
            "text": "Five.",
            "reply_to_message_id": 2,
            "forwarded_from": "Hesper",
        },
        {
            "id": 4,
            "type": "message",
            "date": "2024-03-08T07:43:00",
            "from": "Vera",
            "text": "?",
            "reply_to_message_id": 99,
        },
        {"id": 5, "type": "riddle"},
    ],
}


def test_telegram_gives_who_said_what_when_and_what_it_answers() -> None:
    reading = read(TELEGRAM, "result.json")
    assert told(reading) == [
        ("2024-03-08T07:40:00+00:00", "Dilys", "[remove members Marigold]"),
        ("2024-03-08T07:41:00+00:00", "Ezra", "Four dry butts"),
        ("2024-03-08T07:42:00", "Vera", "Five."),
        ("2024-03-08T07:43:00", "Vera", "?"),
    ]
    first, answer, other = reading.documents[1:]
    assert said(answer).answered == (said(first).message_id,)
    assert said(other).answered == () and "Answers: message 99, which is not in this file" in other.text
    assert "Edited: 2024-03-08T07:41:40+00:00" in first.text and "Forwarded from: Hesper" in answer.text
    assert reading.outcome == "partial"
    assert codes(reading) == {"chat_not_understood", "chat_answers_elsewhere", "chat_media_omitted"}


def test_a_whole_account_gives_each_chat_by_itself() -> None:
    other = {**TELEGRAM, "name": "Vera", "id": 42, "messages": TELEGRAM["messages"][1:2]}
    reading = read({"about": "…", "chats": {"list": [TELEGRAM]}, "left_chats": {"list": [other]}}, "result.json")
    assert [one.path for one in reading.documents][-2:] == ["result.json!/1/4", "result.json!/2/1"]
    assert len({said(one).conversation for one in reading.documents}) == 2
    assert len({said(one).message_id for one in reading.documents}) == 5


def test_facebooks_spoilt_letters_are_mended_and_what_was_unsent_is_said() -> None:
    spoilt = "Dewi Môn 🐸".encode().decode("latin-1")
    reading = read(
        {
            "participants": [{"name": spoilt}, {"name": "Vera"}],
            "messages": [
                {"sender_name": "Vera", "timestamp_ms": 1709883720123, "is_unsent": True},
                {
                    "sender_name": spoilt,
                    "timestamp_ms": 1709883660000,
                    "content": spoilt,
                    "photos": [{"uri": "messages/photos/frog.jpg"}],
                    "reactions": [{"reaction": spoilt, "actor": "Vera"}],
                },
            ],
            "title": spoilt,
            "thread_path": "inbox/dewi_1",
        },
        "your_facebook_activity/messages/inbox/dewi_1/message_1.json",
    )
    assert reading.documents[-1].kind == "text" and "participants" in reading.documents[-1].text
    assert told(reading) == [
        ("2024-03-08T07:41:00+00:00", "Dewi Môn 🐸", "Dewi Môn 🐸"),
        ("2024-03-08T07:42:00.123+00:00", "Vera", ""),
    ]
    assert said(reading.documents[0]).subject == "Facebook: Dewi Môn 🐸"
    assert "Attached: frog.jpg" in heads(reading) and "Deleted: " in heads(reading)


@given(some.text())
def test_letters_that_were_spoilt_come_back_as_they_were(words: str) -> None:
    spoilt = words.encode("utf-8", "surrogatepass").decode("latin-1")
    if words.isascii() or words == words.encode("utf-8", "ignore").decode():
        assert mended(spoilt) == words or mended(spoilt) == mended(words)


POSTS = {
    "facebook post": (
        [{"timestamp": 1709883660, "data": [{"post": "Beans."}], "title": "Vera updated her status."}],
        ("2024-03-08T07:41:00+00:00", "the account's owner", "Beans."),
    ),
    "facebook comment": (
        {
            "comments_v2": [
                {
                    "timestamp": 1709883660,
                    "data": [{"comment": {"timestamp": 1709883660, "comment": "Ten.", "author": "Vera"}}],
                }
            ]
        },
        ("2024-03-08T07:41:00+00:00", "Vera", "Ten."),
    ),
    "instagram post": (
        [{"media": [{"uri": "media/1.jpg", "creation_timestamp": 1709883660, "title": "A frog"}]}],
        ("2024-03-08T07:41:00+00:00", "the account's owner", "A frog"),
    ),
    "instagram until 2020": (
        {
            "photos": [{"caption": "A frog", "taken_at": "2020-03-08T07:41:00+00:00", "path": "photos/1.jpg"}],
            "stories": [],
        },
        ("2020-03-08T07:41:00+00:00", "the account's owner", "A frog"),
    ),
    "twitter": (
        [
            {
                "id_str": "7",
                "created_at": "Fri Mar 08 07:41:00 +0000 2024",
                "full_text": "Beans &amp; frogs",
                "user": {"name": "Vera", "screen_name": "vera"},
            }
        ],
        ("2024-03-08T07:41:00+00:00", "Vera (@vera)", "Beans & frogs"),
    ),
    "google activity": (
        [
            {
                "header": "Search",
                "title": "Searched for frogs",
                "time": "2024-03-08T07:41:00.123Z",
                "products": ["Search"],
            }
        ],
        ("2024-03-08T07:41:00.123+00:00", "the account's owner", "Searched for frogs"),
    ),
}


@pytest.mark.parametrize("name", POSTS)
def test_posts_and_comments_are_posts(name: str) -> None:
    value, expected = POSTS[name]
    reading = read(value)
    assert told(reading) == [expected] and {one.kind for one in reading.documents} == {"post"}


CHATS = {
    "teams": {
        "userId": "8:vera",
        "conversations": [
            {
                "id": "19:gate",
                "displayName": "Gate",
                "MessageList": [
                    {
                        "id": "2",
                        "displayName": "Ezra",
                        "originalarrivaltime": "2024-03-08T07:41:00.000Z",
                        "messagetype": "RichText/Html",
                        "content": "<p>Four <b>dry</b> butts</p>",
                        "properties": {"edittime": "1709883700000"},
                    }
                ],
            }
        ],
    },
    "graph": {
        "value": [
            {
                "id": "2",
                "messageType": "message",
                "createdDateTime": "2024-03-08T07:41:00Z",
                "chatId": "19:gate",
                "from": {"user": {"displayName": "Ezra"}},
                "body": {"contentType": "html", "content": "<div>Four dry butts</div>"},
                "lastEditedDateTime": "2024-03-08T07:42:00Z",
            }
        ]
    },
    "signal": [
        {"date": "2024-03-08T07:41:00", "sender": "Ezra", "body": "Four dry butts", "quote": "", "attachments": []}
    ],
    "signal desktop": [
        {
            "conversationId": "c",
            "type": "incoming",
            "source": "Ezra",
            "sent_at": 1709883660000,
            "body": "Four dry butts",
            "editHistory": [{}],
        }
    ],
    "google chat": {
        "messages": [
            {
                "creator": {"name": "Ezra"},
                "created_date": "Friday, March 8, 2024 at 7:41:00 AM UTC",
                "text": "Four dry butts",
                "topic_id": "t",
                "message_id": "m",
            }
        ]
    },
    "hangouts": {
        "conversations": [
            {
                "conversation": {
                    "conversation": {"participant_data": [{"id": {"gaia_id": "7"}, "fallback_name": "Ezra"}]}
                },
                "events": [
                    {
                        "sender_id": {"gaia_id": "7"},
                        "timestamp": "1709883660000000",
                        "event_type": "REGULAR_CHAT_MESSAGE",
                        "chat_message": {"message_content": {"segment": [{"type": "TEXT", "text": "Four dry butts"}]}},
                    }
                ],
            }
        ]
    },
    "slack": [
        {
            "type": "message",
            "ts": "1709883660.000100",
            "user": "U7",
            "text": "Four dry butts",
            "user_profile": {"real_name": "Ezra"},
        }
    ],
    "instagram until 2020": [
        {
            "participants": ["ezra", "vera"],
            "conversation": [{"sender": "Ezra", "created_at": "2024-03-08T07:41:00+00:00", "text": "Four dry butts"}],
        }
    ],
    "messenger": {
        "participants": ["Ezra"],
        "threadName": "Gate",
        "messages": [{"senderName": "Ezra", "text": "Four dry butts", "timestamp": 1709883660000, "type": "text"}],
    },
}


@pytest.mark.parametrize("name", CHATS)
def test_messages_of_every_app_are_told_alike(name: str) -> None:
    reading = read(CHATS[name])
    document = reading.documents[0]
    when, author, words = told(reading)[0]
    assert len(told(reading)) == 1
    assert (document.kind, when[:19], author, words) == ("chat", "2024-03-08T07:41:00", "Ezra", "Four dry butts")
    assert reading.outcome == "read" and not codes(reading)


def test_json_of_no_shape_we_know_is_read_as_text() -> None:
    for value in (
        {"beans": [1, 2]},
        [1, 2],
        {"messages": ["a", "b"]},
        {"media": [{"kind": "frog"}]},
        [{"media": "frog"}],
    ):
        (document,) = read(value).documents
        assert (document.kind, document.text) == ("text", json.dumps(value))


def test_json_that_is_cut_off_is_read_as_text_and_said_to_be() -> None:
    reading = readings(json.dumps(TELEGRAM)[:-40], "result.json")[-1]
    assert [one.kind for one in reading.documents] == ["text"] and reading.outcome == "partial"
    assert codes(reading) == {"json_corrupt"}


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 100_000, '[{"id": 1e999}]', '[{"ts": "1e999", "type": "message"}]']
)
def test_hostile_json_has_an_outcome(text: str) -> None:
    (reading,) = readings(text, "x.json")
    assert "reader_fault" not in codes(reading)


@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.text(max_size=5),
        lambda inner: (
            some.lists(inner, max_size=3)
            | some.dictionaries(
                some.sampled_from(
                    [
                        "messages",
                        "type",
                        "date",
                        "from",
                        "text",
                        "conversations",
                        "MessageList",
                        "timestamp_ms",
                        "sender_name",
                        "creator",
                        "events",
                        "conversation",
                        "data",
                        "timestamp",
                        "media",
                        "ts",
                        "id_str",
                        "created_at",
                        "chats",
                        "list",
                        "value",
                        "body",
                        "createdDateTime",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_a_reader_fail_or_come_to_nothing(value: object) -> None:
    reading = read(value)
    assert "reader_fault" not in codes(reading) and (reading.documents or reading.outcome != "read")


def packed(files: Mapping[str, object]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, value in files.items():
            archive.writestr(name, value if isinstance(value, str) else json.dumps(value))
    return target.getvalue()


SLACK = {
    "channels.json": [{"id": "C1", "name": "gate"}],
    "gate/2024-03-08.json": [
        {
            "type": "message",
            "ts": "1709883660.000100",
            "user": "U7",
            "text": "Four &lt;dry&gt; butts, <@U8>",
            "thread_ts": "1709883660.000100",
        },
        {
            "type": "message",
            "ts": "1709883720.000200",
            "user": "U8",
            "text": "Five.",
            "thread_ts": "1709883660.000100",
            "edited": {"user": "U8", "ts": "1709883730.000000"},
        },
        {
            "type": "message",
            "subtype": "tombstone",
            "ts": "1709883780.000300",
            "user": "USLACKBOT",
            "text": "This message was deleted.",
        },
    ],
    "gate/2024-03-09.json": [{"type": "message", "ts": "1709970060.000100", "user": "U7", "text": "Rain."}],
    "users.json": [{"id": "U7", "profile": {"real_name": "Ezra Mumby"}}, {"id": "U8", "name": "vera"}],
}


def test_a_slack_export_names_people_joins_days_and_says_that_private_channels_are_left_out() -> None:
    found = readings(packed(SLACK), "slack.zip")
    (day, next_day) = [one for one in found if "gate/" in one.path]
    assert told(day)[:2] == [
        ("2024-03-08T07:41:00+00:00", "Ezra Mumby", "Four <dry> butts, @vera"),
        ("2024-03-08T07:42:00+00:00", "vera", "Five."),
    ]
    assert said(day.documents[1]).answered == (said(day.documents[0]).message_id,)
    assert "Edited: " in heads(day) and codes(day) == {"chat_deleted"}
    assert {said(one).conversation for one in (*day.documents, *next_day.documents)} == {
        said(day.documents[0]).conversation
    }
    assert (found[-1].format, codes(found[-1])) == ("export", {"export_public_only"})


TWITTER = {
    "data/account.js": 'window.YTD.account.part0 = [{"account": '
    '{"username": "vera", "accountId": "8", "accountDisplayName": "Vera Loam"}}]',
    "data/manifest.js": 'window.__THAR_CONFIG = {"archiveInfo": {"isPartialArchive": true}, '
    '"dataTypes": {"tweets": {"files": [{"fileName": "data/tweets.js", "count": "3"}]}}}',
    "data/tweets.js": "window.YTD.tweets.part0 = "
    + json.dumps(
        [
            {
                "tweet": {
                    "id_str": "2",
                    "created_at": "Fri Mar 08 07:42:00 +0000 2024",
                    "full_text": "And a frog https://t.co/x",
                    "in_reply_to_status_id_str": "1",
                    "entities": {"urls": [{"url": "https://t.co/x", "expanded_url": "https://frog.example"}]},
                }
            },
            {"tweet": {"id_str": "1", "created_at": "Fri Mar 08 07:41:00 +0000 2024", "full_text": "Four dry butts"}},
        ]
    ),
    "data/direct-messages.js": 'window.YTD.direct_messages.part0 = [{"dmConversation": '
    '{"conversationId": "7-8", "messages": ['
    '{"messageCreate": {"id": "5", "senderId": "8", "text": "Beans?", '
    '"createdAt": "2024-03-08T07:41:00.000Z", "mediaUrls": []}}]}}]',
    "data/follower.js": 'window.YTD.follower.part0 = [ {"follower": {"accountId": "9"}} ]',
}


def test_a_twitter_archive_names_its_owner_and_says_what_it_leaves_out() -> None:
    found = {one.path.rpartition("/")[2]: one for one in readings(packed(TWITTER), "twitter.zip")}
    posts = found["tweets.js"]
    assert told(posts) == [
        ("2024-03-08T07:41:00+00:00", "Vera Loam (@vera)", "Four dry butts"),
        ("2024-03-08T07:42:00+00:00", "Vera Loam (@vera)", "And a frog https://frog.example"),
    ]
    assert said(posts.documents[1]).answered == (said(posts.documents[0]).message_id,)
    assert codes(posts) == {"chat_count"} and "says that it holds 3 records, and it holds 2" in posts.problems[0].what
    assert told(found["direct-messages.js"]) == [("2024-03-08T07:41:00+00:00", "Vera Loam (@vera)", "Beans?")]
    assert [one.kind for one in found["follower.js"].documents] == ["text"]
    assert codes(found["manifest.js"]) == {"archive_part", "archive_without"}


def test_a_script_by_itself_says_that_its_owner_is_named_elsewhere() -> None:
    (reading,) = readings(TWITTER["data/tweets.js"], "tweets.js")
    assert codes(reading) == {"author_elsewhere"}


def test_names_and_ids_that_are_meant_to_mislead_make_no_line_of_their_own() -> None:
    hostile = {
        "media_list_data": [],
        "string_map_data": {
            "Time": {"timestamp": 1709883660},
            "Comment": {"value": "Beans"},
            "x\nFrom": {"value": "Hesper\nDeleted: yes"},
        },
    }
    reading = read([hostile])
    assert heads(reading).splitlines()[-2] == "x From: Hesper Deleted: yes"
    long = {"id": "9" * 5_000, "type": "message", "date": "2024-03-08T07:41:00", "from": "E" * 5_000, "text": "Beans"}
    (document,) = read({"messages": [long]}).documents
    assert len(said(document).message_id) < 400 and len(said(document).author.name) < 400
    assert "E" * 5_000 in document.text


def test_what_an_account_holds_beside_its_chats_is_kept_as_text() -> None:
    reading = read({"contacts": {"list": [{"first_name": "Ezra"}]}, "chats": {"list": [TELEGRAM]}}, "result.json")
    kept = reading.documents[-1]
    assert (kept.path, kept.kind, kept.message) == ("result.json", "text", None)
    assert "Ezra" in kept.text and "dry" not in kept.text
