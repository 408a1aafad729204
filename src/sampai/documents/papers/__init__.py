"""papers.pdf: timetables, manifests, hand-over forms, lists and labels."""

from sampai.documents.papers.writing import (
    CHAPTERS,
    write_packing,
    write_papers,
)

__all__ = ["CHAPTERS", "write_packing", "write_papers"]
