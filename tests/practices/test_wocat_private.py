"""Contacts of people are taken out of every text; numbers that are none stay."""

import json

import pytest

from practices.importers.wocat.private import redact

from .wocat import API, BUNDLED, V2, document, mapped, records, said, written

CONTACTS = {
    "an e-mail address": [
        "ali.baba@example.org",
        "x.y+z@mail.example.co.uk",
        "jean (at) example.fr",
        "maria [at] dominio [dot] org",
    ],
    "a phone number": [
        "+41 31 631 88 22",
        "+254712345678",
        "0041 31 631 88 22",
        "Tel: 031 631 88 22",
        "Téléphone : 0612345678",
        "tél. 06 12 34 56 78",
        "mobile no. 98412 34567",
        "WhatsApp +977-9841234567",
        "0712 345 678",
        "(555) 123-4567",
        "555-123-4567",
        "fax 031-6318544",
    ],
    "a postal address": [
        "P.O. Box 1234",
        "BP 123",
        "B.P. 2551",
        "Boîte postale 12",
        "Apartado 123",
        "C.P. 03100",
        "Hallerstrasse 10, 3012 Bern",
        "12 rue de la Paix",
        "1600 Pennsylvania Avenue",
        "Address: University, Main building 5",
        "Postal address: Faculty of Soils",
    ],
}
NOT_CONTACTS = [
    "yields of 1500-2000 kg/ha, 1,000-2,000 m a.s.l.",
    "34.444290000000024, 67.54596",
    "67.54596,34.44429",
    "between 1995-2005 and 2010 - 2015",
    "0.45 m x 1.2 m; 100 m in length",
    "pH 5.5 - 6.5; 0-20 cm, 20-50 cm",
    "7,536 USD (942 USD/ha), 120-130 SAR",
    "2026-04-21T13:56:59.822797+02:00",
    "an increase of +15 000 kg",
    "problems to address: erosion, 3 gullies",
    "12 avenues of trees along a 3 km road",
    "ISBN 978-92-5-105900-0",
    "doi 10.1038/s41597-024-03805-z",
    "1 200 000 000 trees, 12 345 678 people",
    "telephone lines were built in 1995",
    "mobile dunes 1500 - 2000 m wide",
    "Cp: soil pollution; S2: Bunds, banks; A 3.1: No tillage",
    "30 000-40 000 000 UGX",
    "1:50 000 000",
]


@pytest.mark.parametrize(
    ("kind", "contact"), [(kind, text) for kind, texts in CONTACTS.items() for text in texts]
)
def test_a_contact_goes_and_the_words_around_it_stay(kind, contact):
    text, kinds = redact(f"Ask us, {contact}; rain is 1500-2000 mm.")
    assert kind in kinds
    assert text.startswith("Ask us, ") and text.endswith("; rain is 1500-2000 mm.")
    digits = [part for part in contact.split() if len(part) > 3]
    assert not any(part in text for part in digits if part not in ("tél.",))


@pytest.mark.parametrize("text", NOT_CONTACTS)
def test_what_is_no_contact_stays(text):
    assert redact(text) == (text, [])


def test_a_long_text_without_spaces_takes_no_time():
    text = "a" * 300_000 + "@" + "address:" * 5_000
    assert len(redact(text)[0]) <= len(text)


def record_with_contacts():
    record = document(API)
    version = record["selected_version"]
    version["description"]["ar"] += " ali@example.org, +966 50 123 4567"
    version["general_comments"] = {"en": "P.O. Box 12, Riyadh"}
    version["compiler"] |= {"email": "compiler@example.org", "phone": "0501234567"}
    person = version["key_resource_persons"][0]
    person |= {"first_name": {"en": "Landia"}, "last_name": {"en": "Userova"}, "gender": "FEMALE"}
    person["user"] |= {"first_name": "Landia", "email": "user@example.org", "address": "Road 1"}
    return record


def test_no_contact_and_no_land_user_leaves_the_reader(tmp_path):
    [raw] = written(tmp_path, "a.json", record_with_contacts())
    payload = json.dumps(raw.data, ensure_ascii=False)
    for secret in ("example.org", "4567", "Box", "Landia", "Userova", "FEMALE", "Road 1"):
        assert secret not in payload
    found = mapped(tmp_path, record_with_contacts())
    assert said(found, "description.ar") == [
        "held an e-mail address; taken out",
        "held a phone number; taken out",
    ]
    assert said(found, "general_comments") == ["held a postal address; taken out"]


def test_a_specialist_is_named_and_a_land_user_is_not(tmp_path):
    record = document(API)
    person = record["selected_version"]["key_resource_persons"][0]
    person |= {"first_name": {"en": "Spec"}, "last_name": {"en": "Ialist"}}
    person["type"] = "SLM_SPECIALIST"
    assert "Spec Ialist" in {credit.name for credit in mapped(tmp_path, record).credits}
    person["type"] = "LANDUSER"
    assert "Spec Ialist" not in {credit.name for credit in mapped(tmp_path, record).credits}


def test_contacts_of_the_old_api_go_too(tmp_path):
    record = document(V2)
    text = json.dumps(record).replace('"person_email_1": {', '"person_email_1": {"x": 1, ')
    record = json.loads(text.replace("Mustafa Ershad", "Mustafa Ershad, m@example.org"))
    [raw] = written(tmp_path, "technologies_1724.json", record)
    assert "example.org" not in json.dumps(raw.data)
    assert "person_email_1" not in json.dumps(raw.data)


def test_what_is_bundled_holds_no_contact():
    for raw in records(BUNDLED):
        assert not raw.error
        assert raw.data["removed"] == []


def test_a_bad_record_is_kept_without_contacts(tmp_path):
    [raw] = written(tmp_path, "a.json", {"what": "write to ali@example.org", "email": "b@x.org"})
    assert raw.error and raw.data == {"what": "write to (…)"}
