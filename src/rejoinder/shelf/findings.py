"""Findings kept on the shelf: written as they are found, counted by status, read only where they are asked for."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from rejoinder.keys import key_of
from rejoinder.model import Finding, Judgement, Status, Weighed

STATUS: dict[str, Status] = {"accept": "accepted", "dismiss": "dismissed", "unsure": "unsure"}
"""What a decision makes of a finding."""
_DECODER = msgspec.json.Decoder(Finding)
_STANDS = (
    "CASE WHEN f.closed THEN 'closed' WHEN j.status IS NOT NULL THEN j.status"
    " WHEN f.doubted THEN 'cannot tell yet' ELSE 'to check' END"
)
"""What a person decided goes before what we cannot tell."""
NUMBERS = "estimate"
"""Kind of the finding that tells how many are absent, and is none to decide about."""
_FROM = "findings f LEFT JOIN temp.judged j ON j.finding = f.number"
_ORDER = "ORDER BY f.rank, f.date, f.file_name, f.id"
TABLES = ("findings", "proofs", "absent_people")
MESSAGE = "absent-message"
"""Kind of the finding of an absent message; who wrote it and to whom is kept, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are asked for; what is empty narrows nothing."""

    statuses: tuple[Status, ...] = ()
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """References of documents in which their evidence stands."""
    since: int = 0
    """Number of the batch from which on a document shows or brings them."""
    beginning: str = ""
    """How their ids begin."""


EVERY = Wanted()


class Known(NamedTuple):
    """What is known of one absent document."""

    id: str
    """Of the finding."""
    kind: str
    date: str
    author: str
    recipients: str
    """As shown, one a line."""


class Findings:
    """The findings of a case, each with what people decided about it, even of findings that have gone."""

    def __init__(self, rows: sqlite3.Connection, judgements: Mapping[str, Judgement]) -> None:
        self._rows = rows
        self._judged = _joined(rows, judgements)
        used = {judgement.finding for judgement in self._judged.values()}
        self._gone = [judgement for judgement in judgements.values() if judgement.finding not in used]
        self._rows.execute(
            "CREATE TEMP TABLE IF NOT EXISTS judged (finding INTEGER PRIMARY KEY, status TEXT NOT NULL) STRICT"
        )
        self._rows.execute("DELETE FROM temp.judged")
        stand = ((number, STATUS[judgement.decision]) for number, judgement in self._judged.items())
        self._rows.executemany("INSERT INTO temp.judged VALUES (?, ?)", stand)

    def count(self) -> Counter[Status]:
        """Give how many findings stand at each status."""
        counts: Counter[Status] = Counter(
            dict(
                self._rows.execute(
                    f"SELECT {_STANDS} AS status, count(*) FROM {_FROM} WHERE f.kind != ? GROUP BY 1", (NUMBERS,)
                )
            )
        )
        counts["closed"] += len(self._gone)
        return counts

    def kinds(self, statuses: tuple[Status, ...]) -> dict[str, int]:
        """Give how many findings of each kind stand at one of these statuses, in the order of the schedule."""
        where, values = _conditions(Wanted(statuses))
        query = f"SELECT f.kind, count(*) FROM {_FROM} WHERE {where} GROUP BY f.kind ORDER BY min(f.rank)"
        return dict(self._rows.execute(query, values))

    def estimate(self) -> Finding | None:
        """Give the finding that tells how many are absent, where there is one."""
        kept = self._rows.execute("SELECT body FROM findings WHERE kind = ? LIMIT 1", (NUMBERS,)).fetchone()
        return _DECODER.decode(kept[0]) if kept else None

    def weighed(self, wanted: Wanted = EVERY, limit: int | None = None, after: int = 0) -> Iterator[Weighed]:
        """Give so many findings from the one after so many, in the order of the schedule; those that have gone last."""
        most = -1 if limit is None else limit
        given = 0
        for number, body, status in self._chosen("f.number, f.body", wanted, most, after):
            given += 1
            yield Weighed(_DECODER.decode(body), self._judged.get(number), status)
        gone = [judgement for judgement in self._gone if _is_wanted(judgement, wanted)]
        if gone and (limit is None or given < limit):
            before = given + after if given else self._count(wanted)
            first = max(0, after - before)
            for judgement in gone[first : None if limit is None else first + limit - given]:
                yield Weighed(None, judgement, "closed")

    def absent(self, kinds: tuple[str, ...], people: Iterable[str] | None = None) -> Iterator[Known]:
        """Give what is known of each absent document of these kinds that nobody has set aside.

        Where people are named by their keys, only messages that these are shown to have written or received.
        """
        where, values = _conditions(Wanted(("to check", "unsure", "accepted"), kinds))
        if people is not None:
            theirs = "SELECT finding FROM absent_people WHERE person IN (SELECT value FROM json_each(?))"
            where = f"{where} AND f.number IN ({theirs})"
            values.append(msgspec.json.encode(sorted(people)).decode())
        query = f"SELECT f.id, f.kind, f.said, f.author, f.recipients FROM {_FROM} WHERE {where} ORDER BY f.said, f.id"
        yield from map(Known._make, self._rows.execute(query, values))

    def ids(self, wanted: Wanted = EVERY) -> list[str]:
        """Give the ids of findings in the order in which they are given."""
        found = [identity for identity, _ in self._chosen("f.id", wanted, -1, 0)]
        return found + [judgement.finding for judgement in self._gone if _is_wanted(judgement, wanted)]

    def _count(self, wanted: Wanted) -> int:
        where, values = _conditions(wanted)
        return int(self._rows.execute(f"SELECT count(*) FROM {_FROM} WHERE {where}", values).fetchone()[0])

    def _chosen(self, columns: str, wanted: Wanted, limit: int, after: int) -> Iterator[tuple[Any, ...]]:
        """Give columns and status of findings; numbers first, since a sort of whole rows takes far longer."""
        where, values = _conditions(wanted)
        inner = f"SELECT f.number FROM {_FROM} WHERE {where} {_ORDER} LIMIT ? OFFSET ?"
        query = f"SELECT {columns}, {_STANDS} FROM {_FROM} WHERE f.number IN ({inner}) {_ORDER}"
        return self._rows.execute(query, (*values, limit, after))


def _is_wanted(judgement: Judgement, wanted: Wanted) -> bool:
    """Say whether a judgement whose finding has gone is among what is asked for."""
    narrowed = wanted.kinds or wanted.documents or wanted.since
    closed = not wanted.statuses or "closed" in wanted.statuses
    return closed and not narrowed and judgement.finding.startswith(wanted.beginning)


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    where, values = ["1"], list[object]()
    if wanted.statuses:
        where.append(f"{_STANDS} IN ({_marks(wanted.statuses)}) AND f.kind != ?")
        values += (*wanted.statuses, NUMBERS)
    if wanted.kinds:
        where.append(f"f.kind IN ({_marks(wanted.kinds)})")
        values += wanted.kinds
    if wanted.documents:
        shown = "SELECT finding FROM proofs WHERE trace != '' AND document IN (SELECT value FROM json_each(?))"
        where.append(f"f.number IN ({shown})")
        values.append(msgspec.json.encode(wanted.documents).decode())
    if wanted.since:
        late = "SELECT p.finding FROM documents d JOIN proofs p ON p.document = d.ref WHERE d.batch >= ?"
        where.append(f"f.number IN ({late})")
        values.append(wanted.since)
    if wanted.beginning:
        where.append("substr(f.id, 1, ?) = ?")
        values += (len(wanted.beginning), wanted.beginning)
    return " AND ".join(where), values


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def keep(rows: sqlite3.Connection, findings: Iterable[Finding]) -> None:
    """Keep findings, as they come, in place of those before."""
    for table in TABLES:
        rows.execute(f"DELETE FROM {table}")
    ranks: dict[str, int] = {}
    for number, finding in enumerate(findings, 1):
        rank = ranks.setdefault(finding.kind, len(ranks))
        absent, body = finding.absent, msgspec.json.encode(finding).decode()
        row = (number, finding.id, rank, _when(rows, finding), absent.file_name, finding.kind)
        stand = (finding.closed_by != "", finding.unless != ())
        known = (absent.date, absent.author, "\n".join(absent.recipients))
        values = (*row, *stand, *known, body)
        rows.execute(f"INSERT OR REPLACE INTO findings VALUES ({_marks(values)})", values)
        named = (absent.author, *absent.recipients) if finding.kind == MESSAGE else ()
        people = sorted({key_of(one) for one in named if one})
        rows.executemany("INSERT INTO absent_people VALUES (?, ?)", ((one, number) for one in people))
        proofs = [(number, trace.span.document, trace.id, trace.kind) for trace in finding.because]
        proofs += [(number, finding.closed_by, "", "closed by")] if finding.closed_by else []
        rows.executemany("INSERT INTO proofs VALUES (?, ?, ?, ?)", proofs)


def _when(rows: sqlite3.Connection, finding: Finding) -> str:
    """Give the absent document's date, or else that of the first document that shows it."""
    if finding.absent.date:
        return finding.absent.date
    shown = msgspec.json.encode([trace.span.document for trace in finding.because]).decode()
    query = "SELECT min(date) FROM documents WHERE ref IN (SELECT value FROM json_each(?)) AND date != ''"
    return str(rows.execute(query, (shown,)).fetchone()[0] or "")


def _joined(rows: sqlite3.Connection, judgements: Mapping[str, Judgement]) -> dict[int, Judgement]:
    """Give, by a finding's number, its judgement; one whose finding has gone follows its evidence to another."""
    known = _asked(rows, "SELECT id, number FROM findings WHERE id IN (SELECT value FROM json_each(?))", judgements)
    joined = {number: judgements[identity] for identity, number in known}
    here = {judgement.finding for judgement in joined.values()}
    by_evidence = {trace: judgement for judgement in judgements.values() for trace in judgement.evidence}
    old = {trace: judgement for trace, judgement in by_evidence.items() if judgement.finding not in here}
    query = "SELECT trace, finding FROM proofs WHERE trace IN (SELECT value FROM json_each(?)) ORDER BY rowid"
    for trace, number in _asked(rows, query, old):
        joined.setdefault(number, old[trace])
    return joined


def _asked(rows: sqlite3.Connection, query: str, values: Iterable[str]) -> list[tuple[Any, ...]]:
    return rows.execute(query, (msgspec.json.encode(list(values)).decode(),)).fetchall()
