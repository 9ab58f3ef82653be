"""A contrast of ERA as a sheet draft: a pure function of its payload."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from practices.importers.draft import (
    Code,
    EvidenceDraft,
    ReferenceDraft,
    SheetDraft,
    SiteDraft,
)
from practices.importers.source import BadRecord

from .arms import Arms, name_unknown_codes
from .bibliography import reference_of
from .columns import CONTRAST, Row
from .contrasts import external_id
from .measures import measure_of, without_repeats
from .payload import unpack
from .places import place_key, sites_of
from .products import crops_of, land_uses_of, rainfall_class
from .tables import outcomes
from .titles import Story
from .values import Notes, parts
from .words import texts_of


def map_record(shape: str, data: Any) -> SheetDraft:
    """Raises BadRecord where there is no study, no contrast or nothing measured."""
    study, paper, rows = unpack(data)
    notes = Notes()
    name_unknown_codes(rows, notes)
    rows = without_repeats(rows, notes)
    arms = Arms.of(rows)
    if not arms.treatment:
        raise BadRecord("no practice of ERA is in the treatment and not in the control")
    sites, evidence = _measured(rows, notes)
    if not evidence:
        raise BadRecord("no row measures an outcome of ERA")
    reference = reference_of(study, paper, notes)
    draft = SheetDraft(
        external_id=external_id(study, rows[0].get("Site.ID", ""), rows[0].get(CONTRAST, "")),
        shape=shape,
        licence="facts",
        basis="scientific",
        original_language="en",
        url=_address(reference),
        version=_version(rows),
        facts=_facts(sites, evidence),
        texts=texts_of(_story(arms, rows, sites, evidence)),
        terms=_terms(rows, sites),
        practices=arms.drafts(),
        sites=sites,
        references=[reference],
        evidence=evidence,
    )
    notes.into(draft)
    return draft


def _address(reference: ReferenceDraft) -> str:
    """Of the paper: ERA has no page for a study. Some old DOIs hold signs that no address may."""
    return f"https://doi.org/{quote(reference.doi)}" if reference.doi else reference.url


def _measured(rows: Sequence[Row], notes: Notes) -> tuple[list[SiteDraft], list[EvidenceDraft]]:
    """The places of the rows, each once, and the evidence that points to them."""
    places: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        places.setdefault(place_key(row), []).append(row)
    sites: list[SiteDraft] = []
    evidence: list[EvidenceDraft] = []
    for here in places.values():
        drafts = [draft for row in here if (draft := measure_of(row, notes))]
        for draft in drafts:
            draft.site, draft.reference = len(sites), 0
        evidence += drafts
        sites += sites_of(here, notes)
    return sites, evidence


def _version(rows: Sequence[Row]) -> str:
    """When ERA took the study in: a year, or several."""
    return ", ".join(sorted({row.get("Version", "") for row in rows} - {""}))[:60]


def _facts(
    sites: Sequence[SiteDraft], evidence: Sequence[EvidenceDraft]
) -> dict[str, bool | int | float | str | Any | None]:
    starts = [row.start_year for row in evidence if row.start_year]
    ends = [row.end_year for row in evidence if row.end_year]
    return {
        "start_year": min(starts, default=None),
        "end_year": max(ends, default=None),
        "trial_duration_yr": max(_durations(evidence), default=None),
        "rainfall_mm_yr": sites[0].rainfall_mm_yr,
    }


def _durations(evidence: Sequence[EvidenceDraft]) -> tuple[float, ...]:
    return tuple(row.duration_yr for row in evidence if row.duration_yr is not None)


def _terms(rows: Sequence[Row], sites: Sequence[SiteDraft]) -> dict[str, list[Code]]:
    rainfall = [site.rainfall_mm_yr for site in sites if site.rainfall_mm_yr is not None]
    return {
        "crop": [("crop", crop) for crop in _crops(rows)],
        "land_use": land_uses_of(row.get("EUlist", "") for row in rows),
        "rainfall": list(dict.fromkeys(map(rainfall_class, rainfall))),
    }


def _crops(rows: Sequence[Row]) -> tuple[str, ...]:
    """The crops of the record, those of most rows first."""
    count = Counter(crop for row in rows for _, crop in crops_of(row.get("EUlist", "")))
    return tuple(crop for crop, _ in count.most_common())


def _story(
    arms: Arms, rows: Sequence[Row], sites: Sequence[SiteDraft], evidence: Sequence[EvidenceDraft]
) -> Story:
    groups = Counter(outcomes()[row.outcome[1]].group for row in evidence)
    return Story(
        treatment=arms.treatment,
        always=arms.always,
        shared=arms.shared,
        control=arms.control,
        crops=_crops(rows),
        places=parts(rows[0].get("Site.ID", "")),
        countries=tuple(dict.fromkeys(site.country for site in sites if site.country)),
        durations=_durations(evidence),
        outcomes=groups,
    )
