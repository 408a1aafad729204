"""Files to send, and a worker that checks them at once."""

import csv
import io
from collections.abc import Callable, Mapping

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from sampai.tables import packaged_dataset
from sampai.web.datasets.importing import send_import, take_import
from sampai.web.datasets.models import Edition, Import

Files = dict[str, bytes]
Row = dict[str, object]
Sheets = Mapping[str, list[Row]]
CODE = "pesisir-barat-2024"


@pytest.fixture
def files() -> Files:
    """The packaged dataset as files."""
    folder = packaged_dataset(CODE)
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.suffix in {".csv", ".toml"}
    }


@pytest.fixture
def upload_of() -> Callable[[Files], dict[str, SimpleUploadedFile]]:
    """Make of files what a browser sends."""

    def make(files: Mapping[str, bytes]) -> dict[str, SimpleUploadedFile]:
        return {
            name: SimpleUploadedFile(name, data)
            for name, data in files.items()
        }

    return make


@pytest.fixture
def workbook() -> Callable[[Sheets], bytes]:
    """Make a workbook of rows by column, by the name of the sheet."""

    def make(sheets: Sheets) -> bytes:
        packed = io.BytesIO()
        book = xlsxwriter.Workbook(packed, {"in_memory": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, column in enumerate(rows[0]):
                sheet.write_string(0, at, column)
                for row, values in enumerate(rows, start=1):
                    value = values[column]
                    if isinstance(value, str):
                        sheet.write_string(row, at, value)
                    else:
                        sheet.write_number(row, at, value)
        book.close()
        return packed.getvalue()

    return make


@pytest.fixture
def sheets_of(files, workbook) -> Callable[..., bytes]:
    """Make a workbook of one table, with some cells changed by row."""

    def make(table: str, changes: Mapping[int, Row]) -> bytes:
        text = io.StringIO(files[f"{table}.csv"].decode())
        rows = [dict(row) for row in csv.DictReader(text)]
        for row, cells in changes.items():
            rows[row - 2].update(cells)
        return workbook({table: rows})

    return make


@pytest.fixture
def sent(regency, upload_of, sari, django_capture_on_commit_callbacks):
    """Send files under names of the contract; give the import as checked."""

    def send(
        files: Mapping[str, bytes], mends: Import | None = None
    ) -> Import:
        with django_capture_on_commit_callbacks(execute=True):
            upload = send_import(
                regency, upload_of(files), by=sari, mends=mends
            )
        upload.refresh_from_db()
        return upload

    return send


@pytest.fixture
def taken(sari, django_capture_on_commit_callbacks) -> Callable[..., Edition]:
    """Make an import the data in force."""

    def take(upload: Import) -> Edition:
        with django_capture_on_commit_callbacks(execute=True):
            return take_import(upload, by=sari, reason="new list")

    return take


@pytest.fixture
def faster(files) -> Files:
    """Speeds alone, one of them changed."""
    lines = files["speeds.csv"].decode().splitlines()
    return {"speeds.csv": "\n".join([*changed(lines), ""]).encode()}


def changed(lines: list[str]) -> list[str]:
    """Change the speed of the second row by one unit."""
    header, first, second, *others = lines
    cells = second.split(",")
    at = header.split(",").index("speed_kmh")
    cells[at] = str(float(cells[at]) + 1)
    return [header, first, ",".join(cells), *others]


@pytest.fixture
def bad_tps(files) -> Files:
    """TPS alone: the rows 2 and 4 have faults."""
    header, *lines = files["tps.csv"].decode().splitlines()
    names = header.split(",")
    rows = [line.split(",") for line in lines]
    rows[0][names.index("voters_male")] = "3OO"
    rows[2][names.index("kind")] = "regulr"
    text = "\n".join([header, *(",".join(row) for row in rows), ""])
    return {"tps.csv": text.encode()}


@pytest.fixture
def page(client_of, sari):
    """Get a page as Sari."""

    def get(url: str, **given: str) -> str:
        answer = client_of(sari).get(url, given)
        assert answer.status_code == 200
        return answer.content.decode()

    return get
