"""Where a sheet comes from, on which terms, and whom to name."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from practices.models import Credit, PracticeSheet
from practices.models.sources import Licence


@dataclass(frozen=True)
class Provenance:
    """`credits` are lines such as "compiler: A. Haidery (Helvetas)"."""

    source: str
    url: str
    licence: str
    licence_url: str
    citation: str
    credits: list[str]
    version: str = ""
    changed_at_source: datetime | None = None
    retrieved: datetime | None = None
    withdrawn: datetime | None = None


def provenance(sheet: PracticeSheet) -> Provenance:
    record = getattr(sheet, "source_record", None)
    licence = Licence(sheet.licence)
    terms = (str(licence.label), licence.url)
    if record is None:
        return Provenance(_("Written here"), "", *terms, "", _credits(sheet))
    return Provenance(
        _("%(source)s, record %(number)s")
        % {"source": record.source.name, "number": record.external_id},
        record.url,
        *terms,
        record.source.citation,
        _credits(sheet),
        _version(record.version),
        record.changed_at_source,
        record.retrieved_at,
        record.withdrawn_at,
    )


def _version(version: str) -> str:
    """WOCAT's questionnaire has editions; other sources give a date or a number."""
    word, _space, year = version.partition(" ")
    return _("edition of %(year)s") % {"year": year} if word == "edition" and year else version


def _credits(sheet: PracticeSheet) -> list[str]:
    order = list(Credit.Role)
    people = sorted(sheet.credits.all(), key=lambda credit: order.index(Credit.Role(credit.role)))
    return [
        _("%(label)s: %(value)s")
        % {
            "label": Credit.Role(role).label,
            "value": ", ".join(_name(credit) for credit in group),
        }
        for role, group in groupby(people, key=lambda credit: credit.role)
    ]


def _name(credit: Credit) -> str:
    if credit.name and credit.institution:
        return f"{credit.name} ({credit.institution})"
    return credit.name or credit.institution
