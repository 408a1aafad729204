"""`sampai plan`: the main job, from a dataset to papers."""

from pathlib import Path

from sampai.cli.datasets import open_dataset
from sampai.cli.language import Language
from sampai.cli.result import show_result
from sampai.cli.screen import Steps, notice_console, result_console
from sampai.cli.staging import refuse_strangers, staged
from sampai.documents import (
    write_operation,
    write_papers,
    write_report,
    write_workbook,
)
from sampai.operation.service import ITERATIONS, SEED, plan_operation

# How the steps of the operation read on the terminal.
STEPS = {
    "needs": "Work out the needs",
    "network": "Find the ways",
    "plan": "Plan trips, stops and loads",
    "baseline": "Work out the baseline",
}


def run(
    named: str,
    out: Path,
    language: Language,
    *,
    iterations: int | None,
    seed: int | None,
) -> None:
    """
    Plan a dataset, write the plan and print its result.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    out
        Folder to write; it appears whole or not at all.
    language
        Language of the result and the papers.
    iterations
        How long to search; ``None`` leaves it to the planner.
    seed
        Seed of the search; ``None`` leaves it to the planner.
    """
    # A folder that cannot be used is told before the planning, not after.
    refuse_strangers(out)
    with Steps(notice_console()) as steps:
        steps.begin("Read and check the dataset")
        dataset = open_dataset(named)
        operation = plan_operation(
            dataset,
            iterations=ITERATIONS if iterations is None else iterations,
            seed=SEED if seed is None else seed,
            tell=lambda step: steps.begin(STEPS.get(step, step)),
        )
        with staged(out) as folder:
            steps.begin("Write the tables")
            write_operation(dataset, operation, folder)
            steps.begin("Write the report")
            write_report(dataset, operation, folder / "report.html", language)
            steps.begin("Write the workbook")
            write_workbook(dataset, operation, folder / "plan.xlsx", language)
            steps.begin("Write the papers")
            write_papers(dataset, operation, folder / "papers.pdf", language)
    show_result(result_console(), dataset, operation, out, language)
