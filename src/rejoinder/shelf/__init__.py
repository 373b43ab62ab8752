"""Where derived data rests: what is read goes in, what detectors and faces ask for comes out."""

from rejoinder.shelf.sqlite import Shelf, is_current, opened

__all__ = ["Shelf", "is_current", "opened"]
