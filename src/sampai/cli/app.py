"""
The commands of the terminal.

Rooms that take long to import are imported by the command that needs them,
so that a mistyped option is told at once.
"""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from sampai import __version__
from sampai.cli.language import Language
from sampai.errors import SampaiError

REFUSED = 1
INTERRUPTED = 130

app = typer.Typer(
    name="sampai",
    help="Every ballot box to every polling station, on time and accounted "
    "for.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DatasetArgument = Annotated[
    str,
    typer.Argument(
        metavar="DATASET",
        help="Folder, workbook, or name of a packaged dataset such as "
        "pesisir-barat-2024.",
    ),
]

LanguageOption = Annotated[
    Language, typer.Option(help="Language of the result and the papers.")
]


def main(arguments: Sequence[str] | None = None) -> None:
    """
    Run a command; tell a refusal as a list of faults.

    Parameters
    ----------
    arguments
        Words after ``sampai``; those of the process when left out.

    Raises
    ------
    SystemExit
        Always: 0 when all went well, 1 when something was refused or found
        wrong, 2 when the command was not understood.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(arguments)
    except SampaiError as refusal:
        _tell(refusal)
    except OSError as error:
        _tell(_unusable(error))
    sys.exit(REFUSED)


def _tell(refusal: SampaiError) -> None:
    from sampai.cli.screen import tell_refusal

    tell_refusal(refusal)


def _unusable(error: OSError) -> SampaiError:
    what = error.strerror or type(error).__name__
    return SampaiError(f"Cannot use {error.filename or 'a file'}: {what}.")


def _version(wanted: bool) -> None:  # noqa: FBT001 (typer passes it so)
    if wanted:
        typer.echo(f"sampai {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Print the version.",
        ),
    ] = False,
) -> None:
    """Bring every ballot box to every polling station, on time."""


@app.command()
def plan(
    dataset: DatasetArgument,
    *,
    out: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="Where the plan is written."),
    ],
    language: LanguageOption = Language.INDONESIAN,
    iterations: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=1_000_000,
            metavar="N",
            help="How long to search: more is slower and cheaper.",
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=2**32 - 1,
            metavar="N",
            help="Same seed, same plan.",
        ),
    ] = None,
) -> None:
    """Plan the distribution, out and back, and write it to a folder."""
    from sampai.cli.plan import run

    run(dataset, out, language, iterations=iterations, seed=seed)


@app.command()
def needs(
    dataset: DatasetArgument,
    *,
    language: LanguageOption = Language.INDONESIAN,
) -> None:
    """Print what the regency needs, item by item, against its stock."""
    from sampai.cli.needs import run

    run(dataset, language)


@app.command()
def check_data(dataset: DatasetArgument) -> None:
    """Check a dataset and list every fault, or say that there is none."""
    from sampai.cli.check_data import run

    run(dataset)


@app.command()
def template(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="Workbook to write, such as template.xlsx."
        ),
    ],
) -> None:
    """Write an empty workbook to fill in, with lists and notes."""
    from sampai.cli.template import run

    run(path)


@app.command()
def verify_plan(
    dataset: DatasetArgument,
    out: Annotated[
        Path,
        typer.Argument(metavar="OUT", help="Folder that `sampai plan` wrote."),
    ],
) -> None:
    """Check a plan from its files alone, independently of the planner."""
    from sampai.cli.verify_plan import run

    run(dataset, out)
