"""Sheets with something in every facet."""

from practices.models import (
    Evidence,
    Practice,
    PracticeSynonym,
    SheetPractice,
    SheetTerm,
    Site,
    SiteZone,
    Source,
    SourceRecord,
    Term,
    Vocabulary,
    Zone,
)


def term(vocabulary, code, parent=None, **labels):
    vocabulary, _ = Vocabulary.objects.get_or_create(
        code=vocabulary, defaults={"label_en": vocabulary}
    )
    defaults = {"label_en": code, "parent": parent, **labels}
    return Term.objects.get_or_create(vocabulary=vocabulary, code=code, defaults=defaults)[0]


def zone(scheme, code, parent=None):
    defaults = {"label_en": code, "parent": parent}
    return Zone.objects.get_or_create(scheme=scheme, code=code, defaults=defaults)[0]


def practice(code, parent=None, **synonyms):
    """synonyms: language -> (word, kind)."""
    defaults = {"label_en": code, "parent": parent, "definition_en": code}
    made = Practice.objects.get_or_create(code=code, defaults=defaults)[0]
    for language, (text, kind) in synonyms.items():
        PracticeSynonym.objects.get_or_create(
            practice=made, language=language, text=text, defaults={"kind": kind}
        )
    return made


def answer(sheet, aspect, *terms):
    for one in terms:
        SheetTerm.objects.create(sheet=sheet, aspect=aspect, term=one)


def apply_practice(sheet, made, role="main"):
    SheetPractice.objects.create(sheet=sheet, practice=made, role=role)


def site(sheet, *zones, **columns):
    """zones: (zone, basis)."""
    made = Site.objects.create(sheet=sheet, **columns)
    for one, basis in zones:
        SiteZone.objects.create(site=made, zone=one, basis=basis)
    return made


def soil_carbon(sheet, *ratios, state="published"):
    stock = term("outcome", "308", parent=term("outcome", "soil_carbon"))
    for ratio in ratios:
        Evidence.objects.create(sheet=sheet, outcome=stock, log_ratio=ratio, state=state)


def from_source(sheet, code="era"):
    source, _ = Source.objects.get_or_create(code=code, defaults={"name": code.upper()})
    SourceRecord.objects.create(
        source=source,
        external_id=str(sheet.pk),
        sheet=sheet,
        licence="facts",
        retrieved_at="2026-01-01T00:00Z",
    )
