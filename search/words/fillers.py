"""Words that a question is put in, and that no sheet need have: "how can I stop", "que faire"."""

from pathlib import Path

from search.words.analysis import fold

FILLERS = frozenset(map(fold, (Path(__file__).parent / "data" / "fillers.txt").read_text().split()))
"""Folded; in English, French and Spanish, one list for all: a question may mix them."""
