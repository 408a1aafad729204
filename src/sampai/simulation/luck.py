"""The luck of one trip: its pace, the delay of its loading, its breakdowns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sampai.conditions.draws import Draws
from sampai.conditions.hazards import TRIP, Hazards
from sampai.planning.drafts import CARRY, TripDraft
from sampai.units import METRES_PER_KM, SECONDS_PER_DAY

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

TripName = tuple[str, int, int]


def name_of(draft: TripDraft) -> TripName:
    """
    Tell a trip from all others of its plan.

    Parameters
    ----------
    draft
        The trip.

    Returns
    -------
    tuple
        Vehicle type, vehicle and planned moment of loading.
    """
    return draft.vehicle_type, draft.vehicle, draft.load_at_s


def luck_names(drafts: Sequence[TripDraft]) -> Mapping[TripName, str]:
    """
    Name the luck of every trip by what it does, not by when it does it.

    A trip that another plan makes on another day, or with another number of
    its vehicle, keeps its luck.

    Parameters
    ----------
    drafts
        Trips of a plan.

    Returns
    -------
    Mapping
        A name by trip; no two trips share one.
    """
    used: dict[str, int] = {}
    names: dict[TripName, str] = {}
    # Trips that do the same are counted by when they load: the number of a
    # vehicle is the first thing another plan changes.
    ordered = sorted(drafts, key=lambda one: name_of(one)[::-1])
    subjects = _subjects(ordered)
    for draft in ordered:
        what = "|".join(
            (
                draft.stage,
                draft.vehicle_type,
                draft.places[0],
                draft.end_id,
                subjects[name_of(draft)],
            )
        )
        used[what] = used.get(what, 0) + 1
        names[name_of(draft)] = f"{what}|{used[what]}"
    return names


def _subjects(ordered: Sequence[TripDraft]) -> Mapping[TripName, str]:
    """Tell for whom every trip is made; an empty one, for whom it serves."""
    runs: dict[tuple[str, int, int], list[TripDraft]] = {}
    for draft in ordered:
        kind, vehicle, load_at_s = name_of(draft)
        day = load_at_s // SECONDS_PER_DAY
        runs.setdefault((kind, vehicle, day), []).append(draft)
    found: dict[TripName, str] = {}
    for run in runs.values():
        own = [
            min((held.lot.subject for held in draft.carriages), default="")
            for draft in run
        ]
        for k, draft in enumerate(run):
            # It goes to the next goods of the day, or comes from the last.
            served = [*own[k:], *own[:k][::-1], "-"]
            found[name_of(draft)] = next(filter(None, served))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdowns:
    """
    Where and for how long a vehicle stands, over all scenarios.

    Parameters
    ----------
    row
        Shape (k,): scenario of each breakdown.
    at_m
        Shape (k,): metres from the start of the trip. [m]
    hold_s
        Shape (k,): time until it goes on. [s]
    """

    row: Ints
    at_m: Floats
    hold_s: Floats

    def between(self, from_m: float, to_m: float) -> npt.NDArray[np.bool_]:
        """
        Find the breakdowns on a part of the way.

        Parameters
        ----------
        from_m, to_m
            From here to before there. [m]

        Returns
        -------
        ndarray
            Shape (k,): which they are.
        """
        found: npt.NDArray[np.bool_] = (self.at_m >= from_m) & (
            self.at_m < to_m
        )
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """
    What chance does to one trip.

    Parameters
    ----------
    slowness
        Shape (n,): time on the way as a share of the usual.
    breakdowns
        Where it stands.
    """

    slowness: Floats
    breakdowns: Breakdowns


def draw_luck(
    draws: Draws,
    hazards: Hazards,
    vehicle_type: str,
    name: str,
    length_m: int,
) -> Luck:
    """
    Draw the luck of a trip, but for its loading.

    Parameters
    ----------
    draws
        Random numbers of a block.
    hazards
        Parameters.
    vehicle_type
        Who makes it.
    name
        Name of its luck.
    length_m
        Length of the trip. [m]

    Returns
    -------
    Luck
        For every scenario of the block.
    """
    median, sigma = hazards.find("leg_speed", TRIP) or (1.0, 0.0)
    # A speed that is lognormal makes the time lognormal too, the other way.
    slowness = np.exp(
        np.float32(-sigma) * draws.normal("leg_speed", name)
    ) * np.float32(1 / median)
    return Luck(
        slowness=slowness,
        breakdowns=_breakdowns(
            draws, hazards.find("breakdown", vehicle_type), name, length_m
        ),
    )


def loading_delay_s(
    draws: Draws, hazards: Hazards, draft: TripDraft, name: str
) -> Floats | int:
    """
    Draw how much longer the loading of a trip takes.

    Parameters
    ----------
    draws
        Random numbers of a block.
    hazards
        Parameters.
    draft
        The trip.
    name
        Name of its luck.

    Returns
    -------
    ndarray or int
        Shape (n,); 0 for an empty run. [s]
    """
    found = hazards.find("loading_delay", TRIP)
    if found is None or draft.purpose != CARRY:
        return 0
    delay: Floats = draws.exponential("loading", name) * np.float32(found[0])
    return delay


def _breakdowns(
    draws: Draws,
    found: tuple[float, float] | None,
    name: str,
    length_m: int,
) -> Breakdowns:
    """Go on from breakdown to breakdown until every trip has ended."""
    rows: list[Ints] = [np.empty(0, dtype=np.int64)]
    places: list[Floats] = [np.empty(0, dtype=np.float32)]
    holds: list[Floats] = [np.empty(0, dtype=np.float32)]
    per_km, mean_s = found or (0.0, 0.0)
    if per_km > 0:
        generator = draws.generator("breakdown", name)
        mean_m = np.float32(METRES_PER_KM / per_km)
        row = np.arange(draws.size)
        at_m = np.zeros(draws.size, dtype=np.float32)
        while len(row):
            at_m = at_m + mean_m * generator.standard_exponential(
                len(row), dtype=np.float32
            )
            row, at_m = row[at_m < length_m], at_m[at_m < length_m]
            rows.append(row)
            places.append(at_m)
            holds.append(
                np.float32(mean_s)
                * generator.standard_exponential(len(row), dtype=np.float32)
            )
    return Breakdowns(
        row=np.concatenate(rows),
        at_m=np.concatenate(places),
        hold_s=np.concatenate(holds),
    )
