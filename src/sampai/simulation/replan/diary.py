"""What every vehicle still has to do, and the gaps in between."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sampai.planning.timing import Vehicle
from sampai.simulation.replan.placed import PlacedTrip

# Later than any moment of a horizon.
OPEN_END_S = 2**40


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    Where a vehicle is once it has done what it has set out for.

    Parameters
    ----------
    place_id
        Where.
    free_s
        From when it may load; 0 where it is free now. [s]
    usable
        Whether it can be used again.
    cause, why
        What is not as planned, where anything is.
    """

    place_id: str
    free_s: int = 0
    usable: bool = True
    cause: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """
    A trip that carries, with the empty runs that lead to it.

    Parameters
    ----------
    trips
        Empty runs, then the trip; empty runs alone where a vehicle only
        goes home.
    """

    trips: tuple[PlacedTrip, ...]

    @property
    def carry(self) -> PlacedTrip | None:
        """The trip that carries, where there is one."""
        return self.trips[-1] if self.trips[-1].carries else None

    @property
    def empties(self) -> tuple[PlacedTrip, ...]:
        """The empty runs."""
        return tuple(trip for trip in self.trips if not trip.carries)

    @property
    def load_s(self) -> int:
        """When the first of its trips begins. [s]"""
        return self.trips[0].timed.load_s

    @property
    def end_s(self) -> int:
        """When the last of its trips has ended. [s]"""
        return self.trips[-1].timed.end_s

    @property
    def origin_id(self) -> str:
        """Where it begins."""
        return self.trips[0].draft.places[0]

    @property
    def end_id(self) -> str:
        """Where it ends."""
        return self.trips[-1].draft.end_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """
    A time in which a vehicle has nothing to do.

    Parameters
    ----------
    place_id, free_s
        Where it stands, and from when. [s]
    next_id, until_s
        Where it must be next, and when; its base where nothing follows. [s]
    may_stay
        Whether it may stay elsewhere: all that follows can still be mended.
    """

    place_id: str
    free_s: int
    next_id: str
    until_s: int = OPEN_END_S
    may_stay: bool = True


