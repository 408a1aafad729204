"""`sampai prices`: what one change of what is given buys."""

from pathlib import Path

from rich.table import Table

from sampai.cli.datasets import open_dataset
from sampai.cli.language import Language
from sampai.cli.screen import Steps, notice_console, result_console
from sampai.cli.staging import refuse_strangers
from sampai.cli.view import View
from sampai.cli.writing import write_all
from sampai.documents.names import names_of
from sampai.documents.risk.chances import chances_of
from sampai.documents.risk.remedies import change_name
from sampai.documents.words import words_of
from sampai.operation.chance import Chance
from sampai.operation.simulating import price_operation
from sampai.tables import read_operation


def run(
    named: str,
    plan: Path,
    scenarios: int,
    language: Language,
    out: Path | None,
) -> None:
    """
    Price what is given to a plan and print it.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    plan
        Folder of the plan.
    scenarios
        How many are drawn.
    language
        Of the result.
    out
        Folder to write the plan to with its prices; nothing is written
        where it is left out.
    """
    chance = Chance(scenarios=scenarios)
    if out is not None:
        refuse_strangers(out)
    with Steps(notice_console()) as steps:
        steps.begin("Read and check the dataset")
        dataset = open_dataset(named)
        steps.begin("Read the plan")
        operation = read_operation(plan)
        tried: list[str] = []

        def tell(change: str) -> None:
            tried.append(change)
            steps.begin(f"Plan and run change {len(tried)}: {change}")

        priced = price_operation(dataset, operation, chance, tell)
        if out is not None:
            write_all(dataset, priced, out, language, steps)
    words = words_of(dataset.settings, language)
    view = View(dataset=dataset, operation=priced, words=words)
    result_console().print(prices_table(view))


def prices_table(view: View) -> Table:
    """
    Show what each change buys, the dearest of what is given first.

    Parameters
    ----------
    view
        A plan with its prices.

    Returns
    -------
    Table
        For the terminal.
    """
    words = view.words
    names = names_of(view.dataset, words.language)
    chances = chances_of(view.operation, words)
    table = Table(
        words("risk.cure"),
        words("risk.cost_then"),
        words("risk.saves"),
        words("risk.lowest"),
        words("risk.mean"),
        words("risk.unserved"),
        title=words("risk.prices"),
        caption=words("risk.prices_note"),
    )
    # What leaves TPS without goods saves nothing: it stands last.
    order = view.operation.prices.sort(
        "unserved",
        "saves_idr",
        "change",
        "subject_id",
        descending=[False, True, False, False],
    )
    for row in order.iter_rows(named=True):
        table.add_row(
            change_name(row["change"], row["subject_id"], names),
            words.whole(row["cost_out_idr"]),
            words.whole(row["saves_idr"]),
            chances.share(row["lowest_on_time_prob"]),
            chances.share(row["mean_on_time_prob"]),
            words.whole(row["unserved"]),
        )
    return table
