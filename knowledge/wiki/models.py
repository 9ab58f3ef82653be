"""The pages of the knowledge bank, what they are and were called, what they link to.

Versions are Wagtail's revisions; the note of a change is in Wagtail's log (`actions.py`).
"""

import json
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageManager, Revision, Site
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from practices.models import Practice, Zone
from practices.models.labels import reader_language

from .blocks import BODY_BLOCKS
from .body import from_markdown, named_as, to_markdown
from .titles import title_key

MAX_SUMMARY, MAX_WORDS = 240, 6


def slug_of(title: str) -> str:
    """What an address says after the id; it may change, the id leads."""
    return slugify(title)[:80].strip("-") or "page"


class WikiIndex(Page):
    """The root of the pages of one language; it has no page of its own on the site."""

    subpage_types: ClassVar = ["wiki.WikiPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("wiki of a language")
        verbose_name_plural = _("wikis by language")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        with override(self.locale.language_code):
            return _url_parts(reverse("wiki:index"))


class WikiCategory(TaggedItemBase):
    content_object = ParentalKey(
        "wiki.WikiPage", on_delete=models.CASCADE, related_name="category_links"
    )


class WikiQuerySet(PageQuerySet):
    def published(self) -> Self:
        return self.filter(live=True).select_related("locale")

    def in_language(self, language: str) -> Self:
        return self.filter(locale__language_code=language)

    def in_category(self, slug: str) -> Self:
        return self.filter(category_links__tag__slug=slug).distinct()

    def called(self, words: str) -> Self:
        """Pages with each of the words in title, summary or a category; the first few words."""
        found = self
        for word in words.split()[:MAX_WORDS]:
            found = found.filter(
                models.Q(title__icontains=word)
                | models.Q(summary__icontains=word)
                | models.Q(category_links__tag__name__icontains=word)
            )
        return found.distinct()


class WikiPage(Page):
    """A page of the knowledge bank in one language; its translations share `translation_key`."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article on a practice")
        THEME = "theme", _("theme")
        REGION = "region", _("region")
        STORY = "story", _("success story")
        NOTE = "note", _("technical note")
        NEWS = "news", _("news")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ARTICLE)
    summary = models.CharField(_("summary"), max_length=MAX_SUMMARY, blank=True)
    body = StreamField(BODY_BLOCKS, blank=True, verbose_name=_("text"))
    practice = models.ForeignKey(
        Practice,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="wiki_pages",
        verbose_name=_("practice"),
    )
    zone = models.ForeignKey(
        Zone,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="wiki_pages",
        verbose_name=_("zone"),
    )
    categories = ClusterTaggableManager(
        through=WikiCategory, blank=True, verbose_name=_("categories")
    )
    # Of the original, which its `object_id` names. It belongs to the version of this page.
    translated_from = models.ForeignKey(
        Revision,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("translated from"),
    )
    # Noted whenever this page or its original is published (translating.py), so that readers and
    # lists find it ready; it is of no version.
    outdated_since = models.DateTimeField(
        _("outdated since"), null=True, blank=True, editable=False, serialize=False
    )

    objects = PageManager.from_queryset(WikiQuerySet)()

    parent_page_types: ClassVar = ["wiki.WikiIndex"]
    subpage_types: ClassVar[list[str]] = []
    show_in_menus_default = False
    # What the admin's "Translate" hands out; words alone, categories are those of a language.
    translatable_fields: ClassVar = [
        *(TranslatableField(name) for name in ("title", "summary", "body")),
        *(SynchronizedField(name, overridable=False) for name in ("kind", "practice", "zone")),
    ]
    content_panels: ClassVar = [
        *Page.content_panels,
        *(FieldPanel(name) for name in ("kind", "summary", "body")),
        *(FieldPanel(name) for name in ("categories", "practice", "zone")),
    ]

    class Meta:
        verbose_name = _("wiki page")
        verbose_name_plural = _("wiki pages")

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def text(self) -> str:
        """The body as Markdown."""
        return to_markdown(self.body.raw_data)

    @text.setter
    def text(self, markdown: str) -> None:
        self.body = json.dumps(named_as(from_markdown(markdown), self.body.raw_data))

    def clean(self) -> None:
        """One page a title and language, or a link by title could not tell which one it means."""
        super().clean()
        if is_title_taken(self):
            raise ValidationError({"title": _("There is a page of this title.")})

    def address(self, language: str = "") -> str:
        """Its path, by default in its own language; in another, the frame around it changes."""
        with override(language or self.language):
            return reverse("wiki:page", args=[self.pk, slug_of(self.title)])

    def address_for_reader(self) -> str:
        """Its path in the reader's language."""
        return self.address(reader_language())

    def get_absolute_url(self) -> str:
        return self.address()

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return _url_parts(self.address())

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "wiki/page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Of a preview in the admin, which is drawn by the template of the page."""
        from .reading import PageView

        return {**super().get_context(request, *args, **kwargs), "view": PageView(self)}


def is_title_taken(page: WikiPage) -> bool:
    """Whether another page of its language is called so today."""
    titles = WikiTitle.objects.current().filter(locale=page.locale_id, key=title_key(page.title))
    return titles.exclude(page=page.pk).exists()


def _url_parts(path: str) -> tuple[int, str, str] | None:
    """What Wagtail asks of a page that it does not serve itself."""
    site = Site.objects.filter(is_default_site=True).first()
    return (site.pk, settings.SITE_URL.rstrip("/"), path) if site else None


class TitleQuerySet(models.QuerySet["WikiTitle"]):
    def current(self) -> Self:
        return self.filter(is_current=True)

    def leading(self) -> Self:
        """To pages that can be read; what a page is called now before what one was called."""
        titles = self.filter(page__live=True).select_related("page")
        return titles.order_by("-is_current", "-pk")


class WikiTitle(models.Model):
    """What a published page is called, or was: a link by a former title still finds it."""

    page = models.ForeignKey(WikiPage, models.CASCADE, related_name="titles")
    locale = models.ForeignKey(Locale, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255, db_index=True)
    title = models.CharField(_("title"), max_length=255)
    is_current = models.BooleanField(default=True)

    objects = TitleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("page", "key"), name="wiki_title_once_a_page"),
        )
        verbose_name = _("title of a wiki page")
        verbose_name_plural = _("titles of wiki pages")

    def __str__(self) -> str:
        return self.title


class WikiLink(models.Model):
    """A link in the published text of a page: `key` is a title's, an id or a code."""

    class Kind(models.TextChoices):
        PAGE = "page", _("page")
        SHEET = "sheet", _("sheet")
        PRACTICE = "practice", _("practice")
        ZONE = "zone", _("zone")

    page = models.ForeignKey(WikiPage, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=255)
    written = models.CharField(max_length=255)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("page", "kind", "key"), name="wiki_link_once_a_page"),
        )
        indexes = (models.Index(fields=("kind", "key"), name="wiki_link_target"),)
        verbose_name = _("link of a wiki page")
        verbose_name_plural = _("links of wiki pages")

    def __str__(self) -> str:
        return self.written


class HiddenVersion(models.Model):
    """A version whose text nobody reads on the site any more: it held what must not be shown."""

    revision = models.OneToOneField(Revision, models.CASCADE, related_name="hidden")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("hidden by"),
    )
    at = models.DateTimeField(_("hidden"), auto_now_add=True)
    reason = models.CharField(_("why"), max_length=200)

    class Meta:
        verbose_name = _("hidden version")
        verbose_name_plural = _("hidden versions")
        permissions = (("hide_version", _("May hide a version of a page, and show it again")),)

    def __str__(self) -> str:
        return f"{self.revision_id}"
