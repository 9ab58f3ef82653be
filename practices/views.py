"""Reading pages. The id in an address never changes; a wrong slug is mended by a redirect."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .models import Practice, PracticeSheet
from .reading import sheet_context
from .reading.gone import gone
from .reading.practice import PracticeView, practice_cards
from .reading.rows import with_rows


@require_safe
def sheet(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = with_rows(PracticeSheet.objects.published()).filter(pk=pk).first()
    if found is None:
        return _gone(request, pk, slug)
    version = request.GET.get("version", "")
    if slug != found.slug:
        query = f"?{urlencode({'version': version})}" if version else ""
        return redirect(found.get_absolute_url() + query, permanent=True)
    return render(request, "practices/sheet.html", sheet_context(found, version))


def _gone(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = gone(pk)
    if found is None:
        raise Http404
    context = {"gone": found, "words": found.title or slug.replace("-", " ")}
    return render(request, "practices/gone.html", context, status=410)


@require_safe
def practice(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    practices = Practice.objects.prefetch_related("synonyms", "codes")
    found = get_object_or_404(practices, pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    view = PracticeView(found)
    return render(request, "practices/practice.html", {"practice": found, "view": view})


@require_safe
def practice_list(request: HttpRequest) -> HttpResponse:
    return render(request, "practices/practice_list.html", {"practices": practice_cards()})
