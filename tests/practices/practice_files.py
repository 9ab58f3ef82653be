"""Reads the files of the practice tree for their tests."""

import csv
import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = ROOT / "practices" / "data" / "practices"
CODES = ROOT / "tests" / "data"
LANGUAGES = ("en", "fr", "es")


def rows(name):
    with (FILES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(file):
    return (CODES / file).read_text(encoding="utf-8").split("\n")[:-1]


def folded(text):
    """Without case, accents, hyphens and the s of a plural, as a search compares words."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    words = re.findall(r"[^\W_]+", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return " ".join(word.rstrip("s") if len(word) > 3 else word for word in words)


TREE = {row["code"]: row for row in rows("tree")}
SYNONYMS = rows("synonyms")
CROSSWALK = rows("crosswalk")
UNMAPPED = rows("unmapped")
LEAVES = TREE.keys() - {row["parent"] for row in TREE.values()}
