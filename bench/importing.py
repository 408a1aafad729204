"""
Import a workbook of 20,000 TPS in a fresh process and tell how long it took.

``ours`` sends it to the site, which checks every row, compares it with what
is in force, stores it and, on a second word, makes it the data in force.
``usual`` reads the same workbook with pandas and writes the same rows with
Django's bulk_create: nothing is checked and nothing is compared.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings

READY = "ready"


def main() -> None:
    """Read what to do, the workbook and a folder from the arguments."""
    how, workbook, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    _set_up(folder)
    told = {"ours": _ours, "usual": _usual}[how](workbook)
    print(json.dumps(told))


def _set_up(folder: Path) -> None:
    """Open an empty database; a job is done at once, in this process."""
    os.environ["SAMPAI_DEMO_FOLDER"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "sampai.web.config.demo"
    backend = "django_tasks.backends.immediate.ImmediateBackend"
    settings.TASKS = {"default": {"BACKEND": backend}}
    django.setup()
    from sampai.web.serving.preparing import (  # noqa: PLC0415 - needs settings
        make_folders,
        migrate,
    )

    migrate()
    make_folders()


# Models can be imported only once the settings are loaded.
def _ours(workbook: Path) -> dict[str, Any]:
    from django.core.files.uploadedfile import (  # noqa: PLC0415 - see above
        SimpleUploadedFile,
    )

    from sampai.web.datasets.importing import (  # noqa: PLC0415 - see above
        send_import,
        take_import,
    )
    from sampai.web.datasets.models import Regency  # noqa: PLC0415 - see above
    from sampai.web.people.models import User  # noqa: PLC0415 - see above

    regency = Regency.objects.create(code="large", name="Large")
    sari = User.objects.create_user("sari")
    file = SimpleUploadedFile(workbook.name, workbook.read_bytes())
    began = time.perf_counter()
    upload = send_import(regency, {workbook.name: file}, by=sari)
    checked = time.perf_counter()
    upload.refresh_from_db()
    if upload.state != READY:
        message = f"the import is {upload.state}: {upload.faults.first()}"
        raise RuntimeError(message)
    edition = take_import(upload, by=sari, reason="measured")
    rows = sum(sheet.height for sheet in edition.sheets.all())
    return {
        "seconds": time.perf_counter() - began,
        "check_s": checked - began,
        "rows": rows,
    }


def _usual(workbook: Path) -> dict[str, Any]:
    import pandas as pd  # noqa: PLC0415 - its import is not what is measured

    from sampai.web.sheets.models import ROWS, Sheet  # noqa: PLC0415 - as above

    began = time.perf_counter()
    read = pd.read_excel(
        workbook,
        sheet_name=None,
        engine="calamine",
        true_values=["yes"],
        false_values=["no"],
    )
    rows = 0
    for name, model in ROWS.items():
        if name not in read:
            continue
        frame = read[name].astype(object)
        for column in frame:
            blank = None if model._meta.get_field(column).null else ""  # noqa: SLF001 - the documented way
            frame[column] = frame[column].where(frame[column].notna(), blank)
        sheet = Sheet.objects.create(table=name, height=len(frame))
        model._default_manager.bulk_create(  # noqa: SLF001 - made at run time
            (
                model(sheet=sheet, **row)
                for row in frame.to_dict(orient="records")
            ),
            batch_size=5_000,
        )
        rows += len(frame)
    return {"seconds": time.perf_counter() - began, "rows": rows}


if __name__ == "__main__":
    main()
