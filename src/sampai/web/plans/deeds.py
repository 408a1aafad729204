"""
What the long jobs of plans do, apart from pages and database.

No Django here: a child process that searches has no site to load.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sampai.documents import (
    write_operation,
    write_papers,
    write_report,
    write_workbook,
)
from sampai.operation.chance import Chance
from sampai.operation.service import plan_operation
from sampai.operation.simulating import price_operation
from sampai.tables import Dataset, Operation

Tell = Callable[[str], None]
# A zip file states when its members were made; ours state its first day, so
# that the same plan gives the same bytes.
MADE = (1980, 1, 1, 0, 0, 0)


def make_plan(
    *, tell: Tell, dataset: Dataset, iterations: int, chance: Chance
) -> Operation:
    """
    Make a plan.

    Parameters
    ----------
    tell
        Is called with the code of each step.
    dataset, iterations, chance
        As the planner takes them.

    Returns
    -------
    Operation
        The plan.
    """
    return plan_operation(
        dataset, iterations=iterations, chance=chance, tell=tell
    )


def price_plan(
    *, tell: Tell, dataset: Dataset, operation: Operation, scenarios: int
) -> list[dict[str, Any]]:
    """
    Price what is given to a plan.

    Parameters
    ----------
    tell
        Is called once, for the changes are many and quick.
    dataset, operation, scenarios
        The plan, and how many scenarios are drawn.

    Returns
    -------
    list of dict
        Rows of prices.csv.
    """
    tell("prices")
    chance = Chance(scenarios=scenarios)
    return price_operation(dataset, operation, chance).prices.to_dicts()


def write_files(
    *,
    tell: Tell,
    dataset: Dataset,
    operation: Operation,
    folder: Path,
    name: str,
    language: str,
) -> None:
    """
    Write every paper of a plan, and all of them in one archive.

    Parameters
    ----------
    tell
        Is called with the code of each step.
    dataset, operation
        The plan.
    folder
        An empty folder that is lent for it.
    name
        Begins the name of each file.
    language
        ``id`` or ``en``.
    """
    tell("tables")
    tables = folder / "tables"
    write_operation(dataset, operation, tables)
    pack(folder / f"{name}-tables.zip", sorted(tables.iterdir()))
    tell("report")
    report = folder / f"{name}-report.html"
    write_report(dataset, operation, report, language)
    tell("workbook")
    workbook = folder / f"{name}-plan.xlsx"
    write_workbook(dataset, operation, workbook, language)
    tell("papers")
    papers = folder / f"{name}-papers.pdf"
    write_papers(dataset, operation, papers, language)
    tell("archive")
    every = [*sorted(tables.iterdir()), report, workbook, papers]
    pack(folder / f"{name}-all.zip", every)
    for file in tables.iterdir():
        file.unlink()
    tables.rmdir()


def pack(archive: Path, files: list[Path]) -> None:
    """
    Put files into an archive.

    Parameters
    ----------
    archive
        File to write.
    files
        What goes in.
    """
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            info = zipfile.ZipInfo(file.name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, file.read_bytes())
