"""What a person says of a procedure: which papers it turns on, who had which part, and what a step shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rejoinder.case.procedure import pack_named
from rejoinder.case.receiving import Case
from rejoinder.errors import UsageError
from rejoinder.model import Span, fingerprint_of
from rejoinder.procedure.decided import KINDS, STATUSES, decided
from rejoinder.procedure.packs import Pack, own_pack
from rejoinder.procedure.said_parts import PARTS

LONGEST = 200_000
"""Characters of a pack that a person adds."""


def part_id(person: str, part: str) -> str:
    """Give the id of a part that somebody had."""
    return fingerprint_of("part", person, part)


def name_papers(case: Case, kind: str, documents: Sequence[str], *, at: str) -> None:
    """Name the documents that are the rules, notices, decision or minutes; none says that there are none."""
    if kind not in KINDS:
        raise UsageError(f"{kind} is no paper of a procedure.", f"Say one of: {', '.join(KINDS)}.")
    refs = []
    with case.shelf() as shelf:
        for one in documents:
            holding = shelf.find_document(one)
            if holding is None:
                raise UsageError(
                    f"No document of this case is {one}.", f"List them with: rejoinder documents {case.folder}"
                )
            refs.append(holding.ref)
    case.journal.write("procedure", at, {"decision": "papers", "of": f"papers {kind}", "documents": refs})


def give_part(
    case: Case, person: str, part: str, *, stands: bool = True, because: str = "", cite: Span | None = None, at: str
) -> str:
    """Say that somebody had a part, or had not, and give the id of that."""
    who = " ".join(person.split())
    if part not in PARTS:
        raise UsageError(f"{part} is no part in a procedure.", f"Say one of: {', '.join(PARTS)}.")
    if not who:
        raise UsageError("It was not said who.", "Give a name.")
    of = f"part {part_id(who, part)}"
    told = {
        "person": who,
        "part": part,
        "stands": stands,
        "because": because,
        "spans": _entries((cite,) if cite else ()),
    }
    case.journal.write("procedure", at, {"decision": "part", "of": of, **told})
    return of


def decide(
    case: Case, pack: str, step: str, status: str, *, because: str = "", spans: Sequence[Span] = (), at: str
) -> None:
    """Say what the documents show of a step: shown, contradicted, not shown, or that the rules ask for none."""
    held = pack_named(pack, decided(case.journal.acts()))
    known = next((one for one in held.step if one.id.lower() == step.lower()), None)
    if known is None:
        raise UsageError(f"{pack} has no step {step}.", f"Its steps are: {', '.join(one.id for one in held.step)}.")
    statuses = STATUSES[held.kind]
    if status not in statuses:
        raise UsageError(f"{status} is no status of a step.", f"Say one of: {', '.join(statuses)}.")
    told = {"status": status, "because": because, "spans": _entries(spans)}
    case.journal.write("procedure", at, {"decision": "step", "of": f"step {pack} {known.id}", **told})


def add_pack(case: Case, text: str, name: str = "the pack", *, at: str) -> Pack:
    """Add a procedure that a person wrote as a pack, as the organisation’s own; LawDamaged where it is not whole."""
    if len(text) > LONGEST:
        raise UsageError("This is too long for a procedure.", f"A pack has {LONGEST:,} characters at most.")
    pack = own_pack(text, name)
    case.journal.write("procedure", at, {"decision": "pack", "of": f"pack {pack.id}", "text": text})
    return pack


def undo(case: Case, of: str, *, at: str) -> None:
    """Take back the last act about a step, a part, a kind of paper or a pack; the journal keeps both."""
    known = decided(case.journal.acts())
    every = [*(f"step {one}" for one in known.steps), *known.parts, *(f"papers {one}" for one in known.papers)]
    every += [f"pack {one}" for one in known.packs]
    if of not in every:
        raise UsageError(f"Nothing was decided about {of or '(empty)'}.", "There is nothing to take back.")
    case.journal.write("procedure", at, {"decision": "undo", "of": of})


def _entries(spans: Iterable[Span]) -> list[object]:
    return [msgspec.to_builtins(one) for one in spans]
