"""The bundle: the exhibits that a person chose as one paginated, indexed, hyperlinked PDF (CPR practice directions)."""
