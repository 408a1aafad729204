"""Views of the data: what there is, imports, and files to take away."""

from sampai.web.datasets.views.exports import export, template
from sampai.web.datasets.views.imports import (
    changes,
    check,
    imported,
    mend,
    refused,
    send,
    take,
)
from sampai.web.datasets.views.tables import overview, table

__all__ = [
    "changes",
    "check",
    "export",
    "imported",
    "mend",
    "overview",
    "refused",
    "send",
    "table",
    "take",
    "template",
]
