"""Whether a passage reports what another said, not what its writer saw: hearsay (Civil Evidence Act 1995, s. 1).

It says no more than that, and of what words; a person judges what it is worth.
"""

from __future__ import annotations

import re

_TEACHING = r"(?:told|said\sto|informed|mentioned\sto|assured|wrote\sto|reported\sto)"
_REPORTED = re.compile(
    rf"\b(?:he|she|they|[A-Z][\w’'-]+|members?|people|neighbours?|someone|somebody|everyone|everybody|others|visitors)"
    rf"\s(?:has\s|have\s|had\s|also\s|all\s)?{_TEACHING}\s(?:me|us|him|her|them)\b"
    r"|\bI\s(?:am|was|have\sbeen|had\sbeen)\s(?:told|informed|given\sto\sunderstand|advised)\b"
    r"|\b(?:I|we)\s(?:hear|heard|understand|understood|gather|gathered)\s(?:that|from)\b"
    r"|\b(?i:apparently|allegedly|reportedly|rumour\shas\sit|word\sis|it\sis\ssaid|is\ssaid\sto\shave|are\ssaid\sto)\b"
    r"|\baccording\sto\s(?!the\s(?:rules?|minutes?|law|records?)\b)\w+"
    r"|\b(?:he|she|they|[A-Z][\w’'-]+)\s(?:says?|said|tells\sme|claims?|claimed|reckons)\s(?:that\s)?(?:he|she"
    r"|they|[A-Z][\w’'-]+)\s\w+"
)


def reported(words: str) -> tuple[int, int] | None:
    """Give where a passage says that it reports what another said; None where it does not say so."""
    one = _REPORTED.search(words)
    return one.span() if one else None
