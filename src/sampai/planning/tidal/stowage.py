"""Hand the pieces of a choice of tours to single vehicles, lot by lot."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sampai.election import Sizes
from sampai.planning.errands import Errand
from sampai.planning.fleet import VehicleType
from sampai.planning.goods import Lot
from sampai.planning.tidal.patterns import Filling, Pattern, piece_sizes


@dataclass(slots=True, kw_only=True)
class Hold:
    """
    One vehicle of a pattern and what it holds.

    Parameters
    ----------
    pattern
        Its tour.
    kind
        Its vehicle type.
    sizes
        Litres and kilograms of a box, a booth and a bag.
    pieces
        Boxes, booths and bags by village, as they are added.
    """

    pattern: Pattern
    kind: VehicleType
    sizes: tuple[tuple[float, float], ...]
    pieces: dict[str, list[int]] = field(default_factory=dict)

    def _load(self, dimension: int) -> float:
        return sum(
            count * self.sizes[kind][dimension]
            for counts in self.pieces.values()
            for kind, count in enumerate(counts)
        )

    def add(self, village: str, kind: int) -> bool:
        """
        Add one piece if it fits.

        Parameters
        ----------
        village
            Whose it is.
        kind
            0 a box, 1 a booth, 2 a bag.

        Returns
        -------
        bool
            Whether it was added.
        """
        piece = self.sizes[kind]
        limits = (self.kind.volume_l, self.kind.mass_kg)
        if any(
            self._load(dimension) + piece[dimension] > limit
            for dimension, limit in enumerate(limits)
        ):
            return False
        self.pieces.setdefault(village, [0, 0, 0])[kind] += 1
        return True


def stow(
    fillings: Iterable[Filling],
    fleet: Mapping[str, VehicleType],
    sizes: Sizes,
) -> list[Hold]:
    """
    Stow the pieces of every filling into its vehicles, large pieces first.

    Whole pieces may need one vehicle more than their litres do; it is added.

    Parameters
    ----------
    fillings
        What the integer program chose.
    fleet
        The vehicle types.
    sizes
        Sizes of the pieces.

    Returns
    -------
    list of Hold
        One for each vehicle that holds anything.
    """
    holds: list[Hold] = []
    for filling in fillings:
        kind = fleet[filling.pattern.vehicle_type]
        own = [
            Hold(pattern=filling.pattern, kind=kind, sizes=piece_sizes(sizes))
            for _ in range(filling.vehicles)
        ]
        _stow_one(filling, own)
        holds += [hold for hold in own if hold.pieces]
    return holds


def _stow_one(filling: Filling, own: list[Hold]) -> None:
    # A village's goods fill one vehicle before the next is begun, so that
    # a vehicle calls at few villages.
    for kind in range(3):
        for village in reversed(filling.pattern.villages):
            for _ in range(filling.pieces[village][kind]):
                if not any(hold.add(village, kind) for hold in own):
                    own.append(
                        Hold(
                            pattern=filling.pattern,
                            kind=own[0].kind,
                            sizes=own[0].sizes,
                        )
                    )
                    own[-1].add(village, kind)


class Shelf:
    """
    The goods of every village, taken piece by piece.

    Parameters
    ----------
    errands
        The goods.
    village_of
        Village of each errand.
    sizes
        Sizes of the pieces.
    """

    def __init__(
        self,
        errands: Sequence[Errand],
        village_of: Mapping[int, str],
        sizes: Sizes,
    ) -> None:
        self.sizes = sizes
        self.left: dict[tuple[str, int], deque[tuple[Lot, int]]] = {}
        for number, errand in enumerate(errands):
            for lot in sorted(errand.lots, key=lambda lot: lot.subject):
                counts = (lot.boxes, lot.booths, lot.bags)
                for kind, count in enumerate(counts):
                    key = (village_of[number], kind)
                    self.left.setdefault(key, deque()).append((lot, count))

    def take(self, village: str, counts: Sequence[int]) -> tuple[Lot, ...]:
        """
        Take pieces of a village, tps by tps.

        Parameters
        ----------
        village
            The village.
        counts
            Boxes, booths and bags to take.

        Returns
        -------
        tuple of Lot
            Parts of the lots, sorted by their subject.
        """
        parts: dict[str, tuple[Lot, list[int]]] = {}
        for kind, count in enumerate(counts):
            queue = self.left.get((village, kind), deque())
            wanted = count
            while wanted and queue:
                lot, there = queue.popleft()
                used = min(there, wanted)
                wanted -= used
                if there > used:
                    queue.appendleft((lot, there - used))
                held = parts.setdefault(lot.subject, (lot, [0, 0, 0]))
                held[1][kind] += used
        return tuple(
            lot.part(self.sizes, boxes=n[0], booths=n[1], bags=n[2])
            for _, (lot, n) in sorted(parts.items())
            if any(n)
        )
