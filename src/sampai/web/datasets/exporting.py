"""Write an edition as files that import again unchanged."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpResponse

from sampai.documents.dataset_files import write_dataset
from sampai.tables import Dataset, write_template, write_workbook_dataset
from sampai.web.datasets.convert import dataset_of_edition
from sampai.web.datasets.models import Edition
from sampai.web.people.acts import write_act
from sampai.web.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """
    A kind of file that an edition is given as.

    Parameters
    ----------
    ending, content_type
        Of the file.
    """

    ending: str
    content_type: str


FORMS = {
    "xlsx": Form(
        ending=".xlsx",
        content_type="application/vnd.openxmlformats-officedocument"
        ".spreadsheetml.sheet",
    ),
    "csv": Form(ending=".zip", content_type="application/zip"),
}


def export_edition(edition: Edition, form: str, *, by: User | None) -> bytes:
    """
    Write an edition, and write down who took it away.

    Parameters
    ----------
    edition
        Any, in force or not.
    form
        One of `FORMS`.
    by
        Who asks.

    Returns
    -------
    bytes
        The same for the same data.
    """
    dataset = dataset_of_edition(edition)
    body = _workbook(dataset) if form == "xlsx" else _zip(dataset)
    write_act(
        "data.exported",
        user=by,
        regency=edition.regency,
        subject=str(edition.number),
        detail={"form": form},
    )
    return body


def empty() -> bytes:
    """
    Write an empty workbook to fill in.

    Returns
    -------
    bytes
        With a note and a drop-down on every column.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path)
        return path.read_bytes()


def as_file(body: bytes, name: str, content_type: str) -> HttpResponse:
    """
    Give bytes as a file to keep.

    Parameters
    ----------
    body, name, content_type
        The file.

    Returns
    -------
    HttpResponse
        The file.
    """
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _workbook(dataset: Dataset) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "data.xlsx"
        write_workbook_dataset(dataset, path)
        return path.read_bytes()


def _zip(dataset: Dataset) -> bytes:
    packed = io.BytesIO()
    with TemporaryDirectory() as folder:
        write_dataset(dataset, Path(folder))
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).iterdir()):
                # A part without a date of its own: the same bytes again.
                part = zipfile.ZipInfo(path.name)
                part.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(part, path.read_bytes())
    return packed.getvalue()
