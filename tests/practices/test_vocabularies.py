"""The code lists: whole in the files, the same in the database, loaded again for nothing."""

import csv
import time

import pytest
from django.core.management import call_command
from django.utils.translation import override
from wagtail.log_actions import log

from practices import loading, vocabularies
from practices.loading import BadTable, load_vocabularies
from practices.models import (
    Practice,
    PracticeCode,
    PracticeSheet,
    PracticeSynonym,
    SheetTerm,
    Source,
    Term,
    Vocabulary,
    Zone,
)
from practices.signals import sheets_changed
from practices.vocabularies import ASPECTS, VOCABULARIES, read_terms
from tests.factories import SheetFactory

LISTS = sorted(
    path.stem
    for path in VOCABULARIES.glob("*.csv")
    if path.stem not in ("vocabularies", "impact_ends")
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_unique_codes_labels_and_parents_that_exist(name):
    rows = read_terms(name)
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes)) > 0
    for row in rows:
        assert row["label_en"] == row["label_en"].strip() != ""
        other, _, code = row["parent"].rpartition(":")
        assert not code or code in {term["code"] for term in read_terms(other or name)}


def test_every_list_is_described_and_every_aspect_has_its_lists():
    described = {row["code"] for row in read_terms("vocabularies")}
    assert described == {*LISTS, "country", "region"}
    assert {name for aspect in ASPECTS.values() for name in aspect.vocabularies} <= described


def test_kinds_stand_under_their_group():
    parents = {(name, row["code"]): row["parent"] for name in LISTS for row in read_terms(name)}
    assert parents["tech_lu_cropland_sub", "lu_cropland_ca"] == "tech_landuse_2018:tech_lu_cropland"
    wt = parents["degradation_erosion_water_sub", "degradation_wt"]
    assert wt == "tech_degradation:degradation_erosion_water"
    v1 = parents["tech_measures_vegetative_sub", "measures_vegetative_v1"]
    assert v1 == "tech_measures:tech_measures_vegetative"
    organic = parents["impact", "tech_impacts_soilorganicmatter"]
    assert organic == "impact_group:ecological_soil"


def test_lists_have_as_many_values_as_the_questionnaire():
    counts = {"tech_rainfall": 9, "tech_slm_group": 26, "tech_lu_forest_tree_type": 60}
    counts |= {"impact": 78, "climate_exposure": 32, "access_service": 10, "tech_main_purpose": 10}
    assert {name: len(read_terms(name)) for name in counts} == counts


def test_ends_of_an_indicator_are_in_the_reader_s_language():
    with override("fr"):
        assert vocabularies.impact_ends("tech_impacts_soilloss") == ("en augmentation", "en baisse")
        assert vocabularies.impact_group_label("ecological_soil") == "Sol"
    with override("ar"):
        assert vocabularies.impact_ends("tech_impacts_soilloss") == ("increased", "decreased")
    assert vocabularies.impact_ends("nothing") == ("", "")
    assert vocabularies.impact_group_label("nothing") == "nothing"


@pytest.mark.django_db
def test_terms_are_in_the_database_with_parents_and_labels():
    sandy = Term.objects.get(vocabulary__code="tech_soil_texture_topsoil", order=1)
    assert (sandy.code, sandy.label_es) == ("tech_soil_texture_coarse", "áspera / ligera (arenosa)")
    mali = Term.objects.get(vocabulary__code="country", code="MLI")
    assert (mali.parent.code, mali.parent.parent.code) == ("011", "002")
    buckwheat = Term.objects.get(code="annual_crops_450")
    with override("fr"):
        assert (buckwheat.label, buckwheat.label_language) == ("cereals - buckwheat", "en")
    assert Zone.objects.get(scheme="koppen", code="BSh").parent.parent.code == "B"
    assert Zone.objects.filter(scheme="wrb").count() == 32


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_is_quick():
    before = set(Term.objects.values_list("pk", "parent_id", "label_fr"))
    start = time.perf_counter()
    counts = load_vocabularies()
    assert time.perf_counter() - start < 2
    for count in counts.values():
        assert (count.new, count.changed, count.removed, count.kept) == (0, 0, 0, [])
    assert set(Term.objects.values_list("pk", "parent_id", "label_fr")) == before


