"""A chat message on the command line, with the messages before and after it."""

from __future__ import annotations

from pathlib import Path

from cli.calling import call

CHAT = "".join(
    f"08/03/2024, 07:{at} - {who}: bean {at}\n" for at, who in zip(range(10, 30), ["Ezra", "Vera"] * 10, strict=True)
)


def test_show_gives_a_chat_message_within_its_conversation(empty: Path, tmp_path: Path) -> None:
    chat = tmp_path / "WhatsApp Chat with Gate.txt"
    chat.write_text(CHAT)
    assert call("receive", empty, chat, "--own").status == 0
    path = f"{chat.name}!/6"
    (line,) = call("show", empty, path, "--json").lines
    assert (line["kind"], line["author"], line["date"], line["subject"]) == (
        "chat",
        "Vera",
        "2024-03-08T07:15",
        "WhatsApp: Gate",
    )
    assert [one["text"] for one in line["before"]] == ["bean 11\n", "bean 12\n", "bean 13\n", "bean 14\n"]
    assert [one["author"] for one in line["after"]] == ["Ezra", "Vera", "Ezra", "Vera"]
    printed = call("show", empty, path).out
    assert "In WhatsApp: Gate" in printed and "> 2024-03-08 07:15  Vera" in printed


def test_documents_name_the_conversation_and_what_its_export_leaves_open(empty: Path, tmp_path: Path) -> None:
    chat = tmp_path / "_chat.txt"
    chat.write_text(CHAT.replace("bean 11", "<Media omitted>"))
    call("receive", empty, chat)
    lines = call("documents", empty, "--json").lines
    assert len({line["conversation"] for line in lines[:20]}) == 1
    assert [(line["document"], line["problems"][0]["code"]) for line in lines[20:]] == [(None, "chat_media_omitted")]


def test_what_is_uncertain_of_the_whole_export_is_said_with_each_of_its_messages(empty: Path, tmp_path: Path) -> None:
    chat = tmp_path / "_chat.txt"
    chat.write_text(CHAT)
    call("receive", empty, chat)
    (line,) = call("show", empty, "_chat.txt!/6", "--json").lines
    assert [problem["code"] for problem in line["problems"]] == ["date_order_uncertain"]
    assert "day or the month first" in call("show", empty, "_chat.txt!/6").out
