from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from knowledge.wording import reader

from .models import MOST


class CommentForm(forms.Form):
    """`website` is a field that people do not see, and programs fill in."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Your words"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
        error_messages={"required": _("Write a few words first.")},
    )
    language = forms.ChoiceField(
        label=_("Written in"),
        choices=settings.LANGUAGES,
        widget=forms.Select(attrs={"class": "input"}),
    )
    is_question = forms.BooleanField(label=_("This is a question"), required=False)
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": reader()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
