"""From the files that were sent to the tables they hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from sampai.documents.dataset_files import write_dataset
from sampai.errors import Fault
from sampai.tables import DATASET_TABLES, Dataset, Table
from sampai.tables.folder import READERS, SETTINGS_FILE
from sampai.tables.limits import unpack
from sampai.tables.raw import RawTable
from sampai.tables.settings_parsing import load_toml
from sampai.tables.sources import Source
from sampai.tables.workbook_reading import MISSING, read_workbook

WORKBOOK, ARCHIVE = "upload.xlsx", "upload.zip"
PACKED = {".xlsx": WORKBOOK, ".zip": ARCHIVE}
# What programs put beside the files of a folder without being asked.
UNASKED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def contract_name(name: str) -> str | None:
    """
    Give the name under which a file is kept.

    Parameters
    ----------
    name
        As a person or an archive calls it, with folders or without.

    Returns
    -------
    str or None
        Its name in the contract; None where it has none.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    plain, ending = path.stem.strip().lower(), path.suffix.lower()
    if ending in PACKED:
        return PACKED[ending]
    if f"{plain}{ending}" == SETTINGS_FILE:
        return SETTINGS_FILE
    if plain in DATASET_TABLES and ending in READERS:
        return f"{plain}{ending}"
    return None


def unknown_file(name: str) -> Fault:
    """
    Tell that a file is none of a dataset.

    Parameters
    ----------
    name
        As the person calls it.

    Returns
    -------
    Fault
        With the nearest name of the contract.
    """
    known = [*(f"{table}.csv" for table in DATASET_TABLES), SETTINGS_FILE]
    plain = PurePosixPath(name.replace("\\", "/")).name.lower()
    near = get_close_matches(plain, known, n=1)
    return Fault(
        file=name,
        found="an unknown file",
        expected=f"only {', '.join(known)}",
        remedy=f"Did you mean {near[0]}?" if near else "Leave it out.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """
    Files that were sent together.

    Parameters
    ----------
    files
        Contents by the name under which they are kept.
    shown
        Name of the workbook or the archive, as the person knows it.
    """

    files: Mapping[str, bytes]
    shown: str = WORKBOOK


def read_upload(upload: Upload, tables: Mapping[str, Table]) -> Source:
    """
    Read what was sent: a workbook, an archive, or the files of a folder.

    What is missing is no fault here: whoever asks knows what stands in its
    place.

    Parameters
    ----------
    upload
        The files.
    tables
        Contracts by name.

    Returns
    -------
    Source
        Text cells of the tables that were sent, and the settings if they
        were.
    """
    files = upload.files
    if WORKBOOK in files:
        source = read_workbook(upload.shown, files[WORKBOOK], tables)
        faults = [one for one in source.faults if one.found != MISSING]
        return replace(source, faults=tuple(faults))
    if ARCHIVE in files:
        return _archive(upload.shown, files[ARCHIVE], tables)
    return _folder(files, tables, ())


def _archive(shown: str, data: bytes, tables: Mapping[str, Table]) -> Source:
    parts = unpack(shown, data)
    if isinstance(parts, Fault):
        return Source(tables={}, faults=(_of_archive(parts),))
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    for name, content in parts.items():
        if name.endswith("/") or name.startswith(UNASKED[0]):
            continue
        plain = PurePosixPath(name).name
        if plain in UNASKED or plain.startswith("._"):
            continue
        own = contract_name(name)
        if own is None or own in PACKED.values():
            faults.append(unknown_file(_printable(name)))
        elif own in files:
            faults.append(_twice(own))
        else:
            files[own] = content
    return _folder(files, tables, faults)


def _of_archive(fault: Fault) -> Fault:
    """Speak of an archive where the guard of workbooks speaks of one."""
    return replace(
        fault,
        found=fault.found.replace("workbook", "archive"),
        expected=fault.expected.replace(
            "an .xlsx workbook", "a .zip with the files of a dataset"
        ),
        remedy="Pack the folder with its CSV files anew, and nothing else.",
    )


def _printable(name: str) -> str:
    kept = "".join(sign if sign.isprintable() else "?" for sign in name)
    return kept[-100:]


def _twice(name: str) -> Fault:
    return Fault(
        file=name,
        found="two files for this table",
        expected="one file for each table",
        remedy="Delete the one that is out of date.",
    )


def _folder(
    files: Mapping[str, bytes],
    tables: Mapping[str, Table],
    faults: Iterable[Fault],
) -> Source:
    raws: dict[str, RawTable] = {}
    told = list(faults)
    for name, table in tables.items():
        there = [e for e in READERS if f"{name}{e}" in files]
        if len(there) > 1:
            told.append(_twice(f"{name}.csv"))
        elif there:
            file = f"{name}{there[0]}"
            raws[name] = READERS[there[0]](file, table, files[file])
    tree: Mapping[str, Any] | Fault | None = None
    if SETTINGS_FILE in files:
        tree = load_toml(SETTINGS_FILE, files[SETTINGS_FILE])
    if isinstance(tree, Fault):
        told.append(tree)
        tree = None
    return Source(
        tables=raws,
        files=tuple(raw.file for raw in raws.values()),
        faults=tuple(told),
        settings=tree,
    )


def filled_up(source: Source, before: Dataset, number: int) -> Source:
    """
    Take from the data in force what was not sent.

    Parameters
    ----------
    source
        What was sent.
    before, number
        The data in force, and the number of their edition.

    Returns
    -------
    Source
        Whole. A table that was taken is named after its edition; its rows
        are numbered as in the CSV file of that edition.
    """
    kept = _as_sent(before)
    named = f"edition {number}, "
    raws = {
        name: source.tables[name]
        if name in source.tables
        else replace(kept.tables[name], file=f"{named}{name}.csv")
        for name in DATASET_TABLES
    }
    files = tuple(raw.file for raw in raws.values())
    whole = replace(source, tables=raws, files=files)
    if source.settings is not None or _has_settings_fault(source):
        return whole
    return replace(
        whole,
        settings=kept.settings,
        settings_file=f"{named}{SETTINGS_FILE}",
        settings_rows={},
    )


def _has_settings_fault(source: Source) -> bool:
    return any(one.file == source.settings_file for one in source.faults)


def _as_sent(dataset: Dataset) -> Source:
    """Give a dataset as if it had been sent; its own files are sound."""
    with TemporaryDirectory() as folder:
        write_dataset(dataset, Path(folder))
        tree = load_toml(
            SETTINGS_FILE, (Path(folder) / SETTINGS_FILE).read_bytes()
        )
        raws = {
            name: RawTable(
                file=f"{name}.csv", frame=_text(Path(folder) / f"{name}.csv")
            )
            for name in DATASET_TABLES
        }
    return Source(
        tables=raws, settings=None if isinstance(tree, Fault) else tree
    )


def _text(file: Path) -> pl.DataFrame:
    """Read the cells of a file of ours as text, whole columns at once."""
    frame = pl.read_csv(file, infer_schema=False)
    row = pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias("row")
    return frame.with_columns(pl.all().replace("", None)).with_columns(row)


def nothing_in(source: Source) -> Iterator[Fault]:
    """
    Tell that nothing of a dataset was sent.

    Parameters
    ----------
    source
        What was sent.

    Yields
    ------
    Fault
        At most one, and only where nothing else was told.
    """
    if source.tables or source.settings is not None or source.faults:
        return
    yield Fault(
        file=source.settings_file.partition(",")[0],
        found="nothing of a dataset",
        expected=f"at least one of {', '.join(DATASET_TABLES)}",
        remedy="Send a workbook like the empty one on this page.",
    )


def missing(source: Source) -> Iterator[Fault]:
    """
    Tell what is missing where there are no data yet.

    Parameters
    ----------
    source
        What was sent.

    Yields
    ------
    Fault
        One for each table, and one for the settings.
    """
    if source.settings is None and not _has_settings_fault(source):
        yield _missing(source.settings_file, "the settings of the dataset")
    for name in DATASET_TABLES:
        if name not in source.tables:
            yield _missing(f"{name}.csv", "every table of a dataset")


def _missing(file: str, expected: str) -> Fault:
    return Fault(
        file=file,
        found="nothing",
        expected=expected,
        remedy="Send it too: these are the first data of the regency.",
    )
