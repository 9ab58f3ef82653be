"""manage.py draw_cards: the pictures that stand for a shared link, one a language."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string
from django.utils import translation
from PIL import Image

from knowledge.styles import joined

IMAGES = Path(__file__).parents[2] / "static" / "img"
WIDTH, HEIGHT = 1200, 630
ICON = 180
COLOURS = 64


class Command(BaseCommand):
    help = "Draws the pictures of shared links and the icon for home screens, with Chromium."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("chromium", help="the program, such as /usr/bin/chromium")

    def handle(self, *, chromium: str, **options: object) -> None:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError as error:
            raise CommandError("Install the development requirements to draw.") from error
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for language, _name in settings.LANGUAGES:
                page.set_content(card(language))
                page.add_style_tag(content=joined())
                page.screenshot(path=IMAGES / f"card-{language}.png")
            page.set_viewport_size({"width": ICON, "height": ICON})
            page.goto((IMAGES / "icon.svg").as_uri())
            page.screenshot(path=IMAGES / f"icon-{ICON}.png")
            browser.close()
        for path in IMAGES.glob("*.png"):
            Image.open(path).quantize(COLOURS).save(path, optimize=True)


def card(language: str) -> str:
    """The page that is photographed."""
    with translation.override(language):
        return render_to_string("_card.html")
