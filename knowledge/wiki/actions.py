"""The verbs of the wiki. Each is one transaction, one version, and a line in Wagtail's log."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from knowledge.contributing.actions import begin, keep
from knowledge.contributing.actions.drafting import open_draft
from knowledge.contributing.models import Proposal

from .links import note_links
from .models import HiddenVersion, WikiIndex, WikiPage, WikiTitle
from .titles import title_key
from .translating import ORIGINAL, note_translations, take_out_of_admin
from .versions import hidden_of, revisions_of

EDIT, CREATE, RESTORE = "wagtail.edit", "wagtail.create", "wagtail.revert"
HIDE, SHOW = "wiki.hide_version", "wiki.show_version"


class NothingToChange(Exception):
    """What was asked for is what there is."""


class NotToBeRead(Exception):
    """The version is hidden, or cannot be while readers have it before them."""


@transaction.atomic
def add_page(page: WikiPage, *, user: User | None, note: str = "") -> WikiPage:
    """Publish a new page below the index of its `locale`. Raises ValidationError."""
    WikiIndex.objects.get(locale=page.locale).add_child(instance=page)
    return _publish(page, user=user, note=note, action=CREATE)


@transaction.atomic
def save_version(page: WikiPage, *, user: User | None, note: str = "") -> WikiPage:
    """Publish `page` as it now is as a version by `user`. Raises ValidationError."""
    return _publish(page, user=user, note=note, action=EDIT)


@transaction.atomic
def restore_version(page: WikiPage, *, version: Revision, user: User, note: str = "") -> WikiPage:
    """Publish an earlier version again, as a new one; what was since stays in the history.

    Raises NothingToChange for the version that is published, NotToBeRead for a hidden one,
    ValidationError where another page has its title by now.
    """
    _locked(page)
    if version.pk == page.live_revision_id:
        raise NothingToChange
    if hidden_of(version):
        raise NotToBeRead
    earlier = version.as_object()
    return _publish(earlier, user=user, note=note, action=RESTORE, previous=version)


@transaction.atomic
def rename_page(page: WikiPage, *, title: str, user: User, note: str = "") -> WikiPage:
    """Call a page something else; links and addresses by its former titles still lead to it.

    What waits unpublished is not taken along. Raises NothingToChange, ValidationError.
    """
    _locked(page)
    if page.title == title:
        raise NothingToChange
    published = WikiPage.objects.get(pk=page.pk)
    published.title = published.draft_title = title
    return _publish(published, user=user, note=note, action=EDIT)


def _locked(page: WikiPage) -> None:
    """Two who change one page do it one after the other."""
    Page.objects.select_for_update().get(pk=page.pk)


def _publish(
    page: WikiPage,
    *,
    user: User | None,
    note: str,
    action: str,
    previous: Revision | None = None,
) -> WikiPage:
    take_out_of_admin(page)
    revision = page.save_revision(user=user, previous_revision=previous)
    data = {"comment": note} if note else None
    log(
        instance=page,
        action=action,
        user=user,
        revision=revision,
        content_changed=True,
        data=data,
    )
    # The rights that Wagtail would ask for are those of its admin; who may do this, views ask.
    revision.publish(user=user, skip_permission_checks=True)
    return WikiPage.objects.select_related("locale").get(pk=page.pk)


@transaction.atomic
def note_published(page: WikiPage) -> None:
    """Remember what a page is called and links to; whoever published it, by site or admin."""
    key = title_key(page.title)
    page.titles.filter(~Q(key=key) | ~Q(locale=page.locale_id)).update(is_current=False)
    WikiTitle.objects.update_or_create(
        page=page,
        key=key,
        defaults={"locale_id": page.locale_id, "title": page.title, "is_current": True},
    )
    note_links(page)
    note_translations(page)


@transaction.atomic
def note_unpublished(page: WikiPage) -> None:
    """Its title is free for another page, and its links wish for nothing."""
    page.titles.update(is_current=False)
    page.links.all().delete()
    note_translations(page)


@transaction.atomic
def hide_version(page: WikiPage, *, version: Revision, user: User, reason: str) -> None:
    """Its text is read nowhere on the site; that it was there stays, with who hid it and why.

    Raises NotToBeRead for the published version: what readers see is changed first.
    """
    _locked(page)
    if version.pk == WikiPage.objects.get(pk=page.pk).live_revision_id:
        raise NotToBeRead
    _hidden, is_new = HiddenVersion.objects.get_or_create(
        revision=version, defaults={"by": user, "reason": reason}
    )
    if is_new:
        _forget_title(page, version.as_object().title)
        log(instance=page, action=HIDE, user=user, revision=version, data={"reason": reason})


def _forget_title(page: WikiPage, title: str) -> None:
    """A former title that no version which can be read has would be read in lists and links."""
    shown = revisions_of(page).filter(hidden=None)
    said = {title_key(one) for one in shown.values_list("object_str", flat=True)}
    if title_key(title) not in said:
        page.titles.filter(is_current=False, key=title_key(title)).delete()


@transaction.atomic
def show_version(page: WikiPage, *, version: Revision, user: User) -> None:
    """Again, after it was hidden; for one that is not, it changes nothing."""
    deleted, _each = HiddenVersion.objects.filter(revision=version).delete()
    if deleted:
        log(instance=page, action=SHOW, user=user, revision=version)


@transaction.atomic
def begin_mending(page: WikiPage, *, original: WikiPage, author: User | None) -> Proposal:
    """A draft on a translation that says it translates the original as it is published now.

    The author's own draft on the page, if there is one, is gone on with.
    """
    kind, language = "wiki", page.language
    draft = open_draft(author, page, kind=kind, language=language) or begin(
        kind=kind, author=author, language=language, target=page
    )
    now = {ORIGINAL: str(original.live_revision_id)}
    keep(draft, answers=now, names=now, number=draft.number)
    return draft
