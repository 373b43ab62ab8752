"""The screens as a person meets them: in a real browser, over the demo case."""
