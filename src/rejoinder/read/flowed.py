"""Text whose long lines were cut for transport, with its lines put together again (RFC 3676)."""

from __future__ import annotations


def unflowed(text: str, *, joined: bool) -> str:
    """Give the text with its flowed lines as whole paragraphs; joined (DelSp) drops the space at each cut."""
    out: list[str] = []
    paragraph: list[str] = []
    depth = 0
    for line in text.split("\n"):
        content = line.lstrip(">")
        here = len(line) - len(content)
        content = content.removeprefix(" ")
        if paragraph and (here != depth or content == "-- "):
            out.append(_marked("".join(paragraph), depth))
            paragraph = []
        depth = here
        if content.endswith(" ") and content != "-- ":
            paragraph.append(content[:-1] if joined else content)
            continue
        out.append(_marked("".join((*paragraph, content)), depth))
        paragraph = []
    if paragraph:
        out.append(_marked("".join(paragraph), depth))
    return "\n".join(out)


def _marked(paragraph: str, depth: int) -> str:
    paragraph = paragraph if paragraph == "-- " else paragraph.rstrip(" ")
    if not depth:
        return paragraph
    return f"{'>' * depth} {paragraph}" if paragraph else ">" * depth
