"""The tide, the light and the open beach of one day, as shapes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from sampai.conditions import tide_height_m
from sampai.conditions.prospects import Span
from sampai.documents.conditions.calendar import Calendar

# Of a day's picture; it is stretched to the width of its column.
WIDTH, HEIGHT, EDGE = 96.0, 72.0, 6.0
STEP = timedelta(minutes=20)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """
    From moments and metres to the picture of a day.

    Parameters
    ----------
    midnight
        At which the day begins.
    low_m, high_m
        Lowest and highest water of all days. [m]
    """

    midnight: datetime
    low_m: float
    high_m: float

    def x(self, moment: datetime) -> float:
        """
        Place a moment, cut to the day.

        Parameters
        ----------
        moment
            Aware moment.

        Returns
        -------
        float
            Distance from the left edge.
        """
        share = (moment - self.midnight) / ONE_DAY
        return round(min(max(share, 0.0), 1.0) * WIDTH, 1)

    def y(self, height_m: float) -> float:
        """
        Place a height of the water.

        Parameters
        ----------
        height_m
            Above mean sea level. [m]

        Returns
        -------
        float
            Distance from the upper edge.
        """
        share = (self.high_m - height_m) / max(self.high_m - self.low_m, 1e-6)
        return round(EDGE + (HEIGHT - 2 * EDGE) * share, 1)

    def parts(self, spans: Iterable[Span]) -> list[dict[str, float]]:
        """
        Place spans of time.

        Parameters
        ----------
        spans
            Begin and end of each.

        Returns
        -------
        list of dict
            ``x`` and ``width`` of those that fall on the day.
        """
        placed = [(self.x(begin), self.x(end)) for begin, end in spans]
        return [
            {"x": left, "width": round(right - left, 1)}
            for left, right in placed
            if right > left
        ]


def draw_tides(calendar: Calendar) -> list[Mapping[str, Any]]:
    """
    Collect what the template draws of each day.

    Parameters
    ----------
    calendar
        The days.

    Returns
    -------
    list of Mapping
        One picture a day; none where the tide closes no way.
    """
    if not calendar.prospects.tidal:
        return []
    settings = calendar.dataset.settings
    days = calendar.prospects.days
    starts = [days.starts_at(day) for day in calendar.span]
    curves = [_heights(calendar, start) for start in starts]
    limit_m = settings.tide_below_m - settings.tide_margin_m
    every = [height for curve in curves for _, height in curve]
    low_m, high_m = min(*every, limit_m), max(*every, limit_m)
    pictures: list[Mapping[str, Any]] = []
    for at, midnight in enumerate(starts):
        axes = Axes(midnight=midnight, low_m=low_m, high_m=high_m)
        rise, fall = calendar.prospects.sun[at]
        points = [
            f"{axes.x(at):g} {axes.y(height):g}" for at, height in curves[at]
        ]
        pictures.append(
            {
                "nights": axes.parts(
                    [(midnight, rise), (fall, midnight + ONE_DAY)]
                ),
                "open": axes.parts(calendar.prospects.low_water),
                "limit_y": axes.y(limit_m),
                "curve": "M" + "L".join(points),
            }
        )
    return pictures


def _heights(
    calendar: Calendar, midnight: datetime
) -> list[tuple[datetime, float]]:
    steps = int(ONE_DAY / STEP)
    moments = [midnight + STEP * at for at in range(steps + 1)]
    utc = [moment.astimezone(UTC).replace(tzinfo=None) for moment in moments]
    depot = calendar.dataset.places.filter(kind="depot").row(0, named=True)
    heights = tide_height_m(
        calendar.dataset.settings.tide,
        np.array(utc, dtype="datetime64[s]"),
        depot["lat"],
    )
    return list(zip(moments, heights.tolist(), strict=True))
