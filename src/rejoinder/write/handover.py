"""What leaves in an archive for an adviser, and what stays, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from rejoinder.handover.sealing import lacks, staying
from rejoinder.write.words import ENGLISH, counted, listed, number_in_words

if TYPE_CHECKING:
    from rejoinder.handover import Leaving


def leaving_in_words(leaves: Leaving, words: NullTranslations = ENGLISH) -> Iterator[str]:
    """Give what leaves and what stays, a sentence each."""
    files = counted(leaves.many, "file", "files", words)
    megabytes = number_in_words(max(1, round(leaves.size / 1e6)), words)
    said = words.gettext("It leaves: {files}, {size} MB.")
    yield said.format(files=files, size=megabytes)
    if leaves.batches:
        yield words.gettext("Batches that leave: {names}.").format(names=listed(leaves.batches, words))
    if leaves.is_whole:
        yield words.gettext("The journal leaves whole, with your own notes.")
    elif leaves.is_case:
        one = "{count} act of the journal leaves, in a chain of its own."
        several = "{count} acts of the journal leave, in a chain of their own."
        yield words.ngettext(one, several, leaves.acts).format(count=number_in_words(leaves.acts, words))
    if leaves.passwords:
        yield words.gettext("The passwords of locked files leave with it.")
    for each in staying(leaves):
        said = words.ngettext(each.one, each.several, each.many)
        yield said.format(count=number_in_words(each.many, words))
    if leaves.is_case and not leaves.part.notes:
        yield words.gettext("Your own notes stay: reasons, what happened in your words, and drafts of letters.")


def leaving_line(leaves: Leaving) -> dict[str, Any]:
    """Give what leaves as JSON."""
    return {
        "files": [{"path": one.name, "size": one.size} for one in leaves.files()],
        "bytes": leaves.size,
        "batches": list(leaves.batches),
        "is_case": leaves.is_case,
        "journal_acts": leaves.acts,
        "journal_acts_left": leaves.acts_left,
        "reasons_left": leaves.reasons,
        "own_files_left": [] if leaves.part.notes else list(leaves.own_files),
        "passwords": leaves.passwords,
        "notes": leaves.part.notes,
        "journal_head": leaves.head,
        "lacks": lacks(leaves),
    }
