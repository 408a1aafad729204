"""Write every file of a plan, and tell what is being written."""

from pathlib import Path

from sampai.cli.language import Language
from sampai.cli.screen import Steps
from sampai.cli.staging import staged
from sampai.documents import (
    write_operation,
    write_papers,
    write_report,
    write_workbook,
)
from sampai.tables import Dataset, Operation


def write_all(
    dataset: Dataset,
    operation: Operation,
    out: Path,
    language: Language,
    steps: Steps,
) -> None:
    """
    Write every file of a plan; the folder appears whole or not at all.

    Parameters
    ----------
    dataset, operation
        The dataset and its plan.
    out
        The folder.
    language
        Of the papers.
    steps
        Are told what is being written.
    """
    with staged(out) as folder:
        write_into(folder, dataset, operation, language, steps)


def write_into(
    folder: Path,
    dataset: Dataset,
    operation: Operation,
    language: Language,
    steps: Steps,
) -> None:
    """
    Write every file of a plan into a folder that is lent for it.

    Parameters
    ----------
    folder
        Where to write.
    dataset, operation
        The dataset and its plan.
    language
        Of the papers.
    steps
        Are told what is being written.
    """
    steps.begin("Write the tables")
    write_operation(dataset, operation, folder)
    steps.begin("Write the report")
    write_report(dataset, operation, folder / "report.html", language)
    steps.begin("Write the workbook")
    write_workbook(dataset, operation, folder / "plan.xlsx", language)
    steps.begin("Write the papers")
    write_papers(dataset, operation, folder / "papers.pdf", language)
