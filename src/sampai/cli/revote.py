"""`sampai revote`: a second distribution for tps that vote again."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from sampai.cli.datasets import open_dataset
from sampai.cli.language import Language
from sampai.cli.result import show_result
from sampai.cli.screen import Steps, notice_console, result_console
from sampai.cli.staging import refuse_strangers, staged
from sampai.cli.view import plain_table
from sampai.cli.writing import write_into
from sampai.documents.dataset_files import write_dataset
from sampai.documents.words import words_of
from sampai.operation import plan_operation
from sampai.operation.chance import Chance
from sampai.operation.revote import REGENCY, Revote, prepare_revote

DATASET = "dataset"


def run(
    named: str,
    tps_ids: Sequence[str],
    day: int,
    out: Path,
    language: Language,
) -> None:
    """
    Plan a re-vote, write the plan with its dataset and print its result.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    tps_ids
        Who votes again.
    day
        Whole days after the first voting day.
    out
        Folder to write; it appears whole or not at all.
    language
        Language of the result and the papers.
    """
    refuse_strangers(out)
    with Steps(notice_console()) as steps:
        steps.begin("Read and check the dataset")
        revote = prepare_revote(open_dataset(named), tps_ids, day)
        dataset = revote.dataset
        steps.begin("Plan the re-vote")
        operation = plan_operation(dataset, chance=Chance(robust=True))
        with staged(out) as folder:
            steps.begin("Write the dataset of the re-vote")
            write_dataset(dataset, folder / DATASET)
            write_into(folder, dataset, operation, language, steps)
    console = result_console()
    _show_heading(console, revote, language)
    show_result(console, dataset, operation, out, language)


def _show_heading(
    console: Console, revote: Revote, language: Language
) -> None:
    """Say first that this is a re-vote, and where its ballots come from."""
    words = words_of(revote.dataset.settings, language)
    console.print()
    heading = words(
        "revote.heading",
        count=len(revote.tps_ids),
        day=f"{revote.dataset.settings.voting_day:%d/%m/%Y} (H+{revote.day})",
    )
    console.print(f"[bold reverse] {escape(heading)} [/]")
    console.print(escape(words("revote.where", tps=", ".join(revote.tps_ids))))
    console.print()
    table = plain_table(words("revote.reserve"))
    for key in ("contest", "holder", "todo"):
        table.add_column(words(f"revote.{key}"))
    for key in ("needed", "held"):
        table.add_column(words(f"revote.{key}"), justify="right")
    for row in revote.reserve.iter_rows(named=True):
        here = row["holder"] == REGENCY
        todo = words("revote.take" if here else "revote.request")
        table.add_row(
            escape(row["contest"]),
            words.code("holder", row["holder"]),
            todo if here else f"[bold red]{todo}[/]",
            words.whole(row["needed"]),
            words.whole(row["reserve"]),
        )
    console.print(table)
