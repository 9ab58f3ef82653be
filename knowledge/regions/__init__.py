"""Who looks after a region, what they watch, and what is wanted from there."""
