"""The case on paper: schedules, and the lines of JSON that other programs read."""
