"""The lists of the wiki: all pages, what changed, what is missing."""

from django.contrib.auth.models import User
from django.db.models import BigIntegerField, Count
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from taggit.models import Tag

from knowledge.following.models import Follow
from knowledge.paging import page_of, pages
from practices.models.labels import reader_language

from ..changes import changed, changes
from ..forms import ChangeFilter, PageFilter
from ..links import new_page_url, orphan_pages, wanted_pages
from ..models import WikiPage
from ..people import name_of
from ..translating import outdated_translations, translate_url, wanted_translations

PAGES_A_PAGE, CHANGES_A_PAGE, MOST_OUTDATED = 30, 50, 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All pages of the reader's language."""
    form = PageFilter(request.GET)
    asked = form.asked()
    found = WikiPage.objects.published().in_language(reader_language()).order_by("title")
    if "kind" in asked:
        found = found.filter(kind=asked["kind"])
    if "category" in asked:
        found = found.in_category(asked["category"])
    if "q" in asked:
        found = found.called(asked["q"])
    listed = page_of(request, found, PAGES_A_PAGE)
    context = {
        "form": form,
        "asked": asked,
        "listed": listed,
        "pages": pages(request, listed),
        "new_url": new_page_url(asked.get("q", ""), reader_language()),
    }
    return render(request, "wiki/index.html", context)


@require_safe
def recent_changes(request: HttpRequest) -> HttpResponse:
    form = ChangeFilter(request.GET)
    asked = form.asked()
    listed = page_of(request, changes(asked), CHANGES_A_PAGE)
    person = _author(asked["person"]) if "person" in asked else None
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "changes": changed(listed),
        "pages": pages(request, listed),
        "total": listed.paginator.count,
        "person": name_of(person) if person else "",
        "person_id": person.pk if person else None,
        "query": query.urlencode(),
    }
    return render(request, "wiki/changes.html", context)


def _author(number: str) -> User | None:
    """Nobody who has written nothing here can be found out."""
    if not changes({"person": number}).exists():
        return None
    return User.objects.filter(pk=number).select_related("member").first()


@require_safe
def wanted(request: HttpRequest) -> HttpResponse:
    language = reader_language()
    listed = page_of(request, wanted_pages(language), PAGES_A_PAGE)
    rows = [(row, new_page_url(row["title"], language)) for row in listed]
    context = {
        "heading": _("Wanted pages"),
        "lede": _("Pages link to these titles, and nobody has written them yet."),
        "rows": rows,
        "pages": pages(request, listed),
    }
    return render(request, "wiki/wanted.html", context)


@require_safe
def orphans(request: HttpRequest) -> HttpResponse:
    listed = page_of(request, orphan_pages(reader_language()), PAGES_A_PAGE)
    context = {
        "heading": _("Orphan pages"),
        "lede": _(
            "No other page links to these. A link from a page on the same matter helps readers find"
            " them."
        ),
        "listed": listed,
        "pages": pages(request, listed),
    }
    return render(request, "wiki/orphans.html", context)


@require_safe
def translations(request: HttpRequest) -> HttpResponse:
    """What the reader's language lacks, and what is outdated in it."""
    language = reader_language()
    listed = page_of(request, wanted_translations(language), PAGES_A_PAGE)
    context = {
        "heading": _("To translate"),
        "lede": _("Pages that this language lacks, and translations whose original has changed."),
        "rows": [(page, translate_url(page, language)) for page in listed],
        "pages": pages(request, listed),
        "outdated": outdated_translations(language)[:MOST_OUTDATED],
    }
    return render(request, "wiki/translations.html", context)


@require_safe
def all_categories(request: HttpRequest) -> HttpResponse:
    """Those of the reader's language, with the number of their pages."""
    live = {
        "wiki_wikicategory_items__content_object__live": True,
        "wiki_wikicategory_items__content_object__locale__language_code": reader_language(),
    }
    tags = Tag.objects.filter(**live).annotate(count=Count("wiki_wikicategory_items"))
    listed = page_of(request, tags.order_by("name"), 200)
    context = {"tags": listed, "pages": pages(request, listed)}
    return render(request, "wiki/categories.html", context)


@require_safe
def watched(request: HttpRequest) -> HttpResponse:
    """What this person follows, whatever changed last first; who is out reads how it is done."""
    mine = Follow.objects.filter(user=request.user.pk, kind=Follow.Kind.WIKI)
    keys = mine.order_by().values_list(Cast("key", BigIntegerField()), flat=True)
    found = WikiPage.objects.published().filter(pk__in=keys)
    listed = page_of(request, found.order_by("-last_published_at", "pk"), PAGES_A_PAGE)
    context = {
        "heading": _("Pages I follow"),
        "lede": _("What you follow, whatever changed last first."),
        "listed": listed,
        "pages": pages(request, listed),
    }
    return render(request, "wiki/watched.html", context)
