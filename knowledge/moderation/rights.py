"""The rights asked for here; which role has them is said in members/roles.py."""

MODERATE = "moderation.moderate_posts"
TAKE_PART = "members.take_part"
