"""Where derived data rests: what is read goes in, what detectors and faces ask for comes out."""

from rejoinder.shelf.findings import EVERY, Findings, Wanted
from rejoinder.shelf.recognised import Kept
from rejoinder.shelf.sqlite import Made, Shelf, batches_read, is_current, opened

__all__ = ["EVERY", "Findings", "Kept", "Made", "Shelf", "Wanted", "batches_read", "is_current", "opened"]
