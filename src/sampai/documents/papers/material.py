"""What the chapters of the papers are made from, read once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sampai.documents.journeys import Journey, journeys
from sampai.documents.names import Names, Row, names_of
from sampai.documents.words import Words
from sampai.election import Regulation
from sampai.tables import Dataset, Operation

# A page of a chapter, or a row of it, as the template reads it.
Page = dict[str, object]
PIECES = ("boxes", "booths", "bags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """
    A regency or a part of it, put together for packing: no plan is needed.

    Parameters
    ----------
    dataset, regulation
        The regency and its rules.
    names
        Names in the language of the papers.
    tps_ids, hub_ids
        Whose goods are printed, sorted.
    """

    dataset: Dataset
    regulation: Regulation
    names: Names
    tps_ids: tuple[str, ...]
    hub_ids: tuple[str, ...]

    @property
    def words(self) -> Words:
        """Words in the language of the papers."""
        return self.names.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Ground):
    """
    A plan, put together for printing.

    Parameters
    ----------
    operation
        The plan.
    journeys
        Trips in the order of their beginning.
    leg_m
        Length of each leg by both ends and surface. [m]
    """

    operation: Operation
    journeys: tuple[Journey, ...]
    leg_m: Mapping[tuple[frozenset[str], str], int]

    @property
    def carrying(self) -> list[Journey]:
        """Trips that carry goods."""
        return [journey for journey in self.journeys if journey.is_carry]

    def span(self, start: datetime, end: datetime) -> str:
        """
        Write a stretch of time.

        Parameters
        ----------
        start, end
            Aware moments.

        Returns
        -------
        str
            Such as ``07.04-07.23`` with a dash.
        """
        clock = self.words.clock
        return f"{clock(start)}\N{EN DASH}{clock(end)}"

    def ridden_m(self, passages: Iterable[Row]) -> int:
        """
        Add up the way of some passages.

        Parameters
        ----------
        passages
            Rows of passages.

        Returns
        -------
        int
            Distance. [m]
        """
        return sum(
            self.leg_m[
                frozenset((row["from_id"], row["to_id"])), row["surface"]
            ]
            for row in passages
        )


def ground(
    dataset: Dataset,
    regulation: Regulation,
    language: str,
    area: str | None = None,
) -> Ground:
    """
    Read a regency, or a part of it, for packing.

    Parameters
    ----------
    dataset, regulation
        The regency and its rules.
    language
        ``id`` or ``en``.
    area
        Id of a hub, a village or a TPS; None: the whole regency.

    Returns
    -------
    Ground
        With the TPS of the area; with the district's own goods where the
        area is its hub.

    Raises
    ------
    KeyError
        When the dataset has no such place or TPS.
    """
    names = names_of(dataset, language)
    if area is not None and area not in names.places:
        names.tps[area]  # a slip of the id is no empty list
    return Ground(
        dataset=dataset,
        regulation=regulation,
        names=names,
        tps_ids=tuple(
            tps_id
            for tps_id, tps in sorted(names.tps.items())
            if area in {None, tps_id, *_above(names, tps["village_id"])}
        ),
        hub_ids=tuple(hub for hub in names.hubs if area in {None, hub}),
    )


def _above(names: Names, village_id: str) -> tuple[str | None, str | None]:
    return village_id, names.hub_of(village_id)


def material(
    dataset: Dataset,
    operation: Operation,
    regulation: Regulation,
    language: str,
) -> Material:
    """
    Read a plan for printing.

    Parameters
    ----------
    dataset, operation, regulation
        The regency, its plan and its rules.
    language
        ``id`` or ``en``.

    Returns
    -------
    Material
        What the chapters need.
    """
    legs = dataset.legs.select("from_id", "to_id", "surface", "distance_m")
    whole = ground(dataset, regulation, language)
    return Material(
        dataset=dataset,
        operation=operation,
        regulation=regulation,
        names=whole.names,
        tps_ids=whole.tps_ids,
        hub_ids=whole.hub_ids,
        journeys=tuple(journeys(dataset, operation)),
        leg_m={
            (frozenset((start, end)), surface): distance_m
            for start, end, surface, distance_m in legs.iter_rows()
        },
    )


def pieces(loads: Iterable[Row]) -> list[int]:
    """
    Count boxes, booths and bags.

    Parameters
    ----------
    loads
        Rows of loads.

    Returns
    -------
    list of int
        In that order.
    """
    total: Counter[str] = Counter()
    for load in loads:
        total.update({piece: load[piece] for piece in PIECES})
    return [total[piece] for piece in PIECES]
