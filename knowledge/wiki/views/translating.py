"""The ways into a translation: a new one, and mending one whose original has changed."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.contributing.access import noted

from ..actions import begin_mending
from ..models import WikiPage
from ..reading import PageView
from ..translating import original_of, translate_url, waiting_translations
from ..versions import readable_changes
from .reading import is_in, person, published_page


@dataclass(frozen=True)
class Language:
    """A language that a page has (`page`) or wants (`url` leads to the editor)."""

    code: str
    page: WikiPage | None
    url: str = ""
    waiting: int = 0


@require_safe
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    """Each other language: read it, mend it, or write it."""
    found = published_page(pk)
    around, source = PageView(found), original_of(found) or found
    others = [code for code, _name in settings.LANGUAGES if code != found.language]
    rows = [_language(source, code, around.translations.get(code)) for code in others]
    return render(request, "wiki/translate.html", {"around": around, "rows": rows})


def _language(source: WikiPage, code: str, page: WikiPage | None) -> Language:
    if page:
        return Language(code, page)
    waiting = waiting_translations(source, code)
    return Language(code, None, translate_url(source, code), waiting)


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what the original says since, POST begins a draft or goes on with one's own."""
    found = published_page(pk)
    original = original_of(found)
    if original is None or found.translated_from is None:
        raise Http404
    if request.method == "POST":
        author = person(request) if is_in(request) else None
        begin = partial(begin_mending, found, original=original, author=author)
        return redirect(noted(request, begin))
    context = {
        "around": PageView(found),
        "original": original,
        "changes": readable_changes(found.translated_from, original.live_revision),
    }
    return render(request, "wiki/mend.html", context)
