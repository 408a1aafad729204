"""Rules on the network as a whole: what no vehicle can reach."""

from collections.abc import Iterator, Mapping

import polars as pl

from sampai.errors import Fault
from sampai.tables.rules.sheets import Row, Sheets, Told
from sampai.tables.wording import quoted


class Joined:
    """Places joined by legs: which of them hang together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, place: str) -> str:
        """
        Name the group of a place.

        Parameters
        ----------
        place
            Id of the place.

        Returns
        -------
        str
            Id of one place of the group, the same for all of them.
        """
        above = self._above
        while (up := above.get(place, place)) != place:
            above[place] = above.get(up, up)
            place = up
        return place

    def join(self, place: str, other: str) -> None:
        """
        Join two groups.

        Parameters
        ----------
        place, other
            Ids of two places.
        """
        self._above[self.root(place)] = self.root(other)


def bases(sheets: Sheets) -> Iterator[Fault]:
    """
    Find vehicles whose base lies at no leg they can ride.

    Parameters
    ----------
    sheets
        Tables of the dataset, without a fault so far.

    Yields
    ------
    Fault
        One for each kind of vehicle.
    """
    ways = _ways(sheets)
    vehicles = sheets.frame("vehicles")
    stuck = [
        kind
        for kind, base in vehicles.select("vehicle_type", "base_id").rows()
        if not any(base in ends for ends in ways.get(kind, ()))
    ]
    bad = vehicles.filter(pl.col("vehicle_type").is_in(stuck))

    def tell(row: Row) -> Told:
        return (
            quoted(row["base_id"]),
            f"a place at a leg that a {row['vehicle_type']} can ride",
            "Correct the base, or add its speed on the surface there.",
        )

    yield from sheets.each("vehicles", "base_id", bad, tell)


def unreachable(sheets: Sheets) -> Iterator[Fault]:
    """
    Find places that no chain of vehicles reaches from the depot.

    A kind of vehicle serves what hangs together with its base; goods change
    vehicles at any place that two kinds reach.

    Parameters
    ----------
    sheets
        Tables of the dataset, without a fault so far.

    Yields
    ------
    Fault
        One for each hub, base and village with a TPS.
    """
    places, vehicles = sheets.frame("places"), sheets.frame("vehicles")
    served = Joined()
    ways = _ways(sheets)
    for kind, base in (
        vehicles.filter(pl.col("count") > 0)
        .select("vehicle_type", "base_id")
        .rows()
    ):
        _serve(served, ways.get(kind, []), base)
    depot = places.filter(kind="depot")["place_id"][0]
    wanted = {
        *places.filter(kind="hub")["place_id"],
        *sheets.frame("tps")["village_id"],
        *vehicles["base_id"],
    }
    home = served.root(depot)
    cut_off = [place for place in wanted if served.root(place) != home]
    bad = places.filter(pl.col("place_id").is_in(cut_off))

    def tell(row: Row) -> Told:
        return (
            f"{quoted(row['place_id'])}, which no vehicle can reach",
            f"a way from {depot} by the vehicles of the dataset",
            "Add the missing leg, speed or vehicle.",
        )

    yield from sheets.each("places", "place_id", bad, tell)


def _serve(served: Joined, ways: list[tuple[str, str]], base: str) -> None:
    """Join the places that one kind of vehicle reaches from its base."""
    own = Joined()
    for start, end in ways:
        own.join(start, end)
    home = own.root(base)
    for start, end in ways:
        if own.root(start) == home:
            served.join(start, end)


def _ways(sheets: Sheets) -> Mapping[str, list[tuple[str, str]]]:
    """Ends of the legs that each kind of vehicle can ride."""
    joined = sheets.frame("legs").join(
        sheets.frame("speeds").select("vehicle_type", "surface"),
        on="surface",
    )
    ways: dict[str, list[tuple[str, str]]] = {}
    for kind, start, end in joined.select(
        "vehicle_type", "from_id", "to_id"
    ).iter_rows():
        ways.setdefault(kind, []).append((start, end))
    return ways
