"""Files, folders and addresses of ERA, whole and broken."""

import csv
import gzip
import tracemalloc
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from practices.actions import import_source
from practices.importers.era import IMPORTER
from practices.importers.era.files import lines_of
from practices.importers.source import BadSource
from practices.models import ImportRun, PracticeSheet
from tests.practices.era_rows import TRAPS, table


def write(path, rows, opener=open):
    with opener(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read(path):
    return list(IMPORTER.read(str(path)))


def read_until_broken(path):
    """What came before the file broke, and the complaint."""
    records = []
    with pytest.raises(BadSource) as broken:
        for record in IMPORTER.read(str(path)):
            records.append(record)
    return records, str(broken.value)


def as_json(records):
    return [(record.external_id, record.shape, record.data) for record in records]


def test_plain_gzip_and_folder_give_the_same_records(tmp_path):
    packed = write(tmp_path / "packed.csv.gz", table(), gzip.open)
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder / "any_name.csv", table())
    (folder / "notes.txt").write_text("nothing to import")
    write(folder / "other.csv", [["Code", "Theme"], ["b27", "Soil Management"]])
    expected = as_json(read(TRAPS))
    assert len(expected) == 51
    assert as_json(read(packed)) == as_json(read(folder)) == expected


def test_rows_of_a_record_come_together_wherever_they_stand(tmp_path):
    header, *rows = table()
    shuffled = write(tmp_path / "shuffled.csv", [header, *rows[::2], *rows[1::2]])
    expected = {record.external_id: len(record.data["rows"]) for record in read(TRAPS)}
    found = {record.external_id: len(record.data["rows"]) for record in read(shuffled)}
    assert found == expected
    assert found["DK0057/bule-wereda/biochar"] == 3


def test_a_payload_says_once_what_all_rows_share():
    [record] = [record for record in read(TRAPS) if record.external_id.startswith("DK0057/")]
    assert record.data["study"] == "DK0057"
    assert record.data["paper"]["DOI"] == "10.1002/jpln.201600343"
    assert record.data["common"]["Country"] == "Ethiopia"
    assert "Country" not in record.data["columns"]
    assert "Author" not in record.data["common"]
    assert [len(row) for row in record.data["rows"]] == [len(record.data["columns"])] * 3


def test_soil_carbon_alone_is_the_thinner_shape():
    shapes = {record.external_id: record.shape for record in read(TRAPS)}
    assert shapes["NN0003/cinzana-ars/crop-residues"] == "soil_carbon"
    assert shapes["NN0043.2/icrisat-sahelian-centre-sadore/manure.mineral-fertiliser"] == (
        "comparisons"
    )
    assert IMPORTER.shapes == ("comparisons", "soil_carbon", "partial")


def test_papers_are_those_beside_the_table(tmp_path):
    header, *rows = table()
    row = next(row for row in rows if row[0] == "291")
    path = write(tmp_path / "table.csv", [header, row])
    write(tmp_path / "papers.csv", [["ERACODE", "TITLE"], ["NN0003", "Nearby"]])
    [record] = read(path)
    assert record.data["paper"] == {"TITLE": "Nearby"}


def test_a_long_description_stays_at_the_source(tmp_path):
    header, *rows = table()
    row = next(row for row in rows if row[0] == "291")
    row = [
        ("x" * 120 if name == "T.Descrip" else value)
        for name, value in zip(header, row, strict=True)
    ]
    [record] = read(write(tmp_path / "table.csv", [header, row]))
    assert "T.Descrip" not in record.data["common"]
    assert record.data["common"]["C.Descrip"] == "continous millet+no residue"


def test_a_truncated_gzip_gives_what_it_has_and_then_says_so(tmp_path):
    whole = write(tmp_path / "whole.csv.gz", table(), gzip.open)
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    records, complaint = read_until_broken(cut)
    assert 20 < len(records) < 51
    assert "cut.csv.gz ends before its end: it is truncated, after line" in complaint
    assert "Get a whole copy and import it again." in complaint


