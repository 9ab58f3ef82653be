"""The open data of reports: what stands in it, and what does not."""

import csv
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.members.actions import member_of
from practices.actions import field_reporting as acts
from practices.actions.field_reporting import Said
from practices.models import FieldReport
from tests.factories import SheetFactory
from tests.knowledge.friends.test_reporting import friend
from tests.search.factories import term, zone

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FILE = "/en/friends/reports.csv"


def say(name="farmer", **more):
    term("country", "MLI")
    sheet = SheetFactory(live=True)
    said = Said(doing="tried", since_year=2019, since_month=5, until_year=2021, **more)
    return acts.report(sheet.pk, said, author=friend(name), state="published")


def rows(client):
    answer = client.get(FILE)
    assert answer.status_code == 200 and answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_a_line_says_what_was_said_and_on_which_terms(client):
    zone("koppen", "BSh"), zone("koppen", "Aw")
    report = say(why="Less water", region="Koulikoro", crop_said="millet", latitude=12.6392,
                 longitude=-8.0028)  # fmt: skip
    (row,) = rows(client)
    url = row.pop("report_url")
    assert url.endswith(
        f"/en/friends/sheets/{report.sheet_id}/?report={report.pk}#report-{report.pk}"
    )
    assert row == {
        "report": str(report.pk), "sheet": str(report.sheet_id), "doing": "tried",
        "since": "2019-05", "until": "2021", "country": "MLI", "region": "Koulikoro",
        "climate_modelled": row["climate_modelled"], "crop": "", "crop_said": "millet",
        "why": "Less water", "language": "en", "field_verified": "false", "licence": "CC-BY-4.0",
        "exported_on": date.today().isoformat(),
    }  # fmt: skip
    assert row["climate_modelled"] in ("BSh", "Aw")


def test_no_position_and_no_name_is_in_it(client):
    report = say(name="somebody", latitude=12.6392, longitude=-8.0028)
    member = member_of(report.author)
    member.shown_name = "Amina Koné"
    member.save()
    said = b"".join(client.get(FILE).streaming_content).decode()
    assert not any(one in said for one in ("12.6", "8.0", "Amina", "somebody"))


@pytest.mark.parametrize("state", ["pending", "removed", "withdrawn"])
def test_what_nobody_may_read_is_not_in_it(client, state):
    say()
    FieldReport.objects.update(state=state)
    assert rows(client) == []


def test_reports_of_a_hidden_sheet_are_not_in_it(client):
    report = say()
    report.sheet.live = False
    report.sheet.save()
    assert rows(client) == []


def test_a_spreadsheet_runs_nothing_of_it(client):
    say(why="=HYPERLINK(1)")
    assert rows(client)[0]["why"] == "'=HYPERLINK(1)"


def test_batches_miss_none_and_many_lines_take_few_queries(client, monkeypatch):
    monkeypatch.setattr("knowledge.friends.reports_file.AT_ONCE", 2)
    made = [say(name=f"n{number}") for number in range(5)]
    with CaptureQueriesContext(connection) as queries:
        assert [row["report"] for row in rows(client)] == [str(one.pk) for one in made]
    assert len(queries) <= 16, "four of each batch, and one that finds no more"
