"""Languages to choose from: those that many farmers speak, and those of the sheets."""

from practices.models.labels import language_label

SPOKEN = (
    *("ak", "am", "ar", "ay", "bm", "bn", "de", "ee", "en", "es", "fa", "ff", "fr", "gn", "ha"),
    *("hi", "ht", "id", "ig", "it", "ja", "km", "ko", "lg", "ln", "mg", "mos", "mr", "ms", "my"),
    *("ne", "nl", "ny", "om", "pa", "pl", "pt", "qu", "ro", "ru", "rw", "si", "sn", "so", "sw"),
    *("ta", "te", "th", "ti", "tr", "tw", "uk", "ur", "vi", "wo", "xh", "yo", "zh", "zu"),
)


def spoken_choices() -> list[tuple[str, str]]:
    """Code and name, by name in the reader's language."""
    return sorted(((code, language_label(code)) for code in SPOKEN), key=lambda one: one[1].lower())
