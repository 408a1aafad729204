"""`sampai plan`: the main job, from a dataset to papers."""

from dataclasses import dataclass, replace
from pathlib import Path

from sampai.cli.datasets import open_dataset
from sampai.cli.language import Language
from sampai.cli.outlook import open_outlook
from sampai.cli.result import show_result
from sampai.cli.screen import Steps, notice_console, result_console
from sampai.cli.staging import refuse_strangers
from sampai.cli.writing import write_all
from sampai.operation.chance import Chance
from sampai.operation.service import ITERATIONS, SEED, plan_operation

# How the steps of the operation read on the terminal.
STEPS = {
    "needs": "Work out the needs",
    "network": "Find the ways",
    "plan": "Plan trips, stops and loads",
    "scenarios": "Run the plan through the scenarios",
    "bound": "Work out the best that any plan can reach",
    "search": "Search for the plan that reaches the target",
    "cures": "Look for what would help the others",
    "prices": "Price what is given",
    "baseline": "Work out the baseline",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """
    How a plan is searched for.

    Parameters
    ----------
    iterations
        How long; ``None`` leaves it to the planner.
    seed
        Of search and scenarios; ``None`` leaves it to the planner.
    scenarios
        How many are drawn.
    robust
        Whether the target is to be reached.
    prices
        Whether to price what is given.
    outlook
        Files and addresses of forecasts and alerts.
    exercise
        Whether rehearsals are taken too.
    """

    iterations: int | None
    seed: int | None
    scenarios: int
    robust: bool
    prices: bool
    outlook: tuple[str, ...] = ()
    exercise: bool = False


def run(named: str, out: Path, language: Language, search: Search) -> None:
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
    search
        How the plan is searched for.
    """
    # A folder that cannot be used is told before the planning, not after.
    refuse_strangers(out)
    # So is a number of scenarios from which nothing can be told.
    chance = Chance(
        scenarios=search.scenarios,
        robust=search.robust,
        prices=search.prices,
    )
    with Steps(notice_console()) as steps:
        steps.begin("Read and check the dataset")
        dataset = open_dataset(named)
        if search.outlook:
            steps.begin("Read forecasts and alerts")
            outlook = open_outlook(
                dataset, search.outlook, exercise=search.exercise
            )
            chance = replace(chance, outlook=outlook)
        operation = plan_operation(
            dataset,
            iterations=_or(search.iterations, ITERATIONS),
            seed=_or(search.seed, SEED),
            chance=chance,
            tell=lambda step: steps.begin(STEPS.get(step, step)),
        )
        write_all(dataset, operation, out, language, steps)
    show_result(result_console(), dataset, operation, out, language)


def _or(given: int | None, usual: int) -> int:
    return usual if given is None else given
