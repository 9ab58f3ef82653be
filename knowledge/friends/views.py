"""The pages of those who do it: reports of a sheet, one's own, and those of peers."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge.contributing.access import is_too_much
from knowledge.contributing.uploads import BadPhotoError
from knowledge.members.decorators import PersonRequest
from knowledge.members.sessions import visitor
from knowledge.moderation.limits import TooManyError
from knowledge.paging import page_of, pages
from knowledge.wording import moment
from practices.actions import field_reporting as acts
from practices.models import FieldReport, PracticeSheet
from practices.models.labels import reader_language

from . import photos
from .forms import ReportForm, crop_labels, initial_of, position_of, said_of
from .placing import place_words
from .reports_file import lines, reports_to_tell
from .saying import MayNotError, own, say, standing
from .showing import Own, cards, number_above, public_reports

A_PAGE, MOST_UNSIGNED_AN_HOUR, MOST_PHOTOS_AN_HOUR = 20, 60, 20
PARKED = "field_report"


def _sheet(pk: int) -> PracticeSheet:
    return get_object_or_404(PracticeSheet.objects.published().prefetch_related("texts"), pk=pk)


def _language(sheet: PracticeSheet) -> str:
    """Of its title, as this reader gets it."""
    text = sheet.text_in(reader_language())
    return text.language if text else ""


@require_safe
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """All reports of a sheet."""
    sheet = _sheet(pk)
    rows = public_reports(sheet=sheet)
    first = number_above(rows, request.GET.get("report", "")) // A_PAGE + 1
    page = page_of(request, rows, A_PAGE, first=first)
    context = {
        "sheet": sheet,
        "language": _language(sheet),
        "cards": cards(page.object_list),
        "reader": visitor(request),
        "pages": pages(request, page),
    }
    return render(request, "friends/reports.html", context)


@require_safe
def reports_file(request: HttpRequest) -> StreamingHttpResponse:
    """The public reports of all sheets, as open data."""
    pieces = lines(reports_to_tell()) if request.method == "GET" else iter(())
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    name = f"field-reports-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; who has not signed in may fill it in first."""
    sheet = _sheet(pk)
    person = request.user if request.user.is_authenticated else None
    mine = standing(pk, person) if person else None
    form = ReportForm(request.POST or None, initial=_initial(request, pk, mine))
    if request.method == "POST" and _with_photo(request, pk, form) and form.is_valid():
        done = _said(request, sheet, form, mine)
        if done:
            return done
    context = {
        "sheet": sheet,
        "language": _language(sheet),
        "form": form,
        "mine": mine,
        "own": _own(pk, request.user),
        "has_photo": photos.aside(request, pk) is not None,
        "crops": crop_labels(),
    }
    return render(request, "friends/report.html", context, status=422 if form.errors else 200)


def _with_photo(request: HttpRequest, sheet: int, form: ReportForm) -> bool:
    """What was sent is set aside first, so that it need not be chosen again whatever the form says.
    False where the form says what is wrong with it."""
    if "no_photo" in request.POST:
        photos.let_go(request)
    file = request.FILES.get("photo")
    if not file:
        return True
    is_signed_in = request.user.is_authenticated
    if not is_signed_in and is_too_much(request, "unsigned-photo", most=MOST_PHOTOS_AN_HOUR):
        form.add_error("photo", _("You have sent many photos within an hour. Come back later."))
        return False
    try:
        photos.set_aside(request, sheet, file)
    except BadPhotoError as error:
        form.add_error("photo", str(error))
        return False
    return True


@require_safe
def photo(request: HttpRequest) -> HttpResponse:
    """The one that this browser set aside; nobody else is shown it."""
    found = photos.aside(request)
    if found is None:
        raise Http404
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(bytes(found.content), content_type="image/jpeg", headers=headers)


def _own(pk: int, person: User | AnonymousUser) -> Own | None:
    found = own(pk, person) if isinstance(person, User) else None
    return Own(found) if found else None


def _initial(request: HttpRequest, sheet: int, mine: FieldReport | None) -> dict[str, Any]:
    """What stands, then what this browser wrote and could not send, then what was tapped."""
    found = initial_of(mine) if mine else {}
    kept = request.session.get(PARKED)
    if kept and kept["sheet"] == sheet:
        found |= kept["data"]
    asked = request.GET.get("doing", "")
    return found | ({"doing": asked} if asked in FieldReport.What.values else {})


