"""Every scene that a practice may have is there, and needs nothing to be drawn."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from practices.reading.plates import PLATES

FOLDER = Path(settings.BASE_DIR) / "templates/practices/plates"
SCENES = sorted(path.stem.removeprefix("_") for path in FOLDER.glob("_*.html"))


def test_the_tree_names_only_scenes_that_exist():
    assert set(PLATES.values()) <= set(SCENES)


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_stands_on_the_common_ground_complete(scene):
    drawn = render_to_string("practices/_plate.html", {"name": scene, "class": "plate"})
    assert drawn.count("<svg") == drawn.count("</svg>") == 1
    assert 'aria-hidden="true"' in drawn and "pl-humus" in drawn
    assert not re.search(r"translate\( |scale\(\)", drawn)
    assert not re.search(r'\sstyle="', drawn)
