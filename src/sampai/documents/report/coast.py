"""The tide and who rides the beach: a picture a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

import numpy as np

from sampai.conditions import daylight, tide_height_m
from sampai.documents.journeys import Journey
from sampai.documents.names import Names
from sampai.documents.report.gantt import Day, Span, spans_ridden
from sampai.tables import Dataset, Operation

TIDE = "tide"
STEP = timedelta(minutes=15)
CURVE_TOP, CURVE_HEIGHT = 24.0, 84.0
BAR_HEIGHT = 14.0
RIDE_WIDTH, RIDE_LEFT, RIDE_ROW = 640.0, 260.0, 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """
    From metres above mean sea level to the picture.

    Parameters
    ----------
    low_m, high_m
        Lowest and highest water of the days shown. [m]
    """

    low_m: float
    high_m: float

    def y(self, height_m: float) -> float:
        """
        Place a height.

        Parameters
        ----------
        height_m
            Above mean sea level. [m]

        Returns
        -------
        float
            Distance from the upper edge of the picture.
        """
        share = (self.high_m - height_m) / max(self.high_m - self.low_m, 1e-6)
        return round(CURVE_TOP + CURVE_HEIGHT * share, 1)


def draw_tide(
    dataset: Dataset,
    names: Names,
    trips: Sequence[Journey],
    open_spans: Sequence[Span],
) -> list[dict[str, Any]]:
    """
    Collect what the template draws, for the days on which a beach is ridden.

    Parameters
    ----------
    dataset
        The regency.
    names
        Names of places and vehicles.
    trips
        Trips of the plan.
    open_spans
        When the beach is open.

    Returns
    -------
    list of dict
        One picture a day; none where no way waits for the tide.
    """
    surfaces = tidal_surfaces(dataset)
    riders = [
        (journey, spans)
        for journey in trips
        if (
            spans := spans_ridden(
                row for row in journey.passages if row["surface"] in surfaces
            )
        )
    ]
    words = names.words
    days = sorted({words.day_of(s[0]) for _, spans in riders for s in spans})
    if not days:
        return []
    curves = {day: _heights(dataset, names, day) for day in days}
    every = [height for curve in curves.values() for _, height in curve]
    scale = Scale(low_m=min(every), high_m=max(every))
    return [
        {
            **_frame(dataset, Day(names=names, day=day), scale),
            "curve": _curve(Day(names=names, day=day), scale, curves[day]),
            "open": _parts(Day(names=names, day=day), open_spans),
            "bars": _bars(Day(names=names, day=day), riders),
        }
        for day in days
    ]


def tidal_surfaces(dataset: Dataset) -> set[str]:
    """
    List the surfaces that the tide closes.

    Parameters
    ----------
    dataset
        The regency.

    Returns
    -------
    set of str
        Their codes.
    """
    rows = dataset.surfaces.select("surface", "closed_by").iter_rows()
    return {surface for surface, by in rows if TIDE in by.split(";")}


def draw_rides(operation: Operation, names: Names) -> dict[str, Any]:
    """
    Set the ride along the whole beach beside the longest opening.

    Parameters
    ----------
    operation
        Its summary names the crossings.
    names
        Names of the vehicles.

    Returns
    -------
    dict
        Bars of a dry and of a wet day, and where the opening ends.
    """
    words = names.words
    crossings = cast(
        "list[dict[str, Any]]", operation.summary.get("tidal_crossings", [])
    )
    if not crossings:
        return {}
    open_s = max(row["longest_open_s"] for row in crossings)
    longest_s = max(open_s, *(row["wet_s"] for row in crossings))
    rows = [
        {
            "label": f"{names.vehicle_type(row['vehicle_type'])}, "
            f"{words(f'report.{key}').lower()}",
            "time": words.span(row[f"{key}_s"]),
            "fits": row[f"{key}_s"] <= row["longest_open_s"],
            "width": round(RIDE_WIDTH * row[f"{key}_s"] / longest_s, 1),
            "y": round(RIDE_ROW * (2 * at + second), 1),
        }
        for at, row in enumerate(crossings)
        for second, key in enumerate(("calm", "wet"))
    ]
    return {
        "rows": rows,
        "left": RIDE_LEFT,
        "open_x": round(RIDE_LEFT + RIDE_WIDTH * open_s / longest_s, 1),
        "open": words.span(open_s),
        "width": RIDE_LEFT + RIDE_WIDTH + 100,
        "height": round(RIDE_ROW * len(rows) + 24, 1),
    }


def _midnight(names: Names, day: int) -> datetime:
    local = names.words.voting_day + timedelta(days=day)
    return datetime.combine(local, time(0), names.words.zone)


def _heights(
    dataset: Dataset, names: Names, day: int
) -> list[tuple[datetime, float]]:
    midnight = _midnight(names, day)
    steps = int(timedelta(days=1) / STEP)
    moments = [midnight + STEP * at for at in range(steps + 1)]
    utc = [moment.astimezone(UTC).replace(tzinfo=None) for moment in moments]
    heights = tide_height_m(
        dataset.settings.tide,
        np.array(utc, dtype="datetime64[s]"),
        _shore(dataset, names)[0],
    )
    return list(zip(moments, heights.tolist(), strict=True))


def _shore(dataset: Dataset, names: Names) -> tuple[float, float]:
    """Find where the tide matters: at the first leg that it closes."""
    surfaces = tidal_surfaces(dataset)
    for from_id, surface in dataset.legs.select(
        "from_id", "surface"
    ).iter_rows():
        if surface in surfaces:
            place = names.places[from_id]
            return place["lat"], place["lon"]
    return 0.0, 0.0


def _frame(dataset: Dataset, day: Day, scale: Scale) -> dict[str, Any]:
    words, settings = day.names.words, dataset.settings
    local: date = words.voting_day + timedelta(days=day.day)
    rise, fall = daylight(*_shore(dataset, day.names), local, words.zone)
    midnight = _midnight(day.names, day.day)
    limit_m = settings.tide_below_m - settings.tide_margin_m
    return {
        "title": f"{words.day(day.day)}, {words.date(day.day)}",
        "nights": _parts(
            day, [(midnight, rise), (fall, midnight + timedelta(days=1))]
        ),
        "limit_y": scale.y(limit_m),
        "limit": f"{words.decimal(limit_m, 2)} m",
        "hours": day.hours(),
        "top": CURVE_TOP,
        "bottom": CURVE_TOP + CURVE_HEIGHT,
    }


def _curve(
    day: Day, scale: Scale, heights: Iterable[tuple[datetime, float]]
) -> str:
    points = [f"{day.x(at):g} {scale.y(height):g}" for at, height in heights]
    return "M" + "L".join(points)


def _parts(day: Day, spans: Iterable[Span]) -> list[dict[str, float]]:
    return [day.part(span) for span in spans if day.holds(span)]


def _bars(
    day: Day, riders: Iterable[tuple[Journey, list[Span]]]
) -> list[dict[str, Any]]:
    names = day.names
    rows: dict[str, list[dict[str, Any]]] = {}
    kinds: dict[str, str] = {}
    for journey, spans in riders:
        vehicle = names.vehicle(journey.trip)
        for span in spans:
            if day.holds(span):
                kinds[vehicle] = journey.trip["vehicle_type"]
                clock = names.words.clock
                rows.setdefault(vehicle, []).append(
                    {
                        **day.part(span),
                        "id": journey.id,
                        "carry": journey.is_carry,
                        "title": f"{journey.id} · {vehicle}: "
                        f"{clock(span[0])}\N{EN DASH}{clock(span[1])}",
                    }
                )
    top = CURVE_TOP + CURVE_HEIGHT + 6
    return [
        {
            "label": vehicle,
            "type": kinds[vehicle],
            "y": round(top + at * BAR_HEIGHT, 1),
            "spans": spans,
        }
        for at, (vehicle, spans) in enumerate(sorted(rows.items()))
    ]