def _said(
    request: HttpRequest, sheet: PracticeSheet, form: ReportForm, mine: FieldReport | None
) -> HttpResponse | None:
    """Sent, or kept until one has signed in; None if the form has to say why not."""
    if form.cleaned_data["website"]:
        return redirect(sheet)
    if not request.user.is_authenticated:
        if is_too_much(request, "unsigned-report", most=MOST_UNSIGNED_AN_HOUR):
            form.add_error(None, _("You have written much within an hour. Please come back later."))
            return None
        return _parked(request, sheet, form)
    try:
        made = _sent(request, sheet, form, mine)
    except REFUSALS as error:
        form.add_error(None, _why(error))
        return None
    return _done(request, made)


def _sent(
    request: HttpRequest, sheet: PracticeSheet, form: ReportForm, mine: FieldReport | None
) -> FieldReport:
    """Raises REFUSALS; no picture of it is left in the library then."""
    person = cast(User, request.user)  # who has not signed in does not come here
    waiting = photos.aside(request, sheet.pk)
    photo = photos.into_library(waiting, user=person, title=sheet.title) if waiting else None
    kept = photo or (mine.photo if mine and not form.cleaned_data["no_photo"] else None)
    try:
        made = say(sheet.pk, said_of(form.cleaned_data, photo=kept), author=person)
    except REFUSALS:
        if photo:
            photo.delete()
        raise
    photos.let_go(request)
    _let_go(request, sheet.pk)
    return made


REFUSALS = (MayNotError, TooManyError, acts.NotPublicError, acts.SaidAlreadyError)


def _why(error: Exception) -> str:
    if isinstance(error, TooManyError):
        said = _("You have written much. You may write again from %(when)s.")
        return said % {"when": moment(error.until)}
    if isinstance(error, MayNotError):
        return _("Your account may not take part.")
    return _("This can no longer be read, or you said it already.")


def _done(request: HttpRequest, made: FieldReport) -> HttpResponse:
    if made.state == FieldReport.State.PENDING:
        said = _("Sent. A moderator reads it first; only you see it until then.")
    else:
        said = _("Thank you. Your report is public.")
    if place := position_of(made):
        said = _("%(said)s Its place: %(place)s.") % {"said": said, "place": place_words(*place)}
    messages.success(request, said)
    return redirect(f"{made.sheet.get_absolute_url()}#who")


def _parked(request: HttpRequest, sheet: PracticeSheet, form: ReportForm) -> HttpResponse:
    """Its photo is set aside already; the position is rounded by then."""
    names = [name for name in form.fields if name not in ("photo", "no_photo")]
    kept = {name: form.data.get(name, "") for name in names}
    request.session[PARKED] = {"sheet": sheet.pk, "data": kept}
    messages.info(request, _("Your words are kept. Tell us your address, and they are sent."))
    question = urlencode({"next": reverse("friends:send")})
    return redirect(f"{reverse('account_signup')}?{question}")


def _let_go(request: HttpRequest, sheet: int) -> None:
    """Of what was kept for the sheet, once it is sent."""
    if request.session.get(PARKED, {}).get("sheet") == sheet:
        del request.session[PARKED]


@login_required
@require_safe
def send_parked(request: PersonRequest) -> HttpResponse:
    """After signing in: what this browser wrote before is sent; without any, to the account. What
    is refused is kept, and the form shows it again."""
    kept = request.session.get(PARKED)
    if not kept:
        return redirect("members:account")
    form, sheet = ReportForm(kept["data"]), _sheet(kept["sheet"])
    if form.is_valid():
        try:
            return _done(request, _sent(request, sheet, form, standing(sheet.pk, request.user)))
        except REFUSALS as error:
            messages.error(request, _why(error))
    return redirect("friends:report", sheet.pk)


@login_required
@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """One's own report of the sheet, removed or not; nobody can name another's."""
    mine = own(pk, request.user)
    if mine is None:
        raise PermissionDenied
    acts.withdraw(mine)
    messages.success(request, _("Taken back. Its place and its photo are deleted."))
    return redirect(f"{mine.sheet.get_absolute_url()}#who")
