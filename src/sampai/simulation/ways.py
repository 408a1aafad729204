"""What a simulated ride needs to know of legs, and runs of like legs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sampai.conditions.hazards import leg_districts, seas
from sampai.planning.context import Context
from sampai.planning.drafts import Ride

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """
    Legs of one way that are alike, ridden one after another.

    Parameters
    ----------
    legs
        Rows of ``legs``.
    district, surface
        What they have in common.
    riding_s, crossing_s
        Time of the riding and of the river crossings in dry weather. [s]
    from_m, to_m
        Metres of the trip at both ends. [m]
    """

    legs: tuple[int, ...]
    district: str
    surface: str
    riding_s: int
    crossing_s: int
    from_m: int
    to_m: int


@dataclass(kw_only=True)
class Ways:
    """
    Legs of a regency as the simulation sees them.

    Parameters
    ----------
    context
        The regency.
    """

    context: Context

    @cached_property
    def districts(self) -> tuple[str, ...]:
        """District of every leg."""
        return leg_districts(self.context.dataset)

    @cached_property
    def crossing_s(self) -> Ints:
        """Time of the river crossings of every leg. [s]"""
        crossings = self.context.dataset.legs["river_crossings"].to_numpy()
        return crossings * self.context.dataset.settings.crossing_s

    @cached_property
    def seas(self) -> frozenset[str]:
        """Surfaces that waves close."""
        return frozenset(seas(self.context.dataset))

    @cached_property
    def wet_pace(self) -> Mapping[str, np.float32]:
        """Time on a wet day as a share of that on a dry one, by surface."""
        table = self.context.dataset.surfaces
        return {
            surface: np.float32(1 / factor)
            for surface, factor in table.select(
                "surface", "wet_speed_factor"
            ).iter_rows()
        }

    def length_m(self, rides: Sequence[Ride]) -> int:
        """
        Add up the metres of some rides.

        Parameters
        ----------
        rides
            Legs in order.

        Returns
        -------
        int
            Length. [m]
        """
        metres = self.context.network.distance_m
        return sum(int(metres[ride.leg]) for ride in rides)

    def is_free(self, leg: int) -> bool:
        """
        Tell whether neither the tide nor waves close a leg.

        Parameters
        ----------
        leg
            Row of ``legs``.

        Returns
        -------
        bool
            Whether only rain does.
        """
        surface = self.context.network.surface[leg]
        return surface not in self.seas and (
            self.context.windows.of(leg) is None
        )

    def single(self, vehicle_type: str, leg: int, from_m: int) -> Stretch:
        """
        Describe one leg.

        Parameters
        ----------
        vehicle_type
            Who rides.
        leg
            Row of ``legs``.
        from_m
            Metres of the trip before it. [m]

        Returns
        -------
        Stretch
            The leg alone.
        """
        network = self.context.network
        crossing_s = int(self.crossing_s[leg])
        return Stretch(
            legs=(leg,),
            district=self.districts[leg],
            surface=network.surface[leg],
            riding_s=int(network.leg_s[vehicle_type][leg]) - crossing_s,
            crossing_s=crossing_s,
            from_m=from_m,
            to_m=from_m + int(network.distance_m[leg]),
        )

    def stretches(
        self,
        vehicle_type: str,
        rides: Sequence[Ride],
        from_m: int,
        *,
        singly: bool,
    ) -> list[Stretch]:
        """
        Cut a way into stretches.

        Parameters
        ----------
        vehicle_type
            Who rides.
        rides
            The legs in order.
        from_m
            Metres of the trip before them. [m]
        singly
            Whether to keep every leg apart.

        Returns
        -------
        list of Stretch
            In order; legs that the tide or waves close stand alone.
        """
        found: list[Stretch] = []
        for ride in rides:
            one = self.single(vehicle_type, ride.leg, from_m)
            from_m = one.to_m
            if found and not singly and self._alike(found[-1], one):
                found[-1] = _joined(found[-1], one)
            else:
                found.append(one)
        return found

    def _alike(self, one: Stretch, other: Stretch) -> bool:
        where = (one.district, one.surface)
        return where == (other.district, other.surface) and self.is_free(
            other.legs[0]
        )


def _joined(one: Stretch, other: Stretch) -> Stretch:
    return Stretch(
        legs=one.legs + other.legs,
        district=one.district,
        surface=one.surface,
        riding_s=one.riding_s + other.riding_s,
        crossing_s=one.crossing_s + other.crossing_s,
        from_m=one.from_m,
        to_m=other.to_m,
    )
