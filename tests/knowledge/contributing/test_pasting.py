"""Rows of a spreadsheet: read in three languages, and nothing of them lost or guessed."""

import random
import time
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from knowledge.contributing.models import Proposal
from knowledge.contributing.pasting.columns import columns_of
from knowledge.contributing.pasting.table import table_of, text_of
from knowledge.contributing.sheets.measuring import Measurements
from knowledge.contributing.sheets.money import CostItems
from tests.knowledge.contributing.people import FIRST, person
from tests.knowledge.contributing.test_editing import as_page, post

pytestmark = pytest.mark.django_db


HEADS = (Measurements.row, Measurements.pasting)


def read(text, section=Measurements, answers=None):
    return section.read_from(text, answers or {})


ENGLISH = """What was measured\tWithout (g/kg)\tWith (g/kg)\tDepth (cm)\tDOI
SOC\t8.27\t10.99\t0-50\t10.1017/S002185960900851X
SOC\t7,5\t9\t0–20\t10.1017/S002185960900851X"""
FRENCH = """Ce qui a été mesuré;Témoin;Traitement;Unité;Profondeur;Durée (ans);Référence
Stock de COS;41,3;44,9;t/ha;0 à 30 cm;6;Bationo 2007"""
SPANISH = """Variable;Sin;Con;Unidades;Desde;Hasta;Repeticiones;Fuente
Rendimiento;1200;1900;kg ha-1;;;4;Pérez 2011, tabla 2
contenido de COS;1,1;1,4;%;0;15;4;Pérez 2011, tabla 2"""


def test_an_english_sheet_with_units_in_the_header_and_ranges_of_depth():
    found = read(ENGLISH)

    assert (found.left, found.problems) == ("", [])
    assert found.rows[0] == {
        "outcome": "224",
        "unit": "g/kg",
        "control_mean": "8.27",
        "treatment_mean": "10.99",
        "depth_from_cm": "0",
        "depth_to_cm": "50",
        "source": "10.1017/S002185960900851X",
    }
    assert found.rows[1]["control_mean"] == "7,5" and found.rows[1]["depth_to_cm"] == "20"


def test_a_french_and_a_spanish_sheet_whatever_the_reader_speaks():
    for language in ("en", "fr", "es"):
        with translation.override(language):
            [french] = read(FRENCH).rows
            first, second = read(SPANISH).rows
    assert (french["outcome"], french["unit"]) == ("308", "Mg/ha")
    assert (french["duration_yr"], french["depth_to_cm"]) == ("6", "30")
    assert (first["outcome"], first["unit"]) == ("product_yield", "kg/ha")
    assert (second["outcome"], second["unit"], second["replicates"]) == ("224", "%", "4")


def test_carbon_is_content_or_stock_by_its_unit():
    lines = ("Variable;Control;Treatment;Unit", "SOC;30;33;t/ha", "SOC;9;11;g/kg", "SOC;1;2;kg/ha")
    found = read("\n".join(lines))

    assert [row["outcome"] for row in found.rows] == ["308", "224"]
    assert found.left.splitlines() == [lines[0], lines[3]]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("SOC;ten;11;0-20", "Line 2, column 2 (Without (g/kg)): Write a number"),
        ("SOC;9;1.500;0-20", "Line 2, column 3 (With (g/kg)): This can be read in two ways"),
        ("iron;9;11;0-20", "Line 2, column 1 (Variable): “iron” is none of the choices"),
        ("SOC;9;11;deep", "Line 2, column 4 (Depth): Write a number"),
        (";9;11;0-20", "Line 2: say it in a column: What was measured"),
        ("SOC;9;11;0-20;7", "Line 2: it has more cells"),
        ("SOC;;;", "Line 2: "),
    ],
)
def test_what_cannot_be_read_is_said_by_line_and_column_and_stays(line, said):
    header = "Variable;Without (g/kg);With (g/kg);Depth"
    found = read(f"{header}\n{line}\nSOC;9;11;0-30")

    assert len(found.rows) == 1 and found.rows[0]["depth_to_cm"] == "30"
    assert found.left == f"{header}\n{line}"
    assert found.problems[0].startswith(said)
    assert read(found.left).problems == found.problems


def test_a_unit_that_nobody_knows_is_no_guess():
    found = read("Variable;Without (oz/lb);With (oz/lb)\nSOC;9;11")
    assert not found.rows and "oz/lb" in found.problems[0]
    found = read("Variable;Without (g/kg);With (t/ha)\nSOC;9;11")
    assert not found.rows and "another unit" in found.problems[0]
    found = read("Variable;Without (g/kg);With (g/kg);Depth (m)\nSOC;9;11;0-1")
    assert not found.rows and "has to be in cm" in found.problems[0]


