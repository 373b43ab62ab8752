"""Time limits counted day by day from the events that start, stop and lengthen them, on every reading of the rule."""

from rejoinder.clocks.clock import Clock, Given, Reckoning, clock_of, clocks_of, in_force, missing_of
from rejoinder.clocks.count import Day, Events

__all__ = ["Clock", "Day", "Events", "Given", "Reckoning", "clock_of", "clocks_of", "in_force", "missing_of"]
