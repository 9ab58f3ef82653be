"""What of a question's words was understood as a practice, a place, a crop; each can be dropped."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.answering import Answer
from search.page.addresses import Addresses
from search.page.facets import LABELS
from search.query import WORD, Concept
from search.words.analysis import words
from search.words.everyday import everyday_words
from search.words.lexicon import Label, Lexicon

WORD_LABEL = _("word")
KINDS: dict[str, Promise] = {
    # A context of its own: early 3.11 gives no singular of a message that has a plural too.
    "practice": pgettext_lazy("kind of value", "practice"),
    "crop": _("crop or animal"),
    "country": _("country"),
    "region": _("region"),
    "land_use": _("land use"),
    "degradation": _("land degradation"),
    "purpose": _("purpose"),
    "climate": _("climate"),
    "agroclimate": _("agro-climatic zone"),
    "soil": _("soil group"),
    "slope": _("slope"),
    WORD: WORD_LABEL,
}


@dataclass(frozen=True)
class Understood:
    """words: as typed. without: the sheets have not got it. drop_url: takes the words as words.

    unused: the practice that the words name, where no sheet applies it; `label` is then its group,
    or the same where no sheet applies that either.
    """

    facet: str
    value: str
    label: Label
    facet_label: str
    words: str
    without: bool
    drop_url: str
    unused: str = ""


def understood(answer: Answer, addresses: Addresses) -> list[Understood]:
    """In the order of the words; what the words say they are without comes last."""
    return [_understood(one, answer, addresses) for one in answer.query.concepts]


def _understood(concept: Concept, answer: Answer, addresses: Addresses) -> Understood:
    text, language = answer.query.text, answer.query.language
    typed = words(text)[concept.start : concept.stop]
    return Understood(
        facet=concept.facet,
        value=concept.value,
        label=named(concept.facet, concept.value, answer.words, language),
        facet_label=kind(concept.facet),
        words=text[typed[0].start : typed[-1].end],
        without=concept.is_opposite,
        drop_url=addresses.without_concept(concept),
        unused=_unused(concept, answer),
    )


def _unused(concept: Concept, answer: Answer) -> str:
    if not concept.unused:
        return ""
    return answer.words.label(concept.facet, concept.unused, answer.query.language)


def named(facet: str, value: str, lexicon: Lexicon, language: str) -> Label:
    """What a value is called; a word of no facet in its first name in the language."""
    if facet != WORD:
        return lexicon.label(facet, value, language)
    names = everyday_words().get((facet, value), ())
    return Label(next((name for code, name in names if code == language), value))


def kind(facet: str) -> str:
    """What a value of the facet is, in a sentence."""
    return str(KINDS.get(facet) or LABELS[facet])
