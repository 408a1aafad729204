"""Reading a Parquet file."""

import io

import polars as pl

from sampai.errors import Fault
from sampai.tables.raw import RawTable, raw_table, unreadable
from sampai.tables.table import Table
from sampai.tables.typed_cells import cell_text

# As a CSV file of the greatest size would hold; a Parquet file of a few
# bytes can claim any number of rows.
CELLS_MAX = 20_000_000


def read_parquet(file: str, table: Table, data: bytes) -> RawTable:
    """
    Read one Parquet file.

    Parameters
    ----------
    file
        Name of the file.
    table
        What it should hold.
    data
        Its bytes.

    Returns
    -------
    RawTable
        Cells as text, with the faults of its shape.
    """
    try:
        lazy = pl.scan_parquet(io.BytesIO(data))
        names = lazy.collect_schema().names()
        rows = lazy.select(pl.len()).collect().item()
        if rows * max(len(names), 1) > CELLS_MAX:
            return unreadable(file, _too_many(file, rows, len(names)))
        frame = lazy.select(
            name for name in names if name in table.columns
        ).collect()
    except Exception as error:  # noqa: BLE001  # bytes of any kind come in
        return unreadable(file, _damaged(file, str(error).splitlines()[0]))
    except BaseException as error:
        # A panic of the parser is no Exception, and no reason to stop.
        if type(error).__name__ != "PanicException":
            raise
        return unreadable(file, _damaged(file, "its parser gave up"))
    columns = [
        [cell_text(value, table.columns[name]) for value in frame[name]]
        for name in frame.columns
    ]
    # Columns the contract does not know are named, but never unpacked.
    surplus = [name for name in names if name not in table.columns]
    cells = enumerate(zip(*columns, strict=True), start=2)
    blank = [""] * len(surplus)
    return raw_table(
        file,
        table,
        [
            (1, [*frame.columns, *surplus]),
            *((row, [*record, *blank]) for row, record in cells),
        ],
    )


def _damaged(file: str, why: str) -> Fault:
    return Fault(
        file=file,
        found=f"no readable Parquet file ({why})",
        expected="Parquet",
        remedy="Write the file anew.",
    )


def _too_many(file: str, rows: int, columns: int) -> Fault:
    return Fault(
        file=file,
        found=f"{rows} rows of {columns} columns",
        expected=f"at most {CELLS_MAX} cells",
        remedy="Give one regency a file.",
    )
