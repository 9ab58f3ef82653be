"""Where a sheet comes from, on which terms, and whom to name."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from practices.models import Credit, PracticeSheet
from practices.models.sources import Licence


@dataclass(frozen=True)
class CreditLine:
    role: str
    names: list[str]


@dataclass(frozen=True)
class Provenance:
    source: str
    number: str
    url: str
    licence: str
    licence_url: str
    citation: str
    version: str
    changed_at_source: datetime | None
    retrieved_at: datetime | None
    withdrawn_at: datetime | None
    credits: list[CreditLine]


def provenance(sheet: PracticeSheet) -> Provenance:
    record = getattr(sheet, "source_record", None)
    licence = Licence(sheet.licence)
    return Provenance(
        source=record.source.name if record else _("Written here"),
        number=record.external_id if record else "",
        url=record.url if record else "",
        licence=str(licence.label),
        licence_url=licence.url,
        citation=record.source.citation if record else "",
        version=record.version if record else "",
        changed_at_source=record.changed_at_source if record else None,
        retrieved_at=record.retrieved_at if record else None,
        withdrawn_at=record.withdrawn_at if record else None,
        credits=_credits(sheet),
    )


def _credits(sheet: PracticeSheet) -> list[CreditLine]:
    order = list(Credit.Role)
    people = sorted(sheet.credits.all(), key=lambda credit: order.index(Credit.Role(credit.role)))
    return [
        CreditLine(str(Credit.Role(role).label), [_name(credit) for credit in group])
        for role, group in groupby(people, key=lambda credit: credit.role)
    ]


def _name(credit: Credit) -> str:
    if credit.name and credit.institution:
        return f"{credit.name} ({credit.institution})"
    return credit.name or credit.institution
