"""The pages of records: who enters, what they show, what they take."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sampai.tables.record_schemas import CRITERIA, RECORD_TABLES
from sampai.web.records.merging import merge
from sampai.web.records.models import Version, rows_of
from tests.web.records.rows import inspection, request_for, staff, store

CODE = "pesisir-barat-2024"
ALL = {"sari", "ratih", "rini", "budi"}


def at(name, *parts):
    """Give an address of the records."""
    return reverse(f"records:{name}", args=[CODE, *parts])


WHO = {
    ("overview",): ALL,
    ("list", "gudang"): ALL,
    ("list", "permintaan"): ALL - {"budi"},
    ("export", "petugas", "csv"): ALL,
    ("add", "gudang"): {"sari", "budi"},
    ("add", "permintaan"): {"sari"},
    ("inspect",): {"sari", "budi"},
    ("import",): {"sari", "budi"},
    ("template",): {"sari", "budi"},
    ("persons",): {"sari"},
    ("person_add",): {"sari"},
}
CAST = ("sari", "budi", "dewi", "ratih", "joko", "rini", "tono")


@pytest.mark.parametrize("name", CAST)
def test_who_enters(regency, client_of, request, name):
    client = client_of(request.getfixturevalue(name))
    entered = {
        address
        for address in WHO
        if client.get(at(*address)).status_code == 200
    }
    assert entered == {one for one, who in WHO.items() if name in who}
    assert regency.code == CODE


@pytest.fixture
def far(dataset, hub_id):
    """A hub of another district than Budi's."""
    hubs = dataset.places.filter(kind="hub")["place_id"].to_list()
    return next(one for one in hubs if one != hub_id)


def test_ppk_sees_and_changes_its_own_district_alone(
    add, client_of, budi, hub_id, far
):
    near = add("stores", store(hub_id))
    away = add("stores", store(far, store_id="FAR"))
    client = client_of(budi)
    page = client.get(at("list", "gudang")).content.decode()
    assert "S1" in page
    assert "FAR" not in page
    for name in ("detail", "change", "remove"):
        assert client.get(at(name, "gudang", near.line)).status_code == 200
        assert client.get(at(name, "gudang", away.line)).status_code == 404
    file = client.get(at("export", "gudang", "csv")).content.decode()
    assert "FAR" not in file


def test_ppk_may_not_write_for_another_district(client_of, budi, far):
    form = {"store_id": "X", "place_id": far, "capacity_l": 1}
    answer = client_of(budi).post(at("add", "gudang"), form)
    assert answer.status_code == 200
    assert not rows_of("stores").exists()


def test_inspections_follow_their_store(
    add, client_of, budi, sari, hub_id, far
):
    add("stores", store(hub_id))
    add("stores", store(far, store_id="FAR"))
    add("inspections", inspection())
    away = add("inspections", inspection(store_id="FAR"))
    own = client_of(budi).get(at("list", "pemeriksaan")).content.decode()
    assert "FAR" not in own
    answer = client_of(budi).get(at("detail", "pemeriksaan", away.line))
    assert answer.status_code == 404
    whole = client_of(sari).get(at("list", "pemeriksaan")).content.decode()
    assert "FAR" in whole


def test_a_record_is_written_down_by_its_form(
    regency, client_of, sari, hub_id
):
    form = {
        "store_id": "S1",
        "place_id": hub_id,
        "officer_id": "P-7",
        "capacity_l": "90000",
        "reason": "new",
    }
    answer = client_of(sari).post(at("add", "gudang"), form)
    assert answer.url == at("list", "gudang")
    record = rows_of("stores").get(regency=regency)
    assert (record.capacity_l, record.officer_id) == (90_000, "P-7")
    assert record.recorded_by == sari


def test_a_form_tells_every_fault_at_once(client_of, sari, regency):
    form = {
        "person_id": "a b",
        "role": "king",
        "from_day": "3",
        "to_day": "1",
    }
    page = client_of(sari).post(at("add", "petugas"), form).content.decode()
    assert page.count('class="faults"') == 4
    assert not rows_of("staff").filter(regency=regency).exists()


def test_moments_are_of_the_clock_of_the_regency(client_of, sari, regency):
    form = {
        "request_id": "R1",
        "item": "lorry",
        "quantity": 2,
        "sent_at": "2024-11-20T09:00",
    }
    client = client_of(sari)
    client.post(at("add", "permintaan"), form)
    record = rows_of("requests").get(regency=regency)
    assert record.sent_at.isoformat() == "2024-11-20T02:00:00+00:00"
    page = client.get(at("change", "permintaan", record.line))
    assert 'value="2024-11-20T09:00"' in page.content.decode()


def test_a_change_shows_in_the_history(add, client_of, sari, hub_id):
    record = add("stores", store(hub_id))
    client = client_of(sari)
    change = at("change", "gudang", record.line)
    assert 'name="seen" value="1"' in client.get(change).content.decode()
    form = {
        "store_id": "S1",
        "place_id": hub_id,
        "capacity_l": 70_000,
        "reason": "measured",
        "seen": "1",
    }
    assert client.post(change, form).status_code == 302
    page = client.get(at("detail", "gudang", record.line)).content.decode()
    assert "<del>50.000</del> <ins>70.000</ins>" in page
    assert "measured" in page
    # The same form sent once more was made on what is now an older version.
    answer = client.post(change, {**form, "capacity_l": 1})
    assert "errorlist" in answer.content.decode()
    assert 'name="seen" value="1"' in answer.content.decode()
    assert rows_of("stores").get().capacity_l == 70_000


