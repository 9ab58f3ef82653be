"""What readers and reviewers may ask and say."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.models import Revision

from knowledge.wording import moment

from .changes import REVIEWED, WAITING
from .models import WikiCategory, WikiPage
from .versions import readable_version, translated_version

MAX_NOTE = 200
FIELD = {"class": "input"}


def categories() -> list[tuple[str, str]]:
    """Those that a page has."""
    used = WikiCategory.objects.values("tag")
    return list(Tag.objects.filter(pk__in=used).order_by("name").values_list("slug", "name"))


class AskForm(forms.Form):
    """A form of a list: it answers with what it understands, and drops the rest."""

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PageFilter(AskForm):
    q = forms.CharField(
        label=_("Words in the title or the summary"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", **FIELD}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=forms.Select(FIELD))
    category = forms.ChoiceField(label=_("Category"), required=False, widget=forms.Select(FIELD))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, kind=kind_choices(), category=categories())


class ChangeFilter(AskForm):
    language = forms.ChoiceField(label=_("Language"), required=False, widget=forms.Select(FIELD))
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=forms.Select(FIELD))
    category = forms.ChoiceField(label=_("Category"), required=False, widget=forms.Select(FIELD))
    state = forms.ChoiceField(
        label=_("Review"),
        required=False,
        widget=forms.Select(FIELD),
        choices=[("", _("All")), (REVIEWED, _("Reviewed")), (WAITING, _("Not yet reviewed"))],
    )
    person = forms.RegexField(r"^\d{1,9}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, language=settings.LANGUAGES, kind=kind_choices(), category=categories())


class RenameForm(forms.Form):
    title = forms.CharField(label=_("New title"), max_length=255, widget=forms.TextInput(FIELD))
    note = forms.CharField(
        label=_("Why"), max_length=MAX_NOTE, required=False, widget=forms.TextInput(FIELD)
    )


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It stands in the history, for all to read: do not repeat what is hidden."),
        max_length=MAX_NOTE,
        widget=forms.TextInput(FIELD),
    )


class VersionField(forms.CharField):
    """The number of a version that is translated; the page fills it in. Its value is the version,
    or None."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Translated from"), required=False, max_length=20, widget=forms.HiddenInput
        )

    def clean(self, value: Any) -> Revision | None:
        text = super().clean(value)
        version = readable_version(text) or translated_version(text)
        if text and version is None:
            raise forms.ValidationError(_("What this translates can no longer be read."))
        return version

    def said(self, text: str) -> str:
        version = readable_version(text)
        return f"{version.object_str}, {moment(version.created_at)}" if version else text


def kind_choices() -> list[tuple[str, Any]]:
    return [(value, capfirst(label)) for value, label in WikiPage.Kind.choices]


def _offer(form: forms.Form, **choices: Any) -> None:
    """Choices that the database or the language decides, each list behind "all"."""
    for name, offered in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("All")), *offered]
