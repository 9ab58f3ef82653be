"""Translations: which version of the original a page translates, what the original says since, and
what is wanted in a language.

A page that is written by itself translates nothing, even where it has a page in another language.
"""

import json
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Revision
from wagtail_localize.models import Translation

from knowledge.contributing.models import Proposal
from knowledge.markdown import targets_in

from .models import WikiLink, WikiPage, WikiTitle
from .titles import title_key
from .versions import revisions

ORIGINAL = "page-original"
"""The answer that names the version which a proposal translates."""


def original_of(page: WikiPage) -> WikiPage | None:
    """The published page that this one translates."""
    version = page.translated_from
    found = WikiPage.objects.published().filter(pk=version.object_id) if version else None
    return found.first() if found else None


def words(page: WikiPage) -> tuple[str, str, str]:
    """What there is to translate."""
    return page.title, page.summary, page.text


def outdated_since(page: WikiPage) -> datetime | None:
    """When the original first said something else than what was translated; None while it does not.

    A page whose original is gone is not outdated: nobody could mend it.
    """
    original = original_of(page)
    if original is None or page.translated_from is None:
        return None
    translated = words(page.translated_from.as_object())
    if words(original) == translated:
        return None
    later = revisions().defer(None).filter(object_id=str(original.pk)).order_by("pk")
    later = later.filter(pk__gt=page.translated_from_id, pk__lte=original.live_revision_id)
    dates = (one.created_at for one in later if words(one.as_object()) != translated)
    return next(dates, original.last_published_at)


def note_translations(page: WikiPage) -> None:
    """Of a page that was published: whether it, or what translates it, is outdated now."""
    version = version_in_admin(page)
    if version and version > (page.translated_from_id or 0):
        WikiPage.objects.filter(pk=page.pk).update(translated_from=version)
    pages = WikiPage.objects.filter(Q(translated_from__object_id=str(page.pk)) | Q(pk=page.pk))
    for one in pages.filter(translated_from__isnull=False).select_related("translated_from"):
        WikiPage.objects.filter(pk=one.pk).update(outdated_since=outdated_since(one))


def version_in_admin(page: WikiPage) -> int | None:
    """The version of the original that the admin's translation has, if it makes this page."""
    found = _in_admin(page).select_related("source").first()
    return json.loads(found.source.content_json).get("live_revision") if found else None


def take_out_of_admin(page: WikiPage) -> None:
    """What people changed on the site is not overwritten by the admin's translation, which an
    editor may begin again there."""
    _in_admin(page).update(enabled=False)


def _in_admin(page: WikiPage) -> QuerySet[Translation]:
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )


def twin_of(version: Revision, language: str) -> WikiPage | None:
    """The page in that language of what a version is of, published or not."""
    key = WikiPage.objects.filter(pk=version.object_id).values("translation_key")
    return WikiPage.objects.in_language(language).filter(translation_key__in=key).first()


def waiting_translations(page: WikiPage, language: str) -> int:
    """How many people have sent a translation that nobody has decided on."""
    same = WikiPage.objects.filter(translation_key=page.translation_key)
    numbers = revisions().filter(
        object_id__in=[str(pk) for pk in same.values_list("pk", flat=True)]
    )
    sent = Proposal.objects.filter(kind="wiki", language=language, object_id=None)
    of_page = {f"answers__{ORIGINAL}__in": [str(pk) for pk in numbers.values_list("pk", flat=True)]}
    return sent.filter(state=Proposal.State.SENT, **of_page).count()


def translate_url(page: WikiPage, language: str) -> str:
    """The editor of a translation, in that language."""
    with override(language):
        new = reverse("contributing:new", args=["wiki"])
    return f"{new}?{urlencode({ORIGINAL: page.live_revision_id})}"


def wanted_translations(language: str) -> QuerySet[WikiPage]:
    """Published pages that this language lacks, each by its original; with `count`, how many pages
    link to it. The most wanted first."""
    same = WikiPage.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    missing = WikiPage.objects.published().exclude(Exists(same.in_language(language)))
    originals = missing.filter(translated_from__isnull=True)
    first = originals.exclude(
        Exists(same.filter(translated_from__isnull=True, pk__lt=OuterRef("pk")))
    )
    links = WikiLink.objects.filter(
        kind=WikiLink.Kind.PAGE,
        page__live=True,
        page__locale=OuterRef("locale"),
        key__in=WikiTitle.objects.filter(page=OuterRef(OuterRef("pk"))).values("key"),
    )
    counted = links.order_by().values("kind").annotate(n=Count("pk")).values("n")
    count = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return first.annotate(count=count).order_by("-count", "title", "pk")


def outdated_translations(language: str) -> QuerySet[WikiPage]:
    """Those that can be read; the longest outdated first."""
    found = WikiPage.objects.published().in_language(language)
    found = found.filter(outdated_since__isnull=False, translated_from__isnull=False)
    return found.order_by("outdated_since", "pk")


def glossary(text: str, source: str, language: str) -> list[tuple[str, str]]:
    """Titles that a text in the language `source` links to, with what they are called in the other
    language; those alone that have a page there."""
    written = {
        title_key(one.key): one.key for one in targets_in(text) if one.kind == WikiLink.Kind.PAGE
    }
    titles = WikiTitle.objects.leading().filter(locale__language_code=source, key__in=written)
    keys = {title.key: title.page.translation_key for title in reversed(titles)}
    there = WikiPage.objects.published().in_language(language)
    names = dict(
        there.filter(translation_key__in=keys.values()).values_list("translation_key", "title")
    )
    return [(text, names[keys[key]]) for key, text in written.items() if keys.get(key) in names]
