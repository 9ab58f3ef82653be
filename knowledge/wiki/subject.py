"""A page of the wiki as something that can be proposed, as itself or as a translation."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision

from knowledge.contributing.answers import Answers
from knowledge.contributing.subjects import Beside, InvalidAnswersError, Subject

from .models import WikiIndex, WikiPage, is_title_taken
from .pictures import BODY, Pictures
from .sections import Around, Text, What
from .translating import ORIGINAL, glossary, take_out_of_admin, twin_of
from .versions import readable_version

TRANSLATED = ("page-title", "page-summary", BODY)
SHARED = ("page-kind", "around-practice", "around-zone")


def translated(version: Revision | None) -> dict[str, str]:
    """What a version says in the fields that are translated."""
    if version is None:
        return {}
    page = version.as_object()
    said = What.read(page, "") | Text.read(page, "")
    return {name: said[name] for name in TRANSLATED}


def _is_of(page: WikiPage, version: Revision) -> bool:
    """Whether a version is one of the same page in another language."""
    original = version.as_object()
    is_same = original.translation_key == page.translation_key
    return is_same and original.locale_id != page.locale_id


class WikiSubject(Subject):
    kind = "wiki"
    model = WikiPage
    label = _("wiki page")
    new_label = _("A new page of the wiki")
    sections = (What, Text, Pictures, Around)
    first = (What.id, Text.id)

    def title_of(self, answers: Answers) -> str:
        return answers.get("page-title", "")

    def blank(self, language: str) -> dict[str, str]:
        return {"page-kind": WikiPage.Kind.ARTICLE}

    def asked(self, query: Any) -> dict[str, str]:
        """A translation begins with what is the same in each language."""
        asked = super().asked(query)
        version = readable_version(asked.pop(ORIGINAL, ""))
        if version is None:
            return asked
        same = Around.read(version.as_object(), "") | What.read(version.as_object(), "")
        shared = {name: same[name] for name in SHARED if same[name]}
        return shared | {ORIGINAL: str(version.pk)} | asked

    def new(self, answers: Answers, language: str) -> WikiPage:
        page = WikiPage(locale=Locale.objects.get(language_code=language), live=False)
        if version := readable_version(answers.get(ORIGINAL, "")):
            page.translation_key = version.as_object().translation_key
        return page

    def there_already(self, answers: Answers, language: str) -> WikiPage | None:
        version = readable_version(answers.get(ORIGINAL, ""))
        return twin_of(version, language) if version else None

    def beside(self, base: Answers, answers: Answers, language: str) -> Mapping[str, Beside]:
        """The original as it is translated here; what it said before, where that is mended."""
        version = readable_version(answers.get(ORIGINAL, ""))
        if version is None:
            return {}
        original = version.as_object()
        said, before = translated(version), translated(readable_version(base.get(ORIGINAL, "")))
        terms = glossary(original.text, original.language, language)
        return {
            name: Beside(
                text, original.language, before.get(name, text), terms if name == BODY else ()
            )
            for name, text in said.items()
        }

    def write(self, obj: WikiPage, answers: Answers, language: str) -> None:
        super().write(obj, answers, language)
        if is_title_taken(obj):
            raise InvalidAnswersError({"page-title": [str(_("There is a page of this title."))]})
        if obj.translated_from and not _is_of(obj, obj.translated_from):
            raise InvalidAnswersError({ORIGINAL: [str(_("This is no translation of that page."))]})

    def save_new(self, obj: WikiPage) -> None:
        """Of one page, one translation: who comes second finds the first (`there_already`)."""
        index = WikiIndex.objects.get(locale=obj.locale_id)
        Page.objects.select_for_update().get(pk=index.pk)
        same = Page.objects.filter(locale=obj.locale_id, translation_key=obj.translation_key)
        if same.exists():
            raise InvalidAnswersError({ORIGINAL: [str(_("Somebody translated it meanwhile."))]})
        index.add_child(instance=obj)

    def readable(self, revisions: QuerySet[Revision]) -> QuerySet[Revision]:
        return revisions.filter(hidden__isnull=True)

    def url_of(self, obj: WikiPage) -> str:
        return obj.address_for_reader()

    def language_of(self, obj: WikiPage, reader: str) -> str:
        return obj.language

    def before_publish(self, obj: WikiPage) -> None:
        """Else what the admin's translation was made from would be noted of this version."""
        take_out_of_admin(obj)

    def after_save(self, obj: WikiPage, answers: Answers, language: str) -> None:
        """Titles and links are noted whenever a page is published (receivers.py)."""
