"""`python -m rejoinder.cli` does what `rejoinder` does."""

from rejoinder.cli import main

main()
