"""`sampai check-data`: every fault of a dataset at once."""

from rich.markup import escape

from sampai.cli.datasets import open_dataset
from sampai.cli.screen import result_console
from sampai.cli.view import plain_table

# How far a row can be trusted, from most to least.
CONFIDENCE = ("real", "derived", "synthesised", "assumed")


def run(named: str) -> None:
    """
    Check a dataset; print its tables when it is sound.

    Parameters
    ----------
    named
        Path of a folder or a workbook, or name of a packaged dataset.
    """
    dataset = open_dataset(named)
    console = result_console()
    console.print(
        f"[bold]{escape(dataset.settings.name)}[/]: no fault found",
    )
    table = plain_table()
    table.add_column("table")
    table.add_column("rows", justify="right")
    for confidence in CONFIDENCE:
        table.add_column(confidence, justify="right")
    for name, frame in dataset.frames().items():
        counts = dict(frame.group_by("confidence").len().iter_rows())
        table.add_row(
            name,
            f"{frame.height:,}",
            *(str(counts.get(key, "")) for key in CONFIDENCE),
        )
    console.print(table)
    console.print(f"SHA-256 of the input: {dataset.input_sha256()}")
