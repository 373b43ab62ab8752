"""How much one file may ask of us; past a limit it is refused or read in part, and says so."""

DEPTH = 5
"""Containers within containers."""
MEMBERS = 50_000
"""Members of one archive, and of all archives of one received file together."""
RATIO = 200
"""Times larger than packed, above RATIO_FROM bytes."""
RATIO_FROM = 1 << 20
UNPACKED = 512 << 20
"""Bytes one member may unpack to."""
UNPACKED_TOGETHER = 8 << 30
"""Bytes all archives of one received file together may unpack to."""
MIME_DEPTH = 60
MESSAGES = 12
"""Messages within messages."""
MIME_PARTS = 10_000
HEADERS = 100_000
"""Characters of decoded headers kept for the index; the original keeps all."""
REFERENCES = 5_000
RECIPIENTS = 20_000
PAGES = 10_000
ROWS = 200_000
COLUMNS = 2_000
MARKUP_DEPTH = 250
"""lxml.html drops all text nested deeper than 254, silently; refuse before."""
COVERED_PLACES = 2_000
"""Places of one page that are told as covered."""
