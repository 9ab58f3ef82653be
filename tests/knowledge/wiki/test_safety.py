"""Attacks stored in every field that people write in, on every page that shows it."""

import io
import json
import re
from html.parser import HTMLParser

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images.models import Image

from knowledge.members.models import Member
from knowledge.wiki.models import WikiPage
from tests.knowledge.markdown.attacks import ATTACKS, SCHEMES
from tests.knowledge.wiki.factories import change, person, write

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# What the templates of the site write themselves.
OWN_SCRIPTS = ("/static/js/",)


class Page(HTMLParser):
    """Collects what would run, as a browser would read the page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and values.get("type") != "application/ld+json":
            self.found += [tag] if not values.get("src", "").startswith(OWN_SCRIPTS) else []
        if tag in ("iframe", "object", "embed", "base", "style", "math", "noscript"):
            self.found.append(tag)
        for name, value in values.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action") and SCHEMES.match(value):
                self.found.append(f"{tag} {name}={value}")
            if name == "http-equiv":
                self.found.append(f"{tag} {name}")


def running(text):
    page = Page()
    page.feed(text)
    return page.found


def pages_of(page):
    own = f"/en/wiki/{page.pk}"
    before = page.revisions.order_by("pk").first().pk
    around = ("history/", "compare/", f"versions/{before}/")
    return [page.address(), *(f"{own}/{name}" for name in around)]


LISTS = ("", "changes/", "wanted/", "orphans/", "categories/", "?q=a", "changes.atom")


@pytest.mark.parametrize("start", range(0, len(ATTACKS), 8))
def test_no_attack_in_any_field_runs_on_any_page(client, start):
    for number, attack in enumerate(ATTACKS[start : start + 8]):
        clean = attack.replace("\x00", "")
        words = re.sub(r"\s+", " ", clean)[:90]
        page = write(
            f"{words} {number}",
            f"{clean}\n\n[[{words}]]\n\n# {words}",
            summary=words,
            categories=[words],
            user=None,
        )
        page = change(page, text=f"{clean} {clean}", summary=f"{words} x", note=clean[:200])
        for address in pages_of(page):
            assert running(client.get(address).text) == [], (attack, address)
    for name in LISTS:
        text = client.get(f"/en/wiki/{name}").text
        assert running(text) == [] or name.endswith("atom"), name
        assert "<script>alert" not in text and "<img src=x" not in text, name


def test_no_attack_runs_from_the_name_of_a_person(client):
    user = person()
    for attack in ATTACKS[:12]:
        Member.objects.filter(user=user).update(shown_name=attack[:80])
        page = write(f"Page {attack[:20]}", user=user)
        for address in [*pages_of(page), "/en/wiki/changes/"]:
            assert running(client.get(address).text) == [], (attack, address)


def picture(name):
    data = io.BytesIO()
    Picture.new("RGB", (8, 8)).save(data, "PNG")
    return Image.objects.create(title=name, file=ImageFile(data, name=f"{name[:40]}.png"))


@pytest.mark.parametrize("attack", ATTACKS[:20])
def test_no_attack_runs_from_a_picture_or_its_file_name(client, attack):
    attack = attack.replace("\x00", "").replace("\n", " ")
    image = picture(attack.replace("/", "-"))
    body = [{"type": "image", "value": {"image": image.pk, "caption": attack, "credit": attack}}]
    page = write()
    page = WikiPage.objects.get(pk=page.pk)
    page.body = json.dumps(body)
    page.save_revision().publish()
    text = client.get(page.address()).text
    assert "<figure>" in text and running(text) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_an_address_says_is_only_words(client, attack):
    write()
    for address in ("/en/wiki/", "/en/wiki/changes/", "/en/contribute/new/wiki/"):
        query = dict.fromkeys(("q", "category", "person", "page-title", "text-body"), attack)
        text = client.get(address, query).text
        assert running(text) == [], address


def test_a_page_of_attacks_obeys_the_policy_of_the_site(client):
    response = client.get(write(text="<script>alert(1)</script>").address())
    assert "default-src 'self'" in response["Content-Security-Policy"]