def carbon_last():
    """The table with the two rows of study NN0121 at its end."""
    header, *rows = table()
    code = header.index("Code")
    carbon = [row for row in rows if row[code] == "NN0121"]
    assert len(carbon) == 2
    return [header, *(row for row in rows if row not in carbon), *carbon]


def cut_plain(path):
    """In the middle of its last line."""
    write(path, carbon_last())
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"\n", 0, -1) + 400])


def cut_gzip(path):
    """After the first of the two rows of the last study."""
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        rows = carbon_last()
        csv.writer(file).writerows(rows[:-1])
        file.flush()
        kept = path.stat().st_size
        csv.writer(file).writerow(rows[-1])
    path.write_bytes(path.read_bytes()[:kept])


def evidence_counts():
    return {sheet.pk: sheet.evidence.count() for sheet in PracticeSheet.objects.all()}


@pytest.mark.django_db
@pytest.mark.parametrize("damage", [cut_plain, cut_gzip])
def test_a_broken_table_takes_no_evidence_away(tmp_path, damage):
    import_source(IMPORTER, str(write(tmp_path / "whole.csv", carbon_last())))
    before = evidence_counts()
    damage(tmp_path / "table.csv")
    report = import_source(IMPORTER, str(tmp_path / "table.csv"))
    assert evidence_counts() == before
    assert ImportRun.objects.latest("pk").state == ImportRun.State.FAILED
    assert report.counts["same"] > 30


@pytest.mark.django_db
def test_a_study_in_two_places_loses_nothing_when_the_second_is_cut_off(tmp_path):
    header, *rows = carbon_last()
    whole = [header, rows[-2], *rows[:-2], rows[-1]]
    import_source(IMPORTER, str(write(tmp_path / "whole.csv", whole)))
    before = evidence_counts()
    path = write(tmp_path / "table.csv", [*whole[:-2], whole[-2][:60]])
    import_source(IMPORTER, str(path))
    assert evidence_counts() == before


def test_what_a_broken_table_holds_is_the_thinnest_shape(tmp_path):
    cut_plain(tmp_path / "cut.csv")
    records, _ = read_until_broken(tmp_path / "cut.csv")
    assert {record.shape for record in records if not record.error} == {"partial"}


def test_a_line_cut_short_ends_the_table_and_its_study_is_named(tmp_path):
    cut_plain(tmp_path / "cut.csv")
    records, complaint = read_until_broken(tmp_path / "cut.csv")
    assert len(records) == 50
    assert not [record for record in records if record.error.startswith("line")]
    assert "cut.csv ends in the middle of a line: it is truncated, after line 57." in complaint
    assert "but not NN0121, the last read: rows of it may be lost." in complaint


def test_wherever_a_line_is_cut_what_is_read_is_as_in_the_whole(tmp_path):
    whole = {record.external_id: record.data for record in read(TRAPS)}
    path = tmp_path / "cut.csv"
    content = write(path, carbon_last()).read_bytes()
    start = content.rindex(b"\n", 0, -1) + 1
    for end in range(start + 1, content.rindex(b","), 29):
        path.write_bytes(content[:end])
        records, _ = read_until_broken(path)
        assert len(records) == 50
        assert all(record.data == whole[record.external_id] for record in records)


def test_the_study_of_the_cut_line_is_held_back_though_another_was_between(tmp_path):
    header, *rows = carbon_last()
    path = write(tmp_path / "cut.csv", [header, rows[-2], rows[0], rows[-1][:60]])
    records, complaint = read_until_broken(path)
    other = rows[0][header.index("Code")]
    assert records == []
    assert f"but not {other}, NN0121, the last read" in complaint


def test_a_table_may_end_without_a_newline(tmp_path):
    path = write(tmp_path / "table.csv", table())
    whole = path.read_bytes()
    path.write_bytes(whole.rstrip())
    assert as_json(read(path)) == as_json(read(TRAPS))


