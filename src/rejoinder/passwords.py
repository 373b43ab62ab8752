"""Passwords a person gave for locked files: kept in the case, beside its other human files, and nowhere else."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from rejoinder.disk import write_whole
from rejoinder.errors import CaseDamaged, UsageError

PASSWORDS = "passwords.toml"
MOST = 1_000
"""Passwords of one case."""
LONGEST = 1_000
"""Characters of one password."""
_HEAD = """\
# Passwords of locked files in this case, tried in this order. Whoever reads this can open those files.
# Without it, rebuild cannot open them again.
"""


def kept(folder: Path) -> tuple[str, ...]:
    """Give the passwords kept in a case's folder, in the order in which they were given."""
    path = folder / PASSWORDS
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        what = f"{path} cannot be read ({fault})."
        raise CaseDamaged(what, "Mend that file in a text editor; nothing else was touched.") from fault
    written = told.get("passwords", [])
    return tuple(str(one) for one in written if str(one)) if isinstance(written, list) else ()


def keep(folder: Path, passwords: Iterable[str]) -> tuple[str, ...]:
    """Keep further passwords, readable by the owner alone, and give all."""
    every = tuple(dict.fromkeys((*kept(folder), *passwords)))
    if len(every) > MOST or any(len(password) > LONGEST for password in every):
        what = f"These are more than {MOST:,} passwords, or one is longer than {LONGEST:,} characters."
        raise UsageError(what, "Give the one that opens the file.")
    lines = "".join(f"  {_quoted(password)},\n" for password in every)
    if every != kept(folder):
        write_whole(folder / PASSWORDS, f"{_HEAD}passwords = [\n{lines}]\n".encode())
    return every


def _quoted(words: str) -> str:
    """Give a TOML string; every character that TOML keeps out of one is written by its number."""
    quoted = json.dumps(words.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return quoted.replace("\x7f", "\\u007f")


def in_file(path: Path) -> tuple[str, ...]:
    """Give the passwords of a text file, one a line; spaces at either end count, empty lines do not."""
    try:
        written = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path} cannot be read as text.", "Write one password a line, as UTF-8.") from fault
    return tuple(line for line in written.replace("\r\n", "\n").split("\n") if line.strip())
