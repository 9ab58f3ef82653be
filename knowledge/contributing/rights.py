"""The rights that the queue asks for; which role has them is said in members/roles.py."""

from django.contrib.auth.models import AnonymousUser, User

REVIEW = "contributing.review_proposal"
DECIDE_IMPORTS = "practices.change_heldchange"
"""Asked for what an import held, by whoever looks after sources too."""
ANY = (REVIEW, DECIDE_IMPORTS)
"""With any of these one has a queue, of what one may decide."""

Anybody = User | AnonymousUser
