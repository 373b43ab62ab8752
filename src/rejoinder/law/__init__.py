"""Law as data: rules with their sources, the days on which nobody works, and the one loader that reads them."""
