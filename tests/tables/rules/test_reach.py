"""What no chain of vehicles reaches is found; transfers are ways."""

import pytest

from sampai.errors import DatasetError
from sampai.tables import read_dataset
from sampai.tables.rules.reach import Joined
from tests.tables.overlays import copy_of_sound


def faults(folder) -> list[tuple[str | None, str]]:
    """Tell column and finding of every fault."""
    with pytest.raises(DatasetError) as refused:
        read_dataset(folder)
    return [(fault.column, fault.found) for fault in refused.value.faults]


def test_what_is_joined_hangs_together():
    joined = Joined()
    joined.join("a", "b")
    joined.join("c", "d")
    assert joined.root("a") == joined.root("b") != joined.root("c")
    joined.join("b", "c")
    assert joined.root("a") == joined.root("d")
    assert joined.root("alone") == "alone"


def test_goods_change_vehicles_at_any_place_two_kinds_reach(tmp_path):
    """The motorcycle starts in the far village and meets the truck at T.A."""
    folder = copy_of_sound(tmp_path, vehicles=("5,T.A,112", "5,A.2,112"))
    assert read_dataset(folder)


def test_a_vehicle_serves_only_what_hangs_together_with_its_base(tmp_path):
    """The cart could ride a beach, but its base is on the island."""
    folder = copy_of_sound(
        tmp_path,
        speeds=("trail,beach,9,assumed", "cart,beach,4,assumed"),
    )
    assert faults(folder) == [
        ("place_id", "'A.2', which no vehicle can reach")
    ]


def test_a_junction_or_landing_nobody_needs_may_lie_apart(tmp_path):
    folder = copy_of_sound(
        tmp_path,
        places=(
            "J1,junction",
            "J9,junction,,,H.B,-5.25,103.97,,,assumed\nJ1,junction",
        ),
    )
    assert read_dataset(folder)


def test_a_village_without_tps_may_lie_apart(tmp_path):
    folder = copy_of_sound(
        tmp_path,
        places=(
            "J1,junction",
            "A.9,village,Hutan,,H.A,-5.1,104,,,assumed\nJ1,junction",
        ),
    )
    assert read_dataset(folder)


def test_the_network_is_not_judged_while_its_tables_have_faults(tmp_path):
    folder = copy_of_sound(
        tmp_path, legs=("J1,H.B,trunk,9500", "J1,H.B,trunk,95OO")
    )
    assert faults(folder) == [("distance_m", "'95OO'")]
