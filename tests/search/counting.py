"""What each count must be, by a plain loop over the records: knows nothing of documents."""

from collections import Counter

from practices.models import PracticeSheet
from search.fields import FACETS

ASPECTS = ("land_use", "degradation", "purpose", "rainfall", "slope", "crop", "agroclimate")


def with_ancestors(entries):
    for entry in entries:
        while entry:
            yield entry
            entry = entry.parent


def codes(entries):
    return {entry.code for entry in with_ancestors(entries)}


def climates(sheet):
    for site in sheet.sites.all():
        zones = [link for link in site.zones.all() if link.zone.scheme == "koppen"]
        reported = [link for link in zones if link.basis == "reported"]
        yield from (link.zone for link in reported or zones)


def soils(sheet, basis):
    return [
        link.zone
        for site in sheet.sites.all()
        for link in site.zones.all()
        if link.zone.scheme == "wrb" and link.basis == basis
    ]


def carbon(sheet):
    for row in sheet.evidence.all():
        parent = row.outcome.parent
        if row.state == "published" and parent and parent.code == "soil_carbon":
            return {"measured"}
    for row in sheet.impacts.all():
        code = row.indicator.code if row.indicator else ""
        if row.value is not None and code == "tech_impacts_soilorganicmatter":
            return {"rated"}
    return {"unknown"}


def located(sheet):
    sites = sheet.sites.all()
    if any(site.is_point for site in sites):
        return {"point"}
    if any(site.latitude is not None for site in sites):
        return {"area"}
    return {"country"} if any(site.country for site in sites) else set()


def climate_of(report):
    return {zone.pk for zone in report.zones.all() if zone.scheme == "koppen"}


def is_verified(report):
    """Three first words of peers of the zone who are still there; two agree."""
    words = []
    for one in sorted(report.answers.all(), key=lambda one: (one.answered_at, one.pk)):
        mine = [r for r in one.peer.field_reports.all() if r.state == "published"]
        if one.peer.is_active and any(climate_of(r) & climate_of(report) for r in mine):
            words.append(one.agrees)
    is_whole = report.since_year and report.photo_id and climate_of(report)
    return bool(is_whole) and sum(words[:3]) >= 2


def in_the_field(sheet):
    reports = [report for report in sheet.reports.all() if report.state == "published"]
    verified = {"verified"} if any(map(is_verified, reports)) else set()
    return {report.doing for report in reports} | verified


def values_of(sheet):
    """Facet -> values of one sheet, never empty."""
    countries = [site.country for site in sheet.sites.all() if site.country]
    record = getattr(sheet, "source_record", None)
    found = {
        "practice": codes(
            link.practice for link in sheet.practice_links.all() if link.role == "main"
        ),
        "climate": codes(climates(sheet)),
        "soil": codes(soils(sheet, "reported")),
        "soil_modelled": codes(soils(sheet, "modelled")),
        "country": {country.code for country in countries},
        "region": codes(country.parent for country in countries),
        "basis": {sheet.basis},
        "source": {record.source.code if record else "local"},
        "language": {text.language for text in sheet.texts.all()},
        "carbon": carbon(sheet),
        "field": in_the_field(sheet),
        "located": located(sheet),
    }
    for aspect in ASPECTS:
        links = [link for link in sheet.term_links.all() if link.aspect == aspect]
        found[aspect] = codes(link.term for link in links)
    return {name: found[name] or {"unknown"} for name in FACETS}


def all_values():
    """Published sheet -> facet -> values."""
    sheets = PracticeSheet.objects.filter(live=True).prefetch_related(
        "practice_links__practice__parent__parent",
        "term_links__term__parent__parent",
        "sites__country__parent__parent__parent",
        "sites__zones__zone__parent__parent",
        "texts",
        "impacts__indicator",
        "evidence__outcome__parent",
        "source_record__source",
        "reports__zones",
        "reports__answers__peer__field_reports__zones",
    )
    return {sheet.pk: values_of(sheet) for sheet in sheets}


def matching(values, filters):
    """The sheets that have one of the chosen values of every filter."""
    return [
        pk
        for pk, own in values.items()
        if all(own[name] & set(chosen) for name, chosen in filters.items())
    ]


def counts(values, filters):
    """Facet -> value -> sheets with it under all the other filters."""
    found = {}
    for name in FACETS:
        others = {other: chosen for other, chosen in filters.items() if other != name}
        found[name] = Counter(
            value for pk in matching(values, others) for value in values[pk][name]
        )
    return found
