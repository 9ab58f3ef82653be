"""What the API answers with: the fields, their units, and what an absence means."""

from typing import Literal

from ninja import Field, Schema

Language = Literal["en", "fr", "es"]


class Problem(Schema):
    """What went wrong, as RFC 9457 writes it (application/problem+json)."""

    type: str = Field("about:blank", description="The status says which kind of problem it is.")
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(description="What is wrong, where, and what to do.")
    instance: str = Field(description="The address that was asked for.")


class Coded(Schema):
    """A code of a vocabulary, and its label in the language asked for, else in English."""

    code: str
    label: str


class Zones(Schema):
    """Reported by the source or a person, or modelled from the position: never mixed."""

    reported: list[Coded]
    modelled: list[Coded]


class SiteBrief(Schema):
    """`latitude` and `longitude`: degrees, WGS 84; `uncertainty_m`: radius. null: not known."""

    name: str
    country: Coded | None = Field(description="ISO 3166-1 alpha-3.")
    latitude: float | None
    longitude: float | None
    uncertainty_m: float | None


class SoilCarbon(Schema):
    """Change against the control in percent, from the mean log response ratio; and its range."""

    state: Literal["measured", "rated", "unknown"]
    percent: float | None
    low_percent: float | None
    high_percent: float | None
    comparisons: int


class SourceOfSheet(Schema):
    """The record of the external database that the sheet comes from."""

    code: str
    name: str
    record: str
    url: str


class Licence(Schema):
    """The terms of the record; `url` is null for bare facts, which are to be cited."""

    code: str = Field(examples=["CC-BY-NC-SA-3.0"])
    label: str
    url: str | None
    non_commercial: bool
    share_alike: bool


class CreditOut(Schema):
    """Whom the licence asks to name; never an address."""

    role: str
    label: str
    name: str
    institution: str


class FieldReports(Schema):
    """How many Friends report that they do it, tried it or stopped; and of these how many reports
    are verified: date, place and photo given, and two of three peers of the zone agreeing.
    """

    does: int
    tried: int
    stopped: int
    verified: int


class SheetBrief(Schema):
    """A practice sheet in brief. `language` is that of the title."""

    id: int
    url: str
    title: str
    language: str
    summary: str
    summary_language: str | None
    languages: list[str] = Field(description="That the sheet is written in, the original first.")
    practices: list[Coded]
    land_use: list[Coded]
    climate: Zones = Field(description="Köppen-Geiger.")
    soil: Zones = Field(description="WRB reference soil groups.")
    sites: list[SiteBrief]
    basis: Coded
    soil_carbon: SoilCarbon
    field_reports: FieldReports
    source: SourceOfSheet | None = Field(description="null: written here.")
    licence: Licence
    credits: list[CreditOut]
    updated: str = Field(description="UTC.", examples=["2026-01-31T08:00:00.000001Z"])


class Removed(Schema):
    """A sheet that is not public any more: delete your copy."""

    id: int
    removed: str = Field(description="UTC.")


class SheetPage(Schema):
    """`next` is null on the last page."""

    sheets: list[SheetBrief]
    removed: list[Removed] = Field(description="With `changed_since` only; else empty.")
    next: str | None


class Synonym(Schema):
    language: str
    text: str
    kind: str = Field(description="exact, broader, narrower or related.")


class Code(Schema):
    """The practice in another vocabulary, in SKOS's words."""

    scheme: str
    code: str
    match: str
    confidence: str
    note: str


class PracticeOut(Schema):
    """A node of the tree; the roots have no parent."""

    id: int
    code: str
    url: str
    label: str
    parent: str | None = Field(description="Code of the practice above.")
    definition: str
    is_baseline: bool = Field(description="What others are compared with, such as ploughing.")
    synonyms: list[Synonym]
    codes: list[Code]


class ZoneOut(Schema):
    scheme: str = Field(description="koppen, ipcc or wrb.")
    code: str
    label: str
    parent: str | None


class SourceOut(Schema):
    """An external database. `sheets`: its sheets that are public here."""

    code: str
    name: str
    url: str
    licence: str
    terms: str
    citation: str
    sheets: int
