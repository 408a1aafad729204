"""Data by the API: sent, checked, mended, taken and given."""

import csv
import io
import zipfile
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from sampai.tables import DATASET_TABLES, packaged_dataset, read_dataset
from sampai.web.datasets.models import Import
from sampai.web.datasets.services import add_edition
from sampai.web.people.models import Act

CODE = "pesisir-barat-2024"
KEYS = count(1)


@pytest.fixture
def kpu(browser, sari):
    """Sari at a browser."""
    return browser(sari)


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Send files to a call, and have them checked at once."""

    def deed(caller, path, files, key=""):
        sent = [SimpleUploadedFile(n, data) for n, data in files.items()]
        key = key or f"data-key-{next(KEYS)}"
        with django_capture_on_commit_callbacks(execute=True):
            return caller.client.post(
                f"/api/{path}",
                {"sent": sent},
                headers=caller.headers | {"Idempotency-Key": key},
            )

    return deed


def speeds(change: float) -> dict[str, bytes]:
    """Give the speeds with the first one changed."""
    text = (packaged_dataset(CODE) / "speeds.csv").read_text()
    rows = list(csv.reader(io.StringIO(text)))
    at = rows[0].index("speed_kmh")
    rows[1][at] = str(float(rows[1][at]) + change)
    lines = "\n".join(",".join(row) for row in rows)
    return {"speeds.csv": f"{lines}\n".encode()}


def bad() -> dict[str, bytes]:
    """Give the speeds with a word for a number."""
    text = (packaged_dataset(CODE) / "speeds.csv").read_text()
    header, first, *rest = text.splitlines()
    cells = first.split(",")
    cells[header.split(",").index("speed_kmh")] = "fast"
    return {"speeds.csv": "\n".join([header, ",".join(cells), *rest]).encode()}


def test_an_import_goes_from_its_file_to_an_edition(kpu, base, send, regency):
    told = send(kpu, f"{base}/imports", speeds(1)).json()
    address = f"{base}/imports/{told['id']}"
    state = kpu.get(address).json()
    assert (state["state"], state["based_on"]) == ("ready", 1)
    assert state["counts"]["speeds"]["changed"] == 1
    assert "tps" in state["kept"]
    changes = kpu.get(f"{address}/changes/speeds").json()
    assert changes["count"] == 1
    row = changes["changes"][0]
    before, after = row["before"], row["after"]
    assert after["speed_kmh"] == before["speed_kmh"] + 1
    assert set(after) == set(DATASET_TABLES["speeds"].columns)
    taken = kpu.post(f"{address}/take", {"reason": "measured"})
    assert taken.json()["number"] == 2
    regency.refresh_from_db()
    assert regency.current.reason == "measured"
    assert kpu.get(f"{base}/imports").json()["imports"][0]["edition"] == 2
    assert kpu.post(f"{address}/take", {"reason": "x"}).status_code == 409


def test_rows_that_are_new_or_gone_have_one_side(kpu, base, send):
    text = speeds(0)["speeds.csv"].decode()
    header, _gone, *rest = text.splitlines()
    fewer = {"speeds.csv": "\n".join([header, *rest]).encode()}
    told = send(kpu, f"{base}/imports", fewer).json()
    address = f"{base}/imports/{told['id']}/changes/speeds"
    gone = kpu.get(address, kind="removed").json()["changes"]
    assert [(row["after"], row["change"]) for row in gone] == [
        (None, "removed")
    ]
    assert kpu.get(address, kind="created").json()["count"] == 0
    assert kpu.get(address, kind="else").status_code == 422
    assert kpu.get(f"{address}x").status_code == 404


def test_files_sent_twice_with_one_key_are_one_import(kpu, base, send):
    first = send(kpu, f"{base}/imports", speeds(1), key="same-key-1")
    again = send(kpu, f"{base}/imports", speeds(1), key="same-key-1")
    assert first.json() == again.json()
    assert Import.objects.count() == 1
    other = send(kpu, f"{base}/imports", speeds(2), key="same-key-1")
    assert other.status_code == 422


def test_refused_rows_are_given_mended_and_checked(kpu, base, send):
    told = send(kpu, f"{base}/imports", bad()).json()
    address = f"{base}/imports/{told['id']}"
    faults = kpu.get(f"{address}/faults").json()
    assert faults["count"] == 1
    fault = faults["faults"][0]
    assert (fault["row"], fault["column"]) == (2, "speed_kmh")
    refused = kpu.get(f"{address}/refused")
    book = CalamineWorkbook.from_filelike(io.BytesIO(refused.content))
    assert book.sheet_names == ["speeds"]
    again = send(kpu, f"{address}/mend", speeds(0)).json()
    assert again["mends"] == told["id"]
    state = kpu.get(f"{base}/imports/{again['id']}").json()
    assert (state["state"], state["faults"]) == ("ready", 0)
    ready = send(kpu, f"{base}/imports/{again['id']}/mend", speeds(0))
    assert ready.status_code == 409


def test_what_is_stale_is_refused_and_checked_anew(
    kpu, base, send, regency, django_capture_on_commit_callbacks
):
    told = send(kpu, f"{base}/imports", speeds(1)).json()
    dataset = read_dataset(packaged_dataset(CODE))
    add_edition(regency, dataset, by=None, reason="meanwhile")
    address = f"{base}/imports/{told['id']}"
    late = kpu.post(f"{address}/take", {"reason": "late"})
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    with django_capture_on_commit_callbacks(execute=True):
        assert kpu.post(f"{address}/check").status_code == 200
    assert kpu.get(address).json()["based_on"] == 2
    assert kpu.post(f"{address}/take", {"reason": "now"}).status_code == 200


def test_a_wrong_choice_of_files_is_told(kpu, base, send):
    answer = send(kpu, f"{base}/imports", {"a.docx": b"x", "b.txt": b"x"})
    assert answer.status_code == 422
    assert len(answer.json()["faults"]) == 2
    assert not Import.objects.exists()
    assert kpu.post(f"{base}/imports", {}).status_code == 422
    assert send(kpu, f"{base}/imports", {}).status_code == 422


def test_an_export_comes_as_a_workbook_or_as_files(
    kpu, base, send, dataset, tmp_path
):
    path = tmp_path / "data.xlsx"
    path.write_bytes(kpu.get(f"{base}/export", form="xlsx").content)
    assert read_dataset(path).input_sha256() == dataset.input_sha256()
    packed = kpu.get(f"{base}/export", form="csv", edition=1).content
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert set(names) == {f"{n}.csv" for n in DATASET_TABLES} | {
        "dataset.toml"
    }
    told = send(kpu, f"{base}/imports", {"data.zip": packed}).json()
    counts = kpu.get(f"{base}/imports/{told['id']}").json()["counts"]
    assert all(
        one["created"] + one["changed"] + one["removed"] == 0
        for one in counts.values()
    )
    assert kpu.get(f"{base}/export", form="pdf").status_code == 422
    assert kpu.get(f"{base}/template").status_code == 200
    assert Act.objects.filter(verb="data.exported").count() == 2


@pytest.mark.parametrize(
    ("who", "seen", "sent"),
    [("ratih", 200, 403), ("budi", 403, 403), ("joko", 403, 403)],
)
def test_only_the_kpu_imports_and_bawaslu_looks_on(  # noqa: PLR0913, PLR0917 (the cast, and what it may)
    browser, base, kpu, send, request, who, seen, sent
):
    told = send(kpu, f"{base}/imports", speeds(1)).json()
    other = browser(request.getfixturevalue(who))
    address = f"{base}/imports/{told['id']}"
    assert other.get(address).status_code == seen
    assert other.get(f"{address}/changes/speeds").status_code == seen
    assert send(other, f"{base}/imports", speeds(1)).status_code == sent
    take = other.post(f"{address}/take", {"reason": "x"})
    assert take.status_code == sent


def test_a_program_imports_with_a_token_of_its_own(program, sari, base, send):
    narrow = program(sari, "data.see")
    assert send(narrow, f"{base}/imports", speeds(1)).status_code == 403
    wide = program(sari, "data.see", "data.change")
    assert send(wide, f"{base}/imports", speeds(1)).status_code == 200
