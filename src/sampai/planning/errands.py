"""Goods with a way to go: what is to be carried from where to where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from sampai.election import Sizes
from sampai.planning.fleet import VehicleType
from sampai.planning.goods import Lot, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """
    Goods that one vehicle is to carry between two places.

    Parameters
    ----------
    lots
        The goods.
    from_id, to_id
        Where they board and where they leave.
    ready_s
        When they are ready to board. [s]
    """

    lots: tuple[Lot, ...]
    from_id: str
    to_id: str
    ready_s: int = 0

    @property
    def boxes(self) -> int:
        """Boxes in all lots."""
        return total(self.lots)[0]

    @property
    def volume_l(self) -> float:
        """Litres of all lots. [l]"""
        return total(self.lots)[1]

    @property
    def mass_kg(self) -> float:
        """Kilograms of all lots. [kg]"""
        return total(self.lots)[2]


def bundle(
    errands: Iterable[Errand], smallest: VehicleType, sizes: Sizes
) -> list[Errand]:
    """
    Join errands of the same way into as few as the smallest vehicle takes.

    Parameters
    ----------
    errands
        Errands of any size.
    smallest
        The vehicle type that every bundle must fit.
    sizes
        Sizes of the pieces, for lots that have to be split.

    Returns
    -------
    list of Errand
        Sorted by their way; no bundle is larger than the vehicle.
    """
    bundles = []
    ordered = sorted(errands, key=_way)
    for _, group in groupby(ordered, key=_way):
        same = list(group)
        lots = [
            piece
            for errand in same
            for lot in errand.lots
            for piece in split(lot, smallest, sizes)
        ]
        ready_s = max(errand.ready_s for errand in same)
        bundles += [
            replace(same[0], lots=held, ready_s=ready_s)
            for held in _fill(lots, smallest)
        ]
    return bundles


def _way(errand: Errand) -> tuple[str, str]:
    return errand.from_id, errand.to_id


def _fits(lots: Sequence[Lot], kind: VehicleType) -> bool:
    _, volume_l, mass_kg = total(lots)
    return volume_l <= kind.volume_l and mass_kg <= kind.mass_kg


def _fill(lots: Sequence[Lot], kind: VehicleType) -> list[tuple[Lot, ...]]:
    """Even bundles: five and five rather than nine and one."""
    _, volume_l, mass_kg = total(lots)
    count = kind.loads_needed(volume_l, mass_kg)
    while count < len(lots):
        cuts = [len(lots) * k // count for k in range(count + 1)]
        held = [tuple(lots[a:b]) for a, b in pairwise(cuts)]
        if all(_fits(bundle, kind) for bundle in held):
            return held
        count += 1
    return [(lot,) for lot in lots]


def split(lot: Lot, kind: VehicleType, sizes: Sizes) -> list[Lot]:
    """
    Cut a lot into parts that a vehicle takes.

    Parameters
    ----------
    lot
        Goods of one tps or district.
    kind
        The vehicle type.
    sizes
        Sizes of the pieces.

    Returns
    -------
    list of Lot
        The lot itself where it fits.

    Raises
    ------
    ValueError
        When a single piece is larger than the vehicle.
    """
    if _fits([lot], kind):
        return [lot]
    for count in range(2, lot.boxes + lot.booths + lot.bags + 1):
        parts = [
            lot.part(
                sizes,
                boxes=_share(lot.boxes, k, count),
                booths=_share(lot.booths, k, count),
                bags=_share(lot.bags, count - 1 - k, count),
            )
            for k in range(count)
        ]
        if all(_fits([part], kind) for part in parts):
            return parts
    return _piece_by_piece(lot, kind, sizes)


def _piece_by_piece(lot: Lot, kind: VehicleType, sizes: Sizes) -> list[Lot]:
    """Fill part after part where even parts are too large for the vehicle."""
    pieces = [
        *[(1, 0, 0)] * lot.boxes,
        *[(0, 1, 0)] * lot.booths,
        *[(0, 0, 1)] * lot.bags,
    ]
    parts: list[Lot] = []
    held = (0, 0, 0)
    for piece in pieces:
        more = held[0] + piece[0], held[1] + piece[1], held[2] + piece[2]
        if any(held) and not _fits([_part(lot, sizes, more)], kind):
            parts.append(_part(lot, sizes, held))
            more = piece
        held = more
    parts.append(_part(lot, sizes, held))
    if not all(_fits([part], kind) for part in parts):
        msg = f"a piece of {lot.subject} is larger than a {kind.name}"
        raise ValueError(msg)
    return parts


def _part(lot: Lot, sizes: Sizes, pieces: tuple[int, int, int]) -> Lot:
    boxes, booths, bags = pieces
    return lot.part(sizes, boxes=boxes, booths=booths, bags=bags)


def takes_every_piece(kind: VehicleType, sizes: Sizes) -> bool:
    """
    Tell whether a vehicle holds a piece of every kind by itself.

    Parameters
    ----------
    kind
        The vehicle type.
    sizes
        Sizes of the pieces.

    Returns
    -------
    bool
        Whether no piece is larger or heavier than the vehicle takes.
    """
    litres = (sizes.box_l, sizes.booth_l, sizes.bag_l, sizes.district_box_l)
    kilograms = (
        *(sizes.box_kg, sizes.booth_kg),
        *(sizes.bag_kg, sizes.district_box_kg),
    )
    return max(litres) <= kind.volume_l and max(kilograms) <= kind.mass_kg


def _share(pieces: int, part: int, count: int) -> int:
    """Pieces of one part when they are spread evenly."""
    return pieces // count + (part < pieces % count)


def smallest_type(
    names: Iterable[str], fleet: Mapping[str, VehicleType]
) -> VehicleType:
    """
    Pick the vehicle type that carries least.

    Parameters
    ----------
    names
        Vehicle types to choose from.
    fleet
        All vehicle types.

    Returns
    -------
    VehicleType
        The one with the least volume, then the least mass.
    """
    return min(
        (fleet[name] for name in names),
        key=lambda kind: (kind.volume_l, kind.mass_kg, kind.name),
    )
