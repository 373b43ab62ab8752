"""The screens: each module has ROUTES, handlers of three lines, and pure functions that make the values they draw."""
