"""No message without its French and Spanish; and the check sees a missing one."""

import ast
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from knowledge import translations


def test_every_message_is_translated():
    assert translations.missing() == []


def said(language):
    """(message, translation), each plural form on its own."""
    for message in translations.read(language):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        yield from ((message.id, form) for form in forms if message.id)


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_no_plural_was_cut_into_letters(language):
    """A word where a tuple of forms belongs becomes its letters."""
    plurals = [(id_, form) for id_, form in said(language) if isinstance(id_, tuple)]
    assert plurals and all(len(form) > 1 for _id, form in plurals)


def test_french_marks_stand_on_the_line_of_their_word():
    assert [form for _id, form in said("fr") if re.search(r"\S [:;?!»]|« ", form)] == []


def test_spanish_quotes_are_of_one_kind():
    assert [form for _id, form in said("es") if re.search("[“”]", form)] == []


def test_messages_are_found_in_code_templates_and_plurals():
    ids = {message.id for message in translations.extracted()}
    assert {"mechanisation", "Skip to the content"} <= ids
    assert any(isinstance(message, tuple) for message in ids)


def test_a_missing_translation_fails_the_check(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    for language in translations.LANGUAGES:
        translations.update(language)
    with pytest.raises(CommandError, match="lack a translation"):
        call_command("translations", check=True)


def test_no_message_hides_in_a_formatted_string():
    """Babel cannot see a call inside an f-string, so its message would never be collected."""
    hidden = []
    for folder in translations.CODE:
        for path in (settings.BASE_DIR / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    calls = (n for n in ast.walk(node) if isinstance(n, ast.Call))
                    names = {getattr(call.func, "id", "") for call in calls}
                    hidden += [f"{path}:{node.lineno}"] * bool(names & translations.KEYWORDS.keys())
    assert hidden == []
