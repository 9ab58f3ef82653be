"""Reports from the field: what is kept of them, and the grade that they earn."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.files.images import ImageFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.images import get_image_model

from practices.actions import field_reporting as acts
from practices.actions.field_reporting import Result, Said
from practices.models import Evidence, FieldReport, PeerAnswer
from practices.reading.field import field_counts, grade, grades
from practices.signals import sheets_changed
from practices.zones.position import PositionError
from tests.factories import SheetFactory
from tests.search.factories import term, zone

BAMAKO = {"latitude": 12.6392316, "longitude": -8.0028892}
PUBLISHED = FieldReport.State.PUBLISHED


@pytest.fixture
def climate(db):
    return zone("koppen", "BSh"), zone("koppen", "Aw")


def person(name):
    return User.objects.create_user(name)


def photo():
    from io import BytesIO

    content = BytesIO()
    Image.new("RGB", (2, 2)).save(content, "PNG")
    file = ImageFile(content, name="x.png")
    return get_image_model().objects.create(title="x", file=file)


def said(**more):
    return Said(**{"doing": "does", "since_year": 2019, **BAMAKO, **more})


def publish(sheet, author, **more):
    return acts.report(sheet.pk, said(**more), author=author, state=PUBLISHED)


def is_verified(report):
    report.refresh_from_db()
    return grades([report])[report.pk].is_verified


@pytest.fixture
def verified(climate, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = publish(SheetFactory(live=True), person("farmer"), photo=photo())
    peers = [person(f"peer-{n}") for n in range(3)]
    for n, peer in enumerate(peers):
        publish(SheetFactory(live=True), peer)
        acts.answer_as_peer(report, peer=peer, agrees=n < 2)
    assert is_verified(report)
    return report, peers


# --- The position ---


def test_a_position_is_rounded_before_it_is_kept(climate):
    report = publish(SheetFactory(live=True), person("farmer"))
    report.refresh_from_db()
    assert (report.latitude, report.longitude) == (Decimal("12.6"), Decimal("-8.0"))
    assert {one.scheme for one in report.zones.all()} <= {"koppen", "ipcc"}


@pytest.mark.any_database
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_position_is_kept_to_a_tenth_of_a_degree(latitude, longitude):
    kept = acts.rounded(latitude, longitude)
    for one, exact in zip(kept, (latitude, longitude), strict=True):
        assert -one.as_tuple().exponent == 1
        assert abs(float(one) - exact) <= 0.0500001
        assert str(one) != "-0.0"


@pytest.mark.any_database
@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 91, -1e300])
def test_what_is_no_position_is_refused(wrong):
    with pytest.raises(PositionError):
        acts.rounded(wrong, 0)


# --- The grade ---


@pytest.mark.any_database
@given(st.booleans(), st.booleans(), st.booleans(), st.lists(st.booleans(), max_size=6))
def test_verified_takes_date_place_photo_and_two_of_the_first_three(date, place, photo, answers):
    found = grade(has_date=date, has_place=place, has_photo=photo, answers=answers)
    assert found.is_verified == (date and place and photo and sum(answers[:3]) >= 2)
    assert found.why


@pytest.mark.any_database
def test_a_grade_says_what_it_still_needs():
    found = grade(has_date=True, has_place=True, has_photo=False, answers=[True])
    assert found.why == (
        "To be verified in the field it still needs: a photo, "
        "the word of one who farms in this climate."
    )
    whole = grade(has_date=True, has_place=True, has_photo=True, answers=[True, False, True, False])
    assert whole.why == "2 of 3 who farm in this climate agree; date, place, photo given."
    refused = grade(has_date=True, has_place=True, has_photo=True, answers=[False, False])
    assert refused.why == "Only 0 of 2 who farm in this climate agree."


@pytest.mark.parametrize("how", ["withdraw", "remove", "leave", "block"])
def test_it_is_lost_when_a_peer_is_lost_and_the_sheet_is_announced(verified, how):
    report, (peer, *_others) = verified
    own, heard = FieldReport.objects.get(author=peer), []

    def hear(ids, **kwargs):
        heard.extend(ids)

    sheets_changed.connect(hear)
    try:
        if how == "withdraw":
            acts.withdraw(own)
        elif how == "remove":
            acts.remove(own, reason="not theirs")
        elif how == "leave":
            acts.leave(peer)
        else:
            peer.is_active = False
            peer.save(update_fields=["is_active"])
    finally:
        sheets_changed.disconnect(hear)
    assert not is_verified(report)
    assert report.sheet_id in heard


def test_it_is_earned_again_when_a_removed_report_comes_back(verified):
    report, (peer, *_others) = verified
    own = FieldReport.objects.get(author=peer)
    acts.remove(own, reason="doubted")
    assert not is_verified(report)
    acts.publish(own)
    assert is_verified(report)


def test_moving_the_land_or_the_date_asks_the_peers_anew(verified):
    report, _peers = verified
    acts.change(report, said(since_year=1999, photo=report.photo))
    assert not is_verified(report) and not report.answers.exists()


def test_stopping_keeps_what_peers_confirmed_and_what_was_said(verified):
    report, _peers = verified
    words = {"until_year": 2024, "why": "no more straw", "photo": report.photo}
    acts.change(report, said(doing="stopped", **words))
    assert is_verified(report)
    report.refresh_from_db()
    assert (report.doing, report.until_year, report.why) == ("stopped", 2024, "no more straw")
    assert [one.doing for one in report.versions.all()] == ["does"]


SOME = st.lists(
    st.tuples(
        st.sampled_from(["answer", "withdraw", "remove", "block", "again"]), st.integers(0, 3)
    ),
    max_size=8,
)


@given(SOME)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_whatever_happened_the_grade_is_that_of_the_rows(climate, steps):
    """Against a plain loop over what is there; everything is undone between examples."""
    with transaction.atomic():
        sheet = SheetFactory(live=True)
        report = publish(sheet, person("f"))
        peers = [person(f"p{n}") for n in range(4)]
        own = [publish(sheet, peer) for peer in peers]
        for step, n in steps:
            _do(step, report, peers[n], own[n])
        expected = []
        for word in PeerAnswer.objects.filter(report=report).order_by("answered_at", "pk"):
            word.peer.refresh_from_db()
            stands = FieldReport.objects.filter(author=word.peer, state="published").exists()
            expected += [word.agrees] if stands and word.peer.is_active else []
        assert list(grades([report])[report.pk].answers) == expected[:3]
        transaction.set_rollback(True)


def _do(step, report, peer, own):
    own.refresh_from_db()
    try:
        if step == "answer":
            acts.answer_as_peer(report, peer=peer, agrees=bool(peer.pk % 2))
        elif step == "withdraw":
            acts.withdraw(own)
        elif step == "remove":
            acts.remove(own, reason="x")
        elif step == "again":
            acts.publish(own)
        else:
            peer.is_active = not peer.is_active
            peer.save(update_fields=["is_active"])
    except (acts.NotPublicError, acts.NotAPeerError):
        pass


def test_grades_and_counts_take_as_many_queries_for_two_reports_as_for_twenty(climate):
    few, many = SheetFactory(live=True), SheetFactory(live=True)
    for n in range(20):
        publish(many, author := person(f"n{n}"))
        if n < 2:
            publish(few, author)
    taken = []
    for sheet in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            counts = field_counts([sheet.pk])[sheet.pk]
        taken.append(len(queries))
    assert counts == {"does": 20, "tried": 0, "stopped": 0, "verified": 0}
    assert taken[0] == taken[1]


# --- Who may say what ---


def test_a_sheet_that_is_not_public_or_not_there_takes_no_report(climate):
    hidden = SheetFactory(live=False)
    for pk in (hidden.pk, 0, 2**40):
        with pytest.raises(acts.NotPublicError):
            acts.report(pk, said(), author=person(f"a{pk}"))


def test_one_person_says_it_once_of_a_sheet(climate):
    sheet, farmer = SheetFactory(live=True), person("farmer")
    report = publish(sheet, farmer)
    with pytest.raises(acts.SaidAlreadyError):
        publish(sheet, farmer)
    with pytest.raises(IntegrityError), transaction.atomic():
        FieldReport.objects.create(sheet=sheet, author=farmer, doing="does", state="pending")
    acts.withdraw(report)
    assert publish(sheet, farmer).pk != report.pk


def test_only_a_peer_of_the_zone_answers_and_only_once(climate):
    report = publish(SheetFactory(live=True), farmer := person("farmer"))
    stranger, far, peer = person("stranger"), person("far"), person("peer")
    publish(SheetFactory(live=True), far, latitude=48.8, longitude=2.3)
    publish(SheetFactory(live=True), peer)
    for nobody in (farmer, stranger, far):
        with pytest.raises(acts.NotAPeerError):
            acts.answer_as_peer(report, peer=nobody, agrees=True)
    acts.answer_as_peer(report, peer=peer, agrees=True)
    with pytest.raises(acts.NotAPeerError):
        acts.answer_as_peer(report, peer=peer, agrees=True)


def test_what_was_taken_back_keeps_no_place_and_comes_back_by_nobody(verified):
    report, _peers = verified
    acts.withdraw(report)
    report.refresh_from_db()
    assert (report.latitude, report.longitude, report.photo) == (None, None, None)
    with pytest.raises(acts.NotPublicError):
        acts.publish(report)


def test_leaving_keeps_the_words_and_nothing_private(verified):
    report, _peers = verified
    acts.change(report, said(why="good", photo=report.photo))
    acts.leave(report.author)
    report.refresh_from_db()
    assert report.why == "good" and report.state == PUBLISHED
    assert report.latitude is None and not report.versions.exists()


def test_once_forgotten_a_report_says_no_more_than_that_it_was_made(climate):
    term("outcome", "308", parent=term("outcome", "soil_carbon"))
    report = publish(
        SheetFactory(live=True), person("farmer"), region="Kati", crop_said="fonio", result=result()
    )
    mine = FieldReport.objects.filter(pk=report.pk)
    assert acts.forget_words(mine) == 0
    acts.withdraw(report)
    assert acts.forget_words(mine) == 1 and acts.forget_words(mine) == 0
    left = mine.get()
    assert (left.region, left.crop_said, left.country, left.since_year) == ("", "", None, None)
    assert not left.zones.exists() and not Evidence.objects.exists()


# --- The result ---


def result(after=12.0):
    return Result("308", "g/kg", before=10.0, after=after, year=2022, compared="before")


def test_a_result_waits_for_a_reviewer_and_goes_with_its_report(climate):
    term("outcome", "308", parent=term("outcome", "soil_carbon"))
    report = publish(SheetFactory(live=True), person("farmer"), result=result())
    row = Evidence.objects.get(field_report=report)
    assert row.state == "pending" and row.log_ratio == pytest.approx(0.18232, abs=1e-5)
    row.state = "published"
    row.save()
    acts.change(report, said(why="well", result=result()))
    row.refresh_from_db()
    assert row.state == "published", "the same number is not asked again"
    acts.change(report, said(result=result(13.0)))
    row.refresh_from_db()
    assert (row.state, row.treatment_mean) == ("pending", 13.0)
    acts.withdraw(report)
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_a_number_that_its_author_took_out_does_not_come_back(climate):
    term("outcome", "308", parent=term("outcome", "soil_carbon"))
    report = publish(SheetFactory(live=True), person("farmer"), result=result())
    acts.change(report, said())
    acts.remove(report, reason="spam")
    acts.hold(report)
    assert not Evidence.objects.exists()


def test_a_held_report_holds_its_number_until_it_is_public_again(climate):
    term("outcome", "308", parent=term("outcome", "soil_carbon"))
    report = publish(SheetFactory(live=True), person("farmer"), result=result())
    waiting = Evidence.objects.to_review()
    assert waiting.exists()
    waiting.update(state="published")
    acts.hold(report)
    assert Evidence.objects.get().state == "pending" and not waiting.all().exists()
    acts.publish(report)
    assert waiting.all().exists()
    Evidence.objects.update(state="withdrawn")
    acts.hold(report)
    assert Evidence.objects.get().state == "withdrawn", "what a reviewer refused stays refused"


def test_versions_are_kept_as_they_were_said(climate):
    report = publish(SheetFactory(live=True), person("farmer"), why="one")
    acts.change(report, said(why="two"))
    assert [one.why for one in report.versions.all()] == ["one"]
    assert report.changed_at <= datetime.now(UTC) + timedelta(seconds=1)
