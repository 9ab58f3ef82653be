"""When two titles are the same: capitals, runs of spaces and kinds of apostrophe do not count."""

import unicodedata

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


def title_key(title: str) -> str:
    """ "Cover  crops" -> "cover crops"; at most 255 signs."""
    plain = unicodedata.normalize("NFKC", title).translate(APOSTROPHES)
    return " ".join(plain.casefold().split())[:255]
