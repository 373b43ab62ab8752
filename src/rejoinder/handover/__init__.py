"""The case to an adviser: one encrypted archive of it, or of a chosen part, that opens on another machine.

What is privileged stays: reasons, what happened in the person's own words, drafts of letters, and any file of theirs in
the folder of the case, unless they choose otherwise. What leaves is stated before anything is written.
"""

from rejoinder.handover.choosing import WHOLE, Leaving, Part, leaving, part_of
from rejoinder.handover.opening import Opened, open_archive
from rejoinder.handover.sealing import HOW_TO_INSTALL, Locks, check, is_here, new_key, seal

__all__ = [
    "HOW_TO_INSTALL",
    "WHOLE",
    "Leaving",
    "Locks",
    "Opened",
    "Part",
    "check",
    "is_here",
    "leaving",
    "new_key",
    "open_archive",
    "part_of",
    "seal",
]
