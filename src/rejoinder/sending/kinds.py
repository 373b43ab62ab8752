"""The kinds of what may be left in a disclosure, by section, in the order in which they are told."""

from __future__ import annotations

from rejoinder.personal import KINDS as PERSONAL
from rejoinder.personal.names import NAME
from rejoinder.personal.told_names import PERHAPS

PROPERTY, CHANGE, PICTURE = "file-property", "tracked-change", "picture-details"
COMMENT, UNSEEN, SPEAKER, STORED, EARLIER, INSIDE = (
    "comment",
    "hidden-words",
    "speaker-notes",
    "stored-cells",
    "earlier-version",
    "file-inside",
)
NAMES = (NAME, PERHAPS)
"""Names of people: of those who wrote or received something, and what may be somebody's."""
SECTIONS: dict[str, tuple[str, ...]] = {
    "personal": (*PERSONAL, *NAMES),
    "about": (CHANGE, PROPERTY, PICTURE),
    "hidden": (UNSEEN, COMMENT, SPEAKER, STORED, EARLIER, INSIDE),
}
"""Personal data of other people, what files say of themselves, and what pages do not show."""


def section_of(kind: str) -> str:
    """Give the section of a kind."""
    return next(section for section, kinds in SECTIONS.items() if kind in kinds)
