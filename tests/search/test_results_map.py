"""The map of what a search found: each mark of it is the list that it leads to."""

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from search.area import CELLS, read_ends
from tests.factories import SheetFactory
from tests.search.corpus import generate
from tests.search.factories import site, term

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.fixture
def sheets():
    return generate(250)


def ask(client, path="/en/search/", **params):
    return client.get(path, params).context["page"]


def follow(client, url):
    address = urlsplit(url)
    return ask(client, address.path, **parse_qs(address.query))


def api(client, path="/map", **params):
    response = client.get(f"/api/v1/search{path}", params)
    assert response.status_code == 200
    return response.json()


def placed(title, lat, lon, **columns):
    sheet = SheetFactory(text__title=title)
    site(sheet, latitude=lat, longitude=lon, **columns)
    return sheet


@pytest.fixture
def around_mali():
    """Two near each other, one alone, one in a wide area, two of a country, one of nowhere."""
    mali = term("country", "MLI")
    return {
        "near": placed("Near", 13.1, -5.1, country=mali, uncertainty_m=900),
        "nearer": placed("Nearer", 13.2, -5.2, country=mali),
        "alone": placed("Alone", -30.0, 140.0),
        "wide": placed("Wide", 12.0, -4.0, country=mali, uncertainty_m=120_000),
        "mali": placed("Mali", None, None, country=mali),
        "mali too": placed("Mali too", None, None, country=mali),
        "nowhere": SheetFactory(text__title="Nowhere"),
    }


def test_the_page_offers_the_map_and_the_list(client, around_mali):
    page = ask(client, q="near")
    assert page.map is None
    shown = follow(client, page.views[1].url)
    assert shown.map and shown.query == "near"
    assert follow(client, shown.views[0].url).map is None


def test_clusters_points_and_what_is_no_point_are_told_apart(client, around_mali):
    page = ask(client, view="map")
    (cluster,) = page.map.clusters
    assert (cluster.count, cluster.size) == (2, 1)
    assert cluster.label == "2 sheets: closer to 0° to 20° N, 20° W to 0°"
    (point,) = page.map.points
    assert (point.label, point.url) == ("Alone", f"/en/sheets/{around_mali['alone'].pk}-alone/")
    (area,) = page.map.areas
    assert area.label == "Wide, somewhere within 120 km"
    (country,) = page.map.countries
    assert country.label == "Mali: 2 sheets, only the country is known"
    assert (page.map.placed, page.map.total) == (3, 7)
    assert [(str(one.label), one.count) for one in page.map.elsewhere] == [
        ("a wide area", 1),
        ("the country only", 2),
        ("no place at all", 1),
    ]


def test_each_link_leads_to_as_many_sheets_as_it_says(client, sheets):
    asked = [ask(client, view="map"), ask(client, view="map", q="soil", basis="field")]
    asked += [
        ask(client, view="map", box="-60,-30,75.5,55"),
        ask(client, view="map", box="100,-60,-60,60"),
    ]
    for page in asked:
        links = [*page.map.clusters, *page.map.countries, *page.map.elsewhere, *page.map.by_country]
        assert page.map.clusters and page.map.points
        for link in links:
            found = follow(client, link.url)
            assert (found.total, found.map is not None) == (link.count, True), link
        inside = sum(mark.count for mark in page.map.clusters) + len(page.map.points)
        assert inside == page.map.placed
        is_area = bool(page.map.world_url)
        assert page.map.placed == page.total if is_area else page.map.placed < page.total


def test_closer_and_closer_finds_a_sheet_and_the_way_back_is_the_world(client, sheets):
    page, counts = ask(client, view="map"), []
    while page.map.clusters:
        cluster = page.map.clusters[0]
        if cluster.url.startswith("#"):
            assert cluster.count == page.total
            break
        page = follow(client, cluster.url)
        assert page.total == cluster.count
        counts.append(cluster.count)
        if len(counts) > len(CELLS) + 1:
            break
    assert counts == sorted(counts, reverse=True)
    assert follow(client, page.map.world_url).total == ask(client).total
    assert follow(client, page.chips[0].remove_url).map.world_url == ""


def test_where_the_sheets_are_shows_all_points_closer(client, around_mali):
    page = ask(client, view="map", q="near")
    assert follow(client, page.map.fit_url).total == 2
    assert follow(client, page.map.fit_url).map.placed == 2


def test_the_ways_of_the_map_keep_words_and_filters(client, sheets):
    page = ask(client, view="map", q="soil", basis="field", box="-20,0,20,20")
    assert [move.name for move in page.map.moves] == ["in", "out", "west", "east", "north", "south"]
    for move in page.map.moves:
        moved = follow(client, move.url)
        assert moved.query == "soil" and moved.map
        assert {chip.facet_label for chip in moved.chips} >= {"Based on"}
    assert [bool(move.url) for move in ask(client, view="map").map.moves] == [True] + 5 * [False]