def test_without_names_of_columns_nothing_is_read():
    text = "SOC;9;11\nSOC;8;10"
    found = read(text)
    assert (found.rows, found.left) == ([], text) and "name the columns" in found.problems[0]


def test_a_column_that_is_not_known_stays_as_a_table_of_its_own():
    found = read("Variable;pH;Without (g/kg);With (g/kg)\nSOC;6.5;9;11")

    assert len(found.rows) == 1
    assert found.left == "Variable;pH;Without (g/kg);With (g/kg)\n;6.5;;"
    assert "column 2 (pH)" in found.problems[0]
    again = read(found.left)
    assert (again.rows, again.left) == ([], found.left)


def test_a_line_that_is_there_already_is_not_read_twice():
    answers = {f"measured-n1-{name}": text for name, text in read(ENGLISH).rows[0].items()}
    found = read(ENGLISH, answers=answers)

    assert len(found.rows) == 1 and "says the same" in found.problems[0]


def test_so_many_rows_are_read_at_once_and_the_rest_stays():
    lines = [f"SOC;{number};{number + 1};g/kg" for number in range(1, 101)]
    left, count = "\n".join(["Variable;Without;With;Unit", *lines]), 0
    for _press in range(3):
        found = read(left)
        left, count = found.left, count + len(found.rows)
    assert (left, count) == ("", 100)


def test_lines_that_nobody_can_read_cost_no_more_queries_than_a_few():
    header = "Variable;Control;Treatment;Unit"
    counts = []
    for number in (3, 1000):
        with CaptureQueriesContext(connection) as queries:
            found = read("\n".join([header, *["iron;1;2;g/kg"] * number]))
        counts.append(len(queries))
        assert len(found.left.splitlines()) == number + 1
    assert counts[0] == counts[1] < 10
    assert "960 more lines wait here" in found.problems[0] and len(found.problems) == 41


def test_a_text_that_is_longer_than_the_field_is_kept_and_not_read(client, ama):
    text = "\n".join([FRENCH, *["x;1;2;t/ha;;;y"] * 7000])
    answer = post(client, uuid.uuid4(), FIRST | {"measured-paste": text}, do="read-measured")
    assert Proposal.objects.get().answers["measured-paste"] == text
    assert "100000" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("cell", ["x" + " " * 99_000, "(" * 90_000, "x" * 50 + "(a" * 40_000])
def test_a_long_cell_in_the_first_line_names_no_column_and_takes_no_time(cell):
    text = f"Variable;Without (g/kg);{cell}b\nSOC;9;11"
    start = time.process_time()
    assert "no such column" in read(text).problems[0]
    assert time.process_time() - start < 1


def test_a_unit_stands_in_the_last_brackets_of_a_name():
    known = columns_of(["Without (g/kg)", "With [t/ha] (g/kg)", "With  [%]"], *HEADS)
    assert [(one.name, one.unit) for one in known] == [
        ("control_mean", "g/kg"), ("", ""), ("treatment_mean", "%")]  # fmt: skip


def test_a_year_of_hundreds_of_digits_is_no_number():
    found = read(f"Variable;Without (g/kg);With (g/kg);Last year\nSOC;9;11;{'9' * 400}")
    assert not found.rows and "Write a number" in found.problems[0]


def test_costs_are_pasted_too():
    found = read(
        "Poste\tQuand\tType\tUnité\tQuantité\tPrix unitaire (FCFA)\tTotal\n"
        "Plants\tdébut\tplants\tpièce\t400\t25\t10 000\n"
        'Piquetage\tentretien\tmain-d’œuvre\tjour\t3,5\t1500\t"5 250"',
        CostItems,
    )
    assert (found.left, found.problems) == ("", [])
    assert found.rows[0]["group"] == "plant_material" and found.rows[0]["phase"] == "establishment"
    assert found.rows[1]["group"] == "labour" and found.rows[1]["quantity"] == "3,5"


def cells_of(text):
    """Every cell that says something, however often."""
    return sorted(cell for line in table_of(text).lines for cell in line.cells if cell)


