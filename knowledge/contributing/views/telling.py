"""Telling of an error: a form that asks for no account."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import actions
from ..access import is_too_much
from ..subjects import subject_of
from .deciding import public_object

MOST_AN_HOUR = 5


class ErrorForm(forms.Form):
    """`website` is a field that people do not see, and programs fill in."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("What is wrong, and what is right?"),
        help_text=gettext_lazy("If you know where it is written, say so."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
    )
    website = forms.CharField(required=False)


@require_http_methods(["GET", "POST"])
def tell_error(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    target = public_object(kind, pk)
    form = ErrorForm(request.POST or None)
    url = subject_of(kind).url_of(target)
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect(url)
        if not is_too_much(request, "tell-error", most=MOST_AN_HOUR):
            return _told(request, target, form, url)
        form.add_error(None, _("You have told much within an hour. Please come back later."))
        status = 429
    context = {"target": target, "form": form, "url": url}
    return render(request, "contributing/tell_error.html", context, status=status)


def _told(request: HttpRequest, target: object, form: ErrorForm, url: str) -> HttpResponse:
    user = request.user if request.user.is_authenticated else None
    reason, language = form.cleaned_data["reason"], get_language() or "en"
    actions.tell_error(target, reason=reason, language=language, user=user)
    return render(request, "contributing/error_told.html", {"target": target, "url": url})
