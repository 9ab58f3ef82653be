"""What compose.yaml and the Dockerfile say, read and done without a container engine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from tests.browser import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
# `${NAME:?message}`, `${NAME:-default}`
ASKED = re.compile(r"\$\{(?P<name>\w+):(?P<kind>[?-])(?P<rest>[^}]*)\}")


def copied() -> list[tuple[list[str], str]]:
    """([source, …], target) of each COPY."""
    lines = re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE)
    return [(words[:-1], words[-1]) for words in map(str.split, lines)]


def commands() -> list[list[str]]:
    """The manage.py commands that make the image."""
    return [line.split() for line in re.findall(r"python (manage\.py [\w\- ]+?) +&&", DOCKERFILE)]


def environment(values: dict[str, str]) -> dict[str, str]:
    """That of the site in the container, `values` standing for the .env file."""

    def value(asked: re.Match) -> str:
        default = asked["rest"] if asked["kind"] == "-" else ""
        return values.get(asked["name"], default)

    image = dict(re.findall(r"(\w+)=(\S+)", re.search(r"^ENV (.+)$", DOCKERFILE, re.M)[1]))
    service = SERVICES["site"]["environment"]
    return image | {name: ASKED.sub(value, str(text)) for name, text in service.items()}


def build(folder: Path) -> None:
    """The files of the image, and what its build makes of them."""
    folder.mkdir()
    for sources, target in copied():
        for source in sources:
            place = folder / target if len(sources) == 1 else folder / target / source
            if (ROOT / source).is_dir():
                shutil.copytree(
                    ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__", "*.mo")
                )
            else:
                shutil.copy(ROOT / source, place)
    names = {"SECRET_KEY": "-", "ALLOWED_HOSTS": "-", "SITE_URL": "-"}
    own = {"VAR_DIR": str(folder.parent / "build"), "STATIC_ROOT": str(folder / "static")}
    for command in commands():
        run(command, folder, environment({}) | names | own)


def run(command: list[str], folder: Path, values: dict[str, str]) -> subprocess.CompletedProcess:
    """A manage.py command in the folder of the image, with nothing of our own environment."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=bare(values),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )


def bare(values: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | values
