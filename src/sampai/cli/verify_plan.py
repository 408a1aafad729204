"""`sampai verify-plan`: an independent look at a plan."""

from pathlib import Path

import typer
from rich.markup import escape

from sampai.audit import RULES, verify_plan
from sampai.cli.datasets import dataset_path
from sampai.cli.screen import Steps, notice_console, result_console
from sampai.errors import DatasetError, Fault


def run(named: str, out: Path) -> None:
    """
    Check a plan from its files; end with 1 when something is wrong.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    out
        Folder that ``sampai plan`` wrote.

    Raises
    ------
    DatasetError
        When there is no such folder.
    typer.Exit
        When something is wrong.
    """
    if not out.is_dir():
        raise DatasetError(
            [
                Fault(
                    file=str(out),
                    found="no such folder",
                    expected="the folder of a plan",
                    remedy="Make one with 'sampai plan DATASET --out FOLDER'.",
                )
            ]
        )
    with Steps(notice_console()) as steps:
        steps.begin(f"Check {len(RULES)} rules")
        findings = verify_plan(dataset_path(named), out)
    console = result_console()
    if not findings:
        console.print("[bold green]Nothing wrong found.[/]")
        return
    noun = "finding" if len(findings) == 1 else "findings"
    console.print(f"[bold red]{len(findings)} {noun}[/]")
    for finding in findings:
        console.print(f"- {escape(str(finding))}", soft_wrap=True)
    raise typer.Exit(1)
