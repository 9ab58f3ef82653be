"""The one style sheet: small, complete, legible, and found by Django."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from knowledge import styles

PARTS = sorted(styles.COMPONENTS.glob("*.css"))
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")


def test_it_is_small_enough_for_a_bad_network():
    sheet = styles.joined().encode()
    assert len(sheet) < 50_000
    assert len(gzip.compress(sheet, 6)) < 14_000


def test_every_component_is_in_it_and_the_layers_come_first():
    sheet = styles.joined()
    assert len(PARTS) > 10
    assert all(part.read_text() in sheet for part in PARTS)
    assert sheet.startswith("@layer tokens, base, layout, components, states, print;")
    named = set(re.findall(r"^@layer ([a-z]+) \{", sheet, re.MULTILINE))
    assert named == {"tokens", "base", "layout", "components", "states", "print"}


def test_colours_have_one_home():
    for part in PARTS:
        if part.name not in ("tokens.css", "print.css"):
            assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", part.read_text()), part.name


def test_sides_are_logical_so_that_right_to_left_works():
    physical = re.compile(
        r"(margin|padding|border)-(left|right)|\b(left|right): |float: (left|right)"
    )
    for part in PARTS:
        assert not physical.search(part.read_text()), part.name


@pytest.fixture
def finder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return styles.StyleFinder()


def test_the_finder_makes_it_and_makes_it_anew_when_a_component_changes(
    finder, monkeypatch, tmp_path
):
    found = finder.find("css/site.css")
    assert Path(found).read_text() == styles.joined()
    monkeypatch.setattr(styles, "COMPONENTS", tmp_path)
    (tmp_path / "one.css").write_text("p { margin: 0 }")
    assert "p { margin: 0 }" in Path(finder.find("css/site.css")).read_text()


def test_the_finder_knows_nothing_else(finder):
    assert finder.find("css/other.css") == []
    assert finder.find("css/other.css", find_all=True) == []
    assert [name for name, _storage in finder.list([])] == ["css/site.css"]


def test_the_site_finds_it():
    assert finders.find("css/site.css")


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def schemes() -> dict[str, dict[str, str]]:
    light, dark = (styles.COMPONENTS / "tokens.css").read_text().split("@media (prefers-color", 1)
    tokens = dict(TOKEN.findall(light))
    return {"light": tokens, "dark": tokens | dict(TOKEN.findall(dark))}


TEXT_ON = [
    *((text, ground) for text in ("ink", "muted", "leaf", "ochre", "clay", "water")
      for ground in ("paper", "surface", "sunk")),
    *(("ink", tint) for tint in ("ochre-tint", "water-tint", "leaf-tint", "mark")),
    ("leaf", "leaf-tint"), ("on-leaf", "leaf"), ("on-leaf", "leaf-deep"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_words_are_legible(scheme, text, ground):
    tokens = schemes()[scheme]
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_borders_of_fields_and_lines_of_charts_are_seen(scheme, ground):
    tokens = schemes()[scheme]
    assert contrast(tokens["edge"], tokens[ground]) >= 3
