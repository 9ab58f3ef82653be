"""A sheet in English, and its translations, for tests."""

from django.utils import translation

from knowledge.contributing.actions import approve, begin, keep, send
from knowledge.contributing.translations.names import ORIGINAL, RIGHT, known
from practices.models import PracticeSheet
from practices.translating import Translation
from tests.knowledge.contributing.people import FIRST

ONE, TWO, THREE = "Grass is cut in May.", "It is left on the field.", "Maize follows in June."
TEXT = FIRST | {
    "doing-description": f"{ONE}\n\n{TWO}\n\n{THREE}",
    "step-n1-text": "Cut the grass.",
    "step-n2-text": "Leave it.",
    "judged-n1-kind": "strength",
    "judged-n1-text": "Keeps the soil moist.",
    "judged-n1-view": "land_user",
}
FRENCH = {
    FIRST["start-title"]: "Paillis d’herbe et maïs, Kpeve",
    FIRST["start-summary"]: "L’herbe coupée reste au champ.",
    ONE: "On coupe l’herbe en mai.",
    TWO: "On la laisse au champ.",
    THREE: "Le maïs suit en juin.",
    "Cut the grass.": "Couper l’herbe.",
    "Leave it.": "La laisser.",
    "Keeps the soil moist.": "Garde le sol humide.",
}


def answers_in(answers, words):
    """The answers for these originals, by the names of their fields."""
    by_original = {answers.get(ORIGINAL + name): name for name in known(answers)}
    return {by_original[original]: text for original, text in words.items()}


def translation_by(author, sheet, words=FRENCH, language="fr", right=()):
    """A draft that translates these originals; right: those whose old text is still right."""
    draft = begin(kind="translation", author=author, language=language, target=again(sheet))
    new = answers_in(draft.answers, words)
    new |= {name + RIGHT: "on" for name in answers_in(draft.answers, dict.fromkeys(right))}
    keep(draft, answers=draft.answers | new, number=draft.number)
    return draft


def translated(author, judge, sheet, words=FRENCH, language="fr"):
    approve(send(translation_by(author, sheet, words, language)), user=judge)
    return again(sheet)


def changed(author, judge, sheet, **answers):
    """The original, changed."""
    draft = begin(kind="sheet", author=author, language="en", target=again(sheet))
    names = {name.replace("__", "-"): text for name, text in answers.items()}
    keep(draft, answers=draft.answers | names, number=draft.number)
    approve(send(draft), user=judge)
    return again(sheet)


def again(sheet):
    return PracticeSheet.objects.get(pk=sheet.pk)


def states(sheet, language="fr"):
    """Original -> state, of each paragraph."""
    found = Translation(again(sheet), language)
    return {part.original: str(part.state) for _slot, part in found.all()}


def page_of(client, sheet, language="fr"):
    with translation.override(language):
        url = again(sheet).get_absolute_url()
    return client.get(url).content.decode()
