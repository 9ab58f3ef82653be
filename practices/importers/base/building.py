"""From a draft to the unsaved rows of a sheet. No code list and no column is trusted to fit."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from practices.models import (
    Evidence,
    PracticeSheet,
    Reference,
    SheetImage,
    SheetPractice,
    SheetReference,
    SheetTerm,
    SheetText,
)

from ..draft import EvidenceDraft, ReferenceDraft, SheetDraft
from .fitting import fit, new
from .licences import is_known
from .lookups import Lookups
from .rows import PLAIN_ROWS, SheetRows, kinds
from .translated import note_sources
from .zoning import site_of

_STATE = (WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin)
_OURS = {"id", "created_at", "changed_at"} | {
    column.name for mixin in _STATE for column in mixin._meta.local_fields
}
# The columns of a sheet that belong to its source, each with what it holds when nothing is said.
SOURCE_COLUMNS: dict[str, Any] = {
    column.name: column.get_default()
    for column in PracticeSheet._meta.concrete_fields
    if column.name not in _OURS
}


def rows_of(draft: SheetDraft, lookups: Lookups, sheet: PracticeSheet | None = None) -> SheetRows:
    """The rows of a draft. What no code list or column can hold is left out and named.

    `sheet` is the one to be rewritten. Raises TypeError where a mapping names no column.
    """
    rows = SheetRows(draft, lookups, sheet or PracticeSheet())
    _set_columns(rows)
    children = rows.children
    for name, model in PLAIN_ROWS.items():
        children[name] = rows.plain_rows(name, model)
    references = [_reference(rows, reference) for reference in draft.references]
    children["texts"] = [*_texts(rows)]
    children["practice_links"] = _practices(rows)
    children["term_links"] = [*_terms(rows)]
    children["images"] = [*_images(rows)]
    children["sites"] = [site_of(rows, number) for number in range(len(draft.sites))]
    children["reference_links"] = _reference_links(rows, references)
    children["evidence"] = [*_evidence(rows, references)]
    note_sources(rows)
    return rows


def _set_columns(rows: SheetRows) -> None:
    """Every source-owned column, so that what the source no longer says is gone."""
    draft = rows.draft
    facts = {name: value for name, value in draft.facts.items() if value is not None}
    if unknown := facts.keys() - SOURCE_COLUMNS.keys():
        raise TypeError(f"no such columns of a sheet: {', '.join(sorted(unknown))}")
    values = SOURCE_COLUMNS | facts | {"basis": draft.basis, "licence": draft.licence}
    for name, value in values.items():
        setattr(rows.sheet, name, value)
    fit(rows.sheet, "", rows.say)


def _texts(rows: SheetRows) -> Iterator[SheetText]:
    """A text in each language. One without a title of its own has that of the original."""
    draft = rows.draft
    texts = {language: words for language, words in draft.texts.items() if any(words.values())}
    titles = {language: words["title"] for language, words in texts.items() if words.get("title")}
    original = draft.original_language if draft.original_language in titles else next(iter(titles))
    for language, words in texts.items():
        columns = {**words, "title": words.get("title") or titles[original]}
        text = {"language": language, "is_original": language == original, **columns}
        yield fit(new(SheetText, **text), f"texts.{language}", rows.say)


def _practices(rows: SheetRows) -> list[SheetPractice]:
    """Links through the crosswalk; a practice that is applied and context is applied."""
    roles: dict[int, str] = {}
    for practice in rows.draft.practices:
        found = rows.lookups.practices.get((practice.scheme, practice.code))
        if found is None:
            say = f"{practice.scheme} {practice.code!r} leads to no practice of the tree; left out"
            rows.say("practices", say)
        for pk in found or ():
            if roles.get(pk) != SheetPractice.Role.MAIN:
                roles[pk] = practice.role
    return [new(SheetPractice, practice_id=pk, role=role) for pk, role in roles.items()]


def _terms(rows: SheetRows) -> Iterator[SheetTerm]:
    for aspect, codes in rows.draft.terms.items():
        found = [rows.term(code, f"terms.{aspect}") for code in codes]
        for pk in dict.fromkeys(found):
            if pk:
                yield new(SheetTerm, aspect=aspect, term_id=pk)


def _images(rows: SheetRows) -> Iterator[Any]:
    for number, image in enumerate(rows.draft.images):
        licence = image.licence or rows.draft.licence
        if is_known(licence):
            yield rows.row(SheetImage, "images", number, image, licence=licence)
        else:
            rows.say(f"images[{number}]", f"its licence {licence!r} is not known; left out")


def _reference(rows: SheetRows, draft: ReferenceDraft) -> Reference:
    values = {name: getattr(draft, name) for name in kinds(ReferenceDraft)[0] if name != "note"}
    return fit(new(Reference, **values), f"references.{draft.key}", rows.say)


def _reference_links(rows: SheetRows, references: list[Reference]) -> list[SheetReference]:
    links: dict[str, SheetReference] = {}
    for number, reference in enumerate(references):
        note = rows.draft.references[number].note
        link = SheetReference(reference=reference, note=note, sort_order=number)
        links.setdefault(reference.key, fit(link, f"references.{reference.key}", rows.say))
    return list(links.values())


def _evidence(rows: SheetRows, references: list[Reference]) -> Iterator[Evidence]:
    """Comparisons. Their number at the source says that they are no person's, so each has one."""
    plain = [name for name in kinds(EvidenceDraft)[0] if name not in ("site", "reference")]
    for number, draft in enumerate(rows.draft.evidence):
        where = f"evidence {draft.external_id or number}"
        outcome = rows.term(draft.outcome, f"{where}.outcome")
        if outcome is None:
            continue
        row = new(Evidence, outcome_id=outcome, **{name: getattr(draft, name) for name in plain})
        row.external_id = draft.external_id or f"{number + 1}"
        row.product_id = rows.term(draft.product, f"{where}.product")
        row.site = _at(rows.children["sites"], draft.site)
        row.reference = _at(references, draft.reference)
        yield fit(row, where, rows.say)


def _at(rows: list[Any], place: int | None) -> Any | None:
    return rows[place] if place is not None and place < len(rows) else None
