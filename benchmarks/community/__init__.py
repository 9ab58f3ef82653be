"""A community to measure by: so many people, and all that they said (making.py)."""
