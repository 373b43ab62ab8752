"""What a system offers to lock a process with; the box locks readers by it, and programs of others are run under it."""
