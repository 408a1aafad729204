"""Results as files: tables, the report page, the workbook and papers."""

from sampai.documents.operation_files import write_operation

__all__ = ["write_operation"]
