"""Choose how many vehicles ride which tour: a small integer program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from sampai.election import Sizes
from sampai.planning.fleet import VehicleType
from sampai.planning.tidal.tours import Tour

# Vehicles of a type that may yet set out on a day.
Free = Callable[[str, int], int]

# Far more than the program of a regency needs; a search that stops on the
# clock would give another plan on a slower machine.
MOST_NODES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """
    A way in which one vehicle can serve some villages.

    Parameters
    ----------
    vehicle_type
        Kind of vehicle.
    villages
        Villages served, in the order of the tour.
    day
        Day on which the goods are carried.
    before, carry, after
        Empty tours to the goods, the tour with the goods, empty tours home.
    days
        Calendar days on which the vehicle moves or is away.
    cost_idr
        Price of one vehicle. [rupiah]
    late_boxes
        Boxes a vehicle would bring too late by the same-day rule.
    """

    vehicle_type: str
    villages: tuple[str, ...]
    day: int
    before: tuple[Tour, ...]
    carry: Tour
    after: tuple[Tour, ...]
    days: tuple[int, ...]
    cost_idr: int
    late_boxes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """
    Vehicles of a pattern and the pieces they carry together.

    Parameters
    ----------
    pattern
        The tour.
    vehicles
        How many ride it.
    pieces
        Boxes, booths and bags by village.
    """

    pattern: Pattern
    vehicles: int
    pieces: Mapping[str, tuple[int, int, int]]


def piece_sizes(sizes: Sizes) -> tuple[tuple[float, float], ...]:
    """
    Give litres and kilograms of a box, a booth and a bag.

    Parameters
    ----------
    sizes
        Sizes of the pieces.

    Returns
    -------
    tuple
        For each kind of piece. [l, kg]
    """
    return (
        (sizes.box_l, sizes.box_kg),
        (sizes.booth_l, sizes.booth_kg),
        (sizes.bag_l, sizes.bag_kg),
    )


def most_boxes(kind: VehicleType, sizes: Sizes) -> int:
    """
    Count the boxes that one vehicle carries at most.

    Parameters
    ----------
    kind
        The vehicle type.
    sizes
        Sizes of the pieces.

    Returns
    -------
    int
        Boxes.
    """
    return int(min(kind.volume_l // sizes.box_l, kind.mass_kg // sizes.box_kg))


def roomy(kind: VehicleType, sizes: Sizes) -> VehicleType:
    """
    Give a vehicle type that keeps room for one more booth or bag.

    Parameters
    ----------
    kind
        The vehicle type.
    sizes
        Sizes of the pieces.

    Returns
    -------
    VehicleType
        It takes as many boxes as before.
    """
    boxes = most_boxes(kind, sizes)
    litres = kind.volume_l - max(sizes.booth_l, sizes.bag_l)
    kilograms = kind.mass_kg - max(sizes.booth_kg, sizes.bag_kg)
    return replace(
        kind,
        volume_l=max(litres, boxes * sizes.box_l),
        mass_kg=max(kilograms, boxes * sizes.box_kg),
    )


class _Program:
    """Rows and columns of the integer program, as they are added."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.entries: list[tuple[int, int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def row(
        self, terms: Sequence[tuple[int, float]], low: float, high: float
    ) -> None:
        here = len(self.low)
        self.entries += [(here, column, value) for column, value in terms]
        self.low.append(low)
        self.high.append(high)

    def constraint(self) -> LinearConstraint:
        rows, columns, values = zip(*self.entries, strict=True)
        matrix = csr_array(
            (values, (rows, columns)), shape=(len(self.low), self.columns)
        )
        return LinearConstraint(matrix, self.low, self.high)


