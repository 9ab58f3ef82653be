"""Delivery: what changed in the database reaches every index, once and in order."""
