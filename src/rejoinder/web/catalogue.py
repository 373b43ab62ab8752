"""Compiles a message catalogue (.po) into the form that gettext reads (.mo): python -m rejoinder.web.catalogue."""

from __future__ import annotations

import ast
import struct
from importlib import resources
from pathlib import Path

MAGIC, REVISION = 0x950412DE, 0


def messages(po: str) -> dict[str, str]:
    """Give every message with its translation; forms of number are parted by NUL, contexts by EOT, as in a .mo."""
    found: dict[str, str] = {}
    for entry in po.split("\n\n"):
        fields = _fields(entry)
        if "msgid" not in fields:
            continue
        key = "\0".join(fields[name] for name in ("msgid", "msgid_plural") if name in fields)
        key = f"{fields['msgctxt']}\4{key}" if "msgctxt" in fields else key
        forms = [fields[name] for name in ("msgstr", "msgstr[0]", "msgstr[1]") if name in fields]
        if any(forms):
            found[key] = "\0".join(forms)
    return found


def _fields(entry: str) -> dict[str, str]:
    """Give what an entry says of itself by keyword; lines that go on are joined."""
    fields: dict[str, str] = {}
    name = ""
    for line in entry.split("\n"):
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith('"'):
            name, _, line = line.partition(" ")
            fields[name] = ""
        fields[name] += str(ast.literal_eval(line))
    return fields


def compiled(po: str) -> bytes:
    """Give the .mo of a .po: tables of lengths and places, then the words, sorted by message."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages(po).items())
    keys = b"".join(key + b"\0" for key, _ in pairs)
    values = b"".join(value + b"\0" for _, value in pairs)
    header = 7 * 4
    at_keys, at_values = header, header + 8 * len(pairs)
    words = at_values + 8 * len(pairs)
    tables = _table([key for key, _ in pairs], words) + _table([value for _, value in pairs], words + len(keys))
    head = struct.pack("<7I", MAGIC, REVISION, len(pairs), at_keys, at_values, 0, words)
    return head + tables + keys + values


def _table(words: list[bytes], start: int) -> bytes:
    rows = b""
    for word in words:
        rows += struct.pack("<2I", len(word), start)
        start += len(word) + 1
    return rows


def main() -> None:
    """Write beside each .po its .mo."""
    for entry in resources.files("rejoinder.web").joinpath("locale").iterdir():
        path = Path(str(entry))
        if path.suffix == ".po":
            path.with_suffix(".mo").write_bytes(compiled(path.read_text("utf-8")))


if __name__ == "__main__":
    main()
