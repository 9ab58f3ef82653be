"""Answers for every field of an editor, made from its forms: none is listed by hand."""

from django import forms

from knowledge.contributing.fields import Number, Year
from knowledge.contributing.sections import Rows
from knowledge.contributing.views.page import groups_of

# What one field asks of another.
TOGETHER = {"measured-n1-depth_to_cm": "2"}


def fields_of(sections):
    """Name and field of each, with one row in each section of rows."""
    for section in sections:
        if issubclass(section, Rows):
            found = section.row.base_fields.items()
            yield from ((f"{section.id}-n1-{name}", one) for name, one in found)
        else:
            yield from ((f"{section.id}-{name}", one) for name, one in section.base_fields.items())


def texts_of(sections):
    """Name and greatest length of each field that takes any text."""
    for name, field in fields_of(sections):
        is_text = isinstance(field, forms.CharField) and not isinstance(field, Number)
        if is_text and not field.widget.is_hidden:
            yield name, field.max_length or 1000


def filled(sections, text_for):
    """Answers that are valid; text_for(name, most) says what stands in a text."""
    answers = dict(TOGETHER)
    texts = dict(texts_of(sections))
    for name, field in fields_of(sections):
        if name in texts:
            answers[name] = text_for(name, texts[name])
        elif not name.endswith("-gone"):
            answers.setdefault(name, _value(field))
    return {name: text for name, text in answers.items() if text}


def _value(field):
    if isinstance(field, Year):
        return "2001"
    if isinstance(field, Number):
        return "1"
    if isinstance(field, forms.ChoiceField):
        choices = (code for _group, some in groups_of(list(field.choices)) for code, _l in some)
        return next(str(code) for code in choices if code)
    return ""
