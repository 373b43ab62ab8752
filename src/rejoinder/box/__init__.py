"""The box: every document is read in a process that can do nothing else (rejoinder doctor says how tight it is)."""
