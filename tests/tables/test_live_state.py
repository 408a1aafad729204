"""A live state: every fault at once, each told so that it can be mended."""

from datetime import UTC, datetime

import pytest

from sampai.errors import DatasetError
from sampai.tables.live_state import read_live_state
from tests.simulation.replan.coastline import coast

HOLDINGS = "tps_id,place_id,trip_id,boxes,booths,bags"
CLOSURES = "from_id,to_id,surface,from_at,to_at,reason"
VEHICLES = "vehicle_type,vehicle,place_id,free_at,usable"
NOON = "2024-11-24T12:00:00+07:00"
EVENING = "2024-11-24T18:00:00+07:00"
FLEET = (
    f"pickup,1,DEPOT,{NOON},yes",
    f"trail_motorcycle,1,TRAIL,{NOON},yes",
    f"trail_motorcycle,2,TRAIL,{NOON},yes",
)


@pytest.fixture
def folder(tmp_path):
    """Give a function that writes a live state and reads it back."""

    def write(moment=f"at = {NOON}", holdings=(), closures=(), fleet=FLEET):
        for name, header, rows in (
            ("holdings", HOLDINGS, holdings),
            ("closures", CLOSURES, closures),
            ("vehicles_now", VEHICLES, fleet),
        ):
            text = "\n".join([header, *rows]) + "\n"
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        (tmp_path / "moment.toml").write_text(moment, encoding="utf-8")
        return read(tmp_path)

    return write


def read(folder):
    held = coast()
    return read_live_state(folder, held.dataset, held.operation)


def faults(write, **rows):
    with pytest.raises(DatasetError) as refused:
        write(**rows)
    return [str(fault) for fault in refused.value.faults]


def test_a_sound_state_is_read(folder):
    state = folder(
        holdings=["N.001,DEPOT,,2,4,1", "F.001,,T0001,2,4,1"],
        closures=[f"HUB,DEPOT,trunk,{NOON},{EVENING},banjir"],
    )
    assert state.at == datetime(2024, 11, 24, 5, tzinfo=UTC)
    assert state.holdings["tps_id"].to_list() == ["F.001", "N.001"]
    assert state.closures["reason"].to_list() == ["banjir"]
    assert state.vehicles_now.height == 3


def test_a_moment_may_stand_in_quotes(folder):
    assert folder(moment=f'at = "{NOON}"').at.hour == 5


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (
            "at = 2024-11-24T12:00:00",
            "found '2024-11-24T12:00:00', without its offset",
        ),
        ("at = 'noon'", "found 'noon', expected a moment with its offset"),
        ("", "found no such key, expected a moment with its offset"),
        (f"at = {NOON}\nto = 3", "column 'to': found an unknown key"),
        (
            "at = 2024-10-24T12:00:00+07:00",
            (
                "found '2024-10-24T12:00:00+07:00', expected a moment of the"
                " operation, 2024-11-22T00:00:00+07:00 to"
                " 2024-12-05T00:00:00+07:00"
            ),
        ),
    ],
)
def test_a_bad_moment_is_refused(folder, moment, told):
    (fault,) = faults(folder, moment=moment)
    assert told in fault


def test_every_fault_is_told_at_once(folder, golden):
    told = faults(
        folder,
        holdings=[
            "N.01,DEPOT,,1,0,0",
            "N.001,DEPOT,T0001,1,0,0",
            "F.001,HUB,,3,0,0",
            "F.001,,T0002,1,0,0",
            "B.001,,T0001,0,0,0",
        ],
        closures=[
            f"DEPOT,HUB,trunk,{EVENING},{NOON},banjir",
            f"DEPOT,TRAIL,trunk,{NOON},{EVENING},banjir",
            f"DEPOT,HUB,trunk,2024-11-24T12:00:00,{EVENING},banjir",
        ],
        fleet=[
            f"pickup,9,DEPOT,{NOON},yes",
            f"trail_motorcycle,1,HUB,{NOON},yes",
            f"trail_motorcycle,2,TRAIL,{NOON},perhaps",
        ],
    )
    golden("live-state-faults.txt", "\n".join(told) + "\n")


def test_a_surface_that_is_not_there_is_told_with_the_one_that_is(folder):
    (fault,) = faults(
        folder, closures=[f"DEPOT,HUB,beach,{NOON},{EVENING},banjir"]
    )
    assert "Between the two there is trunk." in fault


def test_a_vehicle_that_is_done_needs_no_row(folder):
    """At noon of H+2 every trip is over but none has to be told of."""
    assert folder(moment="at = 2024-11-29T12:00:00+07:00", fleet=()).at


def test_missing_files_are_named(tmp_path):
    with pytest.raises(DatasetError) as refused:
        read(tmp_path)
    files = [fault.file for fault in refused.value.faults]
    assert files == [
        *("moment.toml", "holdings.csv", "closures.csv"),
        "vehicles_now.csv",
    ]