def test_a_record_is_taken_out_with_a_reason(add, client_of, sari, hub_id):
    record = add("stores", store(hub_id))
    remove, client = at("remove", "gudang", record.line), client_of(sari)
    client.post(remove, {"seen": "1"})
    assert rows_of("stores").exists()
    client.post(remove, {"seen": "1", "reason": "torn down"})
    assert not rows_of("stores").exists()
    assert Version.objects.filter(line=record.line, removed=True).exists()


def test_pemda_answers_a_request(add, client_of, rini, sari, budi):
    record = add("requests", request_for("lorry"))
    answer = at("answer", record.line)
    client = client_of(rini)
    page = client.get(at("list", "permintaan")).content.decode()
    assert answer in page
    client.post(answer, {"granted": 3, "seen": 1, "reason": "one broke"})
    record.refresh_from_db()
    assert (record.granted, record.recorded_by) == (3, rini)
    for other in (sari, budi):
        assert client_of(other).post(answer, {}).status_code == 403


def test_pemda_changes_nothing_else(add, client_of, rini, hub_id):
    record = add("stores", store(hub_id))
    change = at("change", "gudang", record.line)
    assert client_of(rini).post(change, {}).status_code == 403
    assert client_of(rini).get(at("add", "gudang")).status_code == 403


def test_an_inspection_keeps_the_hash_of_a_photo_and_no_photo(
    add, client_of, budi, hub_id, settings
):
    add("stores", store(hub_id))
    photo = b"not really a picture"
    form = {
        "store_id": "S1",
        "at": "2024-11-20T09:00",
        "by": "P1",
        "cctv": "no",
        "photo_cctv": SimpleUploadedFile("cctv.jpg", photo),
        "pallets": "yes",
    }
    answer = client_of(budi).post(at("inspect"), form)
    assert answer.url == at("list", "pemeriksaan")
    told = {one.criterion: one for one in rows_of("inspections")}
    assert {code: one.ok for code, one in told.items()} == {
        "cctv": False,
        "pallets": True,
    }
    assert told["cctv"].photo_sha256 == sha256(photo).hexdigest()
    assert not any(settings.MEDIA_ROOT.glob("**/*"))


def test_an_inspection_is_written_whole_or_not_at_all(
    add, client_of, sari, hub_id
):
    add("stores", store(hub_id))
    add("inspections", inspection(criterion="pallets"))
    form = {
        "store_id": "S1",
        "at": "2024-11-20T09:00",
        "by": "P1",
        "cctv": "yes",
        "pallets": "yes",
    }
    answer = client_of(sari).post(at("inspect"), form)
    assert "errorlist" in answer.content.decode()
    assert rows_of("inspections").count() == 1


def test_an_inspection_of_nothing_is_refused(add, client_of, sari, hub_id):
    add("stores", store(hub_id))
    form = {"store_id": "S1", "at": "2024-11-20T09:00", "by": "P1"}
    page = client_of(sari).post(at("inspect"), form).content.decode()
    assert "errorlist" in page
    assert all(f'name="{code}"' in page for code in CRITERIA)


@pytest.fixture
def crew(regency, sari, dataset):
    """Seven people at each of the first forty TPS."""
    rows = [
        staff(person_id=f"K{number}-{seat}", tps_id=tps_id)
        for number, tps_id in enumerate(dataset.tps["tps_id"][:40])
        for seat in range(7)
    ]
    frame = RECORD_TABLES["staff"].frame(rows)
    merge(regency, {"staff": frame}, by=sari, reason="")
    return rows


def test_a_list_is_paged_with_few_queries(
    crew, client_of, sari, django_assert_max_num_queries
):
    client = client_of(sari)
    client.get(at("list", "petugas"))  # fills what is kept in memory
    with django_assert_max_num_queries(10):
        page = client.get(at("list", "petugas")).content.decode()
    assert page.count('<th scope="row">') == 50
    assert len(crew) == 280


def test_a_list_is_filtered_and_the_export_with_it(
    crew, add, client_of, sari, dataset
):
    add("staff", staff(person_id="D1", role="driver", place_id="DEPOT"))
    client = client_of(sari)
    for asked, count in (
        ({"q": "K3-"}, 7),
        ({"role": "driver"}, 1),
        ({"role": "kpps", "q": crew[0]["tps_id"]}, 7),
        ({"q": "no such thing"}, 0),
    ):
        page = client.get(at("list", "petugas"), asked).content.decode()
        assert page.count('<th scope="row">') == count, asked
        file = client.get(at("export", "petugas", "csv"), asked)
        assert len(file.content.decode().splitlines()) == count + 1
    assert dataset.tps.height == 293


def test_a_district_is_chosen_by_its_hub(
    add, client_of, sari, hub_id, tps_id, far
):
    add("staff", staff(tps_id=tps_id))
    add("staff", staff(person_id="FAR", role="ppk", place_id=far))
    asked = {"district": hub_id}
    page = client_of(sari).get(at("list", "petugas"), asked)
    assert "P1" in page.content.decode()
    assert "FAR" not in page.content.decode()


def test_an_unknown_kind_is_not_found(regency, client_of, sari):
    assert client_of(sari).get(at("list", "suara")).status_code == 404
    assert (
        client_of(sari).get(at("export", "gudang", "pdf")).status_code == 404
    )
    assert regency.code == CODE


def test_an_empty_list_says_what_to_do(regency, client_of, sari):
    client = client_of(sari)
    client.cookies["django_language"] = "en"
    page = client.get(at("list", "gudang")).content.decode()
    assert "Write the first record" in page
    assert regency.code == CODE
