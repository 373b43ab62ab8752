"""Where derived data rests: what is read goes in, what detectors and faces ask for comes out."""

from rejoinder.shelf.findings import EVERY, Findings, Wanted
from rejoinder.shelf.opening import batches_read, is_current, opened
from rejoinder.shelf.recognised import Kept
from rejoinder.shelf.sqlite import Made, Shelf

__all__ = ["EVERY", "Findings", "Kept", "Made", "Shelf", "Wanted", "batches_read", "is_current", "opened"]