def choose(
    patterns: Sequence[Pattern],
    demand: Mapping[str, tuple[int, int, int]],
    fleet: Mapping[str, VehicleType],
    sizes: Sizes,
    late_price_idr: int = 0,
    free: Free | None = None,
) -> tuple[Filling, ...] | None:
    """
    Choose the cheapest patterns that carry everything.

    Parameters
    ----------
    patterns
        The ways to serve the villages.
    demand
        Boxes, booths and bags by village.
    fleet
        The vehicle types.
    sizes
        Sizes of the pieces.
    late_price_idr
        Price of a box that comes too late; above every cost, so that being
        on time comes first. [rupiah]
    free
        Gives the vehicles of a type that may yet set out on a day; all of
        them where it is left out.

    Returns
    -------
    tuple of Filling or None
        None where the fleet does not suffice.
    """
    reach = [
        (number, village)
        for number, pattern in enumerate(patterns)
        for village in pattern.villages
    ]
    columns = len(patterns) + 3 * len(reach)
    place = {pair: len(patterns) + 3 * k for k, pair in enumerate(reach)}
    program = _Program(columns)
    _carry_everything(program, demand, place)
    _fit_vehicles(program, patterns, place, fleet, sizes)
    _count_vehicles(
        program, patterns, free or (lambda name, _day: fleet[name].count)
    )
    cost = np.zeros(columns)
    cost[: len(patterns)] = [pattern.cost_idr for pattern in patterns]
    for (number, _), column in place.items():
        if patterns[number].late_boxes:
            cost[column] = late_price_idr
    answer = milp(
        cost,
        integrality=np.ones(columns),
        bounds=Bounds(0, np.inf),
        constraints=program.constraint(),
        options={"mip_rel_gap": 1e-6, "node_limit": MOST_NODES},
    )
    if answer.x is None:
        return None
    return _read(patterns, place, np.rint(answer.x).astype(int))


def _carry_everything(
    program: _Program,
    demand: Mapping[str, tuple[int, int, int]],
    place: Mapping[tuple[int, str], int],
) -> None:
    for village, pieces in demand.items():
        for kind, count in enumerate(pieces):
            terms = [
                (column + kind, 1.0)
                for (_, served), column in place.items()
                if served == village
            ]
            program.row(terms or [(0, 0.0)], count, count)


def _fit_vehicles(
    program: _Program,
    patterns: Sequence[Pattern],
    place: Mapping[tuple[int, str], int],
    fleet: Mapping[str, VehicleType],
    sizes: Sizes,
) -> None:
    pieces = piece_sizes(sizes)
    for number, pattern in enumerate(patterns):
        kind = fleet[pattern.vehicle_type]
        own = [place[number, village] for village in pattern.villages]
        for dimension, limit in enumerate((kind.volume_l, kind.mass_kg)):
            terms = [
                (column + k, piece[dimension])
                for column in own
                for k, piece in enumerate(pieces)
            ]
            program.row([*terms, (number, -limit)], -np.inf, 0)
        boxes = [(column, 1.0) for column in own]
        limit = most_boxes(kind, sizes)
        program.row([*boxes, (number, -limit)], -np.inf, 0)


def _count_vehicles(
    program: _Program, patterns: Sequence[Pattern], free: Free
) -> None:
    for (name, day), numbers in out_by_day(patterns).items():
        terms = [(number, 1.0) for number in numbers]
        program.row(terms, 0, free(name, day))


def out_by_day(
    patterns: Sequence[Pattern],
) -> dict[tuple[str, int], list[int]]:
    """
    List the patterns whose vehicles are out, by type and day.

    Parameters
    ----------
    patterns
        Tours; one may stand several times.

    Returns
    -------
    dict
        Their positions, in the order of type and day.
    """
    found: dict[tuple[str, int], list[int]] = {}
    for number, pattern in enumerate(patterns):
        for day in pattern.days:
            found.setdefault((pattern.vehicle_type, day), []).append(number)
    return dict(sorted(found.items()))


def _read(
    patterns: Sequence[Pattern],
    place: Mapping[tuple[int, str], int],
    values: np.ndarray[tuple[int], np.dtype[np.int_]],
) -> tuple[Filling, ...]:
    fillings = []
    for number, pattern in enumerate(patterns):
        if not values[number]:
            continue
        columns = {v: place[number, v] for v in pattern.villages}
        pieces = {
            village: tuple(int(n) for n in values[column : column + 3])
            for village, column in columns.items()
        }
        fillings.append(
            Filling(
                pattern=pattern,
                vehicles=int(values[number]),
                pieces=pieces,  # type: ignore[arg-type] # three by the slice
            )
        )
    return tuple(fillings)
