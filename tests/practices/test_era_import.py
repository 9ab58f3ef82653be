"""ERA in the database: what the importer says fits our lists, twice and in either order."""

import pytest

from practices.actions import import_source
from practices.importers.era import IMPORTER
from practices.importers.era.bibliography import BUNDLED
from practices.importers.era.bundle import bundle
from practices.models import Evidence, Site, SourceRecord, Zone
from tests.practices.era_rows import TRAPS

pytestmark = pytest.mark.django_db


def imported(place):
    return import_source(IMPORTER, str(place))


def sheet_of(external_id):
    return SourceRecord.objects.get(source__code="era", external_id=external_id).sheet


def test_every_code_is_one_of_ours_and_one_record_is_quarantined():
    report = imported(TRAPS)
    assert (report.counts["new"], report.counts["quarantined"]) == (49, 2)
    unknown = [issue for issue in report.issues if "is no value" in issue.message]
    assert unknown == []


def test_a_sheet_has_its_practices_crop_land_use_and_soil():
    imported(TRAPS)
    sheet = sheet_of("NN0003/cinzana-ars/crop-residues")
    links = {link.practice.code: link.role for link in sheet.practice_links.all()}
    assert links["crop-residue-retention"] == "main"
    assert links["mineral-fertiliser"] == "context"
    terms = {link.aspect: link.term.code for link in sheet.term_links.all()}
    assert terms == {
        "crop": "pearl-millet",
        "land_use": "lu_cropland_ca",
        "rainfall": "tech_rainfall_501_750",
    }
    [site] = sheet.sites.all()
    assert site.country.code == "MLI"
    reported = site.zones.filter(basis="reported", zone__scheme=Zone.Scheme.WRB)
    assert {zone.zone.code for zone in reported} == {"PT", "LX", "LV"}


def test_soil_carbon_is_found_as_such():
    """Of 33 rows 3 are repeats, and 5 have no ratio: 2 proportions, 2 rates, a mean of zero."""
    imported(TRAPS)
    assert Evidence.objects.of_soil_carbon().count() == 30
    assert Evidence.objects.of_soil_carbon().filter(log_ratio__isnull=False).count() == 25


def test_a_place_known_to_120_km_is_no_point():
    imported(TRAPS)
    assert not Site.objects.get(name__startswith="Chipala").is_point
    assert Site.objects.get(name="Cinzana ARS").is_point


def test_importing_again_changes_nothing():
    imported(TRAPS)
    again = imported(TRAPS)
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 49)


def test_the_cut_takes_nothing_from_the_whole(tmp_path):
    """Study NN0043.2 has soil nitrogen beside its carbon, which the cut does not have."""
    imported(TRAPS)
    sheet = sheet_of("NN0043.2/icrisat-sahelian-centre-sadore/manure.mineral-fertiliser")
    assert sheet.evidence.count() == 2
    bundle(TRAPS, BUNDLED, tmp_path)
    imported(tmp_path)
    assert sheet.evidence.count() == 2
