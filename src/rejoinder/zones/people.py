"""People as attributions and header blocks name them."""

from __future__ import annotations

import re

from rejoinder.model import Person

ADDRESS = re.compile(r"[\w.+%'/=&-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_BRACKETED = re.compile(
    r"\s*[<\[(]{1,2}\s*(?:mailto:|smtp:)?\s*([\w.+%'/=&-]{1,64}(?:@| at )[\w-]{1,63}(?:\.[\w-]{1,63}){0,8})"
    r"(?:\s*<mailto:[^<>\s]{3,200}>)?\s*[>\])]{1,2}",
    re.IGNORECASE,
)
_SPELT = re.compile(r"(?<![\w.])([\w.+%-]{1,64}) at ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?=[\s>)\],;:]|$)")
"""An address as archives write it that are shy of address collectors."""
_NOTES = re.compile(r"(?:/[\w .&-]{1,40}){1,5}(?:@[\w.-]{1,60})?")
_DIRECTORY = re.compile(r"\s*[<\[(]?/o=[^>;\])]{1,300}[>\])]?", re.IGNORECASE)
"""An X.500 name in place of an address (Exchange)."""
_EDGES = " \t\r\n\u200b\u202f\xa0,;:'\"*_<>“”„«»[]|-~"
LONGEST = 4000


def person(words: str) -> Person:
    """Give the one person that these words name."""
    words = _SPELT.sub(r"\1@\2", " ".join(words[:LONGEST].split()))
    if "/" in words and "=" in words:
        words = _DIRECTORY.sub("", words)
    if found := _BRACKETED.search(words):
        name = words[: found.start()].strip(_EDGES) or words[found.end() :].strip(_EDGES)
        address = found.group(1).replace(" at ", "@").strip("'")
        return Person("" if name.lower() == address.lower() else _name(name), address)
    if found := ADDRESS.search(words):
        before, after = words[: found.start()], words[found.end() :]
        if before.rstrip().endswith("/") or "/" in found.group().partition("@")[0]:
            return Person(_name(words.strip(_EDGES)), "")
        name = after.strip(_EDGES + "()") if after.lstrip()[:1] == "(" else (before or after).strip(_EDGES)
        return Person(_name(name.removesuffix("mailto").strip(_EDGES)), found.group().strip("'"))
    return Person(_name(words.strip(_EDGES)), "")


def _name(words: str) -> str:
    """Give a name without the place a Notes directory puts behind it."""
    if "/" in words:
        words = _NOTES.sub("", words)
    if "@" in words:
        words = words.partition("@")[0]
    words = words.strip(_EDGES)
    if words.count("(") != words.count(")"):
        words = words.strip("() ")
    return words[1:-1] if words[:1] == "(" and words[-1:] == ")" else words


def spelt_out(words: str) -> str:
    """Give words with addresses such as `name at host.example` written with their sign."""
    return _SPELT.sub(r"\1@\2", words) if " at " in words else words


def people(words: str) -> tuple[Person, ...]:
    """Give everyone a To or Cc field names, in order."""
    words = " ".join(words[:LONGEST].split())
    found = (person(piece) for piece in _pieces(words))
    return tuple(one for one in found if one != Person("", ""))


def _pieces(words: str) -> list[str]:
    pieces = _split(words, ";") if ";" in words else _split(words, ",")
    if ";" in words or len(pieces) < 2:
        return pieces
    if "@" not in words:
        turned = len(pieces) == 2 and "/" not in words and any(len(piece.split()) < 2 for piece in pieces)
        return [words] if turned else pieces
    pairs = list(zip(pieces[::2], pieces[1::2], strict=False))
    if len(pieces) % 2 == 0 and all("@" not in first and "@" in second for first, second in pairs):
        return [f"{first}, {second}" for first, second in pairs]
    return pieces


def _split(words: str, separator: str) -> list[str]:
    """Give the parts between separators that stand outside quotation marks and brackets."""
    pieces, depth, quoted, start = [], 0, False, 0
    for place, character in enumerate(words):
        if character == '"':
            quoted = not quoted
        elif character in "<([":
            depth += 1
        elif character in ">)]":
            depth = max(0, depth - 1)
        elif character == separator and not quoted and not depth:
            pieces.append(words[start:place].strip())
            start = place + 1
    pieces.append(words[start:].strip())
    return [piece for piece in pieces if piece]
