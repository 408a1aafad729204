"""The timetable as a Gantt: a picture a day, a row a vehicle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sampai.documents.journeys import Journey
from sampai.documents.names import Names, Row

HOUR_WIDTH = 40.0
ROW_HEIGHT = 22.0
LABEL_WIDTH = 150.0
HEAD = 22.0
DAY_HOURS = 24

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """
    The clock of one day's picture.

    Parameters
    ----------
    names
        Words know the zone and the voting day.
    day
        Whole days from voting day.
    """

    names: Names
    day: int

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
            Distance from the left edge of the picture.
        """
        local = self.names.words.local(moment)
        hours = local.hour + local.minute / 60 + local.second / 3600
        hours += DAY_HOURS * (self.names.words.day_of(moment) - self.day)
        held = min(max(hours, 0.0), float(DAY_HOURS))
        return round(LABEL_WIDTH + held * HOUR_WIDTH, 1)

    def holds(self, span: Span) -> bool:
        """
        Tell whether any of a span falls on the day.

        Parameters
        ----------
        span
            Its begin and end.

        Returns
        -------
        bool
            Whether it shows.
        """
        return self.x(span[0]) < self.x(span[1])

    def part(self, span: Span) -> dict[str, float]:
        """
        Place a span.

        Parameters
        ----------
        span
            Its begin and end.

        Returns
        -------
        dict
            ``x`` and ``width``; never too thin to see.
        """
        left, right = self.x(span[0]), self.x(span[1])
        return {"x": left, "width": round(max(right - left, 0.6), 1)}

    def hours(self) -> list[dict[str, Any]]:
        """
        Place the full hours.

        Returns
        -------
        list of dict
            ``x`` and ``hour``, every second one.
        """
        return [
            {"x": LABEL_WIDTH + hour * HOUR_WIDTH, "hour": f"{hour:02d}"}
            for hour in range(0, DAY_HOURS + 1, 2)
        ]


def draw_gantt(
    names: Names, trips: Iterable[Journey], open_spans: Iterable[Span]
) -> list[dict[str, Any]]:
    """
    Collect what the template draws, day by day.

    Parameters
    ----------
    names
        Names of places and vehicles.
    trips
        Trips of the plan.
    open_spans
        When the beach is open; drawn behind the bars.

    Returns
    -------
    list of dict
        One picture a day on which a vehicle moves.
    """
    held = list(trips)
    windows = list(open_spans)
    words = names.words
    days = sorted(
        {
            day
            for journey in held
            for day in range(
                words.day_of(journey.trip["load_at"]),
                words.day_of(journey.trip["return_at"]) + 1,
            )
        }
    )
    return [_picture(Day(names=names, day=day), held, windows) for day in days]


def _picture(
    day: Day, trips: Iterable[Journey], windows: Iterable[Span]
) -> dict[str, Any]:
    names = day.names
    rows: dict[tuple[str, int, str], list[Journey]] = {}
    for journey in trips:
        trip = journey.trip
        if day.holds((trip["load_at"], trip["return_at"])):
            # Vehicle 10 stands after vehicle 9: by length, then by letters.
            vehicle = trip["vehicle"]
            key = (trip["vehicle_type"], len(vehicle), vehicle)
            rows.setdefault(key, []).append(journey)
    drawn = [
        {
            "label": names.vehicle(own[0].trip),
            "type": kind,
            "y": round(HEAD + number * ROW_HEIGHT, 1),
            "trips": [_bar(day, journey) for journey in own],
        }
        for number, ((kind, _, _), own) in enumerate(sorted(rows.items()))
    ]
    height = HEAD + len(drawn) * ROW_HEIGHT
    return {
        "day": day.day,
        "title": f"{names.words.day(day.day)}, {names.words.date(day.day)}",
        "width": LABEL_WIDTH + DAY_HOURS * HOUR_WIDTH + HEAD,
        "height": round(height + 4, 1),
        "rows": drawn,
        "hours": day.hours(),
        "open": [day.part(span) for span in windows if day.holds(span)],
    }


def spans_ridden(passages: Iterable[Row]) -> list[Span]:
    """
    Join passages that follow each other without a wait.

    Parameters
    ----------
    passages
        Rows of passages, in order.

    Returns
    -------
    list of Span
        When the vehicle moves.
    """
    spans: list[Span] = []
    for row in passages:
        if spans and spans[-1][1] == row["enter_at"]:
            spans[-1] = (spans[-1][0], row["leave_at"])
        else:
            spans.append((row["enter_at"], row["leave_at"]))
    return spans


def _bar(day: Day, journey: Journey) -> dict[str, Any]:
    trip = journey.trip
    handovers = [
        (visit.start_at, visit.done_at)
        for visit in journey.visits
        if visit.is_exchange and visit.seq
    ]
    loading = (trip["load_at"], trip["depart_at"])
    rides = spans_ridden(journey.passages)
    return {
        **day.part((trip["load_at"], trip["return_at"])),
        "id": journey.id,
        "carry": journey.is_carry,
        "loading": day.part(loading) if day.holds(loading) else None,
        "handovers": [day.part(s) for s in handovers if day.holds(s)],
        "rides": [day.part(s) for s in rides if day.holds(s)],
        "title": _told(day.names, journey),
    }


def _told(names: Names, journey: Journey) -> str:
    """A trip in a sentence, as a bar tells it."""
    trip, words = journey.trip, names.words
    stops = [
        f"{words.clock(visit.arrive_at)} {names.place(visit.place_id)}"
        for visit in journey.visits
        if visit.seq
    ]
    begin = f"{words.clock(trip['load_at'])} {names.place(trip['origin_id'])}"
    end = f"{words.clock(trip['return_at'])} {names.place(trip['end_id'])}"
    return f"{journey.id} · {names.vehicle(trip)}: " + " → ".join(
        [begin, *stops, end]
    )
