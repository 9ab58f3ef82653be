"""The translation of a sheet as something that can be proposed: a field for each paragraph."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from practices.models import PracticeSheet
from practices.paragraphs import Piece, State, aligned
from practices.translating import Slot, Translation, write

from ..answers import Answers, as_text, from_post, tidied
from ..subjects import InvalidAnswersError, Subject
from .forms import Paragraphs, parts_of
from .names import (
    BEFORE,
    MADE_FROM,
    ORDER,
    ORIGINAL,
    RIGHT,
    SLOTS,
    SOURCE,
    TARGET,
    TEXT,
    known,
    listed,
    name_of,
    slot_of,
)


class TranslationSubject(Subject):
    """The proposal's language is the one it is translated into; the object is the sheet."""

    kind = "translation"
    model = PracticeSheet
    label = _("translation of a sheet")
    new_label = _("A translation")
    sections = ()
    can_be_new = False
    is_whole = False

    def title_of(self, answers: Answers) -> str:
        titles = [name for name in known(answers) if slot_of(name) == Slot("", "title")]
        texts = (answers.get(name) or answers.get(ORIGINAL + name, "") for name in titles)
        return next((text for text in texts if text), "")

    def new(self, answers: Answers, language: str) -> Any:
        raise TypeError("a translation is of a sheet that is there")

    def save_new(self, obj: Any) -> None:
        raise TypeError("a translation is of a sheet that is there")

    def url_of(self, obj: PracticeSheet) -> str:
        return obj.get_absolute_url()

    def after_save(self, obj: Any, answers: Answers, language: str) -> None:
        """All of it is in the object."""

    def answers_of(self, obj: PracticeSheet, language: str) -> dict[str, str]:
        found: dict[str, str] = {}
        order = []
        for slot, part in in_order(Translation(obj, language)):
            name = name_of(slot, part.original)
            order.append(name)
            found |= _told(name, part)
        source = obj.original.language if obj.original else ""
        notes = {ORDER: "\n".join(dict.fromkeys(order)), SOURCE: source, TARGET: language}
        return tidied(found | notes)

    def now(self, obj: PracticeSheet, language: str, since: Answers) -> dict[str, str]:
        """A paragraph that has changed since is answered, under its old name, as what it became.

        So that words for it meet those that somebody wrote for the new one.
        """
        found = self.answers_of(obj, language)
        old, new = listed(since), listed(found)
        became = followed(old, since, new, found)
        for name in set(old) - set(new):
            found[ORIGINAL + name] = since.get(ORIGINAL + name, "")
            after = became.get(name)
            found[name] = found.get(after, "") if after else since.get(name, "")
        return tidied(found | ({BEFORE: "\n".join(old)} if old != new else {}))

    def names(self, answers: Answers) -> Iterator[str]:
        for name in known(answers):
            yield from (name, name + RIGHT)

    def posted(self, post: Any) -> tuple[dict[str, str], frozenset[str]]:
        names = frozenset(self.names(dict.fromkeys(post, "")))
        return from_post(post, names), names

    def forms(self, answers: Answers) -> list[Any]:
        return parts_of(answers)

    def write(self, obj: PracticeSheet, answers: Answers, language: str) -> None:
        """Only the slots in which something changes. Raises InvalidAnswersError.

        The language may have become that of the original since the proposal was begun.
        """
        if obj.original and obj.original.language == language:
            raise InvalidAnswersError({TARGET: [language]})
        mistakes: dict[str, list[str]] = {}
        for form in self.forms(answers):
            mistakes |= form.mistakes if isinstance(form, Paragraphs) else {}
        if mistakes:
            raise InvalidAnswersError(mistakes)
        found = _Writing(self.answers_of(obj, language), answers)
        write(obj, language, dict(found.slots(Translation(obj, language))))

    def preview(self, request: HttpRequest, obj: Any, answers: Answers, language: str) -> Any:
        with translation.override(language):
            return super().preview(request, obj, answers, language)


def in_order(found: Translation) -> Iterator[tuple[Slot, Piece]]:
    """As on the page of the sheet."""
    parts = sorted(found.all(), key=lambda pair: list(SLOTS).index(pair[0]))
    return ((slot, part) for slot, part in parts if part.original)


def _told(name: str, part: Piece) -> dict[str, str]:
    """The answer for a paragraph, and the notes on it."""
    found = {name: as_text(part.text), ORIGINAL + name: as_text(part.original)}
    if part.state == State.OUTDATED:
        found |= {MADE_FROM + name: as_text(part.made_from), TEXT + name: found[name]}
    return found


def followed(old: list[str], since: Answers, new: list[str], found: Answers) -> Mapping[str, str]:
    """Name of a paragraph that is no more -> name of what it became, if anything did."""
    became: dict[str, str] = {}
    for slot in {slot_of(name) for name in set(old) - set(new)}:
        was = [name for name in old if slot_of(name) == slot]
        now = [name for name in new if slot_of(name) == slot]
        texts = ([one.get(ORIGINAL + name, "") for name in names]
                 for names, one in ((was, since), (now, found)))  # fmt: skip
        places = aligned(*texts)
        became |= {was[i]: now[j] for j, i in enumerate(places) if i is not None}
    return {name: after for name, after in became.items() if name != after}


class _Writing:
    """Answers on top of what the sheet says today."""

    def __init__(self, today: Answers, answers: Answers) -> None:
        self.today, self.answers = today, answers
        names = listed(today)
        old = listed(answers, BEFORE) or listed(answers)
        became = followed(old, answers, names, today)
        self.earlier = {after: name for name, after in became.items() if name not in names}

    def slots(self, found: Translation) -> Iterator[tuple[Slot, list[Piece]]]:
        for slot in SLOTS:
            parts = found.pieces(slot)
            after = [self._piece(slot, part) for part in parts]
            if after != parts:
                yield slot, after

    def _piece(self, slot: Slot, part: Piece) -> Piece:
        name = name_of(slot, part.original)
        earlier = self.earlier.get(name)
        if earlier and self._differs(earlier, self.today.get(name, "")):
            made_from = self.answers.get(ORIGINAL + earlier, "")
            return Piece(part.original, self.answers.get(earlier, ""), made_from)
        text, said = self.answers.get(name, ""), self.today.get(name, "")
        made_from, was = (one.get(MADE_FROM + name, "") for one in (self.answers, self.today))
        if made_from and made_from != was:
            return Piece(part.original, text, made_from)
        if text != said or self.answers.get(name + RIGHT):
            return Piece(part.original, text, part.original if text else "")
        return part

    def _differs(self, earlier: str, text: str) -> bool:
        return self.answers.get(earlier, "") != text or bool(self.answers.get(earlier + RIGHT))
