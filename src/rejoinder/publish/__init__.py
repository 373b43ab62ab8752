"""Safe copies: documents made anew without what a person chose to hide, checked by reading them back.

A page is put together from what may leave: the pictures of words that stay, and straight rules. What was not read, such
as a photograph or a signature, is on it only where a person looked at it and said so.
"""
