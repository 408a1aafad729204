"""Legs are no shorter than the great circle, but for a little."""

import pytest

from sampai.errors import DatasetError
from sampai.tables import read_dataset
from tests.tables.overlays import copy_of_sound


def read(tmp_path, metres: int):
    """Read a leg along a meridian, from 5.20 to 5.25 south.

    A twentieth of a degree is 6371008.8 m * pi / 180 / 20 = 5559.75 m; one
    percent less is 5504.16 m, and a metre of rounding 5503.16 m.
    """
    folder = copy_of_sound(
        tmp_path,
        places=(
            "J1,junction,,,H.B,-5.25,103.96",
            "J1,junction,,,H.B,-5.25,103.93",
        ),
        legs=("DEPOT,J1,trunk,7500", f"DEPOT,J1,trunk,{metres}"),
    )
    file = folder / "legs.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("8500", "9500"), encoding="utf-8")
    return read_dataset(folder)


def test_one_percent_and_a_metre_of_rounding_are_allowed(tmp_path):
    assert read(tmp_path, 5504)


def test_anything_shorter_is_told_with_the_great_circle(tmp_path):
    with pytest.raises(DatasetError, match="at least 5560, the great circle"):
        read(tmp_path, 5503)


@pytest.mark.parametrize("surface", ["local", "trunk"])
def test_two_legs_between_two_places_need_two_surfaces(tmp_path, surface):
    """A road and a path may run side by side, two roads may not."""
    more = f"J1,DEPOT,{surface},7500,0,derived\nJ1,H.A,"
    folder = copy_of_sound(tmp_path, legs=("J1,H.A,", more))
    if surface == "local":
        assert read_dataset(folder).legs.height == 11
    else:
        with pytest.raises(DatasetError, match="the way back of row 2"):
            read_dataset(folder)