def test_a_form_and_a_filter_keep_the_area_and_the_map(client, sheets):
    page = ask(client, view="map", box="-20,0,20,20")
    assert {("box", "-20,0,20,20"), ("view", "map")} <= set(page.hidden)
    value = next(v for v in page.facets[0].values if v.count)
    narrowed = follow(client, value.only_url)
    assert narrowed.total == value.count and narrowed.map.title == page.map.title


def test_an_area_that_is_none_is_said_and_loses_nothing(client, around_mali):
    for box in ("5", "0,20,10,10", "x"):
        page = ask(client, view="map", box=box, q="near")
        assert (page.total, page.map.world_url) == (2, "")
        (said,) = page.ignored
        assert (said.parameter, said.value) == ("box", box) and "area" in said.reason


def test_nothing_in_an_area_shows_the_way_out(client, around_mali):
    page = ask(client, view="map", box="-170,50,-160,60", q="near")
    assert page.total == 0 and page.map.clusters == []
    ways = {way.label: way for way in page.zero_help}
    without = ways["Without the filter “Area on the map”"]
    assert without.count == follow(client, without.url).total == 2
    assert "Area on the map: 50° N to 60° N, 170° W to 160° W" in page.culprits


def test_an_area_across_the_line_where_days_begin(client):
    for title, lon in [("west", 179.5), ("east", -179.5), ("on", 180), ("far", 0)]:
        placed(title, -17.0, lon)
    page = ask(client, view="map", box="175,-20,-175,-10")
    assert page.total == page.map.placed == 3
    assert all(
        0 < float(mark.x.strip("%")) < 100 for mark in [*page.map.points, *page.map.clusters]
    )
    assert page.map.title == "20° S to 10° S, 175° E to 175° W"


def test_outlines_are_drawn_for_any_area_and_refused_for_none(client):
    url = ask(client, view="map", box="-20,0,20,25").map.outlines_url
    response = client.get(url)
    assert response["Content-Type"] == "image/svg+xml" and "max-age" in response["Cache-Control"]
    body = response.content.decode()
    assert all(f'id="{name}"' in body for name in ("land", "borders", "grid"))
    assert client.get("/en/search/outlines.svg", {"box": "5"}).status_code == 404


def test_files_and_feed_take_the_area_and_not_the_map(client, sheets):
    page = ask(client, view="map", box="-60,-30,75.5,55")
    names = {file.name: file.url for file in page.taking.files}
    assert not any("view=" in url for url in [*names.values(), page.taking.feed_url])
    response = client.get(names["CSV"])
    rows = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode()))
    assert len(list(rows)) == page.total
    whole = json.loads(b"".join(client.get(names["JSON"]).streaming_content))
    assert whole["query"]["box"] == [-60, -30, 75.5, 55]
    assert "60° W" in client.get(page.taking.feed_url).content.decode()


# For programs


def test_each_cell_of_the_api_is_the_search_of_its_box(client, sheets):
    for params in ({}, {"zoom": 0, "q": "soil"}, {"box": "-60,-30,75.5,55", "zoom": 2}):
        answer = api(client, **params)
        asked = {name: value for name, value in params.items() if name != "zoom"}
        for cell in answer["cells"]:
            found = api(client, "", **{**asked, "box": cell["box"]})
            assert found["total"] == cell["count"]
            west, south, east, north = read_ends(cell["box"])
            assert west <= cell["longitude"] <= east and south <= cell["latitude"] <= north
            if cell["sheet"]:
                assert [hit["id"] for hit in found["hits"]] == [cell["sheet"]]
        total = sum(cell["count"] for cell in answer["cells"])
        assert total == (answer["total"] if "box" in params else answer["located"]["point"])


def test_a_zoom_is_a_size_of_cells_and_a_wrong_one_a_problem(client, around_mali):
    assert api(client)["zoom"] == 0 and api(client)["cell_degrees"] == 20
    assert api(client, box="0,0,36,10")["cell_degrees"] == 2
    assert api(client, zoom=3)["cell_degrees"] == CELLS[3]
    for zoom in (-1, 11, "x"):
        response = client.get("/api/v1/search/map", {"zoom": zoom})
        assert response.status_code == 422 and "zoom" in response.json()["detail"]
        assert response["Content-Type"].startswith("application/problem+json")
    assert api(client, zoom=10, box="0,0,1,1")["zoom"] == 10


def test_a_zoom_too_fine_for_the_area_is_answered_by_the_finest_that_fits(client, around_mali):
    whole = api(client, zoom=10)
    assert whole["zoom"] == 3 and 360 / whole["cell_degrees"] <= 200
    assert whole["cells"] == api(client, zoom=3)["cells"]


def test_the_api_tells_what_is_no_point(client, around_mali):
    answer = api(client, lang="fr")
    assert answer["located"] == {"point": 3, "area": 1, "country": 2, "unknown": 1}
    (area,), (country,) = answer["areas"], answer["countries"]
    assert (area["radius_km"], area["latitude"]) == (120, 12)
    assert country["count"] == 2 and country["label"].startswith("Mali")
    assert client.get(country["url"]).json()["total"] == 2
    assert [one["parameter"] for one in api(client, box="5", colour="red")["ignored"]] == [
        "colour",
        "box",
    ]
