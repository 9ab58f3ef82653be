"""Friends of the Initiative: what they do on their land, and what their peers say of it."""
