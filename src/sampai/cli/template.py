"""`sampai template`: an empty workbook to fill in."""

from pathlib import Path

from rich.markup import escape

from sampai.cli.screen import result_console
from sampai.errors import DatasetError, Fault
from sampai.tables import write_template

ENDING = ".xlsx"


def run(path: Path) -> None:
    """
    Write the template.

    Parameters
    ----------
    path
        Workbook to write.

    Raises
    ------
    DatasetError
        When a file lies there already, or the ending is another.
    """
    if path.suffix.lower() != ENDING:
        raise DatasetError([_wrong_ending(path)])
    # A workbook that lies there may hold a week of typing.
    if path.exists():
        raise DatasetError([_taken(path)])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_template(path)
    console = result_console()
    console.print(f"Written: [bold]{escape(str(path))}[/]", soft_wrap=True)
    console.print(
        f"Fill it in, then: sampai check-data {escape(str(path))}",
        soft_wrap=True,
    )


def _wrong_ending(path: Path) -> Fault:
    return Fault(
        file=str(path),
        found=f"the ending {path.suffix!r}",
        expected=f"the name of a workbook, ending in {ENDING}",
        remedy=f"Write {path.with_suffix(ENDING)} instead.",
    )


def _taken(path: Path) -> Fault:
    return Fault(
        file=str(path),
        found="a file of this name",
        expected="a new file",
        remedy="Choose another name, or move that file away.",
    )
