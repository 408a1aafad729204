"""A parser that gives up is a fault; a person who stops it is not."""

import pytest

from sampai.tables import DATASET_TABLES, parquet_files, workbook_reading
from sampai.tables.parquet_files import read_parquet
from sampai.tables.workbook_reading import read_workbook
from tests.tables.books import book


class PanicException(BaseException):  # named so by the parsers
    """Raised by parsers written in Rust; it is no Exception."""


def raising(error: BaseException):
    """Make a function that raises."""

    def give_up(*_args, **_named):
        raise error

    return give_up


def read_any_workbook():
    """Read some workbook."""
    return read_workbook(
        "a.xlsx", book(tps=lambda *_: None), DATASET_TABLES
    ).faults[0]


def read_any_parquet():
    """Read some Parquet."""
    return read_parquet("a.parquet", DATASET_TABLES["tps"], b"").faults[0]


@pytest.mark.parametrize(
    ("module", "name", "read"),
    [
        (workbook_reading, "_values", read_any_workbook),
        (parquet_files.pl, "scan_parquet", read_any_parquet),
    ],
)
def test_a_panic_is_a_fault_and_an_interrupt_is_not(
    module, name, read, monkeypatch
):
    monkeypatch.setattr(module, name, raising(PanicException("index")))
    assert read().found.endswith("(its parser gave up)")
    monkeypatch.setattr(module, name, raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        read()
