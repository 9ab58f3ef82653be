"""Pages of a wiki, made as the site makes them."""

from django.contrib.auth.models import Permission, User
from wagtail.models import Locale, Page

from knowledge.members.models import Member
from knowledge.wiki.actions import add_page, save_version
from knowledge.wiki.models import WikiIndex, WikiPage
from knowledge.wiki.starting import _add_index


def write(title="Cover crops", text="Sow them early.", language="en", **fields):
    """A published page."""
    locale, _is_new = Locale.objects.get_or_create(language_code=language)
    have_a_root()
    if not WikiIndex.objects.filter(locale=locale).exists():
        _add_index(locale)
    categories, user = fields.pop("categories", ()), fields.pop("user", None)
    page = WikiPage(title=title, locale=locale, **fields)
    page.text = text
    page.categories.set(categories)
    return add_page(page, user=user)


def have_a_root():
    """A test with real transactions may have emptied every table before."""
    if Page.get_first_root_node() is None:
        english, _is_new = Locale.objects.get_or_create(language_code="en")
        Page.add_root(title="Root", slug="root", locale=english)


def change(page, *, user=None, note="", **fields):
    """A new published version."""
    page = WikiPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    return save_version(page, user=user, note=note)


def person(name="ada", *, reviews=False):
    user = User.objects.create_user(name)
    Member.objects.update_or_create(user=user, defaults={"shown_name": f"{name.title()} N."})
    if reviews:
        rights = Permission.objects.filter(codename="review_proposal")
        user.user_permissions.set(rights)
    return user
