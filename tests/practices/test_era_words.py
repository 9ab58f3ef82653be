"""What an imported trial is called and says, in three languages."""

import csv

import pytest

from practices.importers.era import IMPORTER
from practices.importers.era.contrasts import external_id
from practices.importers.era.phrases import crops_in, elided, inside, listed, years
from practices.importers.era.tables import VOCABULARIES, entries, links
from practices.importers.era.titles import place
from tests.practices.era_rows import as_payload, mapped, sheet_of


def title_of(draft):
    return [draft.texts[language]["title"] for language in ("en", "fr", "es")]


def test_a_title_names_practice_crop_place_and_country():
    assert title_of(mapped(plist="b27.2")) == [
        "Mulch under pearl millet, Cinzana, Mali",
        "Paillage sous mil, Cinzana, Mali",
        "Acolchado en mijo perla, Cinzana, Malí",
    ]


def test_a_title_without_a_crop_has_practice_and_place():
    assert sheet_of(5245).texts["en"]["title"] == "Mulch, IITA, Ibadan, Nigeria"


def test_several_places_are_one_and_a_number():
    assert place(("Gimo", "Maguai", "Nzewe"), "en") == "Gimo and 2 other places"
    assert place(("Gimo", "Maguai"), "fr") == "Gimo et 1 autre lieu"


def test_the_number_of_a_sheet_is_readable_and_says_study_site_and_contrast():
    assert mapped().external_id == "NN0003/cinzana-ars/crop-residues"
    assert sheet_of(76396).external_id == (
        "AG0017/domboshawa-training-centre/no-till.mulch.crop-residues"
    )


def test_nutrients_are_one_contrast_and_no_till_is_not_reduced_tillage():
    same = {external_id("S1", "Site", plist) for plist in ("b16", "b17-b21", "b21-b23-b64")}
    assert same == {"S1/site/mineral-fertiliser"}
    assert external_id("S1", "Site", "b38") != external_id("S1", "Site", "b39")


def test_long_names_of_sites_stay_apart_and_within_the_column():
    sites = ["..".join(f"Bingerwille-Field {n}" for n in range(m)) for m in (30, 31)]
    keys = [external_id("NN0305", site, "b27-b30-b17-b43-b25-b69-b38") for site in sites]
    assert keys[0] != keys[1]
    assert max(map(len, keys)) <= 200


def test_a_summary_says_what_was_compared_and_never_an_effect():
    summary = sheet_of(291).texts["en"]["summary"]
    assert summary == (
        "Trial of 8 years at Cinzana: crop residue retention under pearl millet; "
        "control: crop residues removed. 1 comparison: soil organic carbon."
    )


def test_french_has_its_spaces_before_colon_and_semicolon():
    assert sheet_of(291).texts["fr"]["summary"] == (
        "Essai de 8 ans à Cinzana\N{NO-BREAK SPACE}: restitution des résidus de récolte sous "
        "mil\N{NO-BREAK SPACE}; témoin\N{NO-BREAK SPACE}: résidus de récolte exportés. "
        "1 comparaison\N{NO-BREAK SPACE}: carbone organique du sol."
    )


def test_several_outcomes_are_counted_with_soil_carbon_first():
    summary = sheet_of(2436).texts["es"]["summary"]
    assert summary.endswith(
        "2 comparaciones: carbono orgánico del suelo (1), calidad del suelo (1)."
    )


def test_treatment_both_arms_and_control_are_described():
    words = sheet_of(291).texts["en"]
    assert words["description"] == (
        "Treatment: residues of other crops kept. In treatment and control alike: mineral "
        "phosphorus, improved seed, ridges and furrows, one crop alone, conventional tillage "
        "and weeding by hand."
    )
    assert words["control_description"] == "Crop residues removed."


def test_a_control_without_practices_of_its_own_is_the_same_without():
    words = mapped(C="", T="").texts
    assert words["en"]["control_description"] == "The same without: residues of other crops kept."
    assert words["es"]["control_description"].startswith("El mismo manejo sin: ")


def test_what_only_some_comparisons_have_says_so():
    payload = as_payload()
    payload |= {"columns": ["plist", "TID"], "rows": [["b17", "T1"], ["b17-b21", "T2"]]}
    words = IMPORTER.map("comparisons", payload).texts["en"]
    assert words["description"].startswith(
        "Treatment: mineral nitrogen; in some comparisons also mineral phosphorus."
    )


def test_the_original_is_english_and_all_three_languages_are_there():
    draft = mapped()
    assert draft.original_language == "en"
    assert set(draft.texts) == {"en", "fr", "es"}
    assert all(all(words.values()) for words in draft.texts.values())


def test_spanish_and_becomes_e_before_i():
    assert listed(["maíz", "higuera"], "es") == "maíz e higuera"
    assert listed(["maíz", "trigo"], "es") == "maíz y trigo"


def test_french_de_is_elided_before_a_vowel():
    assert elided("Variétés améliorées de orge", "fr") == "Variétés améliorées d'orge"
    assert elided("Variétés améliorées de maïs", "fr") == "Variétés améliorées de maïs"


def test_names_of_places_and_peoples_keep_their_capital_in_english_alone():
    assert inside("Napier grass") == "Napier grass"
    assert inside("Guinea pigs") == "guinea pigs"
    assert inside("Herbe à éléphant", "fr") == "herbe à éléphant"


def test_more_than_three_crops_are_several():
    terms = entries("crop")
    crops = [terms[code] for code in ("maize", "cowpea", "cassava", "sorghum")]
    assert crops_in(crops, "en") == "several crops"
    assert crops_in(crops[:3], "fr") == "maïs, niébé et manioc"


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (1, "en", "1 year"),
        (1.5, "fr", "1,5 an"),
        (6.5, "es", "6,5 años"),
        (0.5, "fr", "6 mois"),
        (0.04, "es", "1 mes"),
    ],
)
def test_lengths_are_in_years_or_months(value, language, words):
    assert years(value, language) == words


def test_every_family_of_practices_stands_somehow_to_a_crop():
    with (VOCABULARIES / "era_practice.csv").open(encoding="utf-8", newline="") as file:
        families = {row["code"] for row in csv.DictReader(file) if not row["parent"]}
    assert set(links()) == families - {"baseline"}
