"""One message's text into zones, and the messages it quotes."""

from __future__ import annotations

from rejoinder.zones.marks import unmarked
from rejoinder.zones.messages import quoted
from rejoinder.zones.zoning import zones

__all__ = ["quoted", "unmarked", "zones"]
