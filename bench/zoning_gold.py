"""Real messages whose lines others have marked by hand, or that are marked here by line number alone."""

from __future__ import annotations

import ast
import email
import re
from collections.abc import Iterator
from email import policy
from pathlib import Path
from typing import Any, NamedTuple

from bench.corpus import CORPORA

FOLDER = CORPORA / "reply"

PARSER_LINES = {
    "correct_sig": "1o 3-4s",
    "email_1_1": "1-5o 7s 10-13f",
    "email_1_2": "1o 2l 3-7q 9-34o 37S 40-43F 48-51f",
    "email_1_3": "1-3o 5s 7l 8q 9l 10-40q 42S 45-48F 52-55f",
    "email_1_4": "1o 3l 8q",
    "email_1_5": "1-15o",
    "email_1_6": "1o 3s 5-7l 9-11q 13-15F",
    "email_1_7": "1o 3-4l 6-7q 10F",
    "email_1_8": "1l 3-10q 13o 16q 19o 22S 24l 25-27q 29-30S 36-37s",
    "email_2_1": "1o 4-9l 13-19q 22-24S",
    "email_2_2": "1o 2-6l 8-10q",
    "email_2_3": "1o 3-6l 8-10q",
    "email_BlackBerry": "1o 3s",
    "email_bullets": "1-9o 12l 14-15q 20-22s",
    "email_iPhone": "1o 3s",
    "email_long_quote": "1-4o 6o 8o 10s 13-16f",
    "email_multi_word_sent_from_my_mobile_device": "1o 3s",
    "email_one_is_not_on": "1-5o 7l 9q",
    "email_sent_from_my_not_signature": "1-3o",
    "email_sig_delimiter_in_middle_of_line": "1-5o",
    "greedy_on": "1-6o 8l 10-13q 14-16F",
    "pathological": "1-2o 3l 5-19q",
}
"""Each line of email_reply_parser's messages: own, lead, quotation, signature, footer; capitals are quoted ones."""


class Gold(NamedTuple):
    """A message and what each of its lines is: o, l, q, s, f, S, F, `Q` for quoted of any kind, blank for unsaid."""

    source: str
    text: str
    lines: str


def gold() -> Iterator[Gold]:
    """Give every message of the sets."""
    yield from _parser()
    yield from _signatures()
    yield from _standard_replies()
    yield from _quotequail()


def _parser() -> Iterator[Gold]:
    for name, ranges in PARSER_LINES.items():
        text = (FOLDER / "email_reply_parser" / f"{name}.txt").read_text()
        marks = [" "] * (text.count("\n") + 1)
        for first, last, mark in re.findall(r"(\d+)(?:-(\d+))?(\w)", ranges):
            for number in range(int(first), int(last or first) + 1):
                marks[number - 1] = mark
        yield Gold(f"email_reply_parser {name}", text, "".join(marks))


def _signatures() -> Iterator[Gold]:
    folder = FOLDER / "talon" / "signature" / "emails"
    for path in sorted((folder / "P").iterdir()):
        lines = path.read_text(errors="replace").split("\n")
        if any(line.startswith("#sig#") for line in lines):
            yield _tagged(path.name, lines)
    for path in sorted((folder / "stripped").glob("*_body")):
        signature = path.with_name(path.name.replace("_body", "_signature"))
        lines = path.read_text(errors="replace").rstrip().split("\n")
        if any(line.startswith("#sig#") for line in lines):
            continue
        count = len(signature.read_text(errors="replace").strip().split("\n")) if signature.exists() else 0
        marks = "o" * (len(lines) - count) + "s" * count
        yield Gold(f"talon signature {path.name}", "\n".join(lines), marks)


def _tagged(name: str, lines: list[str]) -> Gold:
    start = 1 + next((n for n, line in enumerate(lines) if not line.strip()), -1) if lines[0][:5] == "From:" else 0
    marks, words = "", []
    for line in lines[start:]:
        tag = re.match(r"#(sig|reply)#", line)
        marks += {"sig": "s", "reply": "Q"}[tag.group(1)] if tag else "o"
        words.append(line[tag.end() :] if tag else line)
    return Gold(f"talon signature {name}", "\n".join(words), marks)


def _standard_replies() -> Iterator[Gold]:
    folder = FOLDER / "talon" / "standard_replies"
    for path in sorted(folder.glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        part = message.get_body(("plain",))
        if part is None:
            continue
        text = part.get_content()
        reply = path.with_name(f"{path.stem}_reply_text")
        own = {line.strip() for line in (reply.read_text() if reply.exists() else "Hello").split("\n")}
        lines, marks, open_ = text.split("\n"), "", set(own)
        for line in lines:
            marks += "O" if line.strip() in open_ else "Q"
            open_.discard(line.strip())
        yield Gold(f"talon reply {path.stem}", text, marks)


def _quotequail() -> Iterator[Gold]:
    for text, expected, intro in _cases("test_quote.py"):
        marks = "".join(("O" if own else "Q") * (part.count("\n") + 1) for own, part in intro)
        yield Gold("quotequail quote", text, marks)
        assert expected
    for text, expected in _cases("test_unwrap.py"):
        if expected is None:
            continue
        own = [line.strip() for key in ("text_top", "text_bottom") for line in expected.get(key, "").split("\n")]
        marks = ""
        for line in text.split("\n"):
            mine = line.strip() in own
            marks += "O" if mine else "Q"
            if mine:
                own.remove(line.strip())
        yield Gold("quotequail unwrap", text, marks)


def _cases(name: str) -> list[Any]:
    """Give the cases of a parametrised test, read and not run."""
    tree = ast.parse((FOLDER / "quotequail" / name).read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.decorator_list and isinstance(node.decorator_list[0], ast.Call):
            return list(ast.literal_eval(node.decorator_list[0].args[1]))
    return []


def has_words(line: str) -> bool:
    """Say whether a line is worth counting."""
    return bool(line.strip(" \t\r>|"))


def path_of(name: str) -> Path:
    """Give a folder of the sets."""
    return FOLDER / name
