"""compose.yaml is whole and agrees with the settings; no container engine is needed to see that."""

import re

import pytest
from django.core.management import call_command

from tests.browser import ROOT
from tests.knowledge.release import ASKED, DOCKERFILE, SERVICES, copied

SETTINGS = "".join(path.read_text() for path in (ROOT / "knowledge/settings").glob("*.py"))
READ = set(re.findall(r'\benv(?:\.\w+)?\(\s*"(\w+)"', SETTINGS))
PRODUCTION = (ROOT / "knowledge/settings/production.py").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()
EXAMPLE = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
LASTING = {name: service for name, service in SERVICES.items() if service["restart"] != "no"}
OURS = ("site", "worker", "setup")


def test_there_is_what_a_site_is_made_of():
    assert set(LASTING) == {"site", "worker", "mails", "forget", "database", "elasticsearch"}
    assert set(SERVICES) - set(LASTING) == {"setup"}


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_limited_and_has_no_privilege(name):
    service = SERVICES[name]
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service


@pytest.mark.parametrize("name", LASTING)
def test_each_lasting_service_is_watched_and_started_again(name):
    assert {"test", "interval", "timeout"} <= set(LASTING[name]["healthcheck"])
    assert LASTING[name]["restart"] == "unless-stopped"


def test_nobody_runs_as_root():
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, re.MULTILINE)
    others = {name: SERVICES[name].get("user", "root") for name in ("database", "elasticsearch")}
    assert not {user for user in others.values() if user.split(":")[0] in {"root", "0"}}


def test_roots_are_read_only_but_for_elasticsearch():
    assert {name for name in SERVICES if not SERVICES[name].get("read_only")} == {"elasticsearch"}


def test_data_is_in_named_volumes():
    named = set(re.findall(r"^  (\w+):$", COMPOSE.split("\nvolumes:")[1], re.MULTILINE))
    used = {volume for service in SERVICES.values() for volume in service["volumes"]}
    assert {volume.split(":")[0] for volume in used} == named


def test_only_the_site_is_reached_from_outside_and_only_from_this_machine():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {"site": ["127.0.0.1:8000:8000"]}


@pytest.mark.parametrize("name", OURS)
def test_settings_read_each_variable_of(name):
    assert set(SERVICES[name]["environment"]) <= READ


def test_what_production_cannot_do_without_is_given():
    needed = set(re.findall(r'\benv(?:\.\w+)?\("(\w+)"\)', PRODUCTION)) | {"DATABASE_URL"}
    assert len(needed) == 4
    assert needed <= set(SERVICES["site"]["environment"])


def test_the_worker_runs_what_there_is():
    """It asks for the help of each command, which fails for one that is not there."""
    for command in (SERVICES["worker"]["command"], SERVICES["worker"]["healthcheck"]["test"][1:]):
        with pytest.raises(SystemExit, match="0"):
            call_command(*command[2:], "--help")


def test_the_example_names_all_that_is_asked_for_and_holds_no_secret():
    asked = {match["name"]: match["kind"] for match in ASKED.finditer(COMPOSE)}
    assert set(EXAMPLE) == set(asked)
    assert COMPOSE.count("${") == len(ASKED.findall(COMPOSE))
    secrets = {name: EXAMPLE[name] for name in EXAMPLE if re.search("SECRET|PASSWORD|TOKEN", name)}
    assert len(secrets) == 5
    assert not any(secrets.values())
    required = {name for name, kind in asked.items() if kind == "?"}
    assert set(secrets) - {"SOURCE_TOKENS", "ORCID_SECRET"} <= required


def test_the_secrets_stand_in_no_file():
    literal = re.findall(r"^ +\w*(?:PASSWORD|SECRET_KEY)\w*: (.+)$", COMPOSE, re.MULTILINE)
    assert len(literal) == 4
    assert all(ASKED.fullmatch(value) for value in literal)


def test_elasticsearch_is_the_version_that_the_tests_run():
    pom = (ROOT / "tests/elasticsearch/pom.xml").read_text()
    version = re.search(r"<elasticsearch.version>(.+)</", pom)[1]
    assert SERVICES["elasticsearch"]["image"].endswith(f":{version}")


def test_elasticsearch_asks_for_a_password():
    assert SERVICES["elasticsearch"]["environment"]["xpack.security.enabled"] == "true"


def test_its_heap_is_half_of_its_memory():
    heap = re.search(r"-Xmx(\d+)g", SERVICES["elasticsearch"]["environment"]["ES_JAVA_OPTS"])[1]
    limit = SERVICES["elasticsearch"]["deploy"]["resources"]["limits"]["memory"]
    assert limit == f"{2 * int(heap)}g"


def test_what_the_image_copies_is_let_through():
    let_through = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().split() if line[0] == "!"
    }
    sources = {source for sources, _target in copied() for source in sources}
    assert sources == let_through
    assert all((ROOT / source).exists() for source in sources)
