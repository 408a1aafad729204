"""The rows of an operation as the auditor holds them, moments in seconds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

import polars as pl

from sampai.audit.facts import Facts
from sampai.tables import Operation

Kind = TypeVar("Kind")
Part = TypeVar("Part", "Stop", "Passage", "Load")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A row of trips.csv."""

    trip_id: str
    stage: str
    purpose: str
    day: int
    vehicle_type: str
    vehicle: str
    origin_id: str
    load_s: int
    depart_s: int
    end_id: str
    return_s: int
    distance_m: int
    cost_idr: int
    boxes: int
    volume_l: float
    mass_kg: float
    police: int

    @property
    def is_carry(self) -> bool:
        """Whether it carries goods; the other trips are empty runs."""
        return self.purpose == "carry"

    @property
    def name(self) -> tuple[str, str]:
        """The vehicle, by type and name."""
        return self.vehicle_type, self.vehicle


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A row of stops.csv."""

    trip_id: str
    seq: int
    place_id: str
    arrive_s: int
    start_s: int
    depart_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A row of passages.csv."""

    trip_id: str
    seq: int
    part: int
    from_id: str
    to_id: str
    surface: str
    enter_s: int
    leave_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A row of loads.csv; blank ids are the empty text."""

    trip_id: str
    tps_id: str
    for_place_id: str
    board_id: str
    place_id: str
    boxes: int
    booths: int
    bags: int
    volume_l: float
    mass_kg: float

    @property
    def owner_id(self) -> str:
        """The TPS or the hub whose goods these are."""
        return self.tps_id or self.for_place_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A row of last_mile.csv."""

    tps_id: str
    stage: str
    depart_s: int
    arrive_s: int
    distance_m: int
    carriers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """A row of unserved.csv."""

    tps_id: str
    stage: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A row of exceptions.csv."""

    subject_id: str
    rule: str
    allowed_until_s: int
    planned_s: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A row of needs.csv."""

    tps_id: str
    place_id: str
    item: str
    contest: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A row of risk.csv; blank ids are the empty text."""

    tps_id: str
    due_s: int
    on_time_prob: float
    on_time_se: float
    open_prob: float
    late_p50_s: int
    late_p95_s: int
    late_cvar_s: int
    blame_from_id: str
    blame_to_id: str
    blame_surface: str
    reachable_prob: float

    @property
    def leg(self) -> tuple[str, str, str]:
        """The leg to blame; empty texts where none is."""
        return self.blame_from_id, self.blame_to_id, self.blame_surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """A row of blame.csv; blank ids are the empty text."""

    tps_id: str
    cause: str
    from_id: str
    to_id: str
    surface: str
    share: float

    @property
    def leg(self) -> tuple[str, str, str]:
        """The leg that is charged; empty texts where none is."""
        return self.from_id, self.to_id, self.surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A row of frontier.csv."""

    plan: str
    chosen: bool
    precautions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All rows of an operation, in the order of its files."""

    needs: tuple[Need, ...]
    trips: tuple[Trip, ...]
    stops: tuple[Stop, ...]
    passages: tuple[Passage, ...]
    loads: tuple[Load, ...]
    walks: tuple[Walk, ...]
    unserved: tuple[Unserved, ...]
    exemptions: tuple[Exemption, ...]
    summary: Mapping[str, object]
    risk: tuple[Risk, ...] = ()
    blame: tuple[Blame, ...] = ()
    frontier: tuple[Weighed, ...] = ()


def read_records(operation: Operation, facts: Facts) -> Records:
    """
    Turn the frames of an operation into rows.

    Parameters
    ----------
    operation
        The operation as read from its folder.
    facts
        The dataset, for its clock.

    Returns
    -------
    Records
        Rows with seconds from midnight before voting day.
    """

    def rows(frame: pl.DataFrame, kind: type[Kind]) -> tuple[Kind, ...]:
        timed = _in_seconds(frame, facts)
        wanted = [part.name for part in fields(kind)]  # type: ignore[arg-type]
        return tuple(
            kind(**row) for row in timed.select(wanted).iter_rows(named=True)
        )

    return Records(
        needs=rows(operation.needs, Need),
        trips=rows(operation.trips, Trip),
        stops=rows(operation.stops, Stop),
        passages=rows(operation.passages, Passage),
        loads=rows(operation.loads, Load),
        walks=rows(operation.last_mile, Walk),
        unserved=rows(operation.unserved, Unserved),
        exemptions=rows(operation.exceptions, Exemption),
        risk=rows(operation.risk, Risk),
        blame=rows(operation.blame, Blame),
        frontier=rows(operation.frontier, Weighed),
        summary=operation.summary,
    )


def _in_seconds(frame: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Moments become seconds named ``_s``; blank text the empty text."""
    zero = round(facts.horizon.start.timestamp())
    moments = [
        (pl.col(name).dt.epoch("s") - zero).alias(
            name.removesuffix("_at") + "_s"
        )
        for name, kind in frame.schema.items()
        if isinstance(kind, pl.Datetime)
    ]
    return frame.with_columns(pl.col(pl.String).fill_null(""), *moments)


def by_trip(parts: Iterable[Part]) -> dict[str, list[Part]]:
    """
    Sort rows into their trips.

    Parameters
    ----------
    parts
        Stops, passages or loads.

    Returns
    -------
    dict
        Rows by trip, in the order given.
    """
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.trip_id, []).append(part)
    return found
