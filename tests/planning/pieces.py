"""Goods and vehicles of round numbers, for tests of what carries what."""

from typing import Any

from hypothesis import strategies as st

from sampai.election import Sizes
from sampai.planning.fleet import VehicleType
from sampai.planning.goods import Lot

# A box is 10 l and 4 kg, a booth 3 l and 2 kg, a bag 1 l and 1 kg.
SIZES = Sizes(
    box_l=10.0,
    box_kg=4.0,
    booth_l=3.0,
    booth_kg=2.0,
    bag_l=1.0,
    bag_kg=1.0,
    district_box_l=10.0,
    district_box_kg=2.0,
)

HOUR = 3600
DAY = 24 * HOUR


def lot(
    tps_id: str | None = "T1",
    boxes: int = 2,
    booths: int = 2,
    bags: int = 1,
    *,
    for_place_id: str | None = None,
) -> Lot:
    """
    Give goods with the litres and kilograms of their pieces.

    Parameters
    ----------
    tps_id, for_place_id
        Whose goods; a tps unless a district is named.
    boxes, booths, bags
        Pieces; 27 l and 13 kg as they stand.

    Returns
    -------
    Lot
        The goods.
    """
    empty = Lot(
        tps_id=None if for_place_id else tps_id,
        for_place_id=for_place_id,
        boxes=0,
        booths=0,
        bags=0,
        volume_l=0.0,
        mass_kg=0.0,
    )
    return empty.part(SIZES, boxes=boxes, booths=booths, bags=bags)


def vehicle(name: str = "lorry", **other: Any) -> VehicleType:
    """
    Give a vehicle of 100 l and 50 kg that works from 06.00 to 18.00.

    Parameters
    ----------
    name
        Its kind.
    **other
        What is different.

    Returns
    -------
    VehicleType
        The kind.
    """
    values: dict[str, Any] = {
        "count": 2,
        "base_id": "D",
        "volume_l": 100.0,
        "mass_kg": 50.0,
        "fixed_idr": 1000,
        "per_km_idr": 10,
        "per_hour_idr": 100,
        "shift_start_s": 6 * HOUR,
        "shift_end_s": 18 * HOUR,
        "duty_s": 12 * HOUR,
        "escort": 0,
    }
    return VehicleType(name=name, **values | other)


@st.composite
def lots(draw: st.DrawFn) -> Lot:
    """Draw goods of a tps or a district, at least one piece."""
    if draw(st.booleans()):
        own = draw(st.sampled_from(["H1", "H2"]))
        count = draw(st.integers(1, 4))
        return lot(boxes=count, booths=0, bags=0, for_place_id=own)
    boxes = draw(st.integers(0, 6))
    booths = draw(st.integers(0, 12))
    return lot(
        draw(st.sampled_from(["T1", "T2", "T3"])),
        boxes,
        booths,
        draw(st.integers(0 if boxes + booths else 1, 2)),
    )


@st.composite
def vehicles(draw: st.DrawFn) -> VehicleType:
    """Draw a vehicle that takes at least one piece of any kind."""
    return vehicle(
        volume_l=draw(st.integers(10, 120)) / 1.0,
        mass_kg=draw(st.integers(4, 60)) / 1.0,
    )
