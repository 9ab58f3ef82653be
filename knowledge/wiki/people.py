"""What a person is called where their changes are listed."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _


def name_of(user: User | None) -> str:
    """Nobody's e-mail or sign-in name; a change without a person is the site's own."""
    if user is None:
        return _("this site")
    return user.get_full_name() or _("Contributor %(number)s") % {"number": user.pk}
