"""Linked data in a real browser: the content security policy has nothing to say about it."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/en/", "/fr/sources/", "/es/practices/"])
def test_the_policy_lets_linked_data_be(chromium, site, path):
    said = []
    page = chromium.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + path)
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert said == []
    page.close()
