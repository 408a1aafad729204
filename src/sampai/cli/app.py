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
from sampai.cli.options import (
    AlertOption,
    ExerciseOption,
    ForecastOption,
    MaritimeOption,
)
from sampai.errors import SampaiError

# As operation.chance has it, which is not imported before a command runs.
SCENARIOS = 10_000
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

ScenariosOption = Annotated[
    int,
    typer.Option(
        metavar="N",
        help="Scenarios of weather and luck that are drawn.",
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
    scenarios: ScenariosOption = SCENARIOS,
    robust: Annotated[
        bool,
        typer.Option(
            "--robust",
            help="Search for the cheapest plan with which every TPS reaches "
            "the dataset's on-time probability.",
        ),
    ] = False,
    prices: Annotated[
        bool,
        typer.Option(
            "--prices", help="Add what one change of what is given buys."
        ),
    ] = False,
    forecast: ForecastOption = None,
    maritime: MaritimeOption = None,
    alert: AlertOption = None,
    exercise: ExerciseOption = False,
) -> None:
    """Plan the distribution, out and back, and write it to a folder."""
    from sampai.cli.plan import Search, run

    search = Search(
        iterations=iterations,
        seed=seed,
        scenarios=scenarios,
        robust=robust,
        prices=prices,
        outlook=(*(forecast or ()), *(maritime or ()), *(alert or ())),
        exercise=exercise,
    )
    run(dataset, out, language, search)


@app.command()
def simulate(
    dataset: DatasetArgument,
    plan: Annotated[
        Path,
        typer.Argument(
            metavar="PLAN", help="Folder that `sampai plan` wrote."
        ),
    ],
    *,
    scenarios: ScenariosOption = SCENARIOS,
    seed: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=2**32 - 1,
            metavar="N",
            help="Seed of the scenarios; that of the plan where it is left "
            "out.",
        ),
    ] = None,
    processes: Annotated[
        int,
        typer.Option(
            min=1,
            max=256,
            metavar="N",
            help="How many compute side by side; the answer is the same.",
        ),
    ] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write the plan there again with the new risk.",
        ),
    ] = None,
    forecast: ForecastOption = None,
    maritime: MaritimeOption = None,
    alert: AlertOption = None,
    exercise: ExerciseOption = False,
    language: LanguageOption = Language.INDONESIAN,
) -> None:
    """Run a plan through scenarios and print what may become of it."""
    from sampai.cli.simulate import Draw, run

    draw = Draw(
        scenarios=scenarios,
        seed=seed,
        processes=processes,
        outlook=(*(forecast or ()), *(maritime or ()), *(alert or ())),
        exercise=exercise,
    )
    run(dataset, plan, language, draw, out)


@app.command()
def prices(
    dataset: DatasetArgument,
    plan: Annotated[
        Path,
        typer.Argument(
            metavar="PLAN", help="Folder that `sampai plan` wrote."
        ),
    ],
    *,
    scenarios: ScenariosOption = SCENARIOS,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write the plan there again with its prices.",
        ),
    ] = None,
    language: LanguageOption = Language.INDONESIAN,
) -> None:
    """Print what an hour, a day, a vehicle or a hub more would buy."""
    from sampai.cli.prices import run

    run(dataset, plan, scenarios, language, out)


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
def conditions(
    dataset: DatasetArgument,
    *,
    forecast: ForecastOption = None,
    maritime: MaritimeOption = None,
    alert: AlertOption = None,
    exercise: ExerciseOption = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where the picture is written."),
    ] = None,
    language: LanguageOption = Language.INDONESIAN,
) -> None:
    """Print what is known and what is assumed of the days, and draw it."""
    from sampai.cli.conditions import run

    names = [*(forecast or ()), *(maritime or ()), *(alert or ())]
    run(dataset, names, language, exercise=exercise, out=out)


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


@app.command()
def replan(
    dataset: DatasetArgument,
    plan: Annotated[
        Path,
        typer.Argument(metavar="PLAN", help="Folder of the plan that runs."),
    ],
    state: Annotated[
        Path,
        typer.Argument(
            metavar="STATE",
            help="Folder of the live state: moment.toml, holdings, closures "
            "and vehicles_now.",
        ),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="Where the new plan is written."),
    ],
    language: LanguageOption = Language.INDONESIAN,
) -> None:
    """Replan what has not departed, changing as little as may be."""
    from sampai.cli.replan import run

    run(dataset, plan, state, out, language)


@app.command()
def revote(
    dataset: DatasetArgument,
    *,
    tps: Annotated[
        list[str],
        typer.Option(metavar="ID", help="A TPS that votes again; repeat it."),
    ],
    day: Annotated[
        int,
        typer.Option(metavar="N", help="Whole days after voting day."),
    ],
    out: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="Where the plan is written."),
    ],
    language: LanguageOption = Language.INDONESIAN,
) -> None:
    """Plan a second distribution for TPS that vote again."""
    from sampai.cli.revote import run

    run(dataset, tuple(tps), day, out, language)


@app.command()
def serve(
    *,
    port: Annotated[
        int, typer.Option(metavar="N", min=1, max=65_535, help="Port.")
    ] = 8000,
    address: Annotated[
        str, typer.Option(metavar="IP", help="Address of this machine.")
    ] = "127.0.0.1",
    workers: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="Processes that make pages."),
    ] = 2,
    demo: Annotated[
        str | None,
        typer.Option(
            metavar="DATASET",
            help="Serve a demo of this dataset, to this machine only.",
        ),
    ] = None,
    operation: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Plan that the demo shows."),
    ] = None,
    prepare_only: Annotated[
        bool,
        typer.Option(
            "--prepare-only", help="Make everything ready, serve nothing."
        ),
    ] = False,
) -> None:
    """Serve the site; its settings come from the environment."""
    from sampai.cli.serve import run
    from sampai.web.serving.service import Place

    place = Place(address=address, port=port, workers=workers)
    run(place, demo, operation, prepare_only=prepare_only)


@app.command()
def enrol(
    username: Annotated[
        str, typer.Argument(metavar="USERNAME", help="Word to sign in with.")
    ],
    *,
    regency: Annotated[
        str, typer.Option(metavar="CODE", help="Code such as pesisir-barat.")
    ],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Name of the regency.")
    ],
) -> None:
    """Give the first person of a regency's KPU a way in."""
    from sampai.cli.serve import run_enrol

    run_enrol(username, regency, name)
