"""What a person is called where their changes are listed."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from knowledge.members import names


def name_of(user: User | None) -> str:
    """As everywhere on the site; a change without a person is the site's own."""
    return names.name_of(user) if user else _("this site")
