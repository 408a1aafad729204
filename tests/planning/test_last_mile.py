"""Walks between village and tps, and who carries."""

from dataclasses import replace

import polars as pl
import pytest

from sampai.planning.last_mile import carriers, sealed_s, walks

# A hundredth of a degree of latitude is 1,111.949 m on the sphere.
NORTH_M = 1111.949


@pytest.mark.parametrize(
    ("mass_kg", "people"),
    [(0, 0), (0.1, 1), (15, 1), (15.01, 2), (32, 3), (24, 2), (0.3 * 50, 1)],
)
def test_each_carries_fifteen_kilograms_at_most(mass_kg, people):
    """32 kg of a tps are three loads; its two boxes back are two."""
    assert carriers(mass_kg) == people


def test_a_walk_is_the_great_circle_with_its_detour(pesisir_barat):
    """1,111.949 m x 1.3 = 1,446 m; at 4 km/h 1,301 s."""
    first = pesisir_barat.tps.head(1)
    village = pesisir_barat.places.filter(
        place_id=first["village_id"][0]
    ).select("lat", "lon")
    moved = first.with_columns(
        lat=pl.lit(village["lat"][0] + 0.01), lon=pl.lit(village["lon"][0])
    )
    [row] = walks(replace(pesisir_barat, tps=moved)).to_dicts()
    assert row["distance_m"] == round(1.3 * NORTH_M) == 1446
    assert row["walk_s"] == 1301
    assert row["voters"] == 525


def test_a_box_is_sealed_after_its_votes_are_counted(pesisir_barat):
    """Two hours and 12 s for each of 500 voters in both contests."""
    assert sealed_s(pesisir_barat, 500, 13 * 3600) == (
        13 * 3600 + 7200 + 12 * 500 * 2
    )


def test_every_tps_has_one_walk(pesisir_barat):
    found = walks(pesisir_barat)
    assert found["tps_id"].to_list() == sorted(pesisir_barat.tps["tps_id"])
    assert (found["walk_s"] >= 0).all()
