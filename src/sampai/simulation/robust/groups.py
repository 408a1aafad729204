"""Villages whose goods share their way, and what can be done for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from sampai.planning.chains import Hop
from sampai.planning.context import (
    Context,
)
from sampai.planning.outward import Delivery
from sampai.planning.precautions import NO_PRECAUTION, Precaution
from sampai.planning.stages import (
    DEPOT_TO_HUB,
    HUB_TO_VILLAGE,
)

# One set of precautions for the villages of a group.
Option = tuple[tuple[str, Precaution], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    Villages that are reached over the same places of transfer.

    Parameters
    ----------
    gates
        The places of transfer, in order.
    villages
        The villages, the nearest to the last gate first.
    kinds
        Vehicle types that can make the last hop.
    tps_ids
        Their tps.
    """

    gates: tuple[str, ...]
    villages: tuple[str, ...]
    kinds: tuple[str, ...]
    tps_ids: tuple[str, ...]

    def days(self, context: Context) -> Iterator[Option]:
        """
        List how much earlier the goods could travel.

        Parameters
        ----------
        context
            The regency.

        Yields
        ------
        tuple
            A precaution for every village, from none to the most.
        """
        last = context.stages[HUB_TO_VILLAGE]
        hubs = context.stages[DEPOT_TO_HUB]
        earlier = range(last.last_day - last.first_day + 1)
        ahead = range(hubs.last_day - hubs.first_day + 1)
        for wait, days in product(ahead if self.gates else (0,), earlier):
            yield self.all_with(Precaution(days_earlier=days, days_ahead=wait))

    def all_with(self, precaution: Precaution) -> Option:
        """
        Take the same precaution for every village.

        Parameters
        ----------
        precaution
            What is done.

        Returns
        -------
        tuple
            By village.
        """
        return tuple((village, precaution) for village in self.villages)

    def other_vehicles(self, option: Option) -> Iterator[Option]:
        """
        List which vehicle types could be left out for the farthest villages.

        Parameters
        ----------
        option
            Precautions to which that is added.

        Yields
        ------
        tuple
            From the farthest village alone to all of them.
        """
        if len(self.kinds) == 1:
            return
        for kind, count in product(self.kinds, _counts(len(self.villages))):
            far = self.villages[-count:]
            yield tuple(
                (village, _barring(held, kind) if village in far else held)
                for village, held in option
            )

    def other_ways(self, option: Option) -> Iterator[Option]:
        """
        List what else could be done: another landing, a vehicle more.

        Parameters
        ----------
        option
            Precautions to which that is added.

        Yields
        ------
        tuple
            Without each place of transfer, and without second trips.
        """
        if not self.gates:
            return
        for gate in self.gates:
            yield tuple(
                (village, replace(held, avoided=held.avoided | {gate}))
                for village, held in option
            )
        yield tuple(
            (village, replace(held, singly=True)) for village, held in option
        )


def _barring(held: Precaution, kind: str) -> Precaution:
    return replace(held, barred=held.barred | {kind})


def _counts(villages: int) -> list[int]:
    """One village, two, four and so on, and all."""
    found = [1]
    while found[-1] * 2 < villages:
        found.append(found[-1] * 2)
    return sorted({*found, villages})


def find_groups(
    context: Context, deliveries: Sequence[Delivery]
) -> tuple[Group, ...]:
    """
    Group the villages of a regency by the places where goods change.

    Parameters
    ----------
    context
        The regency.
    deliveries
        What goes out, with its chains.

    Returns
    -------
    tuple of Group
        Sorted by their gates; those without any come first.
    """
    tps: dict[str, set[str]] = {}
    hops: dict[str, tuple[Hop, ...]] = {}
    for held in deliveries:
        if held.lot.tps_id is not None and held.hops:
            tps.setdefault(held.goal_id, set()).add(held.lot.tps_id)
            hops[held.goal_id] = held.hops
    groups: dict[tuple[str, ...], list[str]] = {}
    for village, chain in hops.items():
        gates = tuple(hop.to_id for hop in chain[:-1])
        groups.setdefault(gates, []).append(village)
    found = []
    for gates, villages in sorted(groups.items()):
        near = sorted(
            villages, key=lambda v: (context.fastest_s(hops[v][-1]), v)
        )
        kinds = {k for v in near for k in hops[v][-1].vehicle_types}
        found.append(
            Group(
                gates=gates,
                villages=tuple(near),
                kinds=tuple(sorted(kinds)),
                tps_ids=tuple(sorted(t for v in near for t in tps[v])),
            )
        )
    return tuple(found)


def is_idle(option: Option) -> bool:
    """
    Tell whether an option does nothing.

    Parameters
    ----------
    option
        Precautions by village.

    Returns
    -------
    bool
        Whether none of them does anything.
    """
    return all(held == NO_PRECAUTION for _, held in option)