ALPHABET = ";\t\n\r\"'0123456789.,-–+ eE%éñ\u00a0\u202e\x0b\x1c\x85\u2028ab"
PIECES = ["SOC", "Without (g/kg)", "With (g/kg)", "Depth", "unit", "g/kg", "10-20", '"', ";", "\t",
          "\n", "\r\n", "8,27", "1.500", "10.99", "pH", "", "\x00", "\ud7ff", "=1+1"]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_pasted_nothing_is_lost_and_nothing_breaks(seed):
    """Random signs, random pieces, and a good table with some signs changed."""
    dice = random.Random(seed)
    for _round in range(60):
        length = dice.randrange(1, 200)
        texts = [
            "".join(dice.choices(ALPHABET, k=length)),
            "".join(dice.choices(PIECES, k=length // 3 + 1)),
            mutated(ENGLISH, dice),
            mutated(SPANISH, dice),
        ]
        for text in texts:
            check_nothing_is_lost(text)


def mutated(text, dice):
    signs = list(text)
    for _change in range(dice.randrange(1, 8)):
        place = dice.randrange(len(signs))
        signs[place : place + dice.randrange(3)] = dice.choice(ALPHABET)
    return "".join(signs)


def check_nothing_is_lost(text):
    found = read(text)
    again = read(found.left, answers={})
    assert again.left == found.left or again.rows  # what was too many, or said twice, is read now
    if not found.rows:
        assert not text.strip() or found.problems
        assert cells_of(found.left) == cells_of(text)
        return
    said = "".join(value for row in found.rows for value in row.values()) + found.left
    _header, *lines = table_of(text).lines
    for line in lines:
        for cell in line.cells:
            for digits in "".join(s if s.isdigit() else " " for s in cell).split():
                assert digits in said


def test_lines_as_text_are_the_same_lines_again():
    lines = [("a", 'b"c', "d;e"), ("", "x\ny", "")]
    assert [line.cells for line in table_of(text_of(";", lines)).lines] == lines


@pytest.fixture
def ama(client):
    user = person("ama", "add_proposal")
    client.force_login(user)
    return user


def test_pasted_rows_stand_among_the_others_without_javascript(client, ama):
    key = uuid.uuid4()
    bad = f"{ENGLISH}\niron\t1\t2\t0-10\t"
    answer = post(client, key, FIRST | {"measured-paste": bad}, do="read-measured")
    html = client.get(answer.url).content.decode()

    assert answer.url.endswith("#measured")
    assert "2 rows were read." in html and "higher with the practice" in html
    assert "“iron” is none of the choices" in html
    _header, line = Proposal.objects.get().answers["measured-paste"].splitlines()
    assert line.split("\t")[:4] == ["iron", "1", "2", "0-10"]


def test_the_rows_of_a_page_that_is_sent_again_are_not_there_twice(client, ama):
    key = uuid.uuid4()
    data = FIRST | {"measured-paste": ENGLISH}
    post(client, key, data, do="read-measured")
    post(client, key, data, do="read-measured")

    names = [n for n in Proposal.objects.get().answers if n.endswith("treatment_mean")]
    assert len(names) == 2


def test_what_is_pasted_and_not_read_is_kept_and_keeps_it_from_being_sent(client, ama):
    key = uuid.uuid4()
    answer = as_page(client, key, FIRST | {"measured-paste": ENGLISH}).json()
    assert answer["answers"]["measured-paste"] == ENGLISH
    assert "press" in answer["mistakes"]["measured-paste"]

    sent = post(client, key, FIRST | {"measured-paste": ENGLISH}, number=1, do="send")
    assert sent.status_code == 422
    assert Proposal.objects.get().state == Proposal.State.DRAFT


def test_a_section_that_takes_no_rows_is_not_found(client, ama):
    for name in ("start", "step", "x", ""):
        assert post(client, uuid.uuid4(), FIRST, do=f"read-{name}").status_code == 404


def test_a_long_sheet_of_a_hundred_rows_is_kept_whole(client, ama):
    rows = {f"measured-n{n}-{name}": "1" for n in range(100) for name in
            ("control_mean", "treatment_mean", "unit", "outcome", "depth_to_cm", "duration_yr",
             "start_year", "end_year", "source", "replicates", "control_error")}  # fmt: skip
    assert len(rows) > 1000
    post(client, uuid.uuid4(), FIRST | rows)
    assert Proposal.objects.get().answers.items() >= rows.items()


def test_both_texts_of_the_field_are_shown_by_its_name(client, ama):
    key = uuid.uuid4()
    as_page(client, key, FIRST | {"measured-paste": "a"})
    as_page(client, key, FIRST | {"measured-paste": "b"}, number=1)
    as_page(client, key, FIRST | {"measured-paste": "c"}, number=1, page="n2")
    html = client.get(reverse("contributing:settle", args=[key])).content.decode()

    assert "Paste rows from a spreadsheet" in html


def test_the_example_of_each_language_is_read_whole():
    for language in ("en", "fr", "es"):
        with translation.override(language):
            for section in (Measurements, CostItems):
                found = read(str(section.example), section)
                assert (len(found.rows), found.left, found.problems) == (1, "", [])
