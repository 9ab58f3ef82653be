"""From a received record to a draft, by its shape. Pure: the same record, the same draft."""

import re
from typing import Any

from ..draft import PracticeDraft, SheetDraft
from ..source import BadRecord
from .answers import is_words
from .api import map_api
from .legacy import map_v2
from .listing import map_listing
from .table import map_table
from .values import Values
from .words import guess_language

LICENCE = "CC-BY-NC-SA-3.0"
ADDRESS = "https://wocat.net/en/database/technologies/{}/"
SHAPES = ("api", "v2", "table", "listing")
MAPPINGS = {"api": map_api, "v2": map_v2, "table": map_table, "listing": map_listing}
# Statuses of WOCAT: 1 draft, 2 submitted, 3 reviewed, 4 public, 5 rejected, 6 inactive.
PUBLIC = 4
# Kinds of tillage and of residue management that others are compared with.
BASELINES = frozenset(
    f"residue_management_{kind}" for kind in ("burned", "grazed", "collected")
) | {"tillage_full"}
# Where a record of the old API shows its language.
TELLING = (
    ("qg_name", "name"),
    ("tech_qg_1", "tech_definition"),
    ("tech_qg_2", "tech_description"),
)


def map_record(shape: str, data: Any) -> SheetDraft:
    """The draft of a record as `records` made it: {id, record, language, updated, removed}.

    Raises BadRecord where it is no technology with a number and a name, where WOCAT does not
    publish it, or where its compiler does not accept the conditions of publishing.
    """
    if not isinstance(data, dict) or not isinstance(data.get("record"), dict) or not data.get("id"):
        raise BadRecord("it is no record of a technology: it has no number, or nothing in it")
    record = data["record"]
    _check_terms(record)
    draft = SheetDraft(str(data["id"]), shape, LICENCE, "field", _language(shape, data))
    draft.url = ADDRESS.format(draft.external_id)
    _tell_removed(draft, data.get("removed"))
    MAPPINGS[shape](draft, record)
    values = Values(draft, draft.original_language)
    draft.changed_at_source = draft.changed_at_source or values.moment(
        data.get("updated"), "updated"
    )
    draft.facts = {name: fact for name, fact in draft.facts.items() if fact is not None}
    _add_practices(draft)
    _check_name(draft)
    return draft


def _check_terms(record: dict[str, Any]) -> None:
    status = record.get("status")
    if isinstance(status, int) and status != PUBLIC:
        raise BadRecord(f"WOCAT does not publish it (its status is {status}, not {PUBLIC})")
    if "no" in _accepted(record):
        raise BadRecord("no licence, no import: its compiler does not accept WOCAT's conditions")


def _accepted(record: dict[str, Any]) -> set[str]:
    """What either API says of the conditions, in small letters, False as "no"."""
    rows = record.get("qg_accept_conditions")
    cells = (
        [row.get("accept_conditions") for row in rows if isinstance(row, dict)]
        if (isinstance(rows, list))
        else []
    )
    said = [record.get("accept_conditions"), *cells]
    return {"no" if value is False else str(value).strip().casefold() for value in said}


def _tell_removed(draft: SheetDraft, removed: Any) -> None:
    for item in removed if isinstance(removed, list) else ():
        if isinstance(item, dict):
            draft.say(str(item.get("field")), f"held {item.get('what')}; taken out")


def _language(shape: str, data: dict[str, Any]) -> str:
    """Of the original: as the record says, else as its words look, else English."""
    record = data["record"]
    said = str(data.get("language") or "en")
    if shape == "v2":
        return guess_language(" ".join(_telling(record)), said)
    languages = record.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else None
    name = record.get("name")
    for language in (record.get("primary_language"), first, *(name if is_words(name) else ())):
        if isinstance(language, str) and re.fullmatch(r"[a-z]{2,3}(-[a-z]{2,4})?", language):
            return language
    return guess_language(str(name or ""), said)


def _telling(record: dict[str, Any]) -> list[str]:
    rows = [(record.get(group), keyword) for group, keyword in TELLING]
    return [
        str(row.get(keyword) or "")
        for group, keyword in rows
        for row in (group if isinstance(group, list) else ())
        if isinstance(row, dict)
    ]


def _add_practices(draft: SheetDraft) -> None:
    """What leads to practices of the tree: SLM groups, kinds of measures, tillage, residues."""
    for aspect in ("slm_group", "measure", "tillage", "residue_management"):
        for vocabulary, code in draft.terms.get(aspect, ()):
            if vocabulary == "tech_measures":
                continue  # "structural measures" and its like name no practice
            scheme = "wocat_slm_group" if aspect == "slm_group" else "wocat_measure"
            role = "context" if code in BASELINES else "main"
            draft.practices.append(PracticeDraft(scheme, code, role))


def _check_name(draft: SheetDraft) -> None:
    """A name in the original's language; one in another makes that the original's."""
    named = [language for language, words in draft.texts.items() if words.get("title")]
    if not named:
        raise BadRecord("it has no name")
    if draft.original_language not in named:
        draft.say("name", f"there is none in {draft.original_language}; {named[0]} is the original")
        draft.original_language = named[0]
