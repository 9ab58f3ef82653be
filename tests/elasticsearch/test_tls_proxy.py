"""The proxy lets in who knows the authority and has the key, and nobody else."""

import ssl

import httpx
import pytest
from elasticsearch import AuthenticationException, Elasticsearch
from elasticsearch import ConnectionError as NoConnection

from tests.elasticsearch.tls_proxy import tls_proxy

pytestmark = pytest.mark.elasticsearch


@pytest.fixture(scope="module")
def secured(elasticsearch_url, tmp_path_factory):
    with tls_proxy(elasticsearch_url, tmp_path_factory.mktemp("certificates")) as secured:
        yield secured


@pytest.fixture(scope="module")
def trusting(secured):
    context = ssl.create_default_context(cafile=secured.ca_file)
    with httpx.Client(base_url=secured.url, verify=context) as client:
        yield client


def test_a_stranger_to_the_authority_gets_no_connection(secured):
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(secured.url)


@pytest.mark.parametrize("authorization", ["", "ApiKey d3Jvbmc6a2V5", "Basic cHJhY3RpY2VzOg=="])
def test_without_the_key_nothing_is_passed_on(trusting, authorization):
    answer = trusting.get("/_cluster/health", headers={"Authorization": authorization})
    assert answer.status_code == 401
    assert "cluster_name" not in answer.text


def test_the_key_and_the_password_open_it(trusting, secured):
    by_key = trusting.get("/", headers={"Authorization": f"ApiKey {secured.api_key}"})
    by_password = trusting.get("/", auth=(secured.user, secured.password))
    assert by_key.json() == by_password.json()
    assert by_key.json()["tagline"]


@pytest.fixture
def client_with(secured):
    def made(**options):
        return Elasticsearch(secured.url, max_retries=0, **options)

    return made


def test_the_client_of_elasticsearch_writes_and_finds(secured, client_with, index_prefix):
    by_key = client_with(ca_certs=str(secured.ca_file), api_key=secured.api_key)
    by_password = client_with(
        ca_certs=str(secured.ca_file), basic_auth=(secured.user, secured.password)
    )
    with by_key, by_password:
        by_key.index(index=index_prefix, id="1", document={"title": "Zaï"}, refresh=True)
        found = by_password.search(index=index_prefix, query={"match": {"title": "zaï"}})
    assert found["hits"]["total"]["value"] == 1


def test_the_client_without_a_key_or_the_authority_is_not_let_in(secured, client_with):
    keyless = client_with(ca_certs=str(secured.ca_file))
    with keyless, pytest.raises(AuthenticationException):
        keyless.info()
    distrustful = client_with(api_key=secured.api_key)
    with distrustful, pytest.raises(NoConnection, match="TLS error"):
        distrustful.info()
