"""Results as files: tables, the report page, the workbook and papers."""

from sampai.documents.operation_files import write_operation
from sampai.documents.papers import write_packing, write_papers
from sampai.documents.report import write_report
from sampai.documents.workbook import write_workbook

__all__ = [
    "write_operation",
    "write_packing",
    "write_papers",
    "write_report",
    "write_workbook",
]
