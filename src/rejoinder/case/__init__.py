"""One case: receive, read, find, judge. Start here.

`received/` and `journal.jsonl` are what people gave and decided; all else is made from them again by `rebuild`.
"""

from rejoinder.case.batches import Compared, compare_batches
from rejoinder.case.comparing import Comparison, compare
from rejoinder.case.correspondence import Days, Wrote, days, wrote
from rejoinder.case.evidence import faults, ledger, may_stand, original, original_file, shown, shown_text, write_out
from rejoinder.case.judging import audit, audited, batch_number, is_audited, judge, undo
from rejoinder.case.quoting import quote_check
from rejoinder.case.receiving import (
    CASE,
    DERIVED,
    JOURNAL,
    RECEIVED,
    SHELF,
    STEP,
    Case,
    Delivery,
    Told,
    ground_of,
    is_read,
    new,
    open_case,
    read_again,
    read_rest,
    rebuild,
    receive,
)
from rejoinder.case.scopes import say_scope, scope_of, scopes
from rejoinder.case.together import (
    DECIDED,
    TO_CHECK,
    AtOnce,
    decided_at_once,
    decided_together,
    judge_again,
    judge_all,
    many_at_once,
    take_back,
    undo_all,
)

__all__ = [
    "CASE",
    "DECIDED",
    "DERIVED",
    "JOURNAL",
    "RECEIVED",
    "SHELF",
    "STEP",
    "TO_CHECK",
    "AtOnce",
    "Case",
    "Compared",
    "Comparison",
    "Days",
    "Delivery",
    "Told",
    "Wrote",
    "audit",
    "audited",
    "batch_number",
    "compare",
    "compare_batches",
    "days",
    "decided_at_once",
    "decided_together",
    "faults",
    "ground_of",
    "is_audited",
    "is_read",
    "judge",
    "judge_again",
    "judge_all",
    "ledger",
    "many_at_once",
    "may_stand",
    "new",
    "open_case",
    "original",
    "original_file",
    "quote_check",
    "read_again",
    "read_rest",
    "rebuild",
    "receive",
    "say_scope",
    "scope_of",
    "scopes",
    "shown",
    "shown_text",
    "take_back",
    "undo",
    "undo_all",
    "write_out",
    "wrote",
]
