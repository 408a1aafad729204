"""The pages of the data: who may enter, what they show, what they take."""

import io

import pytest
from python_calamine import CalamineWorkbook

from sampai.tables import DATASET_TABLES
from sampai.web.datasets.models import ImportState
from sampai.web.datasets.services import add_edition
from sampai.web.people.models import Act
from tests.web.datasets.addresses import CODE, address

# --- who may enter ----------------------------------------------------------

SEEN = [
    ("overview", []),
    ("table", ["tps"]),
    ("export", ["xlsx"]),
    ("export", ["csv"]),
    ("template", []),
]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("sari", 200),
        ("ratih", 200),
        ("budi", 403),
        ("dewi", 403),
        ("joko", 403),
        ("tono", 403),
    ],
)
@pytest.mark.usefixtures("regency")
def test_kpu_and_bawaslu_see_the_data_and_nobody_else(
    client_of, request, who, code
):
    client = client_of(request.getfixturevalue(who))
    for name, parts in SEEN:
        assert client.get(address(name, *parts)).status_code == code


@pytest.mark.parametrize("name", ["take", "check", "mend", "refused"])
def test_only_the_kpu_changes_data(client_of, sent, bad_tps, ratih, name):
    upload = sent(bad_tps)
    url = address(name, upload.pk)
    client = client_of(ratih)
    answer = client.get(url) if name == "refused" else client.post(url)
    assert answer.status_code == 403
    assert client.get(address("import")).status_code == 403


def test_bawaslu_sees_what_an_import_would_change(
    client_of, sent, faster, ratih
):
    upload, client = sent(faster), client_of(ratih)
    shown = client.get(address("imported", upload.pk)).content.decode()
    assert "Berlakukan data ini" not in shown
    changes = client.get(address("changes", upload.pk, "speeds"))
    assert changes.status_code == 200


# --- what there is ----------------------------------------------------------


@pytest.mark.usefixtures("regency")
def test_the_overview_tells_the_edition_its_tables_and_its_trust(
    page, dataset
):
    shown = page(address("overview"))
    assert dataset.input_sha256() in shown
    for table in DATASET_TABLES:
        assert address("table", table) in shown
    assert "mark-assumed" in shown


def test_a_regency_without_data_is_told_what_to_do(client_of, sari, regency):
    regency.current = None
    regency.save()
    shown = client_of(sari).get(address("overview")).content.decode()
    assert "Belum ada data" in shown
    assert address("import") in shown
    assert client_of(sari).get(address("table", "tps")).status_code == 404
    assert client_of(sari).get(address("export", "xlsx")).status_code == 404


@pytest.mark.parametrize("table", DATASET_TABLES)
@pytest.mark.usefixtures("regency")
def test_every_table_is_shown_with_its_columns(page, table):
    shown = page(address("table", table))
    for column in DATASET_TABLES[table].columns:
        assert f">{column}<" in shown


@pytest.mark.usefixtures("regency")
def test_rows_are_found_by_id_by_text_and_by_word(page, tps_id, dataset):
    by_id = page(address("table", "tps"), id=tps_id)
    assert "1 baris" in by_id
    assert tps_id in by_id
    by_text = page(address("table", "tps"), q=tps_id.lower())
    assert "1 baris" in by_text
    assumed = dataset.places.filter(confidence="assumed").height
    shown = page(address("table", "places"), confidence="assumed")
    assert f"{assumed} baris" in shown
    none = page(address("table", "tps"), q="nowhere")
    assert "Tidak ada baris seperti ini" in none


@pytest.mark.usefixtures("regency")
def test_a_cell_leads_to_the_row_it_names(page, tps_id, dataset):
    village = dataset.tps.filter(tps_id=tps_id)["village_id"][0]
    shown = page(address("table", "tps"), id=tps_id)
    assert f'href="{address("table", "places")}?id={village}"' in shown


def test_an_older_edition_is_read_by_its_number(page, regency, dataset):
    add_edition(regency, dataset, by=None, reason="second")
    shown = page(address("overview"), edition="1")
    assert "tidak lagi berlaku" in shown
    assert f"{address('table', 'tps')}?edition=1" in shown
    rows = page(address("table", "tps"), edition="1")
    assert "?edition=1&amp;id=" in rows


@pytest.mark.parametrize("number", ["9", "x", "-1", "9" * 30, "²"])
@pytest.mark.usefixtures("regency")
def test_an_edition_that_is_not_there_is_not_found(client_of, sari, number):
    answer = client_of(sari).get(address("overview"), {"edition": number})
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["nowhere", "trips"])
@pytest.mark.usefixtures("regency")
def test_a_table_that_is_not_there_is_not_found(client_of, sari, name):
    answer = client_of(sari).get(address("table", name))
    assert answer.status_code == 404


# --- export -----------------------------------------------------------------


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.usefixtures("regency")
def test_an_export_imports_again_and_changes_nothing(
    client_of, sari, sent, form
):
    answer = client_of(sari).get(address("export", form))
    ending = {"xlsx": "xlsx", "csv": "zip"}[form]
    assert answer["Content-Disposition"].endswith(f'{CODE}-1.{ending}"')
    upload = sent({f"upload.{ending}": answer.content})
    assert upload.state == ImportState.READY
    assert not upload.has_changes
    assert upload.kept == []
    assert upload.input_sha256 == upload.regency.current.input_sha256


def test_an_older_edition_is_exported_and_logged(
    client_of, sari, sent, taken, faster, dataset
):
    taken(sent(faster))
    client = client_of(sari)
    answer = client.get(address("export", "xlsx"), {"edition": "1"})
    assert "-1.xlsx" in answer["Content-Disposition"]
    upload = sent({"upload.xlsx": answer.content})
    assert upload.input_sha256 == dataset.input_sha256()
    assert upload.counts["speeds"]["changed"] == 1
    assert Act.objects.get(verb="data.exported").subject == "1"


@pytest.mark.usefixtures("regency")
def test_an_empty_workbook_has_every_sheet(client_of, sari):
    answer = client_of(sari).get(address("template"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["dataset", *DATASET_TABLES]


@pytest.mark.usefixtures("regency")
def test_a_form_that_is_not_there_is_not_found(client_of, sari):
    assert client_of(sari).get(address("export", "pdf")).status_code == 404


# --- how much a page asks the database --------------------------------------


def test_pages_ask_the_database_little(
    client_of, sari, sent, faster, bad_tps, django_assert_max_num_queries
):
    good, bad, client = sent(faster), sent(bad_tps), client_of(sari)
    urls = [
        address("overview"),
        address("table", "tps"),
        address("import"),
        address("imported", good.pk),
        address("imported", bad.pk),
        address("changes", good.pk, "speeds"),
    ]
    for url in urls:
        client.get(url)
        with django_assert_max_num_queries(16):
            assert client.get(url).status_code == 200
