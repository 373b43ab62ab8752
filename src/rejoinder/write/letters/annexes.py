"""What goes with a letter: the schedule, the sheet of redactions, the chronology on one page, the procedure report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from gettext import NullTranslations

from rejoinder.case import Case
from rejoinder.case.procedure import Stepped, audit
from rejoinder.model import Span
from rejoinder.write.letters.accepted import COVERED, Accepted
from rejoinder.write.letters.facts import Facts
from rejoinder.write.letters.gathering import pack_of
from rejoinder.write.letters.paper import Annex, Listed, Shown, place_in_words
from rejoinder.write.procedure import STATUSES, fact_in_words
from rejoinder.write.schedule import Row, summary_in_words
from rejoinder.write.words import ENGLISH, absent_in_words, counted, listed, name_in_words, sentence

FITTING = 18
"""Lines of a chronology that fit on one page."""
GRADES = {
    "direct": "",
    "inferred": "It follows from what documents say.",
    "statistical": "It follows from numbers.",
}
"""How firm the proof of an entry is."""
QUOTED = 220
"""Characters of a proof that are printed."""
PROOFS = 2
"""Wordings that are printed for one entry."""
PATHS = 3
"""Documents that are printed for one wording."""


def annexes_of(
    case: Case, names: Sequence[str], facts: Facts, accepted: Accepted, *, texts: bool = False, most: int | None = None
) -> Iterator[Annex]:
    """Give the annexes of these names that hold something, of the schedule and the sheet so many entries at most."""
    kinds = {"schedule": accepted.absent(), "covered": (COVERED,)}
    of_findings = [name for name in names if name in kinds]
    rows = dict(zip(of_findings, accepted.rows(*map(kinds.__getitem__, of_findings), most=most), strict=True))
    for name in names:
        if name == "schedule":
            found = schedule_annex(rows[name], texts=texts)
            found = replace(found, left=len(facts.lists["missing"]) - len(found.entries))
        elif name == "covered":
            found = _covered(rows[name])
            found = replace(found, left=len(facts.lists["covered"]) - len(found.entries))
        elif name == "chronology":
            found = _chronology(case, facts)
        else:
            found = _procedure(case)
        if found.entries:
            yield found


def schedule_annex(rows: Sequence[Row], *, texts: bool, words: NullTranslations = ENGLISH) -> Annex:
    """Give the schedule of documents that are not in this disclosure, with or without their words put together."""
    about = words.gettext(
        "Each entry is a document of which others speak and that is not in this disclosure, with the words for it."
    )
    if texts and any(row.finding.text for row in rows):
        put = "Words put together from quotations stand below it; […] stands for words that nobody quotes."
        about = f"{about} {words.gettext(put)}"
    entries = tuple(_listed(number, row, texts, words) for number, row in enumerate(rows, 1))
    return Annex("schedule", words.gettext("Schedule of documents not in this disclosure"), about, entries)


def _listed(number: int, row: Row, texts: bool, words: NullTranslations) -> Listed:
    what = absent_in_words(row.finding, words)
    status = () if row.status == "accepted" else (sentence(words.pgettext("status", row.status)),)
    known, proofs = (*status, *_known(row, words)), tuple(_proofs(row, words))
    return Listed(f"{number}", what, known, proofs, row.finding.text if texts else "")


def _known(row: Row, words: NullTranslations) -> Iterator[str]:
    """Give what the line of an entry does not say of it."""
    finding = row.finding
    if len(finding.absent.recipients) > 2:
        names = listed([name_in_words(one) for one in finding.absent.recipients], words)
        yield words.gettext("To {names}.").format(names=names)
    if finding.kind == "absent-message" and finding.absent.file_name:
        yield words.gettext("File: {name}").format(name=finding.absent.file_name)
    if GRADES[finding.grade]:
        yield words.gettext(GRADES[finding.grade])
    if finding.absent.message_id:
        yield f"Message-ID: {finding.absent.message_id}"
    if row.held:
        yield words.gettext("I have it in my own papers.")


def _proofs(row: Row, words: NullTranslations = ENGLISH) -> Iterator[Shown]:
    """Give each wording with some of the documents in which it stands."""
    for witness in sorted(row.witnesses, key=lambda one: one.is_id)[:PROOFS]:
        for proof in witness.proofs[:PATHS]:
            exact = "" if witness.is_id or proof is not witness.proofs[0] else shortened(proof.exact)
            place = place_in_words(proof.path, proof.page, words)
            yield Shown(words.gettext(proof.how), place, exact, proof.document)
        more = len(witness.proofs) - PATHS
        if more > 0:
            others = counted(more, "other document", "other documents", words)
            yield Shown("", words.gettext("and {others}").format(others=others), "")


def shortened(words: str) -> str:
    """Give the beginning of what is quoted."""
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1].rstrip()}…"


def _covered(rows: Sequence[Row]) -> Annex:
    about = "Each entry is a document of your answer in which something is covered, with the pages."
    entries = tuple(Listed(f"{number}", row.what, (), tuple(_proofs(row))) for number, row in enumerate(rows, 1))
    return Annex("covered", "Places that are covered", about, entries)


def _chronology(case: Case, facts: Facts) -> Annex:
    """Give what happened on one page; where there is more, what lies between first and last is counted."""
    rows = facts.lists.get("chronology", ())
    with case.shelf() as shelf:
        paths = dict(shelf.paths({span.document for row in rows for span in row["what"].spans}))
    entries = [
        Listed(row["day"].words, row["what"].words, (), tuple(_shown(row["what"].spans[:1], paths))) for row in rows
    ]
    if len(entries) > FITTING:
        left = len(entries) - FITTING + 1
        between = Listed("", f"{counted(left, 'further letter', 'further letters')}, of which I can send copies.")
        entries = [*entries[: FITTING // 2], between, *entries[left + FITTING // 2 :]]
    about = "What happened to my request, with the document that shows each day."
    return Annex("chronology", "Chronology", about, tuple(entries))


def _shown(spans: Sequence[Span], paths: dict[str, str]) -> Iterator[Shown]:
    for span in spans:
        exact = shortened(" ".join(span.exact.split()))
        place = place_in_words(paths.get(span.document, span.document), span.page)
        yield Shown("", place, exact, span.document, span.start, span.end)


def _procedure(case: Case) -> Annex:
    """Give the steps that a person confirmed, each with what documents show of it."""
    which = pack_of(case)
    found = audit(case, which) if which else None
    steps = [one for one in found.steps if one.confirmed] if found else []
    cited = {span.document for one in steps for span in _spans(one)}
    with case.shelf() as shelf:
        paths = dict(shelf.paths(cited))
    title = f"Procedure report: {found.pack.title}" if found else "Procedure report"
    about = "Each entry is a step of a fair procedure, with what the documents that were disclosed show of it."
    return Annex("procedure", title, about, tuple(_step(one, paths) for one in steps))


def _step(one: Stepped, paths: dict[str, str]) -> Listed:
    lines = [fact_in_words(fact) for fact in one.shows.facts]
    return Listed(
        one.step.id,
        f"{one.step.title}: {STATUSES[one.status].lower()}",
        tuple(lines),
        tuple(_shown(_spans(one)[:PROOFS], paths)),
    )


def _spans(one: Stepped) -> list[Span]:
    own = one.confirmed.spans if one.confirmed else ()
    return list(dict.fromkeys((*own, *(span for fact in one.shows.facts for span in fact.spans), *one.clauses)))


__all__ = ["annexes_of", "schedule_annex", "summary_in_words"]
