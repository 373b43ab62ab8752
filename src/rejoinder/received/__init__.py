"""What was received, exactly as it came: one BagIt bag (RFC 8493) a batch, hashed at first touch, never changed."""

from rejoinder.received.bag import Bag, Taken, bags, damage, new_bag, take
from rejoinder.received.given import Given, given_files, safe_name

__all__ = ["Bag", "Given", "Taken", "bags", "damage", "given_files", "new_bag", "safe_name", "take"]
