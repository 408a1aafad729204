"""What the baseline knows of a regency: ways, fleet, hours and tide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sampai.clock import Horizon, seconds_of_day
from sampai.conditions import leg_windows
from sampai.geography import Network
from sampai.planning.fleet import VehicleType, read_fleet
from sampai.tables import Dataset
from sampai.units import SECONDS_PER_DAY

TIDE = "tide"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay:
    """
    Last day of a stage, on which the baseline does all of it.

    Parameters
    ----------
    day
        Whole days from voting day.
    due_s
        Goods must be there by then, from local midnight. [s]
    tide_s
        Longest time for which the tide leaves a leg open. [s]
    """

    day: int
    due_s: int
    tide_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Regency:
    """
    The facts of a dataset that round trips are reckoned by.

    Parameters
    ----------
    network
        Places, legs and the fastest ways.
    fleet
        Vehicle types by name, in the order of the names.
    opens_s
        When each place opens, from local midnight. [s]
    tidal_surfaces
        Surfaces that the tide closes.
    per_stop_s, per_box_s
        Time of a loading or a hand-over. [s]
    """

    network: Network
    fleet: Mapping[str, VehicleType]
    opens_s: Mapping[str, int]
    tidal_surfaces: frozenset[str]
    per_stop_s: int
    per_box_s: int

    def handover_s(self, boxes: int) -> int:
        """
        Time to load some goods, or to hand them over.

        Parameters
        ----------
        boxes
            Boxes among them.

        Returns
        -------
        int
            Time. [s]
        """
        return self.per_stop_s + self.per_box_s * boxes

    def way(
        self, kind: VehicleType, from_id: str, to_id: str
    ) -> tuple[int, int]:
        """
        Measure the fastest way of a type between two places.

        Parameters
        ----------
        kind
            Vehicle type.
        from_id, to_id
            Places.

        Returns
        -------
        tuple of int
            Metres and seconds; -1 both where there is no way. [m, s]
        """
        matrix = self.network.matrix(kind.name)
        ends = self.network.index[from_id], self.network.index[to_id]
        return int(matrix.distance_m[ends]), int(matrix.duration_s[ends])

    def usable_s(
        self, kind: VehicleType, origin_id: str, last: LastDay, empty_s: int
    ) -> int:
        """
        Time that a vehicle has for its round trips from an origin.

        Parameters
        ----------
        kind
            Vehicle type.
        origin_id
            Where it loads.
        last
            The day.
        empty_s
            Its run to the origin, and again from it. [s]

        Returns
        -------
        int
            Time; zero or less where the day is too short. [s]
        """
        from_s = max(kind.shift_start_s + empty_s, self.opens_s[origin_id])
        until_s = min(last.due_s, kind.shift_end_s - empty_s)
        return min(until_s - from_s, kind.duty_s - 2 * empty_s)


def read_regency(dataset: Dataset, network: Network) -> Regency:
    """
    Take from a dataset what round trips are reckoned by.

    Parameters
    ----------
    dataset
        Checked dataset.
    network
        Its network.

    Returns
    -------
    Regency
        The facts.
    """
    surfaces = dataset.surfaces.select("surface", "closed_by").iter_rows()
    places = dataset.places.select("place_id", "opens").iter_rows()
    return Regency(
        network=network,
        fleet=read_fleet(dataset.vehicles),
        opens_s={
            place_id: 0 if opens is None else seconds_of_day(opens)
            for place_id, opens in places
        },
        tidal_surfaces=frozenset(
            surface
            for surface, closed_by in surfaces
            if TIDE in closed_by.split(";")
        ),
        per_stop_s=dataset.settings.per_stop_s,
        per_box_s=dataset.settings.per_box_s,
    )


def last_days(
    dataset: Dataset, stages: Sequence[str]
) -> Mapping[str, LastDay]:
    """
    Look up the last days of some stages.

    Parameters
    ----------
    dataset
        Checked dataset.
    stages
        Such as ``depot_to_hub``.

    Returns
    -------
    Mapping
        By stage, the day, the due time and what the tide allows.
    """
    rows = {
        stage: dataset.stages.filter(stage=stage).row(0, named=True)
        for stage in stages
    }
    tide_s = _longest_open_s(
        dataset, sorted({row["last_day"] for row in rows.values()})
    )
    return {
        stage: LastDay(
            day=row["last_day"],
            due_s=seconds_of_day(row["due"]),
            tide_s=tide_s[row["last_day"]],
        )
        for stage, row in rows.items()
    }


def _longest_open_s(dataset: Dataset, days: Sequence[int]) -> dict[int, int]:
    """Find for each day how long the tide leaves a leg open at most."""
    horizon = Horizon(
        voting_day=dataset.settings.voting_day,
        first_day=days[0],
        zone=ZoneInfo(dataset.settings.time_zone),
    )
    windows = leg_windows(dataset, horizon, range(days[0], days[-1] + 1))
    starts_s = {day: horizon.day_start_s(day) for day in days}
    return {
        day: windows.longest_open_s(start_s, start_s + SECONDS_PER_DAY)
        for day, start_s in starts_s.items()
    }
