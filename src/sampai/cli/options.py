"""Options that several commands share; light, so that help comes at once."""

from typing import Annotated

import typer

ForecastOption = Annotated[
    list[str] | None,
    typer.Option(
        "--forecast",
        metavar="NAME",
        help="Forecast of the rain by BMKG: a file or an https address; "
        "repeat it.",
    ),
]

MaritimeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--maritime",
        metavar="NAME",
        help="Forecast of the sea by BMKG: a file or an https address; "
        "repeat it.",
    ),
]

AlertOption = Annotated[
    list[str] | None,
    typer.Option(
        "--alert",
        metavar="NAME",
        help="Alert (CAP 1.2) or list of alerts (RSS): a file or an https "
        "address; repeat it.",
    ),
]

ExerciseOption = Annotated[
    bool,
    typer.Option(
        "--exercise", help="Take alerts that are rehearsals or tests too."
    ),
]
