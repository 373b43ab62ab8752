"""Was the procedure fair: steps as data, who had which part, and what the documents show of each step."""
