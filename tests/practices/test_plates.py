"""Each plate that a practice takes is drawn, and each group of the tree has one."""

from django.conf import settings

from practices.reading.plates import PLATES
from practices.vocabularies import DATA, read_table


def test_every_plate_is_drawn():
    folder = settings.BASE_DIR / "templates" / "practices" / "plates"
    for plate in PLATES.values():
        assert (folder / f"_{plate}.html").exists(), plate


def test_every_group_has_a_plate_and_every_plate_a_practice():
    rows = read_table(DATA / "practices" / "tree.csv")
    assert {row["code"] for row in rows if not row["parent"]} <= PLATES.keys()
    assert PLATES.keys() <= {row["code"] for row in rows}
