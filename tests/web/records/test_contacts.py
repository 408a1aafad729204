"""Names and phones: encrypted, read on the record, kept for a time."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from sampai.web.people.models import Act, Person
from sampai.web.records.contacts import result_is_final
from tests.web.records.rows import staff

CODE = "pesisir-barat-2024"
NAME, PHONE = "Siti Rahmawati", "0812 000 111"
FORM = {"person_id": "P1", "name": NAME, "phone": PHONE}


def at(name, *parts):
    """Give an address of the records."""
    return reverse(f"records:{name}", args=[CODE, *parts])


@pytest.fixture
def siti(regency, client_of, sari):
    """A person whom Sari has written down."""
    assert client_of(sari).post(at("person_add"), FORM).status_code == 302
    return Person.objects.get(regency=regency)


def reads():
    """Give what was read, by whom."""
    acts = Act.objects.filter(verb="contacts.read").order_by("at", "id")
    return [(act.user.username, act.detail["persons"]) for act in acts]


def test_the_database_sees_neither_name_nor_phone(siti):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM people_person")
        [(name, phone)] = cursor.fetchall()
    assert NAME not in name
    assert PHONE not in phone
    assert (siti.name, siti.phone) == (NAME, PHONE)


def test_every_reading_is_written_down(siti, client_of, sari):
    page = client_of(sari).get(at("persons")).content.decode()
    assert NAME in page
    assert reads() == [("sari", ["P1"])]
    assert siti.name not in str(Act.objects.values_list("detail", "subject"))


def test_the_list_of_staff_shows_names_only_when_asked(
    siti, add, client_of, sari, tps_id
):
    add("staff", staff(tps_id=tps_id))
    client = client_of(sari)
    assert NAME not in client.get(at("list", "petugas")).content.decode()
    assert reads() == []
    page = client.get(at("list", "petugas"), {"names": "1"})
    assert NAME in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert reads() == [("sari", [siti.person_id])]


@pytest.mark.parametrize("name", ["ratih", "budi", "rini"])
def test_others_see_the_list_without_names(
    siti, add, client_of, request, tps_id, name
):
    add("staff", staff(tps_id=tps_id))
    client = client_of(request.getfixturevalue(name))
    page = client.get(at("list", "petugas"), {"names": "1"})
    assert siti.person_id in page.content.decode()
    assert NAME not in page.content.decode()
    assert client.get(at("person", "P1")).status_code == 403
    assert reads() == []


def test_a_person_is_changed_but_for_the_id(siti, client_of, sari):
    client = client_of(sari)
    page = client.get(at("person", "P1")).content.decode()
    assert NAME in page
    assert len(reads()) == 1
    form = {**FORM, "person_id": "P9", "phone": "", "keep_until": "2025-03-01"}
    assert client.post(at("person", "P1"), form).status_code == 302
    siti.refresh_from_db()
    assert (siti.person_id, siti.phone) == ("P1", "")
    assert siti.keep_until == date(2025, 3, 1)


def test_an_id_stands_once(siti, client_of, sari):
    page = client_of(sari).post(at("person_add"), FORM).content.decode()
    assert 'class="faults"' in page
    assert Person.objects.get() == siti


def test_ninety_days_after_the_result_is_final(siti, client_of, sari):
    client_of(sari).post(at("final"), {"final_on": "2024-12-20"})
    siti.refresh_from_db()
    # 11 days of December, 31, 28 and then 20 of March make ninety.
    assert siti.keep_until == date(2025, 3, 20)


def test_a_day_that_was_set_by_hand_stays(siti, regency, sari):
    own = date(2024, 12, 1)
    Person.objects.update(keep_until=own)
    assert result_is_final(regency, date(2024, 12, 20), by=sari) == 0
    siti.refresh_from_db()
    assert siti.keep_until == own
