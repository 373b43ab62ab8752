"""Rejoinder reads a disclosure and says, with page and words, what it shows to exist but does not contain."""

from importlib.metadata import version

__version__ = version("rejoinder")
