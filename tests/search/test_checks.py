"""A wrong setting of the search is said at start, with what to do."""

import pytest

from search.checks import check_elasticsearch_settings
from search.elasticsearch.client import connection


@pytest.fixture
def found(settings, tmp_path):
    """The ids of what is said of these settings, beside right ones."""
    (tmp_path / "ca.pem").write_text("")

    def checked(**changed):
        right = {"hosts": ("https://search.example.org:9200",), "ca": str(tmp_path / "ca.pem")}
        settings.ELASTICSEARCH = settings.ELASTICSEARCH | right | changed
        return [one.id for one in check_elasticsearch_settings()]

    return checked


def test_right_settings_are_passed_over(found):
    assert found() == []
    assert found(api_key="key") == []
    assert found(api_key="", user="site", password="secret") == []
    assert found(hosts=("http://127.0.0.1:9200", "http://localhost:9201")) == []


def test_without_hosts_there_is_nothing_to_check(found):
    assert found(hosts=(), shards=0) == []
    assert connection() is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"hosts": ("search.example.org:9200",)}, "search.E001"),
        ({"hosts": ("https://search.example.org",)}, "search.E001"),
        ({"hosts": ("https://one:9200", "https://two:many")}, "search.E001"),
        ({"ca": "/nowhere/ca.pem"}, "search.E002"),
        ({"api_key": "key", "user": "site", "password": "secret"}, "search.E003"),
        ({"user": "site"}, "search.E004"),
        ({"password": "secret"}, "search.E004"),
        ({"connect_seconds": 0}, "search.E005"),
        ({"read_seconds": 60}, "search.E005"),
        ({"index": "Practices*"}, "search.E006"),
        ({"shards": 0}, "search.E007"),
        ({"hosts": ("http://search.example.org:9200",), "api_key": "key"}, "search.W002"),
    ],
)
def test_each_wrong_setting_is_named(found, changed, said):
    assert found(**changed) == [said]
