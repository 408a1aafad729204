"""Goods as they travel."""

import polars as pl
import pytest

from sampai.election import consignments, load_regulation, sizes
from tests.election.regencies import regency

RULES_2024 = load_regulation("pilkada-2024")
RULES_2020 = load_regulation("pilkada-2020")


def test_a_tps_travels_as_two_boxes_four_booths_and_a_bag():
    """2 x 96 + 4 x 5 + 4 = 216 l; 2 x 12 + 4 x 1.5 + 2 = 32 kg."""
    goods = consignments(regency([[300]]), RULES_2024)
    assert goods.filter(tps_id="V1.001").rows() == [
        ("V1.001", None, "V1", 2, 4, 1, 216.0, 32.0)
    ]


def test_a_district_travels_as_two_boxes():
    goods = consignments(regency([[300]]), RULES_2024)
    assert goods.filter(for_place_id="H1").rows() == [
        (None, "H1", "H1", 2, 0, 0, 192.0, 6.0)
    ]


def test_with_one_contest_a_tps_travels_as_one_box():
    """96 + 4 x 5 + 4 = 120 l; 12 + 4 x 1.5 + 2 = 20 kg."""
    goods = consignments(regency([[300]], contests=["bupati"]), RULES_2020)
    assert goods.rows() == [
        (None, "H1", "H1", 1, 0, 0, 96.0, 3.0),
        ("V1.001", None, "V1", 1, 4, 1, 120.0, 20.0),
    ]


@pytest.mark.parametrize(
    ("tps", "boxes", "booths", "bags"),
    [
        (3, 6, 12, 3),  # three villages of Lahat, November 2024
        (2, 4, 8, 2),  # Pegat Batumbuk, which noted one bag for both
        (130, 260, 520, 130),  # Blahbatuh
    ],
)
def test_hand_over_papers_of_2024_count_the_same(tps, boxes, booths, bags):
    goods = consignments(regency([[300] * tps]), RULES_2024)
    of_tps = goods.filter(pl.col("tps_id").is_not_null())
    found = of_tps.select(pl.col("boxes", "booths", "bags").sum())
    assert found.row(0) == (boxes, booths, bags)


def test_the_regency_travels_as_608_boxes(pesisir_barat):
    """293 x 216 + 11 x 192 = 65,400 l; 293 x 32 + 11 x 6 = 9,442 kg."""
    goods = consignments(pesisir_barat, RULES_2024)
    sums = goods.select(
        pl.col("boxes", "booths", "bags", "volume_l", "mass_kg").sum()
    )
    assert sums.row(0) == (608, 1172, 293, 65_400.0, 9_442.0)
    assert goods.height == 293 + 11


def test_sizes_are_those_of_the_regulation():
    piece = sizes(RULES_2024)
    assert (piece.box_l, piece.box_kg) == (96, 12)
    assert (piece.booth_l, piece.booth_kg) == (5, 1.5)
    assert (piece.bag_l, piece.bag_kg) == (4, 2)
    assert (piece.district_box_l, piece.district_box_kg) == (96, 3)
