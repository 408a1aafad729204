"""What is known and what is assumed of the days of the operation."""

from sampai.documents.conditions.writing import write_conditions

__all__ = ["write_conditions"]
