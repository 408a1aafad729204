"""`sampai simulate`: what may become of a plan."""

from dataclasses import dataclass, replace
from pathlib import Path

from sampai.cli.datasets import open_dataset
from sampai.cli.language import Language
from sampai.cli.outlook import open_outlook
from sampai.cli.risk import risk
from sampai.cli.screen import Steps, notice_console, result_console
from sampai.cli.staging import refuse_strangers
from sampai.cli.view import View
from sampai.cli.writing import write_all
from sampai.documents.words import words_of
from sampai.operation.chance import Chance
from sampai.operation.simulating import simulate_operation
from sampai.tables import read_operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """
    What scenarios are drawn.

    Parameters
    ----------
    scenarios, seed
        How many, and their seed; ``None`` takes that of the plan.
    processes
        How many compute side by side.
    outlook
        Files and addresses of forecasts and alerts.
    exercise
        Whether rehearsals are taken too.
    """

    scenarios: int
    seed: int | None
    processes: int
    outlook: tuple[str, ...]
    exercise: bool


def run(
    named: str, plan: Path, language: Language, draw: Draw, out: Path | None
) -> None:
    """
    Run a plan through scenarios and print its risk.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    plan
        Folder of the plan.
    language
        Of the result.
    draw
        What scenarios are drawn.
    out
        Folder to write the plan to with its new risk; nothing is written
        where it is left out.
    """
    chance = Chance(scenarios=draw.scenarios, processes=draw.processes)
    if out is not None:
        refuse_strangers(out)
    with Steps(notice_console()) as steps:
        steps.begin("Read and check the dataset")
        dataset = open_dataset(named)
        steps.begin("Read the plan")
        operation = read_operation(plan)
        if draw.outlook:
            steps.begin("Read forecasts and alerts")
            outlook = open_outlook(
                dataset, draw.outlook, exercise=draw.exercise
            )
            chance = replace(chance, outlook=outlook)
        steps.begin("Run the plan through the scenarios")
        found = simulate_operation(dataset, operation, chance, draw.seed)
        if out is not None:
            write_all(dataset, found, out, language, steps)
    console = result_console()
    words = words_of(dataset.settings, language)
    for part in risk(View(dataset=dataset, operation=found, words=words)):
        console.print()
        console.print(part)
