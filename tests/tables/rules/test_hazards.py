"""Rows of hazards are judged by the surfaces that there are."""

import pytest

from sampai.errors import DatasetError
from sampai.tables import read_dataset
from tests.tables.overlays import copy_of_sound

INLAND = ("sea,wave,", "sea,,")


def waves_of(applies_to: str) -> tuple[str, str]:
    row = f"wave,{applies_to},ar1_normal,0.85,0.38,m,assumed"
    return "rain_range,", f"{row}\nrain_range,"


def test_an_inland_regency_may_keep_the_rows_of_a_coast(tmp_path):
    folder = copy_of_sound(
        tmp_path, surfaces=INLAND, hazards=waves_of("ocean")
    )
    assert "ocean" in set(read_dataset(folder).hazards["applies_to"])


def test_waves_on_land_are_a_slip_even_inland(tmp_path):
    folder = copy_of_sound(
        tmp_path, surfaces=INLAND, hazards=waves_of("trunk")
    )
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    assert [fault.found for fault in refused.value.faults] == ["'trunk'"]


def test_every_slip_of_the_table_is_told_at_once(tmp_path):
    folder = copy_of_sound(
        tmp_path,
        hazards=(
            "closure_length,surface,lognormal,8,0.6",
            "closure_length,roads,normal,0,-1",
        ),
    )
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    columns = [fault.column for fault in refused.value.faults]
    assert sorted(columns) == ["applies_to", "distribution", "p1", "p2"]


def test_a_name_like_no_other_is_offered_none(tmp_path):
    folder = copy_of_sound(tmp_path, hazards=("rain_range", "zzz"))
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    (fault,) = refused.value.faults
    assert fault.remedy == "Choose one of them."