@dataclass(slots=True, kw_only=True)
class Diary:
    """
    The units of every vehicle in the order of time.

    Parameters
    ----------
    bases
        Where each kind of vehicle is at home.
    standing
        Where each vehicle is after what has departed.
    gone
        Trips that have departed, for time on duty.
    units
        What each vehicle has yet to do.
    settled
        Ids of the trips that stand as they are.
    """

    bases: Mapping[str, str]
    standing: dict[Vehicle, Standing]
    gone: dict[Vehicle, list[PlacedTrip]] = field(default_factory=dict)
    units: dict[Vehicle, list[Unit]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)

    def plan(self, trips: Iterable[PlacedTrip]) -> None:
        """
        Enter the trips that have not departed.

        Parameters
        ----------
        trips
            In any order.
        """
        waiting: dict[Vehicle, list[PlacedTrip]] = {}
        for trip in sorted(
            trips, key=lambda t: (t.timed.load_s, t.timed.end_s)
        ):
            held = waiting.setdefault(trip.vehicle, [])
            held.append(trip)
            # A run home is one by itself: whatever comes after it may go.
            if (
                trip.carries
                or trip.draft.end_id == self.bases[trip.vehicle[0]]
            ):
                self.add(Unit(trips=tuple(held)))
                held.clear()
        for held in waiting.values():
            if held:
                self.add(Unit(trips=tuple(held)))

    def add(self, unit: Unit) -> None:
        """
        Enter a unit.

        Parameters
        ----------
        unit
            What its vehicle has to do.
        """
        own = self.units.setdefault(unit.trips[-1].vehicle, [])
        own.append(unit)
        own.sort(key=lambda one: (one.load_s, one.end_s))

    def remove(self, unit: Unit) -> None:
        """
        Take a unit out.

        Parameters
        ----------
        unit
            A unit of the diary.
        """
        self.units[unit.trips[-1].vehicle].remove(unit)

    def unit_of(self, trip_id: str, vehicle: Vehicle) -> Unit:
        """
        Find the unit of a trip.

        Parameters
        ----------
        trip_id
            Its id.
        vehicle
            Who rides it.

        Returns
        -------
        Unit
            The unit.
        """
        return next(
            unit
            for unit in self.units[vehicle]
            if any(trip.trip_id == trip_id for trip in unit.trips)
        )

    def is_settled(self, unit: Unit) -> bool:
        """
        Tell whether a unit stands as it is.

        Parameters
        ----------
        unit
            A unit.

        Returns
        -------
        bool
            Whether it can be put off no more.
        """
        return unit.trips[-1].trip_id in self.settled

    def before(self, unit: Unit) -> tuple[str, int]:
        """
        Say where a vehicle is before a unit, and from when it is free.

        What came before may have been put off until after the moment at
        which the unit was to begin. Whatever stands and would overlap it is
        done first, and the unit comes after.

        Parameters
        ----------
        unit
            As planned, in the diary or out of it.

        Returns
        -------
        tuple
            Place, and moment. [s]
        """
        vehicle = unit.trips[-1].vehicle
        now = self.standing[vehicle]
        place_id, free_s = now.place_id, now.free_s
        length_s = unit.end_s - unit.load_s
        for other in self.units.get(vehicle, ()):
            if other is unit:
                continue
            if other.load_s >= unit.load_s:
                ends_s = max(free_s, unit.load_s) + length_s
                waits = (
                    self.is_settled(other)
                    and other.load_s < ends_s
                    and other.origin_id == place_id
                )
                if not waits:
                    continue
            place_id, free_s = other.end_id, max(free_s, other.end_s)
        return place_id, free_s

    def next_settled_s(self, vehicle: Vehicle, after_s: int) -> int:
        """
        Say when the next thing begins that can be put off no more.

        Parameters
        ----------
        vehicle
            The vehicle.
        after_s
            After this moment. [s]

        Returns
        -------
        int
            The moment. [s]
        """
        return min(
            (
                unit.load_s
                for unit in self.units.get(vehicle, ())
                if unit.load_s >= after_s and self.is_settled(unit)
            ),
            default=OPEN_END_S,
        )

    def gaps(self, vehicle: Vehicle) -> Iterator[Gap]:
        """
        List the times in which a vehicle has nothing to do.

        None of them rests on a unit that may yet go to another vehicle:
        whoever begins in a gap must find the vehicle there all the same.

        Parameters
        ----------
        vehicle
            The vehicle.

        Yields
        ------
        Gap
            In the order of time.
        """
        now = self.standing[vehicle]
        place_id, free_s = now.place_id, now.free_s
        # Where it is whatever becomes of the units that do not stand yet.
        sure_id = place_id
        own = self.units.get(vehicle, [])
        for number, unit in enumerate(own):
            may_stay = not any(map(self.is_settled, own[number:]))
            goes_on = unit.origin_id == place_id
            if sure_id == place_id and (
                goes_on or may_stay or self.is_settled(unit)
            ):
                yield Gap(
                    place_id=place_id,
                    free_s=free_s,
                    next_id=unit.origin_id,
                    until_s=unit.load_s,
                    may_stay=may_stay,
                )
            if not goes_on or unit.load_s < free_s:
                # What comes after is mended first.
                return
            place_id, free_s = unit.end_id, max(free_s, unit.end_s)
            if self.is_settled(unit):
                sure_id = place_id
        if sure_id == place_id:
            yield Gap(
                place_id=place_id,
                free_s=free_s,
                next_id=self.bases[vehicle[0]],
            )

    def trips(self) -> list[PlacedTrip]:
        """
        List all trips that have not departed.

        Returns
        -------
        list of PlacedTrip
            By vehicle, in the order of time.
        """
        return [
            trip
            for vehicle in sorted(self.units)
            for unit in self.units[vehicle]
            for trip in unit.trips
        ]

    def of_vehicle(self, vehicle: Vehicle) -> list[PlacedTrip]:
        """
        List all trips of a vehicle, departed ones too.

        Parameters
        ----------
        vehicle
            The vehicle.

        Returns
        -------
        list of PlacedTrip
            In the order of time.
        """
        own = self.units.get(vehicle, ())
        return [
            *self.gone.get(vehicle, ()),
            *(trip for unit in own for trip in unit.trips),
        ]
