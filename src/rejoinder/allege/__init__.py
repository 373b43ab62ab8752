"""A letter of reasons into what it says against somebody: allegations, their particulars, quoted words and sources."""

from rejoinder.allege.proposals import Proposal, proposals
from rejoinder.allege.quoted_words import quoted_words
from rejoinder.allege.reading import Part
from rejoinder.allege.sources import Source, cited

__all__ = ["Part", "Proposal", "Source", "cited", "proposals", "quoted_words"]
