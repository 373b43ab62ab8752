"""Lists the documents that people speak of in real mail from which attachments and most other mail were held back.

Use: python -m bench.real_mentions [--seed N] [--share S] [--list FILE]

Real mail is given without its attachments, and without most of the messages that speak of none; what is told as a
direct allusion then is for a person to read. The list holds third parties' words and stays on this machine.
"""

from __future__ import annotations

import argparse
import email
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from email import policy
from pathlib import Path
from typing import Any

from bench import corpus, product
from bench.rows import Row, printed
from rejoinder.find.said_documents import said_documents

SEED = 61
SHARE = 0.3
"""Share of the messages that speak of no document that is given."""
AROUND = 300
"""Characters on either side of a mention that are listed."""
_PART = re.compile(r"\n-{8,} next part -{8,}\n.*", re.DOTALL)
_ATTACHED = re.compile(rb'^Content-Disposition: attachment|filename="?[^"\n]+"?', re.MULTILINE | re.IGNORECASE)


def mails() -> Iterator[tuple[str, bytes, str]]:
    """Give name, bytes and body of every mail, without what list software appended and without attachments."""
    for number, one in enumerate(corpus.twisted()):
        head, _, whole = one.raw.partition(b"\n\n")
        kept = _PART.sub("\n", corpus.decoded(whole))
        yield f"list/{number:05}.eml", head + b"\n\n" + kept.encode("utf-8", "surrogateescape"), kept
    for path in sorted((corpus.CORPORA / "mail" / "edrm-enron-eml").glob("*.eml")):
        raw = path.read_bytes()
        message = email.message_from_bytes(raw, policy=policy.compat32)
        texts = [part for part in message.walk() if part.get_content_type() == "text/plain" and not part.get_filename()]
        payload = texts[0].get_payload(decode=True) if texts else b""
        body = corpus.decoded(payload) if isinstance(payload, bytes) else ""
        if _ATTACHED.search(raw) and message.is_multipart():
            parts = [part for part in message.walk() if not part.is_multipart() and not part.get_filename()]
            message.set_payload(list[Any](parts))
            raw = message.as_bytes()
        yield f"office/{path.name}", raw, body


def speaks(body: str) -> bool:
    """Say whether a mail's body, quotations left out, speaks of a document."""
    own = "\n".join(line for line in body.split("\n") if not line.startswith(">"))
    return any(said.way != "stock" for said in said_documents(own, [(0, len(own))], "2005-01-01"))


def told(seed: int, share: float) -> tuple[int, list[product.Line], dict[str, str], dict[str, str]]:
    """Give how many mails were given, the findings of documents spoken of, paths by reference, and bodies by path."""
    chance = random.Random(seed)
    bodies: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="bench-real-") as folder:
        for name, raw, body in mails():
            if speaks(body) or chance.random() < share:
                path = Path(folder, "disclosure", name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(raw)
                bodies[name] = body
        audit = product.audited(Path(folder, "disclosure"), Path(folder, "case"))
    findings = [one for one in audit.findings if one["kind"] in ("absent-document", "number-gap", "number-repeat")]
    return len(bodies), findings, audit.paths, bodies


def main() -> int:
    """Print how many are told, and list each with its context where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--share", type=float, default=SHARE)
    parser.add_argument("--list", type=Path, help="a file to write each finding and its context to")
    arguments = parser.parse_args()
    if said := corpus.absent_corpora():
        print(said)
        return 0
    given, findings, paths, bodies = told(arguments.seed, arguments.share)
    kinds = Counter((one["kind"], one["grade"], one["absent"]["described_as"]) for one in findings)
    rows = [Row(f"real mail: {kind} ({grade}): {what}", many) for (kind, grade, what), many in sorted(kinds.items())]
    for line in printed([Row("real mail: messages given", given), *rows]):
        print(line)
    if arguments.list:
        with arguments.list.open("w", encoding="utf-8") as out:
            for number, one in enumerate(findings, 1):
                cited = one["because"][0]
                path = paths[cited["document"]]
                at = bodies[path].find(cited["exact"])
                context = bodies[path][max(0, at - AROUND) : at + AROUND] if at >= 0 else cited["exact"]
                absent = {name: value for name, value in one["absent"].items() if value}
                out.write(f"=== {number} {one['grade']} {path} {absent}\n“{cited['exact']}”\n{context}\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
