"""Pictures and tables of the report, part by part."""

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from sampai.documents.journeys import journeys
from sampai.documents.names import names_of
from sampai.documents.report.coast import (
    CURVE_HEIGHT,
    CURVE_TOP,
    RIDE_WIDTH,
    Scale,
    draw_rides,
    draw_tide,
    tidal_surfaces,
)
from sampai.documents.report.gantt import spans_ridden
from sampai.documents.report.labels import place_labels
from sampai.documents.report.stations import stations_grid
from sampai.documents.report.supply import Supply
from sampai.election import load_regulation


@pytest.fixture(scope="module")
def names(dataset):
    return names_of(dataset, "en")


@pytest.fixture(scope="module")
def trips(dataset, operation):
    return journeys(dataset, operation)


def moment(hour, minute=0):
    return datetime(2024, 11, 25, hour, minute, tzinfo=UTC)


def passage(start, end):
    return {"enter_at": start, "leave_at": end}


def test_a_wait_parts_two_rides():
    rows = [
        passage(moment(6), moment(7)),
        passage(moment(7), moment(8)),
        passage(moment(9), moment(10)),
    ]
    assert spans_ridden(rows) == [
        (moment(6), moment(8)),
        (moment(9), moment(10)),
    ]


def test_high_water_stands_above_low_water():
    scale = Scale(low_m=-0.5, high_m=0.5)
    assert scale.y(0.5) == CURVE_TOP
    assert scale.y(-0.5) == CURVE_TOP + CURVE_HEIGHT
    assert scale.y(0.0) == CURVE_TOP + CURVE_HEIGHT / 2


def test_the_tide_is_drawn_on_the_days_on_which_the_beach_is_ridden(
    dataset, names, trips
):
    """M1 and M2 ride out on day -2, R2 and R3 fetch the boxes on day 1."""
    days = draw_tide(dataset, names, trips, [])
    assert [day["title"][:3] for day in days] == ["H-2", "H+1"]
    rows = [[row["label"] for row in day["bars"]] for day in days]
    motorcycles = ["Trail motorcycle trail-1", "Trail motorcycle trail-2"]
    assert rows == [motorcycles, motorcycles]


def test_nothing_is_drawn_where_no_way_waits_for_the_tide(
    dataset, names, trips
):
    dry = replace(
        dataset, surfaces=dataset.surfaces.with_columns(closed_by=pl.lit(""))
    )
    assert tidal_surfaces(dry) == set()
    assert draw_tide(dry, names, trips, []) == []


def test_a_ride_longer_than_the_opening_is_told_apart(operation, names):
    """9 h on a wet day fill the picture; the beach is open for 6 of them."""
    crossing = {
        "vehicle_type": "trail_motorcycle",
        "calm_s": 4 * 3600,
        "wet_s": 9 * 3600,
        "longest_open_s": 6 * 3600,
    }
    summary = {**operation.summary, "tidal_crossings": [crossing]}
    rides = draw_rides(replace(operation, summary=summary), names)
    calm, wet = rides["rows"]
    assert (calm["fits"], wet["fits"]) == (True, False)
    assert wet["width"] == RIDE_WIDTH
    assert rides["open_x"] == rides["left"] + round(RIDE_WIDTH * 6 / 9, 1)


def test_no_ride_is_compared_where_the_summary_names_none(operation, names):
    assert draw_rides(operation, names) == {}


def place(name, x, kind="hub"):
    return {"name": name, "kind": kind, "x": x, "y": 500.0}


def test_names_of_neighbours_do_not_lie_on_each_other():
    first, second = place_labels(
        [place("Pesisir Tengah", 500.0), place("Krui Selatan", 506.0)], 1000
    )
    assert not first["near"]
    assert not second["near"]
    assert (first["anchor"], first["dy"]) != (second["anchor"], second["dy"])


def test_a_name_without_room_waits_for_a_closer_view():
    crowd = place_labels([place("A long name", 500.0)] * 9, 1000)
    assert crowd[-1]["near"]


def test_a_village_is_named_in_a_closer_view_only():
    (label,) = place_labels([place("Way Haru", 500.0, "village")], 1000)
    assert label["near"]


def test_a_name_at_the_edge_stays_inside():
    (label,) = place_labels([place("Bangkunat", 990.0)], 1000)
    assert label["anchor"] == "end"


def test_every_tps_shows_when_goods_come_and_boxes_return(
    operation, names, trips
):
    grid = stations_grid(operation, names, trips)
    beach = dict(zip(grid.head, grid.rows[0], strict=True))
    assert grid.ids[0] == "tps-B.001"
    assert beach["In the village"].text == "H-2 Mon 25/11 07.17"
    assert beach["At the TPS"].text == "H-1 Tue 26/11 08.04"
    assert beach["At the PPK"].text == "H+1 Thu 28/11 12.16"
    assert beach["Voters"].mark == "assumed"


def test_a_tps_without_a_trip_has_blank_moments(operation, names):
    grid = stations_grid(operation, names, [])
    beach = dict(zip(grid.head, grid.rows[0], strict=True))
    assert beach["In the village"].text == ""
    assert beach["At the TPS"].text == "H-1 Tue 26/11 08.04"


def test_unknown_stock_is_not_zero(dataset, operation, names):
    regulation = load_regulation(dataset.settings.regulation)
    supply = Supply(dataset, operation, regulation, names.words)
    grid = supply.stock()
    received = {row[0].text: row[3].text for row in grid.rows}
    assert received["Indelible ink 40 ml (INK)"] == "unknown"
    assert received["Ballot box (BOX)"] == "6"
    assert grid.rows[0][0].text == "Ballot box (BOX)"
