"""The report page: one file that a browser shows without a network."""

from sampai.documents.report.writing import write_report

__all__ = ["write_report"]
