"""The numbers of the draws come from the tables, the special row first."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from sampai.conditions.hazards import (
    Hazards,
    leg_districts,
    missing_hazards,
    rain_surfaces,
    read_climate,
    read_hazards,
    seas,
)

ROWS = {
    ("closure_length", "surface"): (8.0, 0.6),
    ("closure_length", "beach"): (3.0, 0.2),
    ("breakdown", "truck"): (4e-5, 7200.0),
}
HAZARDS = Hazards(rows=ROWS)


@pytest.mark.parametrize(
    ("hazard", "applies_to", "found"),
    [
        ("closure_length", ("beach", "surface"), (3.0, 0.2)),
        ("closure_length", ("road", "surface"), (8.0, 0.6)),
        ("closure_length", ("surface", "beach"), (8.0, 0.6)),
        ("closure_length", ("road",), None),
        ("breakdown", ("pickup",), None),
        ("wave", ("sea",), None),
        ("breakdown", (), None),
    ],
)
def test_the_most_special_row_is_found_first(hazard, applies_to, found):
    assert HAZARDS.find(hazard, *applies_to) == found


def test_hazards_are_read_by_what_they_apply_to(dataset):
    rows = read_hazards(dataset).rows
    assert rows["leg_speed", "trip"] == (1.0, 0.15)
    assert rows["breakdown", "jukung"] == (0.0005, 36000.0)
    assert len(rows) == len(dataset.hazards)


def test_a_parameter_that_is_not_there_is_no_number(dataset):
    first, second = read_hazards(dataset).rows["loading_delay", "trip"]
    assert (first, np.isnan(second)) == (600.0, True)


def test_nothing_is_missing_in_the_packaged_dataset(dataset):
    assert missing_hazards(dataset) == ()


def test_every_hazard_without_a_row_is_named(dataset):
    empty = replace(
        dataset, hazards=dataset.hazards.clear(), climate=dataset.climate[:0]
    )
    assert missing_hazards(empty) == tuple(
        sorted(
            [
                *(
                    f"breakdown, {kind}"
                    for kind in dataset.vehicles["vehicle_type"]
                ),
                "climate, district",
                *(
                    f"closure_{what}, {surface}"
                    for what in ("length", "start")
                    for surface in ("beach", "local", "patrol", "trunk")
                ),
                "counting_end, tps",
                "leg_speed, trip",
                "loading_delay, trip",
                "stage_release_delay, origin",
                "wave, sea",
                "wave_day_to_day, sea",
            ]
        )
    )


def test_a_row_for_every_surface_stands_for_each(dataset):
    """The general row covers all; a special one covers its own alone."""
    special = pl.when(pl.col("hazard") == "closure_start").then(
        pl.lit("beach")
    )
    changed = replace(
        dataset,
        hazards=dataset.hazards.with_columns(
            special.otherwise("applies_to").alias("applies_to")
        ),
    )
    assert missing_hazards(changed) == (
        "closure_start, local",
        "closure_start, patrol",
        "closure_start, trunk",
    )


def test_climate_is_sorted_and_stands_where_the_hub_is(dataset):
    shuffled = replace(dataset, climate=dataset.climate.reverse())
    climate = read_climate(shuffled)
    assert climate.district_ids == tuple(
        sorted(dataset.climate["district_id"])
    )
    hub = dataset.places.filter(place_id="18.13.03")
    row = climate.district_ids.index("18.13.03")
    assert climate.place[row].tolist() == [hub["lat"][0], hub["lon"][0]]
    assert climate.heavy_prob[row] == 0.16
    assert climate.persistence.tolist() == [0.45] * 11


def test_a_leg_lies_in_the_district_of_its_first_end(dataset):
    district = dict(
        dataset.places.select("place_id", "parent_id").iter_rows()
    ) | {
        hub: hub
        for hub in dataset.places.filter(kind="hub")["place_id"].to_list()
    }
    found = leg_districts(dataset)
    ends = dataset.legs.select("from_id", "to_id").rows()
    assert len(found) == len(ends)
    for where, (first, second) in zip(found, ends, strict=True):
        if first == "DEPOT":
            assert where == district[second]
        else:
            assert where == district[first]


def test_a_leg_from_the_depot_lies_where_it_ends(dataset):
    """The depot has no district; a leg between two of them has none."""
    first = dataset.legs[:1]
    ends = [("DEPOT", "18.13.02"), ("18.13.02", "DEPOT"), ("DEPOT", "DEPOT")]
    legs = pl.concat(
        [
            first.with_columns(from_id=pl.lit(a), to_id=pl.lit(b))
            for a, b in ends
        ]
    )
    assert leg_districts(replace(dataset, legs=legs)) == (
        "18.13.02",
        "18.13.02",
        "",
    )


def test_surfaces_are_known_by_what_closes_them(dataset):
    """Rain closes the beach too, though the tide is named first."""
    assert seas(dataset) == ("sea",)
    assert rain_surfaces(dataset) == ("beach", "local", "patrol", "trunk")


def test_a_surface_with_no_chance_of_closing_is_none_that_rain_closes(
    dataset,
):
    calm = replace(
        dataset,
        surfaces=dataset.surfaces.with_columns(
            closure_per_heavy_rain_day=pl.lit(0.0)
        ),
    )
    assert rain_surfaces(calm) == ()
