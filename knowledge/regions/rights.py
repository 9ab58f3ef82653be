"""What one may do in a region, beside what every Friend may."""

from typing import Any

from knowledge.discussion.models import Comment
from practices.models import PracticeSheet, Site
from practices.zones.within import countries_in

from .models import Mandate

GIVE = "members.give_role"
ACCEPT = "regions.accept_answer"


def may_accept_there(question: Comment, user: Any) -> bool:
    """Whether the question is on a sheet from a region that the person looks after."""
    is_of_sheet = question.content_type.model_class() is PracticeSheet
    if not is_of_sheet or not user.has_perm(ACCEPT):
        return False
    there = set(
        Site.objects.filter(sheet=question.object_id).values_list("country__code", flat=True)
    )
    mine = Mandate.objects.held().filter(user=user).values_list("place", flat=True)
    return any(there & countries_in(code) for code in mine)
