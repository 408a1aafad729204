"""Rules between the rows and the tables of a dataset."""

from sampai.tables.rules.check import check_rules

__all__ = ["check_rules"]
