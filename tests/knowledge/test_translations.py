"""No message without its French and Spanish; and the check sees a missing one."""

import pytest
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
