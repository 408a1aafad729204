"""Write the report page."""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from sampai.clock import Horizon
from sampai.conditions.windows import leg_windows
from sampai.documents.journeys import journeys
from sampai.documents.names import names_of
from sampai.documents.report.coast import draw_rides, draw_tide
from sampai.documents.report.figures import cost_bars, figures
from sampai.documents.report.gantt import Span, draw_gantt
from sampai.documents.report.picture import draw_map
from sampai.documents.report.risk.section import Section, risk_figures
from sampai.documents.report.sections import Sections
from sampai.documents.report.stations import stations_grid
from sampai.documents.report.supply import Supply
from sampai.election import load_regulation
from sampai.tables import Dataset, Operation

FOLDER = "documents/templates/report"


def write_report(
    dataset: Dataset, operation: Operation, path: Path, language: str = "id"
) -> None:
    """
    Write the report: one file that needs no network.

    Parameters
    ----------
    dataset
        The regency.
    operation
        Its plan.
    path
        File to write.
    language
        ``id`` or ``en``.
    """
    environment = Environment(
        loader=PackageLoader("sampai", FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("report.html").render(
        _content(dataset, operation, language)
    )
    path.write_text(page, encoding="utf-8", newline="\n")


def _content(
    dataset: Dataset, operation: Operation, language: str
) -> dict[str, Any]:
    names = names_of(dataset, language)
    words = names.words
    trips = journeys(dataset, operation)
    regulation = load_regulation(dataset.settings.regulation)
    windows = _open_spans(dataset, operation)
    own = Sections(dataset, operation, names, trips)
    supply = Supply(dataset, operation, regulation, words)
    return {
        "language": language,
        "words": words,
        "settings": dataset.settings,
        "summary": operation.summary,
        "regulation": regulation,
        "style": _asset("style.css"),
        "script": _asset("script.js"),
        "risk_style": _asset("risk.css"),
        "risk": (
            {}
            if operation.risk.is_empty()
            else Section(dataset, operation, names).content()
        ),
        "figures": [
            *risk_figures(operation, names),
            *figures(dataset, operation, words),
        ],
        "bars": cost_bars(dataset, operation, words),
        "map": draw_map(dataset, names, trips),
        "days": sorted({journey.trip["day"] for journey in trips}),
        "types": {
            kind: names.vehicle_type(kind)
            for kind in sorted({j.trip["vehicle_type"] for j in trips})
        },
        "gantt": draw_gantt(names, trips, windows),
        "tide": draw_tide(dataset, names, trips, windows),
        "rides": draw_rides(operation, names),
        "first": [own.unserved(), own.exceptions(), own.tight()],
        "beach": supply.crossings(),
        "grids": [
            own.fleet(),
            own.trips(),
            stations_grid(operation, names, trips),
            own.stops(),
            supply.needs(),
            supply.stock(),
            supply.quality(),
        ],
        "unknown": supply.unknown_items(),
        "voting_day": words.date(0),
    }


def _asset(name: str) -> str:
    folder = files("sampai").joinpath(*FOLDER.split("/"))
    return folder.joinpath(name).read_text(encoding="utf-8")


def _open_spans(dataset: Dataset, operation: Operation) -> list[Span]:
    """When the beach is open on the days of the plan."""
    days = operation.trips["day"]
    if not len(days):
        return []
    span = range(int(str(days.min())) - 1, int(str(days.max())) + 2)
    horizon = Horizon(
        voting_day=dataset.settings.voting_day,
        first_day=span[0],
        zone=ZoneInfo(dataset.settings.time_zone),
    )
    windows = leg_windows(dataset, horizon, span)

    def moment(second: int) -> datetime:
        return horizon.moment(second).astimezone(UTC)

    for spans in windows.spans.values():
        return [(moment(a), moment(b)) for a, b in spans.tolist()]
    return []
