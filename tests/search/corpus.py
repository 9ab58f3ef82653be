"""Sheets in the database that fill every value of every facet; the same for the same seed."""

import random
from datetime import date
from itertools import chain

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from wagtail.images import get_image_model

from practices.models import (
    Evidence,
    FieldReport,
    Impact,
    PeerAnswer,
    Practice,
    PracticeSheet,
    SheetPractice,
    SheetTerm,
    SheetText,
    Site,
    SiteZone,
    Source,
    SourceRecord,
    Term,
    Zone,
)
from practices.vocabularies import ASPECTS
from tests.search.factories import practice, term

WORDS = {
    "en": ["mulch", "maize", "erosion", "terraces", "carbon", "soil", "cover", "manure", "trees"],
    "fr": ["paillage", "maïs", "érosion", "terrasses", "carbone", "sol", "couverture", "fumier"],
    "es": ["acolchado", "maíz", "erosión", "terrazas", "carbono", "suelo", "cobertura", "abono"],
    "ar": ["التربة", "الكربون", "الزراعة", "المياه"],
}
ASPECT_FACETS = ("land_use", "degradation", "purpose", "rainfall", "slope", "crop", "agroclimate")
PER_LIST = 12
"""Terms of each list that are used, so that each has several sheets."""


class Pool:
    """What generated sheets choose from."""

    def __init__(self) -> None:
        self.terms = {
            aspect: _few(Term.objects.filter(vocabulary__code__in=ASPECTS[aspect].vocabularies))
            for aspect in ASPECT_FACETS
        }
        self.countries = _few(Term.objects.filter(vocabulary__code="country"))
        self.zones = {
            scheme: list(Zone.objects.filter(scheme=scheme)) for scheme in ("koppen", "wrb")
        }
        self.practices = _few(Practice.objects.all()) or _practices()
        self.sources = [
            Source.objects.get_or_create(code=code, defaults={"name": code})[0]
            for code in ("wocat", "era")
        ]
        self.soil_carbon = term("outcome", "308", parent=term("outcome", "soil_carbon"))
        self.grain = term("outcome", "101", parent=term("outcome", "product_yield"))
        self.soil_matter = term("impact", "tech_impacts_soilorganicmatter")


def _few(queryset):
    """Some from the beginning, the middle and the end, so that roots and leaves are there."""
    found = list(queryset.order_by("pk"))
    return found[:: max(1, len(found) // PER_LIST)]


def _practices():
    roots = [practice(f"g-{n}") for n in range(3)]
    return [practice(f"g-{n}-{m}", parent=roots[n]) for n in range(3) for m in range(4)] + roots


def generate(count, seed=7):
    """Create so many sheets, a tenth of them not published; their primary keys."""
    rng, pool = random.Random(seed), Pool()
    sheets = PracticeSheet.objects.bulk_create([_sheet(rng) for _ in range(count)])
    for make in (_texts, _practice_links, _terms, _records, _evidence, _impacts):
        rows = list(chain.from_iterable(make(rng, pool, sheet) for sheet in sheets))
        for model in {type(row) for row in rows}:
            model.objects.bulk_create([row for row in rows if type(row) is model])
    sites = Site.objects.bulk_create(
        [site for sheet in sheets for site in _sites(rng, pool, sheet)]
    )
    SiteZone.objects.bulk_create([zone for site in sites for zone in _zones(rng, pool, site)])
    _reports(rng, sheets, zones=pool.zones["koppen"])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a database does by itself once rows are committed
    return [sheet.pk for sheet in sheets]


def _reports(rng, sheets, zones):
    """People of two zones, with and without date, place, photo; some are blocked."""
    people = [
        User.objects.create(username=f"field-{n}", is_active=rng.random() > 0.2) for n in range(8)
    ]
    picture = get_image_model().objects.create(title="x", file="x.jpg", width=1, height=1)
    told = [
        FieldReport(
            sheet=sheet,
            author=author,
            state=rng.choice(["published", "published", "published", *FieldReport.State.values]),
            doing=rng.choice(FieldReport.What.values),
            since_year=rng.choice([None, 2018, 2019]),
            photo=rng.choice([None, picture, picture]),
            language="en",
        )
        for sheet in sheets[::2]
        for author in rng.sample(people, rng.choice([0, 1, 2]))
    ]
    told = FieldReport.objects.bulk_create(told)
    through = FieldReport.zones.through
    through.objects.bulk_create(
        through(fieldreport=one, zone=rng.choice(zones[:2])) for one in told if rng.random() > 0.1
    )
    PeerAnswer.objects.bulk_create(
        PeerAnswer(report=one, peer=peer, agrees=rng.random() > 0.2)
        for one in told
        for peer in rng.sample(people, rng.choice([0, 2, 3, 5]))
    )


def _some(rng, choices, most=2):
    """Up to so many, often none."""
    return rng.sample(choices, min(len(choices), rng.choice([0, *range(1, most + 1)])))


def _sheet(rng):
    return PracticeSheet(
        basis=rng.choice(PracticeSheet.Basis.values),
        licence="CC-BY-4.0",
        live=rng.random() > 0.1,
        documented_on=rng.choice([None, date(rng.randint(1995, 2024), 5, 1)]),
        end_year=rng.choice([None, 2010]),
        changed_at=timezone.now(),
    )


def _texts(rng, pool, sheet):
    for place, language in enumerate(rng.sample(list(WORDS), rng.choice([1, 1, 2]))):
        words = " ".join(rng.choices(WORDS[language], k=6))
        yield SheetText(
            sheet=sheet, language=language, is_original=not place, title=words, summary=words
        )


def _practice_links(rng, pool, sheet):
    for one in _some(rng, pool.practices, 3):
        yield SheetPractice(sheet=sheet, practice=one, role=rng.choice(["main", "main", "context"]))


def _terms(rng, pool, sheet):
    for aspect, terms in pool.terms.items():
        for one in _some(rng, terms, 3):
            yield SheetTerm(sheet=sheet, aspect=aspect, term=one)


def _records(rng, pool, sheet):
    for source in _some(rng, pool.sources, 1):
        yield SourceRecord(
            source=source,
            external_id=str(sheet.pk),
            sheet=sheet,
            licence="facts",
            retrieved_at=timezone.now(),
        )


def _evidence(rng, pool, sheet):
    for _ in range(rng.choice([0, 0, 1, 3])):
        yield Evidence(
            sheet=sheet,
            outcome=rng.choice([pool.soil_carbon, pool.grain]),
            state=rng.choice(Evidence.State.values),
            log_ratio=rng.choice([None, rng.gauss(0.1, 0.3)]),
        )


def _impacts(rng, pool, sheet):
    for _ in range(rng.choice([0, 1])):
        yield Impact(
            sheet=sheet,
            group="ecological_soil",
            indicator=pool.soil_matter,
            value=rng.choice([None, -1, 2]),
        )


def _sites(rng, pool, sheet):
    for _ in range(rng.choice([0, 1, 1, 2])):
        yield Site(
            sheet=sheet,
            country=rng.choice([None, *pool.countries]),
            latitude=rng.choice([None, rng.uniform(-60, 70)]),
            longitude=rng.uniform(-180, 180),
            uncertainty_m=rng.choice([None, 900, 120_000]),
        )


def _zones(rng, pool, site):
    for zones in pool.zones.values():
        for zone in _some(rng, zones):
            yield SiteZone(site=site, zone=zone, basis=rng.choice(SiteZone.Basis.values))
