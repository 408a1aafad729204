"""`sampai replan`: the rest of a plan, from where things are now."""

from pathlib import Path

from sampai.cli.datasets import open_dataset
from sampai.cli.language import Language
from sampai.cli.replan_result import show_replanned
from sampai.cli.screen import Steps, notice_console, result_console
from sampai.cli.staging import refuse_strangers, staged
from sampai.cli.writing import write_into
from sampai.documents.operation_files import csv_text
from sampai.errors import DatasetError, Fault
from sampai.operation.replanning import replan_operation
from sampai.tables import OPERATION_TABLES, read_operation
from sampai.tables.live_state import read_live_state

CHANGES = "changes"


def run(
    named: str, plan: Path, state: Path, out: Path, language: Language
) -> None:
    """
    Replan what has not departed, write the plan and print what changes.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    plan
        Folder of the plan that runs.
    state
        Folder of the live state.
    out
        Folder to write; it appears whole or not at all.
    language
        Language of the result and the papers.
    """
    refuse_strangers(out)
    for folder, what in ((plan, "plan"), (state, "live state")):
        _refuse_missing(folder, what)
    with Steps(notice_console()) as steps:
        steps.begin("Read the dataset, the plan and the live state")
        dataset = open_dataset(named)
        before = read_operation(plan)
        now = read_live_state(state, dataset, before)
        steps.begin("Replan what has not departed")
        made = replan_operation(dataset, before, now)
        with staged(out) as folder:
            write_into(folder, dataset, made.operation, language, steps)
            zone = dataset.settings.time_zone
            text = csv_text(OPERATION_TABLES[CHANGES], made.changes, zone)
            file = folder / f"{CHANGES}.csv"
            file.write_text(text, encoding="utf-8", newline="")
    show_replanned(result_console(), dataset, before, made, out, language)


def _refuse_missing(folder: Path, what: str) -> None:
    if not folder.is_dir():
        raise DatasetError(
            [
                Fault(
                    file=str(folder),
                    found="no such folder",
                    expected=f"the folder of a {what}",
                    remedy="Correct the path.",
                )
            ]
        )
