"""What can be proposed: one adapter for each kind of object, registered by its app.

An adapter says which sections an object has, and how an object in memory becomes one with the
answers. It never saves: approving does (actions/reviewing.py).
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest

from .answers import Answers, from_post, tidied
from .sections import AnySection, Rows, Section


class InvalidAnswersError(ValueError):
    """Answers that cannot be written. `mistakes`: complaints by name of the field."""

    def __init__(self, mistakes: dict[str, list[str]]) -> None:
        super().__init__(", ".join(sorted(mistakes)))
        self.mistakes = mistakes


@dataclass(frozen=True)
class Beside:
    """What stands beside a field while one writes in it: what an original says in its language.

    before: what it said when it was translated last, where it says something else since. terms:
    names in it, with what they are called in the language one writes in.
    """

    text: str
    language: str
    before: str = ""
    terms: Sequence[tuple[str, str]] = ()


class Subject(ABC):
    """An adapter. Objects need Wagtail's revisions and workflow (snippets and pages have them).

    kind: its name in addresses and in the database, such as "sheet".
    """

    kind: ClassVar[str]
    model: ClassVar[type[models.Model]]
    label: ClassVar[Any]
    new_label: ClassVar[Any]
    sections: ClassVar[Sequence[AnySection]]
    first: ClassVar[Sequence[str]] = ()
    """Sections that stand open before anybody writes."""
    naming: ClassVar[str] = ""
    """The field of a new object below which objects alike are shown."""
    can_be_new: ClassVar[bool] = True
    """Whether one can be proposed for which there is no object yet."""
    is_whole: ClassVar[bool] = True
    """Whether who approves it has reviewed the object."""

    @abstractmethod
    def title_of(self, answers: Answers) -> str:
        """What to call it; empty if it has no title yet."""

    @abstractmethod
    def new(self, answers: Answers, language: str) -> Any:
        """An unsaved object for answers that belong to none yet."""

    @abstractmethod
    def save_new(self, obj: Any) -> None:
        """Put a new object in the database, not yet public."""

    @abstractmethod
    def url_of(self, obj: Any) -> str:
        """The public page of an object."""

    def language_of(self, obj: Any, reader: str) -> str:
        """The language in which an object is changed by somebody who reads this one."""
        return reader

    def languages(self) -> Sequence[tuple[str, Any]]:
        """Those that a new object may be written in."""
        return settings.LANGUAGES

    def there_already(self, answers: Answers, language: str) -> Any:
        """The object that a new one would be a second of, if there is one: the proposal of the new
        one is a proposal to change that one."""
        return None

    def readable(self, revisions: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Those of an object, or of several, that may be shown."""
        return revisions

    def beside(self, base: Answers, answers: Answers, language: str) -> Mapping[str, Beside]:
        """What stands beside the fields of these names."""
        return {}

    def duplicates_of(self, obj: Any) -> Iterable[tuple[int, str]]:
        """Other objects that may be the same: number, and why."""
        return ()

    def doubts_of(self, obj: Any, answers: Answers, *, is_new: bool) -> Sequence[Any]:
        """What may stand somewhere already (sheets/doubts.py); obj is None where the answers
        cannot be written."""
        return ()

    def alike_to(self, answers: Answers) -> Any:
        """What is there already of the name of a new object; None where nobody looks."""
        return None

    def brought_along(self, answers: Answers, said: Answers) -> dict[str, str]:
        """What is said of a new object, as it goes into a change of one that says this already.

        What is chosen from a list stands as it is there.
        """
        coded = {
            form.add_prefix(name)
            for form in self.forms(answers)
            if isinstance(form, Section)
            for name, field in form.fields.items()
            if hasattr(field, "choices")
        }
        return {n: text for n, text in answers.items() if not (n in coded and said.get(n))}

    def blank(self, language: str) -> dict[str, str]:
        """What stands in the fields of a new object before anybody writes."""
        return {}

    def asked(self, query: Any) -> dict[str, str]:
        """Fields that an address fills in beforehand, such as the title behind a red link, or the
        country of a first place."""
        return from_post(query, set(self.names(dict.fromkeys(query, ""))) & set(query))

    def answers_of(self, obj: Any, language: str) -> dict[str, str]:
        """What an object says now, of texts in this language."""
        found: dict[str, str] = {}
        for section in self.sections:
            found |= section.read(obj, language)
        return tidied(found)

    def now(self, obj: Any, language: str, since: Answers) -> dict[str, str]:
        """What an object says now, under the names that its answers had then."""
        return self.answers_of(obj, language)

    def names(self, answers: Answers) -> Iterator[str]:
        """Every field that may be posted beside these answers."""
        for section in self.sections:
            yield from section.names(answers)

    def posted(self, post: Any) -> tuple[dict[str, str], frozenset[str]]:
        """The answers in a request, and the names of the fields that its page has.

        Rows that nobody wrote in are left out. A row that the page does not have is not named.
        """
        names = frozenset(self.names(dict.fromkeys(post, "")))
        answers = from_post(post, names)
        for form in self.forms(answers):
            if isinstance(form, Rows):
                blank = tuple(f"{row.prefix}-" for row in form.rows if row.is_blank and not row.pk)
                answers = {n: text for n, text in answers.items() if not n.startswith(blank)}
        return answers, names

    def file_names(self, files: Iterable[str]) -> list[str]:
        """The names among these under which a row takes a file."""
        return self._of_takers(files, "file")

    def picture_names(self, names: Iterable[str]) -> list[str]:
        """The names among these under which stands the number of a picture."""
        return self._of_takers(names, "image")

    def _of_takers(self, names: Iterable[str], field: str) -> list[str]:
        takers = [one.id for one in self.sections if issubclass(one, Rows) and one.row.takes_file]
        pattern = re.compile(rf"(?:{'|'.join(takers)})-[0-9a-z]+-{field}")
        return [name for name in names if takers and pattern.fullmatch(name)]

    def forms(self, answers: Answers) -> list[Section | Rows]:
        return [section(answers) for section in self.sections]

    def write(self, obj: Any, answers: Answers, language: str) -> None:
        """Put the answers into the object in memory. Raises InvalidAnswersError.

        What an object lacks already keeps nobody from mending something else of it.
        """
        forms = self.forms(answers)
        if obj.pk is not None:
            said = self.answers_of(obj, language)
            for form in forms:
                form.excuse(lambda name: not (said.get(name) or answers.get(name)))
        mistakes: dict[str, list[str]] = {}
        for form in forms:
            mistakes |= form.mistakes
        if mistakes:
            raise InvalidAnswersError(mistakes)
        for form in forms:
            form.write(obj, language)

    def before_publish(self, obj: Any) -> None:  # noqa: B027 - most have nothing to do
        """What has to be so outside of a saved object when it is published."""

    @abstractmethod
    def after_save(self, obj: Any, answers: Answers, language: str) -> None:
        """What stands outside of the object's revisions, once it is published."""

    def preview(self, request: HttpRequest, obj: Any, answers: Answers, language: str) -> Any:
        """The response that shows the object in memory as its page will be.

        A page may ask the database for what stands around it: all is saved, drawn, and taken back.
        """
        with transaction.atomic():
            if obj.pk is None:
                self.save_new(obj)
            self.after_save(obj, answers, language)
            response = obj.serve_preview(request, "").render()
            transaction.set_rollback(True)
        return response


_SUBJECTS: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    _SUBJECTS[subject.kind] = subject


def subject_of(kind: str) -> Subject:
    """Raises KeyError for a kind that nobody registered."""
    return _SUBJECTS[kind]


def subject_for(obj: models.Model) -> Subject | None:
    """The adapter of an object; None where it cannot be proposed for."""
    return next((one for one in _SUBJECTS.values() if isinstance(obj, one.model)), None)


def kinds() -> list[str]:
    return list(_SUBJECTS)
