"""Translating: what is most wanted, into which language, and the first page of a translation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from practices.models import PracticeSheet
from practices.models.labels import language_label
from practices.reading.rows import with_rows
from practices.translating import Count, Translation

from .. import actions
from ..access import noted
from ..actions.drafting import open_draft
from ..models import Proposal
from ..subjects import subject_of
from ..translations.po import MOST_BYTES, BadFileError, file_of
from ..translations.wanted import Filters, State, sources, state_of, wanted
from .editing import AuthenticatedRequest

KIND = "translation"
A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """One sheet of the list. is_written: whether somebody's translation of it waits already."""

    sheet: PracticeSheet
    count: Count
    state: State
    is_waiting: bool


@require_GET
def most_wanted(request: HttpRequest) -> HttpResponse:
    """What is most wanted in one language."""
    filters = _filters(request)
    found = wanted(filters)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "rows": _rows(list(page), filters.to),
        "targets": _named([code for code, _name in settings.LANGUAGES]),
        "sources": _named(sources()),
        "states": State.choices,
    }
    return render(request, "contributing/translate/wanted.html", context)


def _named(codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(code, language_label(code)) for code in codes]


def _filters(request: HttpRequest) -> Filters:
    """A language that the site has no pages in is the reader's; other values find nothing."""
    asked, reader = request.GET.get("to", ""), get_language() or "en"
    to = asked if asked in dict(settings.LANGUAGES) else reader
    return Filters(to, request.GET.get("from", ""), request.GET.get("state", ""))


def _rows(found: Sequence[tuple[int, Count]], to: str) -> list[Row]:
    """In two queries more: the titles, and what waits for a reviewer."""
    ids = [pk for pk, _count in found]
    sheets = PracticeSheet.objects.prefetch_related("texts").in_bulk(ids)
    sent = Proposal.objects.filter(kind=KIND, language=to, state=Proposal.State.SENT)
    waiting = set(sent.filter(object_id__in=ids).values_list("object_id", flat=True))
    return [
        Row(sheets[pk], count, state_of(count), pk in waiting)
        for pk, count in found
        if pk in sheets
    ]


@require_GET
def translations(request: HttpRequest, pk: int) -> HttpResponse:
    """The languages of a sheet, and how far each is."""
    sheet = public_sheet(pk)
    codes = [code for code, _name in settings.LANGUAGES if code != sheet.original.language]
    found = [Translation(sheet, code) for code in codes]
    return render(request, "contributing/translate/sheet.html", {"sheet": sheet, "found": found})


@require_http_methods(["GET", "POST"])
def translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """GET says what happens, POST begins a draft; one that is there is gone on with."""
    sheet = public_sheet(pk)
    check_language(sheet, language)
    author = request.user if request.user.is_authenticated else None
    own = open_draft(author, sheet, kind=KIND, language=language)
    if own:
        return redirect(own)
    if request.method == "POST":
        begin = partial(actions.begin, kind=KIND, author=author, language=language, target=sheet)
        return redirect(noted(request, begin))
    return _begin_page(request, sheet, language)


def _begin_page(
    request: HttpRequest, sheet: Any, language: str, error: str = "", status: int = 200
) -> HttpResponse:
    found = Translation(sheet, language)
    context = {"sheet": sheet, "translation": found, "error": error}
    return render(request, "contributing/translate/begin.html", context, status=status)


@require_GET
def po_file(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The published words of a sheet and what is missing, for a program of the translator."""
    sheet = public_sheet(pk)
    check_language(sheet, language)
    answers = subject_of(KIND).answers_of(sheet, language)
    content = file_of(answers, language, f"sheet {pk}")
    name = f'attachment; filename="sheet-{pk}.{language}.po"'
    kind = "text/x-gettext-translation; charset=utf-8"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})


@login_required
@require_POST
def upload(request: AuthenticatedRequest, pk: int, language: str) -> HttpResponse:
    """A file becomes a draft, or says what is wrong with it."""
    sheet = public_sheet(pk)
    check_language(sheet, language)
    try:
        content = _content(request)
        draft, found = actions.take_file(
            sheet, language=language, author=request.user, content=content
        )
    except BadFileError as error:
        return _begin_page(request, sheet, language, str(error), status=422)
    context = {"sheet": sheet, "language": language, "draft": draft, "found": found}
    return render(request, "contributing/translate/taken.html", context)


def _content(request: HttpRequest) -> bytes:
    """Raises BadFileError before a file that is too large is read."""
    file = request.FILES.get("file")
    if file is None:
        raise BadFileError(_("Choose a PO file first."))
    if (file.size or 0) > MOST_BYTES:
        raise BadFileError(_("This file is larger than 1 MB: it is no translation of one sheet."))
    return file.read()


def public_sheet(pk: int) -> Any:
    """With its rows, as its page has them. Raises Http404."""
    sheet = with_rows(PracticeSheet.objects.published()).filter(pk=pk).first()
    if sheet is None or sheet.original is None:
        raise Http404
    return sheet


def check_language(sheet: Any, language: str) -> None:
    """One that the site has pages in, and not the sheet's own. Raises Http404."""
    if language not in dict(settings.LANGUAGES) or language == sheet.original.language:
        raise Http404
