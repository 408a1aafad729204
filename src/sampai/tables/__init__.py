"""Tables in and out: schemas, readers and checks of datasets."""

from sampai.tables.dataset import Dataset, packaged_dataset, read_dataset
from sampai.tables.dataset_schemas import DATASET_TABLES
from sampai.tables.escaping import escape, unescape
from sampai.tables.operation import Operation, read_operation
from sampai.tables.operation_schemas import OPERATION_TABLES
from sampai.tables.settings import Constituent, Decree, Settings, Tide
from sampai.tables.table import Table
from sampai.tables.workbook_writing import (
    write_template,
    write_workbook_dataset,
)

__all__ = [
    "DATASET_TABLES",
    "OPERATION_TABLES",
    "Constituent",
    "Dataset",
    "Decree",
    "Operation",
    "Settings",
    "Table",
    "Tide",
    "escape",
    "packaged_dataset",
    "read_dataset",
    "read_operation",
    "unescape",
    "write_template",
    "write_workbook_dataset",
]
