"""No message without its French and Spanish; and the check sees a missing one."""

import ast

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from knowledge import translations


def test_every_message_is_translated():
    assert translations.missing() == []


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
