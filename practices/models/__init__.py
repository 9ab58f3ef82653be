"""The records of the knowledge base, one file per subject."""

from .evidence import Evidence
from .field_reports import FieldReport, FieldReportVersion, PeerAnswer
from .imports import HeldChange, ImportChange, ImportIssue, ImportRun, Payload
from .places import Site, SiteZone, Zone
from .practices import Practice, PracticeCode, PracticeSynonym
from .references import Reference
from .rows import (
    Activity,
    Assessment,
    ClimateExposure,
    CostItem,
    Credit,
    Impact,
    RowTranslation,
    SheetImage,
    SheetPractice,
    SheetReference,
    SheetTerm,
    Step,
)
from .sheets import PracticeSheet, SheetTag, Tombstone
from .sources import Source, SourceRecord
from .texts import SheetText
from .vocabularies import Term, Vocabulary

__all__ = [
    "Activity",
    "Assessment",
    "ClimateExposure",
    "CostItem",
    "Credit",
    "Evidence",
    "FieldReport",
    "FieldReportVersion",
    "HeldChange",
    "Impact",
    "ImportChange",
    "ImportIssue",
    "ImportRun",
    "Payload",
    "PeerAnswer",
    "Practice",
    "PracticeCode",
    "PracticeSheet",
    "PracticeSynonym",
    "Reference",
    "RowTranslation",
    "SheetImage",
    "SheetPractice",
    "SheetReference",
    "SheetTag",
    "SheetTerm",
    "SheetText",
    "Site",
    "SiteZone",
    "Source",
    "SourceRecord",
    "Step",
    "Term",
    "Tombstone",
    "Vocabulary",
    "Zone",
]
