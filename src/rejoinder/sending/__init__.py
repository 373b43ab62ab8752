"""The other chair: what a controller looks at before it sends a disclosure.

The same findings in the sender's words, and what it may not mean to send: personal data of other people, what files say
of themselves, and what pages do not show. None of it is a finding of the person's own audit.
"""

from rejoinder.sending.kinds import SECTIONS, section_of
from rejoinder.sending.looking import is_looked, look
from rejoinder.sending.report import Report, as_finding, report
from rejoinder.sending.stays import may_stay, no_longer, stays_of

__all__ = [
    "SECTIONS",
    "Report",
    "as_finding",
    "is_looked",
    "look",
    "may_stay",
    "no_longer",
    "report",
    "section_of",
    "stays_of",
]
