"""plan.xlsx: the tables of a plan with names and units, for people."""

from sampai.documents.workbook.writing import write_workbook

__all__ = ["write_workbook"]
