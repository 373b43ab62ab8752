"""What somebody asked of an organisation, what answered it, and what nobody answered."""
