"""Kills a receive without warning, again and again, and checks that nothing is lost, doubled or half, and none is left.

Use: python -m bench.kills [--times 1000] [--seed 20240630]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import count
from pathlib import Path
from typing import NamedTuple

from bench import product
from bench.rows import Row, printed
from rejoinder.box.warm import samples

TIMES, SEED = 1_000, 20240630
MAILS, IN_A_MAILBOX = 120, 60
RUNS = 6
"""Kills of one case at most, before it is let through and looked at."""
PATIENCE = 5.0
"""Seconds after which a process that is still there counts as left."""
_MAIL = (
    "From: vera.loam@wobblemail.example\nDate: Tue, 20 Feb 2024 16:{minute:02}:00 +0000\n"
    "Message-ID: <{number}@wobblemail.example>\nIn-Reply-To: <absent-{number}@wobblemail.example>\n\n"
    "On plot {number} stood a marrow, and it was green.\n"
)


class Seen(NamedTuple):
    """What a case says when it is through."""

    documents: str
    findings: str
    files: int
    acts: int


def write_given(folder: Path) -> None:
    """Write mails, a mailbox, and a document of every other kind that can be made in a few lines."""
    folder.mkdir()
    mails = [_MAIL.format(number=number, minute=number % 60) for number in range(MAILS + IN_A_MAILBOX)]
    for number, mail in enumerate(mails[:MAILS]):
        (folder / f"{number}.eml").write_text(mail)
    mark = "From vera Tue Feb 20 16:44:00 2024\n"
    (folder / "box.mbox").write_text("\n".join(mark + mail for mail in mails[MAILS:]))
    for number in range(5):
        for name, content in samples():
            (folder / f"{number}-{name}").write_bytes(content + b" " * number)


def said(case: Path) -> Seen:
    """Give what a case says."""
    documents, findings = (
        subprocess.run([*product.command(), command, case, "--json"], capture_output=True, check=False).stdout.decode()
        for command in ("documents", "audit")
    )
    files = sum(path.is_file() for path in case.glob("received/*/data/**/*"))
    acts = (case / "journal.jsonl").read_text().count('"act": "receive"')
    return Seen(documents, findings, files, acts)


def below(process: int) -> list[int]:
    """Give every process below one."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [*map(int, children), *(deeper for child in children for deeper in below(int(child)))]


def alive(process: int) -> bool:
    """Say whether a process is there and not only waiting to be forgotten."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def receive(case: Path, given: Path, delay: float | None = None) -> tuple[bool, int]:
    """Receive a folder, killed after so many seconds; say whether it was still at work, and give what outlived it."""
    argv = [*product.command(), "receive", str(case), str(given), "--name", "the society", "--on", "2024-06-30"]
    with subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            children = below(process.pid)
            process.kill()
            process.wait()
        else:
            return False, 0
    until = time.monotonic() + PATIENCE
    while any(map(alive, children)) and time.monotonic() < until:
        time.sleep(0.01)
    return True, sum(map(alive, children))


def faults_of(seen: Seen, whole: Seen, case: Path) -> Counter[str]:
    """Give what differs from a receive that was not killed."""
    lines = Counter(seen.documents.splitlines())
    expected = Counter(whole.documents.splitlines())
    verified = subprocess.run([*product.command(), "verify", case, "--json"], capture_output=True, check=False).stdout
    return Counter(
        lost=(expected - lines).total(),
        doubled=(lines - expected).total() + (seen.acts != 1),
        half=len(json.loads(verified)["faults"]) + (seen.files != whole.files) + (seen.findings != whole.findings)
        + sum(1 for _ in case.rglob("*.new")),
    )  # fmt: skip


def rows(times: int = TIMES, seed: int = SEED) -> list[Row]:
    """Give the rows of so many kills."""
    chance = random.Random(seed)
    faults: Counter[str] = Counter()
    killed = left = cases = 0
    with tempfile.TemporaryDirectory(prefix="bench-kills-") as home:
        given, unbroken = Path(home, "given"), Path(home, "unbroken")
        write_given(given)
        product.call("new", unbroken)
        began = time.monotonic()
        receive(unbroken, given)
        lasts = time.monotonic() - began
        whole = said(unbroken)
        for number in count():
            if killed >= times:
                break
            case = Path(home, f"case-{number}")
            product.call("new", case)
            cases += 1
            for _ in range(min(RUNS, times - killed)):
                began = time.monotonic()
                at_work, outlived = receive(case, given, lasts * chance.uniform(0.2, 1.0))
                if not at_work:
                    lasts = min(lasts, time.monotonic() - began)
                    break
                killed += 1
                left += outlived
            receive(case, given)
            faults += faults_of(said(case), whole, case)
            if number % 10 == 0:
                print(f"{killed} kills, {cases} cases, {dict(faults)}, {left} left", file=sys.stderr)
            subprocess.run(["rm", "-r", case], check=True)
    told = f"{killed:,} kills in {cases} cases of {len(whole.documents.splitlines())} documents; seed {seed}"
    return [
        *(Row(f"kills: {name}", faults[name], "= 0", told) for name in ("lost", "doubled", "half")),
        Row("kills: processes that outlived theirs", left, "= 0", told),
    ]


def main() -> int:
    """Measure and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    if not Path("/proc/self/task").exists():
        print("This measure needs Linux; nothing was measured.")
        return 0
    print(f"{os.cpu_count()} processors; a kill takes about two seconds.", file=sys.stderr)
    for line in printed(rows(arguments.times, arguments.seed)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
