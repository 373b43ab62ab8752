"""Who is who: how the spellings of one person are joined by evidence, kept apart, and decided about; pure values.

A spelling is a name with an address as one document shows them. Nothing is ever joined on a name alone.
"""
