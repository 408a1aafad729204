"""What every part of the planner needs to know of a regency."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sampai.clock import Horizon
from sampai.conditions.windows import LegWindows
from sampai.election import Sizes
from sampai.geography import Network
from sampai.planning.calm import CalmConditions
from sampai.planning.chains import Chains, Hop
from sampai.planning.drafts import Ride
from sampai.planning.errands import Errand, takes_every_piece
from sampai.planning.fleet import VehicleType
from sampai.planning.precautions import NO_PRECAUTIONS, Precautions
from sampai.planning.riding import fastest_rides, first_to_arrive
from sampai.planning.stages import Stage
from sampai.planning.tidal.tours import Journey
from sampai.planning.timing import Rules
from sampai.tables import Dataset
from sampai.units import SECONDS_PER_DAY

T = TypeVar("T")

# Why goods could not be planned.
NO_WAY = "no_way"
NO_WINDOW = "no_window"
FLEET = "fleet"


@dataclass(slots=True, kw_only=True)
class Context:
    """
    A dataset as the planner sees it.

    Parameters
    ----------
    dataset, network, fleet, sizes
        The regency.
    horizon
        Seconds of every day of the operation, one day of air at each end.
    windows
        When legs are open.
    stages
        By name.
    rules
        Hand-over times and hours.
    iterations, seed
        Of the search.
    precautions
        What the plan does beyond the cheapest in fair weather.
    known
        Answers of searches, by what was asked; plans of one regency that
        differ in their precautions share it.
    """

    dataset: Dataset
    network: Network
    fleet: Mapping[str, VehicleType]
    sizes: Sizes
    horizon: Horizon
    windows: LegWindows
    stages: Mapping[str, Stage]
    rules: Rules
    iterations: int
    seed: int
    precautions: Precautions = NO_PRECAUTIONS
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    chains: Chains = field(init=False)
    routing: Network = field(init=False)
    _hubs: dict[str, str] = field(init=False)
    village_of: Mapping[str, str] = field(init=False)
    depot_id: str = field(init=False)
    hub_ids: frozenset[str] = field(init=False)
    _ways: dict[tuple[str, str, str], tuple[Ride, ...]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        """Prepare the search for chains and the parents of places."""
        large_enough = {
            name: kind
            for name, kind in self.fleet.items()
            if takes_every_piece(kind, self.sizes)
        }
        self.chains = Chains(self.network, large_enough, self.rules.per_stop_s)
        if self.precautions.slowness != 1:
            self.routing = self.network.slower(self.precautions.slowness)
        else:
            self.routing = self.network
        tps, places = self.dataset.tps, self.dataset.places
        self.village_of = dict(
            zip(tps["tps_id"], tps["village_id"], strict=True)
        )
        self.depot_id = str(places.filter(kind="depot")["place_id"].sort()[0])
        self.hub_ids = frozenset(places.filter(kind="hub")["place_id"])
        self._hubs = {
            place_id: place_id if kind == "hub" else str(parent_id)
            for place_id, kind, parent_id in places.select(
                "place_id", "kind", "parent_id"
            ).iter_rows()
        }

    def recall(self, question: Hashable, answer: Callable[[], T]) -> T:
        """
        Search once for the answer to a question.

        Parameters
        ----------
        question
            All on which the answer depends, besides the regency.
        answer
            Searches for it.

        Returns
        -------
        object
            The answer.
        """
        if question not in self.known:
            self.known[question] = answer()
        found: T = self.known[question]
        return found

    def chains_for(self, goal_id: str) -> Chains:
        """
        Search for chains with what is precaution for a goal.

        Parameters
        ----------
        goal_id
            A village or a hub.

        Returns
        -------
        Chains
            The search, without vehicle types and places that are barred.
        """
        precaution = self.precautions.of(goal_id)
        barred, avoided = precaution.barred, precaution.avoided
        if not barred and not avoided:
            return self.chains
        fleet = {k: v for k, v in self.chains.fleet.items() if k not in barred}
        return self.recall(
            ("chains", barred, avoided),
            lambda: Chains(
                self.network, fleet, self.rules.per_stop_s, avoided
            ),
        )

    def goes_singly(self, errands: Iterable[Errand]) -> bool:
        """
        Tell whether a precaution forbids second trips with some goods.

        Parameters
        ----------
        errands
            The goods.

        Returns
        -------
        bool
            Whether any of them is to go singly.
        """
        goals = {
            self.village_of.get(lot.subject, lot.subject)
            for errand in errands
            for lot in errand.lots
        }
        return any(self.precautions.of(goal).singly for goal in goals)

    @property
    def calm(self) -> CalmConditions:
        """Fair weather."""
        return CalmConditions(self.network, self.windows)

    def hub_of(self, place_id: str) -> str:
        """
        Hub to which a place belongs.

        Parameters
        ----------
        place_id
            A village, or a hub, which is its own.

        Returns
        -------
        str
            The hub.
        """
        return self._hubs[place_id]

    def journey(self, vehicle_type: str) -> Journey:
        """
        Earliest arrival of a vehicle type over legs that open and close.

        Parameters
        ----------
        vehicle_type
            Who rides.

        Returns
        -------
        Journey
            Gives the rides and the moment of arrival.
        """

        def ride(
            from_id: str, to_id: str, ready_s: int
        ) -> tuple[tuple[Ride, ...], int] | None:
            return first_to_arrive(
                self.network,
                self.windows,
                vehicle_type,
                (from_id, to_id),
                ready_s,
            )

        return ride

    def is_tidal(self, kinds: Sequence[str], from_id: str, to_id: str) -> bool:
        """
        Tell whether a way between two places depends on the tide.

        Parameters
        ----------
        kinds
            Vehicle types that make it.
        from_id, to_id
            Ends of the way.

        Returns
        -------
        bool
            Whether the fastest way of any of them has a leg that closes.
        """
        return any(
            self.windows.of(leg) is not None
            for name in kinds
            for leg in self.network.way(name, from_id, to_id)
        )

    def part_tidal(
        self, kinds: Sequence[str], errands: Sequence[Errand]
    ) -> tuple[list[Errand], list[Errand]]:
        """
        Part errands into those that depend on the tide and the others.

        Parameters
        ----------
        kinds
            Vehicle types that do them.
        errands
            The errands.

        Returns
        -------
        tuple of list
            Tidal ones, others.
        """
        tidal: list[Errand] = []
        still: list[Errand] = []
        for errand in errands:
            bound = self.is_tidal(kinds, errand.from_id, errand.to_id)
            (tidal if bound else still).append(errand)
        return tidal, still

    def fastest_s(self, hop: Hop) -> int:
        """
        Time of the fastest vehicle over a hop.

        Parameters
        ----------
        hop
            Part of a chain.

        Returns
        -------
        int
            Time. [s]
        """
        ends = self.network.index[hop.from_id], self.network.index[hop.to_id]
        return min(
            int(self.network.matrix(name).duration_s[ends])
            for name in hop.vehicle_types
        )

    def way(
        self, vehicle_type: str, from_id: str, to_id: str
    ) -> tuple[Ride, ...]:
        """
        List the rides of the fastest way over legs that never close.

        Parameters
        ----------
        vehicle_type
            Who rides.
        from_id, to_id
            Ends of the way.

        Returns
        -------
        tuple of Ride
            In order.
        """
        key = (vehicle_type, from_id, to_id)
        if key not in self._ways:
            self._ways[key] = fastest_rides(self.network, *key)
        return self._ways[key]

    def hours(self, place_id: str) -> tuple[int, int]:
        """
        Opening hours of a place, as seconds of the day.

        Parameters
        ----------
        place_id
            A place.

        Returns
        -------
        tuple of int
            Opens and closes; the whole day where it never closes. [s]
        """
        return self.rules.hours.get(place_id, (0, SECONDS_PER_DAY))

    def due_s(self, stage: str) -> int:
        """
        Moment by which the goods of a stage are handed over.

        Parameters
        ----------
        stage
            Name of the stage.

        Returns
        -------
        int
            Seconds of the horizon. [s]
        """
        rule = self.stages[stage]
        return self.horizon.day_start_s(rule.last_day) + rule.due_s
