"""Run within a mount namespace: receive a folder on a small disk with less and less room, then make room and go on.

Prints a line of JSON for each size: how the first run ended, what it said, and what differs from an unbroken run.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from cli.calling import call

DISK = 6 << 20


def receive_with(room: int, disk: Path, given: Path, unbroken: str) -> dict[str, object]:
    """Give what became of a receive that had so many bytes of room, and of the same command with room again."""
    case, ballast = disk / "case", disk / "ballast"
    shutil.rmtree(case, ignore_errors=True)
    call("new", case)
    size = shutil.disk_usage(disk).free - room
    ballast.write_bytes(b"\0" * size)
    first = call("receive", case, given, "--name", "the society", "--on", "2024-06-30")
    judged = call("judge", case, "zzz", "accept")
    ballast.unlink()
    second = call("receive", case, given, "--name", "the society", "--on", "2024-06-30")
    return {
        "room": room,
        "status": first.status,
        "said": first.err,
        "meanwhile": judged.err,
        "then": second.status,
        "differs": (call("documents", case, "--json").out + call("audit", case, "--json").out) != unbroken,
        "faults": call("verify", case, "--json").lines[0]["faults"],
        "acts": (case / "journal.jsonl").read_text().count('"act": "receive"'),
        "left": [str(path) for path in case.rglob("*.new")],
    }


def main(disk: Path, given: Path, rooms: list[int]) -> None:
    """Mount the small disk, and try every size."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], check=True)
    call("new", disk / "case")
    call("receive", disk / "case", given, "--name", "the society", "--on", "2024-06-30")
    unbroken = call("documents", disk / "case", "--json").out + call("audit", disk / "case", "--json").out
    for room in rooms:
        print(json.dumps(receive_with(room, disk, given, unbroken)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [int(size) for size in sys.argv[3:]])
