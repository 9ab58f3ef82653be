"""Documents that fill every facet, number and language; the same for the same seed."""

import random
from collections.abc import Iterator, Mapping, Sequence

from search.documents import Doc, Place, Texts
from search.fields import FACETS

TREES = {
    "practice": {"till": ["notill", "mintill"], "cover": ["mulch", "crops"], "agrof": ["alley"]},
    "land_use": {"crop": ["annual", "perennial"], "graz": ["extensive"], "forest": ["natural"]},
    "climate": {"A": ["Af", "Aw"], "B": ["BS", "BW"], "BS": ["BSh", "BSk"], "C": ["Cfa", "Csb"]},
    "region": {"002": ["014", "015"], "019": ["005"], "150": ["155"], "014": ["014e"]},
    "degradation": {"W": ["Wt", "Wg"], "C": ["Cn"], "B": ["Bc"], "Wt": ["Wt1"]},
}
CHOICES = {
    "soil": ["AC", "FR", "LV", "LX", "VR", "NT"],
    "soil_modelled": ["AC", "FR", "LV", "AR"],
    "country": ["BF", "BO", "FR", "KE", "ML", "NE", "PE", "SN"],
    "purpose": ["yield", "erosion", "climate", "income"],
    "basis": ["field", "scientific", "both"],
    "rainfall": ["LESS_250", "250_500", "500_750"],
    "slope": ["FLAT", "GENTLE", "STEEP"],
    "crop": ["maize", "rice", "millet", "sorghum", "coffee"],
    "source": ["wocat", "era"],
    "language": ["en", "fr", "es", "ar"],
    "carbon": ["measured", "rated"],
    "field": ["does", "tried", "stopped", "verified"],
    "located": ["point", "area", "country"],
    "agroclimate": ["humid", "semi-arid", "arid"],
}
SHARE_UNKNOWN = 0.15

WORDS: Mapping[str, Sequence[str]] = {
    "en": [
        *("mulch", "mulching", "soil", "soils", "erosion", "cover", "crops", "tillage", "plough"),
        *("ploughing", "manure", "terraces", "carbon", "compost", "grazing", "trees", "yield"),
        *("farmers", "planting", "the", "of", "and", "no", "without", "residues", "burning"),
        *("degraded", "degradation", "water", "harvesting", "fields", "café"),
    ],
    "fr": [
        *("paillage", "paillis", "sol", "sols", "érosion", "couverture", "cultures", "labour"),
        *("fumier", "terrasses", "carbone", "compost", "pâturage", "arbres", "rendement", "thé"),
        *("dégradée", "dégradées", "dégradation", "sécheresse", "récolte", "le", "de", "la"),
        *("sans", "pas", "brûlis", "zaï", "l’eau", "d'engrais", "bœufs"),
    ],
    "es": [
        *("acolchado", "suelo", "suelos", "erosión", "cobertura", "cultivos", "labranza"),
        *("estiércol", "terrazas", "carbono", "abono", "pastoreo", "árboles", "rendimiento"),
        *("sequía", "siembra", "el", "de", "los", "sin", "no", "quema", "caña", "ganadería"),
    ],
    "ar": ["التربة", "الكربون", "الزراعة", "أرض", "المياه", "الأشجار"],
}


Words = Mapping[str, Sequence[str]]
"""Language -> its words, the frequent ones more than once."""


def documents(count: int, seed: int = 4, length: int = 25, words: Words = WORDS) -> Iterator[Doc]:
    """Documents with the ids 1 to `count`, their bodies of about `length` words."""
    rng = random.Random(seed)
    return (document(rng, number, length, words) for number in range(1, count + 1))


def document(rng: random.Random, number: int, length: int, words: Words) -> Doc:
    return Doc(
        number,
        {code: _texts(rng, words[code], length) for code in _languages(rng)},
        {name: _values(rng, name) for name in FACETS},
        _numbers(rng),
        Place(rng.uniform(-60, 70), rng.uniform(-180, 180)) if rng.random() < 0.8 else None,
    )


def _languages(rng: random.Random) -> list[str]:
    return rng.sample(list(WORDS), rng.choice([1, 1, 1, 2, 3]))


def _texts(rng: random.Random, words: Sequence[str], length: int) -> Texts:
    def some(least: int, most: int) -> str:
        return " ".join(rng.choices(words, k=rng.randint(least, most)))

    return Texts(some(2, 5).capitalize(), some(0, 8), some(0, 2 * length))


def _values(rng: random.Random, facet: str) -> frozenset[str]:
    if rng.random() < SHARE_UNKNOWN:
        return frozenset()
    many = rng.choice([1, 1, 2, 3]) if FACETS[facet].multi else 1
    if facet in CHOICES:
        return frozenset(rng.sample(CHOICES[facet], min(many, len(CHOICES[facet]))))
    return frozenset(code for _ in range(many) for code in _path(rng, TREES[facet]))


def _path(rng: random.Random, tree: dict[str, list[str]]) -> Iterator[str]:
    """A node and its ancestors; sometimes an inner node alone."""
    parents = {child: parent for parent, children in tree.items() for child in children}
    node: str | None = rng.choice([*tree, *parents])
    while node:
        yield node
        node = parents.get(node)


def _numbers(rng: random.Random) -> dict[str, float]:
    known = {
        "year": rng.randint(1985, 2024),
        "rainfall_mm": rng.randint(60, 3200),
        "altitude_m": rng.randint(-200, 3500),
        "slope_percent": round(rng.uniform(0, 70), 1),
        "cost_usd_ha": rng.randint(0, 5000),
        "duration_years": rng.choice([0.25, 0.5, 1, 2.5, 4, 20]),
        "soc_change": round(rng.gauss(8, 20), 1),
        "completeness": 5 * rng.randint(0, 20),
        "updated": 1_700_000_000 + rng.randrange(50) * 86_400,
    }
    return {name: value for name, value in known.items() if rng.random() < 0.8}
