"""Where derived data rests: what is read goes in, what detectors and faces ask for comes out."""

from rejoinder.shelf.sqlite import Shelf, opened

__all__ = ["Shelf", "opened"]
