"""What the sheet of a trial says, made by rule from codes, in English, French and Spanish.

Only what was compared, where and how often; never an effect, which the evidence rows give.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from practices.importers.draft import Words

from .phrases import LANGUAGES, counted, first_capital, inside, listed, names, sign, years
from .tables import SOIL_CARBON, entries
from .titles import Story, countries, place, subject, title

_TRIAL: Words = {"en": "Trial", "fr": "Essai", "es": "Ensayo"}
_LASTING: Words = {"en": "of {}", "fr": "de {}", "es": "de {}"}
_UP_TO: Words = {"en": "of up to {}", "fr": "d'au plus {}", "es": "de hasta {}"}
_AT: Words = {"en": "at", "fr": "à", "es": "en"}
_CONTROL: Words = {"en": "control", "fr": "témoin", "es": "testigo"}
_SAME: Words = {
    "en": "the same without it",
    "fr": "la même conduite sans cela",
    "es": "el mismo manejo sin ello",
}
_COMPARISONS: tuple[Words, Words] = (
    {"en": "comparison", "fr": "comparaison", "es": "comparación"},
    {"en": "comparisons", "fr": "comparaisons", "es": "comparaciones"},
)
_TREATMENT: Words = {"en": "Treatment", "fr": "Traitement", "es": "Tratamiento"}
_SHARED: Words = {
    "en": "In treatment and control alike",
    "fr": "Dans le traitement comme dans le témoin",
    "es": "Tanto en el tratamiento como en el testigo",
}
_SOMETIMES: Words = {
    "en": "in some comparisons also",
    "fr": "dans certaines comparaisons aussi",
    "es": "en algunas comparaciones también",
}
_WITHOUT: Words = {
    "en": "The same without",
    "fr": "La même conduite sans",
    "es": "El mismo manejo sin",
}


def texts_of(story: Story) -> dict[str, dict[str, str]]:
    """Language -> column of SheetText -> text."""
    return {
        language: {
            "title": title(story, language),
            "summary": summary(story, language),
            "description": description(story, language),
            "control_description": control(story, language),
            "place": ", ".join(
                filter(None, ["; ".join(story.places), *countries(story, language)])
            ),
        }
        for language in LANGUAGES
    }


def summary(story: Story, language: str) -> str:
    """Such as "Trial of 2 years at Cinzana: mulch under pearl millet; control: ...".

    Then how many comparisons there are, of which outcomes.
    """
    where = place(story.places, language)
    opening = [_TRIAL[language], _lasting(story.durations, language)]
    opening += [_AT[language], where] if where else []
    colon, semicolon = sign(":", language), sign(";", language)
    what = inside(subject(story, language), language)
    against = _labels(story.control, language) or _SAME[language]
    return (
        f"{' '.join(filter(None, opening))}{colon} {what}{semicolon} "
        f"{_CONTROL[language]}{colon} {against}. "
        f"{_measured(story.outcomes, language)}"
    )


def _lasting(durations: Sequence[float], language: str) -> str:
    if not durations:
        return ""
    words = _LASTING if min(durations) == max(durations) else _UP_TO
    return words[language].format(years(max(durations), language))


def _measured(outcomes: Counter[str], language: str) -> str:
    """Such as "6 comparisons: soil organic carbon (4), yield (2)."; soil carbon comes first."""
    groups = sorted(outcomes, key=lambda group: (group != SOIL_CARBON, -outcomes[group], group))
    labels = [inside(entries("outcome")[group].words[language], language) for group in groups]
    if len(groups) > 1:
        labels = [f"{label} ({outcomes[g]})" for label, g in zip(labels, groups, strict=True)]
    count = counted(outcomes.total(), *_COMPARISONS, language)
    return f"{count}{sign(':', language)} {', '.join(labels)}."


def description(story: Story, language: str) -> str:
    """What the treatment was, in all comparisons or in some, and what both arms had."""
    always = tuple(code for code in story.treatment if code in story.always)
    sometimes = tuple(code for code in story.treatment if code not in story.always)
    treated = [_labels(always, language)] if always else []
    if sometimes:
        also = f"{_SOMETIMES[language]} " if always else ""
        treated.append(f"{also}{_labels(sometimes, language)}")
    separator = f"{sign(';', language)} "
    said = f"{_TREATMENT[language]}{sign(':', language)} {separator.join(treated)}."
    if not story.shared:
        return said
    shared = _labels(story.shared, language)
    return f"{said} {_SHARED[language]}{sign(':', language)} {shared}."


def control(story: Story, language: str) -> str:
    """What the control had and the treatment had not; else: the same without the practices."""
    if story.control:
        return f"{first_capital(_labels(story.control, language))}."
    treated = _labels(story.treatment, language)
    return f"{_WITHOUT[language]}{sign(':', language)} {treated}."


@lru_cache(maxsize=4096)
def _labels(codes: tuple[str, ...], language: str) -> str:
    return listed(names([entries("era_practice")[code] for code in codes], language), language)
