"""What calls take and give."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

# A database takes no null byte, and no number longer than this.
NO_NULL = r"^[^\x00]*$"
Number = Annotated[int, Field(ge=1, le=2_000_000_000)]
Id = Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NULL)]
Name = Annotated[str, Field(min_length=1, max_length=120, pattern=NO_NULL)]
Reason = Annotated[str, Field(min_length=1, max_length=2_000, pattern=NO_NULL)]
Days = Annotated[int, Field(ge=-60, le=60)]


class Asked(Schema):
    """What a call takes; a word that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid")


class FaultOut(Schema):
    """One thing wrong with an input."""

    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    remedy: str


class Refusal(Schema):
    """Every refusal."""

    code: str
    message: str
    faults: list[FaultOut]


class SeatOut(Schema):
    """A seat that is held now."""

    role: str
    regency: str
    place_id: str
    ends_at: datetime | None
    is_emergency: bool


class MeOut(Schema):
    """Who calls, and what they may do where."""

    username: str
    by_token: bool
    seats: list[SeatOut]
    permissions: list[str]


class RegencyOut(Schema):
    """A regency in which the caller holds a seat."""

    code: str
    name: str
    edition: int | None


class EditionOut(Schema):
    """The data of a regency as they stood at one time."""

    number: int
    input_sha256: str
    made_at: datetime
    made_by: str | None
    reason: str
    changes: dict[str, Any]


class TableOut(Schema):
    """A table of the contract, and how many rows it has."""

    table: str
    rows: int


class Rows(Schema):
    """Part of a list of rows, by the columns of the contract."""

    count: int
    page: int
    size: int
    rows: list[dict[str, Any]]


class JobOut(Schema):
    """A piece of long work."""

    id: UUID
    kind: str
    title: str
    state: str
    step: str
    done: int
    total: int
    made_at: datetime
    ended_at: datetime | None
    result: dict[str, Any]
    faults: list[FaultOut]


class PlanOut(Schema):
    """A plan."""

    number: int
    name: str
    state: str
    edition: int
    made_at: datetime
    summary: dict[str, Any]


class DecisionOut(Schema):
    """An approval or a publication."""

    plan: int
    state: str
    name: str
    reason: str
    at: datetime


class RunIn(Asked):
    """How a plan is to be made."""

    name: Name
    robust: bool = True
    prices: bool = False
    scenarios: Annotated[int, Field(ge=50, le=50_000)] = 10_000
    iterations: Annotated[int, Field(ge=1, le=20_000)] | None = None


class DecideIn(Asked):
    """Who decides, and why."""

    name: Name
    reason: Reason


class ClosedIn(Asked):
    """A leg that closes for some days."""

    from_id: Id
    to_id: Id
    surface: Id
    first_day: Days
    last_day: Days


class WhatIfIn(Asked):
    """What is to be different."""

    closed: Annotated[list[ClosedIn], Field(max_length=20)] = []
    fewer: dict[Id, Annotated[int, Field(ge=1, le=999)]] = {}
    shifts: dict[Id, Annotated[int, Field(ge=-14, le=14)]] = {}


class SideOut(Schema):
    """What a plan comes to."""

    cost_out_idr: int
    lowest_on_time_prob: float | None
    mean_on_time_prob: float | None


class TouchedOut(Schema):
    """A TPS whose chance changes."""

    tps_id: str
    before: float
    after: float
    is_missed: bool


class WhatIfOut(Schema):
    """The plan as it is, beside the plan that would be made then."""

    scenarios: int
    before: SideOut
    after: SideOut
    touched: list[TouchedOut]


class HitOut(Schema):
    """Something that was found."""

    name: str
    kind: str
    url: str
    note: str
