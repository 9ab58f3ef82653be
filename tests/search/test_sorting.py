from search.documents import Doc, Texts
from search.sorting import sort_keys


def key(doc, language):
    return sort_keys(doc)[f"title_{language}"].partition("\t")[0]


def test_a_title_is_sorted_by_the_original_where_only_names_are_in_the_language():
    doc = Doc(1, {"en": Texts("Stone bunds"), "fr": Texts("", names="Cordons pierreux")})
    assert key(doc, "fr") == key(doc, "en") == "stone bunds"


def test_a_title_in_the_language_counts_before_the_original():
    doc = Doc(1, {"en": Texts("Stone bunds"), "fr": Texts("Érable")})
    assert key(doc, "fr") == "erable"
    assert key(doc, "es") == "stone bunds"


def test_a_document_without_title_comes_last():
    assert key(Doc(1, {"en": Texts("", names="Stone")}), "en") > key(
        Doc(2, {"en": Texts("Z")}), "en"
    )
