"""How much one document may take of the machine."""

SECONDS = 10
"""Of computing (CPU), never of waiting: so that what comes of a document does not depend on what else runs."""
SECONDS_FOR_EACH_MB = 4
"""More of them for each million bytes: an honest bundle of thousands of pages is large, a trap is small."""
MEMORY = 1 << 30
"""Bytes, besides the document's own."""
UNANSWERED = 900.0
"""Seconds of waiting without a word after which a process is ended: a backstop, far beyond what computing takes."""
TOLD = 192 << 20
"""Bytes that the documents and problems of one blob may come to."""
PIECES = 200_000
"""Documents and problems of one blob."""
CONTENT = 520 << 20
"""Bytes of one blob inside another."""
INLINE = 1 << 20
"""Bytes up to which a document is written to its process; a larger one is handed over as an open file."""
SMALL = 256 << 10
"""Bytes up to which a document may share a process with others, as long as only Python reads it."""
TOGETHER = 128
"""Documents that may share a process."""
TOGETHER_BYTES = 2 << 20


def seconds_for(size: int) -> int:
    """Give the seconds of computing that a document of so many bytes may take."""
    return SECONDS + size // 1_000_000 * SECONDS_FOR_EACH_MB
