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
class Material:
    """
    A plan, put together for printing.

    Parameters
    ----------
    dataset, operation, regulation
        The regency, its plan and its rules.
    names
        Names in the language of the papers.
    journeys
        Trips in the order of their beginning.
    leg_m
        Length of each leg by both ends and surface. [m]
    """

    dataset: Dataset
    operation: Operation
    regulation: Regulation
    names: Names
    journeys: tuple[Journey, ...]
    leg_m: Mapping[tuple[frozenset[str], str], int]

    @property
    def words(self) -> Words:
        """Words in the language of the papers."""
        return self.names.words

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
    return Material(
        dataset=dataset,
        operation=operation,
        regulation=regulation,
        names=names_of(dataset, language),
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
