"""`manage.py zones LAT LON`, as a shell calls it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]


def test_it_prints_json_in_the_language_asked_for(capsys):
    call_command("zones", "13.25", "-5.97", "--language", "fr")
    found = json.loads(capsys.readouterr().out)
    assert found["koppen"] == {"code": "BSh", "name": "Climat semi-aride chaud (steppe)"}
    assert found["country"]["code"] == "MLI"


def test_a_bad_position_is_a_clear_error():
    with pytest.raises(CommandError, match="Did you swap latitude and longitude"):
        call_command("zones", "95", "10")


def test_not_a_number_is_a_clear_error():
    with pytest.raises(CommandError, match="nan is not one"):
        call_command("zones", "nan", "10")


@pytest.mark.parametrize(
    ("place", "country"), [(["-12.5", "-50"], "BRA"), (["-3", "-60.02", "--language", "es"], "BRA")]
)
def test_negative_numbers_are_arguments_not_options(place, country):
    command = [sys.executable, "manage.py", "zones", *place]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["country"]["code"] == country


def test_a_bad_position_fails_in_a_shell_without_a_traceback():
    command = [sys.executable, "manage.py", "zones", "95", "10"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: Latitude 95 is outside")