def test_a_damaged_gzip_says_so(tmp_path):
    path = write(tmp_path / "bad.csv.gz", table() * 30, gzip.open)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :: 7] = b"\xff" * len(content[len(content) // 2 :: 7])
    path.write_bytes(content)
    _, complaint = read_until_broken(path)
    assert "bad.csv.gz" in complaint and "import it again" in complaint


def test_text_that_is_not_utf8_says_where(tmp_path):
    path = write(tmp_path / "latin.csv", table())
    path.write_bytes(path.read_bytes() + "Sangoué,".encode("latin-1") + b"\n")
    _, complaint = read_until_broken(path)
    assert "latin.csv is not UTF-8 text, after line" in complaint


def test_a_quotation_mark_left_open_is_no_endless_record(tmp_path):
    header, *rows = table()
    path = write(tmp_path / "open.csv", [header, *rows])
    with path.open("a") as file:
        file.write('1,"open,' + "x," * 100_000)
    records, complaint = read_until_broken(path)
    last = rows[-1][header.index("Code")]
    assert len(records) == 50
    assert not [record for record in records if record.external_id.startswith(f"{last}/")]
    assert "cannot be read on (field larger than field limit" in complaint


def test_a_row_with_too_few_values_is_named_and_the_rest_is_kept(tmp_path):
    header, *rows = table()
    path = write(tmp_path / "ragged.csv", [header, rows[0], rows[1][:12], rows[2]])
    bad = [record for record in read(path) if record.error]
    assert [record.error for record in bad] == ["line 3: 12 values for 137 columns"]
    assert len(read(path)) == 3


def test_a_row_without_a_study_is_named(tmp_path):
    header, *rows = table()
    nameless = [
        "" if name == "Code" else value for name, value in zip(header, rows[0], strict=True)
    ]
    [record] = read(write(tmp_path / "nameless.csv", [header, nameless]))
    assert record.error == "line 2: there is no study code"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body>Not found</body></html>",
        b'{"a": 1}',
        b"\x00\x01\xff\xfe" * 500,
        b"a,b\n1,2\n",
    ],
    ids=["empty", "html", "json", "binary", "another table"],
)
def test_what_is_no_table_of_era_is_refused_with_what_it_lacks(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    records, complaint = read_until_broken(path)
    assert records == []
    assert "is not ERA's table of comparisons: it lacks the columns" in complaint


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path):
    assert "there is no such file or folder" in read_until_broken(tmp_path / "none.csv")[1]
    assert "no CSV file in it has the columns" in read_until_broken(tmp_path)[1]


@pytest.fixture
def server(tmp_path):
    """The address of a server of the folder, on this machine."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_an_address_is_read_like_a_file(tmp_path, server):
    write(tmp_path / "table.csv.gz", table(), gzip.open)
    assert as_json(read(f"{server}/table.csv.gz")) == as_json(read(TRAPS))


def test_an_address_that_has_no_file_says_what_it_answers(server):
    assert read_until_broken(f"{server}/none.csv")[1] == f"{server}/none.csv answers 404."


def test_an_address_that_does_not_answer_says_so():
    complaint = read_until_broken("http://127.0.0.1:9/table.csv")[1]
    assert "http://127.0.0.1:9/table.csv cannot be reached" in complaint


def peak_of_reading(path):
    tracemalloc.start()
    for _ in IMPORTER.read(str(path)):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_table(tmp_path):
    header, *rows = table()
    code = header.index("Code")

    def copies(count):
        for number in range(count):
            for row in rows:
                yield [*row[:code], f"S{number}", *row[code + 1 :]]

    small = write(tmp_path / "small.csv", [header, *copies(40)])
    large = write(tmp_path / "large.csv", [header, *copies(120)])
    assert sum(1 for _ in lines_of(large)) == 3 * sum(1 for _ in lines_of(small))
    assert peak_of_reading(large) < 1.2 * peak_of_reading(small)
