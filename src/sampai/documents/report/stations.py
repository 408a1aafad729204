"""The table of every TPS: when its goods come, when its boxes are back."""

from datetime import datetime
from typing import Any

from sampai.documents.journeys import Journey
from sampai.documents.names import Names, Row
from sampai.documents.report.grids import (
    Cell,
    Column,
    Grid,
    cells,
    number,
    text,
)
from sampai.documents.risk.chances import chances_of
from sampai.tables import Operation

OUT, BACK = "village_to_tps", "tps_to_village"
SHAKY = frozenset({"assumed", "synthesised"})
SOURCE = "tps.csv, stops.csv, loads.csv, last_mile.csv"
Moved = dict[str, tuple[datetime, str]]


def stations_grid(
    operation: Operation, names: Names, journeys: list[Journey]
) -> Grid:
    """
    List every TPS with its moments.

    Parameters
    ----------
    operation
        The plan.
    names
        Names in the language of the report.
    journeys
        Its trips, put together.

    Returns
    -------
    Grid
        A row a TPS.
    """
    rows = _rows(operation, names, journeys)
    columns = [*_columns(names), *_chance(operation, names)]
    words = names.words
    return Grid(
        id="stations",
        title=words("report.stations"),
        note=words("report.stations_note"),
        source=SOURCE if operation.risk.is_empty() else f"{SOURCE}, risk.csv",
        head=[words(f"report.{head}") for head, _ in columns],
        rows=cells(rows, columns),
        ids=[f"tps-{row['tps_id']}" for row in rows],
    )


def _rows(
    operation: Operation, names: Names, journeys: list[Journey]
) -> list[dict[str, Any]]:
    ways = {
        (row["tps_id"], row["stage"]): row
        for row in operation.last_mile.iter_rows(named=True)
    }
    village = {key: row["village_id"] for key, row in names.tps.items()}
    hub = {key: names.hub_of(place) for key, place in village.items()}
    brought = _moved(journeys, {"depot_to_hub", "hub_to_village"}, village)
    fetched = _moved(journeys, {"village_to_hub"}, hub)
    return [
        {
            **tps,
            "brought": brought.get(tps_id),
            "fetched": fetched.get(tps_id),
            "out": ways.get((tps_id, OUT)),
            "back": ways.get((tps_id, BACK)),
        }
        for tps_id, tps in sorted(names.tps.items())
    ]


def _moved(
    journeys: list[Journey], stages: set[str], goal: dict[str, Any]
) -> Moved:
    """When and by which trip the last goods of each TPS reach its goal."""
    found: Moved = {}
    for journey in journeys:
        if journey.trip["stage"] not in stages:
            continue
        for visit in journey.visits:
            for load in visit.off:
                tps_id = load["tps_id"]
                if tps_id and goal[tps_id] == visit.place_id:
                    done = (visit.done_at, journey.id)
                    found[tps_id] = max(found.get(tps_id, done), done)
    return found


def _columns(names: Names) -> list[Column]:
    def moment(at: datetime | None) -> Cell:
        if at is None:
            return Cell(text="", key=0)
        return Cell(text=names.words.moment(at), key=int(at.timestamp()))

    def done(key: str) -> Any:
        return lambda row: moment(row[key][0] if row[key] else None)

    def trip(key: str) -> Any:
        return lambda row: (
            text(row[key][1], anchor=f"trip-{row[key][1]}")
            if row[key]
            else text("")
        )

    def way(key: str, column: str) -> Any:
        return lambda row: moment(row[key][column] if row[key] else None)

    return [
        ("village", lambda r: text(names.place_in_full(r["village_id"]))),
        ("tps", lambda r: number(r["number"], str(r["number"]))),
        ("voters", lambda r: _voters(names, r)),
        ("in_village", done("brought")),
        ("brought_by", trip("brought")),
        ("at_tps", way("out", "arrive_at")),
        ("leaves_tps", way("back", "depart_at")),
        ("at_hub", done("fetched")),
        ("fetched_by", trip("fetched")),
    ]


def _chance(operation: Operation, names: Names) -> list[Column]:
    """Tell the chance of every TPS, where scenarios were run."""
    if operation.risk.is_empty():
        return []
    chances = chances_of(operation, names.words)
    odds = operation.risk.select("tps_id", "on_time_prob", "on_time_se")
    held = {key: (prob, error) for key, prob, error in odds.iter_rows()}

    def cell(row: Row) -> Cell:
        if row["tps_id"] not in held:
            return text("")
        prob, error = held[row["tps_id"]]
        return number(prob, chances.with_error(prob, error))

    return [("chance", cell)]


def _voters(names: Names, row: Row) -> Cell:
    count = row["voters_male"] + row["voters_female"]
    mark = row["confidence"] if row["confidence"] in SHAKY else ""
    return number(count, names.words.whole(count), mark=mark)
