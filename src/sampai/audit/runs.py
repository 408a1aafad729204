"""
Trips put together from their rows: where each stands, and what changes hands.

Readings. A stop or an origin at which nothing leaves or boards takes no
time; goods without a box take ``per_stop_s``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sampai.audit.facts import Facts
from sampai.audit.findings import Finding
from sampai.audit.records import Load, Passage, Records, Stop, Trip, by_trip
from sampai.audit.seats import Seat, take_seats


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """
    One standing of a trip: its origin, then its stops.

    Parameters
    ----------
    place_id
        Where.
    seq
        Number of the stop, ``None`` for the origin.
    arrive_s, start_s, done_s, depart_s
        Arrival, and when handing over begins, is done and is left. [s]
    loads_on, loads_off
        What boards and what leaves here.
    """

    place_id: str
    seq: int | None
    arrive_s: int
    start_s: int
    done_s: int
    depart_s: int
    loads_on: tuple[Load, ...]
    loads_off: tuple[Load, ...]

    @property
    def is_used(self) -> bool:
        """Whether anything changes hands."""
        return bool(self.loads_on or self.loads_off)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A load with the two standings between which it rides."""

    load: Load
    trip: Trip
    board: Halt
    leave: Halt


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A trip with its standings, the legs it rides and what it moves."""

    trip: Trip
    halts: tuple[Halt, ...]
    passages: tuple[Passage, ...]
    moves: tuple[Move, ...]

    @property
    def subject(self) -> str:
        """How findings name it."""
        return f"trip {self.trip.trip_id}"


def assemble(
    records: Records, facts: Facts
) -> tuple[tuple[Run, ...], tuple[Finding, ...]]:
    """
    Put the trips of an operation together.

    Parameters
    ----------
    records
        Rows whose ids are known.
    facts
        The dataset.

    Returns
    -------
    tuple
        The runs, and a finding for each load that has no place on its trip.
    """
    stops = by_trip(records.stops)
    passages = by_trip(records.passages)
    loads = by_trip(records.loads)
    runs, findings = [], list[Finding]()
    for trip in records.trips:
        own = sorted(stops.get(trip.trip_id, ()), key=lambda one: one.seq)
        aboard = loads.get(trip.trip_id, [])
        seats = [
            (load, seat)
            for load, seat in zip(
                aboard, take_seats(trip, own, aboard, facts), strict=True
            )
        ]
        findings += [
            _homeless(load, trip) for load, seat in seats if seat is None
        ]
        seated = [(load, seat) for load, seat in seats if seat is not None]
        halts = _halts(trip, own, seated, facts)
        runs.append(
            Run(
                trip=trip,
                halts=halts,
                passages=tuple(
                    sorted(
                        passages.get(trip.trip_id, ()),
                        key=lambda one: (one.seq, one.part),
                    )
                ),
                moves=tuple(
                    Move(
                        load=load,
                        trip=trip,
                        board=halts[on],
                        leave=halts[off],
                    )
                    for load, (on, off) in seated
                ),
            )
        )
    return tuple(runs), tuple(findings)


def _homeless(load: Load, trip: Trip) -> Finding:
    return Finding(
        rule="load_stop",
        subject=f"trip {trip.trip_id}, goods of {load.owner_id}",
        found=f"boarding at {load.board_id}, leaving at {load.place_id}",
        expected="two standings of the trip, in this order",
    )


def _halts(
    trip: Trip,
    stops: Sequence[Stop],
    seated: Sequence[tuple[Load, Seat]],
    facts: Facts,
) -> tuple[Halt, ...]:
    times = [
        (trip.origin_id, None, trip.load_s, trip.load_s, trip.depart_s),
        *(
            (s.place_id, s.seq, s.arrive_s, s.start_s, s.depart_s)
            for s in stops
        ),
    ]
    halts = []
    for number, (place_id, seq, arrive_s, start_s, depart_s) in enumerate(
        times
    ):
        on = tuple(load for load, seat in seated if seat[0] == number)
        off = tuple(load for load, seat in seated if seat[1] == number)
        boxes = sum(load.boxes for load in on + off)
        busy_s = facts.handover_s(boxes) if on or off else 0
        halts.append(
            Halt(
                place_id=place_id,
                seq=seq,
                arrive_s=arrive_s,
                start_s=start_s,
                done_s=start_s + busy_s,
                depart_s=depart_s,
                loads_on=on,
                loads_off=off,
            )
        )
    return tuple(halts)