@pytest.mark.django_db
def test_a_changed_label_is_set_back_and_sheets_are_told():
    sheet, told = SheetFactory(), []
    Term.objects.filter(code="tech_rainfall_251_500").update(label_fr="rien", parent=None)
    receiver = lambda ids, **kwargs: told.extend(ids)  # noqa: E731
    sheets_changed.connect(receiver)
    try:
        assert load_vocabularies()["terms"].changed == 1
    finally:
        sheets_changed.disconnect(receiver)
    assert told == [sheet.pk]
    assert Term.objects.get(code="tech_rainfall_251_500").label_fr == "251–500\u00a0mm"


@pytest.mark.django_db
def test_what_no_file_has_goes_unless_a_sheet_uses_it(capsys):
    rainfall = Vocabulary.objects.get(code="tech_rainfall")
    used = Term.objects.create(vocabulary=rainfall, code="used", label_en="Used rain")
    Term.objects.create(vocabulary=rainfall, code="unused", label_en="Unused rain")
    SheetTerm.objects.create(sheet=SheetFactory(), aspect="rainfall", term=used)
    call_command("load_vocabularies")
    printed = capsys.readouterr()
    assert "Used rain" in printed.err and "1 removed" in printed.out
    assert set(Term.objects.filter(code__in=("used", "unused"))) == {used}
    assert PracticeSheet.objects.get().term_links.get().term == used


@pytest.mark.django_db
def test_a_list_that_an_editor_made_is_left_alone():
    own = Vocabulary.objects.create(code="own", label_en="Own")
    Term.objects.create(vocabulary=own, code="mine", label_en="Mine")
    load_vocabularies()
    assert Term.objects.filter(code="mine").exists()


@pytest.mark.django_db
def test_a_parent_that_nobody_has_is_named(monkeypatch):
    row = {"code": "x", "parent": "tech_rainfall:nobody", "label_en": "X"}
    row |= {"label_fr": "", "label_es": "", "order": "1"}
    monkeypatch.setattr(loading, "read_terms", lambda name: [row] if name == "impact" else ())
    with pytest.raises(BadTable, match="no such parent: nobody"):
        load_vocabularies()
    assert Term.objects.filter(code="tech_rainfall_251_500").exists()


def test_tables_have_unix_lines_of_one_width():
    for path in VOCABULARIES.glob("*.csv"):
        assert b"\r" not in path.read_bytes()
        with path.open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1, path


@pytest.mark.django_db
def test_practices_zones_and_sources_are_loaded_too():
    assert Practice.objects.filter(parent=None).count() < Practice.objects.count()
    assert PracticeCode.objects.filter(scheme="wocat_slm_group").count() > 25
    assert PracticeSynonym.objects.filter(language="fr").exists()
    wocat = Source.objects.get(code="wocat")
    assert (wocat.licence, wocat.terms_fr[:12]) == ("CC-BY-NC-SA-3.0", "Chaque fiche")


@pytest.mark.django_db
def test_a_practice_that_no_file_has_goes_with_its_synonyms():
    old = Practice.objects.create(code="old", label_en="Old", definition_en="Old.")
    PracticeSynonym.objects.create(practice=old, language="en", text="old")
    assert load_vocabularies()["practices"].removed == 1
    assert not PracticeSynonym.objects.filter(text="old").exists()


@pytest.mark.django_db
def test_what_a_person_edited_is_not_loaded_over(admin_user):
    mulching = Practice.objects.get(code="mulching")
    mulching.label_en = "Mulching, as we say"
    mulching.save()
    mulching.synonyms.filter(language="fr").delete()
    left = mulching.synonyms.count()
    log(mulching, "wagtail.edit", user=admin_user)
    load_vocabularies()
    mulching.refresh_from_db()
    assert mulching.label_en == "Mulching, as we say"
    assert mulching.synonyms.count() == left


@pytest.mark.django_db
def test_what_nobody_edited_follows_the_files():
    Practice.objects.filter(code="mulching").update(label_en="Something else")
    load_vocabularies()
    assert Practice.objects.get(code="mulching").label_en == "Mulching"
